//! Who is who in both texts, by whose words went to whom.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::firm::Pair;
use super::tokens::{NOBODY, Token};

/// Who is who, by number of the label.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// To whom most words of each old speaker went, whoever that is.
    mostly: HashMap<usize, usize>,
    /// Old speakers who have another label now.
    pub(super) renamed: BTreeMap<usize, usize>,
}

impl Voices {
    pub(super) fn new(old: &[Token], new: &[Token], pairs: &[Pair]) -> Self {
        let votes = Votes::count(old, new, pairs);
        let mut mostly = HashMap::new();
        for &(from, to) in votes.both.keys() {
            let best = mostly.entry(from).or_insert(to);
            // Of two that got as many, the same label.
            let rank = |to: usize| (votes.of(from, to), from == to);
            if rank(to) > rank(*best) {
                *best = to;
            }
        }
        let renamed = votes.both.keys().copied().filter(|&(from, to)| votes.is_renamed(from, to)).collect();
        Self { mostly, renamed }
    }

    /// Whose words those of `old` most probably are now, right or wrong.
    pub(super) fn mostly(&self, old: usize) -> usize {
        self.mostly.get(&old).copied().unwrap_or(old)
    }

    /// Who `old` is in the new text.
    pub(super) fn same(&self, old: usize) -> usize {
        self.renamed.get(&old).copied().unwrap_or(old)
    }
}

#[derive(Default)]
struct Votes {
    both: BTreeMap<(usize, usize), usize>,
    from: BTreeMap<usize, usize>,
    to: BTreeMap<usize, usize>,
    /// Words of each old speaker, aligned or not.
    said: BTreeMap<usize, usize>,
    old: BTreeSet<usize>,
    new: BTreeSet<usize>,
}

impl Votes {
    fn count(old: &[Token], new: &[Token], pairs: &[Pair]) -> Self {
        let mut votes = Self::default();
        for token in old.iter().filter(|token| token.is_word()) {
            *votes.said.entry(token.voice).or_default() += 1;
        }
        votes.old.extend(old.iter().map(|token| token.voice));
        votes.new.extend(new.iter().map(|token| token.voice));
        for pair in pairs {
            let Some((from, to)) = old.get(pair.old).zip(new.get(pair.new)) else { continue };
            if from.is_word() {
                *votes.both.entry((from.voice, to.voice)).or_default() += 1;
                *votes.from.entry(from.voice).or_default() += 1;
                *votes.to.entry(to.voice).or_default() += 1;
            }
        }
        votes
    }

    fn of(&self, from: usize, to: usize) -> usize {
        self.both.get(&(from, to)).copied().unwrap_or(0)
    }

    /// Whether `from` is called `to` now: one label went, another came, and nearly all words of the one
    /// are words of the other.
    fn is_renamed(&self, from: usize, to: usize) -> bool {
        let all = |of: &BTreeMap<usize, usize>, who: usize| of.get(&who).copied().unwrap_or(0);
        let votes = self.of(from, to);
        from != NOBODY
            && to != NOBODY
            && !self.new.contains(&from)
            && !self.old.contains(&to)
            && votes * 10 >= all(&self.from, from) * 9
            && votes * 10 >= all(&self.to, to) * 9
            && votes * 2 >= all(&self.said, from)
    }
}
