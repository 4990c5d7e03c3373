//! One quotation: the best tier that holds.

use super::corpus::{Postings, folded_words};
use super::holders::{holding, together};
use super::nearest::{Nearest, nearest};
use super::splice::{Candidate, across, splice, stretches};
use super::wrapped::unwrapped;
use super::{Against, Attributed, Claim, Finding, Tier, Translated, locate};
use crate::shown::{Token, TokenKind, tokens};

/// So many turns are looked at word by word.
const LIKELY: usize = 24;
/// A quotation of no more words is short.
const SHORT: usize = 6;
/// Below this, a passage is not the one that was meant.
const ALIKE: f64 = 0.55;
/// From here on, the nearest passage alone explains a quotation, whatever else pieces of it may be found in.
const NEARLY: f64 = 0.8;

/// The words of a claim that must have been said, folded: without what an editor put in.
fn said_words(text: &str, tokens: &[Token]) -> Vec<String> {
    let said = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Capital(_)));
    // The bracket of `[D]at` is no border of a word.
    said.flat_map(|token| folded_words(&token.span.of(text).replace(['[', ']'], "")).collect::<Vec<_>>())
        .collect()
}

/// What is found out about `claim`; `translated` are the tokens of the translations on file.
pub(super) fn check(
    claim: &Claim,
    against: Against<'_>,
    postings: &Postings,
    translated: &[Vec<Token>],
) -> Finding {
    let text = unwrapped(claim.text.trim());
    let text = text.as_ref();
    let quoted = tokens(text);
    let words = said_words(text, &quoted);
    let found = locate::locate(text, &quoted, &words, against, postings)
        .or_else(|| translation(text, &quoted, against))
        .unwrap_or_else(|| {
            let other = other(text, &quoted, &words, against, postings);
            near_translation(text, &quoted, against, translated, &other).unwrap_or(other)
        });
    let spoken: Vec<_> = found.places.iter().filter_map(|at| against.corpus.turns.get(*at)).collect();
    let attributed = match found.tier {
        Tier::NotFound => Attributed::Unchecked,
        // One passage at least must fit all that stands beside it.
        _ => against.people.check_led(
            claim.lead.as_deref(),
            claim.attribution.as_deref(),
            claim.is_credit,
            &spoken,
        ),
    };
    Finding { attributed, ..found }
}

/// A finding of a tier.
pub(super) fn finding(tier: Tier, places: Vec<usize>, likeness: f64) -> Finding {
    let attributed = Attributed::Unchecked;
    Finding { tier, places, edits: Vec::new(), diff: Vec::new(), likeness, attributed, is_outdated: false }
}

/// A translation that stands in a quote set.
fn translation(text: &str, quoted: &[Token], against: Against<'_>) -> Option<Finding> {
    let is = |translated: &&Translated| {
        let said = &translated.text;
        locate::stands_in(said, text) || locate::fits(said, text, quoted, against).is_some()
    };
    // In one set it may be one of the present words, and in another not.
    let mut all = against.translations.iter().filter(is);
    let first = all.next()?;
    let found = if first.is_outdated { all.find(|one| !one.is_outdated).unwrap_or(first) } else { first };
    let is_outdated = found.is_outdated;
    Some(Finding { is_outdated, ..finding(Tier::Translation, place_of(found, against), 1.0) })
}

/// Where that was said which a translation is of.
fn place_of(translated: &Translated, against: Against<'_>) -> Vec<usize> {
    let place = against.corpus.turns.iter().position(|turn| turn.address == translated.address);
    place.into_iter().collect()
}

/// A translation on file with other words in it, where nothing that was said is as near.
fn near_translation(
    text: &str,
    quoted: &[Token],
    against: Against<'_>,
    translated: &[Vec<Token>],
    other: &Finding,
) -> Option<Finding> {
    let enough = if other.tier == Tier::Spliced { NEARLY } else { ALIKE };
    if other.likeness >= NEARLY {
        return None;
    }
    let all = against.translations.iter().zip(translated);
    let all = all.filter_map(|(one, tokens)| Some((nearest(text, quoted, &one.text, tokens)?, one)));
    let (near, translated) = all.max_by(|(a, _), (b, _)| a.likeness.total_cmp(&b.likeness))?;
    let is_nearer = near.likeness >= enough && near.likeness > other.likeness;
    let altered = finding(Tier::Altered, place_of(translated, against), near.likeness);
    is_nearer.then_some(Finding { diff: near.diff, ..altered })
}

