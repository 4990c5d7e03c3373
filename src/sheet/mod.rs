//! Spreadsheets: from bytes to named sheets of rows of text, as people see them.
//!
//! Workbooks (xlsx, xlsm, ods) are read by `calamine`, which trusts what it reads. So every packed part is
//! unpacked once with bounds before it sees them, what repeats is counted, and a panic of it is an error.

mod cell;
mod delimited;
mod grid;
mod guard;
mod look;
mod ods;
mod repeats;
#[cfg(test)]
mod tests;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use delimited::Delimited;
pub use look::{Look, Looks};

/// One sheet; rows and cells at its end that hold nothing are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether people have to unhide it to see it.
    pub hidden: bool,
    /// The rows that hold something, from top to bottom.
    pub rows: Vec<Row>,
    /// How its cells look; of Excel workbooks only.
    pub looks: Looks,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet, from 1; in a text file the line it begins on.
    pub number: usize,
    /// Its cells from the first column on; those that lack at the end are empty.
    pub cells: Vec<String>,
}

impl Row {
    /// The cell in column `at`, from 0; empty where the row is shorter.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// `xlsx` or `ods`.
    pub format: &'static str,
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
    /// How many cells hold something that could not be read; they are empty.
    pub lost: usize,
}

/// Why there are no sheets; the message says what it is and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Unopened {
    /// What is the matter, for people.
    pub reason: String,
    /// How to mend it.
    pub hint: String,
}

impl Unopened {
    fn new(reason: &str, hint: &str) -> Self {
        Self { reason: reason.to_owned(), hint: hint.to_owned() }
    }

    fn damaged() -> Self {
        Self::new(
            "a workbook that is damaged",
            "open it in Excel or LibreOffice, let it repair the file, and save it again as .xlsx",
        )
    }

    fn locked() -> Self {
        Self::new(
            "a workbook with a password",
            "open it with the password, remove it (File > Info > Protect Workbook) and save it",
        )
    }

    fn too_large() -> Self {
        Self::new(
            "a workbook that unpacks to far more than any table of people needs; it may be made to do harm",
            "if you trust it, open it, copy the rows you need into a new workbook, and save that",
        )
    }
}

/// Reads the workbook (xlsx, xlsm or ods) in `bytes`.
///
/// # Errors
/// When it is damaged, protected, of another kind, or larger than any table that people make.
pub fn workbook(bytes: &[u8]) -> Result<Workbook, Unopened> {
    let parts = guard::check(bytes)?;
    if parts.iter().any(|part| part == "xl/workbook.bin") {
        let hint = "open it in Excel and save it as .xlsx";
        return Err(Unopened::new("a binary workbook (.xlsb); not read", hint));
    }
    let read = if parts.iter().any(|part| part == "content.xml") { ods::workbook } else { xlsx::workbook };
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_else(|_| Err(Unopened::damaged()))
}

/// The sheets in `bytes`: a workbook, or else a table as text.
///
/// # Errors
/// As for [`workbook`], and for an old `.xls`.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unopened> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(workbook(bytes)?.sheets);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let hint =
            "open it in Excel or LibreOffice, take its password off if it has one, and save it as .xlsx";
        return Err(Unopened::new("an old or a protected Excel file; not read", hint));
    }
    Ok(vec![delimited(&crate::text::decode(bytes).text)?.sheet])
}

/// Reads the table in `text`, whose columns are parted by semicolons, commas, tabs or bars.
///
/// # Errors
/// When it is wider than any spreadsheet can be.
pub fn delimited(text: &str) -> Result<Delimited, Unopened> {
    if delimited::is_too_wide(text) {
        let hint = "check that line ends are where they belong; Excel itself has at most 16,384 columns";
        return Err(Unopened::new("a table with more columns than a spreadsheet can have", hint));
    }
    Ok(delimited::read(text))
}
