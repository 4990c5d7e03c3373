//! Workbooks (Excel, LibreOffice): the sheet that holds what was said, read like any table; a sheet of
//! participants says who the speakers are.

use crate::diag::Diagnostic;
use crate::sheet::{self, Row};
use crate::source::kind::{self, Kind};
use crate::source::names::{key, tidy};
use crate::source::{About, Reader, Reading, Settings, Unreadable, columns};
use crate::transcript::Transcript;

use super::{Sheet, bare, missing, people, surplus, transcript};

/// A header stands at most this many rows down, below titles and remarks.
const HEADER_WITHIN: usize = 20;

/// The reader of `.xlsx`, `.xlsm` and `.ods`.
pub(in crate::source) struct Workbook;

/// A sheet that was tried, and what came of it.
struct Tried {
    name: String,
    hidden: bool,
    sheet: Sheet,
    /// Rows above the header.
    above: usize,
    reading: Result<Reading, Unreadable>,
}

impl Reader for Workbook {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "ods"]
    }

    fn about(&self) -> About {
        About {
            what: "workbooks of Excel and LibreOffice: transcripts and surveys",
            keeps: "one sheet: speaker, text, times and roles by their headers, open questions; \
                    attributes from a sheet of participants",
            leaves_out: "other sheets (named in a note), formulas, notes on cells, pictures",
        }
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK") && kind::of(bytes) == Kind::Workbook
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn apart(&self) -> bool {
        true
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let book = sheet::workbook(bytes).map_err(|why| Unreadable::new(why.reason, why.hint))?;
        let tried = |sheet: sheet::Sheet| attempt(book.format, sheet, settings);
        let mut tried: Vec<Tried> = book.sheets.into_iter().map(tried).collect();
        let chosen = choose(&tried, settings);
        let Some(at) = chosen else { return Err(nothing(tried)) };
        let Tried { name, sheet, above, reading, .. } = tried.remove(at);
        let mut reading = reading?;
        missing(&sheet, settings, &mut reading.diagnostics);
        if above > 0 {
            let rows = if above == 1 { "1 row" } else { &format!("{above} rows") };
            let message = format!("{rows} above the header of sheet `{name}` are left out");
            reading.diagnostics.push(Diagnostic::note(message));
        }
        if book.lost > 0 {
            let message = format!("{} cells could not be read and are empty", book.lost);
            let hint = "look for cells that show an error in Excel";
            reading.diagnostics.push(Diagnostic::warning(message).hint(hint));
        }
        others(&name, &tried, settings, &mut reading);
        Ok(reading)
    }
}

/// Reads one sheet as a table.
fn attempt(format: &'static str, sheet: sheet::Sheet, settings: &Settings) -> Tried {
    let sheet::Sheet { name, hidden, mut rows, .. } = sheet;
    let above = header(&rows, settings);
    rows.drain(..above);
    let mut diagnostics = Vec::new();
    let sheet = bare::sheet(format, rows, &settings.columns, &mut diagnostics);
    surplus::warn(&sheet, &mut diagnostics);
    let reading = if sheet.rows.is_empty() {
        Err(super::no_rows())
    } else {
        transcript(&sheet, settings, &mut diagnostics).map(|transcript| Reading::new(transcript, diagnostics))
    };
    Tried { name, hidden, sheet, above, reading }
}

/// How many rows stand above the header: the first row that names a column of words and one of speakers or
/// times, else the first with two cells.
fn header(rows: &[Row], settings: &Settings) -> usize {
    let mut first = rows.iter().take(HEADER_WITHIN);
    let turns = first.clone().position(|row| columns::layout(&row.cells, &settings.columns).is_some());
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    turns.or_else(|| first.position(|row| filled(row) > 1)).unwrap_or(0)
}

/// The sheet that holds what was said: one that people see before a hidden one, one with a turn a row
/// before a survey, and then the one with the most words.
fn choose(tried: &[Tried], settings: &Settings) -> Option<usize> {
    let rank = |tried: &Tried| {
        let transcript = &tried.reading.as_ref().ok().filter(|r| !r.transcript.turns.is_empty())?.transcript;
        Some((!tried.hidden, has_turns(tried, settings), words(transcript)))
    };
    let ranked = tried.iter().enumerate().filter_map(|(at, tried)| Some((rank(tried)?, at)));
    ranked.max_by_key(|(rank, at)| (*rank, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

fn has_turns(tried: &Tried, settings: &Settings) -> bool {
    columns::layout(&tried.sheet.headers, &settings.columns).is_some()
}

fn words(transcript: &Transcript) -> usize {
    transcript.turns.iter().map(|turn| transcript.words_of(turn).split_whitespace().count()).sum()
}

/// Why no sheet can be read: as the first with rows explains it.
fn nothing(tried: Vec<Tried>) -> Unreadable {
    let mut reasons = tried.into_iter().filter(|tried| !tried.sheet.rows.is_empty());
    match reasons.next().map(|tried| tried.reading) {
        Some(Err(why)) => why,
        _ => Unreadable::new(
            "a workbook without rows below a header",
            "the first row must name the columns, the rows below hold the words",
        ),
    }
}

/// What the other sheets are: people, further transcripts, or nothing that is read.
fn others(chosen: &str, tried: &[Tried], settings: &Settings, reading: &mut Reading) {
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut left = Vec::new();
    for other in tried.iter().filter(|other| !other.sheet.headers.is_empty()) {
        let name = &other.name;
        if let Some(known) = people::describe(&other.sheet, &mut reading.transcript.speakers, &ignored) {
            let message = format!("sheet `{name}` says who {known} of the speakers are");
            reading.diagnostics.push(Diagnostic::note(message));
        } else if other.reading.is_ok() && has_turns(other, settings) {
            let message = format!("sheet `{name}` holds turns as well, and is not read");
            let hint = "save each sheet that is a transcript of its own as a file of its own";
            reading.diagnostics.push(Diagnostic::warning(message).hint(hint));
        } else {
            left.push(format!("`{name}`"));
        }
    }
    if !left.is_empty() {
        let message = format!("sheet `{chosen}` is read; left out: {}", left.join(", "));
        reading.diagnostics.push(Diagnostic::note(message));
    }
}
