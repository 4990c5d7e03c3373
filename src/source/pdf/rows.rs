//! Runs to rows: what stands on one line across a page, whatever the columns.

use super::extract::Run;
use super::line::{APART, Line};

/// How far letters of one row may stand above or below each other, in parts of the size.
const SAME: f32 = 0.3;
/// Raised or lowered letters are at most this large, and at most this far off, in parts of the size.
const SCRIPT_SIZE: f32 = 0.8;
const SCRIPT_SHIFT: f32 = 0.6;

/// Runs with a smaller gap, in parts of the size, are letters of one word.
const TOUCHES: f32 = 0.1;

/// A row of runs, from left to right. Never empty.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) runs: Vec<Run>,
    /// The line its letters stand on, in points.
    pub(super) y: f32,
    /// The size of its largest letters, in points.
    pub(super) size: f32,
    /// The number of a paragraph that stood in front of it.
    pub(super) number: Option<usize>,
    /// Whether that number begins a paragraph.
    pub(super) numbered: bool,
}

/// The rows of a page from top to bottom, and the numbers of the marks of notes that were left out.
pub(super) fn of(mut runs: Vec<Run>) -> (Vec<Row>, Vec<usize>) {
    runs.retain(|run| !run.text.trim().is_empty());
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if (row.y - run.y).abs() <= SAME * row.size.min(run.size) => row.add(run),
            _ => rows.push(Row { y: run.y, size: run.size, runs: vec![run], number: None, numbered: false }),
        }
    }
    let mut rows = scripts_joined(rows);
    let mut marks = Vec::new();
    for row in &mut rows {
        row.runs.sort_by(|a, b| a.x.total_cmp(&b.x));
        row.once();
        row.join_letters();
        marks.extend(row.without_marks());
    }
    rows.retain(|row| !row.runs.is_empty());
    (rows, marks)
}

/// Rows of small letters that are raised from the row below, or lowered from the row above, become part
/// of it.
fn scripts_joined(rows: Vec<Row>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match joined.last_mut() {
            Some(above) if row.is_script_of(above) => above.runs.extend(row.runs),
            Some(above) if above.is_script_of(&row) => {
                let small = std::mem::replace(above, row);
                above.runs.extend(small.runs);
            }
            _ => joined.push(row),
        }
    }
    joined
}

impl Run {
    /// Whether `next` goes on where this one ends, in the same letters.
    fn touches(&self, next: &Run) -> bool {
        let gap = (next.x - self.right).abs();
        gap < TOUCHES * self.size
            && self.bold == next.bold
            && (self.y - next.y).abs() < TOUCHES * self.size
            && (self.size - next.size).abs() < TOUCHES * self.size
            && !self.text.ends_with(char::is_whitespace)
    }
}

impl Row {
    fn add(&mut self, run: Run) {
        if run.size > self.size {
            (self.size, self.y) = (run.size, run.y);
        }
        self.runs.push(run);
    }

    fn is_script_of(&self, row: &Row) -> bool {
        self.size <= SCRIPT_SIZE * row.size && (self.y - row.y).abs() <= SCRIPT_SHIFT * row.size
    }

    /// Letters drawn twice at one place, to look bold, count once.
    fn once(&mut self) {
        let mut kept: Vec<Run> = Vec::with_capacity(self.runs.len());
        for run in self.runs.drain(..) {
            match kept.last_mut() {
                Some(last) if last.text == run.text && (run.x - last.x).abs() < 0.15 * run.size => {
                    last.bold = true;
                }
                _ => kept.push(run),
            }
        }
        self.runs = kept;
    }

    /// Letters drawn one by one become runs again.
    fn join_letters(&mut self) {
        let mut joined: Vec<Run> = Vec::with_capacity(self.runs.len());
        for run in self.runs.drain(..) {
            match joined.last_mut() {
                Some(last) if last.touches(&run) => {
                    last.text.push_str(&run.text);
                    last.right = last.right.max(run.right);
                }
                _ => joined.push(run),
            }
        }
        self.runs = joined;
    }

    /// Leaves out raised numbers after a word: they point to notes. Powers (`m2`, `102`) stay.
    fn without_marks(&mut self) -> Vec<usize> {
        let (y, size) = (self.y, self.size);
        let mut marks = Vec::new();
        let is_mark = |run: &Run| {
            run.size <= SCRIPT_SIZE * size
                && run.y > y + 0.15 * size
                && run.text.trim().chars().all(|c| c.is_ascii_digit())
        };
        let mut last = String::new();
        self.runs.retain(|run| {
            let word = last.rsplit(char::is_whitespace).next().unwrap_or("");
            let is_power =
                word.ends_with(|c: char| c.is_ascii_digit()) || ["m", "cm", "dm", "km"].contains(&word);
            let is_out = is_mark(run) && !is_power && !word.is_empty();
            if is_out {
                // A number too large for a note says nothing.
                marks.push(run.text.trim().parse().unwrap_or(0));
            } else {
                last.clone_from(&run.text);
            }
            !is_out
        });
        marks
    }

    /// Its pieces: runs that belong together, from left to right.
    pub(super) fn pieces(&self) -> Vec<Line> {
        let mut pieces: Vec<Line> = Vec::new();
        for run in &self.runs {
            match pieces.last_mut() {
                Some(piece) if run.x - piece.right <= APART * self.size => piece.push(run),
                _ => pieces.push(Line::of(run)),
            }
        }
        for piece in &mut pieces {
            (piece.y, piece.size) = (self.y, self.size);
            piece.text.truncate(piece.text.trim_end().len());
        }
        if let Some(first) = pieces.first_mut() {
            first.numbered = self.numbered;
        }
        pieces
    }

    /// Its text, for comparison.
    pub(super) fn text(&self) -> String {
        self.pieces().into_iter().map(|piece| piece.text).collect::<Vec<_>>().join("\t")
    }
}
