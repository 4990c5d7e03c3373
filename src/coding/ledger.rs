//! Operations from any number of logs and copies of logs, as one.

use std::collections::{BTreeMap, HashSet};

use super::operation::{Coding, Deed, Operation};
use crate::text::{CodePoints, Span, fingerprint};

/// The union of operations, each once, in the order that everybody gives them: (counter, id).
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    operations: BTreeMap<(u64, String), Operation>,
    ids: BTreeMap<String, u64>,
}

/// A coding that stands on the present text.
#[derive(Debug, Clone, Copy)]
pub struct Attached<'a> {
    /// The operation that made it; its id is the id of the coding.
    pub operation: &'a Operation,
    /// The coding.
    pub coding: &'a Coding,
    /// Where it stands, in bytes of the text.
    pub span: Span,
}

impl Ledger {
    /// Adds an operation. Of two with one id, the one with the lower counter stays, then the one that is
    /// written lower, so that the order of adding does not count.
    pub fn add(&mut self, operation: Operation) {
        let id = operation.id.clone();
        if let Some(&counter) = self.ids.get(&id) {
            let Some(known) = self.operations.get(&(counter, id.clone())) else { return };
            let rank = |o: &Operation| (o.counter, serde_json::to_string(o).unwrap_or_default());
            if rank(known) <= rank(&operation) {
                return;
            }
            self.operations.remove(&(counter, id.clone()));
        }
        self.ids.insert(id.clone(), operation.counter);
        self.operations.insert((operation.counter, id), operation);
    }

    /// Whether there is an operation with this id.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// The highest counter; a new operation has a higher one.
    pub fn counter(&self) -> u64 {
        self.operations.last_key_value().map_or(0, |((counter, _), _)| *counter)
    }

    /// All operations in order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.values()
    }

    /// The codings that hold, in order.
    pub fn codings(&self) -> impl Iterator<Item = (&Operation, &Coding)> {
        let gone: HashSet<&str> = self.operations().flat_map(|o| &o.supersedes).map(String::as_str).collect();
        self.operations().filter(move |o| !gone.contains(o.id.as_str())).filter_map(|operation| {
            match &operation.deed {
                Deed::Code(coding) => Some((operation, coding)),
                Deed::Other(_) => None,
            }
        })
    }

    /// The codings that stand on `text`, and those that wait: made on another text, or without their words
    /// at their place.
    pub fn on(&self, text: &str, points: &CodePoints) -> (Vec<Attached<'_>>, Vec<&Operation>) {
        let hash = fingerprint(text.as_bytes());
        let (mut attached, mut waiting) = (Vec::new(), Vec::new());
        for (operation, coding) in self.codings() {
            let span = place(coding, text, points).filter(|_| coding.text == hash);
            match span {
                Some(span) => attached.push(Attached { operation, coding, span }),
                None => waiting.push(operation),
            }
        }
        (attached, waiting)
    }
}

/// Where the words of a coding stand, if they do.
fn place(coding: &Coding, text: &str, points: &CodePoints) -> Option<Span> {
    let span = Span::new(points.byte_of(text, coding.start)?, points.byte_of(text, coding.end)?);
    (!span.is_empty() && span.of(text) == coding.quote).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn coded(id: &str, counter: u64, supersedes: &[&str], text: &str, span: Span) -> Operation {
        let hash = fingerprint(text.as_bytes());
        Operation {
            id: id.into(),
            counter,
            supersedes: supersedes.iter().map(|id| (*id).to_owned()).collect(),
            time: None,
            coder: "An".into(),
            deed: Deed::Code(Coding::on(text, &CodePoints::new(text), &hash, span, "trust")),
        }
    }

    fn ids<'a>(operations: impl Iterator<Item = &'a Operation>) -> Vec<&'a str> {
        operations.map(|o| o.id.as_str()).collect()
    }

    #[test]
    fn a_coding_attaches_to_its_own_text_only() {
        let mut ledger = Ledger::default();
        ledger.add(coded("a", 1, &[], "Één woord", Span::new(0, 5)));
        ledger.add(coded("b", 2, &[], "Ander woord", Span::new(0, 5)));
        let (attached, waiting) = ledger.on("Één woord", &CodePoints::new("Één woord"));
        assert_eq!(ids(attached.iter().map(|a| a.operation)), ["a"]);
        assert_eq!(ids(waiting.into_iter()), ["b"]);
    }

    #[test]
    fn what_is_superseded_no_longer_holds_whatever_comes_first() {
        let mut ledger = Ledger::default();
        ledger.add(coded("b", 2, &["a"], "woord", Span::new(0, 5)));
        ledger.add(coded("a", 1, &[], "woord", Span::new(0, 5)));
        assert_eq!(ids(ledger.codings().map(|(o, _)| o)), ["b"]);
        assert_eq!((ledger.counter(), ledger.operations().count()), (2, 2));
    }

    proptest! {
        #[test]
        fn copies_merge_to_the_same_in_any_order(
            parts in proptest::collection::vec(("[a-d]", 0u64..4, 0usize..3), 0..12),
            turn in 0usize..12,
        ) {
            let make = |(id, n, len): &(String, u64, usize)| coded(id, *n, &[], "woord", Span::new(0, len + 1));
            let merged = |parts: &[(String, u64, usize)]| {
                let mut ledger = Ledger::default();
                parts.iter().for_each(|part| ledger.add(make(part)));
                ledger.operations().cloned().collect::<Vec<_>>()
            };
            let mut other = parts.clone();
            other.rotate_left(if parts.is_empty() { 0 } else { turn % parts.len() });
            other.extend(parts.iter().rev().cloned());
            prop_assert_eq!(merged(&parts), merged(&other));
        }
    }
}
