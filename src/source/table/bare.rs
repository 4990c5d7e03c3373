//! A table of turns whose first row is a turn already: its columns get names by what they hold.

use crate::diag::Diagnostic;
use crate::sheet::{self, Row};
use crate::source::{Columns, columns, headerless};

use super::Sheet;

/// The table of `rows`: under the header in the first row, or, where that is surely a turn, under names of our own.
pub(super) fn sheet(
    format: &'static str,
    rows: Vec<Row>,
    wanted: &Columns,
    notes: &mut Vec<Diagnostic>,
) -> Sheet {
    let Some(headers) = headers(&rows).filter(|_| *wanted == Columns::default()) else {
        return Sheet::new(format, rows);
    };
    let at = |name: &str| headers.iter().position(|header| header == name).map_or(0, |at| at + 1);
    let message = format!(
        "the table has no header: column {} is read as who speaks, column {} as the words",
        at("speaker"),
        at("text")
    );
    notes.push(
        Diagnostic::note(message).hint("if that is wrong, put a first row with names of columns above it"),
    );
    let unread: Vec<String> = unread(&headers, &rows).iter().map(|at| (at + 1).to_string()).collect();
    if !unread.is_empty() {
        let message =
            format!("the words in column {} are left out: no header says what they are", unread.join(", "));
        notes.push(Diagnostic::warning(message).hint("put a first row with names of columns above it"));
    }
    Sheet { format, headers, rows }
}

/// Whether `rows` of a text are surely turns without header: each holds as many cells, and no words stand in a column
/// that is neither a name, a time, nor the words. Else a separator within the words would cost what comes after it.
pub(super) fn is_certain(rows: &[Row]) -> bool {
    let width = rows.first().map_or(0, |row| row.cells.len());
    let even = rows.iter().all(|row| row.cells.len() == width);
    even && headers(rows).is_some_and(|headers| unread(&headers, rows).is_empty())
}

/// What there is to say of a text whose lines may be turns in columns without a header, and not surely: how to tell.
pub(in crate::source) fn doubt(text: &str) -> Option<Diagnostic> {
    let table = sheet::delimited(text).ok()?;
    let rows = &table.sheet.rows;
    let width = rows.first()?.cells.len();
    if rows.iter().any(|row| row.cells.len() != width) || headers(rows).is_none() {
        return None;
    }
    let sign = char::from(table.delimiter);
    let names: Vec<&str> =
        ["speaker", "role", "text"].into_iter().filter(|name| width > 2 || *name != "role").collect();
    let header = names.join(&sign.to_string());
    let message = format!(
        "each line has {width} parts, as a table without header, of which the first recur as names do"
    );
    let hint = format!(
        "if they are who speaks, what is known of them and their words, put a first line above them that says so, such as `{header}`"
    );
    Some(Diagnostic::warning(message).hint(hint))
}

/// The columns without a name that hold words.
fn unread(headers: &[String], rows: &[Row]) -> Vec<usize> {
    let has_words = |at: &usize| rows.iter().any(|row| row.cell(*at).chars().any(char::is_alphabetic));
    (0..headers.len()).filter(|at| headers.get(*at).is_some_and(String::is_empty)).filter(has_words).collect()
}

/// Names for the columns of rows without header; columns of which nothing is known have none.
pub(super) fn headers(rows: &[Row]) -> Option<Vec<String>> {
    let first = &rows.first()?.cells;
    if !headerless::fits(first.len()) || columns::layout(first, &Columns::default()).is_some() {
        return None;
    }
    let width = first.len();
    let column = |at: usize| rows.iter().map(|row| row.cell(at).trim().to_owned()).collect();
    let layout = headerless::sure_layout(&(0..width).map(column).collect::<Vec<_>>())?;
    let name = |at: usize| match Some(at) {
        at if at == layout.speaker => "speaker",
        at if at == layout.start => "start",
        at if at == layout.end => "end",
        Some(at) if at == layout.text => "text",
        _ => "",
    };
    Some((0..width).map(|at| name(at).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use crate::source::table::Table;
    use crate::source::{Reader, Settings};

    #[test]
    fn a_first_row_of_somebody_who_speaks_once_is_a_turn() {
        let rest = "Roos;Kom je?\nIlias;Straks.\nRoos;Nu dan.\nIlias;Goed, tot dan.\n";
        for (text, first) in [
            (format!("Tine;Dag allemaal.\n{rest}"), "Tine"),
            (format!("{rest}Bo;Ja, precies."), "Roos"),
            ("Roos;Hoe?\nIlias;Goed.\nRoos;En?\nIlias;Niets.\nBo;Ja.\n".to_owned(), "Roos"),
        ] {
            let transcript = Table.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
            assert_eq!(transcript.turns.len(), 5, "{text}: {}", transcript.format);
            assert_eq!(transcript.speaker_of(&transcript.turns[0]).unwrap().label, first);
        }
        let survey =
            "Gemeente;Hoe was het wachten?\nGent;Lang hoor.\nBrugge;Kort.\nGent;Te lang.\nBrugge;Goed.\n";
        let transcript = Table.read(survey.as_bytes(), &Settings::default()).unwrap().transcript;
        assert_eq!(transcript.turns.len(), 4, "{}", transcript.format);
    }
}
