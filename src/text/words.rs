//! Words: what a plain pattern, a phrase and a query count as one.

use unicode_normalization::char::is_combining_mark;

use super::Span;

/// The words of `text`, in order: runs of letters and digits with the marks on them. An apostrophe
/// or a hyphen separates, so `foto's` is `foto` and `s`, and `tax-on-web` is three words; patterns
/// and queries are cut the same way.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The iterator that [`words`] returns.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        let start = skip_to_word(self.text, self.at)?;
        let end = end_of_word(self.text, start);
        self.at = end;
        Some(Span::new(start, end))
    }
}

fn skip_to_word(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text.get(at..)?.chars().next()?;
            if c.is_alphanumeric() {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
    None
}

fn end_of_word(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_alphanumeric() || is_combining_mark(c) => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn hesitations_and_hyphens() {
        assert_eq!(said("Euh… wacht-, 't ís tax-on-web!"), ["Euh", "wacht", "t", "ís", "tax", "on", "web"]);
        assert_eq!(said("e\u{301}e\u{301}n"), ["e\u{301}e\u{301}n"]);
        assert_eq!(said(" … – "), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn words_lie_on_borders_and_in_order(text in "\\PC{0,200}") {
            let mut last = 0;
            for span in words(&text) {
                prop_assert!(text.get(span.start..span.end).is_some());
                prop_assert!(span.start >= last && span.end > span.start);
                last = span.end;
            }
        }
    }
}
