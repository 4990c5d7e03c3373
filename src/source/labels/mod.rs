//! Speakers in running text: which line begins with a label, decided over the whole document.
//!
//! [`lines`] proposes every label a line could begin with, [`mod@shape`] says whether it looks like a
//! name, [`decide`] chooses the convention of the document and the labels that count, and
//! [`walk`] cuts the text into turns.

mod answers;
mod census;
mod chat;
mod decide;
mod header;
mod line;
mod lines;
mod notices;
mod numbers;
mod opening;
mod order;
mod respondents;
mod set_off;
mod shape;
mod stacked;
mod stamps;
mod unmarked;
mod walk;
mod words;

use crate::diag::Diagnostic;
use crate::text::Span;
use crate::transcript::Transcript;

use super::{Settings, Speakers};

pub(super) use decide::{Found, find};
pub(super) use lines::colon_label;
pub(super) use notices::is_notice;
pub(super) use shape::{Shape, shape};
pub(super) use walk::is_note;

/// What a format knows of its text besides the letters. All spans are in bytes of the text and in
/// order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Bold runs.
    pub(super) bold: Vec<Span>,
    /// Lines that a paragraph style marks as the name of who speaks.
    pub(super) labels: Vec<Span>,
    /// Lines that are no turn and end none (headings).
    pub(super) asides: Vec<Span>,
    /// Lines that are no turn where the document has labels (text boxes).
    pub(super) boxes: Vec<Span>,
    /// Where a turn cannot go on (the next cell of a table begins here).
    pub(super) breaks: Vec<usize>,
    /// Paragraphs wholly in bold or wholly in italics.
    pub(super) emphasised: Vec<Span>,
    /// Where words without a label are not those of who spoke before (a table begins or ends here).
    pub(super) parts: Vec<usize>,
    /// Where the body ends; what follows (notes) is no turn.
    pub(super) end: Option<usize>,
    /// Whether `**` and `__` make bold.
    pub(super) markdown: bool,
}

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// A paragraph style.
    Style,
    /// `sd A.1 utt2: words`.
    Utterance,
    /// `Name: words`, with or without time and bold.
    Colon,
    /// `Name [00:00:12] words`, `Name  0:12`.
    NameTime,
    /// `[name] words`.
    Brackets,
    /// Bold text without a colon.
    Bold,
    /// `INTERVIEWER` or `Interviewer` alone on its line.
    Alone,
    /// `Name<tab>words`.
    Tab,
    /// `Name - words`, `(Name) words`, `R1. words`.
    Separator,
    /// A time and no name.
    Time,
    /// A pattern of the study.
    Pattern,
}

/// A line that begins a turn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// Where the line begins.
    pub(super) line: usize,
    /// The label; empty where only a time stands.
    pub(super) label: Span,
    /// Where the words begin.
    pub(super) words: usize,
    /// When the turn begins, in milliseconds.
    pub(super) start_ms: Option<u64>,
    /// When it ends.
    pub(super) end_ms: Option<u64>,
}

/// The turns of `text`; `format` is the name of the format for people.
pub(super) fn transcript(
    format: &str,
    text: String,
    marks: &Marks,
    settings: &Settings,
    notes: &mut Vec<Diagnostic>,
) -> Transcript {
    let found = decide::find(&text, marks, &settings.speakers, notes);
    let format = format!("{format}, {}", found.description());
    if found.form.is_none() && settings.speakers != Speakers::None && !text.trim().is_empty() {
        let hint = "if somebody is named, say how in verbatim.toml: [source.\"...\"] speakers = \"colon\", \"bold\" or a pattern";
        notes.push(Diagnostic::note("no speakers recognised; each paragraph is a turn").hint(hint));
    }
    let (mut transcript, set_off) = walk::turns(text, marks, &found, &settings.ignore);
    notes.extend(set_off::told(set_off));
    notes.extend(numbers::inside(&transcript, found.line_numbers));
    transcript.format = format;
    if settings.join == Some(true) {
        let before = transcript.turns.len();
        super::join::speakers(&mut transcript);
        if transcript.turns.len() < before && found.form.is_some() {
            notes.push(Diagnostic::note("joined turns keep the labels that stand between them"));
        }
    }
    transcript
}

#[cfg(test)]
mod lost;
#[cfg(test)]
mod seen;
#[cfg(test)]
mod services;
#[cfg(test)]
mod tests;
