//! `in`: what stands only inside passages of other codes, and one coding for each passage and code.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::passages::Found;
use super::plan::{Plan, PlannedRule};
use super::{RuleCoding, Trigger};
use crate::text::Span;

/// What a rule (by number) would code in one turn.
pub(super) type Proposal = (u32, Found);

/// The passages coded so far, by code.
type Coded = BTreeMap<usize, Vec<Span>>;

/// Keeps the proposals whose `in` holds. What depends on a code is asked again as long as something
/// is added; nothing is ever taken back, so the order of the codes does not matter.
pub(super) fn settle(plan: &Plan, proposals: Vec<Proposal>) -> Vec<Proposal> {
    let rule = |number: u32| plan.rules.get(number as usize);
    let (mut accepted, mut waiting): (Vec<_>, Vec<_>) = proposals
        .into_iter()
        .partition(|(number, _)| rule(*number).is_some_and(|rule| rule.inside.is_none()));
    if waiting.is_empty() {
        return accepted;
    }
    let mut coded = Coded::new();
    let mut new = 0;
    while new < accepted.len() && !waiting.is_empty() {
        for (number, found) in accepted.iter().skip(new) {
            if let Some(rule) = rule(*number) {
                coded.entry(rule.code).or_default().push(found.passage);
            }
        }
        new = accepted.len();
        coded.values_mut().for_each(widest);
        let holds = |(number, found): &Proposal| {
            rule(*number).is_some_and(|rule| lies_inside(rule, found.passage, &coded))
        };
        let (hold, wait) = waiting.into_iter().partition(holds);
        accepted.extend::<Vec<_>>(hold);
        waiting = wait;
    }
    accepted
}

/// Sorts spans and leaves out those that lie within another: starts and ends then both rise.
fn widest(spans: &mut Vec<Span>) {
    spans.sort_unstable_by_key(|span| (span.start, usize::MAX - span.end));
    let mut end = 0;
    spans.retain(|span| {
        let is_wider = span.end > end;
        end = end.max(span.end);
        is_wider
    });
}

fn lies_inside(rule: &PlannedRule, passage: Span, coded: &Coded) -> bool {
    let contains = |code: &usize| {
        let spans = coded.get(code).map(Vec::as_slice).unwrap_or_default();
        let first = spans.partition_point(|span| span.end < passage.end);
        spans.get(first).is_some_and(|span| span.contains(passage))
    };
    rule.inside.as_ref().is_none_or(|codes| codes.iter().any(contains))
}

/// One coding for each passage and code, with all triggers; `offset` is where the turn begins.
pub(super) fn merge(
    plan: &Plan,
    turn: usize,
    offset: usize,
    proposals: &[Proposal],
    codings: &mut Vec<RuleCoding>,
) {
    let coding = |(number, found): &Proposal| {
        let rule = plan.rules.get(*number as usize)?;
        let triggers = triggers_of(rule, found, offset).collect();
        Some(RuleCoding { code: rule.code, turn, span: found.passage.shift(offset), triggers })
    };
    let mut merged: Vec<RuleCoding> = proposals.iter().filter_map(coding).collect();
    merged.sort_by_key(|coding| (coding.span, coding.code));
    merged.dedup_by(|next, kept| {
        let is_same = (next.span, next.code) == (kept.span, kept.code);
        if is_same {
            kept.triggers.append(&mut next.triggers);
        }
        is_same
    });
    for coding in &mut merged {
        coding.triggers.sort_unstable();
        coding.triggers.dedup();
    }
    codings.append(&mut merged);
}

/// The matches of `found` with the words of the codebook.
pub(super) fn triggers_of(rule: &PlannedRule, found: &Found, offset: usize) -> impl Iterator<Item = Trigger> {
    found.matches.iter().filter_map(move |(number, span)| {
        let pattern = Arc::clone(&rule.pattern(*number)?.written);
        Some(Trigger { rule: Arc::clone(&rule.id), pattern, span: span.shift(offset) })
    })
}
