//! Tables of turns in a document: with a header people use, or recognised by what the columns hold.

use crate::source::columns::{self, Layout};
use crate::source::{Columns, headerless};

use super::body::Grid;

/// How a table of turns is to be read.
pub(super) struct Turns {
    /// Which column holds what.
    pub(super) layout: Layout,
    /// The header, empty if there is none.
    pub(super) header: Vec<String>,
    /// How many columns it has.
    pub(super) width: usize,
}

impl Turns {
    /// Whether row `row` of a table repeats the header.
    pub(super) fn is_header(&self, grid: &Grid, row: usize) -> bool {
        !self.header.is_empty() && words(grid, row) == self.header
    }
}

/// The words of the cells of a row.
fn words(grid: &Grid, row: usize) -> Vec<String> {
    let row = grid.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    (0..row.len()).map(|column| Grid::words(row, column).trim().to_owned()).collect()
}

/// How `grid` is to be read, if it is a table of turns.
pub(super) fn turns(grid: &Grid, wanted: &Columns) -> Option<Turns> {
    let header = words(grid, 0);
    let width = grid.width();
    if let Some(layout) = columns::layout(&header, wanted) {
        return (grid.rows.len() > 1).then_some(Turns { layout, header, width });
    }
    let layout = guessed(grid, width)?;
    Some(Turns { layout, header: Vec::new(), width })
}

/// How tables of a document that are too short by themselves are to be read, where together they are one of turns:
/// those as wide as the first.
pub(super) fn together<'g>(mut grids: impl Iterator<Item = &'g Grid>, wanted: &Columns) -> Option<Turns> {
    let mut all = grids.next()?.clone();
    let width = all.width();
    let others: Vec<&Grid> = grids.filter(|grid| grid.width() == width).collect();
    all.rows.extend(others.iter().flat_map(|grid| grid.rows.iter().cloned()));
    (!others.is_empty()).then(|| turns(&all, wanted))?.filter(|turns| turns.header.is_empty())
}

/// Marks what stands in columns of remarks beside a column of words, by their headers.
pub(super) fn mark_remarks(grid: &mut Grid, wanted: &Columns) {
    let header = words(grid, 0);
    let Some(text) = columns::text_column(&header, wanted) else { return };
    let is_remark = |at: usize| header.get(at).is_some_and(|name| at != text && columns::is_remark(name));
    for row in grid.rows.iter_mut() {
        for (_, cell) in row.iter_mut().enumerate().filter(|(at, _)| is_remark(*at)) {
            cell.iter_mut().for_each(|paragraph| paragraph.is_remark = true);
        }
    }
}

/// The columns of a table without header.
fn guessed(grid: &Grid, width: usize) -> Option<Layout> {
    if !headerless::fits(width) {
        return None;
    }
    let column = |at: usize| -> Vec<String> {
        grid.rows.iter().map(|row| Grid::words(row, at).trim().to_owned()).collect()
    };
    headerless::layout(&(0..width).map(column).collect::<Vec<_>>())
}
