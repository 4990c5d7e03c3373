//! Quotations as they were said, and those that differ in typography only.

use std::collections::BTreeSet;

use super::said::Said;
use super::stretch::{Seed, count, is_plain, plain_stretch, stretch};

fn text(said: &Said, at: usize) -> &str {
    &said.turns[at].text
}

pub(crate) fn stretch_of(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    plain_stretch(text(said, at), (6, 16), seed)
}

pub(crate) fn short(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    plain_stretch(text(said, at), (3, 5), seed)
}

pub(crate) fn whole(said: &Said, at: usize, _: &mut Seed) -> Option<String> {
    let text = text(said, at);
    (is_plain(text) && count(text) >= 12).then(|| text.to_owned())
}

/// With as many marks that open as close.
pub(crate) fn own_marks(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = stretch(text(said, at), (6, 24), seed)?;
    let count = |c: char| text.matches(c).count();
    let even = count('"') % 2 == 0 && count('“') == count('”');
    let has = count('"') + count('“') > 0;
    let plain = is_plain(&text.replace(['"', '“', '”'], ""));
    let inner = !text.starts_with(['"', '“']) && !text.ends_with(['"', '”']);
    (even && has && plain && inner).then_some(text)
}

pub(crate) fn joined(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (4, 14), seed)?;
    text.contains(['\'', '’', '-']).then_some(text)
}

pub(crate) fn numbers(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (4, 14), seed)?;
    text.contains(|c: char| c.is_ascii_digit()).then_some(text)
}

pub(crate) fn accents(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (4, 14), seed)?;
    text.contains(|c: char| c.is_alphabetic() && !c.is_ascii()).then_some(text)
}

/// Said at least four times, by people of two roles at least.
pub(crate) fn common(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (3, 4), seed)?;
    let places = said.standing(&text);
    let roles: BTreeSet<&str> = said.roles(&places);
    (places.len() >= 4 && roles.len() >= 2).then_some(text)
}

/// What an interviewer said.
pub(crate) fn interviewers(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let asks = said.turns[at].role.as_deref() == Some("interviewer");
    plain_stretch(text(said, at), (5, 14), seed).filter(|_| asks)
}

pub(crate) fn fixed_blank(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (6, 14), seed)?;
    let (first, rest) = text.split_once(' ')?;
    Some(format!("{first}\u{a0}{rest}"))
}

pub(crate) fn curled(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (6, 14), seed)?;
    text.contains('\'').then(|| text.replace('\'', "’"))
}

pub(crate) fn straightened(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (6, 14), seed)?;
    text.contains('’').then(|| text.replace('’', "'"))
}

pub(crate) fn dashes(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (4, 14), seed)?;
    let turned = text.replace(" - ", " – ").replace('—', "-");
    let turned = if turned == text { text.replace('-', "\u{2011}").replace('–', "-") } else { turned };
    (turned != text).then_some(turned)
}

pub(crate) fn full_stop(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let stretch = plain_stretch(text(said, at), (6, 14), seed)?;
    // In the place of the mark of a question it would make a statement of it.
    let is_asked = ['?', '!'].iter().any(|mark| text(said, at).contains(&format!("{stretch}{mark}")));
    (!is_asked).then(|| stretch + ".")
}

/// A stretch over a line end, which a paper sets as a blank.
pub(crate) fn line_end(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let flat = text(said, at).split_whitespace().collect::<Vec<_>>().join(" ");
    plain_stretch(&flat, (8, 20), seed).filter(|text| !said.stands_in_a_line(text))
}

/// A stretch with blanks that are more than a line end, set as one.
pub(crate) fn blanks(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let flat = text(said, at).split_whitespace().collect::<Vec<_>>().join(" ");
    plain_stretch(&flat, (8, 20), seed)
}

/// A stretch that a paper wraps.
pub(crate) fn two_lines(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = plain_stretch(text(said, at), (8, 20), seed)?;
    let (first, rest) = text.split_at(text.match_indices(' ').nth(3)?.0);
    Some(format!("{first}\n{}", rest.trim_start()))
}

/// Three dots as one character, or one as three.
pub(crate) fn dots(said: &Said, at: usize, seed: &mut Seed) -> Option<String> {
    let text = stretch(text(said, at), (5, 16), seed)?;
    let plain = is_plain(&text.replace("...", "").replace('…', ""));
    let turned = if text.contains("...") { text.replace("...", "…") } else { text.replace('…', "...") };
    (plain && turned != text && !text.contains("....")).then_some(turned)
}
