//! The place of a passage in the new text, word for word.

use super::align::Aligned;
use super::alike::{Stands, stand_for};
use super::edges::{Ends, edges};
use super::firm::Pair;
use super::tokens::{MARK, Token};
use super::waits::TELLING;
use super::{Carrier, Fate, Side, Why};
use crate::text::Span;

/// A token of the new text that stands for one of the old.
#[derive(Debug, Clone, Copy)]
struct Stand {
    old: usize,
    new: usize,
    /// Whether the word is still there, and not another in its place.
    kept: bool,
}

/// How many words more than it had a passage may have, before their share is asked.
const MORE: usize = 6;

/// Tokens of a row of equal turns that are looked at on either side.
const ROW: usize = 64;

impl Carrier<'_> {
    /// What became of the passage at `span`, whose words are these tokens.
    pub(super) fn fate_of_words(&self, span: Span, (first, last): (usize, usize)) -> Fate {
        let stands = self.stands(first, last);
        let told = self.enough(first, last, &stands)
            && !self.is_doubtful(first, last)
            && !self.is_beside_another(first, last);
        let Some(ends) = self.ends(first, last, &stands).filter(|_| told) else {
            return Fate::Waits(self.why(first, last));
        };
        let place = edges(span, &self.old, &self.new, ends);
        let (from, to) = ends.new;
        if !self.same_speakers((first, last), (from, to)) {
            return Fate::Waits(Why::OtherSpeaker(place));
        }
        if self.is_taken_in((first, last), (from, to)) || !self.is_told_apart(first, from) {
            return Fate::Waits(Why::Ambiguous(vec![place]));
        }
        let (had, has) = (self.old.said(first, last).count(), self.new.said(from, to).count());
        let kept = stands.iter().filter(|stand| stand.kept && self.is_in(stand, first, last)).count();
        if has > had + MORE && kept * 2 < has || !self.same_question(first, from) {
            return Fate::Waits(Why::Ambiguous(vec![place]));
        }
        let equal = self.old.said(first, last).eq(self.new.said(from, to));
        if equal && self.old.turns(first, last) == self.new.turns(from, to) {
            Fate::Same(place)
        } else {
            Fate::Changed(place)
        }
    }

    /// Whether every word that is still there is one that its like could have been taken for.
    fn is_doubtful(&self, first: usize, last: usize) -> bool {
        let aligned = self.aligned.get(first..=last).unwrap_or_default();
        let words = || aligned.iter().zip(first..).filter(|(_, at)| self.old.is_word(*at));
        let likely = words().filter(|(aligned, _)| matches!(aligned, Aligned::Likely(_))).count();
        (1..TELLING - 1).contains(&likely) && !words().any(|(aligned, _)| matches!(aligned, Aligned::At(_)))
    }

    /// Whether a turn of few words stands in a row of its likes, one of which is someone else's now: that
    /// one may be new, and another of them gone.
    fn is_beside_another(&self, first: usize, last: usize) -> bool {
        let token = |at: usize| self.old.tokens.get(at);
        let like = |at: &usize| {
            token(*at).is_some_and(|other| {
                !other.is_word() || (first..=last).any(|at| token(at).is_some_and(|own| own.id == other.id))
            })
        };
        let moved = |at: usize| {
            let new = self.pairs.binary_search_by_key(&at, |pair| pair.old).ok();
            let new = new.and_then(|at| self.pairs.get(at)).and_then(|pair| self.new.tokens.get(pair.new));
            token(at).zip(new).is_some_and(|(old, new)| {
                old.is_word()
                    && ![self.voices.same(old.voice), self.voices.mostly(old.voice)].contains(&new.voice)
            })
        };
        let before = (0..first).rev().take_while(like).take(ROW);
        let after = (last + 1..).take_while(like).take(ROW);
        last - first < TELLING && before.chain(after).any(moved)
    }

    /// Whether a turn of few words is only a part of a turn now: `Ja.` may be gone, and `Ja, maar ...` new.
    fn is_taken_in(&self, old: (usize, usize), new: (usize, usize)) -> bool {
        old.1 - old.0 < TELLING
            && self.old.said_besides(old).next().is_none()
            && self.new.said_besides(new).any(|word| word.chars().any(char::is_alphabetic))
    }

    fn is_in(&self, stand: &Stand, first: usize, last: usize) -> bool {
        (first..=last).contains(&stand.old) && self.old.is_word(stand.old)
    }

    /// What stands for each token from `first` to `last`, and for those of the changes they lie in.
    fn stands(&self, first: usize, last: usize) -> Vec<Stand> {
        let from = self.pairs.partition_point(|pair| pair.old < first);
        let to = self.pairs.partition_point(|pair| pair.old <= last);
        let mut before = from.checked_sub(1).and_then(|at| self.pairs.get(at));
        let mut stands = Vec::new();
        stands.extend(before.map(firm_stand));
        for pair in self.pairs.get(from..to).unwrap_or_default() {
            self.changed(before, Some(pair), &mut stands);
            stands.push(firm_stand(pair));
            before = Some(pair);
        }
        if before.is_none_or(|pair| pair.old < last) {
            let after = self.pairs.get(to);
            self.changed(before, after, &mut stands);
            stands.extend(after.map(firm_stand));
        }
        stands
    }

    /// What stands for the tokens between two pairs of one stretch.
    fn changed(&self, before: Option<&Pair>, after: Option<&Pair>, stands: &mut Vec<Stand>) {
        if before.zip(after).is_some_and(|(before, after)| before.stretch != after.stretch) {
            return;
        }
        let (o, n) = before.map_or((0, 0), |pair| (pair.old + 1, pair.new + 1));
        let ends = (self.old.tokens.len(), self.new.tokens.len());
        let (old_end, new_end) = after.map_or(ends, |pair| (pair.old, pair.new));
        if o >= old_end || n >= new_end || old_end - o + new_end - n > 200 {
            return;
        }
        let tokens = |side: &'_ Side<'_>, from, to| side.tokens.get(from..to).unwrap_or_default().to_vec();
        if self.replaced.is_by(&tokens(&self.old, o, old_end), &tokens(&self.new, n, new_end)) {
            stands.push(Stand { old: o, new: n, kept: true });
            stands.extend((n + 1 < new_end).then(|| Stand { old: o, new: new_end - 1, kept: false }));
            return;
        }
        let found = stand_for(&self.old.words(o, old_end), &self.new.words(n, new_end));
        // A word that was found uncertain does not become certain by being the likest here.
        let went = |at: usize| self.aligned.get(at) == Some(&Aligned::Gone);
        let stand = |s: &Stands| Stand { old: o + s.old, new: n + s.new, kept: s.alike && went(o + s.old) };
        stands.extend(found.iter().map(stand));
    }

    /// Whether half of the words are still there, and half of their characters unless the words around
    /// the passage are there too.
    fn enough(&self, first: usize, last: usize, stands: &[Stand]) -> bool {
        let chars = |at: usize| self.old.span(at).of(self.old.text()).chars().count();
        let mut all = (0, 0);
        for at in (first..=last).filter(|&at| self.old.is_word(at)) {
            all = (all.0 + 1, all.1 + chars(at));
        }
        let mut kept = (0, 0);
        for stand in stands.iter().filter(|stand| stand.kept && self.is_in(stand, first, last)) {
            kept = (kept.0 + 1, kept.1 + chars(stand.old));
        }
        kept.0 * 2 >= all.0 && (kept.1 * 2 >= all.1 || self.is_enclosed(first, last))
    }

    /// Whether one stretch goes on from before the passage to after it.
    fn is_enclosed(&self, first: usize, last: usize) -> bool {
        let before = self.pairs.partition_point(|pair| pair.old < first).checked_sub(1);
        let after = self.pairs.partition_point(|pair| pair.old <= last);
        let stretch = |at: usize| self.pairs.get(at).map(|pair| pair.stretch);
        before.and_then(stretch).zip(stretch(after)).is_some_and(|(before, after)| before == after)
    }

    /// The words at the edges of the passage in the new text.
    fn ends(&self, first: usize, last: usize, stands: &[Stand]) -> Option<Ends> {
        let (from, exact_from) = self.first(first, last, stands)?;
        let (to, exact_to) = self.last(first, last, stands)?;
        let ends = Ends { old: (first, last), new: (from, to), exact: (exact_from, exact_to) };
        (from <= to && self.new.is_word(from) && self.new.is_word(to)).then_some(ends)
    }

    /// The new token for the first word, and whether it is exactly that one.
    fn first(&self, first: usize, last: usize, stands: &[Stand]) -> Option<(usize, bool)> {
        let at = stands.iter().position(|stand| stand.old >= first)?;
        let found = stands.get(at).filter(|stand| stand.old <= last)?;
        if found.old == first {
            return Some((found.new, true));
        }
        // The word was replaced by more or fewer words: they are taken in, when they are about as many.
        let (old, new) =
            at.checked_sub(1).and_then(|at| stands.get(at)).map_or((0, 0), |s| (s.old + 1, s.new + 1));
        let from = (new..found.new).rev().take_while(|&at| self.new.is_word(at)).last().unwrap_or(found.new);
        // Words before the passage were replaced, too: as many as it had are its own.
        let from = if old < first { from.max(found.new.saturating_sub(found.old - first)) } else { from };
        let few = found.new - from <= found.old.saturating_sub(old) + 1;
        let start = if few { from } else { found.new };
        let start = (start..=found.new)
            .find(|&at| self.new.is_word(at))
            .or_else(|| (found.new..self.new.tokens.len()).find(|&at| self.new.is_word(at)))?;
        Some((start, false))
    }

    /// The new token for the last word, and whether it is exactly that one.
    fn last(&self, first: usize, last: usize, stands: &[Stand]) -> Option<(usize, bool)> {
        let at = stands.iter().rposition(|stand| stand.old <= last)?;
        let found = stands.get(at).filter(|stand| stand.old >= first)?;
        if found.old == last {
            return Some((found.new, true));
        }
        let end = (self.old.tokens.len(), self.new.tokens.len());
        let (old, new) = stands.get(at + 1).map_or(end, |s| (s.old, s.new));
        let to = (found.new + 1..new).take_while(|&at| self.new.is_word(at)).last().unwrap_or(found.new);
        let to = if old > last + 1 { to.min(found.new + last - found.old) } else { to };
        let few = to - found.new <= old.saturating_sub(found.old + 1) + 1;
        let end = if few { to } else { found.new };
        Some(((0..=end).rev().find(|&at| self.new.is_word(at))?, false))
    }

    /// Whether the same speakers say the words, in the same order.
    fn same_speakers(&self, old: (usize, usize), new: (usize, usize)) -> bool {
        let mut said_by: Vec<usize> = self.old.voices(old).map(|voice| self.voices.same(voice)).collect();
        let mut says: Vec<usize> = self.new.voices(new).collect();
        said_by.dedup();
        says.dedup();
        said_by == says
    }

    /// Whether both answer the same question, or one that was reworded.
    fn same_question(&self, old: usize, new: usize) -> bool {
        let question = |side: &Side<'_>, at: usize| side.tokens.get(at).map_or(0, |token| token.question);
        let (was, is) = (question(&self.old, old), question(&self.new, new));
        was == is || !self.new.tokens.iter().any(|token| token.question == was)
    }
}

