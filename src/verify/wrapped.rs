//! Lines that only wrap: a line break in the place of a blank says nothing, be it in a finished text or in a
//! transcript.

use std::borrow::Cow;

/// `text` with every line break, and the blanks beside it, as one blank. A blank line stays: it parts paragraphs.
pub(super) fn unwrapped(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let mut flat = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_blank) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = from.find(|c| !is_blank(c)).unwrap_or(from.len());
        let (blanks, after) = from.split_at_checked(end).unwrap_or((from, ""));
        flat.push_str(before);
        flat.push_str(if blanks.matches('\n').count() == 1 { " " } else { blanks });
        rest = after;
    }
    flat.push_str(rest);
    Cow::Owned(flat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_break_is_a_blank() {
        assert_eq!(unwrapped("ik kom\nniet \r\n\t meer\nterug\n"), "ik kom niet meer terug ");
        for text in ["ik  kom", "ik kom\n\nniet", "ik\u{a0}kom", "ik\tkom"] {
            assert_eq!(unwrapped(text), text);
        }
        assert_eq!(unwrapped("a  b\nc"), "a  b c");
    }
}
