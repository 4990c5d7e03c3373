//! A copy of an export under a name that the ledger does not have.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use verbatim::changes::Desk;
use verbatim::coding::Exported;

use super::super::context::Context;
use super::super::ledger;

/// The export whose quotes are nearest to `ids`, those in `file`, where nothing is known of that file itself: the one
/// that has most of them, then the one with fewest others, then the last.
pub(super) fn origin(file: &str, ids: &BTreeSet<&str>, desk: &Desk<'_>, context: &Context) -> Option<String> {
    let unnamed = ledger::unnamed(&context.study);
    let all = ledger::entries(desk).into_iter().chain(unnamed.values());
    let mut exports: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for (number, entry) in all.enumerate() {
        let known = exports.entry(ledger::clean_path(&entry.file)).or_default();
        // What was refreshed may be less: an author took something away.
        if !entry.refreshed || known.1.is_empty() {
            *known = (number, ids_of(entry));
        }
    }
    if exports.contains_key(file) {
        return None;
    }
    let near = exports.into_iter().filter_map(|(file, (number, exported))| {
        let shared = exported.intersection(ids).count();
        (shared > 0).then(|| ((shared, Reverse(exported.len() - shared), number), file))
    });
    near.max().map(|(_, file)| file.to_owned())
}

fn ids_of(entry: &Exported) -> BTreeSet<&str> {
    entry.quotes.iter().map(|quote| quote.id.as_str()).collect()
}
