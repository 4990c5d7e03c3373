//! A quote: a passage with its words and everything needed to cite it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::text::CONTEXT;
use crate::text::{Language, Span, inner_marks};

/// A passage of one turn with its words, or a whole turn.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Stable across rebuilds: a fingerprint of source, start, end and words.
    pub id: String,
    /// The ids of the codings on exactly this passage.
    pub codings: Vec<String>,
    /// Where people find it: `fg1:17`.
    pub address: String,
    /// Path of the source below `corpus/`.
    pub source: String,
    /// Number of the turn in its source, from 1.
    pub turn: u32,
    /// First code point in the text of the transcript.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// When the turn begins, in milliseconds.
    pub start_ms: Option<u64>,
    /// When the turn ends, in milliseconds.
    pub end_ms: Option<u64>,
    /// The label in the transcript.
    pub speaker: Option<String>,
    /// The person behind it, if it is one.
    pub participant: Option<String>,
    /// All persons behind it.
    pub participants: Vec<String>,
    /// The id of the role of that person in this source.
    pub role: Option<String>,
    /// Further attributes: `organisation` ...
    pub attributes: BTreeMap<String, String>,
    /// The language of the turn.
    pub language: Option<Language>,
    /// What was said, exactly.
    pub text: String,
    /// The codings on exactly this passage, rejected ones left out.
    pub codes: Vec<QuoteCode>,
    /// Paths of all codes on it or overlapping it in the turn.
    #[serde(default)]
    pub turn_codes: Vec<String>,
    /// Up to [`CONTEXT`] code points before it in the text.
    pub before: String,
    /// Up to [`CONTEXT`] code points after it in the text.
    pub after: String,
    /// Where the query matched, in bytes of `text`; empty when there was no query.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<Span>,
    /// How an author shows it; `None` outside quote sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presented: Option<Presented>,
}

/// A quote as an author shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presented {
    /// The words shown: those said, edited within the grammar, or a translation.
    pub words: String,
    /// What was edited, for people.
    pub edits: Edits,
    /// Whether the words are a translation; then its language and who made it.
    pub translation: Option<(Language, String)>,
    /// The author's note.
    pub note: Option<String>,
    /// Whether the words that were said stay out of what is written: `text` is empty then.
    #[serde(default)]
    pub without_original: bool,
}

/// What was edited, for people, in the languages that exports have: `1 omission`; empty where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    /// In Dutch.
    pub dutch: String,
    /// In English.
    pub english: String,
}

impl Edits {
    /// Whether nothing was edited.
    pub fn is_empty(&self) -> bool {
        self.english.is_empty()
    }

    /// In Dutch, or else in English.
    pub fn told_in(&self, language: Language) -> &str {
        if language == Language::DUTCH { &self.dutch } else { &self.english }
    }
}

impl Quote {
    /// Takes out the words that were said, and what stands around them, where an author shows other ones: id and place
    /// still tell which quote it is. Nothing happens to a quote that is shown as it was said.
    pub fn withhold_original(&mut self) {
        let Some(presented) = self.presented.as_mut().filter(|shown| shown.words != self.text) else {
            return;
        };
        presented.without_original = true;
        self.text.clear();
        self.matches.clear();
        self.before.clear();
        self.after.clear();
    }

    /// Whether the words that were said were taken out.
    pub fn is_without_original(&self) -> bool {
        self.presented.as_ref().is_some_and(|presented| presented.without_original)
    }

    /// The words that are shown: those that were said, or an author's form of them.
    pub fn shown(&self) -> &str {
        self.presented.as_ref().map_or(&self.text, |presented| &presented.words)
    }

    /// The words that are shown, as they stand between quotation marks: marks of their own are single ones.
    pub fn within_marks(&self) -> Cow<'_, str> {
        inner_marks(self.shown(), self.shown_language())
    }

    /// The language of the words that are shown.
    pub fn shown_language(&self) -> Option<Language> {
        let translated = self.presented.as_ref().and_then(|presented| presented.translation.as_ref());
        translated.map(|(language, _)| *language).or(self.language)
    }
}

/// One coding on a quote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QuoteCode {
    /// Path of the code: `relationship/trust`.
    pub code: String,
    /// Who coded it; `rules` for a rule.
    pub coder: String,
    /// The rule that proposed it: `relationship/trust#no-eyes`.
    pub rule: Option<String>,
}

/// The stable id of a passage: 16 hexadecimal digits, from the short name of its source, which never
/// changes, its positions and its words.
pub fn quote_id(source: &str, start: usize, end: usize, words: &str) -> String {
    crate::text::fingerprint(format!("{source}\0{start}\0{end}\0{words}").as_bytes())
}

/// `ms` as people write times: `12:03`, or `1:02:03` from an hour on.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_like_a_clock() {
        assert_eq!(clock(723_000), "12:03");
        assert_eq!(clock(3_723_999), "1:02:03");
    }
}
