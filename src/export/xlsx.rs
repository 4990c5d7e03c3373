//! Excel: one quote a row, every cell a typed string or number, so nothing can calculate or be guessed at.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::columns::{Cell, Columns};
use super::groups::groups;
use super::words::{clipped, label, words};
use super::{Exporter, Options, Quote, Selection, Trouble};

/// UTF-16 units a cell holds at most.
const LONGEST_CELL: usize = 32_767;
/// Rows a sheet holds at most, the header among them.
const MOST_ROWS: usize = 1_048_576;
/// UTF-16 units a sheet's name holds at most.
const LONGEST_NAME: usize = 31;

/// Excel workbooks.
pub(super) struct Excel;

impl Exporter for Excel {
    fn name(&self) -> &'static str {
        "Excel"
    }

    fn ending(&self) -> &'static str {
        "xlsx"
    }

    fn has_sheets(&self) -> bool {
        true
    }

    fn has_columns(&self) -> bool {
        true
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        check_room(selection)?;
        let failed = |error: XlsxError| Trouble::new(format!("the workbook could not be written: {error}"));
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(selection).map_err(failed)?);
        for (name, quotes) in sheets(selection, options.sheet_per_code) {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).map_err(failed)?;
            fill(sheet, selection, &quotes).map_err(failed)?;
        }
        workbook.save_to_buffer().map_err(failed)
    }
}

/// Title and program, never a person; the fixed date of every export, since a workbook needs one.
pub(super) fn properties(selection: &Selection) -> Result<DocProperties, XlsxError> {
    let long_ago = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let title = label(&selection.title);
    Ok(DocProperties::new().set_title(title).set_author("verbatim").set_creation_datetime(&long_ago))
}

/// Nothing is cut in silence: what Excel has no room for is refused.
fn check_room(selection: &Selection) -> Result<(), Trouble> {
    let elsewhere = "write .csv, .odt or .docx instead";
    if selection.quotes.len() >= MOST_ROWS {
        let message = format!("an Excel sheet holds {MOST_ROWS} rows, and these are more quotes");
        return Err(Trouble::new(message).hint(elsewhere));
    }
    let columns = Columns::of(selection);
    for quote in &selection.quotes {
        for cell in columns.row(quote) {
            let length = if let Cell::Text(text) = &cell { text.encode_utf16().count() } else { 0 };
            if length > LONGEST_CELL {
                let address = &quote.address;
                let message = format!(
                    "an Excel cell holds {LONGEST_CELL} characters, and the quote {address} needs {length}"
                );
                return Err(Trouble::new(message).hint(elsewhere));
            }
        }
    }
    Ok(())
}

/// The sheets by name: one for all quotes, or one a code.
fn sheets(selection: &Selection, per_code: bool) -> Vec<(String, Vec<&Quote>)> {
    if !per_code {
        let [_, name] = words(selection.language).quotes;
        return vec![(sheet_name(name, &mut BTreeSet::new()), selection.quotes.iter().collect())];
    }
    let mut taken = BTreeSet::new();
    groups(selection)
        .into_iter()
        .map(|group| {
            let quotes = group.quotes.iter().map(|&(_, quote)| quote).collect();
            (sheet_name(&group.title, &mut taken), quotes)
        })
        .collect()
}

/// A name that Excel takes and no sheet has yet: at most 31 UTF-16 units, none of `[]:*?/\`, no
/// apostrophe at its ends, not `History`, unique without regard to case.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let cleaned: String =
        label(wanted).chars().map(|c| if "[]:*?/\\\u{fffe}\u{ffff}".contains(c) { '-' } else { c }).collect();
    let trimmed = cleaned.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let base = if trimmed.is_empty() { "—" } else { trimmed };
    let name = |number: usize| {
        let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
        let mut stem = base.to_owned();
        while stem.encode_utf16().count() + suffix.len() > LONGEST_NAME {
            stem = clipped(&stem, stem.chars().count().saturating_sub(1).max(1));
        }
        format!("{}{suffix}", stem.trim_end_matches('\''))
    };
    let is_free = |name: &String| {
        let folded = name.to_lowercase();
        folded != "history" && !taken.contains(&folded)
    };
    let found = (1..).map(name).find(is_free).unwrap_or_default();
    taken.insert(found.to_lowercase());
    found
}

