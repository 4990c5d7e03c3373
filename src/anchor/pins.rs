//! Pins: places that are surely the same, because what stands around them occurs once in either text.

use std::collections::HashMap;

use super::tokens::MARK;

/// Where a run of tokens occurs in one text.
#[derive(Debug, Clone, Copy, Default)]
enum Place {
    #[default]
    Nowhere,
    Once(usize),
    Often,
}

impl Place {
    fn add(&mut self, at: usize) {
        *self = match self {
            Self::Nowhere => Self::Once(at),
            Self::Once(_) | Self::Often => Self::Often,
        };
    }
}

/// The words of which the `N` tokens up to them occur once in `old` and once in `new`, and so do the `N`
/// tokens from them on, in an order that both share: as many as can be kept in order. One side alone would
/// pin the last of three equal turns to the last of two, though any of the three may have gone.
pub(super) fn pins<const N: usize>(old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let runs = once::<N>(old, new);
    let run = |end: usize| (end + 1).checked_sub(N).and_then(|start| runs.get(start)).copied().flatten();
    let pin = |at: usize| {
        let (up_to, from) = (run(at)? + N - 1, run(at + N - 1)?);
        (up_to == from && old.get(at) != Some(&MARK)).then_some((at, from))
    };
    in_order(&(0..old.len()).filter_map(pin).collect::<Vec<_>>())
}

/// Where each run of `N` tokens of `old` begins in `new`, if it occurs once in either.
fn once<const N: usize>(old: &[usize], new: &[usize]) -> Vec<Option<usize>> {
    let mut places: HashMap<&[usize], (Place, Place)> = HashMap::with_capacity(old.len());
    for (at, run) in old.windows(N).enumerate() {
        places.entry(run).or_default().0.add(at);
    }
    for (at, run) in new.windows(N).enumerate() {
        if let Some((_, place)) = places.get_mut(run) {
            place.add(at);
        }
    }
    let in_new = |run: &[usize]| match places.get(run) {
        Some((Place::Once(_), Place::Once(new))) => Some(*new),
        _ => None,
    };
    old.windows(N).map(in_new).collect()
}

/// The longest part of `pairs`, ascending on the left, that ascends on the right too.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // By length: the pair that ends the best chain of that length. By pair: the pair before it.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    let right = |index: usize| pairs.get(index).map_or(0, |pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| right(end) < pair.1);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.extend(pairs.get(index));
        at = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_order_wins() {
        assert_eq!(in_order(&[(0, 5), (1, 1), (2, 2), (3, 9), (4, 3)]), [(1, 1), (2, 2), (4, 3)]);
        assert_eq!(in_order(&[]), []);
    }

    #[test]
    fn what_occurs_twice_pins_nothing() {
        let old = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3];
        assert_eq!(pins::<3>(&old, &old), [(3, 3), (4, 4), (5, 5), (6, 6)]);
    }

    #[test]
    fn of_equal_turns_none_is_pinned() {
        let (old, new) = ([1, 2, 0, 3, 0, 3, 0, 3, 0, 4, 5], [1, 2, 0, 3, 0, 3, 0, 4, 5]);
        assert_eq!(pins::<3>(&old, &new), []);
    }
}
