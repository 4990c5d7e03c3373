//! The catalog of a generation: the sources and speakers that documents name by number.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{INDEX_VERSION, IndexError, unsqueeze};

/// The sources of one generation of the index.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// [`INDEX_VERSION`] when this was written.
    pub version: u32,
    /// What the stems in the documents were made by, and for which languages.
    pub stems: String,
    /// By number.
    pub sources: BTreeMap<u64, SourceEntry>,
}

/// One source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Path below `corpus/`.
    pub path: String,
    /// Short name.
    pub short: String,
    /// Name of its file below `sources/`.
    pub key: String,
    /// A fingerprint of everything its documents were made from.
    pub made_from: String,
    /// What was recognised on reading.
    pub format: String,
    /// How many turns.
    pub turns: u64,
    /// How many codings, by rules and people.
    pub codings: u64,
    /// What people coded, by coder and code.
    pub by_people: Vec<HandCodings>,
    /// How many codings by people wait, because the transcript changed since they were made.
    pub waiting: u64,
    /// The speakers, in the order that documents number them.
    pub speakers: Vec<SpeakerEntry>,
}

/// How many codings of one code one person made in a source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct HandCodings {
    /// Who.
    pub coder: String,
    /// Path of the code.
    pub code: String,
    /// How many.
    pub codings: u64,
}

/// One speaker of a source, with the person behind the label.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SpeakerEntry {
    /// The label.
    pub label: String,
    /// Whether it is the label of several people at once.
    pub joint: bool,
    /// All persons behind it that are known; at most one for a single speaker.
    pub participants: Vec<String>,
    /// The role of all of them in this source.
    pub role: Option<String>,
    /// Whether they ask rather than answer.
    pub asks: bool,
    /// Further attributes.
    pub attributes: BTreeMap<String, String>,
    /// How many turns.
    pub turns: u64,
}

impl SourceEntry {
    /// The file of the index in `dir` that keeps its text and its turns.
    pub(super) fn kept(&self, dir: &Path) -> PathBuf {
        dir.join("sources").join(format!("{}.kept", self.key))
    }

    /// Whether the index in `dir` still has the file that quotes are cut from.
    pub fn is_kept_in(&self, dir: &Path) -> bool {
        self.kept(dir).is_file()
    }
}

impl SpeakerEntry {
    /// The one person behind the label, if it is one.
    pub fn participant(&self) -> Option<&str> {
        match self.participants.as_slice() {
            [one] if !self.joint => Some(one),
            _ => None,
        }
    }
}

impl Catalog {
    /// What people coded, over all sources.
    pub fn by_people(&self) -> impl Iterator<Item = &HandCodings> {
        self.sources.values().flat_map(|source| &source.by_people)
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(super) fn file_name(generation: &str) -> String {
        format!("catalog-{generation}.lz4")
    }

    /// Reads the catalog of `generation` in `dir`; one of another version counts as missing.
    pub(super) fn read(dir: &Path, generation: &str) -> Result<Self, IndexError> {
        let path = dir.join(Self::file_name(generation));
        let bytes = std::fs::read(&path).map_err(|_| IndexError::Missing)?;
        let catalog = unsqueeze(&bytes).and_then(|json| serde_json::from_slice::<Self>(&json).ok());
        let catalog = catalog.ok_or(IndexError::Missing)?;
        if catalog.version == INDEX_VERSION { Ok(catalog) } else { Err(IndexError::Missing) }
    }

    /// The source with this short name (without case) and its number.
    pub fn by_short(&self, short: &str) -> Option<(u64, &SourceEntry)> {
        let lower = short.to_lowercase();
        self.sources.iter().find(|(_, s)| s.short.to_lowercase() == lower).map(|(n, s)| (*n, s))
    }

    /// The source at `path` below `corpus/` and its number.
    pub fn by_path(&self, path: &str) -> Option<(u64, &SourceEntry)> {
        self.sources.iter().find(|(_, s)| s.path == path).map(|(n, s)| (*n, s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::squeeze;

    #[test]
    fn a_damaged_catalog_is_none_and_never_a_panic() {
        let speaker = SpeakerEntry { label: "Ann".to_owned(), ..SpeakerEntry::default() };
        let source = SourceEntry { speakers: vec![speaker; 40], ..SourceEntry::default() };
        let catalog = Catalog { version: INDEX_VERSION, sources: [(7, source)].into(), ..Catalog::default() };
        let read =
            |bytes: &[u8]| unsqueeze(bytes).and_then(|json| serde_json::from_slice::<Catalog>(&json).ok());
        let bytes = squeeze(&catalog.to_json());
        assert!(bytes.len() * 3 < catalog.to_json().len());
        assert_eq!(read(&bytes), Some(catalog));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xA5;
            read(&damaged);
            assert_eq!(read(&bytes[..at]), None);
        }
        assert_eq!(read(&[0xFF; 40]), None);
    }
}
