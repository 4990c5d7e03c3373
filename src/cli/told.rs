//! What a change did, in a line.

use std::collections::{BTreeMap, HashMap};

use verbatim::changes::{Change, Desk};
use verbatim::coding::{Coding, Deed, Operation};
use verbatim::store::log::STUDY;

use super::code::shortened;
use super::ledger;
use super::ui::count;

/// All changes of a study, and what they are about.
pub(crate) struct Told<'a> {
    /// The first one first.
    pub(crate) all: Vec<Change<'a>>,
    /// Where each stands, by id.
    places: HashMap<&'a str, usize>,
    desk: &'a Desk<'a>,
}

impl<'a> Told<'a> {
    pub(crate) fn new(all: Vec<Change<'a>>, desk: &'a Desk<'a>) -> Self {
        let places = all.iter().enumerate().map(|(at, change)| (change.id, at)).collect();
        Self { all, places, desk }
    }

    /// What the change with this id did.
    pub(crate) fn by_id(&self, id: &str) -> String {
        self.find(id).map_or_else(|| "a change that is not here".to_owned(), |change| self.change(change))
    }

    fn find(&self, id: &str) -> Option<&Change<'a>> {
        self.all.get(*self.places.get(id)?)
    }

    /// What a change did.
    pub(crate) fn change(&self, change: &Change<'_>) -> String {
        match change.operations.iter().map(|(_, operation)| &operation.deed).next() {
            Some(Deed::Undo { of }) => format!("took back: {}", self.done_by(of)),
            // It names the change that took back; that one names what was done.
            Some(Deed::Redo { of }) => {
                let done = self.find(of).and_then(Change::of).unwrap_or(of);
                format!("made again: {}", self.done_by(done))
            }
            _ => self.done(change),
        }
    }

    /// What the change with this id did, unless it took back or made again itself, which no command makes.
    fn done_by(&self, id: &str) -> String {
        match self.find(id) {
            Some(change) if change.of().is_none() => self.done(change),
            _ => "a change that is not here".to_owned(),
        }
    }

    fn done(&self, change: &Change<'_>) -> String {
        match change.operations.as_slice() {
            [(short, operation)] => return self.one(short, operation),
            [(short, one), (_, other)] => {
                if let Some(adjusted) = adjusted(short, &one.deed, &other.deed) {
                    return adjusted;
                }
            }
            _ => {}
        }
        if let Some((short, operation)) = change.operations.iter().find(|(short, _)| *short == STUDY) {
            return self.one(short, operation);
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, operation) in &change.operations {
            *counts.entry(verb(&operation.deed)).or_default() += 1;
        }
        let parts = counts.iter().map(|(verb, n)| format!("{verb} {}", count(*n, "time", "times")));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn one(&self, short: &str, operation: &Operation) -> String {
        let verb = verb(&operation.deed);
        match &operation.deed {
            Deed::Code(c) | Deed::Accept(c) | Deed::Reject(c) => format!("{verb} {}", coded(short, c)),
            Deed::Star(anchor) => format!("{verb} {short}: {}", shortened(&anchor.quote)),
            Deed::Memo(memo) => {
                format!("{verb} {}: {}", memo.code.as_deref().unwrap_or(short), shortened(&memo.note))
            }
            Deed::Recode(recode) => {
                let paths = recode.paths.iter().map(|(old, new)| format!("{old} to {new}"));
                format!("{verb} {}", paths.collect::<Vec<_>>().join(", "))
            }
            Deed::Files(files) => {
                let paths: Vec<&str> = files.files.iter().take(3).map(|f| f.path.as_str()).collect();
                let more = files.files.len() - paths.len();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("{} {}{more}", files.by, paths.join(", "))
            }
            Deed::Exported(exported) => {
                let quotes = count(exported.quotes.len(), "quote", "quotes");
                let set = exported.set.as_ref().map(|set| format!(" of {set}")).unwrap_or_default();
                let into = if exported.refreshed { "in" } else { "to" };
                let what = match exported.sources.as_slice() {
                    [] if exported.quotes.is_empty() => "what was said".to_owned(),
                    [] => format!("{quotes}{set}"),
                    sources => format!("all of {}", sources.join(", ")),
                };
                format!("{verb} {what} {into} {}", ledger::clean_path(&exported.file))
            }
            Deed::Withdrawn { participant } => format!("{participant} {verb}"),
            Deed::Remove {} => self.removed(short, operation),
            _ => format!("{verb} in {short}"),
        }
    }

    /// What a removal took away: the last of what it supersedes, for the rest is what that had replaced.
    fn removed(&self, short: &str, removal: &Operation) -> String {
        let made = self.desk.ledger(short);
        let gone = removal.supersedes.iter().filter_map(|id| made.get(id));
        match gone.max_by_key(|o| (o.counter, &o.id)).map(|o| &o.deed) {
            Some(Deed::Code(c) | Deed::Accept(c)) => {
                format!("took off {} in {short}: {}", c.code, shortened(&c.anchor.quote))
            }
            Some(Deed::Reject(c)) => format!("took away the rejection of {}", coded(short, c)),
            Some(Deed::Star(anchor)) => format!("took the star off {short}: {}", shortened(&anchor.quote)),
            Some(Deed::Memo(memo)) => {
                let on = memo.code.as_deref().unwrap_or(short);
                format!("took away the note on {on}: {}", shortened(&memo.note))
            }
            _ => format!("took away in {short}"),
        }
    }
}

fn coded(short: &str, coding: &Coding) -> String {
    format!("{short} {}: {}", coding.code, shortened(&coding.anchor.quote))
}

/// A rule's coding rejected and its code put on other words, by one command.
fn adjusted(short: &str, one: &Deed, other: &Deed) -> Option<String> {
    let (Deed::Reject(from), Deed::Code(to)) = (one, other) else { return None };
    let words = |coding: &Coding| shortened(&coding.anchor.quote);
    (from.code == to.code)
        .then(|| format!("adjusted {short} {}: from {} to {}", to.code, words(from), words(to)))
}

fn verb(deed: &Deed) -> &'static str {
    match deed {
        Deed::Code(_) => "coded",
        Deed::Accept(_) => "accepted",
        Deed::Reject(_) => "rejected",
        Deed::Star(_) => "starred",
        Deed::Memo(_) => "noted on",
        Deed::Remove {} => "took away",
        Deed::Undo { .. } => "took back",
        Deed::Redo { .. } => "made again",
        Deed::Recode(_) => "recoded",
        Deed::Files(_) => "changed files",
        Deed::Exported(exported) if exported.refreshed => "refreshed",
        Deed::Exported(_) => "exported",
        Deed::Withdrawn { .. } => "withdrew",
        Deed::Erased { .. } => "erased",
        Deed::Other(_) => "did something newer",
    }
}
