//! A table of turns and what stands around it: the text is the words, a row a line.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::source::labels::{Shape, colon_label, shape};
use crate::source::names::{key, tidy};
use crate::source::units::{Unit, Units};
use crate::source::{Settings, join};
use crate::transcript::Transcript;

use super::body::{Block, Body, Cell, Grid, Paragraph};
use super::places::Places;
use super::tables::Turns;

/// The transcript of a table of turns, and where its comments stand.
pub(super) fn transcript(
    format: &str,
    body: &Body,
    turns: &Turns,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Transcript, Places) {
    let ignored = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut rows = Rows { ignored, ..Rows::new(turns) };
    for block in &body.blocks {
        match block {
            Block::Paragraph(paragraph) => rows.around(paragraph),
            Block::Table(grid) if grid.width() == turns.width => rows.table(grid),
            Block::Table(grid) => {
                grid.rows.iter().flatten().flatten().for_each(|paragraph| rows.line(paragraph));
            }
        }
    }
    body.notes.iter().for_each(|note| rows.line(note));
    diagnostics.extend(rows.told());
    let columns = if turns.header.is_empty() { "a table with a turn a row" } else { "a table with columns" };
    let mut transcript = rows.units.finish(format!("{format}, {columns}"));
    if settings.join == Some(true) {
        join::speakers(&mut transcript);
    }
    (transcript, rows.places)
}

struct Rows<'t> {
    turns: &'t Turns,
    ignored: Vec<String>,
    units: Units,
    places: Places,
    /// Who speaks in the rows so far.
    speakers: HashSet<String>,
    /// Rows over all columns.
    merged: usize,
    /// Paragraphs below the table that look like turns of somebody else.
    doubtful: usize,
}

impl<'t> Rows<'t> {
    fn new(turns: &'t Turns) -> Self {
        Self {
            turns,
            ignored: Vec::new(),
            units: Units::default(),
            places: Places::default(),
            speakers: HashSet::new(),
            merged: 0,
            doubtful: 0,
        }
    }

    fn line(&mut self, paragraph: &Paragraph) {
        self.units.line(&paragraph.text);
        self.places.line(self.units.length(), std::slice::from_ref(paragraph));
    }

    fn table(&mut self, grid: &Grid) {
        let layout = &self.turns.layout;
        for (number, row) in grid.rows.iter().enumerate() {
            if self.turns.is_header(grid, number) {
                continue;
            }
            if Grid::words(row, layout.text).trim().is_empty() {
                self.without_words(row);
                continue;
            }
            self.speakers.extend(layout.speaker.map(|at| key(&tidy(&Grid::words(row, at)))));
            layout.add(&mut self.units, |at| Grid::words(row, at), &self.ignored);
            self.places.row(self.units.length(), row, layout.text);
        }
    }

    /// A row without anything in the column of the words. One cell over all columns holds words of somebody with a label
    /// or of nobody, or a name or a title, which are text and no turn.
    fn without_words(&mut self, row: &[Cell]) {
        let filled: Vec<usize> =
            (0..row.len()).filter(|at| Grid::words(row, *at).chars().any(char::is_alphabetic)).collect();
        if let &[at] = filled.as_slice()
            && let Some([paragraph]) = row.get(at).map(Vec::as_slice)
            && self.labelled(paragraph)
        {
            return;
        }
        for at in &filled {
            let words = Grid::words(row, *at);
            if filled.len() == 1 && shape(words.trim()) != Shape::Name {
                self.units.turn(&Unit { words: &words, ..Unit::default() });
                self.merged += 1;
            } else {
                self.units.line(&words);
            }
            self.places.row(self.units.length(), row, *at);
        }
    }

    /// A paragraph outside the table.
    fn around(&mut self, paragraph: &Paragraph) {
        if !self.labelled(paragraph) {
            let is_label = colon_label(&paragraph.text).is_some();
            self.doubtful += usize::from(is_label && !self.speakers.is_empty());
            self.line(paragraph);
        }
    }

    /// Makes a paragraph with the label of somebody who speaks above it a turn; whether it is one.
    fn labelled(&mut self, paragraph: &Paragraph) -> bool {
        let known = |label: &&str| {
            let key = key(&tidy(label));
            self.speakers.contains(&key) && !self.ignored.contains(&key)
        };
        let Some(label) = colon_label(&paragraph.text).filter(known) else { return false };
        let Some((_, words)) = paragraph.text.split_once(':') else { return false };
        let speaker = Some(self.units.names.index(&tidy(label)));
        self.units.turn(&Unit { words, speaker, ..Unit::default() });
        self.places.line(self.units.length(), std::slice::from_ref(paragraph));
        true
    }

    fn told(&self) -> Vec<Diagnostic> {
        let merged =
            format!("{} row(s) of the table without words in their column are turns of nobody", self.merged);
        let doubtful = format!("{} paragraph(s) below the table look like turns and are none", self.doubtful);
        let hint = "put them into rows of the table, each with who says it";
        let told = [(self.merged, merged), (self.doubtful, doubtful)];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(_, message)| Diagnostic::warning(message).hint(hint)).collect()
    }
}
