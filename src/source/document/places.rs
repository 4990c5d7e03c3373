//! Where comments and figures stand in the text of the transcript.

use std::collections::HashMap;

use super::body::{Cell, Grid, Mark, Paragraph, Side};
use crate::source::{Figure, FigureAt};
use crate::text::{Span, words};

/// Where each comment begins, ends and has its sign, and where each figure stands, in bytes of the text.
#[derive(Debug, Default)]
pub(in crate::source) struct Places {
    by_id: HashMap<String, Place>,
    figures: Vec<Figure>,
}

#[derive(Debug, Default)]
struct Place {
    start: Option<usize>,
    end: Option<usize>,
    sign: Option<usize>,
}

impl Places {
    /// Adds the marks of a paragraph; `at` gives the place in the text of a place in the paragraph.
    pub(in crate::source) fn add(&mut self, marks: &[Mark], at: impl Fn(usize) -> usize) {
        for mark in marks {
            let at = at(mark.at);
            let place = match mark.side {
                Side::Figure(kind) => {
                    self.figures.push(Figure { kind, at: FigureAt::Byte(at) });
                    continue;
                }
                Side::Start => &mut self.place(&mark.id).start,
                Side::End => &mut self.place(&mark.id).end,
                Side::Sign => &mut self.place(&mark.id).sign,
            };
            place.get_or_insert(at);
        }
    }

    fn place(&mut self, id: &str) -> &mut Place {
        self.by_id.entry(id.to_owned()).or_default()
    }

    /// Adds the marks of paragraphs that were joined by line feeds, trimmed, and written at the end of a text
    /// that is now `end` bytes long.
    pub(in crate::source) fn line(&mut self, end: usize, paragraphs: &[Paragraph]) {
        let joined = paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n");
        let trimmed = Span::new(0, joined.len()).trimmed(&joined);
        let start = end.saturating_sub(trimmed.len());
        let mut from = 0;
        for paragraph in paragraphs {
            let at = |at: usize| (from + at).clamp(trimmed.start, trimmed.end) - trimmed.start + start;
            self.add(&paragraph.marks, at);
            from += paragraph.text.len() + 1;
        }
    }

    /// Adds the marks of a row whose words are those of column `text`: what stands before it marks their
    /// beginning, what stands after it their end.
    pub(in crate::source) fn row(&mut self, end: usize, row: &[Cell], text: usize) {
        let start = end.saturating_sub(trimmed_length(row, text));
        for (column, cell) in row.iter().enumerate() {
            if column == text {
                self.line(end, cell);
                continue;
            }
            let at = if column < text { start } else { end };
            cell.iter().for_each(|paragraph| self.add(&paragraph.marks, |_| at));
        }
    }

    /// The figures, in the order of the text.
    pub(in crate::source) fn figures(&mut self) -> Vec<Figure> {
        let mut figures = std::mem::take(&mut self.figures);
        figures.sort_by_key(|figure| figure.at);
        figures
    }

    /// What the comment with this id is about: its range, or else the word at or before its sign. A range of nothing
    /// was about words that are gone.
    pub(in crate::source) fn of(&self, id: &str, text: &str) -> Option<Span> {
        let place = self.by_id.get(id)?;
        if let (Some(start), Some(end)) = (place.start, place.end) {
            return (start < end && end <= text.len()).then(|| Span::new(start, end));
        }
        let sign = place.sign.or(place.end)?;
        let line = text.get(..sign)?.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(line..)?;
        let rest = rest.split('\n').next().unwrap_or(rest);
        words(rest).map(|word| word.shift(line)).take_while(|word| word.start < sign).last()
    }
}

fn trimmed_length(row: &[Cell], text: usize) -> usize {
    Grid::words(row, text).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len()
}
