//! The body of a document, before it becomes text.

use crate::source::FigureKind;
use crate::text::Span;

/// A paragraph.
#[derive(Debug, Default, Clone)]
pub(in crate::source) struct Paragraph {
    /// Its text; tabs and line breaks as characters.
    pub(in crate::source) text: String,
    /// Its bold runs, in bytes of `text`.
    pub(in crate::source) bold: Vec<Span>,
    /// How many bytes of its text are letters or marks in italics.
    pub(in crate::source) italic: usize,
    /// The id of its style.
    pub(in crate::source) style: Option<String>,
    /// Whether its end is deleted, so that the next paragraph goes on in it.
    pub(in crate::source) open_ended: bool,
    /// Whether it stands in a text box.
    pub(in crate::source) boxed: bool,
    /// Whether it stands in a column of remarks, which nobody said.
    pub(in crate::source) is_remark: bool,
    /// Where comments begin, end and are referred to, and where figures stand.
    pub(in crate::source) marks: Vec<Mark>,
}

/// Which side of a comment a mark is, or what figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Side {
    /// What it is about begins.
    Start,
    /// What it is about ends.
    End,
    /// Its sign stands here.
    Sign,
    /// A picture or the like; it has no id.
    Figure(FigureKind),
}

/// A place of a comment or a figure in a paragraph.
#[derive(Debug, Clone)]
pub(in crate::source) struct Mark {
    /// In bytes of the text of the paragraph.
    pub(in crate::source) at: usize,
    /// What it marks.
    pub(in crate::source) side: Side,
    /// The id of the comment.
    pub(in crate::source) id: String,
}

/// A cell.
pub(in crate::source) type Cell = Vec<Paragraph>;

/// A table; a cell over several columns is followed by empty ones.
#[derive(Debug, Default, Clone)]
pub(in crate::source) struct Grid {
    /// Its rows.
    pub(in crate::source) rows: Vec<Vec<Cell>>,
}

/// What stands below one another in a document.
#[derive(Debug, Clone)]
pub(in crate::source) enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Grid),
}

/// What was met on the way that is not, or not simply, text.
#[derive(Debug, Default, Clone)]
pub(in crate::source) struct Seen {
    /// Tracked deletions and moves away.
    pub(in crate::source) deleted: usize,
    /// Tracked insertions.
    pub(in crate::source) inserted: usize,
    /// References to comments.
    pub(in crate::source) comments: usize,
    /// Hidden runs.
    pub(in crate::source) hidden: usize,
    /// Text boxes.
    pub(in crate::source) boxes: usize,
    /// Whether headers or footers have text.
    pub(in crate::source) margins: bool,
}

/// A document.
#[derive(Debug, Default)]
pub(in crate::source) struct Body {
    /// Its blocks.
    pub(in crate::source) blocks: Vec<Block>,
    /// The paragraphs of its footnotes, then of its endnotes, in order of reference.
    pub(in crate::source) notes: Vec<Paragraph>,
    /// What else was met.
    pub(in crate::source) seen: Seen,
}

impl Paragraph {
    /// Marks a figure at the end of the text so far.
    pub(in crate::source) fn figure(&mut self, kind: FigureKind) {
        self.marks.push(Mark { at: self.text.len(), side: Side::Figure(kind), id: String::new() });
    }

    /// Adds `text`, bold or not.
    pub(in crate::source) fn push(&mut self, text: &str, bold: bool) {
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
    pub(in crate::source) fn append(&mut self, next: Paragraph) {
        let at = self.text.len();
        self.text.push_str(&next.text);
        self.bold.extend(next.bold.iter().map(|span| span.shift(at)));
        self.italic += next.italic;
        self.marks.extend(next.marks.into_iter().map(|mark| Mark { at: mark.at + at, ..mark }));
        self.open_ended = next.open_ended;
    }
}

impl Paragraph {
    /// Whether all of its words are bold, or all are in italics.
    pub(in crate::source) fn is_emphasised(&self) -> bool {
        let all = seen(&self.text);
        let bold: usize = self.bold.iter().map(|span| seen(span.of(&self.text))).sum();
        all > 0 && (bold == all || self.italic == all)
    }
}

/// How many bytes of `text` are no blanks.
pub(in crate::source) fn seen(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum()
}

impl Grid {
    /// The words of a cell, its paragraphs a line each.
    pub(in crate::source) fn words(row: &[Cell], column: usize) -> String {
        let cell = row.get(column).map(Vec::as_slice).unwrap_or_default();
        cell.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// How many columns its widest row has.
    pub(in crate::source) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
