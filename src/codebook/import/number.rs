//! The numbers of codes: `1.2`, `A.1`, `1.a`, `A1a`.

use std::collections::HashSet;

use super::place::DEEPEST;

/// The parts of a number, from the top of the tree: `A1a` is `A`, `1`, `a`. `None` for what is no number of a code.
pub(super) fn parts(cell: &str) -> Option<Vec<&str>> {
    let cell = cell.trim().trim_end_matches(['.', ')']);
    let dotted: Vec<&str> = cell.split('.').collect();
    let is_short =
        |part: &&str| (1..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    if !dotted.iter().all(is_short) {
        return None;
    }
    if !cell.is_empty() && cell.chars().all(|c| "IVXLC".contains(c)) {
        return Some(vec![cell]);
    }
    let mut parts = Vec::new();
    for (at, part) in dotted.iter().enumerate() {
        let whole = part.chars().all(|c| c.is_ascii_digit()) || (at == 0 && dotted.len() > 1);
        match whole {
            true => parts.push(*part),
            false => split(part, &mut parts)?,
        }
    }
    (parts.len() <= DEEPEST).then_some(parts)
}

/// Takes letters and digits apart; letters stand alone.
fn split<'a>(part: &'a str, parts: &mut Vec<&'a str>) -> Option<()> {
    for run in part.as_bytes().chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit()) {
        parts.push(std::str::from_utf8(run).ok()?);
    }
    let is_letter = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic());
    let twice = parts.windows(2).any(|pair| pair.iter().all(|part| is_letter(part)));
    (!twice).then_some(())
}

/// A name that begins with its number: the number and the rest.
pub(super) fn before(name: &str) -> Option<(&str, &str)> {
    let (number, rest) = name.trim().split_once(char::is_whitespace)?;
    let rest = rest.trim_start_matches(['-', '–', ':', ' ']).trim();
    (parts(number).is_some() && !rest.is_empty()).then_some((number, rest))
}

/// Whether numbers with letters are numbers: each stands once, and one stands below another. `I feel` and `I think` are names.
pub(super) fn are_a_tree<'a>(numbers: impl Iterator<Item = &'a str>) -> bool {
    let all: Vec<Vec<&str>> = numbers.filter_map(parts).collect();
    let known: HashSet<&[&str]> = all.iter().map(Vec::as_slice).collect();
    let above = |parts: &Vec<&str>| {
        parts.split_last().is_some_and(|(_, above)| !above.is_empty() && known.contains(above))
    };
    known.len() == all.len() && all.iter().any(above)
}

/// The names whose number counts them: another stands below it, it is the first below another, or it is next to one that is
/// written like it. `3 dagen wachten` has its number of itself, also behind `1. Toegang` and `2. Relatie`.
pub(super) fn counted<'a>(names: &[&'a str]) -> HashSet<&'a str> {
    let all: Vec<(&str, Number<'_>)> =
        names.iter().filter_map(|name| Some((name.trim(), Number::of(name)?))).collect();
    let known: HashSet<(String, bool)> = all.iter().map(|(_, number)| number.seen()).collect();
    let is_there = |parts: &str| [true, false].iter().any(|one| known.contains(&(parts.to_owned(), *one)));
    let mut bearing = HashSet::new();
    for (_, Number { parts, .. }) in &all {
        bearing.extend((1..parts.len()).filter_map(|n| Some(parts.get(..n)?.join("."))));
    }
    let begins = is_there("1") || is_there("0");
    let counts = |number: &Number<'_>| {
        let above = number.above();
        bearing.contains(&number.parts.join("."))
            || number.is_first() && above.as_deref().is_some_and(is_there)
            || (begins || above.is_some())
                && number.near().any(|other| known.contains(&(other, number.is_phrase)))
    };
    all.iter().filter(|(_, number)| counts(number)).map(|(name, _)| *name).collect()
}

/// The number before a name.
struct Number<'a> {
    parts: Vec<&'a str>,
    /// Whether it reads on, as in `3 dagen wachten`: no sign behind the number, a small letter after it.
    is_phrase: bool,
}

