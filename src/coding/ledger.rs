//! Operations from any number of logs and copies of logs, as one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::operation::{Deed, MASK, Operation};

/// The union of operations, each once, in the order that everybody gives them: (counter, id).
///
/// An operation **holds** unless an operation that holds itself supersedes it; only a later one can. So a
/// removal that was undone no longer removes, and undoing that undo removes again.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    operations: BTreeMap<(u64, String), Operation>,
    ids: BTreeMap<String, u64>,
}

/// Two things that people did without knowing of each other, and that cannot both be meant.
#[derive(Debug, Clone)]
pub struct Contradiction<'a> {
    /// What both were about.
    pub about: &'a Operation,
    /// The operations that hold and supersede it, in order.
    pub sides: Vec<&'a Operation>,
}

impl Ledger {
    /// A ledger without operations.
    pub const fn nothing() -> Self {
        Self { operations: BTreeMap::new(), ids: BTreeMap::new() }
    }

    /// Adds an operation. Of two with one id, one that was erased or masked stays, then the one with the lower
    /// counter, then the one that is written lower, so that the order of adding does not count.
    pub fn add(&mut self, operation: Operation) {
        let id = operation.id.clone();
        if let Some(&counter) = self.ids.get(&id) {
            let Some(known) = self.operations.get(&(counter, id.clone())) else { return };
            let rank = |o: &Operation| {
                let written = serde_json::to_string(o).unwrap_or_default();
                let masked = written.chars().filter(|c| *c == MASK).count();
                let is_gone = matches!(o.deed, Deed::Erased { .. });
                (Reverse((is_gone, masked)), o.counter, written)
            };
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

    /// The operation with this id.
    pub fn get(&self, id: &str) -> Option<&Operation> {
        self.operations.get(&(*self.ids.get(id)?, id.to_owned()))
    }

    /// The operations that hold, in order.
    pub fn holding(&self) -> Vec<&Operation> {
        let mut gone: HashSet<&str> = HashSet::new();
        let mut holding: Vec<&Operation> = Vec::new();
        for operation in self.operations.values().rev() {
            if !gone.contains(operation.id.as_str()) {
                gone.extend(operation.supersedes.iter().map(String::as_str));
                holding.push(operation);
            }
        }
        holding.reverse();
        holding
    }

    /// `id` and everything that it took the place of: what a removal or a replacement of it has to supersede,
    /// so that nothing older comes up again.
    pub fn with_ancestors(&self, id: &str) -> Vec<String> {
        let (mut all, mut open) = (Vec::new(), vec![id.to_owned()]);
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            if let Some(operation) = self.get(&id) {
                open.extend(operation.supersedes.iter().cloned());
            }
            all.push(id);
        }
        all.sort();
        all
    }

    /// What was removed by one and replaced by another, or replaced in two ways.
    pub fn contradictions(&self) -> Vec<Contradiction<'_>> {
        let mut by_target: HashMap<&str, Vec<&Operation>> = HashMap::new();
        for operation in self.holding() {
            for id in &operation.supersedes {
                by_target.entry(id).or_default().push(operation);
            }
        }
        let mut found: Vec<Contradiction<'_>> = by_target
            .into_iter()
            .filter(|(_, sides)| contradict(sides))
            .filter_map(|(id, sides)| Some(Contradiction { about: self.get(id)?, sides }))
            .filter(|found| found.about.deed.anchor().is_some())
            .collect();
        found.sort_by_key(|found| (found.about.counter, found.about.id.clone()));
        // What stood there before has the same two sides: once is enough.
        let sides = |c: &Contradiction<'_>| c.sides.iter().map(|o| o.id.clone()).collect::<Vec<_>>();
        let mut seen = HashSet::new();
        found.reverse();
        found.retain(|c| seen.insert(sides(c)));
        found.reverse();
        found
    }
}

