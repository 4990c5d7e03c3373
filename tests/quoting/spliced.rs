//! Quotations put together from several places.

use super::said::Said;
use super::stretch::{Seed, count, is_plain, pieces, plain_stretch, trimmed};

/// Two pieces as one, as a sentence of two parts or as two sentences.
fn joined(one: &str, other: &str, seed: &mut Seed) -> Option<String> {
    let (one, other) = (trimmed(one), trimmed(other));
    let mark = [" ", ", ", ". "][seed.between(0, 2)];
    (count(&one) >= 5 && count(&other) >= 5).then(|| format!("{one}{mark}{other}"))
}

/// The end of a turn.
fn end(text: &str, seed: &mut Seed) -> Option<String> {
    let all = pieces(text);
    let text = all[all.len().saturating_sub(seed.between(6, 9))..].join(" ");
    is_plain(&text).then_some(text)
}

/// The beginning of a turn.
fn beginning(text: &str, seed: &mut Seed) -> Option<String> {
    let all = pieces(text);
    let text = all[..all.len().min(seed.between(6, 9))].join(" ");
    is_plain(&text).then_some(text)
}

/// The end of one turn and the beginning of another.
fn of(said: &Said, one: usize, other: usize, seed: &mut Seed) -> Option<String> {
    let one = end(&said.turns[one].text, seed)?;
    let other = beginning(&said.turns[other].text, seed)?;
    // The same conversation may stand in the study twice, and in one turn there what is two turns here.
    let in_one_turn = said.saying(&one).iter().any(|at| said.saying(&other).contains(at));
    if in_one_turn {
        return None;
    }
    joined(&one, &other, seed)
}

/// The next turn but some that is `wanted`, in the same source.
fn later(said: &Said, at: usize, least: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let source = &said.turns[at].source;
    let same = |next: &usize| said.turns.get(*next).is_some_and(|turn| turn.source == *source);
    (at + least..at + 60).take_while(same).find(|next| wanted(*next) && count(&said.turns[*next].text) >= 6)
}

pub(crate) fn one_speaker(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let next = later(said, at, 2, |next| said.turns[next].speaker == said.turns[at].speaker)?;
    of(said, at, next, seed)
}

pub(crate) fn two_speakers(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let next = later(said, at, 2, |next| said.turns[next].speaker != said.turns[at].speaker)?;
    of(said, at, next, seed)
}

pub(crate) fn neighbours(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let next = later(said, at, 1, |next| next == at + 1)?;
    of(said, at, next, seed)
}

pub(crate) fn two_sources(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let other = seed.between(0, said.turns.len() - 1);
    if said.turns[other].source == said.turns[at].source {
        return None;
    }
    of(said, at, other, seed)
}

pub(crate) fn three(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let two = one_speaker(said, at, seed)?;
    let third = plain_stretch(&said.turns[seed.between(0, said.turns.len() - 1)].text, (6, 9), seed)?;
    joined(&two, &third, seed)
}

/// Much of one turn, and a little of another behind `[...]`.
pub(crate) fn omission(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let other = later(said, at, 1, |next| said.turns[next].speaker != said.turns[at].speaker)?;
    let one = plain_stretch(&said.turns[at].text, (18, 30), seed)?;
    let beginning = beginning(&said.turns[other].text, seed)?;
    let in_one_turn = said.saying(&one).iter().any(|at| said.saying(&beginning).contains(at));
    if in_one_turn {
        return None;
    }
    let (one, other) = (trimmed(&one), trimmed(&beginning));
    (count(&one) >= 18 && count(&other) >= 4).then(|| format!("{one} [...] {other}"))
}

/// Two stretches of one turn with fifteen words or more between them, or the later one first.
pub(crate) fn far_places(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let all = pieces(&said.turns[at].text);
    if all.len() < 32 {
        return None;
    }
    let from = seed.between(0, all.len() - 32);
    let next = from + seed.between(23, all.len() - from - 8);
    let (one, other) = (all[from..from + 8].join(" "), all[next..next + 8].join(" "));
    if !is_plain(&one) || !is_plain(&other) {
        return None;
    }
    if seed.between(0, 3) == 0 { joined(&other, &one, seed) } else { joined(&one, &other, seed) }
}
