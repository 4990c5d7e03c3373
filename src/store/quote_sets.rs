//! The quote sets of a study: `quotes/NAME.yaml`.

use std::fs;
use std::path::PathBuf;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{FileError, Study};
use crate::diag::Diagnostic;
use crate::quoteset::{QuoteSet, read};

/// The folder of quote sets.
const FOLDER: &str = "quotes";

/// Why a quote set cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// There is no such set.
    #[error("no quote set `{0}`")]
    Unknown(String),
    /// The name cannot be that of a file.
    #[error("`{0}` is no name for a quote set")]
    Name(String),
    /// The file has mistakes.
    #[error("the quote set `{0}` has mistakes")]
    Mistakes(String, Vec<Diagnostic>),
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Path of the set `name` in the study, with `/`. A name is the same however its accents are encoded.
///
/// # Errors
/// When the name holds anything but letters and marks of any script, digits, `-` and `_`, or is one that Windows
/// keeps for devices.
pub fn set_path(name: &str) -> Result<String, SetError> {
    let composed: String = name.nfc().collect();
    let is_plain = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_');
    let is_name = composed.starts_with(|c| is_plain(c) && !is_combining_mark(c))
        && composed.chars().count() <= LONGEST
        && composed.chars().all(is_plain);
    if !is_name || is_device(&composed) {
        return Err(SetError::Name(name.to_owned()));
    }
    Ok(format!("{FOLDER}/{composed}.yaml"))
}

/// Letters of the longest name.
const LONGEST: usize = 80;

/// Whether Windows takes a file of this name for a device.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = |before: &str| {
        let number = name.strip_prefix(before).unwrap_or_default();
        number.chars().count() == 1 && number.contains(|c: char| c.is_ascii_digit() || "¹²³".contains(c))
    };
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The names of all sets, in order.
pub fn set_names(study: &Study) -> Vec<String> {
    let mut names: Vec<String> = files(study).into_iter().map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    names
}

/// Every file that is a set, with the name of the set; some systems take names apart into letters and accents.
fn files(study: &Study) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(study.root.join(FOLDER)) else { return Vec::new() };
    let named = |entry: fs::DirEntry| {
        let file = entry.file_name().to_string_lossy().into_owned();
        let name: String = file.strip_suffix(".yaml")?.nfc().collect();
        set_path(&name).is_ok().then(|| (name, entry.path()))
    };
    entries.flatten().filter_map(named).collect()
}

/// The set `name`.
///
/// # Errors
/// When it is not there, cannot be read, or has mistakes.
pub fn read_set(study: &Study, name: &str) -> Result<QuoteSet, SetError> {
    let path = set_path(name)?;
    let mut full = study.root.join(&path);
    if !full.exists() {
        let same = files(study).into_iter().find(|(known, _)| format!("{FOLDER}/{known}.yaml") == path);
        full = same.map(|(_, there)| there).ok_or_else(|| SetError::Unknown(name.to_owned()))?;
    }
    let bytes = fs::read(&full).map_err(|source| FileError::reading(&full, source))?;
    let text = crate::text::decode(&bytes).text;
    read(&path, &text).map_err(|mistakes| SetError::Mistakes(name.to_owned(), mistakes))
}

/// The words in the files of all quote sets, as they stand there: they name texts that must be kept.
pub(super) fn raw_sets(codings_of_source: &std::path::Path) -> String {
    let root = codings_of_source.parent().and_then(std::path::Path::parent);
    let Some(Ok(entries)) = root.map(|root| fs::read_dir(root.join(FOLDER))) else { return String::new() };
    let text = |entry: fs::DirEntry| fs::read(entry.path()).ok();
    let all: Vec<String> = entries
        .flatten()
        .filter_map(text)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    all.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_letters_of_any_script_and_no_devices() {
        for (name, file) in [
            ("privé", "quotes/privé.yaml"),
            ("prive\u{301}", "quotes/privé.yaml"),
            ("क्षमा", "quotes/क्षमा.yaml"),
            ("信任_2-b", "quotes/信任_2-b.yaml"),
            ("console", "quotes/console.yaml"),
        ] {
            assert_eq!(set_path(name).ok().as_deref(), Some(file), "{name}");
        }
        for name in
            ["", "CON", "nul", "Aux", "prn", "com1", "LPT¹", "a.", "a ", " a", "a/b", "..", "\u{301}a"]
        {
            assert!(matches!(set_path(name), Err(SetError::Name(_))), "{name:?}");
        }
    }

    #[test]
    fn a_file_whose_name_another_system_took_apart_is_the_set() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("verbatim.toml"), "name = \"x\"\n").unwrap();
        fs::create_dir(folder.path().join(FOLDER)).unwrap();
        let set = QuoteSet { title: "Privé".to_owned(), ..QuoteSet::default() };
        fs::write(folder.path().join("quotes/prive\u{301}.yaml"), set.to_yaml()).unwrap();
        let study = Study::open(folder.path()).unwrap();
        assert_eq!(set_names(&study), ["privé"]);
        assert_eq!(read_set(&study, "privé").unwrap().title, "Privé");
        assert!(matches!(read_set(&study, "ander"), Err(SetError::Unknown(_))));
    }
}
