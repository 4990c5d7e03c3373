//! Quotations of one passage with something off.

use super::said::{Said, is_filler};
use super::stretch::{Seed, is_word, pieces, place, plain_stretch, with_mark};

/// The pieces of a stretch, and the number of one inside it that `fits`.
fn chosen(
    said: &Said,
    at: usize,
    fits: impl Fn(&str) -> bool,
    seed: &mut Seed,
) -> Option<(Vec<String>, usize)> {
    let text = plain_stretch(&said.turns[at].text, (8, 16), seed)?;
    let all = pieces(&text);
    let at = place(&all, (1, all.len() - 2), |piece| is_word(piece) && fits(piece), seed)?;
    Some((all.iter().map(|piece| (*piece).to_owned()).collect(), at))
}

fn is_said(piece: &str) -> bool {
    !is_filler(&with_mark(piece).0.to_lowercase())
}

/// A word of another turn of the study.
fn other_word(said: &Said, seed: &mut Seed) -> String {
    loop {
        let turn = &said.turns[seed.between(0, said.turns.len() - 1)];
        let all = pieces(&turn.text);
        let word = with_mark(all[seed.between(0, all.len() - 1)]).0.to_lowercase();
        if is_word(&word) && !is_filler(&word) && word.chars().count() > 2 {
            return word;
        }
    }
}

pub(crate) fn replaced(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let (mut all, at) = chosen(said, at, is_said, seed)?;
    let other = other_word(said, seed);
    let (word, mark) = with_mark(&all[at]);
    if word.to_lowercase() == other {
        return None;
    }
    all[at] = format!("{other}{mark}");
    Some(all.join(" "))
}

pub(crate) fn dropped(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    // A mark behind it would be left out with it.
    let (mut all, at) = chosen(said, at, |piece| is_said(piece) && with_mark(piece).1.is_empty(), seed)?;
    all.remove(at);
    Some(all.join(" "))
}

pub(crate) fn added(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let (mut all, at) = chosen(said, at, |_| true, seed)?;
    all.insert(at, other_word(said, seed));
    Some(all.join(" "))
}

pub(crate) fn swapped(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let (mut all, at) = chosen(said, at, |piece| is_said(piece) && with_mark(piece).1.is_empty(), seed)?;
    if !is_word(&all[at + 1]) || !with_mark(&all[at + 1]).1.is_empty() || !is_said(&all[at + 1]) {
        return None;
    }
    all.swap(at, at + 1);
    Some(all.join(" "))
}

const NEGATIONS: [&str; 9] = ["niet", "geen", "nooit", "niets", "not", "never", "no", "nicht", "kein"];

pub(crate) fn negation(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (7, 16), seed)?;
    let mut all: Vec<String> = pieces(&text).into_iter().map(str::to_owned).collect();
    let at = (1..all.len() - 1).find(|&at| {
        let word = all[at].to_lowercase();
        NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
    })?;
    match all[at].strip_suffix("n't").or_else(|| all[at].strip_suffix("n’t")) {
        Some(plain) => all[at] = plain.to_owned(),
        None => {
            all.remove(at);
        }
    }
    Some(all.join(" "))
}

const NUMBERS: [(&str, &str); 16] = [
    ("twee", "drie"),
    ("drie", "vier"),
    ("vier", "zes"),
    ("vijf", "acht"),
    ("zes", "zeven"),
    ("tien", "twintig"),
    ("half", "heel"),
    ("twintig", "dertig"),
    ("two", "three"),
    ("three", "five"),
    ("four", "six"),
    ("five", "seven"),
    ("ten", "twelve"),
    ("six", "eight"),
    ("one", "two"),
    ("één", "twee"),
];

