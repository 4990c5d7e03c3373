//! A transcript: a source as read, one unchanging text and its turns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{Language, Span};

/// A source as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// The decoded text; what `show --text` writes.
    #[serde(skip)]
    pub text: String,
    /// The turns, in the order of the text. Turn number n stands at n - 1.
    pub turns: Vec<Turn>,
    /// The speakers found, in order of appearance.
    pub speakers: Vec<Speaker>,
    /// What was recognised, for people: `docx, bold labels`.
    pub format: String,
}

/// One labelled unit of a transcript.
///
/// Serialised as a short array: a study of a million turns keeps a million of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "TurnParts", into = "TurnParts")]
pub struct Turn {
    /// The words, in bytes of the text: without label, time stamp and outer blanks.
    pub span: Span,
    /// Index into [`Transcript::speakers`]; `None` where nobody is named.
    pub speaker: Option<usize>,
    /// When it begins, in milliseconds.
    pub start_ms: Option<u64>,
    /// When it ends, in milliseconds.
    pub end_ms: Option<u64>,
    /// The question this answers, where a survey has several.
    pub question: Option<String>,
    /// The language, once it has been settled.
    pub language: Option<Language>,
}

type TurnParts = (usize, usize, Option<usize>, Option<u64>, Option<u64>, Option<Language>, Option<String>);

impl From<TurnParts> for Turn {
    fn from((start, end, speaker, start_ms, end_ms, language, question): TurnParts) -> Self {
        Self { span: Span::new(start, end), speaker, start_ms, end_ms, question, language }
    }
}

impl From<Turn> for TurnParts {
    fn from(turn: Turn) -> Self {
        let Turn { span, speaker, start_ms, end_ms, question, language } = turn;
        (span.start, span.end, speaker, start_ms, end_ms, language, question)
    }
}

impl Turn {
    /// A turn of which only the words are known.
    pub fn new(span: Span) -> Self {
        Self { span, speaker: None, start_ms: None, end_ms: None, question: None, language: None }
    }
}

/// A label in a transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// As it stands in the source, without the colon.
    pub label: String,
    /// The labels it joins (`R1 + R2`), empty for a single speaker.
    pub joint: Vec<String>,
    /// What the source itself says of this speaker (columns of a table): `role`, `organisation` ...
    pub attributes: BTreeMap<String, String>,
}

impl Speaker {
    /// A speaker of whom only the label is known.
    pub fn named(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }
}

impl Transcript {
    /// The words of a turn.
    pub fn words_of(&self, turn: &Turn) -> &str {
        turn.span.of(&self.text)
    }

    /// The label of the speaker of a turn.
    pub fn speaker_of(&self, turn: &Turn) -> Option<&Speaker> {
        turn.speaker.and_then(|index| self.speakers.get(index))
    }

    /// The index of the speaker called `label`, added when it is new.
    pub fn speaker_index(&mut self, label: &str) -> usize {
        if let Some(index) = self.speakers.iter().position(|s| s.label == label) {
            return index;
        }
        self.speakers.push(Speaker::named(label));
        self.speakers.len() - 1
    }
}
