//! Zip archives that are the same bytes for the same files.

use std::fmt::Display;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::Trouble;

/// An archive as it grows: files in the order they are put in, all with the same fixed time.
pub(in super::super) struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Zip {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }
}

impl Zip {
    /// Adds a file.
    pub(in super::super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.add(name, bytes, CompressionMethod::Deflated)
    }

    /// Adds a file as it is, for formats that are known by the first bytes of the archive.
    pub(in super::super) fn store(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.add(name, bytes, CompressionMethod::Stored)
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Trouble> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(name, options).map_err(|error| failed(&error))?;
        self.0.write_all(bytes).map_err(|error| failed(&error))
    }

    /// The bytes of the archive.
    pub(in super::super) fn finish(self) -> Result<Vec<u8>, Trouble> {
        self.0.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
    }
}

fn failed(error: &dyn Display) -> Trouble {
    Trouble::new(format!("the file could not be packed: {error}"))
}
