//! The tiers of a TextGrid, and which of them are speech.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::source::spoken::{Said, one_line};
use crate::source::tiers::{self, Layer, listed};

use super::tokens::{Token, Tokens};

/// A tier.
#[derive(Debug, Default)]
pub(super) struct Tier {
    /// Its name.
    pub(super) name: String,
    /// Whether it holds points in time, no intervals.
    pub(super) points: bool,
    /// Its intervals with words.
    pub(super) said: Vec<Said>,
}

/// Where reading stopped before its end.
pub(super) enum Stop {
    /// The text ends.
    End,
    /// Something else stands where this should: a time, a text, a count.
    Unexpected(&'static str),
}

/// The tiers in `tokens`, and why there are no more if that was not to be expected.
pub(super) fn read(tokens: &mut Tokens<'_>) -> (Vec<Tier>, Option<Stop>) {
    let mut tiers = Vec::new();
    let count = match header(tokens) {
        Ok(count) => count,
        Err(stop) => return (tiers, Some(stop)),
    };
    for _ in 0..count {
        let mut tier = Tier::default();
        let stop = fill(tokens, &mut tier).err();
        let begun = !tier.name.is_empty() || !tier.said.is_empty() || stop.is_none();
        if begun {
            tiers.push(tier);
        }
        if stop.is_some() {
            return (tiers, stop);
        }
    }
    (tiers, None)
}

/// Reads up to the tiers: how many there are.
fn header(tokens: &mut Tokens<'_>) -> Result<u64, Stop> {
    while !matches!(tokens.next().ok_or(Stop::End)?, Token::Text(text) if text == "TextGrid") {}
    number(tokens)?;
    number(tokens)?;
    match tokens.next().ok_or(Stop::End)? {
        Token::Flag => count(tokens),
        _ => Err(Stop::Unexpected("the flag <exists>")),
    }
}

fn fill(tokens: &mut Tokens<'_>, tier: &mut Tier) -> Result<(), Stop> {
    tier.points = match string(tokens)?.as_str() {
        "IntervalTier" => false,
        "TextTier" => true,
        _ => return Err(Stop::Unexpected("the class of a tier")),
    };
    tier.name = one_line(&string(tokens)?);
    number(tokens)?;
    number(tokens)?;
    for _ in 0..count(tokens)? {
        let start_ms = millis(number(tokens)?);
        let end_ms = if tier.points { None } else { millis(number(tokens)?) };
        let words = one_line(&string(tokens)?);
        if tokens.open {
            return Err(Stop::End);
        }
        if !words.is_empty() {
            tier.said.push(Said { label: tier.name.clone(), words, start_ms, end_ms });
        }
    }
    Ok(())
}

fn number(tokens: &mut Tokens<'_>) -> Result<f64, Stop> {
    match tokens.next().ok_or(Stop::End)? {
        Token::Number(number) => Ok(number),
        _ => Err(Stop::Unexpected("a number")),
    }
}

fn count(tokens: &mut Tokens<'_>) -> Result<u64, Stop> {
    let count = number(tokens)?;
    if count.fract() == 0.0 && (0.0..1.0e9).contains(&count) {
        Ok(count as u64)
    } else {
        Err(Stop::Unexpected("a count"))
    }
}

fn string(tokens: &mut Tokens<'_>) -> Result<String, Stop> {
    match tokens.next().ok_or(Stop::End)? {
        Token::Text(text) => Ok(text),
        _ => Err(Stop::Unexpected("a text in quotation marks")),
    }
}

/// Seconds as milliseconds; `None` for what is no time.
fn millis(seconds: f64) -> Option<u64> {
    let millis = (seconds * 1000.0).round();
    (0.0..1.0e12).contains(&millis).then_some(millis as u64)
}

/// The tiers that are speech; what is left out is named in `notes`. Where a tier holds whole utterances,
/// tiers of the same words one by one, of sounds and of notes are left out; else the coarsest are read.
pub(super) fn speech(all: Vec<Tier>, notes: &mut Vec<Diagnostic>) -> Vec<Tier> {
    let filled = all.into_iter().filter(|tier| !tier.said.is_empty());
    let (points, all): (Vec<_>, Vec<_>) = filled.partition(|tier| tier.points);
    let coarsest = all.iter().map(|tier| tiers::of(&tier.name)).min().unwrap_or(Layer::Speech);
    let (kept, mut left): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|tier| tiers::of(&tier.name) == coarsest);
    let finer = finer(&kept);
    let (cut, kept): (Vec<_>, Vec<_>) = kept.into_iter().zip(finer).partition(|(_, finer)| *finer);
    left.extend(cut.into_iter().map(|(tier, _)| tier));
    let mut note = |what: &str, tiers: &[Tier]| {
        let names: Vec<&str> = tiers.iter().map(|tier| tier.name.as_str()).collect();
        if !names.is_empty() {
            notes.push(Diagnostic::note(format!("{what} are left out: {}", listed(&names))));
        }
    };
    note("tiers of points", &points);
    note("tiers whose names or words say they are notes, or the same words cut finer,", &left);
    if coarsest != Layer::Speech {
        let message = "no tier holds whole utterances; each word (or sound, or note) is a turn";
        notes.push(
            Diagnostic::warning(message).hint("`join = true` for this source joins those of one speaker"),
        );
    }
    kept.into_iter().map(|(tier, _)| tier).collect()
}

/// Which tiers hold exactly the words of another one in more intervals.
fn finer(tiers: &[Tier]) -> Vec<bool> {
    let words = |tier: &Tier| {
        let words = tier.said.iter().flat_map(|said| said.words.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    };
    let words: Vec<String> = tiers.iter().map(words).collect();
    let mut fewest: HashMap<&str, usize> = HashMap::new();
    for (tier, words) in tiers.iter().zip(&words) {
        let count = fewest.entry(words).or_insert(tier.said.len());
        *count = tier.said.len().min(*count);
    }
    let more = |(tier, words): (&Tier, &String)| {
        fewest.get(words.as_str()).is_some_and(|&fewest| fewest < tier.said.len())
    };
    tiers.iter().zip(&words).map(more).collect()
}
