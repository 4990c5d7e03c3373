//! Codings by people, and the words they stand on.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::text::{CodePoints, Span, around, fingerprint};

/// A passage that carries its own words, so that it can be found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// First code point in the text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words, exactly.
    pub quote: String,
    /// Up to 32 code points before.
    pub before: String,
    /// Up to 32 code points after.
    pub after: String,
    /// Fingerprint of the text it was made on, kept as `text-HASH.txt`.
    pub text: String,
}

impl Anchor {
    /// The `span` (bytes) of `text`, of which `points` are the code points and `hash` is the fingerprint.
    pub fn on(text: &str, points: &CodePoints, hash: &str, span: Span) -> Self {
        let (before, after) = around(text, span);
        Self {
            start: points.at_byte(text, span.start),
            end: points.at_byte(text, span.end),
            quote: span.of(text).to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            text: hash.to_owned(),
        }
    }

    /// Takes out what stands before it, and after it, where that is told.
    pub fn clear_around(&mut self, (before, after): (bool, bool)) {
        if before {
            self.before.clear();
        }
        if after {
            self.after.clear();
        }
    }

    /// Where it stands in the text it was made on, in bytes; `None` when its words are not there.
    pub fn span_in(&self, text: &str, points: &CodePoints) -> Option<Span> {
        let span = Span::new(points.byte_of(text, self.start)?, points.byte_of(text, self.end)?);
        (!span.is_empty() && span.of(text) == self.quote).then_some(span)
    }
}

/// One code on one passage by one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    /// Path of the code.
    pub code: String,
    /// The passage.
    #[serde(flatten)]
    pub anchor: Anchor,
    /// Whose coding it is, where somebody else put it on a corrected transcript.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What the coder noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Coding {
    /// `code` on `anchor`.
    pub fn new(code: impl Into<String>, anchor: Anchor) -> Self {
        Self { code: code.into(), anchor, by: None, memo: None, more: Map::new() }
    }

    /// The id of this coding by `coder` in the source with this short name, where it comes from a file
    /// rather than from a person's hand: the same file read twice gives the same ids.
    pub fn imported_id(&self, short: &str, coder: &str) -> String {
        let Self { code, anchor: Anchor { start, end, text, .. }, .. } = self;
        fingerprint(format!("code\0{short}\0{coder}\0{code}\0{start}\0{end}\0{text}").as_bytes())
    }
}
