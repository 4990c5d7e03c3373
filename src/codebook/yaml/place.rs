//! Where in a file something stands.

use saphyr_parser::Span as Range;

use crate::diag::Place;

/// Lines longer than this (in bytes) are not shown beside a diagnostic.
const LONGEST_EXCERPT: usize = 4096;

/// A file and its lines.
#[derive(Debug)]
pub(crate) struct File<'a> {
    /// The name, for people.
    pub(crate) name: &'a str,
    lines: Vec<&'a str>,
}

impl<'a> File<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, lines: text.split('\n').collect() }
    }

    /// The place of `spot`, with its line.
    pub(crate) fn place(&self, spot: Spot) -> Place {
        let line = self.line(spot);
        let excerpt = if line.len() <= LONGEST_EXCERPT { line.to_owned() } else { String::new() };
        let file = self.name.to_owned();
        Place { file, line: spot.line, column: spot.column, width: spot.width.max(1), excerpt }
    }

    /// The line of `spot`.
    pub(super) fn line(&self, spot: Spot) -> &'a str {
        self.lines.get(spot.line.saturating_sub(1)).copied().unwrap_or("")
    }
}

/// Line and column (from 1, in characters) and how many characters there are on that line.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) width: usize,
}

impl Spot {
    pub(super) fn of(range: Range) -> Self {
        let (start, end) = (range.start, range.end);
        let width = if start.line() == end.line() { end.col().saturating_sub(start.col()) } else { 1 };
        Self { line: start.line().max(1), column: start.col() + 1, width }
    }
}
