//! The numbers of codes: `1.2`, `A.1`, `1.a`, `A1a`.

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
    let known: std::collections::HashSet<&[&str]> = all.iter().map(Vec::as_slice).collect();
    let above = |parts: &Vec<&str>| {
        parts.split_last().is_some_and(|(_, above)| !above.is_empty() && known.contains(above))
    };
    known.len() == all.len() && all.iter().any(above)
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
}
