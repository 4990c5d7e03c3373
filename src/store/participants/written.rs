//! How the file is written: what is added leaves every other byte as it is.

use std::path::Path;

use super::Participants;
use crate::store::{FileError, write_atomically};
use crate::text::{Encoding, decode};

/// How the file is written, kept when rows are added.
#[derive(Debug, Clone)]
pub(super) struct Format {
    /// The names of its columns: canonical ones, else the header.
    pub(super) columns: Vec<String>,
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// Its encoding.
    pub(super) encoding: Encoding,
    /// Whether lines end as on Windows.
    pub(super) crlf: bool,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

impl Default for Format {
    /// That of a new file.
    fn default() -> Self {
        let columns = ["source", "speaker", "participant", "role", "organisation"];
        Self {
            columns: columns.map(str::to_owned).to_vec(),
            delimiter: b',',
            encoding: Encoding::UTF8,
            crlf: false,
            bytes: Vec::new(),
        }
    }
}

impl Format {
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    fn line_end(&self) -> &'static str {
        if self.crlf { "\r\n" } else { "\n" }
    }

    fn writer(&self) -> csv::Writer<Vec<u8>> {
        csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .terminator(if self.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new())
    }

    /// The records for these rows (source, speaker, participant), under a header where there is none yet.
    fn records(&self, rows: &[(String, String, Option<String>)]) -> Result<String, csv::Error> {
        let mut writer = self.writer();
        if self.is_blank() {
            writer.write_record(&self.columns)?;
        }
        for (source, speaker, participant) in rows {
            let cell = |column: &String| match column.as_str() {
                "source" => source.as_str(),
                "speaker" => speaker.as_str(),
                "participant" => participant.as_deref().unwrap_or(""),
                _ => "",
            };
            writer.write_record(self.columns.iter().map(cell))?;
        }
        text_of(writer)
    }
}

impl Participants {
    /// Whether rows can be added: a file without a column for the speaker is not understood.
    pub fn can_grow(&self) -> bool {
        self.format.column("speaker").is_some()
    }

    /// The file with `consent` in the rows of `participant`; a column for it is added where there is none. Quotes
    /// around cells that need none may go.
    ///
    /// # Errors
    /// Why the file cannot be written so.
    pub fn with_consent(&self, participant: &str, consent: &str) -> Result<Vec<u8>, String> {
        let format = &self.format;
        let Some(who) = format.column("participant") else {
            return Err("it has no column `participant`".to_owned());
        };
        let at = format.column("consent").unwrap_or(format.columns.len());
        let text = decode(&format.bytes).text;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(format.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut writer = format.writer();
        for (number, record) in reader.records().enumerate() {
            let record = record.map_err(|error| error.to_string())?;
            let mut cells: Vec<&str> = record.iter().collect();
            let is_header = number == 0;
            let is_theirs = !is_header && cells.get(who).is_some_and(|cell| cell.trim() == participant);
            if is_theirs || is_header || cells.len() > at {
                cells.resize(cells.len().max(at + 1), "");
            }
            if let Some(cell) = cells.get_mut(at) {
                if is_header && at == format.columns.len() {
                    *cell = "consent";
                } else if is_theirs {
                    *cell = consent;
                }
            }
            writer.write_record(cells).map_err(|error| error.to_string())?;
        }
        let written = text_of(writer).map_err(|error| error.to_string())?;
        format.encoding.encode(&written).ok_or_else(|| "its encoding lacks a character".to_owned())
    }

    /// Adds rows (source, speaker, participant) at the end of the file, leaving every other byte as it is.
    ///
    /// # Errors
    /// When the file cannot be written, is not understood, or a name has a character that its encoding
    /// lacks.
    pub fn append(&self, path: &Path, rows: &[(String, String, Option<String>)]) -> Result<(), FileError> {
        let failed = |why: String| FileError::writing(path, std::io::Error::other(why));
        if !self.can_grow() {
            return Err(failed("it has no column `speaker`".to_owned()));
        }
        let format = &self.format;
        let fresh = format.is_blank();
        let text = format.records(rows).map_err(|error| failed(error.to_string()))?;
        let plain = format.encoding.with_bom(fresh && format.encoding.bom);
        let added = plain.encode(&text).ok_or_else(|| {
            failed(format!("a new name does not fit its encoding, {}; save it as UTF-8", plain.name()))
        })?;
        let mut bytes = if fresh { Vec::new() } else { format.bytes.clone() };
        if !fresh && bytes.last() != Some(&b'\n') {
            bytes.extend(plain.encode(format.line_end()).unwrap_or_default());
        }
        bytes.extend(added);
        write_atomically(path, &bytes)?;
        Ok(())
    }
}

fn text_of(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
