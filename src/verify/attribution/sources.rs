//! Sources and addresses beside a quotation: `FG2, R5`, `fg2:17`.

use std::collections::BTreeMap;

use super::beside::{Stand, Word, stand};
use super::persons::Names;
use super::{Spoken, folded_words, standing};
use crate::text::fold;

/// The sources of a study, by their folded short names, with how many turns each has.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources(BTreeMap<String, usize>);

/// An address, as it is written, or a number of neighbouring turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) written: String,
    /// Folded.
    source: String,
    from: usize,
    to: usize,
}

/// What stands beside a quotation and says where it was said.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) written: Vec<String>,
    sources: Vec<String>,
    addresses: Vec<Address>,
}

impl Sources {
    pub(super) fn of(sources: impl IntoIterator<Item = (String, usize)>) -> Self {
        Self(sources.into_iter().map(|(name, turns)| (fold(&name).into_owned(), turns)).collect())
    }

    /// The sources and addresses that stand in `text`; a name that is somebody's as well is theirs. Names of sources
    /// count only in a list.
    pub(super) fn named(&self, text: &str, words: &[Word], names: &Names, is_list: bool) -> Places {
        let mut found = Places::default();
        for address in addresses(text).into_iter().filter(|address| self.has(address)) {
            found.written.push(address.written.clone());
            found.addresses.push(address);
        }
        for name in self.0.keys().filter(|name| is_list && is_told_apart(name)) {
            let parts: Vec<String> = folded_words(name).collect();
            let stands = |here: &[Word]| here.iter().map(|word| &word.folded).eq(&parts);
            for here in standing(words, parts.len(), stands) {
                if !names.cover(words, here.start) && stand(words, here.start) == Stand::Names {
                    found.written.push(name.clone());
                    found.sources.push(name.clone());
                }
            }
        }
        found
    }

    /// Whether the study has such turns.
    pub(super) fn has(&self, address: &Address) -> bool {
        let turns = self.0.get(&address.source).copied().unwrap_or(0);
        1 <= address.from && address.from <= address.to && address.to <= turns
    }

    /// Whether the study has a source of that name.
    pub(super) fn know(&self, address: &Address) -> bool {
        self.0.contains_key(&address.source)
    }

    /// Whether a folded word is the name of a source.
    pub(super) fn are_called(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }
}

/// Letters and a number: `fg2`, `interview-12`. Others may be any word.
fn is_told_apart(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit()) && name.contains(char::is_alphabetic)
}

impl Places {
    pub(super) fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether `turn` stands there, or no place is named.
    pub(super) fn hold(&self, turn: &Spoken) -> bool {
        let Some((source, number)) = turn.address.rsplit_once(':') else { return true };
        let source = fold(source);
        let number: usize = number.parse().unwrap_or(0);
        let is_there =
            |address: &Address| address.source == source && (address.from..=address.to).contains(&number);
        (self.addresses.is_empty() || self.addresses.iter().any(is_there))
            && (self.sources.is_empty() || self.sources.iter().any(|name| *name == source))
    }
}

/// What in `text` is written like an address: `fg2:17`, `fg2:17-19`.
pub(super) fn addresses(text: &str) -> Vec<Address> {
    let is_border = |c: char| c.is_whitespace() || "()[]{},;“”\"".contains(c);
    let one = |word: &str| {
        let (source, turns) = word.trim_end_matches('.').rsplit_once(':')?;
        let (from, to) = turns.split_once(['-', '–']).unwrap_or((turns, turns));
        let is_source = source.starts_with(char::is_alphanumeric) && source.contains(char::is_alphabetic);
        let source = fold(source).into_owned();
        Some(Address { written: word.to_owned(), source, from: from.parse().ok()?, to: to.parse().ok()? })
            .filter(|_| is_source)
    };
    text.split(is_border).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_name_and_numbers_of_turns() {
        let written = |text: &str| addresses(text).into_iter().map(|one| one.written).collect::<Vec<_>>();
        assert_eq!(written("cliënt (fg2:17; FG-3:4-6)."), ["fg2:17", "FG-3:4-6"]);
        assert_eq!(written("om 10:30, zie: 4, a:b, http://x"), Vec::<String>::new());
        let sources = Sources::of([("fg2".to_owned(), 20)]);
        let has = |text: &str| sources.has(&addresses(text).remove(0));
        assert!(has("FG2:20") && has("fg2:1-3") && !has("fg2:21") && !has("fg2:0") && !has("fg9:1"));
    }
}
