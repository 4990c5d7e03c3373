//! Building a transcript whose text is the words, one unit a line: cues, rows, answers.

use crate::text::Span;
use crate::transcript::{Transcript, Turn};

use super::names::Names;

/// One unit as the format gives it.
#[derive(Debug, Default, Clone)]
pub(super) struct Unit<'a> {
    /// The words; outer blanks do not count.
    pub(super) words: &'a str,
    /// Who says it.
    pub(super) speaker: Option<usize>,
    /// When it begins, in milliseconds.
    pub(super) start_ms: Option<u64>,
    /// When it ends, in milliseconds.
    pub(super) end_ms: Option<u64>,
    /// The question it answers.
    pub(super) question: Option<&'a str>,
}

/// A transcript in the making.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// The speakers met.
    pub(super) names: Names,
    text: String,
    turns: Vec<Turn>,
}

impl Units {
    /// Adds a unit as a turn; without words it is left out.
    pub(super) fn turn(&mut self, unit: &Unit<'_>) {
        if let Some(span) = self.line(unit.words) {
            self.turns.push(Turn {
                speaker: unit.speaker,
                start_ms: unit.start_ms,
                end_ms: unit.end_ms,
                question: unit.question.map(str::to_owned),
                ..Turn::new(span)
            });
        }
    }

    /// Adds text that is no turn, and says where it stands; `None` if there are no words.
    pub(super) fn line(&mut self, words: &str) -> Option<Span> {
        let words = words.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if words.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(words);
        Some(Span::new(start, self.text.len()))
    }

    /// How long the text is, in bytes.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// The transcript.
    pub(super) fn finish(self, format: impl Into<String>) -> Transcript {
        Transcript {
            text: self.text,
            turns: self.turns,
            speakers: self.names.speakers(),
            format: format.into(),
        }
    }
}
