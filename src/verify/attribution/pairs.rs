//! Two who are named together, as those who speak: `P19 en P20`, `Samira en R1 zeiden`.

use std::ops::Range;

use super::beside::Word;
use super::lexicon::{ABOUT, ARTICLES, OF};
use super::verbs::says_at;

const AND: &[&str] = &["en", "and", "und", "et"];

/// Of what stands at `places`, those that are named together with the next, by their numbers.
pub(super) fn pairs(words: &[Word], places: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (one, first) in places.iter().enumerate() {
        let is_next = |(_, second): &(usize, &Range<usize>)| are_joined(words, first, second);
        found.extend(places.iter().enumerate().find(is_next).map(|(other, _)| (one, other)));
    }
    found
}

/// Whether nothing but `en` stands between them, and behind them no word of which the second is the subject alone:
/// `zegt Samira en An knikt`.
fn are_joined(words: &[Word], first: &Range<usize>, second: &Range<usize>) -> bool {
    let folded = |at: usize| words.get(at).filter(|word| !word.is_parted).map_or("", |word| &word.folded);
    let is_between = AND.contains(&folded(first.end))
        && first.end < second.start
        && (first.end + 1..second.start).all(|at| ARTICLES.contains(&folded(at)))
        && !folded(second.start).is_empty();
    let next = folded(second.end);
    is_between
        && (next.is_empty() || says_at(words, second.end) || ABOUT.contains(&next) || OF.contains(&next))
}
