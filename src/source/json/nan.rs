//! What Python writes where a number is none: `NaN`, `Infinity`. JSON has no such words.

use std::borrow::Cow;

/// The words; a longer one before one that stands in it.
const WORDS: [&str; 3] = ["NaN", "-Infinity", "Infinity"];

/// `text` with `null` for every such word outside of strings.
pub(super) fn replaced(text: &str) -> Cow<'_, str> {
    if !WORDS.iter().any(|word| text.contains(word)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find('"').unwrap_or(rest.len());
        let (outside, string) = rest.split_at(end);
        let plain = WORDS.iter().fold(Cow::Borrowed(outside), |plain, word| {
            if plain.contains(word) { Cow::Owned(plain.replace(word, "null")) } else { plain }
        });
        out.push_str(&plain);
        let (string, after) = string.split_at(string_end(string));
        out.push_str(string);
        rest = after;
    }
    Cow::Owned(out)
}

/// How many bytes the string takes that `text` begins with, quotes included.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_outside_of_strings_are_numbers() {
        let text = r#"{"a": NaN, "NaN \" Infinity": [-Infinity, Infinity]}"#;
        assert_eq!(replaced(text), r#"{"a": null, "NaN \" Infinity": [null, null]}"#);
        assert_eq!(replaced("{\"a\": NaN, \"b"), "{\"a\": null, \"b");
    }
}
