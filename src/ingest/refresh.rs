//! Bringing rule codings and index up to date.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::plan::{Plan, Todo};
use super::source::{Done, Failed, Work};
use super::state::State;
use super::{IngestError, LoadedCodebook, Options, Outcome, Progress, Step, check_codebook, look};
use crate::coding::{Matcher, Recodes};
use crate::index::{Builder, Catalog, Index, SourceEntry};
use crate::store::log::{self, STUDY};
use crate::store::{FileError, ShortNames, Study, list_corpus, remove_rules};

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
    let matcher = Matcher::new(&loaded.codebook);
    let recodes = Recodes::of(&log::read(&study.codings(), STUDY)?.0);
    let work = Work {
        study,
        participants: &study.participants()?.0,
        codebook: &loaded.codebook,
        matcher: &matcher,
        builder: &builder,
        recodes: &recodes,
        apart: options.apart,
        only_index: options.only_index,
    };
    let results = read_all(&work, &plan, progress);
    progress(Step::Completing);
    let mut sources = Sources { work: &work, entries: builder.known().sources.clone() };
    for number in &plan.gone {
        sources.forget(*number);
    }
    let renewed = sources.settle(&mut plan, results)?;
    let entries = sources.entries;
    let catalog = builder.commit(entries)?;
    Ok(finish(study, loaded, plan, catalog, state, renewed)?)
}

/// By path, what came of a source.
type Results = Vec<(String, Result<Done, Failed>)>;

fn read_all(work: &Work<'_>, plan: &Plan, progress: Progress<'_>) -> Results {
    let one = |todo: &Todo| {
        let result = work.one(todo);
        progress(Step::Done(&todo.path));
        (todo.path.clone(), result)
    };
    plan.todo.par_iter().map(one).collect()
}

/// The sources of the next generation of the index, by number.
struct Sources<'a> {
    work: &'a Work<'a>,
    entries: BTreeMap<u64, SourceEntry>,
}

impl Sources<'_> {
    /// Takes a source out of the index, and with it what rules did there.
    fn forget(&mut self, number: u64) {
        self.work.builder.remove(number);
        if let Some(entry) = self.entries.remove(&number)
            && !self.work.only_index
        {
            remove_rules(&self.work.study.codings(), &entry.short);
        }
    }

    /// Takes in what was read, and forgets what no longer can be; the paths of what was read.
    fn settle(&mut self, plan: &mut Plan, results: Results) -> Result<Vec<String>, IngestError> {
        let mut renewed = Vec::new();
        for (path, result) in results {
            match result {
                Ok(done) => {
                    self.entries.insert(done.number, done.entry);
                    plan.record_read(&path, done.kept, done.notes);
                    renewed.push(path);
                }
                Err(Failed::Unreadable { number, why }) => {
                    self.forget(number);
                    plan.record_skipped(&path, &why);
                }
                Err(Failed::File(error)) => return Err(error.into()),
                Err(Failed::Index(error)) => return Err(error.into()),
            }
        }
        Ok(renewed)
    }
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
    look::keep_outline(&dir, &loaded.codebook);
    state.write(&dir, before).ok();
    Ok(Outcome { skipped: state.skipped(), notes: state.notes(), catalog, renewed, gone, moved })
}
