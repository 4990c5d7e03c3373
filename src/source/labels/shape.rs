//! Whether a stretch of text has the shape of a speaker's name.

use crate::text::fold;

use super::words;

/// How much something looks like a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::source) enum Shape {
    /// Not at all.
    No,
    /// It could be one, if it recurs.
    Loose,
    /// Capitals where names have them, or a code such as `R1`, or a role.
    Name,
}

/// Longest label, in bytes and in words.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 8;

/// What `label` (without colon and outer blanks) looks like.
pub(in crate::source) fn shape(label: &str) -> Shape {
    if is_unknown(label) {
        return Shape::Name;
    }
    if label.is_empty() || label.len() > LONGEST || !label.chars().any(char::is_alphabetic) {
        return Shape::No;
    }
    let first_fits =
        label.starts_with(|c: char| c.is_alphanumeric() || is_apostrophe(c) || c == '<' || c == '(');
    if !first_fits || label.contains(['?', '!', ';', '"', '“', '”', '…', ':', '=', '|', '*', '\t', '#', '@'])
    {
        return Shape::No;
    }
    if !sound_stops(label) {
        return if is_described(label) { Shape::Loose } else { Shape::No };
    }
    let parts: Vec<&str> = label.split_whitespace().collect();
    if parts.len() > MOST_WORDS {
        return Shape::No;
    }
    let speech = parts.iter().any(|part| spoken(part)) && !label.contains('(');
    let strong = parts.iter().any(|part| is_capital(part) || is_code(part) || in_role(part));
    let others =
        parts.iter().all(|part| is_capital(part) || is_code(part) || is_small(part) || in_role(part));
    match (speech && parts.len() > 1, strong && others) {
        (true, true) if parts.iter().all(|part| is_capital(part) || is_small(part)) => Shape::Name,
        (true, _) => Shape::No,
        (false, true) => Shape::Name,
        (false, false) => Shape::Loose,
    }
}

/// `?` and `??`: somebody, and whoever transcribed could not tell who.
fn is_unknown(label: &str) -> bool {
    label.len() <= 3 && !label.is_empty() && label.bytes().all(|byte| byte == b'?')
}

/// The marks that stand for an apostrophe in names (`'t Hart`, `’t Hart`, `‘t Hart`).
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Full stops may end abbreviations and initials (`Dhr.`, `B.`, `Psy.D`), not sentences; a comma may
/// not come before a word in lower case (`Ja, ik dacht`).
fn sound_stops(label: &str) -> bool {
    let stops = label.split_whitespace().all(|part| {
        let bare = part.trim_end_matches(',');
        !bare.ends_with('.') || bare.chars().count() <= 6
    });
    let commas = label.match_indices(',').all(|(at, _)| {
        let next = label.get(at + 1..).unwrap_or("").trim_start();
        next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || in_role(next)
    });
    stops && commas
}

/// Whether `label` is a name and, behind a comma, what that person is (`Greet, vrijwilliger bij De Linde`).
fn is_described(label: &str) -> bool {
    let Some((name, what)) = label.split_once(',') else { return false };
    shape(name.trim()) == Shape::Name && !has_speech(label) && !what.contains([',', '.'])
}

/// Whether `c` stands in a text without being seen: marks of direction, and blanks without width.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn plain(part: &str) -> String {
    fold(part.trim_matches(|c: char| !c.is_alphanumeric())).into_owned()
}

fn spoken(part: &str) -> bool {
    let word = plain(part);
    words::is_speech(&word) && !words::is_particle(&word)
}

fn is_capital(part: &str) -> bool {
    let bare = part.trim_start_matches(|c: char| is_apostrophe(c) || matches!(c, '(' | '"' | '<'));
    bare.starts_with(char::is_uppercase)
        || elided(bare).is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// What follows the small letter in `d'Hondt` and `l’Ecluse`.
fn elided(part: &str) -> Option<&str> {
    part.strip_prefix(['d', 'l', 't'])?.strip_prefix(is_apostrophe)
}

/// `r1`, `p07`, `3`, `id12`.
fn is_code(part: &str) -> bool {
    let bare = part.trim_matches(['(', ')', '.', ',', '<', '>']);
    let letters = bare.chars().take_while(|c| c.is_alphabetic()).count();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    digits > 0 && letters <= 3 && bare.chars().count() <= letters + digits + 1
}

fn is_small(part: &str) -> bool {
    let word = part.to_lowercase().replace(is_apostrophe, "'");
    words::is_particle(&word) || word.starts_with("d'") || part.starts_with('(') || part.ends_with(')')
}

/// Whether the letters of `part` (`interviewer1`, `Spreker`) name a role.
fn in_role(part: &str) -> bool {
    let word = plain(part);
    words::is_role(word.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Whether `label` consists of roles, numbers and small words only (`Interviewer 1`, `de voorzitter`).
pub(super) fn is_role(label: &str) -> bool {
    let parts: Vec<&str> = label.split_whitespace().collect();
    parts.iter().any(|part| in_role(part))
        && parts.iter().all(|part| in_role(part) || is_code(part) || is_small(part))
}

/// Whether `label` is a header word, alone or first (`Datum`, `Datum interview`).
pub(super) fn is_metadata(label: &str) -> bool {
    let mut parts = label.split_whitespace().map(plain);
    let Some(first) = parts.next() else { return false };
    let second = parts.next();
    let numbered = second.as_deref().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    words::is_metadata(&first) && !(numbered && words::is_role(&first))
        || second.as_deref().is_some_and(words::is_metadata) && words::is_role(&first)
}

/// Whether `label` is one word people begin a sentence with.
pub(super) fn is_speech(label: &str) -> bool {
    let mut parts = label.split_whitespace();
    let first = parts.next().map(plain).unwrap_or_default();
    words::is_speech(&first) && parts.next().is_none_or(spoken) && first.len() > 1
}

/// Whether a word of `words` is one that people say and no name has.
pub(super) fn has_speech(words: &str) -> bool {
    words.split_whitespace().any(spoken)
}

/// Whether `label` is what stands in brackets without being anybody.
pub(super) fn is_stage_direction(label: &str) -> bool {
    label.split_whitespace().any(|part| words::is_stage_direction(&plain(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_codes_and_roles_are_names() {
        for label in [
            "Anna",
            "R1",
            "id1",
            "Interviewer 1",
            "interviewer",
            "de voorzitter",
            "Dhr. Van den Berg",
            "Anke de Wit",
            "Mevrouw Peeters (cliënt)",
            "Reece, Psy.D",
            "Ria & Hassan",
            "R1 + R2",
            "SPREKER 2",
            "B.",
            "I",
            "'t Hooft",
            "’t Hooft, An",
            "‘t Hooft",
            "Van ’t Hof",
            "’s Gravesande",
            "'s Gravesande",
            "d'Hondt",
            "Jan d’Hondt",
            "?",
            "??",
        ] {
            assert_eq!(shape(label), Shape::Name, "{label}");
        }
    }

    #[test]
    fn sentences_are_no_names() {
        for label in [
            "En toen zei hij",
            "Wat is dat? Ik",
            "Mijn leidinggevende zei",
            "», 3",
            "",
            "12",
            "ze zeggen",
            "Ja, ik dacht",
            "Het was laat. Toen kwam",
        ] {
            assert_eq!(shape(label), Shape::No, "{label}");
        }
        assert_eq!(shape("een gewone middag"), Shape::Loose);
    }
}
