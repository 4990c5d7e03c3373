//! From one source to the documents of the index: one a turn, one a distinct coded passage.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;

use super::catalog::SourceEntry;
use super::fields::{Fields, SEPARATOR};
use super::hit::Hit;
use crate::codebook::ancestors;
use crate::text::{CodePoints, Language, Span};
use crate::transcript::Transcript;

/// Everything the index needs to know of one source.
#[derive(Debug, Clone)]
pub struct SourceDocs<'a> {
    /// Its number in the order of sources.
    pub number: u64,
    /// Its entry in the catalog.
    pub entry: &'a SourceEntry,
    /// What was read, with the language of every turn.
    pub transcript: &'a Transcript,
    /// The distinct coded passages, in order.
    pub passages: &'a [CodedPassage],
}

/// A distinct (start, end) of a turn that carries at least one coding.
#[derive(Debug, Clone)]
pub struct CodedPassage {
    /// Index of the turn.
    pub turn: usize,
    /// Bytes of the text.
    pub span: Span,
    /// The codings on exactly this passage.
    pub codings: Vec<CodingRef>,
}

/// One coding as the index keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingRef(
    /// Path of the code.
    pub String,
    /// Coder.
    pub String,
    /// Rule, if a rule made it.
    pub Option<String>,
    /// Id of the coding.
    pub String,
);

impl CodingRef {
    fn code(&self) -> &str {
        &self.0
    }
}
/// Turns one source into documents.
pub(super) struct Documents<'a> {
    fields: Fields,
    source: &'a SourceDocs<'a>,
    points: CodePoints,
}

impl<'a> Documents<'a> {
    pub(super) fn new(fields: Fields, source: &'a SourceDocs<'a>) -> Self {
        Self { fields, source, points: CodePoints::new(&source.transcript.text) }
    }

    /// Hands them all to `add`, turn by turn.
    pub(super) fn each<E>(&self, mut add: impl FnMut(TantivyDocument) -> Result<(), E>) -> Result<(), E> {
        let mut passages = self.source.passages;
        for turn in 0..self.source.transcript.turns.len() {
            let here = passages.iter().take_while(|p| p.turn == turn).count();
            let (of_turn, rest) = passages.split_at(here);
            passages = rest;
            if let Some(document) = self.turn(turn, of_turn) {
                add(document)?;
            }
            // A turn may hold a hundred thousand passages: only those that are still going on are looked at.
            let mut open: Vec<&CodedPassage> = Vec::new();
            for (at, passage) in of_turn.iter().enumerate() {
                open.retain(|before| before.span.end > passage.span.start);
                open.push(passage);
                let behind = of_turn.iter().skip(at + 1);
                let behind = behind.take_while(|p| p.span.start < passage.span.end);
                let near: Vec<&CodingRef> =
                    open.iter().copied().chain(behind).flat_map(|p| &p.codings).collect();
                if let Some(document) = self.quote(passage, &near) {
                    add(document)?;
                }
            }
        }
        Ok(())
    }

    fn turn(&self, index: usize, passages: &[CodedPassage]) -> Option<TantivyDocument> {
        let span = self.source.transcript.turns.get(index)?.span;
        let exact = passages.iter().find(|p| p.span == span).map_or(&[][..], |p| p.codings.as_slice());
        let inside: Vec<&CodingRef> = passages.iter().flat_map(|p| &p.codings).collect();
        let mut document = self.common(index, span, false, exact, &inside)?;
        self.add_codes(&mut document, &inside, &inside);
        document.add_u64(self.fields.passages, passages.len() as u64);
        Some(document)
    }

    fn quote(&self, passage: &CodedPassage, near: &[&CodingRef]) -> Option<TantivyDocument> {
        let own: Vec<&CodingRef> = passage.codings.iter().collect();
        let mut document = self.common(passage.turn, passage.span, true, &passage.codings, near)?;
        self.add_codes(&mut document, &own, near);
        document.add_u64(self.fields.passages, 1);
        Some(document)
    }

    fn common(
        &self,
        index: usize,
        span: Span,
        quote: bool,
        exact: &[CodingRef],
        near: &[&CodingRef],
    ) -> Option<TantivyDocument> {
        let f = self.fields;
        let SourceDocs { transcript, entry, number, .. } = self.source;
        let turn = transcript.turns.get(index)?;
        let language = turn.language.unwrap_or(Language::DUTCH);
        let speaker = turn.speaker.and_then(|s| entry.speakers.get(s));
        let words = span.of(&transcript.text);
        let mut document = TantivyDocument::default();
        document.add_u64(f.quote, u64::from(quote));
        document.add_u64(f.asks, u64::from(speaker.is_some_and(|s| s.asks)));
        document.add_u64(f.source, *number);
        document.add_text(f.forms, words);
        document.add_text(f.stems, words);
        document.add_text(f.language, language.code());
        if let Some(speaker) = speaker {
            document.add_text(f.speaker, &speaker.label);
            for participant in &speaker.participants {
                document.add_text(f.participant, participant);
            }
            if let Some(role) = &speaker.role {
                document.add_text(f.role, role);
            }
            for (name, value) in &speaker.attributes {
                document.add_text(f.attribute, format!("{name}{SEPARATOR}{value}"));
            }
        }
        document.add_u64(f.place, span.start as u64);
        document.add_u64(f.turn, index as u64);
        let hit = Hit {
            source: *number,
            turn: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1),
            start: self.points.at_byte(&transcript.text, span.start),
            end: self.points.at_byte(&transcript.text, span.end),
            bytes: (span.start, span.end),
            speaker: turn.speaker,
            times: (turn.start_ms, turn.end_ms),
            language,
            codings: exact.to_vec(),
            near: near.iter().map(|c| c.code().to_owned()).collect::<BTreeSet<_>>().into_iter().collect(),
        };
        document.add_bytes(f.record, &hit.to_bytes());
        Some(document)
    }

    fn add_codes(&self, document: &mut TantivyDocument, own: &[&CodingRef], near: &[&CodingRef]) {
        let f = self.fields;
        for code in with_ancestors(own.iter().map(|c| c.code())) {
            document.add_text(f.code, code);
        }
        for code in with_ancestors(near.iter().map(|c| c.code())) {
            document.add_text(f.near, code);
        }
        let mut coders: BTreeSet<String> = BTreeSet::new();
        for coding in own {
            document.add_text(f.own, coding.code());
            coders.insert(format!("{}{SEPARATOR}", coding.1));
            for code in ancestors(coding.code()) {
                coders.insert(format!("{}{SEPARATOR}{code}", coding.1));
            }
        }
        for value in coders {
            document.add_text(f.coder, value);
        }
    }
}

fn with_ancestors<'a>(codes: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    codes.flat_map(ancestors).collect()
}
