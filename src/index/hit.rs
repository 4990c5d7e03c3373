//! A turn or passage found, as the index stores it, and the quote it becomes.

use super::catalog::SourceEntry;
use super::cut::Cut;
use super::documents::CodingRef;
use super::packed::{Packer, Unpacker};
use crate::quote::{Quote, QuoteCode, quote_id};
use crate::text::{CodePoints, Language, Span, around};
use crate::transcript::Transcript;

/// A turn or a passage found. Everything but its words, which are cut from the kept text.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub(super) source: u64,
    pub(super) turn: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) bytes: (usize, usize),
    pub(super) speaker: Option<usize>,
    pub(super) times: (Option<u64>, Option<u64>),
    pub(super) language: Language,
    pub(super) codings: Vec<CodingRef>,
    pub(super) near: Vec<String>,
}

impl Hit {
    /// The number of its source in the catalog.
    pub fn source(&self) -> u64 {
        self.source
    }

    /// The number of its turn, from 1.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        packer.number(self.source);
        packer.number(u64::from(self.turn));
        packer.size(self.start);
        packer.size(self.end.saturating_sub(self.start));
        // Bytes lie at or behind their code points.
        packer.size(self.bytes.0.saturating_sub(self.start));
        packer.size(self.bytes.1.saturating_sub(self.bytes.0));
        packer.maybe(self.speaker.map(|speaker| speaker as u64));
        packer.maybe(self.times.0);
        packer.maybe(self.times.1);
        packer.words(self.language.code());
        packer.size(self.codings.len());
        for CodingRef(code, coder, rule, id) in &self.codings {
            packer.words(code);
            packer.words(coder);
            packer.maybe_words(rule.as_deref());
            packer.words(id);
        }
        packer.size(self.near.len());
        self.near.iter().for_each(|code| packer.words(code));
        packer.bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut unpacker = Unpacker::new(bytes);
        let (source, turn) = (unpacker.number()?, u32::try_from(unpacker.number()?).ok()?);
        let start = unpacker.size()?;
        let end = start.checked_add(unpacker.size()?)?;
        let first = start.checked_add(unpacker.size()?)?;
        let bytes = (first, first.checked_add(unpacker.size()?)?);
        let speaker = match unpacker.maybe()? {
            Some(speaker) => Some(usize::try_from(speaker).ok()?),
            None => None,
        };
        let times = (unpacker.maybe()?, unpacker.maybe()?);
        let language = unpacker.words()?.parse().ok()?;
        let codings = unpacker.several(coding)?;
        let near = unpacker.several(|unpacker| unpacker.words().map(str::to_owned))?;
        Some(Self { source, turn, start, end, bytes, speaker, times, language, codings, near })
    }
}

fn coding(unpacker: &mut Unpacker<'_>) -> Option<CodingRef> {
    let (code, coder) = (unpacker.words()?.to_owned(), unpacker.words()?.to_owned());
    let rule = unpacker.maybe_words()?.map(str::to_owned);
    Some(CodingRef(code, coder, rule, unpacker.words()?.to_owned()))
}

/// The quote that `hit` is, with its words.
pub(super) fn describe(hit: &Hit, source: &SourceEntry, cut: Cut) -> Quote {
    let speaker = hit.speaker.and_then(|index| source.speakers.get(index));
    let codes = hit
        .codings
        .iter()
        .map(|CodingRef(code, coder, rule, _)| QuoteCode {
            code: code.clone(),
            coder: coder.clone(),
            rule: rule.clone(),
        })
        .collect();
    Quote {
        id: quote_id(&source.short, hit.start, hit.end, &cut.words),
        codings: hit.codings.iter().map(|c| c.3.clone()).collect(),
        address: format!("{}:{}", source.short, hit.turn),
        source: source.path.clone(),
        turn: hit.turn,
        start: hit.start,
        end: hit.end,
        start_ms: hit.times.0,
        end_ms: hit.times.1,
        speaker: speaker.map(|s| s.label.clone()),
        participant: speaker.and_then(|s| s.participant()).map(str::to_owned),
        participants: speaker.map(|s| s.participants.clone()).unwrap_or_default(),
        role: speaker.and_then(|s| s.role.clone()),
        attributes: speaker.map(|s| s.attributes.clone()).unwrap_or_default(),
        language: Some(hit.language),
        text: cut.words,
        codes,
        turn_codes: hit.near.clone(),
        before: cut.before,
        after: cut.after,
        matches: Vec::new(),
        presented: None,
    }
}

/// The quote that the `span` (bytes) of a turn is; `transcript` is that of `source`, `points` are its code
/// points. Codings are not looked up. `None` when no turn holds the whole span.
pub fn quote_at(
    source: &SourceEntry,
    transcript: &Transcript,
    points: &CodePoints,
    span: Span,
) -> Option<Quote> {
    let after = transcript.turns.partition_point(|turn| turn.span.start <= span.start);
    let turn = transcript.turns.get(after.checked_sub(1)?)?;
    if !turn.span.contains(span) || span.is_empty() {
        return None;
    }
    let text = &transcript.text;
    let (before, following) = around(text, span);
    let hit = Hit {
        source: 0,
        turn: u32::try_from(after).ok()?,
        start: points.at_byte(text, span.start),
        end: points.at_byte(text, span.end),
        bytes: (span.start, span.end),
        speaker: turn.speaker,
        times: (turn.start_ms, turn.end_ms),
        language: turn.language.unwrap_or(Language::DUTCH),
        codings: Vec::new(),
        near: Vec::new(),
    };
    let cut = Cut { before: before.to_owned(), words: span.of(text).to_owned(), after: following.to_owned() };
    let quote = describe(&hit, source, cut);
    Some(Quote { language: turn.language, ..quote })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_comes_back_as_it_was() {
        let coding = CodingRef("a/b".into(), "rules".into(), Some("a/b#r".into()), "0123".into());
        let hit = Hit {
            source: 7,
            turn: 300,
            start: 40,
            end: 90,
            bytes: (42, 95),
            speaker: Some(0),
            times: (Some(0), None),
            language: Language::DUTCH,
            codings: vec![coding],
            near: vec!["a/b".into(), "c".into()],
        };
        let bytes = hit.to_bytes();
        assert_eq!(Hit::from_bytes(&bytes), Some(hit));
        assert_eq!(Hit::from_bytes(bytes.get(..bytes.len() - 1).unwrap()), None);
    }
}
