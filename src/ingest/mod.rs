//! Ingesting: whatever is new or changed in a study is read, coded and indexed; the rest is left alone.
//!
//! Interrupted at any moment, the next run completes it: truth is written file by file, whole or not at
//! all, and the index moves from one complete generation to the next.

mod accept;
mod difference;
mod hand;
mod languages;
mod people;
mod plan;
mod source;
mod state;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::codebook::Codebook;
use crate::coding::{Matcher, Recodes, check_rules};
use crate::diag::{Diagnostic, Severity};
use crate::index::{Builder, Catalog, Index, IndexError, SourceEntry, squeeze, unsqueeze};
use crate::store::log::{self, STUDY};
use crate::store::{FileError, ShortNames, Study, list_corpus, remove_rules, write_atomically};

pub use accept::accept;
pub use difference::{CodeDifference, Difference, difference};
use plan::Plan;
pub use state::Skipped;
use state::State;

/// What to do beyond the ordinary.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Hash every file, however unchanged it looks.
    pub full: bool,
    /// Read anew also where people coded what an earlier program made of a file; their codings follow.
    pub reread: bool,
    /// Go on with a codebook that has mistakes.
    pub force: bool,
    /// Fail at once when another process is building, instead of waiting for it.
    pub no_wait: bool,
    /// Make the index of a study that cannot be written, without writing to the study.
    pub only_index: bool,
    /// How sources are read that code of others unpacks; `None` reads them in this process.
    pub apart: Option<ReadApart>,
}

pub use crate::source::ReadApart;

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// So many sources will be read.
    Begin(usize),
    /// One of them is done.
    Done(&'a str),
    /// Everything is read; the index is being completed.
    Completing,
}

