//! The form in which a quote is to be shown, held against what was said.

use verbatim::shown::{self, Ends, LONGEST_BRACKET, Token, TokenKind, fit, tokens};
use verbatim::text::Span;

use super::super::context::Context;
use super::super::exit::Failure;
use super::super::ui::{Ui, safe};

/// Whether `shown` is `said`, edited within the grammar. What may turn the words around is told.
pub(crate) fn check_shown(context: &Context, said: &str, shown: &str, ui: &mut Ui) -> Result<(), Failure> {
    let dispensable = context.dispensable();
    let misfit = match fit(said, &tokens(said), shown, &dispensable, Ends::Whole) {
        Ok(fit) => {
            for remark in shown::turned_around(&fit.edits) {
                ui.warning(&format!(
                    "the shown form {}: it may say the opposite of what was said",
                    safe(&remark)
                ));
            }
            return Ok(());
        }
        Err(misfit) => misfit,
    };
    let is_word = |token: &Token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Capital(_));
    if !tokens(shown).iter().any(is_word) {
        return Err(Failure::usage(format!("the shown form holds no word that was said: `{}`", safe(shown)))
            .hint("keep some of the words; `verbatim set drop` takes a quote out"));
    }
    if let Some(long) = shown::overlong(shown) {
        return Err(Failure::usage(too_long(shown, long)).hint(
            "an insertion explains a word or two of what was said; a longer remark stands outside the quote (`--note` keeps one)",
        ));
    }
    let (shown, said) = (misquoted(shown, misfit.shown), misfit.said.of(said));
    Err(Failure::usage(format!("the shown form is not what was said: {shown}")).hint(if said.is_empty() {
        "nothing more was said there; words that were put in stand in brackets: [so]".to_owned()
    } else {
        format!(
            "there was said `{said}`; mark words left out with [...] and words put in with [so]; only in place of a \
             name on the list of `verbatim names` may [naam] or its pseudonym stand"
        )
    }))
}

/// What of a shown form may turn around what was said, a remark each.
pub(crate) fn turned_around(context: &Context, said: &str, shown: &str) -> Vec<String> {
    let found = fit(said, &tokens(said), shown, &context.dispensable(), Ends::Whole);
    found.map(|fit| shown::turned_around(&fit.edits)).unwrap_or_default()
}

/// Says that an insertion is too long, with its beginning.
pub(crate) fn too_long(shown: &str, at: Span) -> String {
    let length = at.of(shown).chars().count().saturating_sub(2);
    let words: String = at.of(shown).chars().take(30).collect();
    format!(
        "`{words}…` is too long for an insertion: {length} characters, where {LONGEST_BRACKET} are allowed"
    )
}

/// The shown form with a mark at the place that was not said.
fn misquoted(shown: &str, at: Span) -> String {
    let (before, wrong) = (shown.get(..at.start).unwrap_or(""), at.of(shown));
    let skip = before.chars().count().saturating_sub(40);
    let before: String = before.chars().skip(skip).collect();
    let before = if skip > 0 { format!("…{before}") } else { before };
    if wrong.is_empty() {
        format!("“{before}” breaks off")
    } else {
        format!("“{before}>>>{wrong}<<<”")
    }
}
