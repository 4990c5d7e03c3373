//! What there is to do: each file of the corpus against what the last look saw.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::state::{FileState, LogState, Skipped, State, versions};
use super::{Options, people};
use crate::codebook::Codebook;
use crate::coding::Recodes;
use crate::diag::Diagnostic;
use crate::index::Catalog;
use crate::source::{READER_VERSION, Settings, Unreadable};
use crate::store::log::{self, LogFile, STUDY, list_logs};
use crate::store::{CorpusFile, FileError, Participants, ReadingRecord, ShortNames, Stamp, Study, is_whole};
use crate::text::fingerprint;

/// One source to read.
#[derive(Debug, Clone)]
pub(super) struct Todo {
    pub(super) path: String,
    pub(super) full: std::path::PathBuf,
    pub(super) short: String,
    pub(super) number: u64,
    pub(super) settings: Settings,
    pub(super) made_from: String,
    /// Fingerprint of its bytes.
    pub(super) hash: String,
    /// Whether to read it anew where people coded what an earlier program read.
    pub(super) reread: bool,
}

impl Todo {
    /// Whether it is to be read anew, and what is in force was made by other readers.
    fn is_read_by_others(&self, study: &Study) -> bool {
        let record = || ReadingRecord::read(&study.codings().join(&self.short));
        self.reread && record().is_some_and(|record| record.reader != READER_VERSION)
    }
}

/// What there is to do, and what will be known once it is done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) todo: Vec<Todo>,
    /// Numbers of sources whose files are gone.
    pub(super) gone: Vec<u64>,
    /// Sources with another path: old, new.
    pub(super) moved: Vec<(String, String)>,
    candidates: Vec<Todo>,
    files: BTreeMap<String, FileState>,
    logs: BTreeMap<String, LogState>,
}

/// What each file is looked at with.
struct Look<'a> {
    study: &'a Study,
    participants: &'a Participants,
    /// See [`common_fingerprint`].
    common: &'a str,
    state: &'a State,
    reread: bool,
    /// The paths there are.
    here: HashSet<&'a str>,
}

impl Look<'_> {
    /// The path that a new file had before: one that is gone, held the same bytes and has a short name.
    fn moved_from(&self, path: &str, hash: &str, names: &ShortNames) -> Option<String> {
        let file = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let was = |(old, record): &(&String, &FileState)| {
            record.hash == hash && !self.here.contains(old.as_str()) && names.get(old).is_some()
        };
        let mut candidates: Vec<&String> = self.state.files.iter().filter(was).map(|(old, _)| old).collect();
        candidates.sort_by_key(|old| file(old) != file(path));
        candidates.first().map(|old| (*old).clone())
    }
}

impl Plan {
    /// Looks at every file; reads only those whose stamps do not tell.
    pub(super) fn new(
        study: &Study,
        codebook: &Codebook,
        files: &[CorpusFile],
        names: &mut ShortNames,
        state: &State,
        known: &Catalog,
        options: Options,
    ) -> Result<Self, FileError> {
        let hashes: Vec<Result<String, FileError>> =
            files.par_iter().map(|file| hash_of(file, state, options.full)).collect();
        let logs = logs(study, state, options.full)?;
        let mut common = common_fingerprint(study, codebook);
        common.push_str(&recodes_fingerprint(study, &logs)?);
        let here = files.iter().map(|file| file.path.as_str()).collect();
        let look = Look {
            study,
            participants: &study.participants()?.0,
            common: &common,
            state,
            reread: options.reread,
            here,
        };
        let mut plan = Self { logs, ..Self::default() };
        for (file, hash) in files.iter().zip(hashes) {
            plan.add(&look, file, hash, names);
        }
        plan.compare(study, known, options.full);
        Ok(plan)
    }

