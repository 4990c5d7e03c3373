//! Columns of numbers where marks are looked for: counts and ratings, which do not say whether a code holds.

use verbatim::sheet::{Row, Sheet};

use super::headers::{self, column, is_one_of};
use super::marks;

/// What is to be done about them.
pub(super) const MEND: &str = "put 1 or x where the code holds and 0 or nothing where not (of counts, Excel makes that with `=IF(B2>0,1,0)`, in Dutch `=ALS(B2>0;1;0)`); from which rating on a code holds is for you to say";

/// A column of numbers of which not all are 0 or 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// Its number, from 0.
    pub(super) at: usize,
    /// What it is called.
    pub(super) header: String,
    /// The first such number: the row, and the number.
    pub(super) first: (usize, String),
    /// Whether most of them are 0 or 1.
    pub(super) mostly_marks: bool,
}

impl Counts {
    /// The columns of numbers below `header` that are no marks; what tells rows apart is none.
    pub(super) fn all(header: &Row, rows: &[Row]) -> Vec<Self> {
        (0..header.cells.len()).filter_map(|at| Self::of(header, rows, at)).collect()
    }

    fn of(header: &Row, rows: &[Row], at: usize) -> Option<Self> {
        let name = header.cell(at).trim();
        if !name.contains(char::is_alphabetic) || is_one_of(name, headers::NUMBER) {
            return None;
        }
        let filled =
            || rows.iter().map(|row| (row.number, row.cell(at).trim())).filter(|(_, cell)| !cell.is_empty());
        let is_value = |cell: &str| is_number(cell) || marks::mark(cell).is_some();
        let others = || filled().filter(|(_, cell)| marks::mark(cell).is_none());
        let (row, number) = others().next().filter(|_| filled().all(|(_, cell)| is_value(cell)))?;
        let first = (row, number.to_owned());
        let mostly_marks = others().count() * 2 < filled().count();
        Some(Self { at, header: marks::code(name).to_owned(), first, mostly_marks })
    }

    /// What they are and where the first stands.
    pub(super) fn told(all: &[Self]) -> String {
        let named: Vec<String> = all.iter().map(|one| format!("`{}`", one.header)).collect();
        let first =
            all.first().map(|one| format!(" (row {}, `{}`: {})", one.first.0, one.header, one.first.1));
        let noun = if all.len() == 1 { "column holds" } else { "columns hold" };
        format!("{noun} numbers other than 0 and 1: {}{}", named.join(", "), first.unwrap_or_default())
    }
}

/// Whether a cell is a number, with a comma or a point.
pub(super) fn is_number(cell: &str) -> bool {
    cell.trim().replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite)
}

/// Why a table without codes is no table of codings, where it has numbers for codes: what was found, and how to mend it.
pub(super) fn refusal(sheets: &[Sheet]) -> Option<(String, String)> {
    sheets.iter().find_map(|sheet| {
        let (header, rows) = sheet.rows.split_first()?;
        let has = |names: &str| column(header, names).is_some();
        let of_a_place = |name: &str| [headers::TURN, headers::START, headers::END].iter().any(|l| is_one_of(name, l));
        let mut counts = Counts::all(header, rows);
        counts.retain(|counts| !of_a_place(&counts.header));
        let has_words = has(headers::TEXT);
        let is_matrix = !counts.is_empty() && (has_words || counts.len() > 1);
        let words = "; give the words that were coded in a column `text`: how often a code stands in a document does not say where, so export the coded segments in place of their counts";
        let mend = if has_words { MEND.to_owned() } else { format!("{MEND}{words}") };
        is_matrix.then(|| (Counts::told(&counts), mend))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &str) -> Vec<(String, (usize, String), bool)> {
        let row = |(at, line): (usize, &str)| Row {
            number: at + 1,
            cells: line.split('|').map(str::to_owned).collect(),
        };
        let rows: Vec<Row> = rows.lines().enumerate().map(row).collect();
        let all = Counts::all(&rows[0], &rows[1..]).into_iter();
        all.map(|counts| (counts.header, counts.first, counts.mostly_marks)).collect()
    }

    #[test]
    fn columns_of_counts_are_told_from_marks_and_words() {
        let table = "nr|tekst|a|b|c|d|e\n7|x|0|1|2|x|1\n8|y|3|1|4,5|2|0\n9|z|1||5|x|?\n";
        let named = |name: &str, row: usize, number: &str, mostly: bool| {
            (name.to_owned(), (row, number.to_owned()), mostly)
        };
        assert_eq!(
            found(table),
            [named("a", 3, "3", true), named("c", 2, "2", false), named("d", 3, "2", true)]
        );
    }
}
