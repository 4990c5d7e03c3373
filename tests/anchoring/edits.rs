//! What people do to a transcript, with every word's origin kept.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Dice;
use super::script::{Said, Script, Word, cut};

/// An edit: its name, what must be in the old transcript for it, and what it does.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    pub(crate) prepare: fn(&mut Script, &mut Dice),
    pub(crate) apply: fn(&mut Script, &mut Dice),
}

const fn edit(name: &'static str, apply: fn(&mut Script, &mut Dice)) -> Edit {
    Edit { name, prepare: |_, _| {}, apply }
}

pub(crate) const EDITS: &[Edit] = &[
    edit("12 names pseudonymised", |script, _| names(script)),
    edit("12 names and all labels pseudonymised", |script, _| {
        names(script);
        for (number, label) in script.labels.iter_mut().enumerate() {
            *label = format!("Deelnemer {number}");
        }
    }),
    edit("1 % of words corrected", |script, dice| correct(script, dice, 1)),
    edit("5 % of words corrected", |script, dice| correct(script, dice, 5)),
    edit("20 % of words corrected", |script, dice| correct(script, dice, 20)),
    edit("times added before turns", |script, _| script.times = true),
    edit("times added inside turns", |script, _| times_inside(script)),
    edit("lines wrapped anew", |script, _| wrap(script)),
    edit("turns inserted (10 %)", |script, dice| insert(script, dice, 10)),
    edit("paragraphs deleted (10 %)", |script, dice| script.turns.retain(|_| !dice.percent(10))),
    edit("two speakers swapped", |script, _| swap(script, 0)),
    edit("two speakers swapped from half on", |script, _| swap(script, script.turns.len() / 2)),
    Edit { name: "repeated \"ja\" turns, a fifth deleted", prepare: ja, apply: fewer_ja },
    Edit {
        name: "all of it: names, 5 %, times, \"ja\", inserted, deleted",
        prepare: ja,
        apply: |script, dice| {
            names(script);
            correct(script, dice, 5);
            script.times = true;
            script.turns.retain(|_| !dice.percent(5));
            insert(script, dice, 5);
        },
    },
];

/// Words that are always written with a capital, the most frequent first, become something else.
fn names(script: &mut Script) {
    let words = || script.turns.iter().flat_map(|turn| &turn.words);
    let low: BTreeSet<&str> = words().map(|word| word.said.as_str()).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words().filter(|word| word.said.chars().count() > 2) {
        let capital = word.said.chars().next().is_some_and(char::is_uppercase);
        if capital && !low.contains(word.said.to_lowercase().as_str()) {
            *count.entry(&word.said).or_default() += 1;
        }
    }
    let mut names: Vec<(usize, String)> = count.iter().map(|(name, n)| (*n, (*name).to_owned())).collect();
    names.sort_by(|a, b| b.cmp(a));
    let pseudonyms: BTreeMap<String, String> = (0..)
        .zip(names.into_iter().take(12))
        .map(|(number, (_, name))| {
            let other = ["P", "Annelore", "deelnemer "][number % 3];
            (name, format!("{other}{number}"))
        })
        .collect();
    for turn in &mut script.turns {
        let words = std::mem::take(&mut turn.words);
        turn.words = words.into_iter().flat_map(|word| renamed(word, &pseudonyms)).collect();
    }
}

fn renamed(word: Word, pseudonyms: &BTreeMap<String, String>) -> Vec<Word> {
    let Some(other) = pseudonyms.get(&word.said) else { return vec![word] };
    let mut words = cut(other);
    words[0].id = word.id;
    if let Some(last) = words.last_mut() {
        last.after = word.after;
    }
    words
}

fn correct(script: &mut Script, dice: &mut Dice, percent: usize) {
    let vocabulary: Vec<String> =
        script.turns.iter().flat_map(|turn| &turn.words).map(|word| word.said.clone()).collect();
    for turn in &mut script.turns {
        for word in &mut turn.words {
            if dice.percent(percent) {
                change(word, &vocabulary, dice);
            }
        }
        turn.words.retain(|word| !word.said.is_empty());
    }
    script.turns.retain(|turn| !turn.words.is_empty());
}

