//! How a table is written: which character parts the columns, and whether quotes are quotes.

use super::Sheet;

const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// So much of the text is looked at to recognise the delimiter, in bytes.
const SAMPLE: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 60;

/// The table in `text`.
pub(super) fn sheet(text: &str) -> Sheet {
    let (declared, body) = declared(text);
    let (delimiter, quoting) = best(body, declared);
    let mut rows =
        records(body, delimiter, quoting).filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let headers: Vec<String> =
        rows.next().map(|row| row.iter().map(|h| h.trim().to_owned()).collect()).unwrap_or_default();
    let rows = rows.collect();
    Sheet { headers, rows, delimiter }
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
        for quoting in [true, false] {
            let score = score(sample, delimiter, quoting, whole);
            if score > most {
                (best, most) = ((delimiter, quoting), score);
            }
        }
    }
    best
}

/// How well a delimiter fits: the share of rows as wide as the header, and a little for more columns.
/// Among equals more rows are better: a quote that is no quote swallows some.
fn score(sample: &str, delimiter: u8, quoting: bool, whole: bool) -> f64 {
    let mut rows: Vec<usize> =
        records(sample, delimiter, quoting).take(SAMPLE_ROWS).map(|row| row.len()).collect();
    if !whole && rows.len() > 2 && rows.len() < SAMPLE_ROWS {
        rows.pop();
    }
    let Some((&width, rows)) = rows.split_first() else { return 0.0 };
    if width < 2 {
        return 0.01;
    }
    let same = rows.iter().filter(|row| **row == width).count() as f64;
    let share = if rows.is_empty() { 0.5 } else { same / rows.len() as f64 };
    let quotes = if quoting { 1e-7 } else { 0.0 };
    share + (width.min(20) as f64) / 100.0 + (rows.len() as f64) * 1e-5 + quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_makes_rows_agree() {
        let sheet = sheet("naam;tekst\nAn;Ja, maar, nee\nBert;\"Wel; en\nniet\"\n");
        assert_eq!((sheet.delimiter, sheet.headers.len(), sheet.rows.len()), (b';', 2, 2));
        assert_eq!(&sheet.rows[1][1], "Wel; en\nniet");
    }

    #[test]
    fn a_loose_quote_does_not_swallow_rows() {
        let sheet = sheet("naam\ttekst\nAn\t\"Hij zei\nBert\tniets\nCas\tniks\n");
        assert_eq!(sheet.rows.len(), 3);
    }

    #[test]
    fn excel_may_declare_it() {
        assert_eq!(sheet("sep=;\na;b\n1,2;3\n").headers, ["a", "b"]);
    }
}
