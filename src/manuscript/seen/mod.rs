//! What a reader of a finished text sees: words that are struck out or hidden are taken out before it is read, so
//! that they make no quotation exact; and so are the numbers of notes, which make none altered. What was struck out
//! leaves a mark.

mod latex;
mod left;
mod office;
mod raised;
mod struck;
mod web;

pub(super) use latex::{end_of_group, without_unseen as latex};
pub(super) use office::without_unseen as office;
pub(super) use raised::{is_note_sign, without_digits};
pub(super) use struck::{STRUCK, take_out as take_struck};
pub(super) use web::without_unseen as web;

/// A stretch of a text that is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Gone {
    start: usize,
    end: usize,
    is_struck: bool,
}

/// `text` without these stretches (in order of their starts; some may lie in others); line breaks stay, so that
/// lines keep their numbers.
fn without(text: &str, stretches: &[Gone]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for &Gone { start, end, is_struck } in stretches {
        if end <= at {
            continue;
        }
        left.push_str(text.get(at..start).unwrap_or(""));
        left.extend(is_struck.then_some(STRUCK));
        let gone = text.get(start.max(at)..end).unwrap_or("");
        left.extend(gone.chars().filter(|c| *c == '\n'));
        at = end;
    }
    left.push_str(text.get(at..).unwrap_or(""));
    left
}