/// Letters swapped, the word deleted, or another in its place.
fn change(word: &mut Word, vocabulary: &[String], dice: &mut Dice) {
    let mut letters: Vec<char> = word.said.chars().collect();
    match dice.below(3) {
        0 if letters.len() > 3 => {
            let at = 1 + dice.below(letters.len() - 2);
            letters.swap(at - 1, at);
            word.said = letters.into_iter().collect();
        }
        1 => word.said.clear(),
        _ => {
            let other = dice.pick(vocabulary).clone();
            if other.to_lowercase() != word.said.to_lowercase() {
                word.id = None;
                word.said = other;
            }
        }
    }
}

fn times_inside(script: &mut Script) {
    for (number, turn) in script.turns.iter_mut().enumerate() {
        let mut words = cut(&format!("00:{:02}:{:02} ", number / 60, number % 60));
        words.append(&mut turn.words);
        turn.words = words;
    }
}

fn wrap(script: &mut Script) {
    let mut column = 0;
    for word in script.turns.iter_mut().flat_map(|turn| &mut turn.words) {
        word.after = word.after.replace('\n', " ");
        column += word.said.len() + word.after.len();
        if column > 55 && word.after.ends_with(' ') {
            word.after.pop();
            word.after.push('\n');
            column = 0;
        }
    }
}

fn insert(script: &mut Script, dice: &mut Dice, percent: usize) {
    let people = script.labels.len();
    let all: Vec<Said> = std::mem::take(&mut script.turns);
    for turn in &all {
        if dice.percent(percent) {
            let person = turn.person.map(|_| dice.below(people));
            script.turns.push(made_up(&all, person, dice));
        }
        script.turns.push(turn.clone());
    }
}

/// A turn of stretches from elsewhere in the transcript, or "ja".
fn made_up(all: &[Said], person: Option<usize>, dice: &mut Dice) -> Said {
    if dice.percent(25) {
        return Said { person, words: cut("Ja.") };
    }
    let mut words = Vec::new();
    for _ in 0..1 + dice.below(5) {
        let from = &dice.pick(all).words;
        let start = dice.below(from.len());
        words.extend(from[start..].iter().take(1 + dice.below(4)).cloned());
    }
    words.iter_mut().for_each(|word| word.id = None);
    words.iter_mut().filter(|word| word.after.is_empty()).for_each(|word| word.after = " ".into());
    Said { person, words }
}

/// The two who speak most are each other from turn `from` on. The people stay who they were; so, what
/// was theirs is someone else's now.
fn swap(script: &mut Script, from: usize) {
    let mut counts = vec![0; script.labels.len()];
    script.turns.iter().filter_map(|turn| turn.person).for_each(|person| counts[person] += 1);
    let mut people: Vec<usize> = (0..counts.len()).collect();
    people.sort_by_key(|&person| std::cmp::Reverse(counts[person]));
    let &[a, b, ..] = people.as_slice() else { return };
    for turn in script.turns.iter_mut().skip(from) {
        turn.person = turn.person.map(|person| match person {
            _ if person == a => b,
            _ if person == b => a,
            _ => person,
        });
    }
}

/// Every third turn follows one to three turns of "ja".
fn ja(script: &mut Script, dice: &mut Dice) {
    let people = script.labels.len();
    let all: Vec<Said> = std::mem::take(&mut script.turns);
    for (number, turn) in all.into_iter().enumerate() {
        if number % 3 == 2 {
            for _ in 0..1 + dice.below(3) {
                let person = turn.person.map(|_| dice.below(people));
                script.turns.push(Said { person, words: cut("Ja.") });
            }
        }
        script.turns.push(turn);
    }
    script.number();
}

fn fewer_ja(script: &mut Script, dice: &mut Dice) {
    script.turns.retain(|turn| !(turn.words.len() == 1 && turn.words[0].said == "Ja" && dice.percent(20)));
}
