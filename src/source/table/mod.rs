//! Tables (CSV, TSV, workbooks): one turn a row, one respondent a row with open questions as columns, or a whole
//! transcript in a cell. Delimiter, quotes and encoding are recognised.

mod bare;
mod cells;
mod people;
mod questions;
mod recognise;
mod spoken;
mod surplus;
mod survey;
mod whisper;
mod workbook;
#[cfg(test)]
pub(super) mod workbook_tests;

use crate::diag::Diagnostic;
use crate::sheet::{self, Row};

use super::columns::{self, Layout};
use super::names::{key, tidy};
use super::units::Units;
use super::{About, Reader, Reading, Settings, Speakers, Unreadable, join, plain};

pub(super) use bare::doubt;
pub(super) use recognise::is_table;
pub(super) use workbook::Workbook;

/// The reader of `.csv` and `.tsv`.
pub(super) struct Table;

/// A table as read: headers and rows; a row may be shorter than the headers.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What it is read from: `csv`, `tsv`, `xlsx`, `ods`.
    pub(super) format: &'static str,
    /// The headers, without outer blanks.
    pub(super) headers: Vec<String>,
    /// The rows below them.
    pub(super) rows: Vec<Row>,
}

impl Sheet {
    /// The table whose first row names the columns.
    pub(super) fn new(format: &'static str, rows: Vec<Row>) -> Self {
        let mut rows = rows.into_iter();
        let headers = rows.next().unwrap_or_default().cells;
        let headers = headers.iter().map(|header| header.trim().to_owned()).collect();
        Self { format, headers, rows: rows.collect() }
    }

    /// The cells of column `at`, from top to bottom.
    pub(super) fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.cell(at))
    }
}

impl Reader for Table {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn about(&self) -> About {
        About {
            what: "tables: transcripts and surveys",
            keeps: "speaker, text, times and roles by their headers; open questions of surveys",
            leaves_out: "",
        }
    }

    /// Never: commas prove nothing.
    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }

    fn may_be(&self, text: &str) -> bool {
        recognise::may_be(text)
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        let table = sheet::delimited(&text).map_err(|why| Unreadable::new(why.reason, why.hint))?;
        let format = if table.delimiter == b'\t' { "tsv" } else { "csv" };
        let mut sheet = bare::sheet(format, table.sheet.rows, &settings.columns, &mut diagnostics);
        if sheet.rows.is_empty() {
            return Err(no_rows());
        }
        surplus::join(&mut sheet, table.delimiter, &settings.columns, &mut diagnostics);
        surplus::warn(&sheet, &mut diagnostics);
        missing(&sheet, settings, &mut diagnostics);
        let transcript = transcript(&sheet, settings, &mut diagnostics)?;
        Ok(Reading::new(transcript, diagnostics))
    }
}

fn no_rows() -> Unreadable {
    Unreadable::new(
        "a table without rows below its header",
        "the first row must name the columns, the rows below hold the words",
    )
}

fn transcript(
    sheet: &Sheet,
    settings: &Settings,
    notes: &mut Vec<Diagnostic>,
) -> Result<crate::transcript::Transcript, Unreadable> {
    let wanted = &settings.columns;
    if wanted.questions.is_empty()
        && let Some(layout) = columns::layout(&sheet.headers, wanted)
    {
        return Ok(turns(sheet, layout, settings, notes));
    }
    if wanted.questions.is_empty()
        && let Some(text) = columns::text_column(&sheet.headers, wanted)
        && let Some(transcript) = cells::transcript(sheet, text, settings, notes)
    {
        return Ok(transcript);
    }
    survey::transcript(sheet, settings, notes)
}

/// One turn a row.
fn turns(
    sheet: &Sheet,
    mut layout: Layout,
    settings: &Settings,
    notes: &mut Vec<Diagnostic>,
) -> crate::transcript::Transcript {
    if settings.speakers == Speakers::None {
        layout.speaker = None;
    }
    layout.frames = layout.start.is_some_and(|at| columns::counts_frames(sheet.column(at)));
    if layout.frames {
        notes.push(Diagnostic::note("the decimals of the times are read as frames, 25 a second"));
    }
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut units = Units::default();
    let millis = whisper::counts_millis(sheet, &layout);
    let is_time = |at: usize| Some(at) == layout.start || Some(at) == layout.end;
    for row in &sheet.rows {
        let cell = |at: usize| match row.cell(at) {
            time if millis && is_time(at) => whisper::seconds(time),
            cell => cell.to_owned(),
        };
        layout.add(&mut units, cell, &ignored);
    }
    let mut transcript = units.finish(format!("{}, one turn a row", sheet.format));
    if settings.join == Some(true) {
        join::speakers(&mut transcript);
    }
    transcript
}

/// Says which columns the study names and the table has not.
fn missing(sheet: &Sheet, settings: &Settings, notes: &mut Vec<Diagnostic>) {
    let wanted = &settings.columns;
    let named = [&wanted.speaker, &wanted.text, &wanted.start, &wanted.end];
    for name in named.into_iter().flatten().chain(&wanted.questions) {
        if columns::position(&sheet.headers, name).is_none() {
            let near = crate::text::nearest(name, sheet.headers.iter().map(String::as_str));
            let hint = match near {
                Some(near) => format!("the nearest column is `{near}`; mend `columns` in verbatim.toml"),
                None => format!("the columns are: {}", sheet.headers.join(", ")),
            };
            notes.push(Diagnostic::error(format!("there is no column `{name}`")).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests;
