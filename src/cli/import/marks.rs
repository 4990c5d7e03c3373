//! Tables with a column for each code, and a mark in the rows where it holds.

use verbatim::sheet::Row;
use verbatim::text::fold;

use super::counts::Counts;

const YES: &[&str] = &[
    "1", "x", "×", "✓", "✔", "☑", "v", "•", "●", "*", "+", "ja", "j", "yes", "y", "oui", "true", "waar",
    "wahr", "vrai",
];
const NO: &[&str] =
    &["0", "-", "–", "—", "☐", "nee", "neen", "n", "no", "nein", "non", "false", "onwaar", "falsch", "faux"];

/// Whether a cell says that the code holds; `None` where it says something else.
pub(super) fn mark(cell: &str) -> Option<bool> {
    let cell = fold(cell.trim()).into_owned();
    let is = |list: &[&str]| list.contains(&cell.as_str());
    match (is(YES), cell.is_empty() || is(NO)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The columns with marks in most of the cells that are filled, by their number; where one holds another number, a 1 is a
/// number as well.
pub(super) fn columns(header: &Row, rows: &[Row]) -> Vec<usize> {
    let mut counts = vec![(0usize, 0usize); header.cells.len()];
    let numbers: Vec<usize> = Counts::all(header, rows).iter().map(|counts| counts.at).collect();
    for row in rows {
        let filled = row.cells.iter().zip(&mut counts).filter(|(cell, _)| !cell.trim().is_empty());
        for (cell, (filled, marks)) in filled {
            *filled += 1;
            *marks += usize::from(mark(cell).is_some());
        }
    }
    let is_marked = |(filled, marks): &(usize, usize)| marks * 2 > *filled;
    let is_named = |at: &usize| {
        !numbers.contains(at) && header.cells.get(*at).is_some_and(|cell| cell.contains(char::is_alphabetic))
    };
    let marked = counts.iter().enumerate().filter(|(_, count)| is_marked(count)).map(|(at, _)| at);
    marked.filter(is_named).collect()
}

/// The code that a header names: `Code: Access > Waiting`, `Code: Waiting Applied`.
pub(super) fn code(header: &str) -> &str {
    let header = header.trim();
    let named = ["Code:", "code:", "Codes:"].iter().find_map(|lead| header.strip_prefix(lead)).map(str::trim);
    named.map_or(header, |name| name.strip_suffix(" Applied").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_what_people_type() {
        assert_eq!(["1", " X ", "ja", "TRUE", "✓"].map(mark), [Some(true); 5]);
        assert_eq!(["0", "", "nee", "-"].map(mark), [Some(false); 4]);
        assert_eq!(["2", "?", "misschien", "1?"].map(mark), [None; 4]);
    }

    #[test]
    fn a_header_may_say_that_it_is_a_code() {
        assert_eq!(
            ["Code: A > B", "Code: Wachten Applied", " Wachten "].map(code),
            ["A > B", "Wachten", "Wachten"]
        );
    }
}
