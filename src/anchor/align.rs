//! The alignment of two rows of tokens: pins first, then what lies between them.

use std::ops::Range;

use super::gap::{Met, Sign, meet};
use super::pins::pins;
use super::tokens::MARK;

/// Cells of one gap, beyond which it is pinned once more, or given up.
const GAP: usize = 1_000_000;
/// Cells of all gaps, beyond which they are given up: about a second of work.
const ALL: usize = 40_000_000;

/// What became of a token of the old text, by index of a token of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aligned {
    /// It is not there, or not where it could be.
    Gone,
    /// It is this one.
    At(usize),
    /// It is this one, if not much was taken away or added next to its like.
    Likely(usize),
    /// It is one of these, or gone.
    Between(usize, usize),
    /// The texts around it differ too much to look.
    Unknown,
}

/// What became of each token of `old`.
pub(super) fn align(old: &[Sign], new: &[Sign]) -> Vec<Aligned> {
    if old.iter().map(|sign| sign.id).eq(new.iter().map(|sign| sign.id)) {
        return (0..old.len()).map(Aligned::At).collect();
    }
    let mut work = Work { old, new, to: Vec::with_capacity(old.len()), left: ALL };
    work.stretch(0..old.len(), 0..new.len(), Look::Words);
    work.to
}

/// By what a stretch is pinned; each is tried when the one before left too much.
#[derive(Clone, Copy)]
enum Look {
    Words,
    Voices,
    Fewer,
}

struct Work<'a> {
    old: &'a [Sign],
    new: &'a [Sign],
    to: Vec<Aligned>,
    /// Cells that may still be worked through.
    left: usize,
}

impl Work<'_> {
    /// Aligns a stretch of both, and pushes what became of each of its old tokens.
    fn stretch(&mut self, old: Range<usize>, new: Range<usize>, look: Look) {
        let pins = self.pins(old.clone(), new.clone(), look);
        let (mut old_at, mut new_at) = (old.start, new.start);
        for (here, there) in pins {
            let (here, there) = (old.start + here, new.start + there);
            self.between(old_at..here, new_at..there, look);
            self.to.push(Aligned::At(there));
            (old_at, new_at) = (here + 1, there + 1);
        }
        self.between(old_at..old.end, new_at..new.end, look);
    }

    fn pins(&self, old: Range<usize>, new: Range<usize>, look: Look) -> Vec<(usize, usize)> {
        let voiced = !matches!(look, Look::Words);
        let ids = |signs: &[Sign], of: Range<usize>| -> Vec<usize> {
            signs.get(of).unwrap_or_default().iter().map(|sign| seen(*sign, voiced)).collect()
        };
        let (old, new) = (ids(self.old, old), ids(self.new, new));
        match look {
            Look::Words | Look::Voices => pins::<3>(&old, &new),
            Look::Fewer => pins::<2>(&old, &new),
        }
    }

    /// Aligns what lies between two pins.
    fn between(&mut self, old: Range<usize>, new: Range<usize>, look: Look) {
        if old.is_empty() || new.is_empty() {
            return self.to.extend(old.map(|_| Aligned::Gone));
        }
        let cells = old.len().saturating_add(1).saturating_mul(new.len().saturating_add(1));
        match look {
            _ if cells <= GAP.min(self.left) => {
                self.left -= cells;
                self.close(old, new);
            }
            Look::Words => self.stretch(old, new, Look::Voices),
            Look::Voices => self.stretch(old, new, Look::Fewer),
            Look::Fewer => self.to.extend(old.map(|_| Aligned::Unknown)),
        }
    }

    fn close(&mut self, old: Range<usize>, new: Range<usize>) {
        let from = new.start;
        let met = meet(self.old.get(old).unwrap_or_default(), self.new.get(new).unwrap_or_default());
        self.to.extend(met.into_iter().map(|met| match met {
            Met::Nowhere => Aligned::Gone,
            Met::At(at) => Aligned::At(from + at),
            Met::Likely(at) => Aligned::Likely(from + at),
            Met::Between(first, last) => Aligned::Between(from + first, from + last),
        }));
    }
}

/// The number a token is pinned by; marks of turns count by who speaks, when `voiced`.
fn seen(sign: Sign, voiced: bool) -> usize {
    if voiced && sign.id == MARK { usize::MAX - sign.voice } else { sign.id }
}
