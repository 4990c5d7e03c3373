//! Quote sets: an ordered, curated selection of quotes for a paper or a deck, in `quotes/NAME.yaml`.
//!
//! A quote stands there with its own words, so that it is found again when a transcript is corrected, and
//! with the form in which it is shown. What was said and what is shown are never mixed up.

mod read;
mod stand;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

pub use read::read;
pub use stand::{Place, place};

use crate::coding::Anchor;
use crate::text::{Language, fingerprint};

/// A quote set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteSet {
    /// The comment that stands above everything in the file, with its `#`.
    pub comment: String,
    /// Its title: that of the deck.
    pub title: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A part of a set: a heading, and the quotes below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty where there is none.
    pub title: String,
    /// Path of the code it is about, if it is about one.
    pub code: Option<String>,
    /// Its quotes, in order.
    pub quotes: Vec<Picked>,
}

/// A quote that was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// That of the quote when it was picked; never changed, also in exports. Each once in a set.
    pub id: String,
    /// Short name of its source.
    pub source: String,
    /// Where people found it when it was picked: `fg1:17`.
    pub at: String,
    /// Its place and its own words.
    pub anchor: Anchor,
    /// How it is shown, where that differs from its words.
    pub shown: Option<String>,
    /// A note of the author.
    pub note: Option<String>,
    /// Translations, by language.
    pub translations: BTreeMap<Language, Translation>,
}

/// A quote in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// Its words.
    pub text: String,
    /// Who translated it.
    pub by: String,
    /// Fingerprint of the words that were translated; without it they are those that were picked.
    pub of: Option<String>,
}

impl Translation {
    /// `text`, a translation by `by` of what was `said`.
    pub fn of(said: &str, text: String, by: String) -> Self {
        Self { text, by, of: Some(fingerprint_of(said)) }
    }
}

/// A fingerprint of words, however their lines are broken.
fn fingerprint_of(words: &str) -> String {
    fingerprint(words.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes())
}

impl Picked {
    /// The form in which it is shown.
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.anchor.quote)
    }

    /// The translation into `language`, where it is one of what is `said` now: a correction may turn the sense of words
    /// around.
    pub fn translation(&self, language: Language, said: &str) -> Option<&Translation> {
        self.translations.get(&language).filter(|translation| !self.is_outdated(translation, said))
    }

    /// The translations of other words than are `said` now, by language.
    pub fn outdated<'a>(&'a self, said: &'a str) -> impl Iterator<Item = (Language, &'a Translation)> {
        let all = self.translations.iter().map(|(language, translation)| (*language, translation));
        all.filter(move |(_, translation)| self.is_outdated(translation, said))
    }

    fn is_outdated(&self, translation: &Translation, said: &str) -> bool {
        let of = translation.of.clone().unwrap_or_else(|| fingerprint_of(&self.anchor.quote));
        of != fingerprint_of(said)
    }
}

impl QuoteSet {
    /// All quotes with the number of their section, in order.
    pub fn quotes(&self) -> impl Iterator<Item = (usize, &Picked)> {
        self.sections.iter().enumerate().flat_map(|(at, section)| section.quotes.iter().map(move |q| (at, q)))
    }

    /// The quote with this id.
    pub fn get(&self, id: &str) -> Option<&Picked> {
        self.quotes().map(|(_, quote)| quote).find(|quote| quote.id == id)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Picked> {
        self.sections.iter_mut().flat_map(|section| &mut section.quotes).find(|quote| quote.id == id)
    }

    /// Puts a quote at the end of the section with this title, which is made where it is missing; false when the
    /// set has it already.
    pub fn add(&mut self, section: &str, code: Option<&str>, quote: Picked) -> bool {
        if self.get(&quote.id).is_some() {
            return false;
        }
        let at = self.sections.iter().position(|s| s.title == section);
        let at = at.unwrap_or_else(|| {
            let code = code.map(str::to_owned);
            self.sections.push(Section { title: section.to_owned(), code, quotes: Vec::new() });
            self.sections.len() - 1
        });
        if let Some(section) = self.sections.get_mut(at) {
            section.quotes.push(quote);
        }
        true
    }

    /// Takes out the quote with this id, and its section with the last one of it.
    pub fn take(&mut self, id: &str) -> Option<Picked> {
        for section in &mut self.sections {
            if let Some(at) = section.quotes.iter().position(|quote| quote.id == id) {
                let quote = section.quotes.remove(at);
                self.sections.retain(|section| !section.quotes.is_empty());
                return Some(quote);
            }
        }
        None
    }

    /// Puts the quote with this id at place `to` (from 1) of the whole set, or into another section at its end.
    /// False when the set has no such quote.
    pub fn place_at(&mut self, id: &str, section: Option<&str>, to: Option<usize>) -> bool {
        let Some((from, _)) = self.quotes().find(|(_, quote)| quote.id == id) else { return false };
        let own = self.sections.get(from).map(|s| (s.title.clone(), s.code.clone())).unwrap_or_default();
        // Its section stays even if it was the only one, so that the quote can go back.
        let Some(quote) = self.sections.iter_mut().find_map(|s| {
            let at = s.quotes.iter().position(|quote| quote.id == id)?;
            Some(s.quotes.remove(at))
        }) else {
            return false;
        };
        match (section, to) {
            (Some(title), _) => {
                self.add(title, None, quote);
            }
            (None, Some(to)) => self.insert(to.saturating_sub(1), quote),
            (None, None) => {
                self.add(&own.0, own.1.as_deref(), quote);
            }
        }
        self.sections.retain(|section| !section.quotes.is_empty());
        true
    }

    fn insert(&mut self, to: usize, quote: Picked) {
        let mut left = to;
        let last = self.sections.len().saturating_sub(1);
        for (number, section) in self.sections.iter_mut().enumerate() {
            if left < section.quotes.len() || number == last {
                let at = left.min(section.quotes.len());
                section.quotes.insert(at, quote);
                return;
            }
            left -= section.quotes.len();
        }
    }
}
