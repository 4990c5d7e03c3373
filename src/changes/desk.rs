//! The desk: everything done so far, and what is about to be done.

use std::collections::BTreeMap;

use super::files::{self, NewFile};
use super::journal::{self, Journal};
use crate::coding::{Deed, FileChange, Files, Header, LOG_VERSION, Ledger, Operation, Recodes};
use crate::diag::Diagnostic;
use crate::store::log::{self, Appender, STUDY};
use crate::store::{FileError, ReadingRecord, ShortNames, Study, keep_transcript};
use crate::text::fingerprint;
use crate::transcript::Transcript;

/// Why a change was not made. Nothing of it counts.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file is not what it has to be before the change.
    #[error("`{0}` was changed since, by hand or by another program")]
    Elsewhere(String),
    /// What the file held is not kept.
    #[error("the former contents of `{0}` are not kept any more")]
    Lost(String),
}

/// What is to be written, by short name of the source and coder.
type Pending = BTreeMap<(String, String), Vec<Operation>>;

/// Where somebody works on a study.
#[derive(Debug)]
pub struct Desk<'s> {
    study: &'s Study,
    coder: String,
    device: String,
    logs: BTreeMap<String, Ledger>,
    damage: Vec<Diagnostic>,
    names: ShortNames,
    counter: u64,
    change: String,
    pending: Pending,
    files: Vec<NewFile>,
    kept: Vec<(String, Transcript)>,
    appenders: BTreeMap<(String, String), Appender>,
}

impl<'s> Desk<'s> {
    /// Reads what everybody did in `study`; `coder` is who works. A change that a crash cut short is finished
    /// first.
    ///
    /// # Errors
    /// When a log cannot be read, or the unfinished change not be finished.
    pub fn open(study: &'s Study, coder: &str) -> Result<Self, ChangeError> {
        let (logs, damage) = log::read_all(&study.codings())?;
        let counter = logs.values().map(Ledger::counter).max().unwrap_or(0);
        let mut desk = Self {
            study,
            coder: coder.to_owned(),
            device: log::device()?,
            logs,
            damage,
            names: ShortNames::read(&study.codings())?,
            counter,
            change: log::fresh_id(),
            pending: BTreeMap::new(),
            files: Vec::new(),
            kept: Vec::new(),
            appenders: BTreeMap::new(),
        };
        for journal in journal::found(study) {
            desk.finish(journal)?;
        }
        Ok(desk)
    }

    /// Finishes a change that was cut short.
    fn finish(&mut self, journal: Journal) -> Result<(), ChangeError> {
        for (short, operation) in &journal.operations {
            if !self.ledger(short).has(&operation.id) {
                self.append(short, &operation.coder, std::slice::from_ref(operation))?;
                self.counter = self.counter.max(operation.counter);
                self.logs.entry(short.clone()).or_default().add(operation.clone());
            }
        }
        journal.finish(self.study)
    }

    /// Who works.
    pub fn coder(&self) -> &str {
        &self.coder
    }

    /// What everybody did in the source `short`; of a source nobody worked on, nothing.
    pub fn ledger(&self, short: &str) -> &Ledger {
        static NOTHING: Ledger = Ledger::nothing();
        self.logs.get(short).unwrap_or(&NOTHING)
    }

    /// All logs by short name, with that of the study.
    pub fn ledgers(&self) -> impl Iterator<Item = (&str, &Ledger)> {
        self.logs.iter().map(|(short, ledger)| (short.as_str(), ledger))
    }

    /// The codes that got other paths.
    pub fn recodes(&self) -> Recodes {
        Recodes::of(self.ledger(STUDY))
    }

    /// What is the matter with the logs.
    pub fn damage(&self) -> &[Diagnostic] {
        &self.damage
    }

