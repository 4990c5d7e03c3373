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
    pub(super) codes: usize,
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
        let parts = |header: &str| {
            let words = fold(header).into_owned();
            let mut words = words.split(|c: char| !c.is_alphanumeric());
            words.any(|word| ["code", "codes", "codering", "coderingen", "kodes"].contains(&word))
        };
        let codes = find(CODES).or_else(|| header.cells.iter().position(|cell| parts(cell)))?;
        let apart = |at: Option<usize>| at.filter(|at| *at != codes);
        Some(Self {
            text: apart(find(TEXT)),
            codes,
            coder: apart(find(CODER)),
            source: apart(find(SOURCE)),
            turn: find(TURN),
            start: find(START),
            end: find(END),
            memo: apart(find(MEMO)),
            defines: header.cells.iter().any(|cell| {
                let header = fold(cell);
                DEFINITION.iter().any(|begin| header.contains(begin))
            }),
        })
    }

    /// Whether these are columns of codings: words and codes, and no definitions.
    pub(super) fn hold_codings(&self) -> bool {
        self.text.is_some() && !self.defines
    }
}

fn column(header: &Row, names: &str) -> Option<usize> {
    let plain = |cell: &String| fold(cell).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let headers: Vec<String> = header.cells.iter().map(plain).collect();
    names.split_whitespace().find_map(|name| headers.iter().position(|header| header == name))
}

/// The cell of a column, without outer blanks; empty where there is no column.
pub(super) fn cell(row: &Row, at: Option<usize>) -> &str {
    at.map_or("", |at| row.cell(at)).trim()
}
