//! Which labels belong to which quotations on a slide, by where their boxes stand.

use super::Frame;

/// So many boxes of a slide are paired; more are a drawing.
const MOST: usize = 48;
/// A label is clearly nearer to one box where another is twice as far, and so much more, in EMU.
const CLEARLY: i64 = 90_000;

/// Something on a slide: who may be named in it, or words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) frame: Frame,
    pub(super) is_label: bool,
}

/// Where a label stands from its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Above,
    Right,
    Left,
}

const SIDES: [Side; 4] = [Side::Below, Side::Above, Side::Right, Side::Left];

/// Pairs of words and a label, by their numbers: of all words on the same side if that can be, else of labels that
/// stand clearly nearest to one box. Where it is not clear, none.
pub(super) fn pairs(boxes: &[Placed]) -> Vec<(usize, usize)> {
    if boxes.len() > MOST {
        return Vec::new();
    }
    let mut all: Vec<Vec<(usize, usize)>> = SIDES.iter().filter_map(|side| on_side(boxes, *side)).collect();
    match (all.pop(), all.is_empty()) {
        (Some(only), true) => only,
        _ => clear(boxes),
    }
}

fn numbers(boxes: &[Placed], are_labels: bool) -> impl Iterator<Item = (usize, Frame)> + '_ {
    boxes
        .iter()
        .enumerate()
        .filter(move |(_, one)| one.is_label == are_labels)
        .map(|(at, one)| (at, one.frame))
}

/// How far a box stands from another on one side of it, in the same row or column.
fn gap(from: Frame, to: Frame, side: Side) -> Option<i64> {
    let (from, to) = match side {
        Side::Below | Side::Right => (from, to),
        Side::Above | Side::Left => (to, from),
    };
    let row = |one: Frame| (one.y, one.height, one.x, one.width);
    let column = |one: Frame| (one.x, one.width, one.y, one.height);
    let of = |one: Frame| if matches!(side, Side::Below | Side::Above) { column(one) } else { row(one) };
    let ((across, breadth, start, length), (other_across, other_breadth, other_start, other_length)) =
        (of(from), of(to));
    let shared = across.saturating_add(breadth).min(other_across.saturating_add(other_breadth));
    let shared = shared.saturating_sub(across.max(other_across));
    let is_in_line = shared > 0 && shared.saturating_mul(2) >= breadth.min(other_breadth);
    let middle = start.saturating_add(length / 2);
    let is_after = other_start.saturating_add(other_length / 2) > middle
        && other_start.saturating_add(other_length) > start.saturating_add(length);
    (is_in_line && is_after).then(|| other_start.saturating_sub(start.saturating_add(length)).max(0))
}

/// How far two boxes stand from each other, where they share a row or a column.
fn nearest_gap(one: Frame, other: Frame) -> Option<i64> {
    SIDES.iter().filter_map(|side| gap(one, other, *side)).min()
}

/// Each box of words with the label next to it on one side, where each has its own and no label is left; none of
/// those is nearer to other words.
fn on_side(boxes: &[Placed], side: Side) -> Option<Vec<(usize, usize)>> {
    let mut used = vec![false; boxes.len()];
    let mut found = Vec::new();
    for (at, words) in numbers(boxes, false) {
        let others = boxes.iter().enumerate().filter(|(other, _)| *other != at);
        let gaps = others.filter_map(|(other, one)| Some((gap(words, one.frame, side)?, other)));
        let (near, label) = gaps.min()?;
        let one = boxes.get(label).filter(|one| one.is_label)?;
        let is_nearer = |(other, words): (usize, Frame)| {
            other != at && nearest_gap(one.frame, words).is_some_and(|gap| gap < near)
        };
        let used = used.get_mut(label).filter(|used| !**used)?;
        if numbers(boxes, false).any(is_nearer) {
            return None;
        }
        *used = true;
        found.push((at, label));
    }
    (found.len() == numbers(boxes, true).count()).then_some(found)
}

