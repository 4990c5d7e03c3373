//! `codings/SOURCE/CODER-DEVICE.jsonl`: what people do, one operation a line, never rewritten.
//!
//! Each person on each device has a file of their own, so that nobody waits for anybody. Copies of a file
//! under any name in the folder (a conflict of a synced folder, a branch) count as one log: what is read is
//! the union of their operations.

mod append;
mod clock;
mod device;
mod read;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{FileError, Stamp};

pub use append::{Appender, append};
pub use clock::{iso, now_iso};
pub use device::{config_dir, device, fresh_id};
pub use read::{read, read_all};

/// A log, or a copy of one.
#[derive(Debug, Clone)]
pub struct LogFile {
    /// Short name of its source: the folder it stands in.
    pub short: String,
    /// Its file name.
    pub name: String,
    /// Where it is.
    pub full: PathBuf,
    /// Its stamp.
    pub stamp: Stamp,
}

impl LogFile {
    /// Its path below `codings/`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.short, self.name)
    }
}

/// The folder of what concerns no single source.
pub const STUDY: &str = "study";

/// Begins the names of changes that were cut short, in that folder.
pub const UNFINISHED: &str = ".unfinished-";

/// The logs of every source below `codings`, and those of the study, by folder and name. A missing folder is an
/// empty one.
///
/// # Errors
/// When a folder cannot be read.
pub fn list_logs(codings: &Path) -> Result<Vec<LogFile>, FileError> {
    let shorts = names(codings)?;
    let each: Vec<Vec<LogFile>> =
        shorts.into_par_iter().map(|short| logs_of(codings, &short)).collect::<Result<_, _>>()?;
    Ok(each.into_iter().flatten().collect())
}

/// The logs of the source `short`, by name.
///
/// # Errors
/// When its folder cannot be read.
pub fn logs_of(codings: &Path, short: &str) -> Result<Vec<LogFile>, FileError> {
    let folder = codings.join(short);
    let log = |name: String| {
        let full = folder.join(&name);
        let stamp = Stamp::of(&full)?;
        Some(LogFile { short: short.to_owned(), name, full, stamp })
    };
    Ok(names(&folder)?.into_iter().filter(|name| may_be_log(name)).filter_map(log).collect())
}

/// Copies have all sorts of names: `An-1f3a (conflict).jsonl`, `An-1f3a.jsonl.orig`.
fn may_be_log(name: &str) -> bool {
    !name.starts_with('.')
        && name.contains(".jsonl")
        && name != super::codings::RULES_FILE
        && name != super::short_names::FILE
        && name != super::ingested::FILE
}

/// The names in a folder, sorted; none where there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, FileError> {
    let Ok(entries) = fs::read_dir(folder) else {
        let missing = !folder.is_dir();
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return if missing { Ok(Vec::new()) } else { Err(FileError::reading(folder, denied)) };
    };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}
