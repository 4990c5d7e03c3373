//! Ids made of names.

use std::collections::HashMap;

use crate::text::fold;

/// An id has at most this many characters; a name may be a sentence.
const LONGEST: usize = 48;

/// An id made of a name: `Relatie & vertrouwen` becomes `relatie-vertrouwen`.
pub(super) fn slug(name: &str) -> String {
    let folded = fold(name);
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut id = String::new();
    for part in parts {
        if !id.is_empty() && id.chars().count() + part.chars().count() >= LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(part.chars().take(LONGEST));
    }
    if id.is_empty() { "code".to_owned() } else { id }
}

/// An id as given, with `-` for what may not stand in one.
pub(super) fn tidy(id: &str) -> String {
    let good = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    id.trim().chars().map(good).collect()
}

/// The ids that are taken, each with the number to try next.
pub(super) type Taken = HashMap<String, usize>;

/// `id`, or `id-2`, `id-3` where it is taken.
pub(super) fn unique(id: &str, taken: &mut Taken) -> String {
    let mut number = taken.get(id).copied().unwrap_or(1);
    let mut free = id.to_owned();
    while taken.contains_key(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    taken.insert(id.to_owned(), number);
    taken.entry(free.clone()).or_insert(1);
    free
}
