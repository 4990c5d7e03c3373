//! Which column of a table of codings holds what, by the headers people give them.

use verbatim::sheet::{Row, Sheet};
use verbatim::text::fold;

const TEXT: &str = "text tekst quote citaat segment fragment passage codedsegment zitat textstelle citation extrait quotation";
const CODES: &str = "code codes codering coderingen codename codenaam kode kodes codierung humancodes";
const CODER: &str = "coder codeur coders kodierer codierer codeuse";
const SOURCE: &str =
    "source bron document documentname bestand file filename dokument quelle fichier transcript";
const TURN: &str = "turn beurt spreekbeurt";
const START: &str = "start begin van";
const END: &str = "end einde eind tot";
const MEMO: &str =
    "memo note notes notitie notities opmerking opmerkingen comment comments kommentar commentaire";

/// What headers of definitions hold, folded.
const DEFINITION: &[&str] =
    &["defini", "omschrijving", "beschrijving", "description", "beschreibung", "uitleg", "toelichting"];

/// The columns of a table of codings, from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) text: Option<usize>,
    /// One, or several that are called alike: `code 1`, `code 2`; rising.
    pub(super) codes: Vec<usize>,
    /// Headers that speak of codes and were not taken for such a column.
    pub(super) unread: Vec<String>,
    pub(super) coder: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) turn: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) memo: Option<usize>,
    /// Whether a column defines codes, as in a codebook with examples.
    defines: bool,
}

impl Columns {
    /// The columns of `sheet`, by its first row; `None` where no column holds codes.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        let header = sheet.rows.first()?;
        let find = |names: &str| column(header, names);
        let codes = code_columns(header)?;
        let apart = |at: Option<usize>| at.filter(|at| !codes.contains(at));
        let (text, coder, source, memo) =
            (apart(find(TEXT)), apart(find(CODER)), apart(find(SOURCE)), apart(find(MEMO)));
        let is_unread = |at: &usize| !codes.contains(at) && ![text, coder, source, memo].contains(&Some(*at));
        let unread =
            header.cells.iter().enumerate().filter(|(at, cell)| is_unread(at) && speaks_of_codes(cell));
        Some(Self {
            text,
            unread: unread.map(|(_, cell)| cell.clone()).collect(),
            coder,
            source,
            turn: find(TURN),
            start: find(START),
            end: find(END),
            memo,
            defines: header.cells.iter().any(|cell| {
                let header = fold(cell);
                DEFINITION.iter().any(|begin| header.contains(begin))
            }),
            codes,
        })
    }

    /// Whether the first row of `sheet` names columns of words and of who coded them, and none of codes.
    pub(super) fn lack_codes(sheet: &Sheet) -> bool {
        let is_there = |header: &Row, names: &str| column(header, names).is_some();
        sheet.rows.first().is_some_and(|header| {
            is_there(header, TEXT) && is_there(header, CODER) && code_columns(header).is_none()
        })
    }

    /// Whether these are columns of codings: words and codes, and no definitions.
    pub(super) fn hold_codings(&self) -> bool {
        self.text.is_some() && !self.defines
    }
}

/// The columns of codes: the first one that is called so, and others called like it but for a number.
fn code_columns(header: &Row) -> Option<Vec<usize>> {
    let bare = |cell: &String| plain(cell).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let bare: Vec<String> = header.cells.iter().map(bare).collect();
    let named = CODES.split_whitespace().find_map(|name| bare.iter().position(|header| header == name));
    let first = named.or_else(|| header.cells.iter().position(|cell| speaks_of_codes(cell)))?;
    let like = bare.get(first)?;
    Some(bare.iter().enumerate().filter(|(_, header)| *header == like).map(|(at, _)| at).collect())
}

/// Whether a word of a header is one for codes.
fn speaks_of_codes(header: &str) -> bool {
    let words = fold(header).into_owned();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ["code", "codes", "codering", "coderingen", "kodes"].contains(&word))
}

fn plain(cell: &str) -> String {
    fold(cell).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn column(header: &Row, names: &str) -> Option<usize> {
    let headers: Vec<String> = header.cells.iter().map(|cell| plain(cell)).collect();
    names.split_whitespace().find_map(|name| headers.iter().position(|header| header == name))
}

/// The cell of a column, without outer blanks; empty where there is no column.
pub(super) fn cell(row: &Row, at: Option<usize>) -> &str {
    at.map_or("", |at| row.cell(at)).trim()
}
