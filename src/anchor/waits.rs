//! Why a passage waits, and where it may be.

use super::align::Aligned;
use super::{Carrier, Why};
use crate::text::Span;

/// Places that are listed at most.
const LISTED: usize = 8;
/// Words from which on a passage that went is looked for in the whole text.
pub(super) const TELLING: usize = 4;

impl Carrier<'_> {
    /// Why the passage with these words waits.
    pub(super) fn why(&self, first: usize, last: usize) -> Why {
        let range: Option<(usize, usize)> = self.near(first, last);
        let unknown = self.aligned.get(first..=last).unwrap_or_default().contains(&Aligned::Unknown);
        let words = (first..=last).filter(|&at| self.old.is_word(at)).count();
        if let Some((from, to)) = range {
            return Why::Ambiguous(self.equal_words(first, last, from, to));
        }
        let elsewhere = if words >= TELLING {
            self.equal_words(first, last, 0, self.new.tokens.len())
        } else {
            Vec::new()
        };
        if unknown || !elsewhere.is_empty() { Why::Ambiguous(elsewhere) } else { Why::Deleted }
    }

    /// From where to where words of the passage may be, if any may.
    fn near(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let mut near: Option<(usize, usize)> = None;
        let words = self.aligned.get(first..=last).unwrap_or_default().iter().zip(first..);
        for (aligned, at) in words.filter(|(_, at)| self.old.is_word(*at)) {
            let (from, to) = match (aligned, self.is_firm(at)) {
                (Aligned::Between(from, to), _) => (*from, *to),
                (Aligned::At(at), false) | (Aligned::Likely(at), _) => (*at, *at),
                _ => continue,
            };
            near = Some(near.map_or((from, to), |(least, most)| (least.min(from), most.max(to))));
        }
        near
    }

    fn is_firm(&self, at: usize) -> bool {
        self.pairs.binary_search_by_key(&at, |pair| pair.old).is_ok()
    }

    /// The places from token `from` to `to` of the new text where the words of the passage begin, all equal
    /// and in one go.
    fn equal_words(&self, first: usize, last: usize, from: usize, to: usize) -> Vec<Span> {
        let wanted: Vec<usize> = self.old.ids(first, last + 1).map(|(id, _)| id).collect();
        let until = to.saturating_add(wanted.len()).saturating_add(1);
        let there: Vec<(usize, Span)> = self.new.ids(from, until.min(self.new.tokens.len())).collect();
        let ids: Vec<usize> = there.iter().map(|(id, _)| *id).collect();
        let mut found = Vec::new();
        for at in places(&ids, &wanted) {
            let ends = there.get(at).zip(there.get(at + wanted.len() - 1));
            found.extend(ends.map(|((_, begin), (_, end))| Span::new(begin.start, end.end)));
            if found.len() == LISTED {
                break;
            }
        }
        found
    }
}

/// Where `wanted` stands in `row`. A rest that no longer fits is skipped by the search for failing
/// beginnings (Knuth, Morris, Pratt), so that repeated words take no more time.
fn places(row: &[usize], wanted: &[usize]) -> Vec<usize> {
    let mut back: Vec<usize> = vec![0];
    let step = |back: &[usize], mut matched: usize, id: usize| loop {
        if wanted.get(matched) == Some(&id) {
            return matched + 1;
        }
        match matched.checked_sub(1).and_then(|at| back.get(at)) {
            Some(&shorter) => matched = shorter,
            None => return 0,
        }
    };
    for &id in wanted.iter().skip(1) {
        let next = step(&back, back.last().copied().unwrap_or(0), id);
        back.push(next);
    }
    let (mut found, mut matched) = (Vec::new(), 0);
    for (at, &id) in row.iter().enumerate() {
        matched = step(&back, matched, id);
        if matched == wanted.len() {
            found.push(at + 1 - matched);
        }
    }
    found
}

impl super::Side<'_> {
    /// The words from token `from` up to and without `to`: number and place.
    fn ids(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, Span)> {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        tokens.iter().filter(|token| token.is_word()).map(|token| (token.id, token.span))
    }
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn every_place_is_found() {
        assert_eq!(places(&[1, 1, 1, 2, 1, 1, 2], &[1, 1, 2]), [1, 4]);
        assert_eq!(places(&[1, 1, 1], &[1, 1]), [0, 1]);
        assert!(places(&[], &[3]).is_empty());
    }
}