/// What was not said as it stands: altered, spliced, or nowhere.
fn other(
    text: &str,
    quoted: &[Token],
    words: &[String],
    against: Against<'_>,
    postings: &Postings,
) -> Finding {
    let candidates: Vec<Candidate> = candidates(words, against, postings);
    let mut nearest_ones: Vec<(usize, Nearest)> = Vec::new();
    for candidate in &candidates {
        let said = against.corpus.turns.get(candidate.turn).map_or("", |turn| turn.text.as_str());
        let Some(near) = nearest(text, quoted, said, &candidate.tokens) else { continue };
        let known = nearest_ones.first().map_or(-1.0, |(_, known)| known.likeness);
        if near.likeness > known {
            nearest_ones.clear();
        }
        if near.likeness >= known {
            nearest_ones.push((candidate.turn, near));
        }
    }
    // Of several equally near ones any may be the one that was meant.
    let turns: Vec<usize> = nearest_ones.iter().map(|(turn, _)| *turn).collect();
    let Some((turn, near)) = nearest_ones.into_iter().next() else {
        return finding(Tier::NotFound, Vec::new(), 0.0);
    };
    if let Some(pieces) = spliced_at_omissions(quoted, &candidates, turn, against, postings) {
        return Finding { diff: near.diff, ..finding(Tier::Spliced, pieces, near.likeness) };
    }
    // What the nearest passage explains well enough is looked up no further.
    let looked_up =
        || (near.likeness < ALIKE).then(|| splice(quoted, &holding(quoted, against, postings), turn));
    let spliced = || splice(quoted, &candidates, turn).or_else(|| looked_up().flatten());
    if near.likeness < NEARLY
        && let Some(pieces) = spliced()
    {
        return Finding { diff: near.diff, ..finding(Tier::Spliced, pieces, near.likeness) };
    }
    let tier = if near.likeness >= ALIKE { Tier::Altered } else { Tier::NotFound };
    Finding { diff: near.diff, ..finding(tier, turns, near.likeness) }
}

/// The turns that the stretches between omissions come from, where no turn holds all of them in order: `[...]` says that
/// they are of one passage, however much of it one turn explains.
fn spliced_at_omissions(
    quoted: &[Token],
    candidates: &[Candidate],
    best: usize,
    against: Against<'_>,
    postings: &Postings,
) -> Option<Vec<usize>> {
    let stretches = stretches(quoted)?;
    let all = || candidates.iter();
    let held = || stretches.iter().flat_map(|words| together(words, against, postings)).collect::<Vec<_>>();
    across(&stretches, &all().collect::<Vec<_>>(), best).or_else(|| {
        let held = held();
        across(&stretches, &all().chain(&held).collect::<Vec<_>>(), best)
    })
}

/// The turns that hold all words of a short quotation but one: where a rare word is wrong, it leads astray.
fn all_but_one(words: &[String], postings: &Postings) -> impl Iterator<Item = u32> {
    let gone = if (3..=SHORT).contains(&words.len()) { 0..words.len() } else { 0..0 };
    gone.flat_map(move |gone| {
        let others = words.iter().enumerate().filter(|(at, _)| *at != gone);
        let others: Vec<String> = others.map(|(_, word)| word.clone()).collect();
        postings.with_all(&others).into_iter().take(LIKELY)
    })
}

/// The turns most like the whole, and most like each part of it: a spliced quotation has several homes.
fn candidates(words: &[String], against: Against<'_>, postings: &Postings) -> Vec<Candidate> {
    let parts = |of: usize| words.chunks(words.len().div_ceil(of).max(1));
    let whole_and_halves = parts(1).chain(parts(2)).map(|words| (words, LIKELY));
    let quarters = parts(4).map(|words| (words, LIKELY / 2));
    let mut scores = postings.scores();
    let likely =
        whole_and_halves.chain(quarters).flat_map(|(words, most)| postings.likely(words, most, &mut scores));
    let mut turns: Vec<usize> = likely.map(|(turn, _)| turn as usize).collect();
    turns.extend(all_but_one(words, postings).map(|turn| turn as usize));
    turns.sort_unstable();
    turns.dedup();
    let tokens_of = |turn: usize| {
        let said = against.corpus.turns.get(turn)?;
        Some(Candidate { turn, tokens: tokens(&said.text) })
    };
    turns.into_iter().filter_map(tokens_of).collect()
}