fn firm_stand(pair: &Pair) -> Stand {
    Stand { old: pair.old, new: pair.new, kept: true }
}

impl Side<'_> {
    /// The words of the tokens from `from` up to and without `to`; `None` for the mark of a turn.
    fn words(&self, from: usize, to: usize) -> Vec<Option<&str>> {
        let word = |token: &Token| (token.id != MARK).then(|| token.span.of(self.text()));
        self.tokens.get(from..to).unwrap_or_default().iter().map(word).collect()
    }

    /// The words of the same turns before the tokens from `first` to `last`, and after them.
    fn said_besides(&self, (first, last): (usize, usize)) -> impl Iterator<Item = &str> {
        let before = (0..first).rev().take_while(|&at| self.is_word(at));
        let after = (last + 1..).take_while(|&at| self.is_word(at));
        before.chain(after).map(|at| self.span(at).of(self.text()))
    }

    fn voices(&self, (first, last): (usize, usize)) -> impl Iterator<Item = usize> {
        let tokens = self.tokens.get(first..=last).unwrap_or_default();
        tokens.iter().filter(|token| token.is_word()).map(|token| token.voice)
    }

    /// How many turns the tokens from `first` to `last` touch.
    fn turns(&self, first: usize, last: usize) -> usize {
        let tokens = self.tokens.get(first..=last).unwrap_or_default();
        1 + tokens.iter().filter(|token| !token.is_word()).count()
    }
}
