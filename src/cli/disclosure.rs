//! Attributions that fit so few people that they may name one.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::export::{Selection, attribution};
use verbatim::index::Catalog;
use verbatim::quote::Quote;

use super::context::Context;
use super::exit::Failure;

/// Why `quote` may not be shown, if it may not.
pub(crate) fn refusal(quote: &Quote, context: &Context) -> Result<Option<String>, Failure> {
    refusal_of(&quote.participants, context)
}

/// Why these people may not be quoted, if one of them may not.
pub(crate) fn refusal_of(_participants: &[String], _context: &Context) -> Result<Option<String>, Failure> {
    Ok(None)
}

/// The attributions in `selection` that fit fewer than `k` participants of the study, with how many they
/// fit. Says nothing of what the words themselves give away.
pub(crate) fn rare(selection: &Selection, catalog: &Catalog, k: usize) -> BTreeMap<String, usize> {
    let used: BTreeSet<String> = selection.quotes.iter().map(|quote| attribution(selection, quote)).collect();
    let mut fits: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for speaker in catalog.sources.values().flat_map(|source| &source.speakers) {
        let said = Quote {
            role: speaker.role.clone(),
            speaker: Some(speaker.label.clone()),
            participant: speaker.participant().map(str::to_owned),
            participants: speaker.participants.clone(),
            attributes: speaker.attributes.clone(),
            ..Quote::default()
        };
        let people = fits.entry(attribution(selection, &said)).or_default();
        people.extend(speaker.participants.iter().map(String::as_str));
    }
    used.into_iter()
        .map(|shown| {
            let people = fits.get(&shown).map_or(0, BTreeSet::len);
            (shown, people)
        })
        .filter(|(_, people)| *people < k)
        .collect()
}
