//! The smallest stretches that hold one match of each of several things.

use crate::text::Span;

/// All stretches that hold a match of every one of `items` and of which no part does; sorted.
/// The matches of each item are sorted by their start.
pub(super) fn smallest(items: &[Vec<Span>]) -> Vec<Span> {
    let mut starts: Vec<usize> = items.iter().flatten().map(|span| span.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut cursors: Vec<Cursor<'_>> =
        items.iter().map(|spans| Cursor { left: spans, end: usize::MAX }).collect();
    let mut windows = Vec::new();
    let mut last_end = usize::MAX;
    for start in starts.into_iter().rev() {
        let end = cursors.iter_mut().map(|cursor| cursor.first_end_from(start)).max().unwrap_or(usize::MAX);
        if end < last_end {
            windows.push(Span::new(start, end));
            last_end = end;
        }
    }
    windows.reverse();
    windows
}

/// Goes through the matches of one item from the last to the first.
struct Cursor<'a> {
    left: &'a [Span],
    /// The first end of the matches passed so far.
    end: usize,
}

impl Cursor<'_> {
    /// The first end of all matches that start at `start` or later.
    fn first_end_from(&mut self, start: usize) -> usize {
        while let Some((last, left)) = self.left.split_last().filter(|(last, _)| last.start >= start) {
            self.end = self.end.min(last.end);
            self.left = left;
        }
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans(at: &[usize]) -> Vec<Span> {
        at.iter().map(|&at| Span::new(at, at + 1)).collect()
    }

    #[test]
    fn only_the_smallest_count() {
        assert_eq!(smallest(&[spans(&[0, 4]), spans(&[6])]), [Span::new(4, 7)]);
        assert_eq!(smallest(&[spans(&[0, 8]), spans(&[4])]), [Span::new(0, 5), Span::new(4, 9)]);
        assert_eq!(smallest(&[spans(&[3]), spans(&[3])]), [Span::new(3, 4)]);
        assert_eq!(smallest(&[spans(&[1]), Vec::new()]), []);
    }

    proptest! {
        #[test]
        fn they_are_those_of_a_search_of_all(
            mut items in proptest::collection::vec(proptest::collection::vec((0..12_usize, 1..4_usize), 0..5), 1..4),
        ) {
            let items: Vec<Vec<Span>> = items.iter_mut().map(|item| {
                item.sort_unstable();
                item.iter().map(|(at, length)| Span::new(*at, at + length)).collect()
            }).collect();
            let holds = |window: Span| items.iter().all(|item| item.iter().any(|span| window.contains(*span)));
            let all: Vec<Span> = (0..16).flat_map(|start| (start + 1..16).map(move |end| Span::new(start, end))).collect();
            let holding: Vec<Span> = all.into_iter().filter(|window| holds(*window)).collect();
            let slow: Vec<Span> = holding.iter().copied()
                .filter(|window| !holding.iter().any(|other| other != window && window.contains(*other))).collect();
            prop_assert_eq!(smallest(&items), slow);
        }
    }
}
