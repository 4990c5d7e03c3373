//! Passages without words: signs between the words of a turn, and what stands outside turns.

use super::{Carrier, Fate, Why};
use crate::text::Span;

impl Carrier<'_> {
    /// What became of a passage that touches no word of a turn.
    pub(super) fn fate_without_words(&self, span: Span) -> Fate {
        let inside = self.old.transcript.turns.iter().any(|turn| turn.span.contains(span));
        let place = if inside { self.between_words(span) } else { self.in_a_line(span) };
        match place {
            Some(place) => Fate::Same(place),
            None => Fate::Waits(Why::Ambiguous(Vec::new())),
        }
    }

    /// The same signs between the same two words.
    fn between_words(&self, span: Span) -> Option<Span> {
        let at = self.old.tokens.partition_point(|token| token.span.end <= span.start).checked_sub(1)?;
        let here = self.firm(at)?;
        let neighbours = match self.firm(at + 1) {
            Some(after) => after == here + 1,
            None => at + 1 == self.old.tokens.len() && here + 1 == self.new.tokens.len(),
        };
        let voice = |side: &super::Side<'_>, at: usize| side.tokens.get(at).map(|token| token.voice);
        let same = voice(&self.old, at).map(|voice| self.voices.same(voice)) == voice(&self.new, here);
        let (was, is) = (self.old.gap_in_turn(at), self.new.gap_in_turn(here));
        let signs = span.of(self.old.text());
        let (_, there) = only(was.of(self.old.text()), signs).zip(only(is.of(self.new.text()), signs))?;
        (neighbours && same).then(|| Span::new(is.start + there, is.start + there + signs.len()))
    }

    /// The token of the new text that surely is token `at`.
    fn firm(&self, at: usize) -> Option<usize> {
        let found = self.pairs.binary_search_by_key(&at, |pair| pair.old).ok()?;
        self.pairs.get(found).map(|pair| pair.new)
    }

    /// The same place in the same line, when that line stands once in either text.
    fn in_a_line(&self, span: Span) -> Option<Span> {
        let (old, new) = (self.old.text(), self.new.text());
        let before = old.get(..span.start)?;
        let from = before.rfind('\n').map_or(0, |at| at + 1);
        let after = old.get(span.end..)?;
        let to = span.end + after.find('\n').unwrap_or(after.len());
        let line = Span::new(from, to).of(old).trim();
        if line.is_empty() || span.of(old).contains('\n') {
            return None;
        }
        let start = |text: &str| {
            let mut at = 0;
            let mut found = text.split('\n').filter_map(|other| {
                let here = at + (other.len() - other.trim_start().len());
                at += other.len() + 1;
                (other.trim() == line).then_some(here)
            });
            found.next().filter(|_| found.next().is_none())
        };
        let (was, is) = start(old).zip(start(new))?;
        let place = Span::new(is + span.start.checked_sub(was)?, is + span.end.checked_sub(was)?);
        let outside = !self.new.transcript.turns.iter().any(|turn| turn.span.overlaps(place));
        (outside && place.of(new) == span.of(old)).then_some(place)
    }
}

impl super::Side<'_> {
    /// From the end of token `at` to the next word of its turn, or the end of the turn.
    fn gap_in_turn(&self, at: usize) -> Span {
        let next = if self.is_word(at + 1) { self.span(at + 1).start } else { self.turn_of(at).end };
        Span::new(self.span(at).end, next)
    }
}

/// Where `signs` stands in `gap`, if once only.
fn only(gap: &str, signs: &str) -> Option<usize> {
    let at = gap.find(signs)?;
    (gap.rfind(signs) == Some(at)).then_some(at)
}
