//! The names of speakers in one source: spellings brought together, joint speakers taken apart.

use std::collections::{BTreeMap, HashMap};

use crate::text::fold;
use crate::transcript::Speaker;

/// What sets one speaker apart from another: folded, without blanks, its apostrophes straight, so that
/// `Interviewer 1` and `interviewer1` are one, and `’t Hart` and `'t Hart`.
pub(super) fn key(label: &str) -> String {
    let straight = |c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c };
    let plain: String =
        label.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').map(straight).collect();
    fold(&plain).into_owned()
}

/// `label` without outer blanks and colons, its inner blanks single.
pub(super) fn tidy(label: &str) -> String {
    let label = label.trim_matches(|c: char| c.is_whitespace() || c == ':' || c == '\u{feff}');
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The speakers met so far, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Names {
    raw: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    known: Vec<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Each spelling with how often it occurs, in order of appearance.
    spellings: Vec<(String, usize)>,
    /// Attributes with their value; `None` where rows contradict each other.
    attributes: BTreeMap<String, Option<String>>,
}

impl Names {
    /// The index of the speaker called `label`, counted once more.
    pub(super) fn index(&mut self, label: &str) -> usize {
        let index = match self.raw.get(label) {
            Some(&index) => index,
            None => self.add(label),
        };
        if let Some(known) = self.known.get_mut(index) {
            let tidied = if is_tidy(label) { None } else { Some(tidy(label)) };
            let spelling = tidied.as_deref().unwrap_or(label);
            match known.spellings.iter_mut().find(|(known, _)| known == spelling) {
                Some((_, count)) => *count += 1,
                None => known.spellings.push((spelling.to_owned(), 1)),
            }
        }
        index
    }

    fn add(&mut self, label: &str) -> usize {
        let next = self.known.len();
        let index = *self.keys.entry(key(&tidy(label))).or_insert(next);
        if index == next {
            self.known.push(Known::default());
        }
        self.raw.insert(label.to_owned(), index);
        index
    }

    /// Notes that the source says `name` is `value` for a speaker.
    pub(super) fn attribute(&mut self, index: usize, name: &str, value: &str) {
        let Some(known) = self.known.get_mut(index) else { return };
        match known.attributes.get_mut(name) {
            None => {
                known.attributes.insert(name.to_owned(), Some(value.to_owned()));
            }
            Some(said) if said.as_deref().is_some_and(|said| said != value) => *said = None,
            Some(_) => {}
        }
    }

    /// The speakers, each by its commonest spelling (the first among equals).
    pub(super) fn speakers(self) -> Vec<Speaker> {
        let labels: Vec<String> = self.known.iter().map(|known| commonest(&known.spellings)).collect();
        let by_key: HashMap<String, &String> = labels.iter().map(|label| (key(label), label)).collect();
        let joint = |label: &str| joint_parts(label, |part| by_key.get(part).map(|name| (*name).clone()));
        let speakers = self.known.into_iter().zip(&labels).map(|(known, label)| Speaker {
            label: label.clone(),
            joint: joint(label),
            attributes: known
                .attributes
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?)))
                .collect(),
        });
        speakers.collect()
    }
}

fn is_tidy(label: &str) -> bool {
    !label.contains("  ")
        && !label.contains(|c: char| (c.is_whitespace() && c != ' ') || c == '\u{feff}')
        && label.trim_matches([' ', ':']).len() == label.len()
}

fn commonest(spellings: &[(String, usize)]) -> String {
    let most = spellings.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let first = spellings.iter().find(|(_, count)| *count == most);
    first.map(|(spelling, _)| spelling.clone()).unwrap_or_default()
}

/// The parts of `Ria & Hassan`, `R1 + R2`, `An, Bea en Cas`, as `find` names each part by its key;
/// empty unless there are two or more and `find` knows them all.
pub(super) fn joint_parts<T>(label: &str, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut pieces: Vec<&str> = label.split(['&', '+', '/', ',']).collect();
    for word in [" en ", " and ", " et ", " und ", " met "] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(word)).collect();
    }
    if pieces.len() < 2 {
        return Vec::new();
    }
    let found: Option<Vec<T>> = pieces.iter().map(|piece| find(&key(piece))).collect();
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_speaker_come_together_under_the_commonest() {
        let mut names = Names::default();
        for label in ["Interviewer1", "R1", "Interviewer 1 ", "Interviewer 1", "R1 + interviewer1"] {
            names.index(label);
        }
        let speakers = names.speakers();
        let labels: Vec<_> = speakers.iter().map(|s| s.label.as_str()).collect();
        assert_eq!(labels, ["Interviewer 1", "R1", "R1 + interviewer1"]);
        assert_eq!(speakers[2].joint, ["R1", "Interviewer 1"]);
    }

    #[test]
    fn attributes_that_contradict_each_other_go() {
        let mut names = Names::default();
        let anna = names.index("Anna");
        names.attribute(anna, "role", "client");
        names.attribute(anna, "mood", "good");
        names.attribute(anna, "mood", "bad");
        names.attribute(anna, "role", "client");
        let attributes = &names.speakers()[0].attributes;
        assert_eq!(attributes.get("role").map(String::as_str), Some("client"));
        assert!(!attributes.contains_key("mood"));
    }
}
