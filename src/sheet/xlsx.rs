//! Excel workbooks, cell by cell: the size that a sheet claims to have counts for nothing.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::grid::{Budget, Grid};
use super::look::{self, Look, Looks};
use super::{Sheet, Unopened, Workbook, cell};

/// After so many unreadable cells the workbook is damaged, rather than newer than the crate.
const MOST_LOST: usize = 10_000;

/// The workbook in `bytes`, whose parts were checked.
pub(super) fn workbook(bytes: &[u8]) -> Result<Workbook, Unopened> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| why(&error))?;
    let listed = book.sheets_metadata().to_vec();
    let mut budget = Budget::default();
    let mut found = Workbook { format: "xlsx", ..Workbook::default() };
    for meta in listed.into_iter().filter(|meta| meta.typ == SheetType::WorkSheet) {
        let cells = match book.worksheet_cells_reader(&meta.name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(why(&error)),
        };
        let mut looks = Looks::default();
        let grid = read(cells, &mut budget, &mut found.lost, &mut looks)?;
        let hidden = meta.visible != SheetVisible::Visible;
        found.sheets.push(Sheet { name: meta.name, hidden, rows: grid.rows(), looks });
    }
    Ok(found)
}

/// The cells of one sheet; `lost` counts those whose content the crate does not know, such as an error
/// of a newer Excel. `looks` takes how they look.
fn read(
    mut cells: XlsxCellReader<'_, Cursor<&[u8]>>,
    budget: &mut Budget,
    lost: &mut usize,
    looks: &mut Looks,
) -> Result<Grid, Unopened> {
    let mut grid = Grid::default();
    let styles: Vec<Look> = cells.styles().iter().map(look::of).collect();
    loop {
        match cells.next_cell_with_style_id() {
            Ok(Some((cell, style))) => {
                let is_moment = matches!(cell.get_value(), DataRef::DateTime(_));
                let (row, column) = cell.get_position();
                if let (Some(look), Ok(row), Ok(column)) =
                    (styles.get(style), usize::try_from(row), usize::try_from(column))
                {
                    looks.put(row.saturating_add(1), column, *look);
                }
                let clock = is_moment && shows_no_seconds(&cells, style);
                grid.put(cell.get_position(), &cell::text(cell.get_value(), clock), budget)?;
            }
            Ok(None) => return Ok(grid),
            Err(XlsxError::CellError(_) | XlsxError::CellTAttribute(_) | XlsxError::Unrecognized { .. })
                if *lost < MOST_LOST =>
            {
                *lost += 1;
            }
            Err(error) => return Err(why(&error)),
        }
    }
}

/// Whether the number format with this id shows a time, such as `hh:mm`, and no seconds.
fn shows_no_seconds(cells: &XlsxCellReader<'_, Cursor<&[u8]>>, style: usize) -> bool {
    let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
    format.is_some_and(|format| !format.format_code.to_ascii_lowercase().contains('s'))
}

fn why(error: &XlsxError) -> Unopened {
    match error {
        XlsxError::Password => Unopened::locked(),
        _ => Unopened::damaged(),
    }
}
