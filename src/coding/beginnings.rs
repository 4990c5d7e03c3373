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
    /// The first of them that does not stand before the turn asked about last.
    next: usize,
}

impl<'t> Beginnings<'t> {
    /// Those in `text`; `None` when a match may begin anywhere.
    pub(super) fn of(plan: &Plan, lexicon: &mut Lexicon, text: &'t str) -> Option<Self> {
        let filter = &plan.filters.as_ref()?.begins;
        let (mut at, mut before) = (Vec::new(), Before::default());
        for run in runs(text) {
            let (span, key) = (run.span, Key::new(text, run.span));
            let behind = std::mem::take(&mut before);
            let may_begin = if run.is_ascii(text) {
                before = behind.then(key);
                filter.opens(key)
                    && (filter.passes_behind(behind, key)
                        || (filter.passes(key) && lexicon.class_of(plan, text, span) & STARTS != 0))
            } else {
                // Each word that any pattern asks for may be one of several; a run may have no word at all.
                words(span.of(text)).any(|word| lexicon.class_of(plan, text, word.shift(span.start)) != PLAIN)
            };
            if may_begin {
                at.push(span.start);
            }
        }
        Some(Self { text, at, next: 0 })
    }

    /// Whether one may stand in `turn`; fastest when asked in the order of the turns.
    pub(super) fn any_in(&mut self, turn: Span) -> bool {
        // Of a run that the turn has only a part of, nothing is known.
        let is_cut = |at: usize| {
            at.checked_sub(1).is_some_and(|b| is_in_run(self.text, b)) && is_in_run(self.text, at)
        };
        let is_before = |at: Option<&usize>| at.is_some_and(|at| *at < turn.start);
        if !is_before(self.next.checked_sub(1).and_then(|last| self.at.get(last))) {
            self.next = 0;
        }
        while is_before(self.at.get(self.next)) {
            self.next += 1;
        }
        self.at.get(self.next).is_some_and(|at| *at < turn.end) || is_cut(turn.start) || is_cut(turn.end)
    }
}
