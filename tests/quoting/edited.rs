//! Quotations edited within the grammar.

use super::said::{Said, is_filler};
use super::stretch::{Seed, is_plain, pieces, place, plain_stretch, stretch, trimmed, with_mark};

fn recased(text: &str) -> Option<String> {
    let first = text.chars().next().filter(|c| c.is_alphabetic())?;
    let other: String =
        if first.is_lowercase() { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    let word = text.split(' ').next()?;
    // A word that is all capitals, or a name, is no word with another capital.
    let is_lower = word.chars().skip(1).all(|c| !c.is_uppercase());
    (is_lower && word.chars().count() > 1 && word != "I").then(|| other + &text[first.len_utf8()..])
}

pub(crate) fn omission(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (10, 18), seed)?;
    let all = pieces(&text);
    let gone = seed.between(1, all.len() - 7);
    let rest = trimmed(&all[3 + gone..].join(" "));
    Some(format!("{} [...] {rest}", trimmed(&all[..3].join(" "))))
}

pub(crate) fn insertion(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (6, 14), seed)?;
    let all = pieces(&text);
    let at = seed.between(2, all.len() - 2);
    Some(format!("{} [van het bureau] {}", all[..at].join(" "), all[at..].join(" ")))
}

pub(crate) fn capital(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    recased(&plain_stretch(&said.turns[at].text, (6, 14), seed)?)
}

pub(crate) fn bracketed_capital(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = recased(&plain_stretch(&said.turns[at].text, (6, 14), seed)?)?;
    let first = text.chars().next()?;
    Some(format!("[{first}]{}", &text[first.len_utf8()..]))
}

/// A filler with the commas beside it.
pub(crate) fn filler(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(&said.turns[at].text, (7, 16), seed)?;
    let mut all: Vec<String> = pieces(&text).into_iter().map(str::to_owned).collect();
    let shown: Vec<&str> = all.iter().map(String::as_str).collect();
    let range = (1, all.len() - 2);
    let at = place(&shown, range, |piece| is_filler(&with_mark(piece).0.to_lowercase()), seed)?;
    let (_, mark) = with_mark(&all[at]);
    if !matches!(mark, "" | ",") {
        return None;
    }
    let with_comma = mark == ",";
    all.remove(at);
    if with_comma && all[at - 1].ends_with(',') {
        all[at - 1].pop();
    }
    Some(all.join(" "))
}

/// `(lacht)` and its like, inside a stretch.
pub(crate) fn sound(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = stretch(&said.turns[at].text, (6, 16), seed)?;
    let sounds =
        ["(lacht)", "(lacht kort)", "(zucht)", "(stilte)", "(pauze)", "[laughs]", "[laughter]", "(laughs)"];
    let found = sounds.iter().find(|sound| text.contains(&format!(" {sound} ")))?;
    let without = text.replace(&format!(" {found} "), " ");
    is_plain(&without).then_some(without)
}

/// A capital at the edge, an omission and an insertion.
pub(crate) fn several(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = recased(&plain_stretch(&said.turns[at].text, (12, 20), seed)?)?;
    let all = pieces(&text);
    let end = trimmed(&all[8..].join(" "));
    Some(format!("{} [zo was het] {} [...] {end}", all[..3].join(" "), trimmed(&all[3..6].join(" "))))
}
