//! What the last look at the study saw: `state.json` beside the index. Losing it costs one full look.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::coding::MATCHER_VERSION;
use crate::diag::Diagnostic;
use crate::index::INDEX_VERSION;
use crate::source::READER_VERSION;
use crate::store::log::{LogFile, list_logs};
use crate::store::{FileError, RULES_FORMAT, Stamp, Study, list_corpus, now_ns, write_atomically};
use crate::text::STEMMER_ID;

/// What the last look saw.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// When, nanoseconds since 1970.
    pub(super) recorded_ns: u64,
    /// When the study was opened: inputs that changed later were not seen.
    pub(super) opened_ns: u64,
    /// The versions of everything that shapes the index.
    pub(super) made_by: String,
    /// Whether the codebook had neither mistakes nor warnings, its rule tests included.
    pub(super) is_clean: bool,
    /// The settings, participants and codebooks, by path in the study.
    pub(super) inputs: BTreeMap<String, Option<Stamp>>,
    /// By path below `corpus/`.
    pub(super) files: BTreeMap<String, FileState>,
    /// The logs of what people do, by path below `codings/`.
    pub(super) logs: BTreeMap<String, LogState>,
}

/// What the last look saw of one log.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct LogState {
    pub(super) stamp: Stamp,
    /// Of its bytes.
    pub(super) hash: String,
}

/// What the last look saw of one file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileState {
    pub(super) stamp: Stamp,
    /// Of its bytes.
    pub(super) hash: String,
    /// A fingerprint of everything its documents are made from.
    pub(super) made_from: String,
    /// The files its codings stand in, with their stamps; none for a file that was not read.
    pub(super) kept: Vec<(String, Stamp)>,
    /// Why it was not read.
    pub(super) skipped: Option<Skipped>,
    /// What was noticed while reading.
    pub(super) notes: Vec<Diagnostic>,
}

/// A file that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path below `corpus/`.
    pub path: String,
    /// What it is.
    pub reason: String,
    /// How to mend it.
    pub hint: String,
    /// Whether it was never meant to be a transcript (media, lock files, `ignore`).
    pub expected: bool,
}

impl FileState {
    /// Whether the files that its codings stand in are in `folder` as they were left.
    pub(super) fn is_kept_in(&self, folder: &Path) -> bool {
        let is_as_left = |(name, stamp): &(String, Stamp)| Stamp::of(&folder.join(name)) == Some(*stamp);
        !self.kept.is_empty() && self.kept.iter().all(is_as_left)
    }
}

impl State {
    /// The state beside the index in `dir`; a missing or damaged one is an empty one.
    pub(super) fn read(dir: &Path) -> Self {
        let bytes = std::fs::read(dir.join("state.json")).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Whether nothing can have changed since: every file of the study is surely the one that was seen,
    /// and no file was added or lost. Reads no file. What rules coded is an outcome, not looked at here.
    pub(super) fn is_current(&self, study: &Study) -> bool {
        let Ok(files) = list_corpus(&study.corpus(), &study.config.ignore) else { return false };
        self.made_by == versions()
            && inputs_of(study).is_some_and(|now| {
                now.len() == self.inputs.len()
                    && now.iter().all(|(path, now)| match (self.inputs.get(path), now) {
                        (Some(Some(old)), Some(now)) => now.is_surely(old, self.opened_ns),
                        (Some(None), None) => true,
                        _ => false,
                    })
            })
            && files.len() == self.files.len()
            && files.iter().all(|f| {
                self.files.get(&f.path).is_some_and(|old| f.stamp.is_surely(&old.stamp, self.recorded_ns))
            })
            && self.has_these_logs(study)
    }

    /// Whether the logs are surely those that were seen.
    fn has_these_logs(&self, study: &Study) -> bool {
        let Ok(logs) = list_logs(&study.codings()) else { return false };
        let is_known = |log: &LogFile| {
            let old = self.logs.get(&log.path());
            old.is_some_and(|old| log.stamp.is_surely(&old.stamp, self.opened_ns))
        };
        logs.len() == self.logs.len() && logs.iter().all(is_known)
    }

    /// Writes it unless `before` says the same and can be trusted as it is.
    pub(super) fn write(&self, dir: &Path, before: &Self) -> Result<(), FileError> {
        let trusted = |stamp: &Stamp| stamp.is_surely(stamp, before.opened_ns);
        let same = self.files == before.files
            && self.logs == before.logs
            && self.inputs == before.inputs
            && self.made_by == before.made_by
            && self.is_clean == before.is_clean;
        let logs = self.logs.values().map(|log| &log.stamp);
        let mut stamps =
            self.files.values().map(|f| &f.stamp).chain(self.inputs.values().flatten()).chain(logs);
        if same && stamps.all(trusted) {
            return Ok(());
        }
        let json = serde_json::to_vec(self).unwrap_or_default();
        write_atomically(&dir.join("state.json"), &json)?;
        Ok(())
    }

    pub(super) fn now(
        study: &Study,
        files: BTreeMap<String, FileState>,
        logs: BTreeMap<String, LogState>,
    ) -> Self {
        let inputs = inputs_of(study).unwrap_or_default();
        Self {
            recorded_ns: now_ns(),
            opened_ns: study.opened_ns,
            made_by: versions(),
            is_clean: false,
            inputs,
            files,
            logs,
        }
    }

    pub(super) fn skipped(&self) -> Vec<Skipped> {
        self.files.values().filter_map(|file| file.skipped.clone()).collect()
    }

    pub(super) fn notes(&self) -> BTreeMap<String, Vec<Diagnostic>> {
        self.files
            .iter()
            .filter(|(_, file)| !file.notes.is_empty())
            .map(|(path, file)| (path.clone(), file.notes.clone()))
            .collect()
    }
}

/// The versions of everything that shapes what the index holds.
pub(super) fn versions() -> String {
    format!("{INDEX_VERSION}|{READER_VERSION}|{MATCHER_VERSION}|{RULES_FORMAT}|{STEMMER_ID}")
}

/// The files beside the corpus that the index depends on; `None` when they cannot be listed.
fn inputs_of(study: &Study) -> Option<BTreeMap<String, Option<Stamp>>> {
    let mut paths = vec![study.config_path(), study.participants_path()];
    paths.extend(study.codebook_paths().ok()?);
    let name = |path: &Path| path.strip_prefix(&study.root).unwrap_or(path).display().to_string();
    Some(paths.into_iter().map(|path| (name(&path), Stamp::of(&path))).collect())
}
