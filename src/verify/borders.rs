//! Where words begin and end: `foto's`, `non-profit`, `can't` and `1.500` are one word each, and a quotation that
//! ends inside of one says something else.

use crate::text::Span;

/// What follows an apostrophe and is so long is a word of its own: `l'école`, but not `foto's`.
const OWN_WORD: usize = 3;

/// `span` with the words whole that it cuts.
pub(super) fn whole_words(text: &str, span: Span) -> Span {
    let mut start = span.start;
    while is_inside(text, start, Edge::Start)
        && let Some(c) = before(text, start).next()
    {
        start -= c.len_utf8();
    }
    let mut end = span.end;
    while is_inside(text, end, Edge::End)
        && let Some(c) = after(text, end).next()
    {
        end += c.len_utf8();
    }
    Span::new(start, end)
}

/// Which end of a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

fn before(text: &str, at: usize) -> impl Iterator<Item = char> {
    text.get(..at).unwrap_or("").chars().rev()
}

fn after(text: &str, at: usize) -> impl Iterator<Item = char> {
    text.get(at..).unwrap_or("").chars()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word goes on across `at`.
fn is_inside(text: &str, at: usize, edge: Edge) -> bool {
    let (left, right) = (before(text, at).next(), after(text, at).next());
    let (Some(left), Some(right)) = (left, right) else { return false };
    if is_letter(left) && is_letter(right) {
        return true;
    }
    if is_letter(right) && joins(text, at - left.len_utf8(), left) {
        let word = after(text, at).take_while(|c| is_letter(*c)).count();
        return edge == Edge::End || !is_apostrophe(left) || word < OWN_WORD;
    }
    is_letter(left) && joins(text, at, right)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether the mark `c` at `at` stands between two parts of one word.
fn joins(text: &str, at: usize, c: char) -> bool {
    let next = at + c.len_utf8();
    let (Some(left), Some(right)) = (before(text, at).next(), after(text, next).next()) else { return false };
    match c {
        '-' | '‐' | '‑' => is_letter(left) && is_letter(right) && !is_stutter(text, at, next),
        '\'' | '’' => is_letter(left) && is_letter(right),
        '.' | ',' | ':' | '/' => left.is_ascii_digit() && right.is_ascii_digit(),
        _ => false,
    }
}

/// `w-wij`: the word begins anew behind the hyphen.
fn is_stutter(text: &str, at: usize, next: usize) -> bool {
    let mut begun: Vec<char> = before(text, at).take_while(|c| is_letter(*c)).collect();
    begun.reverse();
    let word = after(text, next).take(begun.len());
    begun.into_iter().flat_map(char::to_lowercase).eq(word.flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<'a>(text: &'a str, part: &str) -> &'a str {
        let start = text.find(part).unwrap_or(0);
        whole_words(text, Span::new(start, start + part.len())).of(text)
    }

    #[test]
    fn a_word_is_whole_with_its_apostrophes_hyphens_and_marks_of_numbers() {
        assert_eq!(whole("toen zag ik de foto's", "zag ik de foto"), "zag ik de foto's");
        assert_eq!(whole("well I can’t do that", "I can"), "I can’t");
        assert_eq!(whole("een non-profit is dat", "profit is dat"), "non-profit is dat");
        assert_eq!(whole("dat kost 1.500 euro", "500 euro"), "1.500 euro");
        assert_eq!(whole("dat duurt 2,5 jaar", "dat duurt 2"), "dat duurt 2,5");
        assert_eq!(whole("iedereen", "ieder"), "iedereen");
    }

    #[test]
    fn what_is_whole_stays_as_it_is() {
        for (text, part) in [
            ("à l'école on apprend", "école on"),
            ("w-wij gaan weg", "wij gaan"),
            ("in 1998, zegt ze", "in 1998"),
            ("- dan ga ik", "- dan"),
            ("ze zei 'ja' en weg", "zei 'ja' en"),
            ("'k ga weg-", "'k ga weg"),
        ] {
            assert_eq!(whole(text, part), part);
        }
    }
}
