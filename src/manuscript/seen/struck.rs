//! Words that are struck out are read by nobody, but an author may have meant them: each stretch leaves a mark where it
//! stood, until the paragraphs are known and it can be told.

use crate::manuscript::{Block, Place};

/// Stands for words that are struck out. Unicode keeps this sign for such uses: no text has it.
pub(in super::super) const STRUCK: char = '\u{fdd0}';

/// How words are shown; the last of two holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    #[default]
    Seen,
    /// Struck out.
    Struck,
    /// Not shown at all.
    Hidden,
}

/// Takes the marks out of a block; gives back where they stood.
pub(in super::super) fn take_out(block: &mut Block) -> Vec<Place> {
    let places: Vec<Place> = block.text.match_indices(STRUCK).map(|(at, _)| block.place_at(at)).collect();
    if places.is_empty() {
        return places;
    }
    let left = |at: usize| {
        block.text.get(..at).map_or(at, |before| at - STRUCK.len_utf8() * before.matches(STRUCK).count())
    };
    block.later.iter_mut().for_each(|(at, _)| *at = left(*at));
    block.notes.iter_mut().for_each(|(at, _)| *at = left(*at));
    block.text.retain(|c| c != STRUCK);
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manuscript::Kind;

    #[test]
    fn a_mark_is_taken_out_and_what_stands_behind_it_moves_up() {
        let mut block = Block::new("ja \u{fdd0}zeg", Place::Line(1), Kind::Paragraph);
        block.later = vec![(3, Place::Line(2)), (6, Place::Line(3))];
        block.notes = vec![(9, "P1".to_owned())];
        assert_eq!(take_out(&mut block), [Place::Line(2)]);
        assert_eq!(block.text, "ja zeg");
        assert_eq!(block.later, [(3, Place::Line(2)), (3, Place::Line(3))]);
        assert_eq!(block.notes, [(6, "P1".to_owned())]);
        assert_eq!(take_out(&mut block), []);
    }
}
