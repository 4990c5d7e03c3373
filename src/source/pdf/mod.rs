//! PDF: the text layer, in reading order, with lines made paragraphs again. The crate `unpdf` unpacks
//! the file and decodes its fonts; what stands where comes from it, what it means is decided here.
//!
//! Left out: running headers and footers, page numbers, paragraph and line numbers in the margin, turned
//! text, marks of notes. A PDF knows no words and no paragraphs, so a word broken at a line end is made
//! whole, and a paragraph is what spacing, indents, short lines and labels make one.

mod cells;
mod columns;
mod extract;
mod furniture;
mod heads;
mod hyphens;
mod line;
mod margin;
mod names;
mod notes;
mod paragraphs;
mod rows;
mod set_off;

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::text::Span;

use super::labels::{self, Marks};
use super::{About, Figure, FigureAt, FigureKind, PageStart, Reader, Reading, Settings, Unreadable, kind};
use extract::Extract;
use line::Line;
use paragraphs::Paragraph;

/// The reader of `.pdf`.
pub(super) struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn about(&self) -> About {
        About {
            what: "PDF with a text layer",
            keeps: "labels (bold, colon, alone, left column), times, columns, footnotes; paragraphs are put \
                    together from lines, and words broken at line ends are joined",
            leaves_out: "running headers and footers, page, paragraph and line numbers, turned text, comments, \
                         pictures (a scan needs text recognition first)",
        }
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        kind::of(bytes) == kind::Kind::Pdf
    }

    fn apart(&self) -> bool {
        true
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let extract = extract::pages(bytes)?;
        let mut diagnostics = extract.check()?;
        let figures = figures(&extract.images);
        let (lines, small) = lines(extract, &mut diagnostics);
        let (body, joined) = paragraphs::of(&lines, settings);
        if joined > 0 {
            diagnostics
                .push(Diagnostic::note(format!("{joined} word(s) broken at the end of a line are joined")));
        }
        let set_off = set_off(&body);
        let (text, marks, pages) = text(&body, &paragraphs::of(&small, settings).0);
        let transcript = labels::transcript(self.name(), text, &marks, settings, &mut diagnostics);
        Ok(Reading { pages, figures, set_off, ..Reading::new(transcript, diagnostics) })
    }
}

/// The images of each page. How many are drawn says little, for programs cut one picture into strips: several are
/// told as two.
fn figures(images: &[(usize, bool)]) -> Vec<Figure> {
    let of = |(page, is_several): &(usize, bool)| {
        let at = FigureAt::Page(u32::try_from(*page).unwrap_or(u32::MAX));
        std::iter::repeat_n(Figure { kind: FigureKind::Picture, at }, 1 + usize::from(*is_several))
    };
    images.iter().flat_map(of).collect()
}

/// The lines of the body in reading order, and those of the notes below it.
fn lines(extract: Extract, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Line>, Vec<Line>) {
    let (mut marks, mut marks_of_notes) = (HashSet::new(), 0);
    let mut pages: Vec<_> = extract
        .pages
        .into_iter()
        .enumerate()
        .map(|(page, runs)| {
            let (rows, numbers) = rows::of(runs);
            marks_of_notes += numbers.len();
            marks.extend(numbers.into_iter().map(|number| (page, number)));
            rows
        })
        .collect();
    let numbers = margin::remove(&mut pages);
    let headers = furniture::remove(&mut pages);
    margin::mark(&mut pages);
    let lines = columns::in_reading_order(pages);
    let (lines, small) = notes::apart(lines, &marks);
    let mut note = |count: usize, text: &str| {
        if count > 0 {
            diagnostics.push(Diagnostic::note(format!("{count} {text}")));
        }
    };
    note(headers, "line(s) of running headers, footers and page numbers are left out");
    note(numbers, "number(s) of paragraphs or lines in the margin are left out");
    note(extract.turned, "piece(s) of turned text (as a watermark is) are left out");
    note(marks_of_notes, "raised number(s) (marks of notes) are left out");
    note(small.len(), "line(s) in small print below the text (footnotes) stand at the end, and are no turns");
    (lines, small)
}

/// The paragraphs joined by line feeds, notes last, what is known of them, and their pages.
fn text(body: &[Paragraph], notes: &[Paragraph]) -> (String, Marks, Vec<PageStart>) {
    let mut text = String::new();
    let mut marks = Marks::default();
    let mut pages = Vec::new();
    for (number, paragraph) in body.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let start = text.len();
        turn_pages(&mut pages, paragraph, start);
        text.push_str(&paragraph.text);
        marks.bold.extend(paragraph.bold.iter().map(|bold: &Span| bold.shift(start)));
    }
    if !notes.is_empty() {
        marks.end = Some(text.len());
    }
    for note in notes {
        text.push('\n');
        turn_pages(&mut pages, note, text.len());
        text.push_str(&note.text);
    }
    (text, marks, pages)
}

/// Where the paragraphs that are set off stand in the text.
fn set_off(body: &[Paragraph]) -> Vec<Span> {
    let mut start = 0;
    let place = |paragraph: &Paragraph| {
        let end = start + paragraph.text.len();
        // Behind it stands a line feed.
        let place = Span::new(std::mem::replace(&mut start, end + 1), end);
        paragraph.is_set_off.then_some(place)
    };
    body.iter().filter_map(place).collect()
}

/// Adds the pages of a paragraph that begins at byte `start` of the text, where they are others than the last.
fn turn_pages(pages: &mut Vec<PageStart>, paragraph: &Paragraph, start: usize) {
    for own in &paragraph.pages {
        if pages.last().is_none_or(|last| last.page != own.page) {
            pages.push(PageStart { at: start + own.at, page: own.page });
        }
    }
}

#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;
