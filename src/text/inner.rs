//! Quotation marks within a quotation.

use std::borrow::Cow;

use super::Language;

/// `text` as it stands between double quotation marks: those that it holds itself become single ones, in the manner of
/// its language. Every other character stays, and every mark stays one character.
///
/// Marks of typewriters open before a word and close after one; after a digit, where none is open, one is the sign of
/// inches. Angled ones can be told from the outer ones as they are.
pub fn inner_marks(text: &str, language: Option<Language>) -> Cow<'_, str> {
    if !text.contains(['“', '”', '„', '‟', '"']) {
        return Cow::Borrowed(text);
    }
    let (open, close) = if language == Some(Language::GERMAN) { ('‚', '‘') } else { ('‘', '’') };
    let mut inner = String::with_capacity(text.len());
    let (mut before, mut is_open) = (None, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        inner.push(match c {
            '“' => '‘',
            '”' => '’',
            '„' => '‚',
            '‟' => '‛',
            '"' if opens(before) && chars.peek().is_some_and(|next| !next.is_whitespace()) => {
                is_open = true;
                open
            }
            '"' if !is_open && before.is_some_and(|before| before.is_ascii_digit()) => '"',
            '"' => {
                is_open = false;
                close
            }
            other => other,
        });
        before = Some(c);
    }
    Cow::Owned(inner)
}

/// Whether a mark after this character stands where one opens.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|before| before.is_whitespace() || "([{-–—/'‘“„".contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dutch(text: &str) -> String {
        inner_marks(text, Some(Language::DUTCH)).into_owned()
    }

    #[test]
    fn double_marks_become_single_ones() {
        assert_eq!(dutch("“Duid dat aan”, zei ze."), "‘Duid dat aan’, zei ze.");
        assert_eq!(
            dutch("Ik zei: \"bel mij\", en „nu” graag (\"echt\")."),
            "Ik zei: ‘bel mij’, en ‚nu’ graag (‘echt’)."
        );
        // A quote may begin or end within what somebody else said.
        assert_eq!(dutch("Duid dat maar aan.\""), "Duid dat maar aan.’");
        assert_eq!(dutch("\"Duid dat maar aan."), "‘Duid dat maar aan.");
        let german = inner_marks("Er sagte „komm“ und \"geh\".", Some(Language::GERMAN));
        assert_eq!(german, "Er sagte ‚komm‘ und ‚geh‘.");
    }

    #[test]
    fn what_is_no_double_mark_stays() {
        for text in ["'t Is zo, zei 'm.", "een scherm van 19\" breed", "« ja »", "‘nee’"] {
            assert_eq!(dutch(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_other_character_stays(text in "[a“”„\"‘’ '«».5-]{0,20}") {
            let inner = dutch(&text);
            prop_assert_eq!(inner.chars().count(), text.chars().count());
            for (was, is) in text.chars().zip(inner.chars()) {
                prop_assert!(was == is || "“”„\"".contains(was) && "‘’‚".contains(is));
            }
            prop_assert_eq!(dutch(&inner), inner);
        }
    }
}
