//! A first pass over a whole transcript: turns in which no match can begin are not looked at again.

use super::filter::{Before, Key};
use super::lexicon::{Lexicon, PLAIN, STARTS};
use super::plan::Plan;
use crate::text::{Span, is_in_run, runs, words};

/// Where in a text words stand with which a match may begin.
#[derive(Debug)]
pub(super) struct Beginnings<'t> {
    text: &'t str,
    /// Starts of runs, in bytes, rising.
    at: Vec<usize>,
}

impl<'t> Beginnings<'t> {
    /// Those in `text`; `None` when a match may begin anywhere.
    pub(super) fn of(plan: &Plan, lexicon: &mut Lexicon, text: &'t str) -> Option<Self> {
        let filter = &plan.filters.as_ref()?.begins;
        let mut before = Before::default();
        let may_begin = |run: &Span| {
            let key = Key::new(text, *run);
            if key.is_ascii(text, *run) {
                let before = before.advance(key);
                return filter.opens(key)
                    && (filter.passes_behind(before, key)
                        || (filter.passes(key) && lexicon.class_of(plan, text, *run) & STARTS != 0));
            }
            // Each word that any pattern asks for may be one of several; a run may have no word at all.
            before = Before::default();
            words(run.of(text)).any(|word| lexicon.class_of(plan, text, word.shift(run.start)) != PLAIN)
        };
        Some(Self { text, at: runs(text).filter(may_begin).map(|run| run.start).collect() })
    }

    /// Whether one may stand in `turn`.
    pub(super) fn any_in(&self, turn: Span) -> bool {
        // Of a run that the turn has only a part of, nothing is known.
        let is_cut = |at: usize| {
            at.checked_sub(1).is_some_and(|b| is_in_run(self.text, b)) && is_in_run(self.text, at)
        };
        let next = self.at.partition_point(|at| *at < turn.start);
        self.at.get(next).is_some_and(|at| *at < turn.end) || is_cut(turn.start) || is_cut(turn.end)
    }
}
