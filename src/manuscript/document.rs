//! Documents as the readers of sources give them: paragraphs, with their pages where there are any.

use super::{Block, Kind, Manuscript, Place, Unread, headings, margins, notes, styles, tables};
use crate::diag::Severity;
use crate::source::{Figure, FigureAt, PageStart, ReadApart, Settings, Speakers, Unreadable, read_with};
use crate::text::Span;

/// Reads a document; those of its paragraphs that are set off as quotations are found by their style.
pub(super) fn read(name: &str, bytes: &[u8], apart: ReadApart) -> Result<Manuscript, Unreadable> {
    // A table of a paper is no table of turns, of which only the column of words would be read.
    let is_pdf = name.to_lowercase().ends_with(".pdf");
    let speakers = if is_pdf { Speakers::Auto } else { Speakers::None };
    let reading = read_with(Some(apart), name, bytes, &Settings { speakers, ..Settings::default() })?;
    let set_off = styles::set_off(name, bytes);
    let headings = (!is_pdf).then(|| headings::of(name, bytes));
    let text = &reading.transcript.text;
    let block = |(number, span): (u32, &Span)| {
        let words = span.of(text);
        let squeezed = styles::squeezed(words);
        let is_laid_out_so = reading.set_off.binary_search_by_key(&span.start, |place| place.start).is_ok();
        let is_quote = is_laid_out_so || set_off.contains(squeezed.as_str());
        let is_ordinary = headings.as_ref().is_some_and(|headings| !headings.contains(&squeezed));
        let kind = if is_quote { Kind::BlockQuote } else { Kind::Paragraph };
        let (place, later) = places(&reading.pages, number, *span);
        Block { later, is_ordinary, ..Block::new(words, place, kind) }
    };
    let paragraphs: Vec<Span> = paragraphs(text).collect();
    let mut blocks: Vec<Block> = (1..).zip(&paragraphs).map(block).collect();
    tables::put_in_cells(&mut blocks, tables::paragraphs(name, bytes));
    notes::put_notes(&mut blocks, name, bytes);
    notes::set_apart(&mut blocks);
    let unread = reading.figures.iter().map(|figure| unread(figure, text, &paragraphs)).collect();
    let warnings = reading.diagnostics.into_iter().filter(|found| found.severity == Severity::Warning);
    let warnings = warnings.map(|found| found.message).collect();
    let left_out = margins::left_out(name, bytes);
    Ok(Manuscript { blocks, unread, left_out, warnings, ..Manuscript::default() })
}

/// The lines that are not blank, in bytes of `text` and without outer blanks.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let ends = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| Span::new(std::mem::replace(&mut start, end + 1), end))
        .map(|line| line.trimmed(text))
        .filter(|line| !line.is_empty())
}

/// The place of a paragraph: its page, and those it goes on on, or else its number.
fn places(pages: &[PageStart], number: u32, paragraph: Span) -> (Place, Vec<(usize, Place)>) {
    let begun = pages.partition_point(|page| page.at <= paragraph.start);
    let (before, after) = pages.split_at_checked(begun).unwrap_or_default();
    let place = before.last().map_or(Place::Paragraph(number), |page| Place::Page(page.page));
    let within = after.iter().take_while(|page| page.at < paragraph.end);
    let later = within.map(|page| (page.at.saturating_sub(paragraph.start), Place::Page(page.page)));
    (place, later.collect())
}

/// A figure at its page or paragraph; on a blank line it stands near the paragraph before it, if there is one.
fn unread(figure: &Figure, text: &str, paragraphs: &[Span]) -> Unread {
    let at = match figure.at {
        FigureAt::Page(page) => return Unread::figure(figure.kind, Place::Page(page)),
        FigureAt::Byte(at) => at,
    };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let line =
        Span::new(before.rfind('\n').map_or(0, |at| at + 1), at + after.find('\n').unwrap_or(after.len()));
    let begun = paragraphs.partition_point(|paragraph| paragraph.start < line.end);
    let is_near = paragraphs.get(..begun).and_then(<[Span]>::last).is_none_or(|last| last.start < line.start);
    let number = u32::try_from(begun.max(1)).unwrap_or(u32::MAX);
    Unread { is_near, ..Unread::figure(figure.kind, Place::Paragraph(number)) }
}
