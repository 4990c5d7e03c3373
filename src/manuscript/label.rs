//! Who speaks, before a colon at the head of a block quote: `R6: Ik kom niet.`

use super::marks::marked;

/// Longer ones are words of a sentence.
const MOST_WORDS: usize = 3;
const LONGEST: usize = 40;

/// What may be the label of who speaks, and the words behind it, without marks around them.
pub fn labelled(text: &str) -> Option<(&str, &str)> {
    let (label, words) = text.trim_start().split_once(':')?;
    let label = label.trim_end();
    let is_word = |word: &str| {
        word.starts_with(char::is_alphanumeric)
            && word.chars().all(|c| c.is_alphanumeric() || ".-'’/_".contains(c))
    };
    let count = label.split_whitespace().count();
    let is_label = (1..=MOST_WORDS).contains(&count)
        && label.chars().count() <= LONGEST
        && label.split_whitespace().all(is_word)
        // `10:30`, `http://`.
        && words.starts_with(|c: char| c.is_whitespace() || "“\"‘„«".contains(c))
        && words.contains(char::is_alphanumeric);
    is_label.then(|| (label, unmarked(words.trim())))
}

/// Whether a line begins with a name as the heads of turns are written: `Mevrouw Jansen: Ik kom niet.`
pub(super) fn begins_turn(line: &str) -> bool {
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    labelled(line).is_some_and(|(label, _)| label.split_whitespace().all(is_name))
}

/// The words without the quotation marks around all of them.
pub(super) fn unmarked(text: &str) -> &str {
    let whole = marked(text).into_iter().find(|one| one.outer.start == 0 && one.is_closed);
    match whole {
        Some(one) if one.outer.end >= text.trim_end().len() => one.inner.of(text),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_before_a_colon_may_be_a_label() {
        assert_eq!(labelled("R6: Ik kom niet."), Some(("R6", "Ik kom niet.")));
        assert_eq!(labelled("Mevrouw Jansen: “Ik kom niet.”"), Some(("Mevrouw Jansen", "Ik kom niet.")));
        for text in ["Om 10:30 kwam ze.", "Wat zij daar zei: niets.", "Ik kom niet.", "R6:", ": neen"] {
            assert_eq!(labelled(text), None, "{text}");
        }
        assert!(begins_turn("R6: ja") && !begins_turn("hij zei: ja"));
    }
}
