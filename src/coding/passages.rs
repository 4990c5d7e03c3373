//! From the hits of one rule in one turn to its passages.

use std::cell::OnceCell;

use super::lexicon::Lexicon;
use super::plan::{Plan, PlannedRule, Use};
use super::scan::Scan;
use super::windows;
use crate::codebook::Unit;
use crate::text::{Span, sentences};

/// A turn that has been scanned.
pub(super) struct View<'a> {
    pub(super) plan: &'a Plan,
    pub(super) lexicon: &'a Lexicon,
    pub(super) scan: &'a Scan,
    pub(super) text: &'a str,
    sentences: OnceCell<Vec<Span>>,
}

/// What one rule would code: the passage and the matches that led to it, by place in the rule's
/// patterns (`any`, then `all`), in bytes of the turn.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) passage: Span,
    pub(super) matches: Vec<(usize, Span)>,
}

impl PlannedRule {
    /// The pattern at place `number` of `any`, then `all`.
    pub(super) fn pattern(&self, number: usize) -> Option<&Use> {
        self.any.iter().chain(&self.all).nth(number)
    }
}

impl<'a> View<'a> {
    pub(super) fn new(plan: &'a Plan, lexicon: &'a Lexicon, scan: &'a Scan, text: &'a str) -> Self {
        Self { plan, lexicon, scan, text, sentences: OnceCell::new() }
    }

    /// The passages of `rule`, without regard to `in`, role and language.
    pub(super) fn passages(&self, rule: &PlannedRule) -> Vec<Found> {
        let mut found = self.proposed(rule);
        if !found.is_empty() && !rule.not.is_empty() {
            let against = self.against(rule);
            found.retain(|found| !is_barred(found.passage, rule.unit, &against));
        }
        found
    }

    /// The passages before `not`.
    pub(super) fn proposed(&self, rule: &PlannedRule) -> Vec<Found> {
        let found = |hit: Span, matches| Found { passage: self.passage(rule.unit, hit), matches };
        let mut proposed: Vec<Found> = if rule.all.is_empty() {
            let everywhere = Span::new(0, self.text.len());
            self.matches(rule, everywhere).map(|matched| found(matched.1, vec![matched])).collect()
        } else {
            let windows = self.windows(rule).into_iter();
            windows.map(|window| found(window, self.matches(rule, window).collect())).collect()
        };
        proposed.sort_by_key(|found| found.passage);
        proposed.dedup_by(|next, kept| {
            let is_same = next.passage == kept.passage;
            if is_same {
                kept.matches.append(&mut next.matches);
            }
            is_same
        });
        proposed
    }

    /// The matches of `not` in the turn.
    fn against(&self, rule: &PlannedRule) -> Vec<Span> {
        let look_for = |not: &Use| self.scan.look_for(not.pattern, self.plan, self.lexicon, self.text);
        let mut against: Vec<Span> = rule.not.iter().flat_map(look_for).collect();
        against.sort_unstable();
        against
    }

    /// The first pattern of `not` that bars `passage`.
    pub(super) fn barred_by<'r>(&self, rule: &'r PlannedRule, passage: Span) -> Option<&'r str> {
        let bars = |not: &&Use| {
            let mut spans = self.scan.look_for(not.pattern, self.plan, self.lexicon, self.text);
            spans.sort_unstable();
            is_barred(passage, rule.unit, &spans)
        };
        rule.not.iter().find(bars).map(|not| &*not.written)
    }

    /// Every match of `any` and `all` that lies within `stretch`.
    fn matches(&self, rule: &PlannedRule, stretch: Span) -> impl Iterator<Item = (usize, Span)> {
        rule.any.iter().chain(&rule.all).enumerate().flat_map(move |(number, pattern)| {
            let hits = self.scan.hits_of(pattern.pattern);
            let from = hits.partition_point(|hit| hit.span.start < stretch.start);
            let inside = hits.iter().skip(from).take_while(move |hit| hit.span.start < stretch.end);
            inside.filter(move |hit| hit.span.end <= stretch.end).map(move |hit| (number, hit.span))
        })
    }

    fn windows(&self, rule: &PlannedRule) -> Vec<Span> {
        let spans =
            |pattern: &Use| self.scan.hits_of(pattern.pattern).iter().map(|hit| hit.span).collect::<Vec<_>>();
        let mut items: Vec<Vec<Span>> = rule.all.iter().map(spans).collect();
        if !rule.any.is_empty() {
            let mut any: Vec<Span> = rule.any.iter().flat_map(spans).collect();
            any.sort_unstable();
            items.push(any);
        }
        if items.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        let mut windows = windows::smallest(&items);
        match rule.within {
            Some(most) => windows.retain(|window| self.scan.words_in(*window) <= most),
            None if rule.unit != Unit::Turn => windows.retain(|window| self.sentences_of(*window).len() <= 1),
            None => {}
        }
        windows
    }

    fn passage(&self, unit: Unit, hit: Span) -> Span {
        match unit {
            Unit::Match => hit,
            Unit::Turn => Span::new(0, self.text.len()),
            Unit::Sentence => match self.sentences_of(hit) {
                [first, .., last] => Span::new(first.start, last.end),
                [only] => *only,
                [] => hit,
            },
        }
    }

    /// The sentences that `span` touches.
    fn sentences_of(&self, span: Span) -> &[Span] {
        let all = self.sentences.get_or_init(|| sentences(self.text));
        let from = all.partition_point(|sentence| sentence.end <= span.start);
        let to = all.partition_point(|sentence| sentence.start < span.end);
        all.get(from..to).unwrap_or_default()
    }
}

/// Whether one of the sorted spans `against` lies in `passage`, or, for `unit: match`, overlaps it.
fn is_barred(passage: Span, unit: Unit, against: &[Span]) -> bool {
    if unit == Unit::Match {
        return against.iter().take_while(|span| span.start < passage.end).any(|span| span.overlaps(passage));
    }
    let from = against.partition_point(|span| span.start < passage.start);
    against.iter().skip(from).take_while(|span| span.start < passage.end).any(|span| span.end <= passage.end)
}
