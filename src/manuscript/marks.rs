//! Quotation marks in running text: what stands between them, in Dutch, English, French and German.

use super::closing::{Closing, after, before, closers, closing_before, is_elision, opens};
use crate::text::Span;

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// With the marks, in bytes.
    pub(super) outer: Span,
    /// Without them.
    pub(super) inner: Span,
    /// Whether it was closed; else it goes on in the next paragraph.
    pub(super) is_closed: bool,
}

/// So many marks of a paragraph are looked at that nothing closes.
const MOST_OPEN: usize = 16;

/// Every quotation of a paragraph, the outermost of nested ones, and the double marks that nothing closes: those may
/// go on in the next paragraph.
pub(super) fn marked(text: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut closing = Closing::new(text);
    let mut at = 0;
    let mut open_ones = 0;
    while let Some((open_at, open)) = next_opening(text, at) {
        let inner = open_at + open.len_utf8();
        if let Some((end, mark)) = closing.of(open_at, open) {
            let after = end + mark.len_utf8();
            found.push(Marked {
                outer: Span::new(open_at, after),
                inner: Span::new(inner, end),
                is_closed: true,
            });
            at = after;
            continue;
        }
        at = inner;
        if matches!(open, '„' | '“' | '«' | '"') {
            open_ones += 1;
            let end = text.len();
            let (outer, inner) = (Span::new(open_at, end), Span::new(inner, end));
            found.push(Marked { outer, inner, is_closed: false });
        }
        if open_ones > MOST_OPEN {
            break;
        }
    }
    found
}

/// Of fewer words nobody says that a mark opens them: `‘Ne keer`.
const FEWEST_WORDS: usize = 4;

/// Where a single mark stands before a sentence and nothing closes it. What it opens is no quotation, since it may be
/// an apostrophe.
pub(super) fn open_singles(text: &str) -> Vec<usize> {
    let quoted = marked(text);
    let mut closing = Closing::new(text);
    let is_inside = |at: usize| {
        let before = quoted.partition_point(|one| one.outer.start <= at);
        before
            .checked_sub(1)
            .and_then(|last| quoted.get(last))
            .is_some_and(|one| one.is_closed && at < one.outer.end)
    };
    let opens = text.match_indices('‘').map(|(at, mark)| (at, at + mark.len())).filter(|(at, inner)| {
        let rest = text.get(*inner..).unwrap_or("");
        before(text, *at).is_none_or(|c| c.is_whitespace() || "([".contains(c))
            && rest.starts_with(char::is_uppercase)
            && !is_elision(rest)
            && rest.split_whitespace().take(FEWEST_WORDS).count() == FEWEST_WORDS
            && !is_inside(*at)
            && closing.of(*at, '‘').is_none()
    });
    opens.map(|(at, _)| at).take(MOST_OPEN).collect()
}

/// Whether what `open` opened at the end of a paragraph is closed in `next`, the paragraphs below it: a mark that
/// opens another quotation there closes nothing.
pub(super) fn is_closed_in(next: &str, open: char) -> bool {
    closing_before(next, open).is_some_and(|(at, mark)| {
        !opens(next, at, mark)
            && !next.get(..at).is_some_and(|before| {
                open == '"' && before.char_indices().any(|(at, c)| c == '"' && opens(before, at, c))
            })
    })
}

/// The next mark that opens: at a border of words, and not the apostrophe of `'s avonds`.
fn next_opening(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.get(from..)?;
    rest.char_indices().map(|(at, c)| (at + from, c)).find(|&(at, c)| {
        if closers(c).is_none() || before(text, at).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let next = after(text, at + c.len_utf8());
        let is_word_next = next.is_some_and(|c| !c.is_whitespace());
        match c {
            '’' if before(text, at).is_some_and(|c| !c.is_whitespace() && !"([{—–".contains(c)) => {
                false
            }
            '\'' | '‘' | '’' | '‚' => {
                is_word_next && !is_elision(text.get(at + c.len_utf8()..).unwrap_or(""))
            }
            // Some write it at both ends; after a mark or a point it closes.
            '”' => {
                next.is_some_and(char::is_alphanumeric)
                    && before(text, at).is_none_or(|c| c.is_whitespace() || "([".contains(c))
            }
            '"' => is_word_next,
            '»' | '›' => is_word_next,
            _ => true,
        }
    })
}
