//! The words beside a quotation, and how a name stands among them: as who speaks, as who is spoken of, or denied.

use super::lexicon::{
    ABOUT, ARTICLES, DENIALS, FRENCH, INTRODUCES, OF_WHOM, REFERRING, SHORTENED, SMALL, WORDS,
};
use super::verbs::says;
use crate::text::fold;

/// A word beside a quotation.
pub(super) struct Word {
    /// As it is written.
    pub(super) written: String,
    /// Folded.
    pub(super) folded: String,
    /// Whether a comma, a bracket or the like parts it from the word before; the first one is parted.
    pub(super) is_parted: bool,
}

/// How a name stands among the words beside a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// `volgens de vrijwilliger`.
    Names,
    /// `over de vrijwilliger`: it may be somebody else who speaks.
    Mentions,
    /// `niet door een vrijwilliger`.
    Denies,
}

/// The words beside a quotation; what begins with `…` was cut off there.
pub(super) fn words(text: &str) -> Vec<Word> {
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut words: Vec<Word> = Vec::new();
    let (mut word, mut is_parted) = (String::new(), !text.starts_with('…'));
    for c in text.trim_start_matches('…').chars().chain([' ']) {
        if is_word(c) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let written = std::mem::take(&mut word);
            words.push(Word { folded: folded(&written), written, is_parted });
            is_parted = false;
        }
        let is_short = c == '.' && words.last().is_some_and(|word| SHORTENED.contains(&word.folded.as_str()));
        is_parted |= !c.is_whitespace() && !"'’-‐‑*".contains(c) && !is_short;
    }
    with_codes_whole(words)
}

/// French `à` keeps its accent: `a` is English.
fn folded(word: &str) -> String {
    match fold(word) {
        letter if letter == "a" && word.len() > 1 => "à".to_owned(),
        folded => folded.into_owned(),
    }
}

/// `P 13` and `R-5` as one word, as most write them: `P13`.
fn with_codes_whole(words: Vec<Word>) -> Vec<Word> {
    let mut whole: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let is_number =
            !word.is_parted && word.written.len() <= 3 && word.written.bytes().all(|b| b.is_ascii_digit());
        let letters = |last: &&mut Word| {
            (1..=3).contains(&last.written.len()) && last.written.bytes().all(|b| b.is_ascii_uppercase())
        };
        match whole.last_mut().filter(|last| is_number && letters(last)) {
            Some(last) => {
                last.written.push_str(&word.written);
                last.folded.push_str(&word.folded);
            }
            None => whole.push(word),
        }
    }
    whole
}

/// Whether the words only lead elsewhere: `zie ook het gesprek met de vrijwilliger`.
pub(super) fn only_refers(words: &[Word]) -> bool {
    words.first().is_some_and(|word| REFERRING.contains(&word.folded.as_str()))
}

/// How the name that begins with the word `at` stands there.
pub(super) fn stand(words: &[Word], at: usize) -> Stand {
    if is_denied(words, at) {
        return Stand::Denies;
    }
    if leading(words, at).find(|word| !ARTICLES.contains(word)).is_some_and(|word| ABOUT.contains(&word))
        && !is_according(words, at)
    {
        return Stand::Mentions;
    }
    Stand::Names
}

/// How the name of a role stands there, its words `at` and up to `end`: `de moeder van een cliënt` is no client.
pub(super) fn stand_of_role(words: &[Word], at: usize, end: usize) -> Stand {
    match stand(words, at) {
        Stand::Names if is_anothers(words, at) || owns(words, end) || is_within(words, at, end) => {
            Stand::Mentions
        }
        stand => stand,
    }
}

/// `de begeleider van een cliënt`, `over haar oude cliënten`; but not `de woorden van een cliënt`.
fn is_anothers(words: &[Word], at: usize) -> bool {
    let before: Vec<&str> = leading(words, at).filter(|word| !ARTICLES.contains(word)).take(3).collect();
    let is_of = |word: &&str| OF_WHOM.contains(word) || ABOUT.contains(word);
    let (link, of) = match before.as_slice() {
        [link, of @ ..] if is_of(link) => (*link, of.first()),
        // One word may stand between.
        [between, link, of @ ..] if is_of(link) && !says(between) && !INTRODUCES.contains(between) => {
            (*link, of.first())
        }
        _ => return false,
    };
    match of {
        Some(of) if link == "to" => *of != "according",
        Some(of) if OF_WHOM.contains(&link) => !WORDS.contains(of) && !says(of),
        of => of.is_some() || ABOUT.contains(&link),
    }
}

/// `vertrouwen in de coördinator`; but not `in a client's words`.
fn is_within(words: &[Word], at: usize, end: usize) -> bool {
    let is_owner = words.get(end).is_some_and(|word| !word.is_parted && word.folded == "s");
    !is_owner && leading(words, at).find(|word| !ARTICLES.contains(word)) == Some("in")
}

/// `the client's mother`; but not `in a client's words`.
fn owns(words: &[Word], end: usize) -> bool {
    let is_joined = |at: usize| words.get(at).filter(|word| !word.is_parted);
    is_joined(end).is_some_and(|word| word.folded == "s")
        && is_joined(end + 1).is_some_and(|owned| !WORDS.contains(&owned.folded.as_str()))
}

/// The folded words before `at`, backwards, as far as nothing parts them from it.
pub(super) fn leading(words: &[Word], at: usize) -> impl Iterator<Item = &str> {
    let is_joined = |at: &usize| words.get(*at).is_some_and(|word| !word.is_parted);
    let numbers = (1..=at).rev().take_while(is_joined);
    numbers.filter_map(|at| words.get(at - 1)).map(|word| word.folded.as_str())
}

/// `niet door een vrijwilliger`: with nothing but small words between the denial and the name.
fn is_denied(words: &[Word], at: usize) -> bool {
    let mut after = words.get(at).map_or("", |word| word.folded.as_str());
    for word in leading(words, at) {
        if DENIALS.contains(&word) || word == "pas" && FRENCH.contains(&after) {
            return true;
        }
        if !ARTICLES.contains(&word) && !SMALL.contains(&word) {
            return false;
        }
        after = word;
    }
    false
}

/// `according to a volunteer`.
fn is_according(words: &[Word], at: usize) -> bool {
    let mut before = leading(words, at).skip_while(|word| ARTICLES.contains(word));
    before.next() == Some("to") && before.next() == Some("according")
}
