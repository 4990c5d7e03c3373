//! What people coded, as commands show it.

use std::collections::{BTreeMap, BTreeSet};

use verbatim::codebook::Codebook;
use verbatim::index::Catalog;
use verbatim::quote::QuoteCode;

use super::ui::{count, safe};

/// The coder that rules are.
const RULES: &str = "rules";

/// The distinct codes on a passage in their order, each with the people who put it there: `An, Bo`, empty for
/// rules alone.
pub(crate) fn coders(codes: &[QuoteCode]) -> Vec<(&str, String)> {
    let mut people: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for coded in codes {
        let at = people.iter().position(|(code, _)| *code == coded.code).unwrap_or_else(|| {
            people.push((&coded.code, BTreeSet::new()));
            people.len() - 1
        });
        if let Some((_, names)) = people.get_mut(at).filter(|_| coded.coder != RULES) {
            names.insert(&coded.coder);
        }
    }
    let joined = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join(", ");
    people.into_iter().map(|(code, names)| (code, joined(names))).collect()
}

/// A code as shown in a line: `relationship/trust (An)`.
pub(crate) fn label(code: &str, coders: &str) -> String {
    if coders.is_empty() { code.to_owned() } else { format!("{code} ({coders})") }
}

/// Codings by people that need somebody: waiting for their transcript, or of a code that is gone.
pub(crate) fn needs(catalog: &Catalog, codebook: &Codebook) -> Vec<String> {
    let mut needs = Vec::new();
    let waiting: u64 = catalog.sources.values().map(|s| s.waiting).sum();
    if waiting > 0 {
        let shorts = catalog.sources.values().filter(|s| s.waiting > 0).map(|s| safe(&s.short));
        let codings = count(usize::try_from(waiting).unwrap_or(usize::MAX), "coding waits", "codings wait");
        let where_ = shorts.collect::<Vec<_>>().join(", ");
        needs.push(format!("{codings}: the transcript changed since ({where_})"));
    }
    let mut gone: BTreeMap<&str, u64> = BTreeMap::new();
    for by in catalog.by_people().filter(|by| codebook.get(&by.code).is_none()) {
        *gone.entry(&by.code).or_default() += by.codings;
    }
    for (code, codings) in gone {
        let codings = count(usize::try_from(codings).unwrap_or(usize::MAX), "coding has", "codings have");
        needs.push(format!("{codings} the code `{}`, which is not in the codebook", safe(code)));
    }
    needs
}