    fn add(
        &mut self,
        look: &Look<'_>,
        file: &CorpusFile,
        hash: Result<String, FileError>,
        names: &mut ShortNames,
    ) {
        let Look { study, participants, common, state, .. } = look;
        let path = &file.path;
        let mut record = FileState { stamp: file.stamp, ..FileState::default() };
        let hash = match (hash, file.ignored) {
            (_, true) => {
                record.skipped = Some(skipped(path, "left out by `ignore` in verbatim.toml", "", true));
                self.files.insert(path.clone(), record);
                return;
            }
            (Ok(_), _) if file.is_link => {
                let hint = "copy the file itself into corpus/";
                record.skipped = Some(skipped(path, "a link; links are not followed", hint, false));
                self.files.insert(path.clone(), record);
                return;
            }
            (Err(error), _) => {
                let hint = "make it readable, or move it out of corpus/";
                record.skipped = Some(skipped(path, &error.to_string(), hint, false));
                self.files.insert(path.clone(), record);
                return;
            }
            (Ok(hash), _) => hash,
        };
        if let Some(why) = crate::source::never_a_transcript(path) {
            record.skipped = Some(skipped(path, &why.reason, &why.hint, true));
            record.hash = hash;
            self.files.insert(path.clone(), record);
            return;
        }
        if names.get(path).is_none()
            && let Some(old) = look.moved_from(path, &hash, names)
        {
            names.moved(&old, path);
            self.moved.push((old, path.clone()));
        }
        let short = names.give(path);
        let number = names.position(path).unwrap_or_default() as u64;
        let settings = study.config.source(path, &short).map(|s| s.settings()).unwrap_or_default();
        let people = people::fingerprint_of_people(participants, path, &short);
        let coded = self.coded_by_people(&short);
        let parts = format!("{hash}|{common}|{path}|{short}|{number}|{settings:?}|{people}|{coded}");
        let made_from = fingerprint(parts.as_bytes());
        record.hash.clone_from(&hash);
        record.made_from.clone_from(&made_from);
        if let Some(before) = state.files.get(path).filter(|before| before.made_from == made_from) {
            record.kept.clone_from(&before.kept);
            record.skipped.clone_from(&before.skipped);
            record.notes.clone_from(&before.notes);
        }
        self.files.insert(path.clone(), record);
        self.candidates.push(Todo {
            path: path.clone(),
            full: file.full.clone(),
            short,
            number,
            settings,
            made_from,
            hash,
            reread: look.reread,
        });
    }

    /// The logs of one source, by what they hold.
    fn coded_by_people(&self, short: &str) -> String {
        let folder = format!("{short}/");
        let logs = self.logs.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
        logs.map(|(path, log)| format!("{path}={}", log.hash)).collect::<Vec<_>>().join(",")
    }

    /// What is new, changed or gone, given what the index holds.
    fn compare(&mut self, study: &Study, known: &Catalog, full: bool) {
        let (codings, index) = (study.codings(), study.index_dir());
        let is_done = |todo: &&Todo| {
            let record = self.files.get(&todo.path);
            let unreadable = record.is_some_and(|r| r.skipped.is_some());
            let entry = known.sources.get(&todo.number).filter(|e| e.made_from == todo.made_from);
            let indexed = entry.is_some_and(|entry| entry.is_kept_in(&index));
            let intact = record.is_some_and(|r| r.is_kept_in(&codings.join(&todo.short)))
                && (!full || is_whole(&codings, &todo.short));
            unreadable || (indexed && intact && !todo.is_read_by_others(study))
        };
        self.todo = self.candidates.par_iter().filter(|todo| !is_done(todo)).cloned().collect();
        self.find_gone(known);
    }

    fn find_gone(&mut self, known: &Catalog) {
        let here: BTreeSet<u64> = self.candidates.iter().map(|todo| todo.number).collect();
        self.gone = known.sources.keys().filter(|number| !here.contains(number)).copied().collect();
    }

