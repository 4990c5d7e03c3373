//! Sentence borders of ASCII text, many times faster than by the tables of Unicode.

/// Where the sentences of `text`, which is ASCII, end: the borders of UAX #29, the end of the text included.
pub(super) fn ascii_borders(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut borders = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'.' | b'!' | b'?' => after_mark(bytes, at, &mut borders),
            _ if is_line_end(byte) => after_line_end(bytes, at, &mut borders),
            _ => at + 1,
        };
    }
    if borders.last().copied().unwrap_or(0) < bytes.len() {
        borders.push(bytes.len());
    }
    borders
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
    let tells =
        |byte: u8| byte.is_ascii_alphabetic() || is_line_end(byte) || matches!(byte, b'.' | b'!' | b'?');
    bytes.get(skip(bytes, from, |byte| !tells(byte))).is_some_and(u8::is_ascii_lowercase)
}

fn skip(bytes: &[u8], from: usize, is_skipped: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !is_skipped(*byte)).unwrap_or(rest.len())
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_borders_are_those_of_unicode(text in "[aB1 .!?,:\"'(\\n\\r\\t\\x0b;-]{0,24}") {
            prop_assert_eq!(ascii_borders(&text), expected(&text));
        }
    }
}
