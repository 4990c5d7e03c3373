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

/// The words between the omissions of a quotation; nothing where there is none, or where one of them is so short that
/// it stands anywhere.
pub(super) fn stretches(quoted: &[Token]) -> Option<Vec<Vec<&str>>> {
    let parts = quoted.split(|token| token.kind == TokenKind::Omission);
    let all: Vec<Vec<&str>> = parts.map(|part| part.iter().filter_map(word).collect()).collect();
    // One at an edge leaves nothing out between words.
    let all: Vec<Vec<&str>> = all.into_iter().filter(|words| !words.is_empty()).collect();
    (all.len() > 1 && all.iter().all(|words| words.len() >= SHORTEST)).then_some(all)
}

/// The turns that hold these stretches, each as a whole, where none holds all of them in order.
pub(super) fn across(stretches: &[Vec<&str>], candidates: &[&Candidate], best: usize) -> Option<Vec<usize>> {
    let said: Vec<(usize, Vec<&str>)> =
        candidates.iter().map(|c| (c.turn, c.tokens.iter().filter_map(word).collect())).collect();
    if said.iter().any(|(_, words)| stand_in_order(stretches, words)) {
        return None;
    }
    let holder = |stretch: &Vec<&str>| {
        let holding = said.iter().filter(|(_, words)| longest_run(stretch, words).1 == stretch.len());
        holding.max_by_key(|(turn, _)| *turn == best).map(|(turn, _)| *turn)
    };
    stretches.iter().map(holder).collect()
}

/// Whether all stretches stand in `said`, one behind another.
fn stand_in_order(stretches: &[Vec<&str>], said: &[&str]) -> bool {
    let mut from = 0;
    stretches.iter().all(|stretch| {
        let rest = said.get(from..).unwrap_or(&[]);
        let is_here = |window: &[&str]| window.iter().zip(stretch).all(|(a, b)| same_word(a, b));
        let found = rest.windows(stretch.len().max(1)).position(is_here);
        from += found.unwrap_or(0) + stretch.len();
        found.is_some()
    })
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
