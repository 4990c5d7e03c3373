//! OpenDocument spreadsheets (LibreOffice).

use std::io::Cursor;

use calamine::{Ods, OdsError, Reader, SheetVisible};

use super::grid::{Budget, Grid};
use super::{Sheet, Unopened, Workbook, cell, repeats};

/// The workbook in `bytes`, whose parts were checked.
pub(super) fn workbook(bytes: &[u8]) -> Result<Workbook, Unopened> {
    repeats::check(bytes)?;
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Unopened::locked(),
        OdsError::CellLimitExceeded { .. } => Unopened::too_large(),
        _ => Unopened::damaged(),
    })?;
    let listed = book.sheets_metadata().to_vec();
    let mut budget = Budget::default();
    let mut found = Workbook { format: "ods", ..Workbook::default() };
    for meta in listed {
        let range = book.worksheet_range(&meta.name).map_err(|_| Unopened::damaged())?;
        let (top, left) = range.start().unwrap_or_default();
        let mut grid = Grid::default();
        for (row, column, value) in range.used_cells() {
            let at =
                |offset: usize, from: u32| u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(from);
            grid.put((at(row, top), at(column, left)), &cell::owned(value), &mut budget)?;
        }
        let hidden = meta.visible != SheetVisible::Visible;
        found.sheets.push(Sheet { name: meta.name, hidden, rows: grid.rows(), ..Sheet::default() });
    }
    Ok(found)
}
