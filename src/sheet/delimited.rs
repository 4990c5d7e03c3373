//! A table as text: which character parts the columns, and whether quotes are quotes.

use super::{Row, Sheet};

const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// So much of the text is looked at to recognise the delimiter, in bytes.
const SAMPLE: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 60;

/// A table that stands in a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delimited {
    /// What separates the columns.
    pub delimiter: u8,
    /// Its rows, without those that hold nothing but blanks; a row keeps the empty cells it is written with
    /// as far as another row has something there.
    pub sheet: Sheet,
}

/// As many columns as Excel and LibreOffice can have.
const MOST_COLUMNS: usize = 16_384;

/// Whether a line has more columns than a spreadsheet can have: each cell would cost far more than its bytes.
pub(super) fn is_too_wide(text: &str) -> bool {
    let wide = |line: &[u8]| {
        line.len() > MOST_COLUMNS
            && DELIMITERS.iter().any(|mark| line.iter().filter(|byte| *byte == mark).count() > MOST_COLUMNS)
    };
    text.as_bytes().split(|byte| *byte == b'\n').any(wide)
}

/// The table in `text`.
pub(super) fn read(text: &str) -> Delimited {
    let (declared, body) = declared(text);
    let skipped = text.len() - body.len();
    let first = 1 + text.get(..skipped).map_or(0, |head| head.matches('\n').count());
    let (delimiter, quoting) = best(body, declared);
    let mut rows: Vec<Row> = records(body, delimiter, quoting)
        .map(|record| row(&record, first))
        .filter(|row| used(row) > 0)
        .collect();
    let width = rows.iter().map(used).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.cells.truncate(width));
    Delimited { delimiter, sheet: Sheet { rows, ..Sheet::default() } }
}

/// A record as a row; `first` is the line that the text begins on.
fn row(record: &csv::StringRecord, first: usize) -> Row {
    let line = record.position().and_then(|position| usize::try_from(position.line()).ok());
    Row { number: line.unwrap_or(1) + first - 1, cells: record.iter().map(str::to_owned).collect() }
}

/// How many cells there are up to the last that holds more than blanks.
fn used(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
}

/// Excel's `sep=;` line, and what comes after it.
fn declared(text: &str) -> (Option<u8>, &str) {
    let Some((first, rest)) = text.split_once('\n') else { return (None, text) };
    match first.trim().to_ascii_lowercase().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (Some(*delimiter), rest),
        Some([]) if first.ends_with('\t') => (Some(b'\t'), rest),
        _ => (None, text),
    }
}

/// The records of `text`. Text is valid UTF-8, so that no record can fail on that.
fn records(text: &str, delimiter: u8, quoting: bool) -> impl Iterator<Item = csv::StringRecord> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(text.as_bytes())
        .into_records()
        .map_while(Result::ok)
}

/// The delimiter (and whether quotes count) under which the rows agree best with the header.
fn best(text: &str, declared: Option<u8>) -> (u8, bool) {
    let cut = (0..=SAMPLE.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let sample = text.get(..cut).unwrap_or(text);
    let whole = cut == text.len();
    let mut best = (declared.unwrap_or(b','), true);
    let mut most = 0.0;
    for delimiter in DELIMITERS.into_iter().filter(|d| declared.is_none_or(|declared| declared == *d)) {
        // Without quotes in it a text is the same either way.
        let quotings = if sample.contains('"') { &[true, false][..] } else { &[true] };
        for &quoting in quotings {
            let score = score(sample, delimiter, quoting, whole);
            if score > most {
                (best, most) = ((delimiter, quoting), score);
            }
        }
    }
    best
}

/// What a delimiter is worth that parts nothing.
const ONE_COLUMN: f64 = 0.01;

/// How well a delimiter fits: the share of rows as wide as the header, and a little for more columns.
/// Among equals more rows are better: a quote that is no quote swallows some.
fn score(sample: &str, delimiter: u8, quoting: bool, whole: bool) -> f64 {
    // Making a reader costs more than reading a small table.
    if !sample.contains(char::from(delimiter)) {
        return if sample.is_empty() { 0.0 } else { ONE_COLUMN };
    }
    let mut rows: Vec<usize> =
        records(sample, delimiter, quoting).take(SAMPLE_ROWS).map(|row| row.len()).collect();
    if !whole && rows.len() > 2 && rows.len() < SAMPLE_ROWS {
        rows.pop();
    }
    let Some((&width, rows)) = rows.split_first() else { return 0.0 };
    if width < 2 {
        return ONE_COLUMN;
    }
    let same = rows.iter().filter(|row| **row == width).count() as f64;
    let share = if rows.is_empty() { 0.5 } else { same / rows.len() as f64 };
    let quotes = if quoting { 1e-7 } else { 0.0 };
    share + (width.min(20) as f64) / 100.0 + (rows.len() as f64) * 1e-5 + quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text).sheet.rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn the_delimiter_is_what_makes_rows_agree() {
        let text = "naam;tekst\nAn;Ja, maar, nee\nBert;\"Wel; en\nniet\"\n";
        assert_eq!(read(text).delimiter, b';');
        assert_eq!(cells(text), [["naam", "tekst"], ["An", "Ja, maar, nee"], ["Bert", "Wel; en\nniet"]]);
    }

    #[test]
    fn a_loose_quote_does_not_swallow_rows() {
        assert_eq!(cells("naam\ttekst\nAn\t\"Hij zei\nBert\tniets\nCas\tniks\n").len(), 4);
    }

    #[test]
    fn excel_may_declare_it() {
        let sheet = read("sep=;\na;b\n1,2;3;;\n").sheet;
        assert_eq!(sheet.rows[0].cells, ["a", "b"]);
        assert_eq!((sheet.rows[1].number, sheet.rows[1].cells.len()), (3, 2));
        assert_eq!(cells("a,b,,\n1,2,3,\n"), [["a", "b", ""], ["1", "2", "3"]]);
    }
}
