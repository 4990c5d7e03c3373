//! What an editor did to the words, and how exports say it.

use std::collections::BTreeMap;

use crate::text::{Language, fold};

/// One difference between what was said and what is shown that is allowed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    /// `[...]`.
    Omission,
    /// A negation that `[...]` leaves out; with it.
    Negation(String),
    /// `[words]`; with its words.
    Insertion(String),
    /// `[naam]` in place of a listed real name; with its brackets.
    Name(String),
    /// A filler left out; with it.
    Filler(String),
    /// Laughter or a pause left out.
    Sound,
    /// A capital for a small letter, at an edge or in brackets: `[D]at`.
    Capital,
    /// A small letter for a capital, at an edge or in brackets: `[m]ijn`.
    SmallLetter,
    /// Quotation marks, dashes, dots or blanks written in another way.
    Typography,
}

/// Edits in a line, in Dutch or English: `2 omissions, "euh" left out`; empty where there are none.
pub fn told(edits: &[Edit], language: Language) -> String {
    let mut counts: BTreeMap<&Edit, usize> = BTreeMap::new();
    for edit in edits {
        *counts.entry(edit).or_default() += 1;
    }
    let dutch = language == Language::DUTCH;
    let parts: Vec<String> = counts.into_iter().map(|(edit, count)| one(edit, count, dutch)).collect();
    parts.join(", ")
}

fn one(edit: &Edit, count: usize, dutch: bool) -> String {
    let times = if count > 1 { format!(" ({count}×)") } else { String::new() };
    match (edit, dutch) {
        (Edit::Omission, true) if count == 1 => "1 weglating".to_owned(),
        (Edit::Omission, true) => format!("{count} weglatingen"),
        (Edit::Omission, false) if count == 1 => "1 omission".to_owned(),
        (Edit::Omission, false) => format!("{count} omissions"),
        (Edit::Negation(word), true) => format!("laat “{word}” weg{times}"),
        (Edit::Negation(word), false) => format!("leaves out “{word}”{times}"),
        (Edit::Insertion(words), true) => format!("{words} toegevoegd{times}"),
        (Edit::Insertion(words), false) => format!("{words} added{times}"),
        (Edit::Name(words), true) => format!("naam vervangen door {words}{times}"),
        (Edit::Name(words), false) => format!("name replaced by {words}{times}"),
        (Edit::Filler(word), true) => format!("“{word}” weggelaten{times}"),
        (Edit::Filler(word), false) => format!("“{word}” left out{times}"),
        (Edit::Sound, true) => format!("lach of pauze weggelaten{times}"),
        (Edit::Sound, false) => format!("laughter or pause left out{times}"),
        (Edit::Capital, true) => "hoofdletter".to_owned(),
        (Edit::Capital, false) => "capital".to_owned(),
        (Edit::SmallLetter, true) => "kleine letter".to_owned(),
        (Edit::SmallLetter, false) => "small letter".to_owned(),
        (Edit::Typography, true) => "typografie".to_owned(),
        (Edit::Typography, false) => "typography".to_owned(),
    }
}

/// Words that turn a sentence into its opposite, folded; `n't` is one as well. French `ne`, `pas` and `personne` are
/// words of other meanings, in Dutch or in French.
#[rustfmt::skip]
const NEGATIONS: &[&str] = &[
    "niet", "geen", "nooit", "niks", "niets", "niemand", "nergens", "nauwelijks", "amper", "zonder", "noch", "evenmin",
    "not", "no", "never", "cannot", "nothing", "nobody", "none", "nowhere", "hardly", "barely", "without", "neither", "nor",
    "jamais", "rien", "aucun", "aucune", "sans",
    "nicht", "kein", "keine", "keinen", "keiner", "keinem", "keines", "nie", "niemals", "nichts", "kaum", "ohne",
];

/// Whether a word, with what stands before the apostrophe in it, says no.
pub(super) fn is_negation(word: &str) -> bool {
    let word = fold(word);
    NEGATIONS.contains(&word.as_ref()) || word.ends_with("n't") || word.ends_with("n’t")
}

/// What of `edits` may turn around what somebody said, a remark each: allowed, and never silent.
pub fn turned_around(edits: &[Edit]) -> Vec<String> {
    let remark = |edit: &Edit| match edit {
        Edit::Negation(word) => Some(format!("leaves out “{word}”")),
        Edit::Insertion(words) | Edit::Name(words)
            if words.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c)).any(is_negation) =>
        {
            Some(format!("puts in {words}"))
        }
        _ => None,
    };
    edits.iter().filter_map(remark).collect()
}
