//! Which column of a table of codings holds what, by the headers people give them.

use verbatim::sheet::{Row, Sheet};

use super::headers::{self, column, is_one_of, plain, speaks_of_codes};
use super::{coders, marks};

/// The header stands in one of the first rows, below titles.
const HEADER_WITHIN: usize = 20;

/// A column of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodeColumn {
    /// Its number, from 0.
    pub(super) at: usize,
    /// Whose codes it holds, if its header says so.
    pub(super) coder: Option<String>,
    /// The code whose marks it holds; otherwise it holds names of codes.
    pub(super) marks: Option<String>,
}

impl CodeColumn {
    /// Whether a row has codes in it, or something that may be a mark.
    pub(super) fn is_filled(&self, row: &Row) -> bool {
        match self.marks {
            Some(_) => marks::mark(row.cell(self.at)) != Some(false),
            None => !cell(row, Some(self.at)).is_empty(),
        }
    }
}

/// The columns of a table of codings, from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// How many rows stand up to the header, itself included.
    pub(super) below: usize,
    pub(super) text: Option<usize>,
    /// Rising.
    pub(super) codes: Vec<CodeColumn>,
    /// Headers that speak of codes and were not taken for such a column.
    pub(super) unread: Vec<String>,
    /// Other columns that hold something and say nothing of codings.
    pub(super) left_out: Vec<String>,
    pub(super) coder: Option<usize>,
    pub(super) coder_header: Option<String>,
    pub(super) source: Option<usize>,
    pub(super) turn: Option<usize>,
    /// Who said the words.
    pub(super) speaker: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) memo: Option<usize>,
    /// Whether a column defines codes, as in a codebook with examples.
    defines: bool,
}

impl Columns {
    /// The columns of `sheet`, by the first of its rows that names words and codes, or else its first row; `None` where no
    /// column holds codes.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        let named = |at: usize| Self::below(sheet, at).filter(|columns| columns.text.is_some());
        (0..sheet.rows.len().min(HEADER_WITHIN)).find_map(named).or_else(|| Self::below(sheet, 0))
    }

    fn below(sheet: &Sheet, at: usize) -> Option<Self> {
        let header = sheet.rows.get(at)?;
        let rows = sheet.rows.get(at + 1..).unwrap_or_default();
        let named = code_columns(header);
        let is_code = |at: usize| named.iter().any(|code| code.at == at);
        let find = |names: &str| column(header, names).filter(|at| !is_code(*at));
        let mut columns = Self {
            below: at + 1,
            text: find(headers::TEXT),
            coder: find(headers::CODER),
            source: find(headers::SOURCE),
            turn: find(headers::TURN),
            speaker: find(headers::SPEAKER),
            start: find(headers::START),
            end: find(headers::END),
            memo: find(headers::MEMO),
            defines: header.cells.iter().any(|cell| headers::defines(cell)),
            codes: named,
            ..Self::default()
        };
        if columns.codes.is_empty() {
            columns.codes = columns.matrix(header, rows)?;
        }
        columns.coder_header = columns.coder.map(|at| header.cell(at).trim().to_owned());
        columns.name_the_rest(header, rows);
        Some(columns)
    }

    /// The columns of a table with a column a code. One alone may be anything, unless all others are known.
    fn matrix(&self, header: &Row, rows: &[Row]) -> Option<Vec<CodeColumn>> {
        let is_number = |at: usize| header.cells.get(at).is_some_and(|cell| is_one_of(cell, headers::NUMBER));
        let marked: Vec<usize> = marks::columns(header, rows)
            .into_iter()
            .filter(|at| !self.is_taken(*at) && !is_number(*at))
            .collect();
        let known = |at: usize| self.is_taken(at) || is_number(at) || marked.contains(&at);
        let lone = marked.len() == 1 && self.text.is_some() && (0..header.cells.len()).all(known);
        let column = |at: &usize| {
            let marks = Some(marks::code(header.cell(*at)).to_owned());
            CodeColumn { at: *at, coder: None, marks }
        };
        (marked.len() > 1 || lone).then(|| marked.iter().map(column).collect())
    }

    /// Whether a column holds something else than it may be taken for.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        let of_words = [self.text, self.source, self.turn, self.speaker, self.start, self.end];
        let found = of_words.into_iter().chain([self.coder, self.memo]).collect::<Vec<_>>();
        found.contains(&Some(at)) || self.codes.iter().any(|code| code.at == at)
    }

    fn name_the_rest(&mut self, header: &Row, rows: &[Row]) {
        let mut filled = vec![false; header.cells.len()];
        for row in rows {
            for (cell, filled) in row.cells.iter().zip(&mut filled) {
                *filled |= !cell.trim().is_empty();
            }
        }
        let rest = header.cells.iter().enumerate().zip(filled);
        let rest =
            rest.filter(|((at, cell), filled)| *filled && !self.is_taken(*at) && !cell.trim().is_empty());
        let (unread, left_out): (Vec<_>, Vec<_>) = rest
            .map(|((_, cell), _)| cell.trim().to_owned())
            .partition(|cell| speaks_of_codes(cell) && marks::code(cell) == cell);
        (self.unread, self.left_out) = (unread, left_out);
    }

    /// Whether the first row of `sheet` names columns of words and of who coded them, and none of codes.
    pub(super) fn lack_codes(sheet: &Sheet) -> bool {
        let is_there = |header: &Row, names: &str| column(header, names).is_some();
        sheet.rows.first().is_some_and(|header| {
            is_there(header, headers::TEXT)
                && is_there(header, headers::CODER)
                && code_columns(header).is_empty()
        })
    }

    /// Whether these are columns of codings: words and codes, and no definitions.
    pub(super) fn hold_codings(&self) -> bool {
        self.text.is_some() && !self.defines
    }

    /// Whether each code has a column of its own.
    pub(super) fn is_matrix(&self) -> bool {
        self.codes.iter().any(|code| code.marks.is_some())
    }
}

