//! The list of real names: `real,replacement`, kept where exports and colleagues do not come.

use std::path::Path;

use crate::sheet::sheets;
use crate::store::{FileError, write_privately};
use crate::text::fold;

/// A real name and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name as it really is.
    pub real: String,
    /// What is shown in its place: a pseudonym, the id of a participant.
    pub replacement: String,
    /// Whether only the whole name is searched, not its first name and surname each.
    pub whole: bool,
}

/// A list of real names with their replacements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// In the order of the file.
    pub entries: Vec<Entry>,
}

/// Why a list could not be read. It says no name.
#[derive(Debug, thiserror::Error)]
pub enum Misread {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// What is in it.
    #[error("`{path}` is no list of names: {reason}")]
    Contents {
        /// The file.
        path: String,
        /// What is the matter.
        reason: String,
    },
}

/// Headers of the column of real names.
const REAL: &[&str] = &["real", "name", "naam", "real name", "echte naam", "echt"];
/// Headers of the column of replacements.
const REPLACEMENT: &[&str] =
    &["replacement", "vervanging", "pseudonym", "pseudoniem", "participant", "deelnemer", "id"];
/// Headers of the column that says what is searched.
const SEARCH: &[&str] = &["search", "zoek"];
/// In that column: the name as a whole only.
const WHOLE: &str = "whole";

impl Names {
    /// The list in the file `path`; `None` when there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no column of real names.
    pub fn read(path: &Path) -> Result<Option<Self>, Misread> {
        match std::fs::read(path) {
            Ok(bytes) => Self::parse(&path.display().to_string(), &bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(FileError::reading(path, source).into()),
        }
    }

    /// The list in `bytes`, a table as text or a workbook, with `path` as its name.
    ///
    /// # Errors
    /// When it holds no column of real names.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, Misread> {
        let wrong = |reason: &str| Misread::Contents { path: path.to_owned(), reason: reason.to_owned() };
        let sheets = sheets(bytes).map_err(|unopened| wrong(&unopened.reason))?;
        let Some(rows) = sheets.into_iter().map(|sheet| sheet.rows).find(|rows| !rows.is_empty()) else {
            return Ok(Self::default());
        };
        let (head, rows) = rows.split_first().ok_or_else(|| wrong("it is empty"))?;
        let column = |known: &[&str]| {
            head.cells
                .iter()
                .position(|cell| known.contains(&fold(cell.trim().trim_matches('\u{feff}')).as_ref()))
        };
        let real = column(REAL).ok_or_else(|| wrong("its first line has no column `real`"))?;
        let (replacement, search) = (column(REPLACEMENT), column(SEARCH));
        let mut names = Self::default();
        for row in rows {
            let cell = |at: Option<usize>| at.map_or("", |at| row.cell(at)).trim();
            let whole = fold(cell(search)) == WHOLE;
            names.add(cell(Some(real)), cell(replacement), whole);
        }
        Ok(names)
    }

    /// Adds a name, or gives a name that is there another replacement. False when nothing changed, and for a
    /// name without a letter.
    pub fn add(&mut self, real: &str, replacement: &str, whole: bool) -> bool {
        let real = real.split_whitespace().collect::<Vec<_>>().join(" ");
        if !real.chars().any(char::is_alphabetic) {
            return false;
        }
        let entry = Entry { real, replacement: replacement.trim().to_owned(), whole };
        match self.entries.iter_mut().find(|known| known.real == entry.real) {
            Some(known) if *known == entry => false,
            Some(known) => {
                *known = entry;
                true
            }
            None => {
                self.entries.push(entry);
                true
            }
        }
    }

    /// Takes a name off the list, by itself or by its replacement; how many went.
    pub fn remove(&mut self, said: &str) -> usize {
        let before = self.entries.len();
        let said = fold(said.trim());
        self.entries.retain(|entry| fold(&entry.real) != said && fold(&entry.replacement) != said);
        before - self.entries.len()
    }

    /// What is shown for an entry, by its number from 0: never the name.
    pub fn shown(&self, entry: usize) -> String {
        match self.entries.get(entry).map(|entry| entry.replacement.as_str()) {
            Some(replacement) if !replacement.is_empty() => replacement.to_owned(),
            _ => format!("entry {} of the list", entry + 1),
        }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut put = |row: [&str; 3]| writer.write_record(row).ok();
        put(["real", "replacement", "search"]);
        for entry in &self.entries {
            put([&entry.real, &entry.replacement, if entry.whole { WHOLE } else { "" }]);
        }
        writer.into_inner().unwrap_or_default()
    }

    /// Writes the list to `path`, for nobody but its owner to read.
    ///
    /// # Errors
    /// When the file or its folder cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), FileError> {
        write_privately(path, &self.bytes())
    }
}

/// Whether others on this machine may read the file; never known on Windows.
pub fn others_may_read(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
