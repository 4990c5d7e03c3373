//! Whether text is a table: commas prove nothing, headers that name columns and rows as wide as they are do.

use std::collections::HashSet;

use crate::sheet::{self, Row};
use crate::source::labels::{self, Form, Marks};
use crate::source::{Columns, Settings, Speakers, columns, md};

use super::{Sheet, bare, spoken, survey};

/// A header is no sentence: no cell of it is longer, in bytes, unless it asks something.
const LONGEST_HEADER: usize = 60;

/// Whether `text` is surely a table of what people said: its header names the columns, its rows are as wide, and
/// turns can be read from them.
pub(in crate::source) fn is_table(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    if !first.contains([';', ',', '\t', '|', '=']) {
        return false;
    }
    // Lines of name, tab and words are a transcript that keeps its whole text; most texts are, and show it soon.
    let head = beginning(text);
    let shows_soon = head.len() < text.len()
        && sheet::delimited(head).is_ok_and(|table| spoken::is_speech(&table.sheet.rows));
    if shows_soon {
        return false;
    }
    let Ok(table) = sheet::delimited(text) else { return false };
    if spoken::is_speech(&table.sheet.rows) {
        return false;
    }
    if matches!(table.delimiter, b'|' | b';') && bare::is_certain(&table.sheet.rows) {
        return true;
    }
    let sheet = Sheet::new("csv", table.sheet.rows);
    let short = sheet.headers.iter().all(|name| name.len() <= LONGEST_HEADER || name.ends_with('?'));
    // A comma in the words makes a row too wide; who speaks and what they say is named all the same.
    let layout = columns::layout(&sheet.headers, &Columns::default());
    let told = layout.is_some_and(|layout| layout.speaker.is_some()) && share_at_least_as_wide(&sheet) >= 0.9;
    if !short || sheet.headers.len() < 2 || !told && share_as_wide(&sheet) < 0.9 {
        return false;
    }
    let certain = names_columns(&sheet) || is_regular(&sheet);
    let read = super::transcript(&sheet, &Settings::default(), &mut Vec::new());
    certain && read.is_ok_and(|transcript| !transcript.turns.is_empty())
}

/// So much of a text shows whether it is speech, in bytes.
const HEAD: usize = 4096;

/// The first lines of `text`.
fn beginning(text: &str) -> &str {
    let head = text.as_bytes().get(..HEAD).unwrap_or_default();
    let end = head.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Whether `text` may be a table, under the ending of one: its rows are as wide as its header, or it is one
/// column of short texts under a short header, and no line begins with a label.
pub(super) fn may_be(text: &str) -> bool {
    let Ok(table) = sheet::delimited(text) else { return true };
    if spoken::is_speech(&table.sheet.rows) {
        return false;
    }
    if bare::headers(&table.sheet.rows).is_some() && !has_labels(text) {
        return bare::is_certain(&table.sheet.rows);
    }
    let sheet = Sheet::new("csv", table.sheet.rows);
    if sheet.headers.len() > 1 && names_columns(&sheet) {
        return true;
    }
    if sheet.headers.iter().take(1).any(|name| name.ends_with(':')) && has_labels(text) {
        return false;
    }
    if sheet.headers.len() > 1 && share_as_wide(&sheet) >= 0.8 {
        return true;
    }
    let is_header =
        |name: &String| name.ends_with('?') || name.split_whitespace().count() <= 8 && !name.ends_with('.');
    !md::is_markdown(text) && !has_labels(text) && sheet.headers.iter().all(is_header)
}

/// Whether the header names words and who says them or when, or who answers.
fn names_columns(sheet: &Sheet) -> bool {
    columns::layout(&sheet.headers, &Columns::default()).is_some() || survey::names_people(&sheet.headers)
}

/// Whether several columns under different short names hold as many cells in every row, over enough rows to be no
/// accident.
fn is_regular(sheet: &Sheet) -> bool {
    let is_name =
        |name: &String| name.starts_with(char::is_alphabetic) && !name.ends_with(['.', ':', '!', '…']);
    let names: HashSet<&String> = sheet.headers.iter().collect();
    let distinct = names.len() == sheet.headers.len() && sheet.headers.iter().all(is_name);
    distinct && sheet.headers.len() >= 3 && sheet.rows.len() >= 5 && share_as_wide(sheet) >= 0.95
}

/// Which share of the rows is as wide as the header; with cells that lack at the end.
fn share_as_wide(sheet: &Sheet) -> f64 {
    let width = sheet.headers.len();
    let as_wide = |row: &&Row| row.cells.len() == width || row.cells.len() > 1 && row.cells.len() < width;
    sheet.rows.iter().filter(as_wide).count() as f64 / sheet.rows.len().max(1) as f64
}

/// Which share of the rows has a cell under every header, or more.
fn share_at_least_as_wide(sheet: &Sheet) -> f64 {
    let wide = sheet.rows.iter().filter(|row| row.cells.len() >= sheet.headers.len()).count();
    wide as f64 / sheet.rows.len().max(1) as f64
}

/// Whether many lines of `text` begin a turn of somebody.
fn has_labels(text: &str) -> bool {
    let found = labels::find(text, &Marks::default(), &Speakers::Auto, &mut Vec::new());
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    found.form.is_some_and(|form| form != Form::Tab)
        && found.heads.len() >= 2
        && found.heads.len() * 6 >= lines
}