    /// Keeps `transcript`, on which something is about to be put, with the source `short`. Returns the
    /// fingerprint of its text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&mut self, short: &str, transcript: &Transcript) -> Result<String, ChangeError> {
        let hash = keep_transcript(&self.study.codings().join(short), transcript)?;
        self.keep_reading(short, transcript, &hash)?;
        if !self.kept.iter().any(|(s, t)| s == short && t.text == transcript.text) {
            self.kept.push((short.to_owned(), transcript.clone()));
        }
        Ok(hash)
    }

    /// Keeps how the source was read, unless an older reading is in force.
    fn keep_reading(&self, short: &str, transcript: &Transcript, hash: &str) -> Result<(), ChangeError> {
        let Some(path) = self.names.path_of(short) else { return Ok(()) };
        let Ok(bytes) = std::fs::read(self.study.corpus().join(path)) else { return Ok(()) };
        let settings = self.study.config.source(path, short).map(|s| s.settings()).unwrap_or_default();
        let folder = self.study.codings().join(short);
        let now = ReadingRecord::by_present_readers(&fingerprint(&bytes), &settings);
        if ReadingRecord::in_force(&folder, &now).is_none() {
            ReadingRecord { text: hash.to_owned(), ..now }.keep(&folder, transcript)?;
        }
        Ok(())
    }

    /// Puts `deed` into the log of the source `short` (or of the study); `supersedes` no longer holds then.
    /// Returns the id of the operation. Nothing is done before [`Desk::commit`].
    pub fn put(&mut self, short: &str, deed: Deed, supersedes: Vec<String>) -> String {
        let coder = self.coder.clone();
        let (id, time) = (log::fresh_id(), log::now_iso());
        self.put_as(short, &coder, id.clone(), Some(time), deed, supersedes);
        id
    }

    /// The same in the name of `coder`, with an id and a time of its own.
    pub(super) fn put_as(
        &mut self,
        short: &str,
        coder: &str,
        id: String,
        time: Option<String>,
        deed: Deed,
        supersedes: Vec<String>,
    ) {
        self.counter += 1;
        let operation = Operation {
            id,
            counter: self.counter,
            change: self.change.clone(),
            supersedes,
            time,
            coder: coder.to_owned(),
            deed,
        };
        self.logs.entry(short.to_owned()).or_default().add(operation.clone());
        self.pending.entry((short.to_owned(), coder.to_owned())).or_default().push(operation);
    }

    /// Takes away the operation `id` of the source `short`, and what it had replaced.
    pub fn remove(&mut self, short: &str, id: &str) {
        let all = self.ledger(short).with_ancestors(id);
        self.put(short, Deed::Remove {}, all);
    }

    /// Files that are to change with what is put on the desk: what they are and will be. `deed` is put into the
    /// log of the study.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn put_files(
        &mut self,
        new: Vec<NewFile>,
        deed: impl FnOnce(Vec<FileChange>) -> Deed,
    ) -> Result<String, ChangeError> {
        let changes = files::changes(self.study, &new)?;
        self.files.extend(new);
        Ok(self.put(STUDY, deed(changes), Vec::new()))
    }

    /// Puts files into the log of the study that are written already: paths with what they held before, which is
    /// kept. Files that did not change are left out; nothing is done when none did. `by` says what was done.
    ///
    /// # Errors
    /// When something cannot be read or written.
    pub fn record_written(
        &mut self,
        by: &str,
        former: &[(String, Option<Vec<u8>>)],
    ) -> Result<(), ChangeError> {
        let files = files::written(self.study, former)?;
        if !files.is_empty() {
            self.put(STUDY, Deed::Files(Files { by: by.to_owned(), files }), Vec::new());
            self.commit()?;
        }
        Ok(())
    }

    /// Files that change without an operation that names them: what is undone names them already.
    pub(super) fn put_back(&mut self, new: Vec<NewFile>) {
        self.files.extend(new);
    }

    /// The study.
    pub fn study(&self) -> &'s Study {
        self.study
    }

    /// Writes what was put on the desk. When this returns it is on the disk, and the next things put there are
    /// another change. Returns the id of the change.
    ///
    /// # Errors
    /// When something cannot be written.
    pub fn commit(&mut self) -> Result<String, ChangeError> {
        let change = std::mem::replace(&mut self.change, log::fresh_id());
        let pending = std::mem::take(&mut self.pending);
        let journal = self.journal(&change, &pending)?;
        for ((short, coder), operations) in pending {
            self.append(&short, &coder, &operations)?;
        }
        if let Some(journal) = journal {
            journal.finish(self.study)?;
        }
        // Another process may have found the texts idle before the lines that name them were there.
        for (short, transcript) in std::mem::take(&mut self.kept) {
            keep_transcript(&self.study.codings().join(short), &transcript)?;
        }
        Ok(change)
    }

    /// A change of one log needs no journal: its lines are written at once.
    fn journal(&mut self, change: &str, pending: &Pending) -> Result<Option<Journal>, ChangeError> {
        let new = std::mem::take(&mut self.files);
        if new.is_empty() && pending.len() < 2 {
            return Ok(None);
        }
        files::keep(self.study, &new)?;
        let of_source = |((short, _), operations): (&(String, String), &Vec<Operation>)| {
            operations.iter().map(|operation| (short.clone(), operation.clone())).collect::<Vec<_>>()
        };
        let operations = pending.iter().flat_map(of_source).collect();
        let journal =
            Journal { change: change.to_owned(), operations, files: files::changes(self.study, &new)? };
        journal.write(self.study)?;
        Ok(Some(journal))
    }

    fn append(&mut self, short: &str, coder: &str, operations: &[Operation]) -> Result<(), FileError> {
        let key = (short.to_owned(), coder.to_owned());
        let appender = self.appenders.entry(key).or_insert_with(|| {
            let header = Header {
                v: LOG_VERSION,
                kind: "log".to_owned(),
                study: self.study.config.name.clone(),
                source: self.names.path_of(short).unwrap_or_default().to_owned(),
                coder: coder.to_owned(),
                device: self.device.clone(),
            };
            Appender::new(&self.study.codings(), short, header)
        });
        appender.append(operations)
    }
}
