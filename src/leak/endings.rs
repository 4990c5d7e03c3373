//! Endings that Dutch, German and English put on names: `Katriens`, `Jantje`, `Tommeke`.

/// Endings that follow any name.
const ENDINGS: &[&str] = &[
    "s", "je", "jes", "tje", "tjes", "pje", "pjes", "ke", "kes", "ken", "kens", "eke", "ekes", "etje",
    "etjes", "achtig", "achtige",
];
/// Endings after a doubled last letter: `Annaatje`, `Kimmetje`, `Tommeke`.
const AFTER_VOWEL: &[&str] = &["tje", "tjes"];
const AFTER_CONSONANT: &[&str] = &["etje", "etjes", "eke", "ekes", "en"];
/// Shorter words take no ending.
const FEWEST: usize = 3;

/// The folded `name` with every ending; none for what is no word of letters.
pub(super) fn inflected(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < FEWEST || !letters.iter().all(|c| c.is_alphabetic()) {
        return Vec::new();
    }
    let mut forms: Vec<String> = ENDINGS.iter().map(|ending| format!("{name}{ending}")).collect();
    let doubled = |endings: &[&str], last: char| -> Vec<String> {
        endings.iter().map(|ending| format!("{name}{last}{ending}")).collect()
    };
    match letters.as_slice() {
        [.., last] if "aou".contains(*last) => forms.extend(doubled(AFTER_VOWEL, *last)),
        [.., before, vowel, last] if !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) => {
            forms.extend(doubled(AFTER_CONSONANT, *last));
        }
        _ => {}
    }
    forms
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_endings_that_people_give_them() {
        for (name, ended) in [
            ("katrien", "katriens"),
            ("jan", "jantje"),
            ("anna", "annaatje"),
            ("tom", "tommeke"),
            ("kim", "kimmetje"),
            ("lieve", "lieveken"),
            ("bram", "brampje"),
        ] {
            assert!(inflected(name).contains(&ended.to_owned()), "{ended}");
        }
        assert!(!inflected("jan").iter().any(|form| form == "januari" || form == "jansen"));
        assert!(inflected("bo").is_empty() && inflected("07a").is_empty());
    }
}
