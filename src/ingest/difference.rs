//! What a changed codebook would add and remove, without touching anything.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::plan::Plan;
use super::source::{Failed, read_and_code, stored};
use super::state::State;
use super::{IngestError, LoadedCodebook, Options, ReadApart};
use crate::coding::Matcher;
use crate::index::Catalog;
use crate::store::{ShortNames, StoredCoding, Study, list_corpus, read_rules};
use crate::text::CodePoints;

/// What would change, by code.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// By path of the code.
    pub codes: BTreeMap<String, CodeDifference>,
    /// Codings that stay as they are.
    pub kept: usize,
}

/// What would change for one code: the short name of the source, and the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeDifference {
    /// Passages that would be coded.
    pub added: Vec<(String, String)>,
    /// Passages that would no longer be.
    pub removed: Vec<(String, String)>,
}

type Key = (String, usize, usize, String);
/// A source's short name with what its rules did before and would do now.
type BeforeAndNow = (String, BTreeSet<Key>, BTreeSet<Key>);

/// Compares what the rules would do now with what `rules.jsonl` says they did.
///
/// # Errors
/// When a file of the study cannot be read.
pub fn difference(
    study: &Study,
    loaded: &LoadedCodebook,
    apart: Option<ReadApart>,
) -> Result<Difference, IngestError> {
    let files = list_corpus(&study.corpus(), &study.config.ignore)?;
    let mut names = ShortNames::read(&study.codings())?;
    let (state, nothing) = (State::default(), Catalog::default());
    let plan = Plan::new(study, &loaded.codebook, &files, &mut names, &state, &nothing, Options::default())?;
    let matcher = Matcher::new(&loaded.codebook);
    let participants = &study.participants()?.0;
    let each: Vec<Result<BeforeAndNow, IngestError>> = plan
        .todo
        .par_iter()
        .map(|todo| {
            let old = read_keys(study, &todo.short);
            let new = match read_and_code(study, participants, &matcher, todo, apart) {
                Ok(coded) => {
                    let points = CodePoints::new(&coded.transcript.text);
                    let text = &coded.transcript.text;
                    let store = |c| key(stored(&loaded.codebook, &todo.short, text, &points, c));
                    coded.codings.iter().map(store).collect()
                }
                Err(Failed::Unreadable { .. }) => BTreeSet::new(),
                Err(Failed::File(error)) => return Err(error.into()),
                Err(Failed::Index(error)) => return Err(error.into()),
            };
            Ok((todo.short.clone(), old, new))
        })
        .collect();
    let mut difference = Difference::default();
    for result in each {
        let (short, old, new) = result?;
        difference.kept += old.intersection(&new).count();
        for (code, _, _, words) in new.difference(&old) {
            difference.codes.entry(code.clone()).or_default().added.push((short.clone(), words.clone()));
        }
        for (code, _, _, words) in old.difference(&new) {
            difference.codes.entry(code.clone()).or_default().removed.push((short.clone(), words.clone()));
        }
    }
    Ok(difference)
}

fn key(coding: StoredCoding) -> Key {
    (coding.code, coding.start, coding.end, coding.quote)
}

fn read_keys(study: &Study, short: &str) -> BTreeSet<Key> {
    read_rules(&study.codings(), short).into_iter().map(key).collect()
}
