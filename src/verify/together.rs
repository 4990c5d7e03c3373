//! How much of a text stands in a corpus, in runs of some words: cheap, to choose what is worth a closer look.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rayon::prelude::*;

use super::Against;
use super::corpus::folded_words;

/// So many words make a run.
const RUN: usize = 5;

/// Of each text, how many of its words stand in runs of five that somebody said, or that a translation on file has,
/// from 0 to 1. Capitals, accents, marks and what an editor put in brackets do not count.
pub fn together(texts: &[&str], against: Against<'_>) -> Vec<f64> {
    let runs: Vec<Vec<u64>> = texts.par_iter().map(|text| runs_of(&unbracketed(text))).collect();
    let wanted: HashSet<u64> = runs.iter().flatten().copied().collect();
    if wanted.is_empty() {
        return vec![0.0; texts.len()];
    }
    let turns = against.corpus.turns.par_iter().map(|turn| turn.text.as_str());
    let translations = against.translations.par_iter().map(|one| one.text.as_str());
    let all = turns
        .chain(translations)
        .map(|said| runs_of(said).into_iter().filter(|run| wanted.contains(run)).collect::<Vec<_>>());
    let said: HashSet<u64> = all.flatten().collect();
    runs.iter().map(|runs| share(runs, |run| said.contains(run))).collect()
}

/// The text without what an editor put in; the letter of `[D]at` stays.
fn unbracketed(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('[') {
        left.push_str(before);
        let Some((inside, after)) = from.split_once(']') else { return left + from };
        if inside.chars().take(2).count() == 1 {
            left.push_str(inside);
        }
        rest = after;
    }
    left + rest
}

/// The runs of a text, a number each, by the word they begin with.
fn runs_of(text: &str) -> Vec<u64> {
    let number = |word: String| {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        hasher.finish()
    };
    let words: Vec<u64> = folded_words(text).map(number).collect();
    let as_one = |run: &[u64]| run.iter().fold(0u64, |all, word| all.rotate_left(11).wrapping_mul(31) ^ word);
    words.windows(RUN).map(as_one).collect()
}

/// How many words are in runs that were `said`.
fn share(runs: &[u64], said: impl Fn(&u64) -> bool) -> f64 {
    if runs.is_empty() {
        return 0.0;
    }
    let (mut words, mut covered) = (0usize, 0usize);
    for (at, _) in runs.iter().enumerate().filter(|(_, run)| said(run)) {
        words += at + RUN - covered.max(at);
        covered = at + RUN;
    }
    words as f64 / (runs.len() + RUN - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::Dispensable;
    use crate::verify::{Corpus, People, Spoken};

    #[test]
    fn words_count_where_five_of_them_stand_together() {
        let turn = |text: &str| Spoken { text: text.into(), ..Spoken::default() };
        let corpus = Corpus { turns: vec![turn("Een twee drie vier vijf, zes."), turn("zeven acht")] };
        let (dispensable, people) = (Dispensable::default(), People::default());
        let against =
            Against { corpus: &corpus, dispensable: &dispensable, translations: &[], people: &people };
        let texts = [
            "een twee drie VIER vijf zes",
            "een twee drie vier",
            "[E]en twee drie [toch wel] vier vijf",
            "een twee drie vier vijf of zes zeven acht neen",
            "",
        ];
        assert_eq!(together(&texts, against), [1.0, 0.0, 1.0, 0.5, 0.0]);
    }
}
