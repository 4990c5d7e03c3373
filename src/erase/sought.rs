//! What is erased wherever it stands: stretches of words, compared without case, accents and punctuation.

use std::collections::{BTreeMap, HashSet};

use crate::coding::MASK;
use crate::text::{Span, fold, words};

/// So many words in a row are not said twice by chance: no such stretch of what was erased is left.
const STRETCH: usize = 8;

/// Stretches of words, by their number of words.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought(BTreeMap<usize, HashSet<String>>);

impl Sought {
    /// Every stretch of what somebody said.
    pub(super) fn add_said(&mut self, text: &str) {
        let folded = folded(text);
        for stretch in folded.windows(STRETCH) {
            self.0.entry(STRETCH).or_default().insert(stretch.join(" "));
        }
    }

    /// These words themselves, however few, and every stretch of them. False when there are none.
    pub(super) fn add_words(&mut self, text: &str) -> bool {
        let folded = folded(text);
        if !folded.is_empty() {
            self.0.entry(folded.len()).or_default().insert(folded.join(" "));
        }
        self.add_said(text);
        !folded.is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.values().all(HashSet::is_empty)
    }

    /// No longer looks for what stands in `text`.
    pub(super) fn forget(&mut self, text: &str) {
        let folded = folded(text);
        for (length, stretches) in &mut self.0 {
            folded.windows(*length).for_each(|stretch| _ = stretches.remove(&stretch.join(" ")));
        }
    }

    /// Where `text` holds any of it, in bytes, in order and apart from each other.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        let spans: Vec<Span> = words(text).collect();
        let folded: Vec<_> = spans.iter().map(|span| fold(span.of(text))).collect();
        let mut found = Vec::new();
        let mut key = String::new();
        for (length, stretches) in self.0.iter().filter(|(_, stretches)| !stretches.is_empty()) {
            for (spans, words) in spans.windows(*length).zip(folded.windows(*length)) {
                key.clear();
                for (at, word) in words.iter().enumerate() {
                    key.push_str(if at == 0 { "" } else { " " });
                    key.push_str(word);
                }
                if let (Some(first), Some(last)) = (spans.first(), spans.last())
                    && stretches.contains(&key)
                {
                    found.push(Span::new(first.start, last.end));
                }
            }
        }
        joined(found)
    }
}

fn folded(text: &str) -> Vec<String> {
    words(text).map(|span| fold(span.of(text)).into_owned()).collect()
}

/// The same places without overlaps, in order.
pub(super) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => joined.push(span),
        }
    }
    joined
}

/// `text` with every character of `spans` (as [`joined`] gives them) masked; line breaks stay, so that every
/// position in code points is what it was.
pub(super) fn masked(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        out.push_str(text.get(from..span.start).unwrap_or_default());
        out.extend(span.of(text).chars().map(|c| if c == '\n' { c } else { MASK }));
        from = span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAID: &str = "Ik heb drie weken gewacht op een antwoord van de stad.";

    fn find(sought: &Sought, text: &str) -> String {
        masked(text, &sought.find(text))
    }

    #[test]
    fn eight_words_in_a_row_are_found_and_seven_are_not() {
        let mut sought = Sought::default();
        sought.add_said(SAID);
        let eight = "Zo: \"ik HEB drie weken, gewacht, op een ántwoord\" zei ze";
        assert_eq!(find(&sought, eight), format!("Zo: \"{}\" zei ze", "█".repeat(43)));
        let seven = "ik heb drie weken gewacht op een brief";
        assert_eq!(find(&sought, seven), seven);
        sought.forget(eight);
        assert_eq!(find(&sought, eight), eight);
        assert!(find(&sought, SAID).starts_with("Ik █"), "other stretches of it are still sought");
    }

    #[test]
    fn a_name_is_found_however_short() {
        let mut sought = Sought::default();
        assert!(sought.add_words("Jan Peeters") && !sought.add_words(" - "));
        assert_eq!(find(&sought, "Dat was jan  Peeters, en\nJan."), "Dat was ████████████, en\nJan.");
    }

    proptest! {
        #[test]
        fn masking_moves_no_code_point(text in "[a-e é🙂\n]{0,60}", said in "[a-e é🙂\n]{0,60}") {
            let mut sought = Sought::default();
            sought.add_words(&said);
            let found = sought.find(&text);
            let masked = masked(&text, &found);
            prop_assert_eq!(masked.chars().count(), text.chars().count());
            prop_assert!(sought.find(&masked).is_empty());
            for (old, new) in text.chars().zip(masked.chars()) {
                prop_assert!(old == new || new == MASK);
                prop_assert_eq!(old == '\n', new == '\n');
            }
        }
    }
}
