//! What is known of a study without reading its sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::plan::Plan;
use super::state::{Skipped, State};
use super::{IngestError, LoadedCodebook, Options, Outcome};
use crate::codebook::Codebook;
use crate::diag::Diagnostic;
use crate::index::{Index, SourceEntry, squeeze, unsqueeze};
use crate::store::{ShortNames, Study, list_corpus, write_atomically};

/// The codes as of the last look, beside the index.
const OUTLINE: &str = "codes.lz4";

/// Keeps the codes for the next look. A study that can only be read does without.
pub(super) fn keep_outline(dir: &Path, codebook: &Codebook) {
    write_atomically(&dir.join(OUTLINE), &squeeze(&codebook.outline())).ok();
}

/// The codes (without their rules) and what was not read, when nothing can have changed since the last
/// look; `None` when a [`refresh`](super::refresh()) has to find out. Takes milliseconds and reads no source.
pub fn unchanged(study: &Study) -> Option<(LoadedCodebook, Vec<Skipped>)> {
    let dir = study.index_dir();
    let state = State::read(&dir);
    if !state.is_current(study) {
        return None;
    }
    let codebook = Codebook::from_outline(&unsqueeze(&fs::read(dir.join(OUTLINE)).ok()?)?)?;
    Some((LoadedCodebook { codebook, ..LoadedCodebook::default() }, state.skipped()))
}

/// What ingesting would come to when there is nothing to do and nothing to say: no file can have changed,
/// the codebook had no mistake, and everything made from the study is there. `None` when a [`refresh`](super::refresh()) has
/// to find out. Reads no source and no codebook.
pub fn nothing_to_do(study: &Study) -> Option<Outcome> {
    let dir = study.index_dir();
    let state = State::read(&dir);
    if !state.is_clean || !state.is_current(study) {
        return None;
    }
    let catalog = Index::open(&dir).ok()?.catalog().clone();
    let codings = study.codings();
    let is_whole = |source: &SourceEntry| {
        let folder = codings.join(&source.short);
        state.files.get(&source.path).is_some_and(|file| file.is_kept_in(&folder)) && source.is_kept_in(&dir)
    };
    catalog.sources.par_iter().all(|(_, source)| is_whole(source)).then_some(())?;
    Some(Outcome { skipped: state.skipped(), notes: state.notes(), catalog, ..Outcome::default() })
}

/// What a refresh would find to do, without doing it.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    /// Paths of sources that are new or changed.
    pub to_read: Vec<String>,
    /// How many sources of the index are gone.
    pub gone: usize,
    /// What was not read last time, and why.
    pub skipped: Vec<Skipped>,
    /// What was noticed last time, by path below `corpus/`.
    pub notes: BTreeMap<String, Vec<Diagnostic>>,
}

/// Looks at the study and changes nothing.
///
/// # Errors
/// When a file of the study cannot be read.
pub fn outlook(study: &Study, loaded: &LoadedCodebook) -> Result<Outlook, IngestError> {
    let state = State::read(&study.index_dir());
    let files = list_corpus(&study.corpus(), &study.config.ignore)?;
    let mut names = ShortNames::read(&study.codings())?;
    let known = Index::open(&study.index_dir()).map(|index| index.catalog().clone()).unwrap_or_default();
    let plan = Plan::new(study, &loaded.codebook, &files, &mut names, &state, &known, Options::default())?;
    let to_read = plan.todo.iter().map(|todo| todo.path.clone()).collect();
    let gone = plan.gone.len();
    let state = plan.into_state(study);
    Ok(Outlook { to_read, gone, skipped: state.skipped(), notes: state.notes() })
}
