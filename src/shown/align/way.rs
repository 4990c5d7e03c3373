//! The cheapest way read back: what was edited, or where it breaks off.

use super::grid::{FAR, Grid, Step, taken};
use super::left_out::negation;
use super::{Fit, Misfit, Want};
use crate::shown::edit::Edit;
use crate::shown::tokens::{Token, TokenKind};
use crate::text::Span;

impl Grid {
    /// The way to the cell where all wants are met and `end` tokens used.
    pub(super) fn way(&self, wants: &[Want<'_>], said: &[Token], end: usize, text: &str, shown: &str) -> Fit {
        let (mut met, mut used) = (wants.len(), end);
        let mut edits = Vec::new();
        // Outer pieces that are left out do not belong to what is shown.
        let mut borders: Option<(usize, usize)> = None;
        loop {
            let step = self.step(met, used);
            let before = used.saturating_sub(taken(step));
            if matches!(step, Step::Match | Step::Recased | Step::Any | Step::Name(_)) {
                borders = Some((before, borders.map_or(used, |(_, end)| end)));
            }
            if matches!(step, Step::Any | Step::Skip) {
                edits.extend(negation(said, before, text).map(Edit::Negation));
            }
            match step {
                Step::None => break,
                Step::Recased => edits.push(recasing(wants.get(met - 1))),
                Step::Any => edits.push(Edit::Omission),
                Step::Insert => edits.extend(bracket(wants.get(met - 1), shown).map(Edit::Insertion)),
                Step::Name(_) => edits.extend(bracket(wants.get(met - 1), shown).map(Edit::Name)),
                Step::Sound => edits.push(Edit::Sound),
                Step::Filler(_) => edits.push(Edit::Filler(filler_in(said.get(before..used), text))),
                Step::EndStar
                    if !met.checked_sub(2).is_some_and(|at| matches!(wants.get(at), Some(Want::Any))) =>
                {
                    // An omission at an end of a stretch.
                    edits.push(Edit::Omission);
                }
                _ => {}
            }
            if !matches!(step, Step::Skip | Step::Sound | Step::Filler(_)) {
                met -= 1;
            }
            used = before;
        }
        edits.reverse();
        let (first, last) = borders.unwrap_or((0, 0));
        let of = |at: usize| said.get(at).map(|token| token.span);
        let span = match (of(first), last.checked_sub(1).and_then(of)) {
            (Some(from), Some(to)) => Span::new(from.start, to.end),
            _ => Span::new(0, 0),
        };
        if edits.is_empty() && span.of(text) != shown.trim() {
            edits.push(Edit::Typography);
        }
        Fit { span, edits }
    }

    /// How many tokens are used where the best way ends that meets so many wants: the cheapest, the first among equals
    /// for words that are said again later, and past what may be left out; after `[...]` the last.
    fn broken_off(&self, met: usize, wants: &[Want<'_>]) -> Option<usize> {
        let mut reached = (0..self.width).filter(|&used| self.cost(met, used) < FAR);
        let after_star = met.checked_sub(1).is_some_and(|at| matches!(wants.get(at), Some(Want::Star)));
        if after_star {
            return reached.next_back();
        }
        let mut best = reached.min_by_key(|&used| self.cost(met, used))?;
        let is_silent = |step: Step| matches!(step, Step::Sound | Step::Filler(_));
        for used in best + 1..self.width {
            let step = self.step(met, used);
            if is_silent(step) && used.checked_sub(taken(step)) == Some(best) {
                best = used;
            }
        }
        Some(best)
    }

    /// The first want that no way meets, and what was said where the farthest way ends.
    pub(super) fn misfit(&self, wants: &[Want<'_>], said: &[Token], text: &str, shown: &str) -> Misfit {
        let farthest = (0..=wants.len()).rev().find_map(|met| Some((met, self.broken_off(met, wants)?)));
        let (met, used) = farthest.unwrap_or((0, 0));
        // A bracket in place of words that were said is itself what is wrong.
        let bracket = met.checked_sub(1).and_then(|before| wants.get(before)).and_then(|want| match want {
            Want::Insertion(token) => Some(token.span.start),
            _ => None,
        });
        let shown_span = match wants.get(met) {
            Some(Want::Token(token, _) | Want::Insertion(token)) => {
                Span::new(bracket.unwrap_or(token.span.start), token.span.end)
            }
            _ => Span::new(shown.len(), shown.len()),
        };
        let said_span = said.get(used).map_or(Span::new(text.len(), text.len()), |token| token.span);
        Misfit { shown: shown_span, said: said_span }
    }
}

/// Which case the first letter of a word was given.
fn recasing(want: Option<&Want<'_>>) -> Edit {
    let word = match want {
        Some(Want::Token(Token { kind: TokenKind::Word(word) | TokenKind::Capital(word), .. }, _)) => {
            word.as_str()
        }
        _ => "",
    };
    if word.starts_with(char::is_lowercase) { Edit::SmallLetter } else { Edit::Capital }
}

/// The words of an insertion with its brackets.
fn bracket(want: Option<&Want<'_>>, shown: &str) -> Option<String> {
    match want {
        Some(Want::Insertion(token)) => Some(token.span.of(shown).to_owned()),
        _ => None,
    }
}

/// The words of a filler that was left out, without the marks beside it.
fn filler_in(tokens: Option<&[Token]>, text: &str) -> String {
    let words = tokens.unwrap_or(&[]).iter().filter(|token| matches!(token.kind, TokenKind::Word(_)));
    words.map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
}
