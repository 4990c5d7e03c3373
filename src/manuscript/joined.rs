//! Paragraphs, or lines of one, that a quotation goes over: the mark opens in one and closes in another.

use super::marks::{is_closed_in, marked};
use super::{Block, Place};

/// A quotation may go on over so many blocks.
const MOST: usize = 12;

/// A point or a comma may stand before the sign of a note.
const BEHIND: usize = 1;

/// A block with those that a quotation in it goes on in.
pub(super) struct Joined {
    /// Their words, a block a line.
    pub(super) text: String,
    /// How many blocks.
    pub(super) used: usize,
    /// Where in the text blocks begin, by number.
    starts: Vec<(usize, usize)>,
}

impl Joined {
    /// The block `at`, and those below it as long as a mark opens in the last one and closes further on.
    pub(super) fn of(blocks: &[Block], at: usize) -> Self {
        let text = blocks.get(at).map(|block| block.text.clone()).unwrap_or_default();
        let mut joined = Self { text, used: 1, starts: vec![(0, at)] };
        while let Some(more) = joined.more(blocks, at) {
            for (text, number) in more {
                joined.text.push('\n');
                joined.starts.push((joined.text.len(), number));
                joined.text.push_str(&text);
                joined.used += 1;
            }
        }
        joined
    }

    /// The blocks that the last quotation goes on in, with their numbers.
    fn more(&self, blocks: &[Block], at: usize) -> Option<Vec<(String, usize)>> {
        let open = marked(&self.text).into_iter().rfind(|one| !one.is_closed)?;
        let mark = open.outer.of(&self.text).chars().next()?;
        let kind = blocks.get(at)?.kind;
        let below = blocks.get(at + self.used..)?.iter().zip(at + self.used..);
        let below: Vec<_> = below.take(MOST).take_while(|(block, _)| block.kind == kind).collect();
        anew(&below, mark).or_else(|| over(&below, mark))
    }

    /// The note whose sign stands at the end of a quotation, its words ending at `inner` and its mark at `outer`.
    pub(super) fn note_at(&self, blocks: &[Block], inner: usize, outer: usize) -> Option<String> {
        let (start, number) = self.starts.iter().take_while(|(start, _)| *start <= inner).last()?;
        let is_near = |at: usize| (inner..=outer + BEHIND).contains(&(at + start));
        let notes = &blocks.get(*number)?.notes;
        notes.iter().find(|(at, _)| is_near(*at)).map(|(_, words)| words.clone())
    }

    /// Number and place of the block in which the byte `at` stands.
    pub(super) fn place_at(&self, blocks: &[Block], at: usize) -> (usize, Place) {
        let begun = self.starts.iter().take_while(|(start, _)| *start <= at).last();
        let (start, number) = begun.copied().unwrap_or_default();
        let place = blocks.get(number).map_or(Place::Paragraph(1), |block| block.place_at(at - start));
        (number, place)
    }
}

/// Each paragraph opened anew with the same mark, and the last one closed.
fn anew(below: &[(&Block, usize)], mark: char) -> Option<Vec<(String, usize)>> {
    let mut parts = Vec::new();
    for (block, number) in below {
        let first = marked(&block.text).into_iter().next().filter(|one| one.outer.start == 0)?;
        let rest = block.text.strip_prefix(mark)?;
        parts.push((rest.to_owned(), *number));
        if first.is_closed {
            return Some(parts);
        }
    }
    None
}

/// The paragraphs up to the one in which the mark is closed.
fn over(below: &[(&Block, usize)], mark: char) -> Option<Vec<(String, usize)>> {
    let mut parts = Vec::new();
    let mut text = String::new();
    for (block, number) in below {
        text.push_str(&block.text);
        text.push('\n');
        parts.push((block.text.clone(), *number));
        if is_closed_in(&text, mark) {
            return Some(parts);
        }
    }
    None
}
