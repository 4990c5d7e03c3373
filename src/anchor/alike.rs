//! Characters inside changed words: which word stands in the place of which.

use strsim::osa_distance;

/// Words of more bytes than this are alike only when they are equal.
const LONGEST: usize = 64;
/// Pairs of words that are compared at most.
const PAIRS: usize = 900;

/// A word in the place of an old one, by position in the hunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stands {
    pub(super) old: usize,
    pub(super) new: usize,
    /// Whether it is the same word, written or heard otherwise.
    pub(super) alike: bool,
}

/// Which of `new` stands for which of `old`, in order; `None` is the mark of a turn. Alike words are
/// paired first, then as many as there are of both in between, one to one.
pub(super) fn stand_for(old: &[Option<&str>], new: &[Option<&str>]) -> Vec<Stands> {
    let mut all = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for (o, n) in alike_in_order(old, new) {
        one_to_one(old, new, (old_at, o), (new_at, n), &mut all);
        all.push(Stands { old: o, new: n, alike: true });
        (old_at, new_at) = (o + 1, n + 1);
    }
    one_to_one(old, new, (old_at, old.len()), (new_at, new.len()), &mut all);
    all
}

fn one_to_one(
    old: &[Option<&str>],
    new: &[Option<&str>],
    (old_from, old_to): (usize, usize),
    (new_from, new_to): (usize, usize),
    all: &mut Vec<Stands>,
) {
    let are_words = |side: &[Option<&str>], from: usize, to: usize| {
        side.get(from..to).is_some_and(|side| side.iter().all(Option::is_some))
    };
    let as_many = old_to - old_from == new_to - new_from;
    if as_many && are_words(old, old_from, old_to) && are_words(new, new_from, new_to) {
        all.extend((old_from..old_to).zip(new_from..new_to).map(|(old, new)| Stands {
            old,
            new,
            alike: false,
        }));
    }
}

/// The most words that are alike, in order, by dynamic programming over the rests of both.
fn alike_in_order(old: &[Option<&str>], new: &[Option<&str>]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > PAIRS {
        return Vec::new();
    }
    let worths: Vec<Vec<usize>> =
        old.iter().map(|&a| new.iter().map(|&b| likeness(a, b)).collect()).collect();
    // Rows from the end; each cell is the best of what follows.
    let mut rests = vec![vec![0; new.len() + 1]];
    for worths in worths.iter().rev() {
        let below = rests.last().cloned().unwrap_or_default();
        let mut row = vec![0];
        for ((&worth, &down), &across) in worths.iter().zip(&below).zip(below.iter().skip(1)).rev() {
            let right = row.last().copied().unwrap_or(0);
            row.push(right.max(down).max(if worth > 0 { worth + across } else { 0 }));
        }
        row.reverse();
        rests.push(row);
    }
    rests.reverse();
    let rest = |o: usize, n: usize| rests.get(o).and_then(|row| row.get(n)).copied().unwrap_or(0);
    let (mut pairs, mut o, mut n) = (Vec::new(), 0, 0);
    while rest(o, n) > 0 {
        let worth = worths.get(o).and_then(|row| row.get(n)).copied().unwrap_or(0);
        if worth > 0 && rest(o, n) == worth + rest(o + 1, n + 1) {
            pairs.push((o, n));
            (o, n) = (o + 1, n + 1);
        } else if rest(o, n) == rest(o + 1, n) {
            o += 1;
        } else {
            n += 1;
        }
    }
    pairs
}

/// How alike two words are: 0 not, 2 alike, 3 equal, both folded. Marks are only like marks.
fn likeness(a: Option<&str>, b: Option<&str>) -> usize {
    match (a, b) {
        (None, None) => 3,
        (Some(a), Some(b)) if a == b => 3,
        (Some(a), Some(b)) if a.len() <= LONGEST && b.len() <= LONGEST => {
            let longest = a.chars().count().max(b.chars().count());
            if osa_distance(a, b) * 3 <= longest { 2 } else { 0 }
        }
        _ => 0,
    }
}

/// Where character border `at` of the word `old` (in bytes) lies in `new`, when both begin or end alike.
pub(super) fn border(old: &str, new: &str, at: usize) -> usize {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let len = |pair: (char, char)| pair.0.len_utf8();
    let begin: usize = old.chars().zip(new.chars()).take_while(same).map(len).sum();
    if at <= begin {
        return at;
    }
    let end: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(len).sum();
    let left = old.len().saturating_sub(at);
    if left <= end { new.len().saturating_sub(left).max(begin) } else { begin }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(old: &[&str], new: &[&str]) -> Vec<(usize, usize, bool)> {
        let some =
            |words: &[&str]| -> Vec<Option<String>> { words.iter().map(|w| Some((*w).into())).collect() };
        let (old, new) = (some(old), some(new));
        let borrow = |words: &[Option<String>]| -> Vec<Option<String>> { words.to_vec() };
        let (old, new) = (borrow(&old), borrow(&new));
        let old: Vec<_> = old.iter().map(Option::as_deref).collect();
        let new: Vec<_> = new.iter().map(Option::as_deref).collect();
        stand_for(&old, &new).iter().map(|s| (s.old, s.new, s.alike)).collect()
    }

    #[test]
    fn a_mended_word_is_found_among_others() {
        assert_eq!(stands(&["vertruowen"], &["het", "vertrouwen"]), [(0, 1, true)]);
        assert_eq!(stands(&["an", "griet"], &["an", "p4"]), [(0, 0, true), (1, 1, false)]);
        assert_eq!(stands(&["griet", "maes"], &["p4"]), []);
    }

    #[test]
    fn a_border_inside_a_word_keeps_to_its_side() {
        assert_eq!(border("buurtwerk", "buurtwerk", 5), 5);
        assert_eq!(border("burtwerk", "buurtwerk", 4), 5);
        assert_eq!(border("buurtwrek", "buurtwerk", 5), 5);
    }
}
