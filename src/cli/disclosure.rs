//! Attributions that fit so few people that they may name one.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::export::{Selection, attribution};
use verbatim::index::Catalog;
use verbatim::quote::Quote;

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

/// The pattern for attributions that leaves out fewest fields of that of `selection`, so that each fits at least
/// `k` participants; among equals the one that keeps most attributions apart. `None` where none does.
pub(crate) fn coarser(selection: &Selection, catalog: &Catalog, k: usize) -> Option<String> {
    let fields = fields(&selection.attribution);
    let mut best: Option<(usize, usize, String)> = None;
    for chosen in 1u32..(1 << fields.len().min(MOST_FIELDS)) {
        let left_out = fields.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
        let pattern =
            left_out.fold(selection.attribution.clone(), |pattern, (_, field)| without(&pattern, field));
        let coarse = Selection { attribution: pattern.clone(), ..selection.clone() };
        if self::fields(&pattern).is_empty() || !rare(&coarse, catalog, k).is_empty() {
            continue;
        }
        let apart: BTreeSet<String> = coarse.quotes.iter().map(|quote| attribution(&coarse, quote)).collect();
        let found = (chosen.count_ones() as usize, usize::MAX - apart.len(), pattern);
        best = Some(best.map_or_else(|| found.clone(), |known| known.min(found.clone())));
    }
    best.map(|(_, _, pattern)| pattern)
}

/// More fields than this are not tried one by one.
const MOST_FIELDS: usize = 8;

/// The fields of a pattern, each once.
fn fields(pattern: &str) -> BTreeSet<String> {
    pattern.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

/// A pattern without a field, and without the separator beside it.
fn without(pattern: &str, field: &str) -> String {
    let Some((before, after)) = pattern.split_once(&format!("{{{field}}}")) else {
        return pattern.to_owned();
    };
    let is_separator = |c: char| c.is_whitespace() || ",;·:/|-–—".contains(c);
    let opens = before.trim_end_matches(is_separator);
    if opens.len() < before.len() && opens.ends_with('}') {
        return format!("{opens}{after}");
    }
    format!("{before}{}", after.trim_start_matches(is_separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_goes_with_its_separator() {
        assert_eq!(without("[{role}, {organisation}]", "organisation"), "[{role}]");
        assert_eq!(without("[{role}, {organisation}]", "role"), "[{organisation}]");
        assert_eq!(without("{a} · {b} · {c}", "b"), "{a} · {c}");
    }
}
