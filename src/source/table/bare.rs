//! A table of turns whose first row is a turn already: its columns get names by what they hold.

use crate::diag::Diagnostic;
use crate::sheet::Row;
use crate::source::{Columns, columns, headerless};

use super::Sheet;

/// The table of `rows`: under the header in the first row, or, where that is surely a turn, under names of our own.
pub(super) fn sheet(
    format: &'static str,
    rows: Vec<Row>,
    wanted: &Columns,
    notes: &mut Vec<Diagnostic>,
) -> Sheet {
    let Some(headers) = headers(&rows).filter(|_| *wanted == Columns::default()) else {
        return Sheet::new(format, rows);
    };
    let at = |name: &str| headers.iter().position(|header| header == name).map_or(0, |at| at + 1);
    let message = format!(
        "the table has no header: column {} is read as who speaks, column {} as the words",
        at("speaker"),
        at("text")
    );
    notes.push(
        Diagnostic::note(message).hint("if that is wrong, put a first row with names of columns above it"),
    );
    Sheet { format, headers, rows }
}

/// Names for the columns of rows without header; columns of which nothing is known have none.
pub(super) fn headers(rows: &[Row]) -> Option<Vec<String>> {
    let first = &rows.first()?.cells;
    if !headerless::fits(first.len()) || columns::layout(first, &Columns::default()).is_some() {
        return None;
    }
    let width = first.len();
    let column = |at: usize| rows.iter().map(|row| row.cell(at).trim().to_owned()).collect();
    let layout = headerless::sure_layout(&(0..width).map(column).collect::<Vec<_>>())?;
    let name = |at: usize| match Some(at) {
        at if at == layout.speaker => "speaker",
        at if at == layout.start => "start",
        at if at == layout.end => "end",
        Some(at) if at == layout.text => "text",
        _ => "",
    };
    Some((0..width).map(|at| name(at).to_owned()).collect())
}
