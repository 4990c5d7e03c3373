//! Tables of turns in a document: with a header people use, or recognised by what the columns hold.

use std::collections::HashSet;

use crate::source::columns::{self, Layout};
use crate::source::labels::{Shape, shape};
use crate::source::names::key;
use crate::source::{Columns, time};

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

/// The columns of a table without header: times, names that recur, and the words in what is left.
fn guessed(grid: &Grid, width: usize) -> Option<Layout> {
    let rows = grid.rows.len();
    if rows < 3 || !(2..=4).contains(&width) {
        return None;
    }
    let column = |at: usize| -> Vec<String> {
        grid.rows.iter().map(|row| Grid::words(row, at).trim().to_owned()).collect()
    };
    let columns: Vec<Vec<String>> = (0..width).map(column).collect();
    let times: Vec<usize> =
        (0..width).filter(|at| columns.get(*at).is_some_and(|cells| are_times(cells))).collect();
    let free = |at: &usize| !times.contains(at);
    let speaker = (0..width).filter(free).find(|at| columns.get(*at).is_some_and(|cells| are_names(cells)));
    let length =
        |at: &usize| columns.get(*at).map_or(0, |cells| cells.iter().map(String::len).sum::<usize>());
    let text = (0..width).filter(free).filter(|at| Some(*at) != speaker).max_by_key(length)?;
    if speaker.is_none() && times.is_empty() {
        return None;
    }
    let (start, end) = (times.first().copied(), times.get(1).copied());
    Some(Layout { text, speaker, start, end, attributes: Vec::new(), frames: false })
}

fn are_times(cells: &[String]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let times = cells
        .iter()
        .filter(|cell| time::leading_range(cell).is_some_and(|(.., length)| length == cell.len()))
        .count();
    filled > 1 && times * 10 >= filled * 8
}

/// Names that recur: nearly all have the shape of one, and there are at most half as many as rows.
fn are_names(cells: &[String]) -> bool {
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let named = filled.iter().filter(|cell| shape(cell.trim_end_matches(':').trim()) >= Shape::Loose).count();
    let distinct: HashSet<String> = filled.iter().map(|cell| key(cell.trim_end_matches(':'))).collect();
    let longest = filled.iter().map(|cell| cell.len()).max().unwrap_or(0);
    filled.len() * 2 >= cells.len()
        && named * 10 >= filled.len() * 9
        && distinct.len() * 2 <= filled.len()
        && longest <= 60
}