/// The columns that hold names of codes: each headed by its coder; or else the first one that is called so, and others
/// called like it but for a number.
fn code_columns(header: &Row) -> Vec<CodeColumn> {
    let all = |of: fn(&str) -> Option<String>| {
        let columns = header.cells.iter().enumerate();
        let of = columns
            .filter_map(move |(at, cell)| Some(CodeColumn { at, coder: Some(of(cell)?), marks: None }));
        of.collect::<Vec<_>>()
    };
    let by_coder = all(coders::of_codes);
    // One such column may be an abbreviation of something else, where another says who coded.
    if by_coder.len() > 1 || (by_coder.len() == 1 && column(header, headers::CODER).is_none()) {
        return by_coder;
    }
    let bare = |cell: &String| plain(cell).trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let bare: Vec<String> = header.cells.iter().map(bare).collect();
    let named =
        headers::CODES.split_whitespace().find_map(|name| bare.iter().position(|header| header == name));
    if named.is_none() {
        let numbered = all(coders::numbered);
        if numbered.len() > 1 {
            return numbered;
        }
    }
    let is_code = |cell: &String| {
        speaks_of_codes(cell) && !is_one_of(cell, headers::CODER) && marks::code(cell) == cell.trim()
    };
    let Some(first) = named.or_else(|| header.cells.iter().position(is_code)) else { return Vec::new() };
    let like = bare.get(first).cloned().unwrap_or_default();
    let like = bare.iter().enumerate().filter(|(_, header)| **header == like);
    like.map(|(at, _)| CodeColumn { at, coder: None, marks: None }).collect()
}

/// The cell of a column, without outer blanks; empty where there is no column.
pub(super) fn cell(row: &Row, at: Option<usize>) -> &str {
    at.map_or("", |at| row.cell(at)).trim()
}
