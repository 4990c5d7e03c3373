//! What lies between two pins: every alignment that is nearly the best, so that what is certain is known.

/// A token as it is compared: its word, and who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// The number of the word; zero for the mark of a turn.
    pub(super) id: usize,
    /// The number of who says it.
    pub(super) voice: usize,
}

/// What became of one token of a gap, by position in the other side of the gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// It has no equal.
    Nowhere,
    /// In every alignment that comes near the best it is this one.
    At(usize),
    /// In every one of the best alignments it is this one.
    Likely(usize),
    /// It may be one of those from the first to the last, or none.
    Between(usize, usize),
}

const WORD: u32 = 16;
const MARK: u32 = 2;
/// What it costs that someone else says it: more than [`DOUBT`], so that the speaker
/// tells equal turns apart; less than the word is worth, so that a changed label does not shift the words.
const OTHER_VOICE: u32 = 9;
/// What it costs that someone else begins a turn.
const OTHER_TURN: u32 = 1;
/// What two neighbours that stay neighbours are worth.
const NEIGHBOURS: u32 = 3;
/// How much worse an alignment may be and still count as one of the best.
const SLACK: u32 = 1;
/// How much worse it may be and still be possible: two more breaks between neighbours, and a mark
/// less. Words that were
/// taken away in two places are not always those that a single cut would explain.
const DOUBT: u32 = 2 * NEIGHBOURS + MARK;

fn worth(old: Sign, new: Sign) -> u32 {
    if old.id != new.id {
        return 0;
    }
    let (full, other) = if old.id == super::tokens::MARK { (MARK, OTHER_TURN) } else { (WORD, OTHER_VOICE) };
    if old.voice == new.voice { full } else { full - other }
}

/// The best alignments of a beginning of `old` with each beginning of `new`.
#[derive(Clone)]
struct Row {
    /// With the last two of them paired; 0 where they differ.
    paired: Vec<u32>,
    /// Whatever their end.
    best: Vec<u32>,
}

impl Row {
    /// Nothing of `old` yet. Before the gap stands a pair: a pin, or the edge of the texts.
    fn first(width: usize) -> Self {
        let mut paired = vec![0; width + 1];
        paired.iter_mut().take(1).for_each(|cell| *cell = 1);
        Self { paired, best: vec![1; width + 1] }
    }

    /// One token of `old` more.
    fn next(&self, sign: Sign, new: impl Iterator<Item = Sign>) -> Self {
        let width = self.best.len();
        let mut row = Self { paired: Vec::with_capacity(width), best: Vec::with_capacity(width) };
        let mut left = 1;
        row.paired.push(0);
        row.best.push(left);
        let above = self.best.iter().zip(self.best.iter().skip(1)).zip(&self.paired);
        for (other, ((&corner, &above), &neighbours)) in new.zip(above) {
            let worth = worth(sign, other);
            let joined = if neighbours > 0 { neighbours + NEIGHBOURS } else { 0 };
            let paired = if worth > 0 { worth + corner.max(joined) } else { 0 };
            left = left.max(above).max(paired);
            row.paired.push(paired);
            row.best.push(left);
        }
        row
    }

    /// The best of all, when a pair follows.
    fn whole(&self) -> u32 {
        let best = self.best.last().copied().unwrap_or(1);
        let paired = self.paired.last().copied().unwrap_or(0);
        1 + best.max(if paired > 0 { paired + NEIGHBOURS } else { 0 })
    }
}

/// What became of each token of `old` in `new`. Time and memory grow with the product of their lengths.
pub(super) fn meet(old: &[Sign], new: &[Sign]) -> Vec<Met> {
    let mut rows = vec![Row::first(new.len())];
    for &sign in old {
        let next = rows.last().map(|row| row.next(sign, new.iter().copied()));
        rows.extend(next);
    }
    let Some(last) = rows.pop() else { return Vec::new() };
    let enough = [SLACK, DOUBT].map(|worse| last.whole().saturating_sub(worse));
    let (mut ending, mut behind) = (last, Row::first(new.len()));
    let mut met = Vec::with_capacity(old.len());
    for &sign in old.iter().rev() {
        let Some(before) = rows.pop() else { break };
        let from_here = behind.next(sign, new.iter().rev().copied());
        let without = before.best.iter().zip(behind.best.iter().rev()).map(|(a, b)| a + b).max().unwrap_or(0);
        let [best, possible] = enough.map(|enough| {
            let found = pairs(sign, new, &ending, &from_here, enough);
            found.map(|(first, last)| (first, last, first == last && without < enough))
        });
        met.push(match (best, possible) {
            (_, Some((at, _, true))) => Met::At(at),
            (Some((at, _, true)), _) => Met::Likely(at),
            (Some((first, last, false)), _) => Met::Between(first, last),
            (None, _) => Met::Nowhere,
        });
        (ending, behind) = (before, from_here);
    }
    met.reverse();
    met
}

/// The first and the last token of `new` that `sign` is paired with in an alignment worth `enough`.
fn pairs(sign: Sign, new: &[Sign], to: &Row, from: &Row, enough: u32) -> Option<(usize, usize)> {
    let (mut first, mut last) = (None, None);
    let ways = to.paired.iter().skip(1).zip(from.paired.iter().skip(1).rev());
    for (at, (&other, (&to, &from))) in new.iter().zip(ways).enumerate() {
        let worth = worth(sign, other);
        if worth > 0 && (to + from).saturating_sub(worth) >= enough {
            first = first.or(Some(at));
            last = Some(at);
        }
    }
    first.zip(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words are letters; `A` and `B` begin a turn of that speaker.
    fn signs(text: &str) -> Vec<Sign> {
        let mut voice = 0;
        let mut sign = |c: char| {
            if c.is_ascii_uppercase() {
                voice = usize::from(c as u8);
                return Sign { id: 0, voice };
            }
            Sign { id: usize::from(c as u8), voice }
        };
        text.chars().map(&mut sign).collect()
    }

    fn met(old: &str, new: &str) -> Vec<Met> {
        meet(&signs(old), &signs(new))
    }

    #[test]
    fn an_equal_gap_is_certain() {
        let met = met("AjBja", "AjBja");
        assert_eq!([met[1], met[3], met[4]], [1, 3, 4].map(Met::At));
    }

    #[test]
    fn one_of_two_equal_turns_of_one_speaker_is_either() {
        assert_eq!(met("AjAj", "Aj")[1], Met::Between(1, 1));
        assert_eq!(met("Aj", "AjAj")[1], Met::Between(1, 3));
    }

    #[test]
    fn the_speaker_tells_equal_turns_apart() {
        assert_eq!(met("AjBj", "Bj")[3], Met::At(1));
    }

    #[test]
    fn three_equal_turns_with_all_between_them_gone_are_uncertain() {
        let met = met("jxjyj", "jj");
        assert!(!met.iter().any(|met| matches!(met, Met::At(_))), "{met:?}");
    }

    #[test]
    fn neighbours_stay_together() {
        assert_eq!(met("maxik", "maxenikmaxik").last(), Some(&Met::Likely(11)));
    }
}