fn fill(sheet: &mut Worksheet, selection: &Selection, quotes: &[&Quote]) -> Result<(), XlsxError> {
    let plain = Format::new().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let columns = Columns::of(selection);
    let names = columns.header();
    for (column, name) in (0u16..).zip(&names) {
        sheet.write_string_with_format(0, column, name, &head)?;
        sheet.set_column_width(column, width(name))?;
    }
    for (at, quote) in (1u32..).zip(quotes) {
        for ((column, name), cell) in (0u16..).zip(&names).zip(columns.row(quote)) {
            let format = if is_long(name) { &wrapped } else { &plain };
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    sheet.write_string_with_format(at, column, &text, format)?;
                }
                Cell::Number(Some(number)) => {
                    sheet.write_number_with_format(at, column, as_float(number), format)?;
                }
                Cell::Number(None) => {}
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u32::try_from(quotes.len()).unwrap_or(u32::MAX);
    let right = u16::try_from(names.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, right)?;
    Ok(())
}

/// Positions, turns and milliseconds are far below 2^53, where every whole number is exact.
fn as_float(number: u64) -> f64 {
    let low = u32::try_from(number & 0xffff_ffff).unwrap_or(u32::MAX);
    let high = u32::try_from(number >> 32).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

fn is_long(column: &str) -> bool {
    matches!(column, "quote" | "before" | "after" | "codes")
}

/// The width of a column, in characters.
fn width(column: &str) -> f64 {
    match column {
        "quote" => 70.0,
        "before" | "after" | "codes" => 28.0,
        "source" => 24.0,
        "id" => 18.0,
        "turn" | "start" | "end" => 8.0,
        name if name.starts_with("attr.") => 20.0,
        _ => 12.0,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::export::sample;

    fn read(selection: &Selection, sheet_per_code: bool) -> Xlsx<Cursor<Vec<u8>>> {
        let options = Options { sheet_per_code, ..Options::default() };
        Xlsx::new(Cursor::new(Excel.write(selection, &options).unwrap())).unwrap()
    }

    #[test]
    fn every_cell_is_a_string_or_a_number_and_reads_back_exactly() {
        let selection = sample::nasty();
        let mut workbook = read(&selection, false);
        let sheets = workbook.sheet_names();
        assert_eq!(sheets, ["citaten"]);
        let range = workbook.worksheet_range("citaten").unwrap();
        assert!(workbook.worksheet_formula("citaten").unwrap().is_empty());
        let columns = Columns::of(&selection);
        for (quote, cells) in selection.quotes.iter().zip(range.rows().skip(1)) {
            for (cell, shown) in columns.row(quote).into_iter().zip(cells) {
                match (cell, shown) {
                    (Cell::Text(text), Data::String(shown)) => assert_eq!(*shown, text),
                    (Cell::Text(text), Data::Empty) => assert_eq!(text, ""),
                    (Cell::Number(Some(number)), Data::Float(shown)) => assert_eq!(*shown, as_float(number)),
                    (Cell::Number(None), Data::Empty) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
        assert_eq!(range.rows().count(), selection.quotes.len() + 1);
    }

    #[test]
    fn a_sheet_a_code_holds_its_quotes() {
        let mut selection = sample::study();
        selection.themes =
            vec![super::super::Theme { code: "relationship/trust".into(), title: None, quotes: vec![1] }];
        let mut workbook = read(&selection, true);
        assert_eq!(workbook.sheet_names(), ["Vertrouwen", "Overige citaten"]);
        let range = workbook.worksheet_range("Vertrouwen").unwrap();
        assert_eq!(range.rows().count(), 2);
    }

    #[test]
    fn names_of_sheets_are_valid_and_unique() {
        let mut taken = BTreeSet::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut taken);
        assert_eq!(name("wie/wat: [x]?*\\"), "wie-wat- -x----");
        assert_eq!(name("'quoted'"), "quoted");
        assert_eq!(name("QUOTED"), "QUOTED (2)");
        assert_eq!(name("history"), "history (2)");
        assert_eq!(name(" '' "), "—");
        let long = name(&"é".repeat(60));
        assert_eq!(long.chars().count(), 31);
        assert_eq!(name(&"é".repeat(61)).chars().count(), 31);
        assert!(name(&"👩".repeat(40)).encode_utf16().count() <= 31);
    }

    #[test]
    fn what_has_no_room_is_refused_and_never_cut() {
        let mut selection = sample::study();
        selection.quotes[0].text = "a".repeat(LONGEST_CELL + 1);
        let trouble = Excel.write(&selection, &Options::default()).unwrap_err();
        assert!(trouble.message.contains("fg1:17") && trouble.hint.is_some());
    }
}
