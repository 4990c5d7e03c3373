//! Words that were replaced throughout: names by pseudonyms.

use std::collections::{HashMap, HashSet};

use super::firm::Pair;
use super::tokens::{MARK, Token};

/// Words of a pseudonym at most.
const LONGEST: usize = 4;
/// How often the same must be replaced by the same to be no accident; a word new to the text is none.
const OFTEN: usize = 2;

/// What stands for each word that is nowhere left, by number.
#[derive(Debug, Default)]
pub(super) struct Replaced {
    by: HashMap<usize, Vec<usize>>,
}

impl Replaced {
    /// Learns from the places where one word alone changed, between two that did not. A word that was kept
    /// anywhere was not replaced throughout; nor one that became this here and that there.
    pub(super) fn new(old: &[Token], new: &[Token], pairs: &[Pair]) -> Self {
        let mut times: HashMap<usize, HashMap<Vec<usize>, usize>> = HashMap::new();
        for (before, after) in pairs.iter().zip(pairs.iter().skip(1)) {
            let Some((word, words)) = alone(old, new, before, after) else { continue };
            *times.entry(word).or_default().entry(words).or_default() += 1;
        }
        for pair in pairs {
            old.get(pair.old).and_then(|token| times.remove(&token.id));
        }
        let known: HashSet<usize> = old.iter().map(|token| token.id).collect();
        let mut by = HashMap::new();
        for (word, times) in times {
            let all: usize = times.values().sum();
            let coined = |words: &[usize]| words.iter().any(|word| !known.contains(word));
            let is_main =
                |words: &[usize], times: usize| times * 2 > all && (times >= OFTEN || coined(words));
            let main = times.into_iter().find(|(words, times)| is_main(words, *times));
            by.extend(main.map(|(words, _)| (word, words)));
        }
        Self { by }
    }

    /// Whether the one word `old` became the words `new`, here as elsewhere.
    pub(super) fn is_by(&self, old: &[Token], new: &[Token]) -> bool {
        let [word] = old else { return false };
        self.by.get(&word.id).is_some_and(|by| by.iter().copied().eq(new.iter().map(|token| token.id)))
    }
}

/// The word between two pairs, and the words in its place.
fn alone(old: &[Token], new: &[Token], before: &Pair, after: &Pair) -> Option<(usize, Vec<usize>)> {
    let is_short = after.old == before.old + 2 && (2..=LONGEST + 1).contains(&(after.new - before.new));
    let word = old.get(before.old + 1).filter(|token| is_short && token.is_word())?;
    let words: Vec<usize> = new.get(before.new + 1..after.new)?.iter().map(|token| token.id).collect();
    (!words.contains(&MARK)).then_some((word.id, words))
}
