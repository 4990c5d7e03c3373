//! Whether a shown form is what was said, edited within the grammar: the cheapest way through both.

mod grid;
mod left_out;
mod way;

use super::dispensable::Dispensable;
use super::edit::Edit;
use super::tokens::{Token, TokenKind, tokens};
use crate::text::Span;
use grid::{FAR, Grid, Said};

/// Whether the whole of what was said must be shown, or any stretch of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// From its first word to its last.
    Whole,
    /// Wherever it stands.
    Free,
}

/// The shown form is what was said, edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The bytes of what was said that are shown, left-out ones between them included.
    pub span: Span,
    /// What was done to them, in order; empty where they are shown as they were said.
    pub edits: Vec<Edit>,
}

/// Where a shown form leaves what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The bytes of the shown form that were not said there; empty at its end, where something is missing.
    pub shown: Span,
    /// The bytes of what was said that should stand there.
    pub said: Span,
}

/// More cells than this are not compared: a quote of 500 words in a turn of 20,000.
const MOST_CELLS: usize = 12_000_000;

/// What a shown form asks for, one after the other.
enum Want<'t> {
    Token(&'t Token, Case),
    /// One thing that was said, whatever it is: an omission leaves out something.
    Any,
    /// As many more as it takes.
    Star,
    Insertion(&'t Token),
}

/// Whether the first letter may have another case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Said,
    Free,
}

/// Fits `shown` to `said`, the tokens of `text`.
///
/// # Errors
/// Where it is not what was said.
pub fn fit(
    text: &str,
    said: &[Token],
    shown: &str,
    dispensable: &Dispensable,
    ends: Ends,
) -> Result<Fit, Misfit> {
    if text == shown {
        return Ok(Fit { span: Span::new(0, text.len()), edits: Vec::new() });
    }
    let shown_all = tokens(shown);
    // Brackets alone quote nobody.
    if !shown_all.iter().any(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Capital(_))) {
        return Err(Misfit { shown: Span::new(0, shown.len()), said: Span::new(0, text.len()) });
    }
    let wants = wants(&shown_all, ends);
    let width = said.len() + 1;
    if (wants.len() + 1).saturating_mul(width) > MOST_CELLS {
        return Err(Misfit { shown: Span::new(0, shown.len()), said: Span::new(0, text.len()) });
    }
    let has_brackets = wants.iter().any(|want| matches!(want, Want::Insertion(_)));
    let names = if has_brackets { dispensable.names(text, said) } else { Vec::new() };
    let grid = Grid::fill(&wants, Said { tokens: said, names: &names }, dispensable, ends);
    let last = wants.len();
    let end = match ends {
        Ends::Whole => Some(said.len()).filter(|&end| grid.cost(last, end) < FAR),
        Ends::Free => {
            (0..width).filter(|&end| grid.cost(last, end) < FAR).min_by_key(|&end| grid.cost(last, end))
        }
    };
    match end {
        Some(end) => {
            let mut fit = grid.way(&wants, said, end, text, shown);
            if ends == Ends::Free {
                fit.edits.extend(
                    left_out::cut_off(said, fit.span, &shown_all, text).into_iter().map(Edit::Negation),
                );
            }
            Ok(fit)
        }
        None => Err(grid.misfit(&wants, said, text, shown)),
    }
}

/// What the tokens of a shown form ask for.
fn wants(shown: &[Token], ends: Ends) -> Vec<Want<'_>> {
    let mut wants = Vec::with_capacity(shown.len() + 4);
    let mut at_edge = true;
    for (number, token) in shown.iter().enumerate() {
        match &token.kind {
            TokenKind::Omission => {
                // At an end of a stretch, what is left out stands outside it.
                let outer = number == 0 || number + 1 == shown.len();
                if ends == Ends::Whole || !outer {
                    wants.push(Want::Any);
                }
                wants.push(Want::Star);
                at_edge = true;
            }
            TokenKind::Insertion(_) => wants.push(Want::Insertion(token)),
            kind => {
                wants.push(Want::Token(token, if at_edge { Case::Free } else { Case::Said }));
                at_edge = at_edge && !matches!(kind, TokenKind::Word(_) | TokenKind::Capital(_));
            }
        }
    }
    wants
}
