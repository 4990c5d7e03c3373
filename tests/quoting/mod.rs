//! Quotations with known answers, made by rules from what was said in a study, and what `verify` finds out about
//! each: shared by the measurement on the sample study and that on real transcripts.
//!
//! An answer is known when it is made. Where what was made turns out to have been said after all, or where it could
//! be taken for something better, it is left out there and then, by plain search; never by what `verify` says.
//! Nothing that is printed holds words of a transcript.

// What was measured is told; and a test that meets what it does not expect should stop right there.
#![allow(clippy::print_stdout)]

mod altered;
mod edited;
mod exact;
mod kinds;
mod manuscripts;
mod measure;
mod office;
mod pdf;
mod said;
mod spliced;
mod stretch;
mod table;
mod unsaid;

use std::collections::BTreeSet;

use kinds::{INTERVIEWERS, KINDS, Kind};
pub(crate) use measure::{measure, must_hold};
pub(crate) use said::{Said, said_in};
use stretch::{Seed, count};

/// What `verify` has to say about who is named beside a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Named {
    /// Nobody is named, or it is not judged.
    Open,
    Right,
    Wrong,
}

/// A quotation and what `verify` has to find out about it.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) kind: &'static str,
    pub(crate) tier: &'static str,
    pub(crate) address: String,
    pub(crate) text: String,
    /// The name of the role beside it.
    pub(crate) role: Option<String>,
    pub(crate) named: Named,
}

/// The roles that both studies have, and their names.
const ROLES: [(&str, &str); 4] = [
    ("client", "cliënt"),
    ("volunteer", "vrijwilliger"),
    ("coordinator", "coördinator"),
    ("interviewer", "interviewer"),
];

fn role_name(id: &str) -> &str {
    ROLES.iter().find(|(role, _)| *role == id).map_or(id, |(_, name)| name)
}

/// At most `most` quotations of every kind.
pub(crate) fn constructed(said: &Said, most: usize) -> Vec<Known> {
    let mut known = Vec::new();
    let mut seen = BTreeSet::new();
    for (salt, kind) in (1u64..).zip(&KINDS) {
        let mut made = 0;
        for at in said.shuffled(salt) {
            let mut seed = Seed(said::number(&said.turns[at].address, salt + 1000));
            let Some(text) = (kind.make)(said, at, &mut seed) else { continue };
            if count(&text) < 3 || !is_known(said, kind, &text) || !seen.insert(text.clone()) {
                continue;
            }
            let Some((role, named)) = who(said, kind, at, &text, made) else { continue };
            let address = said.turns[at].address.clone();
            known.push(Known { kind: kind.name, tier: kind.tier, address, text, role, named });
            made += 1;
            if made == most {
                break;
            }
        }
    }
    known
}

/// Whether there is one answer only, by plain search over all turns.
fn is_known(said: &Said, kind: &Kind, text: &str) -> bool {
    match kind.tier {
        "exact" => !said.standing(text).is_empty(),
        "typography" => !said.stands_at_all(text),
        "edited" => text.contains("[") || !said.stands_at_all(text) && !said.says_as_written(text),
        "altered" | "spliced" => said.saying(text).is_empty(),
        _ => !said.half_was_said(text),
    }
}

/// The role that is named beside a quotation, and whether it is the right one; nothing where that cannot be known.
fn who(said: &Said, kind: &Kind, at: usize, text: &str, number: usize) -> Option<(Option<String>, Named)> {
    let own = said.turns[at].role.as_deref();
    let name = |id: &str| Some(role_name(id).to_owned());
    match kind.tier {
        "exact" | "typography" => {}
        "spliced" | "not-found" => return Some((own.and_then(name), Named::Open)),
        "altered" => {
            // As near to what somebody of another role said, it may be theirs.
            let rivals = said.saying_half(text);
            let is_own = rivals.iter().all(|at| said.turns[*at].role.as_deref() == own);
            let named = if own.is_some() && is_own { Named::Right } else { Named::Open };
            return Some((own.and_then(name), named));
        }
        _ => return Some((own.and_then(name), own.map_or(Named::Open, |_| Named::Right))),
    }
    let saying = said.saying(text);
    let everyone_known = saying.iter().all(|at| said.turns[*at].role.is_some());
    let roles = said.roles(&saying);
    let wrong = ROLES
        .iter()
        .map(|(id, _)| *id)
        .find(|id| !roles.contains(id))
        .filter(|_| everyone_known && !saying.is_empty());
    if kind.name == INTERVIEWERS {
        return wrong.map(|id| (name(id), Named::Wrong));
    }
    if number % 3 == 2
        && let Some(id) = wrong
        && own.is_some()
    {
        return Some((name(id), Named::Wrong));
    }
    // Of a phrase that many said, any of them is right.
    let standing =
        if kind.tier == "exact" { said.roles(&said.standing(text)) } else { own.into_iter().collect() };
    let any = standing.iter().nth(number % standing.len().max(1));
    Some((any.and_then(|id| name(id)), if any.is_some() { Named::Right } else { Named::Open }))
}
