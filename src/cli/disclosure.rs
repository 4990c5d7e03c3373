//! What a file tells of the people it quotes, where that fits so few that it may name one.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::export::{Selection, attribution, attribution_fields, attribution_value};
use verbatim::index::Catalog;
use verbatim::quote::Quote;

/// `selection` with everything that a file tells of a person in place of the attribution: in columns, the role and
/// every attribute.
pub(crate) fn as_told(selection: &Selection, in_columns: bool) -> Selection {
    if !in_columns {
        return selection.clone();
    }
    let names = selection.quotes.iter().flat_map(|quote| quote.attributes.keys());
    // What somebody agreed to tells nothing of who they are.
    let names: BTreeSet<&str> = names.map(String::as_str).filter(|name| *name != "consent").collect();
    let fields: Vec<String> = names.into_iter().map(|name| format!("{{{name}}}")).collect();
    let attribution = [vec![ROLE.to_owned()], fields].concat().join(", ");
    Selection { attribution, ..selection.clone() }
}

/// `selection` with the role and the source in its attribution as well, as notes and columns tell them beside it.
pub(crate) fn with_source(selection: &Selection) -> Selection {
    let role = if selection.attribution.contains(ROLE) { "" } else { " {role}" };
    let attribution = format!("{}{role} of {{source}}", selection.attribution);
    Selection { attribution, ..selection.clone() }
}

/// The field that is never left out.
const ROLE: &str = "{role}";

/// What `selection` tells that fits fewer than `k` participants of the study, with how many it fits: attributions
/// by themselves, and those under several quotes of one person, whom every file links by the number of the
/// participant. Says nothing of what the words themselves give away.
pub(crate) fn rare(selection: &Selection, catalog: &Catalog, k: usize) -> BTreeMap<String, usize> {
    let fits = Fits::of(selection, catalog);
    let mut people: BTreeMap<Told, BTreeSet<&str>> = BTreeMap::new();
    let mut rare: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_person: BTreeMap<&str, BTreeMap<Told, String>> = BTreeMap::new();
    for quote in &selection.quotes {
        let told = fits.told(selection, quote);
        // Several people at once, of whom nothing is said: it fits anybody.
        if told.iter().all(Option::is_none) {
            continue;
        }
        let shown = || attribution(selection, quote);
        let fitting = people.entry(told.clone()).or_insert_with(|| fits.people(&told)).len();
        if fitting < k {
            // Whoever said it fits, also where no participant is known.
            rare.insert(shown(), fitting.max(1));
            continue;
        }
        for person in quote.participants.iter().chain(&quote.participant) {
            of_person.entry(person).or_default().entry(told.clone()).or_insert_with(shown);
        }
    }
    for told in of_person.into_values().filter(|told| told.len() > 1) {
        let fitting = told.keys().filter_map(|one| people.get(one)).cloned();
        let both = fitting.reduce(|all, more| all.intersection(&more).copied().collect()).unwrap_or_default();
        if both.len() < k {
            let shown: BTreeSet<String> = told.into_values().collect();
            let together = shown.into_iter().collect::<Vec<_>>().join(" with ");
            rare.insert(format!("{together}, of one person,"), both.len());
        }
    }
    rare
}

/// What an attribution tells: a value for every field of its pattern, where it is known.
type Told = Vec<Option<String>>;

/// Whom attributions of a pattern fit, over the whole study.
struct Fits<'c> {
    fields: Vec<String>,
    people: BTreeMap<Told, BTreeSet<&'c str>>,
}

impl<'c> Fits<'c> {
    fn of(selection: &Selection, catalog: &'c Catalog) -> Self {
        let fields = attribution_fields(&selection.attribution).unwrap_or_default();
        let mut fits = Self { fields, people: BTreeMap::new() };
        for source in catalog.sources.values() {
            for speaker in &source.speakers {
                let said = Quote {
                    source: source.path.clone(),
                    role: speaker.role.clone(),
                    speaker: Some(speaker.label.clone()),
                    participant: speaker.participant().map(str::to_owned),
                    participants: speaker.participants.clone(),
                    attributes: speaker.attributes.clone(),
                    ..Quote::default()
                };
                let people = fits.people.entry(fits.told(selection, &said)).or_default();
                people.extend(speaker.participants.iter().map(String::as_str));
            }
        }
        fits
    }

