//! Words that say nothing and may be left out: `euh`.

use super::tokens::{Token, folded};
use crate::text::fold;

/// The fillers of a study that names none. `er`, `ja` and `allez` are words.
pub const FILLERS: &[&str] =
    &["euh", "euhm", "eh", "ehm", "uh", "uhm", "hm", "hmm", "mhm", "mm", "hum", "äh", "ähm"];

/// The fillers of a study, each one word or several.
#[derive(Debug, Clone)]
pub struct Fillers(Vec<Vec<String>>);

impl Fillers {
    /// As people write them.
    pub fn new<'a>(fillers: impl IntoIterator<Item = &'a str>) -> Self {
        let words = |filler: &str| filler.split_whitespace().map(|word| fold(word).into_owned()).collect();
        Self(fillers.into_iter().map(words).filter(|words: &Vec<String>| !words.is_empty()).collect())
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
        self.0.iter().filter(begins).map(Vec::len).max().unwrap_or(0)
    }
}

impl Default for Fillers {
    fn default() -> Self {
        Self::new(FILLERS.iter().copied())
    }
}
