//! Everything that was said, and which turns hold which words.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Claim;
use crate::text::fold;

/// A turn, and who said it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// `fg1:17`.
    pub address: String,
    /// The words.
    pub text: String,
    /// Who: the label in the source.
    pub label: String,
    /// All persons behind it.
    pub participants: Vec<String>,
    /// The id of the role.
    pub role: Option<String>,
    /// Where that person belongs.
    pub organisation: Option<String>,
    /// Whether that person asks rather than answers.
    pub asks: bool,
}

/// Every turn of a study.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// In the order of the study.
    pub turns: Vec<Spoken>,
}

/// For every word of the quotations, the turns that hold it.
#[derive(Debug, Default)]
pub(super) struct Postings {
    turns: HashMap<String, Vec<u32>>,
    all: usize,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    text.split(move |c| !is_word(c)).filter(|word| !word.is_empty())
}

/// The words of a text, folded.
pub(super) fn folded_words(text: &str) -> impl Iterator<Item = String> {
    words(text).map(|word| fold(word).into_owned())
}

impl Postings {
    pub(super) fn of(claims: &[Claim], corpus: &Corpus) -> Self {
        // The bracket of `[D]at` is no border of a word.
        let unbracketed = claims.iter().map(|claim| claim.text.replace(['[', ']'], ""));
        let texts: Vec<String> = claims.iter().map(|claim| claim.text.clone()).chain(unbracketed).collect();
        // Turns give numbers of words, since they have very many words.
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for word in texts.iter().flat_map(|text| folded_words(text)) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            numbers.entry(word).or_insert(next);
        }
        let here = |turn: &Spoken| {
            let mut words: Vec<u32> =
                words(&turn.text).filter_map(|word| numbers.get(&*fold(word)).copied()).collect();
            words.sort_unstable();
            words.dedup();
            words
        };
        let found: Vec<Vec<u32>> = corpus.turns.par_iter().map(here).collect();
        let mut turns: Vec<Vec<u32>> = vec![Vec::new(); numbers.len()];
        for (turn, words) in (0u32..).zip(found) {
            for word in words {
                if let Some(turns) = turns.get_mut(word as usize) {
                    turns.push(turn);
                }
            }
        }
        let mut of = |number: u32| turns.get_mut(number as usize).map(std::mem::take).unwrap_or_default();
        let turns = numbers.into_iter().map(|(word, number)| (word, of(number))).collect();
        Self { turns, all: corpus.turns.len() }
    }

    fn turns(&self, word: &str) -> &[u32] {
        self.turns.get(word).map_or(&[], Vec::as_slice)
    }

    /// How much it says that a turn holds a word: more, the fewer do.
    fn weight(&self, word: &str) -> f64 {
        let (all, some) = (self.all as f64, self.turns(word).len() as f64);
        ((all + 1.0) / (some + 0.5)).ln().max(0.05)
    }

    /// The turns that share most with `words`, best first: at most `most`, with all their shared weight.
    pub(super) fn likely(&self, words: &[String], most: usize, scores: &mut Scores) -> Vec<(u32, f64)> {
        let mut distinct: Vec<&str> = words.iter().map(String::as_str).collect();
        distinct.sort_unstable();
        distinct.dedup();
        // The rarest words choose; the common ones only rank.
        distinct.sort_by_key(|word| self.turns(word).len());
        let mut chosen = 0usize;
        for word in distinct {
            let (turns, weight) = (self.turns(word), self.weight(word));
            let chooses = chosen <= CHOOSING || scores.touched.len() <= most;
            turns.iter().for_each(|turn| scores.add(*turn, weight, chooses));
            chosen += if chooses { turns.len() } else { 0 };
        }
        let mut ranked = scores.take();
        let best_first = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if ranked.len() > most {
            ranked.select_nth_unstable_by(most, best_first);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(best_first);
        ranked
    }

    /// No scores yet, for searches in these turns.
    pub(super) fn scores(&self) -> Scores {
        Scores { by_turn: vec![0.0; self.all], touched: Vec::new() }
    }

    /// The turns that hold every one of `words`, in order.
    pub(super) fn with_all(&self, words: &[String]) -> Vec<u32> {
        let mut lists: Vec<&[u32]> = words.iter().map(|word| self.turns(word)).collect();
        lists.sort_by_key(|list| list.len());
        let Some((first, rest)) = lists.split_first() else { return Vec::new() };
        let in_all = |turn: &&u32| rest.iter().all(|list| list.binary_search(turn).is_ok());
        first.iter().filter(in_all).copied().collect()
    }
}

/// So many turns are chosen by rare words before common ones only rank.
const CHOOSING: usize = 20_000;

/// How much every turn shares with the words of one search; kept from search to search for its memory.
#[derive(Debug)]
pub(super) struct Scores {
    /// By the number of the turn, mostly nothing: going through all turns of a common word beats looking up each
    /// turn in question.
    by_turn: Vec<f64>,
    /// The turns with a score.
    touched: Vec<u32>,
}

impl Scores {
    /// Adds to the score of a turn; where a word does not choose, only to one that has a score.
    fn add(&mut self, turn: u32, weight: f64, chooses: bool) {
        let Some(score) = self.by_turn.get_mut(turn as usize) else { return };
        if *score == 0.0 {
            if !chooses {
                return;
            }
            self.touched.push(turn);
        }
        *score += weight;
    }

    /// The turns with a score, in no order; all is forgotten.
    fn take(&mut self) -> Vec<(u32, f64)> {
        let Self { by_turn, touched } = self;
        let score = |turn: u32| Some((turn, std::mem::take(by_turn.get_mut(turn as usize)?)));
        touched.drain(..).filter_map(score).collect()
    }
}
