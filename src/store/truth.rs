//! The files of a study that `ingest` accepts as they are: what people and other programs write.

use std::path::{Path, PathBuf};

use super::codings::{RULES_FILE, rules_path};
use super::{FileError, ShortNames, Stamp, Study, list_corpus, short_names};
use crate::source::never_a_transcript;

/// A file whose contents `ingest` accepts.
#[derive(Debug, Clone)]
pub struct TruthFile {
    /// Its path in the study, with `/`.
    pub path: String,
    /// Where it is.
    pub full: PathBuf,
    /// Of a source: its path below `corpus/`, and its stamp.
    pub source: Option<(String, Stamp)>,
}

/// The record of short names, as the study names it.
pub fn names_file() -> String {
    format!("codings/study/{}", short_names::FILE)
}

/// What rules do in the source `short`, as the study names it.
pub fn rules_file(short: &str) -> String {
    format!("codings/{short}/{RULES_FILE}")
}

impl TruthFile {
    /// Whether it is what rules do in a source: derived, and listed so that a lost one shows.
    pub fn is_derived(&self) -> bool {
        self.path.starts_with("codings/") && self.path.ends_with(&format!("/{RULES_FILE}"))
    }
}

/// Settings, participants, codebooks, sources, quote sets, the record of short names, and what rules do in
/// each source. Media, links and what `ignore` names are left out: they are never read.
///
/// # Errors
/// When a folder cannot be read.
pub fn truth_files(study: &Study) -> Result<Vec<TruthFile>, FileError> {
    let mut paths = vec![study.config_path(), study.participants_path()];
    paths.push(study.root.join(names_file()));
    paths.extend(study.codebook_paths()?);
    paths.extend(study.quote_paths()?);
    let mut files: Vec<TruthFile> =
        paths.into_iter().filter(|path| path.exists()).map(|full| plain(study, full)).collect();
    let names = ShortNames::read(&study.codings())?;
    for source in list_corpus(&study.corpus(), &study.config.ignore)? {
        if source.ignored || source.is_link || never_a_transcript(&source.path).is_some() {
            continue;
        }
        let rules = names.get(&source.path).map(|short| rules_path(&study.codings(), short));
        files.extend(rules.filter(|rules| rules.exists()).map(|rules| plain(study, rules)));
        let path = format!("corpus/{}", source.path);
        files.push(TruthFile { path, full: source.full, source: Some((source.path, source.stamp)) });
    }
    Ok(files)
}

fn plain(study: &Study, full: PathBuf) -> TruthFile {
    let below = full.strip_prefix(&study.root).unwrap_or(&full);
    TruthFile { path: with_slashes(below), full, source: None }
}

fn with_slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
