//! The quote sets of a study: `quotes/NAME.yaml`.

use std::fs;

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

/// Path of the set `name` in the study, with `/`.
///
/// # Errors
/// When the name holds anything but letters, digits, `-` and `_`.
pub fn set_path(name: &str) -> Result<String, SetError> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || name.chars().count() > 80 || !name.chars().all(is_plain) {
        return Err(SetError::Name(name.to_owned()));
    }
    Ok(format!("{FOLDER}/{name}.yaml"))
}

/// The names of all sets, in order.
pub fn set_names(study: &Study) -> Vec<String> {
    let Ok(entries) = fs::read_dir(study.root.join(FOLDER)) else { return Vec::new() };
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.strip_suffix(".yaml").map(str::to_owned)
    };
    let mut names: Vec<String> = entries.flatten().filter_map(name).filter(|n| set_path(n).is_ok()).collect();
    names.sort();
    names
}

/// The set `name`.
///
/// # Errors
/// When it is not there, cannot be read, or has mistakes.
pub fn read_set(study: &Study, name: &str) -> Result<QuoteSet, SetError> {
    let path = set_path(name)?;
    let full = study.root.join(&path);
    let bytes = match fs::read(&full) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(SetError::Unknown(name.to_owned()));
        }
        Err(source) => return Err(FileError::reading(&full, source).into()),
    };
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
