//! Where a quotation was said, as it stands or edited within the grammar.

use super::borders::whole_words;
use super::claim::finding;
use super::corpus::Postings;
use super::wrapped::unwrapped;
use super::{Against, Finding, Tier};
use crate::shown::{Edit, Ends, Fit, Token, TokenKind, fit, tokens};
use crate::text::Span;

/// A phrase that occurs more often is common enough.
const MOST_PLACES: usize = 5_000;
/// Places that are compared word by word.
const MOST_FITTED: usize = 400;

/// The best tier among exact, typography and edited, with every place where it holds.
pub(super) fn locate(
    text: &str,
    quoted: &[Token],
    words: &[String],
    against: Against<'_>,
    postings: &Postings,
) -> Option<Finding> {
    if words.is_empty() {
        return None;
    }
    let turns = postings.with_all(words);
    let said = |turn: u32| against.corpus.turns.get(turn as usize).map_or("", |turn| turn.text.as_str());
    let exact: Vec<usize> = turns
        .iter()
        .filter(|turn| stands_in(said(**turn), text))
        .take(MOST_PLACES)
        .map(|turn| *turn as usize)
        .collect();
    if !exact.is_empty() {
        return Some(finding(Tier::Exact, exact, 1.0));
    }
    let mut fitted: Vec<(usize, Fit)> = Vec::new();
    for turn in turns.into_iter().take(MOST_FITTED) {
        let said = said(turn);
        if let Some(fit) = fits(said, text, quoted, against) {
            fitted.push((turn as usize, fit));
        }
    }
    let best = fitted.iter().map(|(_, fit)| rank(fit)).min()?;
    fitted.retain(|(_, fit)| rank(fit) == best);
    let edits = fitted.first().map(|(_, fit)| fit.edits.clone()).unwrap_or_default();
    let tier = if best.0 == 0 { Tier::Typography } else { Tier::Edited };
    let places = fitted.into_iter().map(|(turn, _)| turn).collect();
    Some(Finding { edits, ..finding(tier, places, 1.0) })
}

/// Whether `text`, which is unwrapped, stands in `said`, and cuts no word there.
pub(super) fn stands_in(said: &str, text: &str) -> bool {
    let said = unwrapped(said);
    let said = said.as_ref();
    said.match_indices(text).any(|(at, _)| {
        let span = Span::new(at, at + text.len());
        whole_words(said, span) == span
    })
}

/// Typography before editing, little editing before much.
fn rank(fit: &Fit) -> (u8, usize) {
    let only_typography = fit.edits.iter().all(|edit| *edit == Edit::Typography);
    (u8::from(!only_typography), fit.edits.len())
}

/// How `text` is a stretch of `said`; a mark at its end may be the author's own.
pub(super) fn fits(said: &str, text: &str, quoted: &[Token], against: Against<'_>) -> Option<Fit> {
    let said_tokens = tokens(said);
    let as_it_is = fit(said, &said_tokens, text, against.dispensable, Ends::Free);
    let without = || {
        let last = quoted.last()?;
        let is_closing = matches!(last.kind, TokenKind::Mark('.' | ',' | ';' | ':'));
        let shorter = text.get(..last.span.start).filter(|_| is_closing)?.trim_end();
        // After `[...]` nobody knows what mark was said.
        let is_open = quoted.iter().rev().nth(1).is_some_and(|token| token.kind == TokenKind::Omission);
        let mut from = 0;
        loop {
            let rest = said_tokens.get(from..).filter(|rest| !rest.is_empty())?;
            let mut fit = fit(said, rest, shorter, against.dispensable, Ends::Free).ok()?;
            if is_open || !is_asked(&said_tokens, fit.span.end) {
                fit.edits.push(Edit::Typography);
                return Some(fit);
            }
            // The same words may stand further on as a statement.
            from = said_tokens.iter().position(|token| token.span.start >= fit.span.end)?;
        }
    };
    let is_whole = |fit: &Fit| !fit.span.is_empty() && whole_words(said, fit.span) == fit.span;
    as_it_is.ok().filter(is_whole).or_else(|| without().filter(is_whole))
}

/// Whether the marks that were said at `end` make a question or a cry of what stands before: a full stop in their
/// place says something else.
fn is_asked(said: &[Token], end: usize) -> bool {
    let after = said.iter().skip_while(|token| token.span.start < end);
    let mut marks = after.map_while(|token| match token.kind {
        TokenKind::Mark(mark) => Some(mark),
        _ => None,
    });
    marks.any(|mark| matches!(mark, '?' | '!'))
}
