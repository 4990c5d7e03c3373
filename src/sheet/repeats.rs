//! What an OpenDocument sheet says to repeat, counted before the crate lays it all out.
//!
//! Cells, rows and blanks carry how often they repeat (`table:number-columns-repeated`, OpenDocument 1.2
//! part 1, 19.675), so that a few bytes can stand for a billion cells. The crate lays a table out as far as
//! its last row and column that hold something, each cell with its text.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Unopened;

/// So much memory may a laid-out workbook take, in bytes.
const MOST_BYTES: u64 = 256 << 20;
/// What a cell takes besides its text, in bytes.
const CELL: u64 = 48;
/// No sheet has more rows; more are not laid out.
const MOST_ROWS: u64 = 1 << 20;

/// What was met of one table.
#[derive(Default)]
struct Table {
    /// Its rows so far, and those up to the last that holds something.
    rows: u64,
    used_rows: u64,
    /// The widest row, up to its last cell that holds something.
    width: u64,
    /// The bytes of text when all is laid out.
    text: u64,
    row: Row,
}

#[derive(Default)]
struct Row {
    repeats: u64,
    columns: u64,
    used_columns: u64,
    text: u64,
    cell_repeats: u64,
    cell_text: u64,
    cell_used: bool,
}

/// Refuses a workbook that would be laid out to more than fits.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unopened> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unopened::damaged())?;
    let part = archive.by_name("content.xml").map_err(|_| Unopened::damaged())?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut table, mut total, mut buffer) = (Table::default(), 0u64, Vec::new());
    let mut open = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| Unopened::damaged())? {
            Event::Start(start) => {
                nest(&start, &mut open)?;
                table.open(&start);
            }
            Event::Text(text) => table.row.cell_text += text.len() as u64,
            Event::GeneralRef(_) => table.row.cell_text += 4,
            Event::End(end) => {
                let level = level(end.name().as_ref());
                open.pop_if(|open| Some(*open) == level);
                match level {
                    Some(Level::Cell) => table.row.close_cell(),
                    Some(Level::Row) => table.close_row(),
                    Some(Level::Table) => total = total.saturating_add(std::mem::take(&mut table).bytes()),
                    None => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if total.saturating_add(table.bytes()) > MOST_BYTES {
            return Err(Unopened::too_large());
        }
        buffer.clear();
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Level {
    Table,
    Row,
    Cell,
}

fn level(name: &str) -> Option<Level> {
    match name {
        "table:table" => Some(Level::Table),
        "table:table-row" => Some(Level::Row),
        "table:table-cell" | "table:covered-table-cell" => Some(Level::Cell),
        _ => None,
    }
}

/// Refuses a table in a table: no program writes it, and counting must not be led astray.
fn nest(start: &BytesStart<'_>, open: &mut Vec<Level>) -> Result<(), Unopened> {
    let Some(level) = level(start.name().as_ref()) else { return Ok(()) };
    if open.last().is_some_and(|outer| *outer >= level) {
        return Err(Unopened::damaged());
    }
    open.push(level);
    Ok(())
}

impl Table {
    fn open(&mut self, start: &BytesStart<'_>) {
        match start.name().as_ref() {
            "table:table-row" => {
                self.row = Row { repeats: number(start, "table:number-rows-repeated"), ..Row::default() };
            }
            "table:table-cell" | "table:covered-table-cell" => self.row.open_cell(start),
            "text:s" => {
                self.row.cell_text = self.row.cell_text.saturating_add(number(start, "text:c"));
            }
            _ => self.row.cell_text = self.row.cell_text.saturating_add(1),
        }
    }

    fn close_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.rows = self.rows.saturating_add(row.repeats).min(MOST_ROWS);
        if row.used_columns > 0 {
            self.used_rows = self.rows;
            self.width = self.width.max(row.used_columns);
            self.text = self.text.saturating_add(row.text.saturating_mul(row.repeats));
        }
    }

    fn bytes(&self) -> u64 {
        let cells = self.used_rows.saturating_mul(self.width);
        let text = self.text.saturating_add(self.row.text).saturating_add(self.row.cell_text);
        cells.saturating_add(self.row.columns).saturating_mul(CELL).saturating_add(text)
    }
}

impl Row {
    fn open_cell(&mut self, start: &BytesStart<'_>) {
        self.cell_repeats = number(start, "table:number-columns-repeated");
        self.cell_used = start.attributes().with_checks(false).flatten().any(|attribute| {
            let name = attribute.key.as_ref();
            name.starts_with("office:") || name.starts_with("calcext:") || name == "table:formula"
        });
        self.cell_text = start.len() as u64;
    }

    fn close_cell(&mut self) {
        self.columns = self.columns.saturating_add(self.cell_repeats);
        if self.cell_used {
            self.used_columns = self.columns;
            self.text = self.text.saturating_add(self.cell_text.saturating_mul(self.cell_repeats));
        }
        self.cell_text = 0;
    }
}

/// The number in an attribute; 1 where there is none.
fn number(start: &BytesStart<'_>, name: &str) -> u64 {
    let mut all = start.attributes();
    let found = all.with_checks(false).flatten().filter(|attribute| attribute.key.as_ref() == name);
    found.map(|attribute| attribute.value.trim().parse().unwrap_or(u64::MAX)).max().unwrap_or(1)
}
