//! Rows with more cells than the header: a separator stood within the words, and nobody put quotes around them.

use crate::diag::Diagnostic;
use crate::sheet::Row;
use crate::source::{Columns, columns};

use super::Sheet;
use super::questions::{self, Column};

/// So many lines are named.
const NAMED: usize = 10;

/// Where the words stand in the last column of `sheet`, what comes behind them in a row is the rest of them: it is put
/// back, with the separator that had cut it off.
pub(super) fn join(sheet: &mut Sheet, delimiter: u8, wanted: &Columns, notes: &mut Vec<Diagnostic>) {
    let width = sheet.headers.len();
    if !wide(sheet).is_empty() && words_are_last(sheet, wanted) {
        let lines: Vec<usize> = wide(sheet).iter().map(|row| row.number).collect();
        sheet.rows.iter_mut().for_each(|row| rejoin(row, width, char::from(delimiter)));
        let message = format!(
            "{} hold the separator within the words; the words are read whole ({})",
            rows(lines.len()),
            named(&lines)
        );
        let hint = "put a cell that holds the separator between double quotes";
        notes.push(Diagnostic::note(message).hint(hint));
    }
}

/// Says which rows of `sheet` have words beyond the header, that are left out.
pub(super) fn warn(sheet: &Sheet, notes: &mut Vec<Diagnostic>) {
    let lines: Vec<usize> = wide(sheet).iter().map(|row| row.number).collect();
    if !lines.is_empty() {
        let message = format!(
            "{} have more cells than the header; the words in those are left out ({})",
            rows(lines.len()),
            named(&lines)
        );
        let hint =
            "put a cell that holds the separator between double quotes, or name the column in the first row";
        notes.push(Diagnostic::warning(message).hint(hint));
    }
}

/// The rows that hold something beyond the header.
fn wide(sheet: &Sheet) -> Vec<&Row> {
    let is_wide = |row: &&Row| row.cells.iter().skip(sheet.headers.len()).any(|cell| !cell.trim().is_empty());
    sheet.rows.iter().filter(is_wide).collect()
}

/// Whether the last column holds the words, and no other does: which of several a separator stood in, nobody knows.
fn words_are_last(sheet: &Sheet, wanted: &Columns) -> bool {
    let Some(last) = sheet.headers.len().checked_sub(1) else { return false };
    if wanted.questions.is_empty()
        && let Some(text) = columns::text_column(&sheet.headers, wanted)
    {
        return text == last;
    }
    let is_words = |at: usize| match wanted.questions.as_slice() {
        [] => matches!(questions::column(sheet, at), Column::Answers | Column::Choices | Column::Doubtful),
        named => named.iter().any(|name| columns::position(&sheet.headers, name) == Some(at)),
    };
    is_words(last) && !(0..last).any(is_words)
}

/// Puts the cells of `row` from the last of `width` columns on together.
fn rejoin(row: &mut Row, width: usize, separator: char) {
    let filled = row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    if filled > width && width > 0 {
        row.cells.truncate(filled);
        let rest = row.cells.split_off(width - 1);
        row.cells.push(rest.join(&separator.to_string()));
    }
}

fn rows(count: usize) -> String {
    format!("{count} row(s)")
}

/// The lines by their numbers, the first of them where there are many.
fn named(lines: &[usize]) -> String {
    let shown: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
    let more = if lines.len() > NAMED { format!(" and {} more", lines.len() - NAMED) } else { String::new() };
    format!("line {}{more}", shown.join(", "))
}
