//! Where what is read belongs: paragraphs in text boxes, cells, notes and the body, each within others.

use crate::source::document::{Block, Body, Cell, Grid, Mark, Paragraph, Side, seen};

/// What was read, and what is still being read.
#[derive(Debug, Default)]
pub(super) struct Nest {
    /// The body, as far as it was read.
    pub(super) body: Body,
    /// Notes by id, in the order of their file.
    pub(super) notes: Vec<(String, Vec<Paragraph>)>,
    in_notes: bool,
    /// Marks of comments between paragraphs, for the next one.
    marks: Vec<Mark>,
    open: Vec<Open>,
    tables: Vec<OpenTable>,
}

/// How a run looks.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Run {
    /// Bold.
    pub(super) bold: bool,
    /// In italics.
    pub(super) italic: bool,
    /// Not shown.
    pub(super) hidden: bool,
}

/// A paragraph being read; others may be read inside it (text boxes).
#[derive(Debug, Default)]
pub(super) struct Open {
    /// What was read of it.
    pub(super) paragraph: Paragraph,
    /// The run being read.
    pub(super) run: Run,
    /// Inside `w:pPr`, where properties are those of the paragraph mark.
    pub(super) properties: bool,
    /// Paragraphs of text boxes that hang on this one.
    boxed: Vec<Paragraph>,
}

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    grid: Grid,
    row: Vec<Cell>,
    cell: Cell,
    /// How many columns the cell takes, where it says so.
    pub(super) span: usize,
    /// Whether the row was deleted.
    pub(super) row_deleted: bool,
}

impl Nest {
    /// Nothing yet; paragraphs will be those of notes, or of the body.
    pub(super) fn new(in_notes: bool) -> Self {
        Self { in_notes, ..Self::default() }
    }

    /// The innermost paragraph being read.
    pub(super) fn paragraph(&mut self) -> Option<&mut Open> {
        self.open.last_mut()
    }

    /// The innermost table being read.
    pub(super) fn table(&mut self) -> Option<&mut OpenTable> {
        self.tables.last_mut()
    }

    /// Whether the properties of a paragraph are being read.
    pub(super) fn in_paragraph_properties(&self) -> bool {
        self.open.last().is_some_and(|open| open.properties)
    }

    /// Adds to the paragraph being read what can be seen of `text`.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut().filter(|open| !open.run.hidden) {
            open.paragraph.push(text, open.run.bold);
            open.paragraph.italic += if open.run.italic { seen(text) } else { 0 };
        }
    }

    /// A mark of a comment: in the paragraph, or between two, where an end belongs to what came before.
    pub(super) fn mark(&mut self, side: Side, id: String) {
        let paragraph = match self.open.last_mut() {
            Some(open) => Some(&mut open.paragraph),
            None if side == Side::Start => None,
            None => self.last_paragraph(),
        };
        match paragraph {
            Some(paragraph) => paragraph.marks.push(Mark { at: paragraph.text.len(), side, id }),
            None => self.marks.push(Mark { at: 0, side, id }),
        }
    }

    fn last_paragraph(&mut self) -> Option<&mut Paragraph> {
        if let Some(table) = self.tables.last_mut() {
            return table.cell.last_mut();
        }
        if self.in_notes {
            return self.notes.last_mut()?.1.last_mut();
        }
        match self.body.blocks.last_mut()? {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(grid) => grid.rows.iter_mut().flatten().flatten().last(),
        }
    }

    /// `<w:p>`.
    pub(super) fn begin_paragraph(&mut self) {
        let marks = std::mem::take(&mut self.marks);
        let boxed = !self.open.is_empty();
        let paragraph = Paragraph { boxed, marks, ..Paragraph::default() };
        self.open.push(Open { paragraph, ..Open::default() });
    }

    /// `</w:p>`.
    pub(super) fn end_paragraph(&mut self) {
        let Some(done) = self.open.pop() else { return };
        let paragraphs = std::iter::once(done.paragraph).chain(done.boxed);
        if let Some(outer) = self.open.last_mut() {
            outer.boxed.extend(paragraphs);
            return;
        }
        for paragraph in paragraphs {
            self.place(paragraph);
        }
    }

    fn place(&mut self, paragraph: Paragraph) {
        if let Some(table) = self.tables.last_mut() {
            add(&mut table.cell, paragraph);
        } else if self.in_notes {
            if let Some((_, note)) = self.notes.last_mut() {
                add(note, paragraph);
            }
        } else if let Some(Block::Paragraph(last)) = self.body.blocks.last_mut()
            && last.open_ended
        {
            last.append(paragraph);
        } else {
            self.body.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// `<w:tbl>`.
    pub(super) fn begin_table(&mut self) {
        self.tables.push(OpenTable::default());
    }

    /// `</w:tbl>`: a table in a cell becomes paragraphs of that cell; one in a text box is there already.
    pub(super) fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let inner = || table.grid.rows.iter().flatten().flatten().cloned();
        if let Some(outer) = self.tables.last_mut() {
            outer.cell.extend(inner());
        } else if let Some((_, note)) = self.notes.last_mut().filter(|_| self.in_notes) {
            note.extend(inner());
        } else if self.open.is_empty() {
            self.body.blocks.push(Block::Table(table.grid));
        }
    }
}

impl OpenTable {
    /// `</w:tc>`: a cell over several columns is followed by empty ones.
    pub(super) fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell));
        let more = std::mem::take(&mut self.span).saturating_sub(1);
        self.row.extend(std::iter::repeat_n(Cell::new(), more));
    }

    /// `</w:tr>`.
    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if !std::mem::take(&mut self.row_deleted) {
            self.grid.rows.push(row);
        }
    }
}

/// A paragraph whose mark was deleted runs on in the next.
fn add(paragraphs: &mut Vec<Paragraph>, next: Paragraph) {
    match paragraphs.last_mut() {
        Some(last) if last.open_ended => last.append(next),
        _ => paragraphs.push(next),
    }
}
