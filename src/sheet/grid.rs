//! Cells in any order to rows, within bounds: only what truly exists takes room.

use std::collections::BTreeMap;

use super::{Row, Unopened};

/// So many cells, in all sheets of a workbook, counting the empty ones before others in a row.
const MOST_CELLS: usize = 5_000_000;
/// So much text in all of them, in bytes; one shared text counts wherever it is used.
const MOST_TEXT: usize = 256 << 20;

/// What a workbook may still hold.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }
}

/// A sheet being filled.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: BTreeMap<u32, Vec<String>>,
}

impl Grid {
    /// Puts `text` into a cell, by row and column from 0; blanks alone are nothing.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), Unopened> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let cells = self.rows.entry(row).or_default();
        let width = usize::try_from(column).map_err(|_| Unopened::too_large())?.saturating_add(1);
        let grown = width.saturating_sub(cells.len());
        budget.cells = budget.cells.checked_sub(grown).ok_or_else(Unopened::too_large)?;
        budget.text = budget.text.checked_sub(text.len()).ok_or_else(Unopened::too_large)?;
        cells.resize(cells.len().max(width), String::new());
        if let Some(cell) = cells.get_mut(width - 1) {
            *cell = line_feeds(text);
        }
        Ok(())
    }

    /// The rows that hold something.
    pub(super) fn rows(self) -> Vec<Row> {
        let number = |row: u32| usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        self.rows.into_iter().map(|(row, cells)| Row { number: number(row), cells }).collect()
    }
}

fn line_feeds(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}