/// Whether operations that took the place of one and the same cannot all be meant.
fn contradict(sides: &[&Operation]) -> bool {
    let Some((first, rest)) = sides.split_first() else { return false };
    let what = |o: &Operation| match &o.deed {
        Deed::Remove {} | Deed::Undo { .. } => None,
        deed => Some((
            deed.coding().map(|c| c.code.clone()),
            deed.anchor().map(|a| (a.text.clone(), a.start, a.end)),
            std::mem::discriminant(deed),
        )),
    };
    rest.iter().any(|side| side.change != first.change && what(side) != what(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::{Anchor, Coding};
    use crate::text::{CodePoints, Span, fingerprint};
    use proptest::prelude::*;

    fn coded(id: &str, counter: u64, supersedes: &[&str], text: &str, span: Span) -> Operation {
        let hash = fingerprint(text.as_bytes());
        Operation {
            id: id.into(),
            counter,
            change: id.into(),
            supersedes: supersedes.iter().map(|id| (*id).to_owned()).collect(),
            time: None,
            coder: "An".into(),
            deed: Deed::Code(Coding::new("trust", Anchor::on(text, &CodePoints::new(text), &hash, span))),
        }
    }

    fn ids<'a>(operations: impl Iterator<Item = &'a Operation>) -> Vec<&'a str> {
        operations.map(|o| o.id.as_str()).collect()
    }

    #[test]
    fn what_is_superseded_no_longer_holds_whatever_comes_first() {
        let mut ledger = Ledger::default();
        ledger.add(coded("b", 2, &["a"], "woord", Span::new(0, 5)));
        ledger.add(coded("a", 1, &[], "woord", Span::new(0, 5)));
        assert_eq!(ids(ledger.holding().into_iter()), ["b"]);
        assert_eq!((ledger.counter(), ledger.operations().count()), (2, 2));
    }

    fn removal(id: &str, counter: u64, supersedes: &[&str]) -> Operation {
        Operation { deed: Deed::Remove {}, ..coded(id, counter, supersedes, "woord", Span::new(0, 5)) }
    }

    fn ledger(operations: &[Operation]) -> Ledger {
        let mut ledger = Ledger::default();
        operations.iter().for_each(|operation| ledger.add(operation.clone()));
        ledger
    }

    #[test]
    fn what_was_taken_back_counts_again_and_can_be_made_again() {
        let span = Span::new(0, 5);
        let mut all = vec![coded("a", 1, &[], "woord", span), removal("b", 2, &["a"])];
        assert_eq!(ids(ledger(&all).holding().into_iter()), ["b"]);
        all.push(Operation { deed: Deed::Undo { of: "b".into() }, ..removal("c", 3, &["b"]) });
        assert_eq!(ids(ledger(&all).holding().into_iter()), ["a", "c"]);
        all.push(Operation { deed: Deed::Redo { of: "c".into() }, ..removal("d", 4, &["c"]) });
        assert_eq!(ids(ledger(&all).holding().into_iter()), ["b", "d"]);
    }

    #[test]
    fn removing_what_replaced_another_does_not_bring_the_other_back() {
        let span = Span::new(0, 5);
        let two = ledger(&[coded("a", 1, &[], "woord", span), coded("b", 2, &["a"], "woord", span)]);
        assert_eq!(two.with_ancestors("b"), ["a", "b"]);
    }

    #[test]
    fn what_one_removed_and_another_replaced_is_a_contradiction() {
        let span = Span::new(0, 5);
        let base = coded("a", 1, &[], "woord", span);
        let other = coded("c", 2, &["a"], "woord", Span::new(0, 4));
        let all = ledger(&[base.clone(), removal("b", 2, &["a"]), other.clone()]);
        let found = all.contradictions();
        assert_eq!(found.len(), 1);
        assert_eq!(ids(found[0].sides.iter().copied()), ["b", "c"]);
        let agreed = ledger(&[base.clone(), removal("b", 2, &["a"]), removal("c", 2, &["a"])]);
        assert!(agreed.contradictions().is_empty(), "both removed it");
        let decided = ledger(&[base, removal("b", 2, &["a"]), other, removal("d", 3, &["a", "b", "c"])]);
        assert!(decided.contradictions().is_empty());
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
