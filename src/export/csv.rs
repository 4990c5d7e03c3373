//! CSV for spreadsheets and statistics: UTF-8 without BOM, comma, LF, one quote a row.
//!
//! A text cell that a spreadsheet would take for a formula gets one leading apostrophe, and the
//! column `guarded` names the columns where that was done, so that it can be undone exactly.

use super::columns::{Cell, Columns, JOINED};
use super::{Exporter, Options, Selection, Trouble};

/// Comma-separated values.
pub(super) struct Csv;

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn ending(&self) -> &'static str {
        "csv"
    }

    fn has_columns(&self) -> bool {
        true
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        let columns = Columns::of(selection);
        let names = columns.header();
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let failed = |error: csv::Error| Trouble::new(format!("the table could not be written: {error}"));
        let guarded = (!options.raw).then_some("guarded");
        writer.write_record(names.iter().map(String::as_str).chain(guarded)).map_err(failed)?;
        for quote in &selection.quotes {
            writer.write_record(row(&names, columns.row(quote), options.raw)).map_err(failed)?;
        }
        writer.into_inner().map_err(|_| Trouble::new("the table could not be written"))
    }
}

fn row(names: &[String], cells: Vec<Cell>, raw: bool) -> Vec<String> {
    let mut guarded = Vec::new();
    let mut row = Vec::new();
    for (name, cell) in names.iter().zip(cells) {
        row.push(match cell {
            Cell::Text(text) if !raw && looks_like_a_formula(&text) => {
                guarded.push(name.as_str());
                format!("'{text}")
            }
            Cell::Text(text) => text,
            Cell::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
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
        String::from_utf8(Csv.write(selection, &Options { raw, ..Options::default() }).unwrap()).unwrap()
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
