//! How a cell looks where that says something: set in, filled or written in a colour.

use std::collections::BTreeMap;

use calamine::{Color, Style};

/// Looks kept of one sheet: more is decoration.
const MOST_LOOKS: usize = 200_000;

/// The look of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// How far it is set in, in steps of Excel.
    pub indent: u8,
    /// What it is filled with: red, green, blue; white is nothing.
    pub fill: Option<[u8; 3]>,
    /// The colour of its letters; black and white are nothing.
    pub ink: Option<[u8; 3]>,
}

/// The looks of a sheet by number of the row (from 1) and of the column (from 0), of those cells that have one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks(BTreeMap<(usize, usize), Look>);

impl Looks {
    /// The look of a cell.
    pub fn of(&self, row: usize, column: usize) -> Look {
        self.0.get(&(row, column)).copied().unwrap_or_default()
    }

    /// Gives a cell a look.
    pub fn put(&mut self, row: usize, column: usize, look: Look) {
        if look != Look::default() && self.0.len() < MOST_LOOKS {
            self.0.insert((row, column), look);
        }
    }
}

/// What a style says of a look.
pub(super) fn of(style: &Style) -> Look {
    let rgb = |color: &Color| [color.red, color.green, color.blue];
    let fill = style.fill.as_ref().filter(|fill| fill.is_visible()).and_then(|fill| fill.get_color());
    let ink = style.font.as_ref().and_then(|font| font.color);
    Look {
        indent: style.alignment.as_ref().and_then(|alignment| alignment.indent).unwrap_or_default(),
        fill: fill.filter(|color| !color.is_white()).map(|color| rgb(&color)),
        ink: ink.filter(|color| !color.is_white() && !color.is_black()).map(|color| rgb(&color)),
    }
}
