//! The body of a document, before it becomes text.

use crate::text::Span;

/// A paragraph.
#[derive(Debug, Default, Clone)]
pub(super) struct Paragraph {
    /// Its text; tabs and line breaks as characters.
    pub(super) text: String,
    /// Its bold runs, in bytes of `text`.
    pub(super) bold: Vec<Span>,
    /// The id of its style.
    pub(super) style: Option<String>,
    /// Whether its end is deleted, so that the next paragraph goes on in it.
    pub(super) open_ended: bool,
    /// Whether it stands in a text box.
    pub(super) boxed: bool,
}

/// A cell.
pub(super) type Cell = Vec<Paragraph>;

/// A table; a cell over several columns is followed by empty ones.
#[derive(Debug, Default, Clone)]
pub(super) struct Grid {
    /// Its rows.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What stands below one another in a document.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Grid),
}

/// What was met on the way that is not, or not simply, text.
#[derive(Debug, Default, Clone)]
pub(super) struct Seen {
    /// Tracked deletions and moves away.
    pub(super) deleted: usize,
    /// Tracked insertions.
    pub(super) inserted: usize,
    /// References to comments.
    pub(super) comments: usize,
    /// Hidden runs.
    pub(super) hidden: usize,
    /// Text boxes.
    pub(super) boxes: usize,
    /// Whether headers or footers have text.
    pub(super) margins: bool,
}

/// A document.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its blocks.
    pub(super) blocks: Vec<Block>,
    /// The footnotes referred to, in order.
    pub(super) footnotes: Vec<String>,
    /// The endnotes referred to, in order.
    pub(super) endnotes: Vec<String>,
    /// What else was met.
    pub(super) seen: Seen,
}

impl Paragraph {
    /// Adds `text`, bold or not.
    pub(super) fn push(&mut self, text: &str, bold: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.bold.last_mut() {
            _ if !bold || start == end => {}
            Some(last) if last.end == start => last.end = end,
            _ => self.bold.push(Span::new(start, end)),
        }
    }

    /// Adds `next` where the end of this one is deleted.
    pub(super) fn append(&mut self, next: Paragraph) {
        let at = self.text.len();
        self.text.push_str(&next.text);
        self.bold.extend(next.bold.iter().map(|span| span.shift(at)));
        self.open_ended = next.open_ended;
    }
}

impl Grid {
    /// The words of a cell, its paragraphs a line each.
    pub(super) fn words(row: &[Cell], column: usize) -> String {
        let cell = row.get(column).map(Vec::as_slice).unwrap_or_default();
        cell.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// How many columns its widest row has.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
