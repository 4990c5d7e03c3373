//! A turn or passage found, as the index stores it, and the quote it becomes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::catalog::SourceEntry;
use super::cut::Cut;
use super::documents::CodingRef;
use crate::quote::{Quote, QuoteCode, quote_id};
use crate::text::Language;

/// A turn or a passage found. Everything but its words, which are cut from the kept text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

type HitParts<'a> = (
    u64,
    u32,
    (usize, usize),
    (usize, usize),
    Option<usize>,
    (Option<u64>, Option<u64>),
    Language,
    Cow<'a, [CodingRef]>,
    Cow<'a, [String]>,
);

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
        let parts: HitParts<'_> = (
            self.source,
            self.turn,
            (self.start, self.end),
            self.bytes,
            self.speaker,
            self.times,
            self.language,
            (&self.codings[..]).into(),
            (&self.near[..]).into(),
        );
        serde_json::to_vec(&parts).unwrap_or_default()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (source, turn, (start, end), bytes, speaker, times, language, codings, near): HitParts<'_> =
            serde_json::from_slice(bytes).ok()?;
        let (codings, near) = (codings.into_owned(), near.into_owned());
        Some(Self { source, turn, start, end, bytes, speaker, times, language, codings, near })
    }
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
    }
}
