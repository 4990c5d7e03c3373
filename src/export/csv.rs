//! CSV for spreadsheets and statistics: UTF-8 without BOM, comma, LF, one quote a row.
//!
//! A text cell that a spreadsheet would take for a formula gets one leading apostrophe, and the
//! column `guarded` names the columns where that was done, so that it can be undone exactly.

use std::collections::BTreeSet;

use super::provenance::distinct;
use super::{Exporter, Options, Quote, Selection, Trouble};

/// Between several values in one cell.
const JOINED: &str = "; ";

/// Comma-separated values.
pub(super) struct Csv;

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        let attributes: BTreeSet<&str> =
            selection.quotes.iter().flat_map(|quote| quote.attributes.keys()).map(String::as_str).collect();
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let failed = |error: csv::Error| Trouble::new(format!("the table could not be written: {error}"));
        writer.write_record(header(&attributes, options.raw)).map_err(failed)?;
        for quote in &selection.quotes {
            writer.write_record(row(quote, &attributes, options.raw)).map_err(failed)?;
        }
        writer.into_inner().map_err(|_| Trouble::new("the table could not be written"))
    }
}

/// A cell: a number, or words that may need the guard.
enum Cell {
    Number(String),
    Text(String),
}

/// The columns of a quote that do not depend on the study, in their order.
fn cells(quote: &Quote) -> [(&'static str, Cell); 16] {
    let text = |value: &str| Cell::Text(value.to_owned());
    let optional = |value: &Option<String>| Cell::Text(value.clone().unwrap_or_default());
    let ms = |value: Option<u64>| Cell::Number(value.map(|ms| ms.to_string()).unwrap_or_default());
    let codes = distinct(quote.codes.iter().map(|code| code.code.as_str())).join(JOINED);
    let coders = distinct(quote.codes.iter().map(|code| code.coder.as_str())).join(JOINED);
    [
        ("id", text(&quote.id)),
        ("address", text(&quote.address)),
        ("source", text(&quote.source)),
        ("turn", Cell::Number(quote.turn.to_string())),
        ("start", Cell::Number(quote.start.to_string())),
        ("end", Cell::Number(quote.end.to_string())),
        ("start_ms", ms(quote.start_ms)),
        ("end_ms", ms(quote.end_ms)),
        ("speaker", optional(&quote.speaker)),
        ("participant", optional(&quote.participant)),
        ("role", optional(&quote.role)),
        ("codes", Cell::Text(codes)),
        ("coders", Cell::Text(coders)),
        ("quote", text(&quote.text)),
        ("before", text(&quote.before)),
        ("after", text(&quote.after)),
    ]
}

/// The names of [`cells`], for a table without rows.
const COLUMNS: [&str; 16] = [
    "id",
    "address",
    "source",
    "turn",
    "start",
    "end",
    "start_ms",
    "end_ms",
    "speaker",
    "participant",
    "role",
    "codes",
    "coders",
    "quote",
    "before",
    "after",
];

fn header(attributes: &BTreeSet<&str>, raw: bool) -> Vec<String> {
    let mut header: Vec<String> = COLUMNS.iter().map(|&name| name.to_owned()).collect();
    header.extend(attributes.iter().map(|name| format!("attr.{name}")));
    if !raw {
        header.push("guarded".to_owned());
    }
    header
}

fn row(quote: &Quote, attributes: &BTreeSet<&str>, raw: bool) -> Vec<String> {
    let own = cells(quote).into_iter().map(|(name, cell)| (name.to_owned(), cell));
    let more = attributes.iter().map(|&name| {
        let value = quote.attributes.get(name).cloned().unwrap_or_default();
        (format!("attr.{name}"), Cell::Text(value))
    });
    let mut guarded = Vec::new();
    let mut row = Vec::new();
    for (name, cell) in own.chain(more) {
        row.push(match cell {
            Cell::Text(text) if !raw && looks_like_a_formula(&text) => {
                guarded.push(name);
                format!("'{text}")
            }
            Cell::Text(text) | Cell::Number(text) => text,
        });
    }
    if !raw {
        row.push(guarded.join(JOINED));
    }
    row
}

/// Whether a cell begins, after blanks, with a character that makes spreadsheets calculate.
pub(super) fn looks_like_a_formula(cell: &str) -> bool {
    let is_trigger = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0');
    let blank = |c: char| (c.is_whitespace() || c == '\u{feff}') && !is_trigger(c);
    cell.trim_start_matches(blank).starts_with(is_trigger)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn written(selection: &Selection, raw: bool) -> String {
        String::from_utf8(Csv.write(selection, &Options { raw, template: None }).unwrap()).unwrap()
    }

    #[test]
    fn a_table_of_quotes() {
        insta::assert_snapshot!(written(&sample::study(), false), @r#"
        id,address,source,turn,start,end,start_ms,end_ms,speaker,participant,role,codes,coders,quote,before,after,attr.organisation,guarded
        06b4a10f579f2cb5,fg1:17,focusgroepen/fg1.docx,17,1020,1059,723000,,R3,P17,client,relationship/trust,rules,"Ge belt, ge wacht, en dan valt het weg.",Ja. , En toen?,Inloophuis De Kade,
        336b15aedf07e78b,fg1:23,focusgroepen/fg1.docx,23,1380,1422,,,R5,,,relationship/trust; contact/waiting,rules; mv,"Ik zei nog: ""bel mij"", maar
        niemand belde.",Ja. , En toen?,Buurtpunt Noord,
        "#);
    }

    #[test]
    fn the_names_of_columns_agree() {
        let names = cells(&sample::study().quotes[0]).map(|(name, _)| name);
        assert_eq!(names, COLUMNS);
    }

    #[test]
    fn formulas_are_guarded_and_the_guard_can_be_undone() {
        let selection = sample::nasty();
        let text = written(&selection, false);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let mut guarded = 0;
        for (record, quote) in reader.records().zip(&selection.quotes) {
            let record = record.unwrap();
            let is_guarded = record[column("guarded")].split("; ").any(|name| name == "quote");
            let cell = &record[column("quote")];
            assert_eq!(is_guarded, looks_like_a_formula(&quote.text));
            assert_eq!(if is_guarded { &cell[1..] } else { cell }, quote.text);
            guarded += usize::from(is_guarded);
        }
        assert!(guarded >= 3);
    }

    #[test]
    fn raw_leaves_guard_and_column_out() {
        let raw = written(&sample::nasty(), true);
        assert!(!raw.lines().next().unwrap().contains("guarded"));
        assert!(raw.contains(",=1+1,"));
    }

    #[test]
    fn what_makes_a_formula() {
        for cell in ["=1", " \u{a0}=1", "+32", "-x", "@a", "\tx", "\n\tx", "\rx", "\0", "\u{feff}=1"] {
            assert!(looks_like_a_formula(cell), "{cell:?}");
        }
        for cell in ["", " ", "'=1", "a=1", "–x"] {
            assert!(!looks_like_a_formula(cell), "{cell:?}");
        }
    }
}