    /// The index that is about to be written may know more, or less, than the one that was read.
    pub(super) fn compare_again(&mut self, known: &Catalog) {
        let planned: BTreeSet<u64> = self.todo.iter().map(|todo| todo.number).collect();
        let missing = self.candidates.iter().filter(|todo| {
            let readable = self.files.get(&todo.path).is_some_and(|r| r.skipped.is_none());
            let indexed = known.sources.get(&todo.number).is_some_and(|e| e.made_from == todo.made_from);
            readable && !indexed && !planned.contains(&todo.number)
        });
        let missing: Vec<Todo> = missing.cloned().collect();
        self.todo.extend(missing);
        self.find_gone(known);
    }

    pub(super) fn is_done(&self) -> bool {
        self.todo.is_empty() && self.gone.is_empty()
    }

    pub(super) fn gone_paths(&self, before: &State) -> Vec<String> {
        let moved = |path: &String| self.moved.iter().any(|(old, _)| old == path);
        before.files.keys().filter(|path| !self.files.contains_key(*path) && !moved(path)).cloned().collect()
    }

    pub(super) fn record_read(&mut self, path: &str, kept: Vec<(String, Stamp)>, notes: Vec<Diagnostic>) {
        if let Some(record) = self.files.get_mut(path) {
            record.kept = kept;
            record.skipped = None;
            record.notes = notes;
        }
    }

    pub(super) fn record_skipped(&mut self, path: &str, why: &Unreadable) {
        if let Some(record) = self.files.get_mut(path) {
            record.skipped = Some(skipped(path, &why.reason, &why.hint, why.not_a_transcript));
        }
    }

    pub(super) fn into_state(self, study: &Study) -> State {
        State::now(study, self.files, self.logs)
    }
}

fn skipped(path: &str, reason: &str, hint: &str, expected: bool) -> Skipped {
    Skipped { path: path.to_owned(), reason: reason.to_owned(), hint: hint.to_owned(), expected }
}

/// The hash of a file: the recorded one when the stamp is surely the same, else of its bytes.
fn hash_of(file: &CorpusFile, state: &State, full: bool) -> Result<String, FileError> {
    if file.ignored || file.is_link {
        return Ok(String::new());
    }
    let recorded = state.files.get(&file.path).filter(|r| !r.hash.is_empty() && !full);
    if let Some(record) = recorded.filter(|r| file.stamp.is_surely(&r.stamp, state.recorded_ns)) {
        return Ok(record.hash.clone());
    }
    let bytes = std::fs::read(&file.full).map_err(|source| FileError::reading(&file.full, source))?;
    Ok(fingerprint(&bytes))
}

/// The logs of what people do: hashes as for sources.
fn logs(study: &Study, state: &State, full: bool) -> Result<BTreeMap<String, LogState>, FileError> {
    let look = |log: LogFile| {
        let recorded = state.logs.get(&log.path()).filter(|_| !full);
        let hash = match recorded.filter(|r| log.stamp.is_surely(&r.stamp, state.opened_ns)) {
            Some(record) => record.hash.clone(),
            None => fingerprint(
                &std::fs::read(&log.full).map_err(|source| FileError::reading(&log.full, source))?,
            ),
        };
        Ok((log.path(), LogState { stamp: log.stamp, hash }))
    };
    list_logs(&study.codings())?.into_par_iter().map(look).collect()
}

/// The codes that got other paths; read only where something concerns no single source.
fn recodes_fingerprint(study: &Study, logs: &BTreeMap<String, LogState>) -> Result<String, FileError> {
    if !logs.keys().any(|path| path.starts_with(STUDY)) {
        return Ok(String::new());
    }
    Ok(Recodes::of(&log::read(&study.codings(), STUDY)?.0).fingerprint())
}

/// What the documents of every source depend on.
fn common_fingerprint(study: &Study, codebook: &Codebook) -> String {
    let config = &study.config;
    let parts = format!(
        "{}|{}|{:?}|{:?}|{:?}|{:?}",
        versions(),
        codebook.rules_fingerprint(),
        config.language,
        config.interviewers,
        config.roles,
        config.source.values().map(|s| s.language).collect::<Vec<_>>(),
    );
    fingerprint(parts.as_bytes())
}
