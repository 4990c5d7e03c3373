//! Carrying passages of an old transcript over to a corrected one.
//!
//! Both texts are rows of words (`tokens`); what stands outside turns, time stamps, labels, line breaks
//! and signs are no words. The rows are aligned from pins, runs of words that occur once in either text
//! (`pins`); between two pins every alignment that is nearly the best is known (`gap`), so that a word
//! that could be either of two is seen to be uncertain. A diff gives one alignment and cannot say that.
//! Words that two different stretches merely share are not relied on (`firm`).
//!
//! Never is a passage attached to words it was not made on, or to the words of another speaker: what is
//! not certain waits for a person.

mod align;
mod alike;
mod edges;
mod equals;
mod firm;
mod gap;
mod outside;
mod pins;
mod place;
mod replaced;
mod tokens;
mod voices;
mod waits;

#[cfg(test)]
mod tests;

use align::{Aligned, align};
use firm::{Pair, firm};
use gap::Sign;
use replaced::Replaced;
use tokens::{Numbers, Token, tokens};
use voices::Voices;

use crate::text::Span;
use crate::transcript::Transcript;

/// What became of a passage. Spans are bytes of the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The same words, said by the same speaker. Signs between them may differ.
    Same(Span),
    /// The same place, said by the same speaker, with some other words; old and new are to be shown.
    Changed(Span),
    /// It is for a person to decide.
    Waits(Why),
}

/// Why a passage waits. Spans are bytes of the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Its words are not there any more.
    Deleted,
    /// Its words are said by someone else there.
    OtherSpeaker(Span),
    /// It may be at any of these places, or gone; none where the texts differ too much to tell.
    Ambiguous(Vec<Span>),
}

/// An old and a new transcript, aligned once to be asked of many passages.
#[derive(Debug)]
pub struct Carrier<'a> {
    old: Side<'a>,
    new: Side<'a>,
    /// Whether nothing changed at all.
    equal: bool,
    aligned: Vec<Aligned>,
    pairs: Vec<Pair>,
    replaced: Replaced,
    voices: Voices,
    renamed: Vec<(String, String)>,
}

/// One of the two transcripts.
#[derive(Debug)]
struct Side<'a> {
    transcript: &'a Transcript,
    tokens: Vec<Token>,
}

impl<'a> Carrier<'a> {
    /// Aligns `old` and `new`. Takes memory in proportion to their lengths, and gives up on stretches that
    /// differ too much rather than take long.
    pub fn new(old: &'a Transcript, new: &'a Transcript) -> Self {
        let mut numbers = Numbers::default();
        let old = Side { transcript: old, tokens: tokens(old, &mut numbers) };
        let new = Side { transcript: new, tokens: tokens(new, &mut numbers) };
        // Whoever speaks, to learn who is who; then with that, to tell equal turns apart.
        let aligned = align(&old.signs(|_| 0), &new.signs(|_| 0));
        let voices = Voices::new(&old.tokens, &new.tokens, &firm(&aligned, new.tokens.len()));
        let aligned = align(&old.signs(|voice| voices.mostly(voice)), &new.signs(|voice| voice));
        let pairs = firm(&aligned, new.tokens.len());
        let replaced = Replaced::new(&old.tokens, &new.tokens, &pairs);
        let names = numbers.voices.by_number();
        let name = |voice: &usize| names.get(voice).map(|name| (*name).to_owned());
        let renamed = voices.renamed.iter().filter_map(|(from, to)| name(from).zip(name(to))).collect();
        let equal = old.transcript == new.transcript;
        Self { old, new, equal, aligned, pairs, replaced, voices, renamed }
    }

    /// What became of the passage at `span`, in bytes of the old text.
    pub fn fate(&self, span: Span) -> Fate {
        if self.equal {
            return Fate::Same(span);
        }
        match self.old.words_in(span) {
            Some(words) => self.fate_of_words(span, words),
            None => self.fate_without_words(span),
        }
    }

    /// The speakers with another label now: old label, new label.
    pub fn renamed(&self) -> &[(String, String)] {
        &self.renamed
    }
}

impl Side<'_> {
    fn text(&self) -> &str {
        &self.transcript.text
    }

    /// The tokens as they are compared, each voice as `heard`.
    fn signs(&self, heard: impl Fn(usize) -> usize) -> Vec<Sign> {
        self.tokens.iter().map(|token| Sign { id: token.id, voice: heard(token.voice) }).collect()
    }

    /// Where token `at` stands.
    fn span(&self, at: usize) -> Span {
        self.tokens.get(at).map_or(Span::new(0, 0), |token| token.span)
    }

    /// The turn of token `at`.
    fn turn_of(&self, at: usize) -> Span {
        let turn = self.tokens.get(at).and_then(|token| self.transcript.turns.get(token.turn));
        turn.map_or(Span::new(0, 0), |turn| turn.span)
    }

    fn begins_turn(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| !self.is_word(before))
    }

    fn ends_turn(&self, at: usize) -> bool {
        !self.is_word(at + 1)
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    /// The first and the last word that `span` touches.
    fn words_in(&self, span: Span) -> Option<(usize, usize)> {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        let to = self.tokens.partition_point(|token| token.span.start < span.end);
        let first = (from..to).find(|&at| self.is_word(at))?;
        let last = (first..to).rev().find(|&at| self.is_word(at))?;
        Some((first, last))
    }

    /// The words from token `first` to token `last`, exactly as they stand.
    fn said(&self, first: usize, last: usize) -> impl Iterator<Item = &str> {
        let tokens = self.tokens.get(first..=last).unwrap_or_default();
        tokens.iter().filter(|token| token.is_word()).map(|token| token.span.of(self.text()))
    }
}
