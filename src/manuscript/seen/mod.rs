//! What a reader of a finished text sees: words that are struck out or hidden are taken out before it is read, so
//! that they make no quotation exact; and so are the numbers of notes, which make none altered.

mod latex;
mod left;
mod office;
mod raised;
mod web;

pub(super) use latex::{end_of_group, without_unseen as latex};
pub(super) use office::without_unseen as office;
pub(super) use raised::{is_note_sign, without_digits};
pub(super) use web::without_unseen as web;

/// `text` without these stretches (in order of their starts; some may lie in others); line breaks stay, so that
/// lines keep their numbers.
fn without(text: &str, stretches: &[(usize, usize)]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for &(start, end) in stretches {
        if end <= at {
            continue;
        }
        left.push_str(text.get(at..start).unwrap_or(""));
        let gone = text.get(start.max(at)..end).unwrap_or("");
        left.extend(gone.chars().filter(|c| *c == '\n'));
        at = end;
    }
    left.push_str(text.get(at..).unwrap_or(""));
    left
}
