//! A line of text with its place.

use crate::text::Span;

use super::extract::Run;

/// Runs farther apart than this, in parts of the size, are no words of one line.
pub(super) const APART: f32 = 1.0;
/// A gap wider than this, in parts of the size, is a blank.
const BLANK: f32 = 0.15;
/// A gap as wide as this stands for a tab.
const TAB: f32 = 2.0;

/// A line, or a piece of one. Lengths are in points; `y` grows upwards.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The words, without outer blanks.
    pub(super) text: String,
    /// Bold parts, in bytes of `text`.
    pub(super) bold: Vec<Span>,
    /// Left end.
    pub(super) x: f32,
    /// Right end.
    pub(super) right: f32,
    /// The line the letters stand on.
    pub(super) y: f32,
    /// The size of most letters.
    pub(super) size: f32,
    /// The page, from 0.
    pub(super) page: usize,
    /// The column or other stretch of the page read as a whole, numbered through the document.
    pub(super) region: usize,
    /// Whether a paragraph number stood in front of it.
    pub(super) numbered: bool,
    /// Whether it begins a paragraph, where a table tells it.
    pub(super) begins: Option<bool>,
}

impl Line {
    /// The line of one run.
    pub(super) fn of(run: &Run) -> Self {
        let mut line = Self { x: run.x, right: run.x, y: run.y, size: run.size, ..Self::default() };
        line.push(run);
        line
    }

    /// Adds a run further to the right, with a blank where there is a gap.
    pub(super) fn push(&mut self, run: &Run) {
        let gap = run.x - self.right;
        if gap > BLANK * self.size.min(run.size) {
            self.blank();
        }
        for (number, word) in run.text.split(char::is_whitespace).enumerate() {
            if number > 0 {
                self.blank();
            }
            self.words(word, run.bold);
        }
        self.right = self.right.max(run.right);
    }

    /// Adds a piece further to the right.
    pub(super) fn append(&mut self, piece: &Line) {
        let gap = piece.x - self.right;
        self.append_after(if gap >= TAB * self.size { '\t' } else { ' ' }, piece);
    }

    /// Adds the next cell of a table.
    pub(super) fn append_cell(&mut self, piece: &Line) {
        self.append_after('\t', piece);
    }

    fn append_after(&mut self, blank: char, piece: &Line) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push(blank);
        let start = self.text.len();
        self.text.push_str(&piece.text);
        self.bold.extend(piece.bold.iter().map(|bold| bold.shift(start)));
        self.right = self.right.max(piece.right);
        self.numbered |= piece.numbered;
    }

    /// How many characters it has.
    pub(super) fn chars(&self) -> f32 {
        f32::from(u16::try_from(self.text.chars().count()).unwrap_or(u16::MAX))
    }

    /// How wide its first word is, by its letters on average.
    pub(super) fn first_word(&self) -> f32 {
        let word = self.text.split_whitespace().next().unwrap_or("").chars().count();
        let letter = (self.right - self.x) / self.chars().max(1.0);
        f32::from(u16::try_from(word).unwrap_or(u16::MAX)) * letter
    }

    /// Whether all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        let bold: usize = self.bold.iter().map(|span| span.len()).sum();
        let blanks = self.text.matches(char::is_whitespace).count();
        bold + blanks >= self.text.trim_end().len() && bold > 0
    }

    /// One blank, and never two.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Adds text without blanks.
    fn words(&mut self, word: &str, bold: bool) {
        let start = self.text.len();
        self.text.push_str(word);
        let end = self.text.len();
        let between = |last: &Span| self.text.get(last.end..start).is_some_and(|gap| gap.trim().is_empty());
        match self.bold.last_mut() {
            _ if !bold || start == end => {}
            Some(last) if between(last) => last.end = end,
            _ => self.bold.push(Span::new(start, end)),
        }
    }
}