/// Called as the work goes on, from several threads.
pub type Progress<'a> = &'a (dyn Fn(Step<'_>) + Sync);

/// What ingesting came to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The sources that can be searched now.
    pub catalog: Catalog,
    /// What was not read, and why.
    pub skipped: Vec<Skipped>,
    /// What was noticed, by path below `corpus/`.
    pub notes: BTreeMap<String, Vec<Diagnostic>>,
    /// Paths of the sources that were read and coded anew.
    pub renewed: Vec<String>,
    /// Paths of the sources that are gone.
    pub gone: Vec<String>,
    /// Sources that have another path now: old path, new path. They keep their short names.
    pub moved: Vec<(String, String)>,
}

/// Why ingesting failed.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The codebook has mistakes; nothing was touched.
    #[error("the codebook has mistakes")]
    Codebook(Vec<Diagnostic>),
    /// A file of the study could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// A codebook that was read, with everything noticed.
#[derive(Debug, Clone, Default)]
pub struct LoadedCodebook {
    /// The codes.
    pub codebook: Codebook,
    /// Mistakes and warnings, those of failing rule tests last.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the tests of its rules were run.
    pub tested: bool,
}

impl LoadedCodebook {
    /// Whether something in it must be mended before it codes.
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    fn is_clean(&self) -> bool {
        self.diagnostics.iter().all(|d| d.severity == Severity::Note)
    }
}

/// Reads the codebooks of `study`, without running the tests of their rules.
///
/// # Errors
/// When a file cannot be read.
pub fn load_codebook(study: &Study) -> Result<LoadedCodebook, FileError> {
    let (codebook, diagnostics) = Codebook::load(&study.codebook_files()?);
    Ok(LoadedCodebook { codebook, diagnostics, tested: false })
}

/// The codes as of the last look, beside the index.
const OUTLINE: &str = "codes.lz4";

/// The codes (without their rules) and what was not read, when nothing can have changed since the last
/// look; `None` when a [`refresh`] has to find out. Takes milliseconds and reads no source.
pub fn unchanged(study: &Study) -> Option<(LoadedCodebook, Vec<Skipped>)> {
    let dir = study.index_dir();
    let state = State::read(&dir);
    if !state.is_current(study) {
        return None;
    }
    let codebook = Codebook::from_outline(&unsqueeze(&std::fs::read(dir.join(OUTLINE)).ok()?)?)?;
    Some((LoadedCodebook { codebook, ..LoadedCodebook::default() }, state.skipped()))
}

/// What ingesting would come to when there is nothing to do and nothing to say: no file can have changed,
/// the codebook had no mistake, and everything made from the study is there. `None` when a [`refresh`] has
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

/// Runs the tests of the rules, too, unless that was done.
pub fn check_codebook(study: &Study, loaded: &mut LoadedCodebook) {
    if std::mem::replace(&mut loaded.tested, true) {
        return;
    }
    let matcher = Matcher::new(&loaded.codebook);
    let mut roles: Vec<String> = study.config.roles.keys().cloned().collect();
    roles.extend(study.config.interviewers.iter().cloned());
    loaded.diagnostics.extend(check_rules(&loaded.codebook, &matcher, &roles));
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

/// Brings rule codings and index up to date with the study.
///
/// # Errors
/// When the codebook has mistakes (unless forced), or a file or the index fails.
pub fn refresh(
    study: &Study,
    loaded: &mut LoadedCodebook,
    options: Options,
    progress: Progress<'_>,
) -> Result<Outcome, IngestError> {
    let index_dir = study.index_dir();
    let state = State::read(&index_dir);
    let files = list_corpus(&study.corpus(), &study.config.ignore)?;
    let mut names = ShortNames::read(&study.codings())?;
    let open = Index::open(&index_dir).map(|index| index.catalog().clone());
    let is_indexed = open.is_ok();
    let known = open.unwrap_or_default();
    let plan = Plan::new(study, &loaded.codebook, &files, &mut names, &state, &known, options)?;
    if plan.is_done() && is_indexed {
        return Ok(finish(study, loaded, plan, known, &state, Vec::new())?);
    }
    // A codebook is tested before it codes anything, not at every look.
    check_codebook(study, loaded);
    if loaded.is_broken() && !options.force {
        return Err(IngestError::Codebook(loaded.diagnostics.clone()));
    }
    if !options.only_index {
        names.save()?;
    }
    build(study, loaded, plan, &state, options, progress)
}

fn build(
    study: &Study,
    loaded: &LoadedCodebook,
    mut plan: Plan,
    state: &State,
    options: Options,
    progress: Progress<'_>,
) -> Result<Outcome, IngestError> {
    let builder = Builder::open(&study.index_dir(), &study.config.language, !options.no_wait)?;
    // The index may have been made anew, or another process may have been faster.
    plan.compare_again(builder.known());
    progress(Step::Begin(plan.todo.len()));
    let codebook = &loaded.codebook;
    let matcher = Matcher::new(codebook);
    let recodes = Recodes::of(&log::read(&study.codings(), STUDY)?.0);
    let work = source::Work {
        study,
        participants: &study.participants()?.0,
        codebook,
        matcher: &matcher,
        builder: &builder,
        recodes: &recodes,
        apart: options.apart,
        only_index: options.only_index,
    };
    let read = AtomicUsize::new(0);
    let results: Vec<(String, Result<source::Done, source::Failed>)> = plan
        .todo
        .par_iter()
        .map(|todo| {
            let result = work.one(todo);
            read.fetch_add(1, Ordering::Relaxed);
            progress(Step::Done(&todo.path));
            (todo.path.clone(), result)
        })
        .collect();
    progress(Step::Completing);
    let mut sources: BTreeMap<u64, SourceEntry> = builder.known().sources.clone();
    let forget = |entry: &SourceEntry| {
        if !options.only_index {
            remove_rules(&study.codings(), &entry.short);
        }
    };
    for number in &plan.gone {
        builder.remove(*number);
        if let Some(entry) = sources.remove(number) {
            forget(&entry);
        }
    }
    let mut renewed = Vec::new();
    for (path, result) in results {
        match result {
            Ok(done) => {
                sources.insert(done.number, done.entry);
                plan.record_read(&path, done.kept, done.notes);
                renewed.push(path);
            }
            Err(source::Failed::Unreadable { number, why }) => {
                builder.remove(number);
                if let Some(entry) = sources.remove(&number) {
                    forget(&entry);
                }
                plan.record_skipped(&path, &why);
            }
            Err(source::Failed::File(error)) => return Err(error.into()),
            Err(source::Failed::Index(error)) => return Err(error.into()),
        }
    }
    let catalog = builder.commit(sources)?;
    Ok(finish(study, loaded, plan, catalog, state, renewed)?)
}

/// Records what was seen, and tells what it came to.
fn finish(
    study: &Study,
    loaded: &LoadedCodebook,
    plan: Plan,
    catalog: Catalog,
    before: &State,
    renewed: Vec<String>,
) -> Result<Outcome, FileError> {
    let gone = plan.gone_paths(before);
    let moved = plan.moved.clone();
    let mut state = plan.into_state(study);
    state.is_clean =
        if loaded.tested { loaded.is_clean() } else { before.is_clean && before.inputs == state.inputs };
    // On a study that can only be read, every look hashes the young files again; that is all.
    let dir = study.index_dir();
    write_atomically(&dir.join(OUTLINE), &squeeze(&loaded.codebook.outline())).ok();
    state.write(&dir, before).ok();
    Ok(Outcome { skipped: state.skipped(), notes: state.notes(), catalog, renewed, gone, moved })
}
