//! Whether a quotation is put together from several places.

use crate::shown::{Token, TokenKind, same_word};

/// A piece of a spliced quotation shorter than this, in words, stands anywhere.
const SHORTEST: usize = 3;
/// More pieces than this are not put together by hand.
const MOST_PIECES: usize = 4;
/// Two places of one turn are so many words apart; fewer are words left out.
const APART: usize = 8;

/// A turn that pieces may come from.
pub(super) struct Candidate {
    /// Its number in the corpus.
    pub(super) turn: usize,
    pub(super) tokens: Vec<Token>,
}

/// A piece: its turn, and from which word of it to which.
#[derive(Clone, Copy)]
struct Part {
    turn: usize,
    from: usize,
    to: usize,
}

/// The turns that the pieces of a quotation come from, in order, when it is nothing but pieces of several turns, or of
/// far places of one. `best` is the turn most like it: a piece that it holds as well comes from there.
pub(super) fn splice(quoted: &[Token], candidates: &[Candidate], best: usize) -> Option<Vec<usize>> {
    let words: Vec<&str> = quoted.iter().filter_map(word).collect();
    let said: Vec<(usize, Vec<&str>)> =
        candidates.iter().map(|c| (c.turn, c.tokens.iter().filter_map(word).collect())).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..)?;
        let runs = said.iter().map(|(turn, words)| {
            let (from, length) = longest_run(rest, words);
            Part { turn: *turn, from, to: from + length }
        });
        let part = runs.max_by_key(|part| (part.to - part.from, part.turn == best))?;
        let length = part.to - part.from;
        if length < SHORTEST || parts.len() == MOST_PIECES {
            return None;
        }
        parts.push(part);
        at += length;
    }
    let are_apart = parts.windows(2).any(|two| matches!(two, [one, next] if are_apart(*one, *next)));
    are_apart.then(|| parts.iter().map(|part| part.turn).collect())
}

/// Whether two pieces are of two places: of two turns, the later one first, or with much between them.
fn are_apart(one: Part, next: Part) -> bool {
    one.turn != next.turn || next.from < one.from || next.from >= one.to + APART
}

/// The word of a token; brackets of an editor and marks are none.
pub(super) fn word(token: &Token) -> Option<&str> {
    match &token.kind {
        TokenKind::Word(word) | TokenKind::Capital(word) => Some(word),
        _ => None,
    }
}

/// Where the most words at the beginning of `wanted` stand together in `said`, and how many.
pub(super) fn longest_run(wanted: &[&str], said: &[&str]) -> (usize, usize) {
    let run = |from: usize| {
        let pairs = wanted.iter().zip(said.iter().skip(from));
        pairs.take_while(|(a, b)| same_word(a, b)).count()
    };
    // The first of equals.
    (0..said.len()).map(|from| (from, run(from))).rev().max_by_key(|(_, length)| *length).unwrap_or((0, 0))
}
