//! The files below `corpus/`, and how a changed one is told from an unchanged one.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::FileError;
use crate::text::glob;

/// What the file system says of a file; equal stamps mean an unchanged file once they are old enough.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, u64, u64)", into = "(u64, u64, u64)")]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Time of the last change, nanoseconds since 1970.
    pub changed_ns: u64,
    /// The file's number in its file system; 0 where there is none.
    pub inode: u64,
}

impl From<(u64, u64, u64)> for Stamp {
    fn from((size, changed_ns, inode): (u64, u64, u64)) -> Self {
        Self { size, changed_ns, inode }
    }
}

impl From<Stamp> for (u64, u64, u64) {
    fn from(stamp: Stamp) -> Self {
        (stamp.size, stamp.changed_ns, stamp.inode)
    }
}

/// A change within this time before the record was made could have gone unseen.
const TOO_YOUNG_NS: u64 = 2_000_000_000;

impl Stamp {
    /// The stamp of the file at `path`, `None` when there is none.
    pub fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|meta| Self::from_metadata(&meta))
    }

    fn from_metadata(meta: &Metadata) -> Self {
        let changed_ns = meta.modified().ok().map_or(0, since_1970);
        Self { size: meta.len(), changed_ns, inode: inode(meta) }
    }

    /// Whether a file with this stamp is surely the one recorded as `old` at `recorded_ns`.
    pub fn is_surely(&self, old: &Self, recorded_ns: u64) -> bool {
        self == old && self.changed_ns.saturating_add(TOO_YOUNG_NS) < recorded_ns
    }
}

/// Now, in nanoseconds since 1970.
pub(crate) fn now_ns() -> u64 {
    since_1970(SystemTime::now())
}

fn since_1970(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_meta: &Metadata) -> u64 {
    0
}

/// A file below `corpus/`.
#[derive(Debug, Clone)]
pub struct CorpusFile {
    /// Its path below `corpus/`, with `/` on every system.
    pub path: String,
    /// Where it is.
    pub full: PathBuf,
    /// Its stamp.
    pub stamp: Stamp,
    /// Whether a glob of `ignore` in `verbatim.toml` names it.
    pub ignored: bool,
    /// Whether it is a link. Links are listed and not followed: they lead round in circles, or out of the
    /// study to files that were never meant to be in it.
    pub is_link: bool,
}

/// How deep sub-folders may go.
const MAX_DEPTH: usize = 32;

/// All files below `corpus`, in natural order (`fg2` before `fg10`). Hidden files and folders are left
/// out. A missing folder is an empty one.
///
/// # Errors
/// When a folder cannot be read.
pub fn list_corpus(corpus: &Path, ignore: &[String]) -> Result<Vec<CorpusFile>, FileError> {
    let ignore: Vec<Regex> = ignore.iter().filter_map(|pattern| glob(pattern)).collect();
    let mut paths = Vec::new();
    if corpus.is_dir() {
        walk(corpus, "", 0, &mut paths)?;
    }
    paths.sort_by_cached_key(|path| natural_key(path));
    // Most of the time goes into asking the system for stamps, so several are asked for at once.
    let file = |path: String| {
        let full = corpus.join(&path);
        let meta = fs::symlink_metadata(&full).ok()?;
        let (stamp, is_link) = (Stamp::from_metadata(&meta), meta.is_symlink());
        let name = path.rsplit('/').next().unwrap_or(&path);
        let ignored = ignore.iter().any(|pattern| pattern.is_match(&path) || pattern.is_match(name));
        Some(CorpusFile { path, full, stamp, ignored, is_link })
    };
    Ok(paths.into_par_iter().filter_map(file).collect())
}

fn walk(folder: &Path, below: &str, depth: usize, paths: &mut Vec<String>) -> Result<(), FileError> {
    let entries = fs::read_dir(folder).map_err(|source| FileError::reading(folder, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| FileError::reading(folder, source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && depth < MAX_DEPTH {
            walk(&entry.path(), &path, depth + 1, paths)?;
        } else if kind.is_file() || kind.is_symlink() {
            paths.push(path);
        }
    }
    Ok(())
}

/// A key that sorts `fg2` before `fg10`.
pub(crate) fn natural_key(path: &str) -> Vec<(String, u64)> {
    let mut key = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let digits_at = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(digits_at);
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        let (digits, after) = tail.split_at(end);
        key.push((word.to_lowercase(), digits.parse().unwrap_or(0)));
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natural_order_and_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["fg10.txt", "fg2.txt", "sub/fg1.txt", ".fg3.txt", "kladversie.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let files = list_corpus(folder.path(), &["klad*".to_owned()]).unwrap();
        let paths: Vec<_> = files.iter().map(|f| (f.path.as_str(), f.ignored)).collect();
        assert_eq!(
            paths,
            [("fg2.txt", false), ("fg10.txt", false), ("kladversie.txt", true), ("sub/fg1.txt", false)]
        );
        assert!(list_corpus(&folder.path().join("none"), &[]).unwrap().is_empty());
    }

    #[test]
    fn a_young_file_is_never_surely_unchanged() {
        let stamp = Stamp { size: 1, changed_ns: 10_000_000_000, inode: 1 };
        assert!(stamp.is_surely(&stamp, 13_000_000_000));
        assert!(!stamp.is_surely(&stamp, 11_000_000_000));
        assert!(!stamp.is_surely(&Stamp { size: 2, ..stamp }, 13_000_000_000));
    }
}