/// The labels that stand clearly nearest to one box of words, and to no other label.
fn clear(boxes: &[Placed]) -> Vec<(usize, usize)> {
    let is_far = |near: i64, other: i64| other >= near.saturating_mul(2).saturating_add(CLEARLY);
    let nearest = |(label, frame): (usize, Frame)| {
        let mut gaps: Vec<(i64, usize)> = boxes
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != label)
            .filter_map(|(other, one)| Some((nearest_gap(frame, one.frame)?, other)))
            .collect();
        gaps.sort_unstable();
        let (near, words) = gaps.first().copied()?;
        let is_clear = gaps.get(1).is_none_or(|(other, _)| is_far(near, *other));
        let is_words = boxes.get(words).is_some_and(|one| !one.is_label);
        (is_clear && is_words).then_some((words, label))
    };
    numbers(boxes, true).filter_map(nearest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Boxes of 40 by 8, a label or words.
    fn paired(boxes: &[(bool, i64, i64)]) -> Vec<(usize, usize)> {
        let of = |&(is_label, x, y): &(bool, i64, i64)| {
            let [x, y] = [x, y].map(|at| at * 100_000);
            Placed { frame: Frame { x, y, width: 4_000_000, height: 800_000 }, is_label }
        };
        pairs(&boxes.iter().map(of).collect::<Vec<_>>())
    }

    const WORDS: bool = false;
    const LABEL: bool = true;

    #[test]
    fn labels_belong_to_what_they_stand_beside_in_whatever_order_they_were_drawn() {
        for (boxes, expected) in [
            // Crosswise in the file.
            (vec![(WORDS, 0, 0), (LABEL, 50, 49), (WORDS, 50, 40), (LABEL, 0, 9)], vec![(0, 3), (2, 1)]),
            // Left of them, and right of them.
            (vec![(WORDS, 41, 0), (WORDS, 41, 20), (LABEL, 0, 0), (LABEL, 0, 20)], vec![(0, 2), (1, 3)]),
            (vec![(WORDS, 0, 0), (WORDS, 0, 20), (LABEL, 41, 0), (LABEL, 41, 20)], vec![(0, 2), (1, 3)]),
            // Heads of two columns; lines below, evenly spaced.
            (vec![(LABEL, 0, 0), (LABEL, 50, 0), (WORDS, 50, 9), (WORDS, 0, 9)], vec![(2, 1), (3, 0)]),
            (vec![(WORDS, 0, 0), (LABEL, 0, 9), (WORDS, 0, 18), (LABEL, 0, 27)], vec![(0, 1), (2, 3)]),
            // One that nobody signed.
            (vec![(WORDS, 0, 0), (LABEL, 0, 9), (WORDS, 0, 30)], vec![(0, 1)]),
            // Halfway, between both, two below, behind.
            (vec![(WORDS, 0, 0), (LABEL, 0, 9), (WORDS, 0, 18)], vec![]),
            (vec![(WORDS, 0, 0), (WORDS, 50, 0), (LABEL, 25, 9)], vec![]),
            (vec![(WORDS, 0, 0), (LABEL, 0, 9), (LABEL, 0, 18), (WORDS, 0, 27)], vec![]),
            (vec![(WORDS, 0, 0), (LABEL, 50, 30), (WORDS, 0, 9)], vec![]),
            // It heads what is below it.
            (vec![(WORDS, 0, 0), (LABEL, 0, 30), (WORDS, 0, 39), (LABEL, 0, 60)], vec![(2, 1)]),
        ] {
            assert_eq!(paired(&boxes), expected, "{boxes:?}");
        }
    }

    #[test]
    fn frames_without_bounds_do_no_harm() {
        let frame = Frame { x: i64::MIN, y: i64::MAX, width: i64::MAX, height: i64::MIN };
        let boxes = [LABEL, WORDS, WORDS].map(|is_label| Placed { frame, is_label });
        assert_eq!(pairs(&boxes), []);
    }
}
