//! Changes in order, taken back and made again.

use std::collections::{BTreeMap, HashSet};

use super::desk::{ChangeError, Desk};
use super::files;
use crate::coding::{Deed, FileChange, Operation};
use crate::store::log::STUDY;

/// What one command did.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// Its id.
    pub id: &'a str,
    /// The Lamport counter of its last operation; the order of changes.
    pub counter: u64,
    /// Who made it.
    pub coder: &'a str,
    /// When, as its operations tell.
    pub time: Option<&'a str>,
    /// What was done, by short name of the source (or that of the study).
    pub operations: Vec<(&'a str, &'a Operation)>,
    /// The change that took it back, if that holds.
    pub undone_by: Option<&'a str>,
}

impl Change<'_> {
    /// The change that this one takes back or makes again.
    pub fn of(&self) -> Option<&str> {
        self.operations.iter().find_map(|(_, operation)| match &operation.deed {
            Deed::Undo { of } | Deed::Redo { of } => Some(of.as_str()),
            _ => None,
        })
    }

    /// What it takes to take it back.
    pub fn undoing(&self) -> Undoing {
        Undoing { id: self.id.to_owned(), ids: self.ids(), files: self.files() }
    }

    fn is_undo(&self) -> bool {
        self.operations.iter().any(|(_, o)| matches!(o.deed, Deed::Undo { .. }))
    }

    fn is_redo(&self) -> bool {
        self.operations.iter().any(|(_, o)| matches!(o.deed, Deed::Redo { .. }))
    }

    /// Whether it can be taken back: it neither took back nor made again, and it was neither erased nor
    /// written to a file outside.
    fn is_something_new(&self) -> bool {
        let is_past = |deed: &Deed| matches!(deed, Deed::Erased { .. } | Deed::Exported(_));
        !self.operations.iter().all(|(_, o)| is_past(&o.deed)) && !self.is_undo() && !self.is_redo()
    }

    fn files(&self) -> Vec<FileChange> {
        self.operations.iter().flat_map(|(_, o)| o.deed.files()).cloned().collect()
    }

    /// Ids of its operations, by short name.
    fn ids(&self) -> BTreeMap<String, Vec<String>> {
        let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (short, operation) in &self.operations {
            ids.entry((*short).to_owned()).or_default().push(operation.id.clone());
        }
        ids
    }
}

/// Every change of the study, the first one first.
pub fn changes<'a>(desk: &'a Desk<'_>) -> Vec<Change<'a>> {
    let mut by_id: BTreeMap<&str, Change<'a>> = BTreeMap::new();
    let mut undone: BTreeMap<&str, &str> = BTreeMap::new();
    for (short, ledger) in desk.ledgers() {
        let holding: HashSet<&str> = ledger.holding().into_iter().map(|o| o.id.as_str()).collect();
        for operation in ledger.operations() {
            // What came without a change is one of its own.
            let id = if operation.change.is_empty() { &operation.id } else { &operation.change };
            if let Deed::Undo { of } = &operation.deed
                && holding.contains(operation.id.as_str())
            {
                undone.insert(of, id);
            }
            let change = by_id.entry(id).or_insert_with(|| Change {
                id,
                counter: 0,
                coder: &operation.coder,
                time: None,
                operations: Vec::new(),
                undone_by: None,
            });
            change.counter = change.counter.max(operation.counter);
            change.time = change.time.max(operation.time.as_deref());
            // Who imported is told in the log of the study; who coded, in that of the source.
            if short == STUDY {
                change.coder = &operation.coder;
            }
            change.operations.push((short, operation));
        }
    }
    let mut all: Vec<Change<'a>> = by_id.into_values().collect();
    for change in &mut all {
        change.undone_by = undone.get(change.id).copied();
    }
    all.sort_by_key(|change| (change.counter, change.id));
    all
}

/// The changes of `coder` that hold and can be taken back, the last one first.
pub fn undoable<'c, 'a>(all: &'c [Change<'a>], coder: &'c str) -> impl Iterator<Item = &'c Change<'a>> {
    let may = move |c: &&Change<'_>| c.coder == coder && c.undone_by.is_none() && c.is_something_new();
    all.iter().rev().filter(may)
}

/// What it takes to take a change back.
#[derive(Debug, Clone)]
pub struct Undoing {
    id: String,
    ids: BTreeMap<String, Vec<String>>,
    files: Vec<FileChange>,
}

/// Takes back the last change of the desk's coder that still holds; `None` when there is none. Returns the id of
/// what was taken back.
///
/// # Errors
/// When files it changed are something else by now, or nothing can be written.
pub fn undo(desk: &mut Desk<'_>) -> Result<Option<String>, ChangeError> {
    let last = undoable(&changes(desk), desk.coder()).next().map(Change::undoing);
    let Some(last) = last else { return Ok(None) };
    take_back(desk, &last)?;
    Ok(Some(last.id))
}

/// Takes a change back.
///
/// # Errors
/// As [`undo`].
pub fn take_back(desk: &mut Desk<'_>, change: &Undoing) -> Result<(), ChangeError> {
    let back = files::reversed(desk.study(), &change.files)?;
    desk.put_back(back);
    for (short, ids) in &change.ids {
        desk.put(short, Deed::Undo { of: change.id.clone() }, ids.clone());
    }
    desk.commit()?;
    Ok(())
}

/// Makes the change again that was taken back last, unless something else was done since; `None` when there is
/// none. Returns the id of what was made again.
///
/// # Errors
/// As [`undo`].
pub fn redo(desk: &mut Desk<'_>) -> Result<Option<String>, ChangeError> {
    let coder = desk.coder().to_owned();
    let all = changes(desk);
    let mine = || all.iter().rev().filter(|c| c.coder == coder);
    let last_done = mine().find(|c| c.is_something_new() && c.undone_by.is_none());
    let holds: HashSet<&str> = all.iter().filter_map(|c| c.undone_by).collect();
    let Some(undoing) = mine().find(|c| c.is_undo() && holds.contains(c.id)) else { return Ok(None) };
    if last_done.is_some_and(|done| done.counter > undoing.counter) {
        return Ok(None);
    }
    let of = undoing.of().unwrap_or_default().to_owned();
    let changed = all.iter().find(|c| c.id == of).map(Change::files).unwrap_or_default();
    let (undo_id, ids) = (undoing.id.to_owned(), undoing.ids());
    let forth = files::again(desk.study(), &changed)?;
    desk.put_back(forth);
    for (short, ids) in ids {
        desk.put(&short, Deed::Redo { of: undo_id.clone() }, ids);
    }
    desk.commit()?;
    Ok(Some(of))
}
