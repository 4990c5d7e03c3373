//! The passage most like a quotation, and what differs, word by word.

use serde::Serialize;

use super::borders::whole_words;
use crate::shown::{Token, TokenKind, same_word};
use crate::text::{Span, fold};

/// A stretch of a quotation beside what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "words", rename_all = "lowercase")]
pub enum Piece {
    /// Both.
    Same(String),
    /// Only said.
    Said(String),
    /// Only quoted.
    Quoted(String),
}

/// The passage of a turn most like a quotation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nearest {
    /// 0 to 1: how much of both is the same.
    pub(super) likeness: f64,
    /// Bytes of the turn.
    pub(super) span: Span,
    pub(super) diff: Vec<Piece>,
}

/// More cells than this are not compared.
const MOST_CELLS: usize = 4_000_000;

/// The passage of `said` (tokens of `text`) most like `quoted` (tokens of `quotation`).
pub(super) fn nearest(quotation: &str, quoted: &[Token], text: &str, said: &[Token]) -> Option<Nearest> {
    let (rows, width) = (quoted.len(), said.len() + 1);
    if rows == 0 || said.is_empty() || (rows + 1).saturating_mul(width) > MOST_CELLS {
        return None;
    }
    // cost[used]: of the cheapest way to quote the first tokens, ending before token `used` of what was said.
    let mut cost: Vec<u32> = vec![0; width];
    let mut steps: Vec<Step> = vec![Step::Begin; (rows + 1) * width];
    for (row, token) in quoted.iter().enumerate() {
        let price = price(token);
        let is_omission = token.kind == TokenKind::Omission;
        let mut before = cost.first().copied().unwrap_or(0);
        if let Some(first) = cost.first_mut() {
            *first += price;
        }
        set(&mut steps, (row + 1) * width, Step::Quoted);
        for (used, other) in (1..).zip(said) {
            let same = equal(token, other);
            let left = cost.get(used - 1).copied().unwrap_or(0);
            let Some(here) = cost.get_mut(used) else { break };
            let changed = before + if same { 0 } else { price.max(self::price(other)) };
            let added = *here + price;
            let skipped = left + if is_omission { 0 } else { self::price(other) };
            before = *here;
            let (best, step) = if changed <= added && changed <= skipped {
                (changed, if same { Step::Same } else { Step::Changed })
            } else if added <= skipped {
                (added, Step::Quoted)
            } else {
                (skipped, if is_omission { Step::Omitted } else { Step::Said })
            };
            *here = best;
            set(&mut steps, (row + 1) * width + used, step);
        }
    }
    let end = (0..width).min_by_key(|&used| cost.get(used).copied().unwrap_or(u32::MAX))?;
    // The mark that was said in the place of the last one quoted is part of the difference.
    let is_mark = |token: Option<&Token>| token.is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
    let by_another = is_mark(quoted.last())
        && is_mark(said.get(end))
        && steps.get(rows * width + end) == Some(&Step::Quoted)
        && cost.get(end + 1) == cost.get(end);
    let end = end + usize::from(by_another);
    let whole: u32 = quoted.iter().map(price).sum();
    let off = f64::from(cost.get(end).copied().unwrap_or(whole));
    let likeness = (1.0 - off / f64::from(whole.max(1))).max(0.0);
    let (span, diff) = trace(&steps, width, (rows, end), (quotation, quoted), (text, said));
    let is_all_same = diff.iter().all(|piece| matches!(piece, Piece::Same(_)));
    // What differs in an accent only is not all alike.
    let likeness = if is_all_same { likeness } else { likeness.min(CUT) };
    Some(with_whole_words(text, Nearest { likeness, span, diff }))
}

/// What of cut words was said and is not quoted is part of the difference.
fn with_whole_words(text: &str, mut near: Nearest) -> Nearest {
    let whole = whole_words(text, near.span);
    if whole == near.span || near.span.is_empty() {
        return near;
    }
    let head = Span::new(whole.start, near.span.start).of(text);
    let tail = Span::new(near.span.end, whole.end).of(text);
    if !head.is_empty() {
        near.diff.insert(0, Piece::Said(head.to_owned()));
    }
    if !tail.is_empty() {
        near.diff.push(Piece::Said(tail.to_owned()));
    }
    Nearest { span: whole, likeness: near.likeness.min(CUT), ..near }
}

/// What cuts a word, or writes it in another way, is not all alike.
const CUT: f64 = 0.99;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Begin,
    Same,
    Changed,
    Quoted,
    Said,
    /// Left out where `[...]` says so.
    Omitted,
}

fn set(steps: &mut [Step], at: usize, step: Step) {
    if let Some(place) = steps.get_mut(at) {
        *place = step;
    }
}

