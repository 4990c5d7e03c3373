//! Folding: lower case and without diacritics, for matching only. What was said is never folded.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `word` in lower case and without diacritics; `ß`, `œ`, `æ`, `ø` and `ł` in their plain spelling.
///
/// ```
/// assert_eq!(verbatim::text::fold("Eén"), "een");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// Like [`fold`], into a buffer that is used again.
pub fn fold_into(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        buffer.push_str(&fold(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_accents_go() {
        for (said, folded) in
            [("Één", "een"), ("crèche", "creche"), ("İ", "i"), ("Straße", "strasse"), ("ĳs", "ijs")]
        {
            assert_eq!(fold(said), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(word in "\\PC{0,20}") {
            let once = fold(&word).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once.as_str());
            let mut buffer = "x".to_owned();
            fold_into(&word, &mut buffer);
            prop_assert_eq!(buffer, once);
        }
    }
}