    fn told(&self, selection: &Selection, quote: &Quote) -> Told {
        self.fields.iter().map(|field| attribution_value(selection, quote, field)).collect()
    }

    /// The people of whom all that is told is true; a field that is not told leaves it open.
    fn people(&self, told: &Told) -> BTreeSet<&'c str> {
        if told.iter().all(Option::is_some) {
            return self.people.get(told).cloned().unwrap_or_default();
        }
        let fit = |known: &Told| known.iter().zip(told).all(|(known, told)| told.is_none() || known == told);
        self.people
            .iter()
            .filter(|(known, _)| fit(known))
            .flat_map(|(_, people)| people.iter().copied())
            .collect()
    }
}

/// The fields to leave out of the attribution of `selection`, and the pattern without them: the fewest with which
/// nothing is [rare] any more; among equals those that keep most attributions apart. The role goes only where nothing
/// else mends it, for it is what readers need, and never where it is in columns, which always have it. `None` where no
/// choice does.
pub(crate) fn coarser(
    selection: &Selection,
    in_columns: bool,
    catalog: &Catalog,
    k: usize,
) -> Option<(Vec<String>, String)> {
    let all = fields(&selection.attribution);
    let but_role: BTreeSet<String> = all.iter().filter(|field| *field != "role").cloned().collect();
    let with_role = || if in_columns { None } else { least(selection, &all, catalog, k) };
    least(selection, &but_role, catalog, k).or_else(with_role)
}

/// The fewest of these fields.
fn least(
    selection: &Selection,
    fields: &BTreeSet<String>,
    catalog: &Catalog,
    k: usize,
) -> Option<(Vec<String>, String)> {
    let mut choices: Vec<u32> = (1..(1 << fields.len().min(MOST_FIELDS))).collect();
    choices.sort_by_key(|chosen| (chosen.count_ones(), *chosen));
    let speakers: usize = catalog.sources.values().map(|source| source.speakers.len()).sum();
    let mut best: Option<(usize, usize, Vec<String>, String)> = None;
    for chosen in choices.into_iter().take(MOST_TRIED / speakers.max(1) + 1) {
        let left_out = fields.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
        let left_out: Vec<String> = left_out.map(|(_, field)| field.clone()).collect();
        if best.as_ref().is_some_and(|(fewest, ..)| *fewest < left_out.len()) {
            break;
        }
        let coarse = without_fields(selection, &left_out);
        if self::fields(&coarse.attribution).is_empty() || !rare(&coarse, catalog, k).is_empty() {
            continue;
        }
        let apart: BTreeSet<String> = coarse.quotes.iter().map(|quote| attribution(&coarse, quote)).collect();
        let found = (left_out.len(), usize::MAX - apart.len(), left_out, coarse.attribution);
        best = Some(best.map_or_else(|| found.clone(), |known| known.min(found.clone())));
    }
    best.map(|(_, _, left_out, pattern)| (left_out, pattern))
}

/// `selection` with these fields taken out of its attribution.
pub(crate) fn without_fields(selection: &Selection, fields: &[String]) -> Selection {
    let attribution = fields.iter().fold(selection.attribution.clone(), |all, field| without(&all, field));
    Selection { attribution, ..selection.clone() }
}

/// So many speakers are attributed to find the least coarsening: seconds.
const MOST_TRIED: usize = 2_000_000;
/// More fields than this are not tried one by one.
const MOST_FIELDS: usize = 8;

/// Whether `pattern` names fewer fields than `other`, and none that it does not.
pub(crate) fn is_coarser(pattern: &str, other: &str) -> bool {
    let (own, others) = (fields(pattern), fields(other));
    own != others && own.is_subset(&others)
}

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
