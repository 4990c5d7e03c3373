//! Text as it was said: spans, code points, words, sentences, folding and stems.
//!
//! The text of a transcript never changes; everything here only looks at it. Spans count bytes
//! inside the program, because slicing does; what people and files see are code points, and
//! [`CodePoints`] turns the one into the other.

mod ascii_borders;
mod context;
mod decode;
mod fold;
mod forms;
mod glob;
mod inner;
mod language;
mod located;
mod measure;
mod old_machines;
mod points;
mod runs;
mod sentences;
mod stem;
mod suggest;
mod words;

pub use context::{CONTEXT, around};
pub use decode::{Decoded, Encoding, decode};
pub use fold::{fold, fold_into};
pub(crate) use forms::{Form, Forms};
pub use glob::glob;
pub use inner::inner_marks;
pub use language::{Language, guess_language};
pub use located::Searchable;
pub(crate) use measure::{line_ends, lines};
pub(crate) use old_machines::garbled_word;
pub use points::CodePoints;
pub(crate) use runs::{is_in_run, runs};
pub use sentences::sentences;
pub use stem::{STEMMER_ID, Stemmer};
pub use suggest::nearest;
pub use words::{Words, words};

use serde::{Deserialize, Serialize};

/// A stretch of a text, in bytes; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to and without `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span, `by` bytes further on.
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The words of `text` under this span; empty where it does not lie on character borders.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// This span of `text` without blanks (Unicode white space, BOM) at either side.
    pub fn trimmed(self, text: &str) -> Self {
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start_matches(blank).len());
        let end = start + inside.trim_matches(blank).len();
        Self::new(start, end)
    }
}

/// A short, stable fingerprint of some bytes: 16 hexadecimal digits of BLAKE3.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut hex = blake3::hash(bytes).to_hex().to_string();
    hex.truncate(16);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_the_words_only() {
        let text = "  ja, hé \n";
        let span = Span::new(0, text.len()).trimmed(text);
        assert_eq!(span.of(text), "ja, hé");
    }

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
