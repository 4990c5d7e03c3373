//! `codings/study/ingested.jsonl`: what the last `ingest` accepted, a line a file with the fingerprint of its
//! bytes.
//!
//! ```text
//! {"v":1,"kind":"ingested","time":"...","codebook":"...","rules":"...","files":2,"all":"...","sum":"..."}
//! {"file":"corpus/fg1.docx","hash":"...","sum":"..."}
//! ```
//!
//! Only `ingest` accepts what others changed; a command that writes a file itself lets the record follow.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::log::{STUDY, now_iso};
use super::truth::{TruthFile, truth_files};
use super::{FileError, Study, write_atomically};
use crate::codebook::{Codebook, codebook_fingerprint};
use crate::coding::{seal, unseal};
use crate::text::fingerprint;

/// The record, in the folder of the study's own logs.
pub(super) const FILE: &str = "ingested.jsonl";

/// What was accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingested {
    /// When it last came to be another one, in ISO 8601.
    pub time: String,
    /// A fingerprint of everything the codebooks say.
    pub codebook: String,
    /// A fingerprint of what decides which passages their rules code.
    pub rules: String,
    /// Fingerprints of the files by path in the study; empty for what rules do in a source, which is derived
    /// and may be made anew at any time.
    pub files: BTreeMap<String, String>,
}

/// The record as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// There is none: nothing was ever ingested.
    Missing,
    /// A byte of it is another one now.
    Damaged,
    /// Here it is.
    Whole(Ingested),
}

#[derive(Serialize, Deserialize)]
struct Header {
    v: u32,
    kind: String,
    time: String,
    codebook: String,
    rules: String,
    files: usize,
    /// A fingerprint of everything below the header.
    all: String,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    file: String,
    hash: String,
}

impl Recorded {
    /// Reads the record below `codings`.
    pub fn read(codings: &Path) -> Self {
        match std::fs::read(codings.join(STUDY).join(FILE)) {
            Ok(bytes) => parse(&bytes).map_or(Self::Damaged, Self::Whole),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::Missing,
            Err(_) => Self::Damaged,
        }
    }

    /// The record, if it is there and whole.
    pub fn whole(self) -> Option<Ingested> {
        match self {
            Self::Whole(ingested) => Some(ingested),
            Self::Missing | Self::Damaged => None,
        }
    }
}

fn parse(bytes: &[u8]) -> Option<Ingested> {
    let (first, rest) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    let header: Header = serde_json::from_str(&unseal(first)?).ok()?;
    let entry = |line: &str| serde_json::from_str::<Entry>(&unseal(line)?).ok().map(|e| (e.file, e.hash));
    let files: BTreeMap<String, String> = rest.lines().map(entry).collect::<Option<_>>()?;
    let Header { time, codebook, rules, .. } = header;
    (files.len() == header.files && fingerprint(rest.as_bytes()) == header.all).then_some(Ingested {
        time,
        codebook,
        rules,
        files,
    })
}

impl Ingested {
    fn lines(&self) -> String {
        let mut below = String::new();
        for (file, hash) in &self.files {
            let entry = Entry { file: file.clone(), hash: hash.clone() };
            below.push_str(&seal(&serde_json::to_string(&entry).unwrap_or_default()));
            below.push('\n');
        }
        let header = Header {
            v: 1,
            kind: "ingested".to_owned(),
            time: self.time.clone(),
            codebook: self.codebook.clone(),
            rules: self.rules.clone(),
            files: self.files.len(),
            all: fingerprint(below.as_bytes()),
        };
        format!("{}\n{below}", seal(&serde_json::to_string(&header).unwrap_or_default()))
    }

    fn codebooks(&self) -> impl Iterator<Item = (&String, &String)> {
        self.files.iter().filter(|(path, _)| path.starts_with("codebooks/"))
    }
}

/// What the codebooks of `study` say, and what decides which passages their rules code: a fingerprint of each.
///
/// # Errors
/// When one cannot be read.
pub fn codebook_fingerprints(study: &Study) -> Result<(String, String), FileError> {
    let (codebook, _) = Codebook::load(&study.codebook_files()?);
    Ok(fingerprints_of(&codebook))
}

/// What `codebook` says, and what decides which passages its rules code: a fingerprint of each.
pub fn fingerprints_of(codebook: &Codebook) -> (String, String) {
    (codebook_fingerprint(codebook), codebook.rules_fingerprint())
}

/// Records `files` as accepted, unless the record says so already; `codebook` gives the fingerprints of the codebooks,
/// and is asked only where one is new. Returns whether anything was written.
///
/// # Errors
/// When it cannot be written.
pub fn record(
    study: &Study,
    files: BTreeMap<String, String>,
    codebook: impl FnOnce() -> Result<(String, String), FileError>,
) -> Result<bool, FileError> {
    let before = Recorded::read(&study.codings()).whole();
    if before.as_ref().is_some_and(|before| before.files == files) {
        return Ok(false);
    }
    let mut now = Ingested { time: now_iso(), files, ..Ingested::default() };
    (now.codebook, now.rules) = match before {
        Some(before) if before.codebooks().eq(now.codebooks()) => (before.codebook, before.rules),
        _ => codebook()?,
    };
    write_atomically(&study.codings().join(STUDY).join(FILE), now.lines().as_bytes())
}

/// The record follows files that verbatim itself wrote: `written` has their paths and the fingerprints they had
/// before. One that was another than recorded before stays so. Without a record nothing is done.
///
/// # Errors
/// When a file cannot be read, or the record not be written.
pub fn accept_written(study: &Study, written: &[(String, Option<String>)]) -> Result<(), FileError> {
    let Some(before) = Recorded::read(&study.codings()).whole() else { return Ok(()) };
    let mut files = before.files;
    for (path, old) in written {
        if files.get(path) == old.as_ref() {
            match hash_of(&study.root.join(path))? {
                Some(hash) => files.insert(path.clone(), hash),
                None => files.remove(path),
            };
        }
    }
    // What rules do in a source that is new.
    let rules = truth_files(study)?.into_iter().filter(TruthFile::is_derived);
    files.extend(rules.map(|file| (file.path, String::new())));
    record(study, files, || codebook_fingerprints(study)).map(drop)
}

/// A fingerprint of the file at `path`; `None` where there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn hash_of(path: &Path) -> Result<Option<String>, FileError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(fingerprint(&bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(FileError::reading(path, source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_or_known_as_damaged() {
        let files = BTreeMap::from([("corpus/é.txt".to_owned(), "1".to_owned())]);
        let ingested = Ingested { time: "2026-03-01T10:00:00Z".into(), files, ..Ingested::default() };
        let lines = ingested.lines();
        assert_eq!(parse(lines.as_bytes()), Some(ingested));
        for at in 0..lines.len() {
            for mask in [1, 0x80] {
                let mut bytes = lines.clone().into_bytes();
                bytes[at] ^= mask;
                assert_eq!(parse(&bytes), None, "byte {at}");
            }
        }
        let without_last = lines.lines().next().map(|line| format!("{line}\n")).unwrap();
        assert_eq!(parse(without_last.as_bytes()), None);
    }
}
