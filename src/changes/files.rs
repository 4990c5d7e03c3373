//! Files of the study that change with an operation: codebooks, sources.
//!
//! What they held and will hold is kept below `codings/study/files/`, by fingerprint.

use std::fs;
use std::path::{Path, PathBuf};

use super::desk::ChangeError;
use crate::coding::FileChange;
use crate::store::log::STUDY;
use crate::store::{FileError, ShortNames, Study, write_atomically};
use crate::text::fingerprint;

/// A file of the study as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path in the study, with `/`.
    pub path: String,
    /// Its bytes; `None` to take it away.
    pub bytes: Option<Vec<u8>>,
}

/// What these files are and will be.
pub(super) fn changes(study: &Study, new: &[NewFile]) -> Result<Vec<FileChange>, ChangeError> {
    let change = |file: &NewFile| {
        let before = bytes_of(study, &file.path)?.map(|bytes| fingerprint(&bytes));
        let after = file.bytes.as_deref().map(fingerprint);
        Ok(FileChange { path: file.path.clone(), before, after })
    };
    new.iter().map(change).collect()
}

/// What became of files that are written already; what they held before is kept.
pub(super) fn written(
    study: &Study,
    former: &[(String, Option<Vec<u8>>)],
) -> Result<Vec<FileChange>, ChangeError> {
    let mut changes = Vec::new();
    for (path, bytes) in former {
        let before = bytes.as_deref().map(fingerprint);
        let after = bytes_of(study, path)?.map(|bytes| fingerprint(&bytes));
        if before == after {
            continue;
        }
        if let (Some(hash), Some(bytes)) = (&before, bytes) {
            write_atomically(&kept(study, hash), bytes)?;
        }
        changes.push(FileChange { path: path.clone(), before, after });
    }
    Ok(changes)
}

/// Keeps the contents of `new` and of what they replace.
pub(super) fn keep(study: &Study, new: &[NewFile]) -> Result<(), ChangeError> {
    for file in new {
        for bytes in [bytes_of(study, &file.path)?.as_ref(), file.bytes.as_ref()].into_iter().flatten() {
            write_atomically(&kept(study, &fingerprint(bytes)), bytes)?;
        }
    }
    Ok(())
}

/// Brings a file to what it is to be, unless it is something else by now.
pub(super) fn bring(study: &Study, file: &FileChange) -> Result<(), ChangeError> {
    let now = bytes_of(study, &file.path)?.map(|bytes| fingerprint(&bytes));
    if now != file.before || now == file.after {
        return Ok(());
    }
    let path = study.root.join(&file.path);
    match &file.after {
        Some(hash) => {
            write_atomically(&path, &kept_bytes(study, hash, &file.path)?)?;
        }
        None => fs::remove_file(&path).map_err(|source| FileError::writing(&path, source))?,
    }
    Ok(())
}

/// A source that was replaced by a file of another name keeps its short name.
pub(super) fn keep_short_names(study: &Study, files: &[FileChange]) -> Result<(), ChangeError> {
    let below = |file: &FileChange| file.path.strip_prefix("corpus/").map(str::to_owned);
    let gone = files.iter().find(|f| f.after.is_none() && f.before.is_some()).and_then(below);
    let new = files.iter().find(|f| f.before.is_none() && f.after.is_some()).and_then(below);
    let (Some(gone), Some(new)) = (gone, new) else { return Ok(()) };
    let mut names = ShortNames::read(&study.codings())?;
    if names.get(&gone).is_some() && names.get(&new).is_none() {
        names.moved(&gone, &new);
        names.save()?;
    }
    Ok(())
}

/// These changes the other way round, ready to be made: each file must be what the change left.
///
/// # Errors
/// When a file is something else by now, or what it was is not kept.
pub(super) fn reversed(study: &Study, files: &[FileChange]) -> Result<Vec<NewFile>, ChangeError> {
    let back = |file: &FileChange| {
        let now = bytes_of(study, &file.path)?.map(|bytes| fingerprint(&bytes));
        if now != file.after {
            return Err(ChangeError::Elsewhere(file.path.clone()));
        }
        let bytes = file.before.as_ref().map(|hash| kept_bytes(study, hash, &file.path)).transpose()?;
        Ok(NewFile { path: file.path.clone(), bytes })
    };
    files.iter().map(back).collect()
}

/// The same changes once more.
pub(super) fn again(study: &Study, files: &[FileChange]) -> Result<Vec<NewFile>, ChangeError> {
    let swapped: Vec<FileChange> = files
        .iter()
        .map(|f| FileChange { path: f.path.clone(), before: f.after.clone(), after: f.before.clone() })
        .collect();
    reversed(study, &swapped)
}

fn kept(study: &Study, hash: &str) -> PathBuf {
    study.codings().join(STUDY).join("files").join(hash)
}

fn kept_bytes(study: &Study, hash: &str, path: &str) -> Result<Vec<u8>, ChangeError> {
    let bytes = fs::read(kept(study, hash)).map_err(|_| ChangeError::Lost(path.to_owned()))?;
    if fingerprint(&bytes) == hash { Ok(bytes) } else { Err(ChangeError::Lost(path.to_owned())) }
}

fn bytes_of(study: &Study, path: &str) -> Result<Option<Vec<u8>>, FileError> {
    let path: &Path = &study.root.join(path);
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(FileError::reading(path, source)),
    }
}