pub(crate) fn number(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (6, 16), seed)?;
    let all = pieces(&text);
    let mut changed: Vec<String> = all.iter().map(|piece| (*piece).to_owned()).collect();
    for (piece, new) in all.iter().zip(&mut changed) {
        let (word, mark) = with_mark(piece);
        if let Some(digit) = word.chars().find(char::is_ascii_digit) {
            let other = char::from_digit((digit.to_digit(10)? + 3) % 10, 10)?;
            *new = piece.replacen(digit, &other.to_string(), 1);
            return Some(changed.join(" "));
        }
        if let Some((_, other)) = NUMBERS.iter().find(|(known, _)| *known == word.to_lowercase()) {
            *new = format!("{other}{mark}");
            return Some(changed.join(" "));
        }
    }
    None
}

pub(crate) fn plural(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let long = |piece: &str| with_mark(piece).0.chars().count() >= 5;
    let (mut all, at) = chosen(said, at, |piece| is_said(piece) && long(piece), seed)?;
    let (word, mark) = with_mark(&all[at]);
    let other = match word.strip_suffix("en").or_else(|| word.strip_suffix('s')) {
        Some(shorter) => shorter.to_owned(),
        None if word.ends_with('e') => format!("{word}s"),
        None => format!("{word}en"),
    };
    all[at] = format!("{other}{mark}");
    Some(all.join(" "))
}

/// Two letters of a word swapped, or one left out.
pub(crate) fn typo(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let long = |piece: &str| with_mark(piece).0.chars().count() >= 5;
    let (mut all, at) = chosen(said, at, |piece| is_said(piece) && long(piece), seed)?;
    let mut letters: Vec<char> = all[at].chars().collect();
    if seed.between(0, 1) == 0 && letters[1] != letters[2] {
        letters.swap(1, 2);
    } else {
        letters.remove(2);
    }
    all[at] = letters.into_iter().collect();
    Some(all.join(" "))
}

/// Four to six words, one of them another.
pub(crate) fn short(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (4, 6), seed)?;
    let mut all: Vec<String> = pieces(&text).into_iter().map(str::to_owned).collect();
    let shown: Vec<&str> = all.iter().map(String::as_str).collect();
    let at = place(&shown, (1, all.len() - 2), |piece| is_word(piece) && is_said(piece), seed)?;
    let (_, mark) = with_mark(&all[at]);
    all[at] = format!("{}{mark}", other_word(said, seed));
    Some(all.join(" "))
}

/// A stretch whose last word, or first, ends where `mark` stands in it.
fn cut(said: &Said, at: usize, marks: &[char], is_end: bool, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (7, 16), seed)?;
    let all = pieces(&text);
    let range = if is_end { (4, all.len() - 1) } else { (0, all.len().checked_sub(5)?) };
    let splits = |piece: &str| {
        let halves = piece.split_once(marks);
        let sound = |half: &str| half.chars().next().is_some_and(char::is_alphanumeric);
        halves
            .filter(|(a, b)| {
                // Of a stutter, `w-wij`, the word is the second half.
                sound(a) && sound(b) && !b.to_lowercase().starts_with(&a.to_lowercase())
            })
            .is_some()
    };
    let at = place(&all, range, splits, seed)?;
    let (before, after) = all[at].split_once(marks)?;
    let (head, tail) = (all[..at].join(" "), all[at + 1..].join(" "));
    Some(if is_end { format!("{head} {before}") } else { format!("{after} {tail}") })
}

/// `foto` of `foto's`, `can` of `can't`.
pub(crate) fn cut_apostrophe(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    cut(said, at, &['\'', '’'], true, seed)
}

/// `profit` of `non-profit`, at either end.
pub(crate) fn cut_hyphen(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let is_end = seed.between(0, 1) == 0;
    cut(said, at, &['-'], is_end, seed)
}

/// `500` of `1.500`, `2` of `2,5`.
pub(crate) fn cut_number(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let is_end = seed.between(0, 1) == 0;
    let text = cut(said, at, &['.', ',', ':', '/'], is_end, seed)?;
    let edge = if is_end { text.chars().next_back() } else { text.chars().next() };
    edge.is_some_and(|c| c.is_ascii_digit()).then_some(text)
}
