//! Where the list of a study is, on this machine.
//!
//! The study remembers *that* it has a list, by an id in a file of its own, so that a copy or a renamed folder neither
//! forgets it nor goes without the search in silence. The names themselves stay outside.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::log::{config_dir, fresh_id};
use crate::store::{FileError, Study, write_atomically};
use crate::text::{fingerprint, fold};

/// Where the list of real names of a study is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// The study never had a list.
    Never,
    /// The settings of the study name a file that never was there.
    Promised(PathBuf),
    /// There.
    At(PathBuf),
    /// The study has one, and it is not on this machine; where it would be looked for.
    Lost(Option<PathBuf>),
}

/// The file in which a study remembers that it has a list.
const MARK: &str = "study/names.json";

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    v: u32,
    list: String,
}

/// Looks for the list: where `[export] names` says, else by the id that the study remembers, in the folder of the
/// user's own settings.
pub fn whereabouts(study: &Study) -> Whereabouts {
    let remembered = remembered(study);
    if let Some(path) = named(study) {
        return match remembered {
            _ if path.exists() => Whereabouts::At(path),
            Remembered::Nothing => Whereabouts::Promised(path),
            _ => Whereabouts::Lost(Some(path)),
        };
    }
    match remembered {
        Remembered::Nothing => match of_folder(study).filter(|path| path.exists()) {
            Some(path) => Whereabouts::At(path),
            None => Whereabouts::Never,
        },
        Remembered::Damaged => Whereabouts::Lost(None),
        Remembered::List(id) => match known_by(&id) {
            Some(path) => Whereabouts::At(path),
            None => Whereabouts::Lost(place(study, &id)),
        },
    }
}

/// Makes the study remember its list; where the list is to be written. `None` where the user has no folder for it.
///
/// # Errors
/// When the study cannot be written.
pub fn remember(study: &Study) -> Result<Option<PathBuf>, FileError> {
    let id = match remembered(study) {
        Remembered::List(id) => id,
        // A list from before studies remembered theirs was known by the folder of the study.
        _ if of_folder(study).is_some_and(|path| path.exists()) => folder_id(study),
        _ => fresh_id(),
    };
    let Some(path) = named(study).or_else(|| known_by(&id)).or_else(|| place(study, &id)) else {
        return Ok(None);
    };
    let mark = serde_json::to_string(&Mark { v: 1, list: id }).unwrap_or_default();
    write_atomically(&study.codings().join(MARK), format!("{mark}\n").as_bytes())?;
    Ok(Some(path))
}

/// Makes the study forget that it ever had a list.
///
/// # Errors
/// When the study cannot be written.
pub fn forget(study: &Study) -> Result<(), FileError> {
    let path = study.codings().join(MARK);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(FileError::writing(&path, error)),
        _ => Ok(()),
    }
}

/// Lists of other studies of the same name: perhaps of this one, before it forgot.
pub fn namesakes(study: &Study) -> Vec<PathBuf> {
    let slug = slug(study);
    let is_one = |path: &PathBuf| stem(path).rsplit_once('-').is_some_and(|(before, _)| before == slug);
    lists().into_iter().filter(is_one).collect()
}

enum Remembered {
    Nothing,
    /// There is a file, and it does not say which list: a merge that was left half done.
    Damaged,
    List(String),
}

fn remembered(study: &Study) -> Remembered {
    let bytes = match std::fs::read(study.codings().join(MARK)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Remembered::Nothing,
        Err(_) => return Remembered::Damaged,
    };
    let id = serde_json::from_slice::<Mark>(&bytes).map(|mark| mark.list).unwrap_or_default();
    // It becomes part of a file name.
    let is_id = (4..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    if is_id { Remembered::List(id) } else { Remembered::Damaged }
}

/// Where the settings of the study say that the list is.
fn named(study: &Study) -> Option<PathBuf> {
    let named = study.config.export.names.as_ref()?;
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    Some(match (named.strip_prefix("~/"), home) {
        (Some(below), Some(home)) => PathBuf::from(home).join(below),
        _ => study.root.join(named),
    })
}

fn folder() -> Option<PathBuf> {
    Some(config_dir()?.join("names"))
}

/// A new list under this id; the name of the study is for people.
fn place(study: &Study, id: &str) -> Option<PathBuf> {
    Some(folder()?.join(format!("{}-{id}.csv", slug(study))))
}

/// The list with this id, whatever the study was called when it was made.
fn known_by(id: &str) -> Option<PathBuf> {
    lists().into_iter().find(|path| stem(path).rsplit_once('-').is_some_and(|(_, end)| end == id))
}

/// Where the list of a study was before studies remembered theirs.
fn of_folder(study: &Study) -> Option<PathBuf> {
    place(study, &folder_id(study))
}

fn folder_id(study: &Study) -> String {
    let root = std::fs::canonicalize(&study.root).unwrap_or_else(|_| study.root.clone());
    let mut hash = fingerprint(root.as_os_str().as_encoded_bytes());
    hash.truncate(8);
    hash
}

/// Every list of this user, in order.
fn lists() -> Vec<PathBuf> {
    let entries = folder().and_then(|folder| std::fs::read_dir(folder).ok());
    let paths = entries.into_iter().flatten().flatten().map(|entry| entry.path());
    let mut lists: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == "csv")).collect();
    lists.sort();
    lists
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The name of the study as part of a file name.
fn slug(study: &Study) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let slug: String = fold(&study.config.name).chars().map(plain).take(40).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "study".to_owned() } else { slug.to_owned() }
}