/// A word weighs more than a comma, and `[...]` nothing.
fn price(token: &Token) -> u32 {
    match token.kind {
        TokenKind::Omission => 0,
        TokenKind::Mark(_) | TokenKind::Sound(_) => 1,
        _ => 4,
    }
}

fn equal(one: &Token, other: &Token) -> bool {
    match (&one.kind, &other.kind) {
        (TokenKind::Word(a) | TokenKind::Capital(a), TokenKind::Word(b) | TokenKind::Capital(b)) => {
            a == b || fold(a) == fold(b)
        }
        (a, b) => a == b,
    }
}

/// Whether the word `at`, which is alike, also has the accents and capitals of what was said: an edge may have
/// another capital.
fn is_written_so(quoted: &[Token], at: usize, said: Option<&Token>) -> bool {
    let (Some(token), Some(said)) = (quoted.get(at), said) else { return true };
    match (&token.kind, &said.kind) {
        (TokenKind::Word(quoted_word), TokenKind::Word(said_word)) => {
            let before = quoted.get(..at).unwrap_or(&[]).iter().rev();
            let mut before = before.take_while(|token| token.kind != TokenKind::Omission);
            let is_edge =
                before.all(|token| !matches!(token.kind, TokenKind::Word(_) | TokenKind::Capital(_)));
            quoted_word == said_word || is_edge && same_word(quoted_word, said_word)
        }
        (
            TokenKind::Word(quoted) | TokenKind::Capital(quoted),
            TokenKind::Word(said) | TokenKind::Capital(said),
        ) => same_word(quoted, said),
        _ => true,
    }
}

fn trace(
    steps: &[Step],
    width: usize,
    (mut row, mut used): (usize, usize),
    (quotation, quoted): (&str, &[Token]),
    (text, said): (&str, &[Token]),
) -> (Span, Vec<Piece>) {
    let last = used;
    let mut pieces: Vec<Piece> = Vec::new();
    let words = |tokens: &[Token], at: usize, text: &str| {
        tokens.get(at).map_or(String::new(), |token| token.span.of(text).to_owned())
    };
    while row > 0 {
        let step = steps.get(row * width + used).copied().unwrap_or(Step::Begin);
        match step {
            Step::Same if is_written_so(quoted, row - 1, said.get(used - 1)) => {
                pieces.push(Piece::Same(words(quoted, row - 1, quotation)));
            }
            Step::Same | Step::Changed => {
                pieces.push(Piece::Quoted(words(quoted, row - 1, quotation)));
                pieces.push(Piece::Said(words(said, used - 1, text)));
            }
            Step::Quoted if quoted.get(row - 1).is_some_and(|token| token.kind == TokenKind::Omission) => {
                pieces.push(Piece::Same(words(quoted, row - 1, quotation)));
            }
            Step::Quoted => pieces.push(Piece::Quoted(words(quoted, row - 1, quotation))),
            Step::Omitted => {}
            Step::Said => pieces.push(Piece::Said(words(said, used - 1, text))),
            Step::Begin => break,
        }
        if !matches!(step, Step::Said | Step::Omitted) {
            row -= 1;
        }
        if step != Step::Quoted {
            used -= 1;
        }
    }
    pieces.reverse();
    let of = |at: usize| said.get(at).map(|token| token.span);
    let span = match (of(used), last.checked_sub(1).and_then(of)) {
        (Some(from), Some(to)) if from.start <= to.end => Span::new(from.start, to.end),
        _ => Span::new(0, 0),
    };
    (span, joined(pieces))
}

/// Neighbours of one kind as one piece; what was said before what was quoted in its place.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    let (mut said, mut quoted) = (Vec::new(), Vec::new());
    let flush = |said: &mut Vec<String>, quoted: &mut Vec<String>, joined: &mut Vec<Piece>| {
        if !said.is_empty() {
            joined.push(Piece::Said(std::mem::take(said).join(" ")));
        }
        if !quoted.is_empty() {
            joined.push(Piece::Quoted(std::mem::take(quoted).join(" ")));
        }
    };
    for piece in pieces {
        match piece {
            Piece::Said(word) => said.push(word),
            Piece::Quoted(word) => quoted.push(word),
            Piece::Same(word) => {
                flush(&mut said, &mut quoted, &mut joined);
                match joined.last_mut() {
                    Some(Piece::Same(before)) => {
                        let glued = word.chars().all(|c| ",.;:!?…".contains(c));
                        before.push_str(if glued { "" } else { " " });
                        before.push_str(&word);
                    }
                    _ => joined.push(Piece::Same(word)),
                }
            }
        }
    }
    flush(&mut said, &mut quoted, &mut joined);
    joined
}
