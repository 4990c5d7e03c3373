//! Negations that an omission takes away: what is left may say the opposite.

use crate::shown::edit::is_negation;
use crate::shown::tokens::{Token, TokenKind};
use crate::text::Span;

/// The negations that `[...]` at an end of a stretch leaves out of the sentence that it breaks off.
pub(super) fn cut_off(said: &[Token], span: Span, shown: &[Token], text: &str) -> Vec<String> {
    let is_open = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Omission);
    let goes_on = |at: &usize| {
        let ends = |token: &Token| matches!(token.kind, TokenKind::Mark('.' | '?' | '!'));
        said.get(*at).is_some_and(|token| !ends(token))
    };
    let first = said.iter().position(|token| token.span.start >= span.start).unwrap_or(said.len());
    let next = said.iter().position(|token| token.span.start >= span.end).unwrap_or(said.len());
    let before = (0..first).rev().take_while(goes_on).filter(|_| is_open(shown.first()));
    let after = (next..said.len()).take_while(goes_on).filter(|_| is_open(shown.last()));
    before.chain(after).filter_map(|at| negation(said, at, text)).collect()
}

/// The negation that the token `at` is, if it is one: `niet`, `don't`.
pub(super) fn negation(said: &[Token], at: usize, text: &str) -> Option<String> {
    let token = said.get(at).filter(|token| matches!(token.kind, TokenKind::Word(_)))?;
    // An apostrophe parts a word in two: `don`, `'`, `t`.
    let apart = at.checked_sub(2).and_then(|first| said.get(first)).filter(|first| {
        let is_joined = said
            .get(at - 1)
            .is_some_and(|mark| mark.kind == TokenKind::Mark('\'') && mark.span.start == first.span.end);
        is_joined && said.get(at - 1).is_some_and(|mark| mark.span.end == token.span.start)
    });
    let start = apart.map_or(token.span.start, |first| first.span.start);
    let word = Span::new(start, token.span.end).of(text);
    is_negation(word).then(|| word.to_owned())
}
