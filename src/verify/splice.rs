//! Whether a quotation is put together from several places.

use std::collections::BTreeSet;

use crate::shown::{Token, TokenKind, same_word};

/// A piece of a spliced quotation shorter than this, in words, stands anywhere.
const SHORTEST: usize = 3;
/// More pieces than this are not put together by hand.
const MOST_PIECES: usize = 4;

/// A turn that pieces may come from.
pub(super) struct Candidate {
    /// Its number in the corpus.
    pub(super) turn: usize,
    pub(super) tokens: Vec<Token>,
}

/// The turns that the pieces of a quotation come from, in order, when it is nothing but pieces of several turns.
/// `best` is the turn most like it: a piece that it holds as well comes from there.
pub(super) fn splice(quoted: &[Token], candidates: &[Candidate], best: usize) -> Option<Vec<usize>> {
    let words: Vec<&str> = quoted.iter().filter_map(word).collect();
    let said: Vec<(usize, Vec<&str>)> =
        candidates.iter().map(|c| (c.turn, c.tokens.iter().filter_map(word).collect())).collect();
    let mut pieces: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..)?;
        let runs = said.iter().map(|(turn, words)| (longest_run(rest, words), *turn));
        let (length, turn) = runs.max_by_key(|(length, turn)| (*length, *turn == best))?;
        if length < SHORTEST || pieces.len() == MOST_PIECES {
            return None;
        }
        pieces.push(turn);
        at += length;
    }
    let places: BTreeSet<usize> = pieces.iter().copied().collect();
    (places.len() > 1).then_some(pieces)
}

/// The word of a token; brackets of an editor and marks are none.
fn word(token: &Token) -> Option<&str> {
    match &token.kind {
        TokenKind::Word(word) | TokenKind::Capital(word) => Some(word),
        _ => None,
    }
}

/// How many words at the beginning of `wanted` stand together somewhere in `said`.
fn longest_run(wanted: &[&str], said: &[&str]) -> usize {
    let run = |from: usize| {
        let pairs = wanted.iter().zip(said.iter().skip(from));
        pairs.take_while(|(a, b)| same_word(a, b)).count()
    };
    (0..said.len()).map(run).max().unwrap_or(0)
}
