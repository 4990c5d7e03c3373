//! Puts the paragraphs and tables of a document together as its parser meets them.

use super::body::{Block, Cell, Grid, Paragraph};

/// A cell is followed by this many empty ones at most, whatever it says it spans or repeats.
const WIDEST: usize = 64;

/// Blocks in the making. Tables in a cell become paragraphs of that cell.
#[derive(Debug, Default)]
pub(in crate::source) struct Builder {
    blocks: Vec<Block>,
    grid: Grid,
    row: Vec<Cell>,
    cell: Cell,
    /// How many tables are open, one in the other.
    depth: usize,
}

impl Builder {
    /// Adds a paragraph to the cell being read, or to the document.
    pub(in crate::source) fn paragraph(&mut self, paragraph: Paragraph) {
        if self.depth > 0 {
            self.cell.push(paragraph);
        } else {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// The last paragraph so far outside of tables that are still being read.
    pub(in crate::source) fn last_paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.blocks.last_mut()? {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(grid) => grid.rows.iter_mut().flatten().flatten().last(),
        }
    }

    /// Whether a table is being read.
    pub(in crate::source) fn in_table(&self) -> bool {
        self.depth > 0
    }

    /// A table begins.
    pub(in crate::source) fn open_table(&mut self) {
        self.depth += 1;
    }

    /// A cell ends that takes `columns` columns.
    pub(in crate::source) fn end_cell(&mut self, columns: usize) {
        if self.depth == 1 {
            self.row.push(std::mem::take(&mut self.cell));
            let more = columns.min(WIDEST).saturating_sub(1);
            self.row.extend(std::iter::repeat_n(Cell::new(), more));
        }
    }

    /// A row ends; what stands in it outside any cell is a cell of its own.
    pub(in crate::source) fn end_row(&mut self) {
        if self.depth == 1 {
            if !self.cell.is_empty() {
                self.end_cell(1);
            }
            if !self.row.is_empty() {
                self.grid.rows.push(std::mem::take(&mut self.row));
            }
        }
    }

    /// A table ends.
    pub(in crate::source) fn end_table(&mut self) {
        self.end_row();
        if self.depth == 1 && !self.grid.rows.is_empty() {
            self.blocks.push(Block::Table(std::mem::take(&mut self.grid)));
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// The blocks; a table that was never closed ends here.
    pub(in crate::source) fn finish(mut self) -> Vec<Block> {
        if self.depth > 0 {
            self.depth = 1;
            self.end_table();
        }
        self.blocks
    }
}
