//! What a reader knows of a source besides its text: where its pages begin, and what in it is no text.

use serde::{Deserialize, Serialize};

/// Where the words of a page begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// In bytes of the text.
    pub at: usize,
    /// Number of the page in the file, from 1, whatever is printed on it.
    pub page: u32,
}

/// Something in a source that is no text, so that words in it are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is.
    pub kind: FigureKind,
    /// Where it stands.
    pub at: FigureAt,
}

/// Where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FigureAt {
    /// A byte of the text: on its line, or, where the line is blank, between its neighbours.
    Byte(usize),
    /// A page of the file, from 1.
    Page(u32),
}

/// What a figure is, as far as its format tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FigureKind {
    /// A picture or drawing.
    Picture,
    /// A chart, made from numbers.
    Chart,
    /// A diagram put together from shapes with words (SmartArt).
    Diagram,
    /// Something another program made: a sheet, a formula, another page.
    Object,
    /// A film or a sound.
    Recording,
}
