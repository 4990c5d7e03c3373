//! A hyphen at the end of a line: of a broken word, of the word itself, or of somebody who breaks off.

use std::collections::HashSet;

use super::line::Line;

/// What is known of the hyphens of a document.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// Words with a hyphen in the middle of a line, in lower case.
    compounds: HashSet<String>,
    /// Words without, of those that a broken one may be.
    whole: HashSet<String>,
    /// Whether the program that made the text breaks words: enough lines end in a hyphen.
    breaks_words: bool,
    /// Whether people break off (`ik wou da- dat`), and no words are broken.
    are_speech: bool,
}

/// How two lines are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// With a blank.
    Blank,
    /// Without, the hyphen kept.
    Kept,
    /// Without, and without the hyphen.
    Broken,
}

impl Hyphens {
    /// Looks at the hyphens of all lines.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut found = Self::default();
        let (mut breaking_off, mut at_ends) = (0, 0);
        for line in lines {
            let mut words = line.text.split_whitespace().peekable();
            while let Some(word) = words.next() {
                let next = words.peek();
                breaking_off += usize::from(ends(word) && next.is_some_and(|next| !is_and(next)));
                at_ends += usize::from(ends(word) && next.is_none());
                let word = bare(word);
                if word.trim_matches('-').contains('-') {
                    found.compounds.insert(word);
                } else if word.len() >= SHORTEST {
                    found.whole.insert(word);
                }
            }
        }
        found.breaks_words = at_ends * FEW >= lines.len();
        found.are_speech = breaking_off > 0 && !found.breaks_words;
        found
    }

    /// How a line that ends in `before` goes on with `after`.
    pub(super) fn join(&self, before: &str, after: &str) -> Join {
        let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let first = after.split(char::is_whitespace).next().unwrap_or("");
        if last.ends_with('\u{ad}') && last.chars().count() > 1 {
            return Join::Broken;
        }
        if !ends(last) || is_and(first) || !first.starts_with(char::is_alphanumeric) {
            return Join::Blank;
        }
        let left = last.trim_end_matches(HYPHENS);
        if self.compounds.contains(&bare(&format!("{left}-{first}"))) {
            return Join::Kept;
        }
        if self.whole.contains(&bare(&format!("{left}{first}"))) {
            return Join::Broken;
        }
        // Capitals, digits and single letters stand before a hyphen of their own (`tv-`, `e-`, `65-`), as
        // vowels do that must not meet (`zee-egel`).
        let letters = left.chars().filter(|c| c.is_alphabetic());
        let is_own = !left.chars().any(char::is_lowercase)
            || letters.count() < 2
            || left.ends_with(VOWELS) && first.starts_with(VOWELS);
        if !first.starts_with(char::is_lowercase) || is_own {
            return Join::Kept;
        }
        let begins_anew = first.to_lowercase().starts_with(&left.to_lowercase());
        match self.breaks_words {
            _ if self.are_speech || begins_anew => Join::Blank,
            true => Join::Broken,
            false => Join::Kept,
        }
    }
}

/// One line of so many must end in a hyphen before words count as broken by the program.
const FEW: usize = 40;
/// A broken word has at least this many bytes.
const SHORTEST: usize = 5;
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Whether `word` is letters and a hyphen.
fn ends(word: &str) -> bool {
    let left = word.trim_end_matches(HYPHENS);
    left.len() < word.len() && left.ends_with(char::is_alphanumeric)
}

/// `in- en uitgaan`: the hyphen stands for the rest of the word.
fn is_and(word: &str) -> bool {
    ["en", "of", "and", "or", "tot", "und", "oder", "et", "ou"].contains(&bare(word).as_str())
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').replace('\u{2010}', "-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line { text: (*text).into(), ..Line::default() }).collect()
    }

    #[test]
    fn broken_words_are_joined_and_others_keep_their_hyphen() {
        let hyphens = Hyphens::of(&lines(&["het is een mee-eter van het buurt-", "huis"]));
        assert_eq!(hyphens.join("van het buurt-", "huis, zei ze"), Join::Broken);
        assert_eq!(hyphens.join("van het buurt\u{ad}", "huis"), Join::Broken);
        assert_eq!(hyphens.join("een mee-", "eter"), Join::Kept);
        assert_eq!(hyphens.join("over in-", "en uitgaan"), Join::Blank);
        assert_eq!(hyphens.join("de OCMW-", "assistent"), Join::Kept);
        assert_eq!(hyphens.join("West-", "Vlaanderen"), Join::Kept);
        assert_eq!(hyphens.join("ik wou da-", "dat zeggen"), Join::Blank);
        assert_eq!(hyphens.join("en toen -", "ja"), Join::Blank);
    }

    #[test]
    fn where_people_break_off_nothing_is_joined() {
        let mut texts = vec!["ja"; 60];
        texts.extend(["ik ga- wij gaan", "het was voor-"]);
        let hyphens = Hyphens::of(&lines(&texts));
        assert_eq!(hyphens.join("het was voor-", "bij toen"), Join::Blank);
    }

    #[test]
    fn a_rare_hyphen_is_part_of_its_word() {
        let mut texts = vec!["ja, voorbij"; 60];
        texts.push("een kort-");
        let hyphens = Hyphens::of(&lines(&texts));
        assert_eq!(hyphens.join("een kort-", "film"), Join::Kept);
        assert_eq!(hyphens.join("het was voor-", "bij toen"), Join::Broken);
        assert_eq!(hyphens.join("twee agressie-", "incidenten"), Join::Kept);
    }
}
