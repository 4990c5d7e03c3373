//! Sentence borders of ASCII text, many times faster than by the tables of Unicode.

/// Where the sentences of `text`, which is ASCII, end: the borders of UAX #29, the end of the text included.
pub(super) fn ascii_borders(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut borders = Vec::new();
    let mut at = 0;
    loop {
        at = skip(bytes, at, |byte| !is_mark(byte) && !is_line_end(byte));
        at = match bytes.get(at) {
            Some(&byte) if is_mark(byte) => after_mark(bytes, at, &mut borders),
            Some(_) => after_line_end(bytes, at, &mut borders),
            None => break,
        };
    }
    if borders.last().copied().unwrap_or(0) < bytes.len() {
        borders.push(bytes.len());
    }
    borders
}

/// A text of ASCII, as long in bytes, with the same borders; `None` when a character of `text` has no ASCII
/// character of its kind here. Those of western European transcripts have.
pub(super) fn ascii_twin(text: &str) -> Option<String> {
    let mut twin = String::with_capacity(text.len());
    for c in text.chars() {
        let same = if c.is_ascii() { c } else { of_the_kind_of(c)? };
        (0..c.len_utf8()).for_each(|_| twin.push(same));
    }
    Some(twin)
}

/// An ASCII character with the same Sentence_Break property, of which several in a row change nothing.
fn of_the_kind_of(c: char) -> Option<char> {
    match c {
        '\u{C0}'..='\u{17F}' if c.is_lowercase() => Some('a'),
        '\u{C0}'..='\u{17F}' if c.is_uppercase() => Some('A'),
        '\u{A0}' => Some(' '),
        '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' => Some('"'),
        '–' | '—' => Some('-'),
        '…' | '€' | '×' | '÷' => Some('*'),
        _ => None,
    }
}

/// A line end is a border (SB4), CR and LF together are one (SB3).
fn after_line_end(bytes: &[u8], at: usize, borders: &mut Vec<usize>) -> usize {
    let is_both = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
    let end = at + 1 + usize::from(is_both);
    borders.push(end);
    end
}

/// Behind the mark at `at`, what closes and blanks are skipped (SB9, SB10); then there is a border (SB11) or
/// a reason for none. Returns where to go on.
fn after_mark(bytes: &[u8], at: usize, borders: &mut Vec<usize>) -> usize {
    let is_stop = bytes.get(at) == Some(&b'.');
    if let (true, Some(next)) = (is_stop, bytes.get(at + 1)) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let is_number = next.is_ascii_digit();
        let is_initial = next.is_ascii_uppercase() && before.is_some_and(u8::is_ascii_alphabetic);
        if is_number || is_initial {
            return at + 1; // SB6, SB7
        }
    }
    let closed = skip(bytes, at + 1, is_closing);
    let end = skip(bytes, closed, is_blank);
    match bytes.get(end) {
        Some(&byte) if is_line_end(byte) => after_line_end(bytes, end, borders),
        // SB8a; another mark decides for itself.
        Some(b',' | b'-' | b':' | b';' | b'.' | b'!' | b'?') => end,
        _ if is_stop && goes_on(bytes, end) => end, // SB8
        _ => {
            borders.push(end);
            end
        }
    }
}

/// Whether the next letter, before a mark or a line end, is a small one.
fn goes_on(bytes: &[u8], from: usize) -> bool {
    let tells = |byte: u8| byte.is_ascii_alphabetic() || is_line_end(byte) || is_mark(byte);
    bytes.get(skip(bytes, from, |byte| !tells(byte))).is_some_and(u8::is_ascii_lowercase)
}

fn skip(bytes: &[u8], from: usize, is_skipped: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !is_skipped(*byte)).unwrap_or(rest.len())
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0B | 0x0C)
}

fn is_closing(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn expected(text: &str) -> Vec<usize> {
        text.split_sentence_bound_indices().map(|(at, piece)| at + piece.len()).collect()
    }

    #[test]
    fn every_character_is_of_the_kind_that_unicode_says() {
        for c in (0..128_u8).map(char::from) {
            for text in [
                format!("a.{c}b"),
                format!("a.{c} B"),
                format!("a!{c}{c}B"),
                format!("{c}.B"),
                format!("a. {c}"),
            ] {
                assert_eq!(ascii_borders(&text), expected(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn every_twin_is_of_the_kind_that_unicode_says() {
        let known: Vec<char> = ('\u{80}'..'\u{3000}').filter(|c| of_the_kind_of(*c).is_some()).collect();
        assert!(known.len() > 190, "{}", known.len());
        for c in known {
            for text in [
                format!("a.{c}b"),
                format!("a.{c} B"),
                format!("a. {c}B. {c} b"),
                format!("a!{c}{c}B"),
                format!("{c}.B"),
                format!("{c}.1 {c}.\n{c}"),
                format!("a. {c}"),
            ] {
                assert_eq!(ascii_borders(&ascii_twin(&text).unwrap()), expected(&text), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_borders_are_those_of_unicode(text in "[aB1 .!?,:\"'(\\n\\r\\t\\x0b;-]{0,24}") {
            prop_assert_eq!(ascii_borders(&text), expected(&text));
        }

        #[test]
        fn the_borders_of_a_twin_are_those_of_its_text(text in "[aB1é Ü.!?,:’„”\u{a0}–…€\\n\\r-]{0,24}") {
            let twin = ascii_twin(&text).expect("all of them are known");
            prop_assert_eq!(ascii_borders(&twin), expected(&text));
        }
    }
}
