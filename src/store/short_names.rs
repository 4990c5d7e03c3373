//! Short names of sources: given once, recorded, never changed.
//!
//! `codings/study/sources.jsonl` holds a line per source; its order is also the order of the sources.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{FileError, write_atomically};

/// The record, in the folder of the study's own logs.
pub(super) const FILE: &str = "sources.jsonl";

/// The recorded short names.
#[derive(Debug, Clone, Default)]
pub struct ShortNames {
    file: PathBuf,
    entries: Vec<Entry>,
    by_path: BTreeMap<String, usize>,
    /// Whether something was added since the file was read.
    changed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    v: u32,
    source: String,
    short: String,
}

impl ShortNames {
    /// Reads the record below `codings`; a missing file is an empty record, a damaged line is left out.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn read(codings: &Path) -> Result<Self, FileError> {
        let file = codings.join("study").join(FILE);
        let text = match std::fs::read(&file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(FileError::reading(&file, source)),
        };
        let mut names = Self { file, ..Self::default() };
        for line in text.lines() {
            if let Ok(entry) = serde_json::from_str::<Entry>(line) {
                names.insert(entry);
            }
        }
        Ok(names)
    }

    /// The short name of the source at `path` below `corpus/`, given now if it had none.
    pub fn give(&mut self, path: &str) -> String {
        if let Some(short) = self.get(path) {
            return short.to_owned();
        }
        let taken: HashSet<String> = self.entries.iter().map(|e| e.short.to_lowercase()).collect();
        let base = base_name(path);
        let free = |name: &String| !taken.contains(&name.to_lowercase());
        let short = std::iter::once(base.clone())
            .chain((2..).map(|n| format!("{base}-{n}")))
            .find(free)
            .unwrap_or(base);
        self.insert(Entry { v: 1, source: path.to_owned(), short: short.clone() });
        self.changed = true;
        short
    }

    /// The source at `old` is at `new` now; its short name and its place stay.
    pub fn moved(&mut self, old: &str, new: &str) {
        let Some(at) = self.by_path.remove(old) else { return };
        if let Some(entry) = self.entries.get_mut(at) {
            new.clone_into(&mut entry.source);
            self.by_path.insert(new.to_owned(), at);
            self.changed = true;
        }
    }

    fn insert(&mut self, entry: Entry) {
        if !self.by_path.contains_key(&entry.source) {
            self.by_path.insert(entry.source.clone(), self.entries.len());
            self.entries.push(entry);
        }
    }

    /// The short name of the source at `path`.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).and_then(|&at| self.entries.get(at)).map(|e| e.short.as_str())
    }

    /// The path of the source with this short name.
    pub fn path_of(&self, short: &str) -> Option<&str> {
        self.entries.iter().find(|entry| entry.short == short).map(|entry| entry.source.as_str())
    }

    /// Where the source at `path` stands in the order of sources.
    pub fn position(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Writes the record if something was added.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&mut self) -> Result<(), FileError> {
        if self.changed {
            let mut lines = String::new();
            for entry in &self.entries {
                lines.push_str(&serde_json::to_string(entry).unwrap_or_default());
                lines.push('\n');
            }
            write_atomically(&self.file, lines.as_bytes())?;
            self.changed = false;
        }
        Ok(())
    }
}

/// The file name without its ending, in characters an address can hold.
fn base_name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let clean = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let name: String = stem.chars().map(clean).collect();
    let name = name.trim_matches(['-', '.']).to_owned();
    // `study` is the folder of what concerns no single source.
    if name.is_empty() || name == "study" {
        format!("source-{name}").trim_end_matches('-').to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namesakes_get_a_number_and_keep_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut names = ShortNames::read(folder.path()).unwrap();
        assert_eq!(names.give("a/fg1.docx"), "fg1");
        assert_eq!(names.give("b/FG1.txt"), "FG1-2");
        assert_eq!(names.give("a/Groep 3: buurt.txt"), "Groep-3--buurt");
        names.save().unwrap();
        let mut again = ShortNames::read(folder.path()).unwrap();
        assert_eq!(again.give("b/FG1.txt"), "FG1-2");
        assert_eq!(again.position("b/FG1.txt"), Some(1));
    }
}
