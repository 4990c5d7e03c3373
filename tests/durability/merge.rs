//! Three replicas, conflict copies, any order: everybody comes to the same, and nothing is lost.

use std::collections::BTreeSet;

use verbatim::coding::{Anchor, Coding, Deed, Ledger, Operation};
use verbatim::text::{CodePoints, Span};

use crate::dice::Dice;

const HISTORIES: u64 = 100_000;
const TEXT: &str = "Dat loopt goed, en wie dat zegt wacht niet.";

/// What a replica does next: something new, in the place of something, away with something, or back again.
fn next(dice: &mut Dice, ledger: &Ledger, replica: usize, number: usize) -> Operation {
    let holding: Vec<&Operation> = ledger.holding();
    let supersedes = match dice.below(3) {
        0 => Vec::new(),
        _ if holding.is_empty() => Vec::new(),
        1 => vec![dice.pick(&holding).id.clone()],
        _ => ledger.with_ancestors(&dice.pick(&holding).id.clone()),
    };
    let from = dice.below(20);
    let anchor = Anchor::on(TEXT, &CodePoints::new(TEXT), "h", Span::new(from, from + 1 + dice.below(9)));
    let deed = match dice.below(4) {
        0 if !supersedes.is_empty() => Deed::Remove {},
        1 if !supersedes.is_empty() => Deed::Undo { of: supersedes[0].clone() },
        2 => Deed::Reject(Coding::new("trust", anchor)),
        _ => Deed::Code(Coding::new(*dice.pick(&["trust", "waiting"]), anchor)),
    };
    Operation {
        id: format!("{replica}-{number}"),
        counter: ledger.counter() + 1,
        change: format!("{replica}-{number}"),
        supersedes,
        time: None,
        coder: format!("coder {replica}"),
        deed,
    }
}

/// What a ledger says, to compare.
fn said(ledger: &Ledger) -> (Vec<String>, Vec<String>, Vec<String>) {
    let ids = |all: Vec<&Operation>| all.into_iter().map(|o| o.id.clone()).collect::<Vec<_>>();
    let contradictions = ledger.contradictions();
    let sides = contradictions.iter().flat_map(|c| c.sides.iter().copied()).collect();
    (ids(ledger.operations().collect()), ids(ledger.holding()), ids(sides))
}

#[test]
fn replicas_come_to_the_same_in_any_order() {
    let (mut operations, mut contradictions) = (0, 0);
    for history in 0..HISTORIES {
        let mut dice = Dice::new(history + 1);
        let mut replicas: [Vec<Operation>; 3] = Default::default();
        let mut copies: Vec<Vec<Operation>> = Vec::new();
        let mut made = BTreeSet::new();
        let ledger_of = |log: &[Operation]| {
            let mut ledger = Ledger::default();
            log.iter().for_each(|operation| ledger.add(operation.clone()));
            ledger
        };
        for number in 0..4 + dice.below(8) {
            let here = dice.below(3);
            match dice.below(6) {
                // What another has comes over a synced folder.
                0 => {
                    let other = replicas[dice.below(3)].clone();
                    replicas[here].extend(other);
                }
                // The sync leaves a copy of a log as it is now.
                1 => copies.push(replicas[here].clone()),
                _ => {
                    let operation = next(&mut dice, &ledger_of(&replicas[here]), here, number);
                    made.insert(operation.id.clone());
                    replicas[here].push(operation);
                }
            }
        }
        let mut logs: Vec<&Vec<Operation>> = replicas.iter().chain(&copies).collect();
        let all = |logs: &[&Vec<Operation>]| {
            let mut ledger = Ledger::default();
            logs.iter().flat_map(|log| log.iter()).for_each(|operation| ledger.add(operation.clone()));
            ledger
        };
        let first = said(&all(&logs));
        assert_eq!(first.0.iter().cloned().collect::<BTreeSet<_>>(), made, "history {history}: lost");
        for _ in 0..2 {
            let (a, b) = (dice.below(logs.len()), dice.below(logs.len()));
            logs.swap(a, b);
            logs.reverse();
            assert_eq!(said(&all(&logs)), first, "history {history}");
        }
        operations += made.len();
        contradictions += usize::from(!first.2.is_empty());
    }
    println!(
        "merge: {HISTORIES} histories, {operations} operations, none lost; {contradictions} had contradictions"
    );
    assert!(contradictions > 100, "the histories contradict too seldom to test anything");
}
