//! Words that say nothing and may be left out: `euh`; and what else a study allows of its own.

use super::replaced::{Named, Place, Replaceable};
use super::tokens::{Token, folded};
use crate::text::fold;

/// The fillers of a study that names none. `er`, `ja` and `allez` are words.
pub const FILLERS: &[&str] =
    &["euh", "euhm", "eh", "ehm", "uh", "uhm", "hm", "hmm", "mhm", "mm", "hum", "äh", "ähm"];

/// What a shown form may do without: the fillers of a study, each one word or several, and the names on its list of real
/// ones, in whose place a bracket may stand.
#[derive(Debug, Clone)]
pub struct Dispensable {
    fillers: Vec<Vec<String>>,
    names: Replaceable,
}

impl Dispensable {
    /// Of fillers as people write them, without a list of names.
    pub fn new<'a>(fillers: impl IntoIterator<Item = &'a str>) -> Self {
        let words = |filler: &str| filler.split_whitespace().map(|word| fold(word).into_owned()).collect();
        let fillers =
            fillers.into_iter().map(words).filter(|words: &Vec<String>| !words.is_empty()).collect();
        Self { fillers, names: Replaceable::default() }
    }

    /// The same with a list of real names: `find` finds them in what was said, `replacements` are what stands for
    /// anybody on the list.
    pub fn with_names<'a>(
        self,
        find: impl Fn(&str) -> Vec<Named> + Send + Sync + 'static,
        replacements: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self { names: Replaceable::new(find, replacements), ..self }
    }

    /// The listed names in `text`, whose tokens are `said`.
    pub(super) fn names(&self, text: &str, said: &[Token]) -> Vec<Place<'_>> {
        self.names.names(text, said)
    }

    /// How many of `tokens` the longest filler takes that they begin with; 0 without one.
    pub(super) fn at(&self, tokens: &[Token]) -> usize {
        let begins = |filler: &&Vec<String>| {
            filler.len() <= tokens.len()
                && filler
                    .iter()
                    .zip(tokens)
                    .all(|(word, token)| folded(token).is_some_and(|said| said == *word))
        };
        self.fillers.iter().filter(begins).map(Vec::len).max().unwrap_or(0)
    }
}

impl Default for Dispensable {
    fn default() -> Self {
        Self::new(FILLERS.iter().copied())
    }
}
