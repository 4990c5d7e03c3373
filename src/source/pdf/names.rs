//! Columns of names: the pieces of a page that say who speaks, beside the words.

use std::collections::{HashMap, HashSet};

use super::line::Line;

/// A column of names takes less than this part of the width, or else it is known by its names.
const NARROW: f32 = 0.3;
/// No name is longer, in characters.
pub(super) const LONGEST: f32 = 30.0;
/// Left ends this near to each other, in points, are one.
const SAME_PLACE: f32 = 12.0;

/// What stands again and again in front of other words of its row, as the names in a table do and lines of prose do not.
#[derive(Debug)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Those of the whole document: a page on which everybody speaks once has them, too.
    pub(super) fn of(pages: &[Vec<Line>]) -> Self {
        let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
        let is_short = |(piece, _): &(&Line, bool)| piece.chars() <= LONGEST;
        for (piece, is_last) in pages.iter().flat_map(|pieces| in_rows(pieces)).filter(is_short) {
            let (before, last) = seen.entry(&piece.text).or_default();
            *(if is_last { last } else { before }) += 1;
        }
        // What stands as often with nothing beside it is said, or is a label on a line of its own.
        let is_name = |text: &str, before: usize, last: usize| {
            before >= 2
                && last * 4 <= before
                && text.contains(char::is_alphabetic)
                && !text.ends_with(['.', ')'])
        };
        let names = seen.into_iter().filter(|(text, (before, last))| is_name(text, *before, *last));
        Self(names.map(|(text, _)| text.to_owned()).collect())
    }

    /// Whether one of the groups is a column of names or times, with words beside most of its lines. It is one when it
    /// holds names, or is narrow and has several lines or nothing wide that begins at the same place (as the heading of
    /// a column has).
    pub(super) fn are_in(&self, pieces: &[Line], groups: &[Vec<usize>]) -> bool {
        let of = |at: &usize| pieces.get(*at);
        let extents: Vec<Extent> =
            groups.iter().map(|group| extent(&mut group.iter().filter_map(of))).collect();
        let page = extent(&mut pieces.iter());
        let is_narrow = |(left, right): Extent| right - left < NARROW * (page.1 - page.0);
        let beside_something = in_rows(pieces).filter(|(_, is_last)| !is_last).count();
        groups.iter().zip(&extents).any(|(group, here)| {
            let group: Vec<&Line> = group.iter().filter_map(of).collect();
            let accompanied: Vec<&&Line> =
                group.iter().filter(|piece| is_beside(piece, pieces, here.1)).collect();
            let named = accompanied.iter().filter(|piece| self.0.contains(&piece.text)).count();
            let heads = |other: &Extent| !is_narrow(*other) && (other.0 - here.0).abs() < SAME_PLACE;
            // Beside the names there may be numbers; a running header over columns is no column.
            let holds_names = named * 10 >= group.len() * 4 && named * 5 >= beside_something && named > 0;
            holds_names
                || is_narrow(*here)
                    && accompanied.len() * 10 >= group.len() * 6
                    && (group.len() >= 3 || !extents.iter().any(heads))
        })
    }
}

/// Left and right end.
type Extent = (f32, f32);

fn extent(pieces: &mut dyn Iterator<Item = &Line>) -> Extent {
    let both = |(left, right): Extent, piece: &Line| (left.min(piece.x), right.max(piece.right));
    pieces.fold((f32::MAX, f32::MIN), both)
}

/// Whether something stands at the height of `piece`, to the right of `end`.
fn is_beside(piece: &Line, pieces: &[Line], end: f32) -> bool {
    let near = pieces.partition_point(|other| other.y > piece.y + 0.5 * piece.size);
    let mut row = pieces.iter().skip(near).take_while(|other| other.y > piece.y - 0.5 * piece.size);
    row.any(|other| other.x > end)
}

/// The pieces of a page, and whether each is the last of its row.
fn in_rows(pieces: &[Line]) -> impl Iterator<Item = (&Line, bool)> {
    let next = pieces.iter().skip(1).map(Some).chain([None]);
    // Pieces of one row bear the height of the row.
    pieces
        .iter()
        .zip(next)
        .map(|(piece, next)| (piece, next.is_none_or(|next| (next.y - piece.y).abs() > 0.01)))
}
