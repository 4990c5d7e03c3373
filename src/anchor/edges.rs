//! The exact edges of a carried passage: the signs and blanks it takes in beyond its words.

use super::tokens::Token;
use super::{Side, alike::border};
use crate::text::Span;

/// The span in `new` from `first` to `last`, which stand for the words at the edges of `passage` in `old`.
pub(super) fn edges(passage: Span, old: &Side<'_>, new: &Side<'_>, ends: Ends) -> Span {
    let start = start(passage.start, old, new, ends);
    let end = end(passage.end, old, new, ends);
    Span::new(start, end.max(start))
}

/// The first and last words of a passage, by index of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) old: (usize, usize),
    pub(super) new: (usize, usize),
    /// Whether the words at the edges are the ones meant, not the nearest that are left.
    pub(super) exact: (bool, bool),
}

fn start(at: usize, old: &Side<'_>, new: &Side<'_>, ends: Ends) -> usize {
    let (was, is) = (old.span(ends.old.0), new.span(ends.new.0));
    if !ends.exact.0 {
        return is.start;
    }
    if at > was.start {
        return is.start + border(was.of(old.text()), is.of(new.text()), at - was.start);
    }
    if at == old.turn_of(ends.old.0).start && new.begins_turn(ends.new.0) {
        return new.turn_of(ends.new.0).start;
    }
    let (said, says) = (old.before(ends.old.0), new.before(ends.new.0));
    let lead = Span::new(at, was.start).of(old.text());
    if says.ends_with(lead) {
        return is.start - lead.len();
    }
    // A changed sign that was taken in whole stays in whole.
    let (whole_was, whole_is) = (signs_at_end(said), signs_at_end(says));
    if !whole_was.is_empty() && lead == whole_was {
        return is.start - whole_is.len();
    }
    let same = lead.chars().rev().zip(says.chars().rev()).take_while(|(a, b)| a == b);
    let kept: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let kept = says.get(says.len() - kept..).unwrap_or_default();
    is.start - kept.trim_start().len()
}

fn end(at: usize, old: &Side<'_>, new: &Side<'_>, ends: Ends) -> usize {
    let (was, is) = (old.span(ends.old.1), new.span(ends.new.1));
    if !ends.exact.1 {
        return is.end;
    }
    if at < was.end {
        return is.start + border(was.of(old.text()), is.of(new.text()), at.saturating_sub(was.start));
    }
    if at == old.turn_of(ends.old.1).end && new.ends_turn(ends.new.1) {
        return new.turn_of(ends.new.1).end;
    }
    let (said, says) = (old.after(ends.old.1), new.after(ends.new.1));
    let trail = Span::new(was.end, at).of(old.text());
    if says.starts_with(trail) {
        return is.end + trail.len();
    }
    let (whole_was, whole_is) = (signs_at_start(said), signs_at_start(says));
    if !whole_was.is_empty() && trail.trim_end() == whole_was {
        return is.end + whole_is.len();
    }
    let same = trail.chars().zip(says.chars()).take_while(|(a, b)| a == b);
    let kept: usize = same.map(|(c, _)| c.len_utf8()).sum();
    is.end + says.get(..kept).unwrap_or_default().trim_end().len()
}

fn signs_at_start(gap: &str) -> &str {
    let end = gap.find(char::is_whitespace).unwrap_or(gap.len());
    gap.get(..end).unwrap_or_default()
}

fn signs_at_end(gap: &str) -> &str {
    let start = gap.char_indices().rev().find(|(_, c)| c.is_whitespace());
    gap.get(start.map_or(0, |(at, c)| at + c.len_utf8())..).unwrap_or_default()
}

impl Side<'_> {
    /// What stands between the word before token `at` (of any turn) and it.
    pub(super) fn before(&self, at: usize) -> &str {
        let word = |token: &&Token| token.is_word();
        let from = self.tokens.get(..at).and_then(|before| before.iter().rev().find(word));
        let from = from.map_or(0, |token| token.span.end);
        Span::new(from, self.span(at).start).of(self.text())
    }

    /// What stands between token `at` and the word after it (of any turn).
    pub(super) fn after(&self, at: usize) -> &str {
        let word = |token: &&Token| token.is_word();
        let to = self.tokens.get(at + 1..).and_then(|after| after.iter().find(word));
        let to = to.map_or(self.text().len(), |token| token.span.start);
        Span::new(self.span(at).end, to).of(self.text())
    }
}
