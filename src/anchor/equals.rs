//! Equal turns of one speaker near each other ("Ja." and "Ja."): where one more stands than before, or another one,
//! which of them is meant can only be counted.

use std::ops::Range;

use super::{Carrier, Side};

/// Turns of more words than this are not said twice by chance.
const SHORT: usize = 8;
/// Turns that are looked through on either side, beyond which nothing is certain.
const NEAR: usize = 400;

impl Carrier<'_> {
    /// Whether the turn of the new token `there` is certainly that of the old token `here`, and not an equal one
    /// that came beside it. Counted are the equal turns up to the next ones, on either side, that say something
    /// else and are surely the same.
    pub(super) fn is_told_apart(&self, here: usize, there: usize) -> bool {
        let (Some(was), Some(is)) = (self.old.turn_at(here), self.new.turn_at(there)) else { return true };
        let Some((from, before)) = self.edge(&was, false) else { return false };
        let Some((to, after)) = self.edge(&was, true) else { return false };
        let voice = self.old.voice_at(was.start).map(|voice| self.voices.same(voice));
        let said = self.old.said_ids(&was);
        let (mut equal, mut rank, mut is_one) = (0, 0, false);
        let mut at = from;
        while at < to {
            let turn = self.new.turn_from(at);
            if self.new.voice_at(at) == voice && self.new.said_ids(&turn).eq(said.clone()) {
                equal += 1;
                rank += usize::from(turn.start < is.start);
                is_one |= turn.start == is.start;
            }
            at = turn.end;
        }
        let had = before + 1 + after;
        equal < had || equal == had && is_one && rank == before
    }

    /// From `turn` on to the next turn that says something else and is surely the same in both: where it begins
    /// (or ends, unless `onward`) in the new text, and how many turns equal to `turn` lie between. `None` when
    /// there are too many to look through.
    fn edge(&self, turn: &Range<usize>, onward: bool) -> Option<(usize, usize)> {
        let (said, voice) = (self.old.said_ids(turn), self.old.voice_at(turn.start));
        let (mut at, mut equal) = (turn.clone(), 0);
        for _ in 0..NEAR {
            at = match (onward, at.start.checked_sub(1)) {
                (true, _) if at.end >= self.old.tokens.len() => return Some((self.new.tokens.len(), equal)),
                (true, _) => self.old.turn_from(at.end),
                (false, None) => return Some((0, equal)),
                (false, Some(before)) => self.old.turn_to(before),
            };
            if self.old.said_ids(&at).eq(said.clone()) {
                equal += usize::from(self.old.voice_at(at.start) == voice);
            } else if let Some(new) = self.firm_in(&at, onward) {
                let there = if onward { self.new.turn_to(new).start } else { self.new.turn_from(new).end };
                return Some((there, equal));
            }
        }
        None
    }

    /// The first (or last) new token that is surely a word of these old ones.
    fn firm_in(&self, turn: &Range<usize>, first: bool) -> Option<usize> {
        let from = self.pairs.partition_point(|pair| pair.old < turn.start);
        let to = self.pairs.partition_point(|pair| pair.old < turn.end);
        let mut pairs = self.pairs.get(from..to)?.iter().filter(|pair| self.old.is_word(pair.old));
        if first { pairs.next() } else { pairs.next_back() }.map(|pair| pair.new)
    }
}

impl Side<'_> {
    /// The tokens of the short turn that token `at` is in, its mark first; `None` for a long one.
    fn turn_at(&self, at: usize) -> Option<Range<usize>> {
        let from = (at.saturating_sub(SHORT)..=at).rev().find(|&at| !self.is_word(at))?;
        let to = (at + 1..=at + SHORT + 1).find(|&at| !self.is_word(at))?;
        Some(from..to)
    }

    /// From token `at` to the end of its turn.
    fn turn_from(&self, at: usize) -> Range<usize> {
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        at..at + 1 + rest.iter().take_while(|token| token.is_word()).count()
    }

    /// The turn that token `at` is in, up to it.
    fn turn_to(&self, at: usize) -> Range<usize> {
        let from = self.tokens.get(..=at).unwrap_or_default().iter().rposition(|token| !token.is_word());
        from.unwrap_or(0)..at + 1
    }

    fn voice_at(&self, at: usize) -> Option<usize> {
        self.tokens.get(at).map(|token| token.voice)
    }

    /// The numbers of the words among these tokens.
    fn said_ids(&self, turn: &Range<usize>) -> impl Iterator<Item = usize> + Clone {
        let tokens = self.tokens.get(turn.clone()).unwrap_or_default();
        tokens.iter().filter(|token| token.is_word()).map(|token| token.id)
    }
}