impl<'a> Number<'a> {
    fn of(name: &'a str) -> Option<Self> {
        let (number, rest) = before(name)?;
        let parts = parts(number)?;
        let bare = number.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_lowercase);
        // Below the top it is plain what a number is.
        let is_phrase = parts.len() == 1 && bare;
        Some(Self { parts, is_phrase })
    }

    fn seen(&self) -> (String, bool) {
        (self.parts.join("."), self.is_phrase)
    }

    fn above(&self) -> Option<String> {
        let (_, above) = self.parts.split_last()?;
        (!above.is_empty()).then(|| above.join("."))
    }

    fn is_first(&self) -> bool {
        self.parts.last().is_some_and(|last| ["0", "1", "A", "a", "I"].contains(last))
    }

    /// The numbers right before and after it, and those where one is left out.
    fn near(&self) -> impl Iterator<Item = String> {
        let last = self.parts.last().copied().unwrap_or_default();
        let lead = self.above().map(|above| above + ".").unwrap_or_default();
        let next: Vec<String> = match (last.parse::<u32>(), last.as_bytes()) {
            (Ok(last), _) => {
                (last.saturating_sub(2)..=last + 2).filter(|n| *n != last).map(|n| n.to_string()).collect()
            }
            (_, [letter]) => (letter - 2..=letter + 2)
                .filter(|other| other != letter)
                .map(|other| char::from(other).to_string())
                .collect(),
            _ => Vec::new(),
        };
        next.into_iter().map(move |last| lead.clone() + &last)
    }
}

/// Whether a number has a letter without a point after it, as in `A1`.
pub(super) fn has_letters(number: &str) -> bool {
    number.contains(|c: char| c.is_ascii_alphabetic()) && !number.trim_end_matches('.').contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_parts() {
        let shown = |cell: &str| parts(cell).map(|parts| parts.join("|")).unwrap_or_default();
        for (cell, expected) in [
            ("1", "1"),
            ("1.2.", "1|2"),
            ("1.1)", "1|1"),
            ("A", "A"),
            ("A1", "A|1"),
            ("A1a", "A|1|a"),
            ("1.a", "1|a"),
            ("1a", "1|a"),
            ("A.1", "A|1"),
            ("VII", "VII"),
            ("IV.12", "IV|12"),
            ("A10", "A|10"),
            ("AB", ""),
            ("VTR", ""),
            ("", ""),
            ("12345", ""),
            ("1..2", ""),
            ("de", ""),
            ("A-1", ""),
        ] {
            assert_eq!(shown(cell), expected, "{cell}");
        }
        assert_eq!(before("A1a - Wachten"), Some(("A1a", "Wachten")));
        assert!(are_a_tree(["A", "A1", "B"].into_iter()) && !are_a_tree(["I", "I"].into_iter()));
    }

    #[test]
    fn a_number_counts_or_is_part_of_a_name() {
        for (names, others) in [
            (vec!["1. Toegang", "1.1 Bellen", "1.2. Wachten", "2. Relatie"], vec![]),
            (vec!["1. toegang", "2. relatie"], vec!["3 dagen wachten"]),
            (vec!["1 Toegang", "2 Relatie"], vec!["3 dagen wachten"]),
            (vec!["1 toegang", "1.1 bellen", "2 relatie"], vec!["5 dagen wachten", "2.5 uur wachten"]),
            (vec!["3. Toegang", "3.a Bellen", "3.b Wachten", "5 Relatie", "5.1 Trouw"], vec!["7 keer"]),
            (vec!["2. Relatie", "1. Toegang", "3. Bellen"], vec!["3 dagen wachten"]),
            (vec!["1. Toegang", "2 Relatie", "4. Overig"], vec!["3 dagen wachten"]),
            (vec![], vec!["2 keer bellen", "3 dagen wachten", "4 weken wachten"]),
        ] {
            let all: Vec<&str> = names.iter().chain(&others).copied().collect();
            assert_eq!(counted(&all), names.into_iter().collect::<HashSet<&str>>(), "{all:?}");
        }
    }
}
