//! Files of the study beside logs and kept texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Erasure, Target, sets};
use crate::source;
use crate::store::log::{self, STUDY};
use crate::store::{FileError, Study, read_set};

/// The folders below `codings`, by name.
pub(super) fn folders(codings: &Path) -> Result<Vec<String>, FileError> {
    Ok(names(codings)?.into_iter().filter(|name| codings.join(name).is_dir()).collect())
}

/// The fingerprints of the texts kept in a folder.
pub(super) fn kept_hashes(folder: &Path) -> Result<Vec<String>, FileError> {
    let hash = |name: &String| Some(name.strip_prefix("text-")?.strip_suffix(".txt")?.to_owned());
    Ok(names(folder)?.iter().filter_map(hash).collect())
}

/// What people write by hand and verbatim only reads, with its text; path in the study.
pub(super) fn of_people(study: &Study) -> Result<Vec<(String, String)>, FileError> {
    let mut all = study.codebook_files()?;
    for path in [study.config_path(), study.participants_path()] {
        all.extend(named(study, &path));
    }
    // Quote sets are looked into quote by quote, and what else lies there as a whole.
    let is_set = |name: &str| name.strip_suffix(".yaml").is_some_and(|set| read_set(study, set).is_ok());
    for name in names(&study.root.join("quotes"))?.into_iter().filter(|name| !is_set(name)) {
        all.extend(named(study, &study.root.join("quotes").join(name)));
    }
    Ok(all)
}

fn named(study: &Study, path: &Path) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(&fs::read(path).ok()?).into_owned();
    Some((below(study, path), text))
}

fn below(study: &Study, path: &Path) -> String {
    let parts = path.strip_prefix(&study.root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Removes the former files that hold some of it, or that cannot be looked into; returns how many.
pub(super) fn remove_former(erasure: &Erasure<'_>) -> Result<usize, FileError> {
    let codings = erasure.study.codings();
    let folder = codings.join(STUDY).join("files");
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    for operation in log::read(&codings, STUDY)?.0.operations() {
        for file in operation.deed.files() {
            for hash in [&file.before, &file.after].into_iter().flatten() {
                paths.insert(hash.clone(), file.path.clone());
            }
        }
    }
    let mut removed = 0;
    for name in names(&folder)? {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|source| FileError::reading(&path, source))?;
        let was = paths.get(&name).map_or("", String::as_str);
        if holds(erasure, was, &bytes) {
            remove(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Whether a former file held some of it. One that cannot be read may.
fn holds(erasure: &Erasure<'_>, was: &str, bytes: &[u8]) -> bool {
    if was.starts_with("quotes/") {
        return sets::former_holds(erasure, was, &String::from_utf8_lossy(bytes));
    }
    let Some(path) = was.strip_prefix("corpus/") else {
        return !erasure.sought.find(&String::from_utf8_lossy(bytes)).is_empty();
    };
    let short = erasure.names.get(path);
    if matches!(&erasure.target, Target::Source(source) if short == Some(source)) {
        return true;
    }
    let settings = short.and_then(|short| erasure.study.config.source(path, short));
    let settings = settings.map(|settings| settings.settings()).unwrap_or_default();
    let read = source::read_with(erasure.apart, path, bytes, &settings);
    let Ok(reading) = read else { return true };
    let said = short.is_some_and(|short| {
        erasure.said.keys().any(|(of, _)| of == short) && matches!(erasure.target, Target::Participant(_))
    });
    said || !erasure.sought.find(&reading.transcript.text).is_empty()
}

/// Takes the source away.
pub(super) fn remove_source(erasure: &Erasure<'_>, short: &str) -> Result<(), FileError> {
    match erasure.names.path_of(short) {
        Some(path) => remove(&erasure.study.corpus().join(path)),
        None => Ok(()),
    }
}

/// What still holds some of it outside the corpus and the index, or cannot be looked into.
pub(super) fn left(erasure: &Erasure<'_>) -> Result<Vec<String>, FileError> {
    let study = erasure.study;
    let skipped = [study.corpus(), study.index_dir(), study.root.join(".git")];
    let (mut left, mut open) = (Vec::new(), vec![study.root.clone()]);
    while let Some(folder) = open.pop() {
        for name in names(&folder)? {
            let path = folder.join(name);
            if skipped.contains(&path) || path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if fs::read(&path).is_ok_and(|bytes| may_hold(erasure, &path, &bytes)) {
                left.push(below(study, &path));
            }
        }
    }
    left.sort();
    Ok(left)
}

/// Whether a file holds some of it; of one that is packed nobody can tell.
fn may_hold(erasure: &Erasure<'_>, path: &Path, bytes: &[u8]) -> bool {
    const PACKED: &[&str] = &["pptx", "docx", "odt", "xlsx", "ods", "pdf", "zip", "qdpx"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_packed = ending.is_some_and(|ending| PACKED.contains(&ending.as_str()));
    is_packed || !erasure.sought.find(&String::from_utf8_lossy(bytes)).is_empty()
}

/// Removes a file that may be gone already.
pub(super) fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(FileError::writing(path, source)),
        _ => Ok(()),
    }
}

/// The names in a folder, sorted; none where there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, FileError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|source| FileError::reading(folder, source))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}
