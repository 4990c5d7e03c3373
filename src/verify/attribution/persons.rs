//! The names by which a study knows its people, and whether the words beside a quotation say that one of them spoke.

use std::collections::HashMap;
use std::ops::Range;

use super::beside::{Stand, Word, leading, stand, words};
use super::lexicon::{ABOUT, ARTICLES, COMMON, INTRODUCES, OF, PEOPLE, TITLES};
use super::pairs::pairs;
use super::roles::is_form;
use super::verbs::{precedes, says_at};
use super::{Spoken, folded_words};

/// A name by which a study knows somebody: a label of its transcripts, or a participant.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// As the study writes it.
    pub(super) written: String,
    /// Its words, folded; a lone word as it is written besides.
    folded: Vec<String>,
    kind: Kind,
    /// The participants of that name.
    pub(super) participants: Vec<String>,
}

/// How sure it is that somebody is meant where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `P07`, `Respondent 3`.
    Code,
    /// `Mevrouw Jansen`.
    Several,
    /// `An`: may be another word.
    Single,
}

/// All names, by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    all: Vec<Name>,
    by_first: HashMap<String, Vec<usize>>,
}

/// The names in an attribution.
#[derive(Debug, Default)]
pub(super) struct Found<'n> {
    /// Those who are said to speak.
    pub(super) speaking: Vec<&'n Name>,
    /// Everybody who is named, and not denied.
    pub(super) named: Vec<&'n Name>,
    /// Where they stand.
    pub(super) places: Vec<(Range<usize>, &'n Name)>,
    /// Those who are said to speak together with another.
    together: Vec<&'n Name>,
}

impl Found<'_> {
    /// Whether somebody is said to speak together with another and is none of those who said it.
    pub(super) fn are_partly(&self, spoken: &[&Spoken]) -> bool {
        self.together.iter().any(|name| !spoken.iter().any(|turn| name.is_of(turn)))
    }
}

impl Names {
    /// Names with the participants that bear them; those that may be any word, or name a role, are left out.
    pub(super) fn of(
        names: impl IntoIterator<Item = (String, Vec<String>)>,
        roles: &[(String, String)],
    ) -> Self {
        let mut names_of: HashMap<String, Vec<String>> = HashMap::new();
        for (name, participants) in names {
            names_of.entry(name).or_default().extend(participants);
        }
        let mut all = Self::default();
        let mut sorted: Vec<(String, Vec<String>)> = names_of.into_iter().collect();
        sorted.sort();
        for (written, mut participants) in sorted {
            participants.sort();
            participants.dedup();
            let Some(name) = Name::new(written, participants, roles) else { continue };
            let Some(first) = name.folded.first().cloned() else { continue };
            all.by_first.entry(first).or_default().push(all.all.len());
            all.all.push(name);
        }
        all
    }

    /// The names among `words`.
    pub(super) fn found(&self, words: &[Word], roles: &[(String, String)]) -> Found<'_> {
        let mut found = Found::default();
        for (at, word) in words.iter().enumerate() {
            for name in self.starting(&word.folded).filter(|name| name.stands_at(words, at)) {
                let stand = stand(words, at);
                if stand == Stand::Denies {
                    continue;
                }
                found.named.push(name);
                let end = at + name.folded.len();
                found.places.push((at..end, name));
                if stand == Stand::Names && name.speaks(words, at, end, roles) {
                    found.speaking.push(name);
                }
            }
        }
        let places: Vec<Range<usize>> = found.places.iter().map(|(here, _)| here.clone()).collect();
        for (one, other) in pairs(words, &places) {
            let (Some((one, first)), Some((other, second))) =
                (found.places.get(one), found.places.get(other))
            else {
                continue;
            };
            if stand(words, one.start) == Stand::Names && first.speaks(words, one.start, other.end, roles) {
                found.together.extend([*first, *second]);
            }
        }
        for name in &found.together {
            let is_known = found.speaking.iter().any(|one| one.written == name.written);
            found.speaking.extend((!is_known).then_some(*name));
        }
        found
    }

    /// Whether one of them stands over the word `at`.
    pub(super) fn cover(&self, words: &[Word], at: usize) -> bool {
        (at.saturating_sub(LONGEST_RUN)..=at).any(|from| {
            let first = words.get(from).map_or("", |word| word.folded.as_str());
            self.starting(first).any(|name| from + name.length() > at && name.stands_at(words, from))
        })
    }

    /// Whether some are codes with these letters, folded.
    pub(super) fn have_prefix(&self, prefix: &str) -> bool {
        self.all.iter().any(|name| name.prefix() == Some(prefix))
    }

    pub(super) fn starting(&self, first: &str) -> impl Iterator<Item = &Name> {
        let numbers = self.by_first.get(first).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|at| self.all.get(*at))
    }
}

impl Name {
    fn new(written: String, participants: Vec<String>, roles: &[(String, String)]) -> Option<Self> {
        let parts = words(&written);
        let folded: Vec<String> = parts.iter().map(|word| word.folded.clone()).collect();
        let has = |is: fn(char) -> bool| written.chars().any(is);
        if !has(char::is_alphabetic) || parts.iter().all(|word| is_common(&word.folded, roles)) {
            return None;
        }
        let is_single = parts.len() == 1;
        let kind = match (has(|c| c.is_ascii_digit()), is_single) {
            (true, _) => Kind::Code,
            (false, false) => Kind::Several,
            (false, true) => Kind::Single,
        };
        // A word in small letters, or a letter alone, may be anything.
        let is_name =
            |word: &Word| word.written.chars().count() >= 2 && word.written.starts_with(char::is_uppercase);
        if kind == Kind::Single && !parts.first().is_some_and(is_name) {
            return None;
        }
        Some(Self { written, folded, kind, participants })
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.folded.len()
    }

    /// The letters of a code, folded: `p` of `P07`.
    pub(super) fn prefix(&self) -> Option<&str> {
        let only = self.folded.first().filter(|_| self.kind == Kind::Code && self.folded.len() == 1)?;
        Some(only.trim_end_matches(|c: char| c.is_ascii_digit()))
    }

    /// Whether the name stands at the word `at`, with its capitals where it may be another word.
    pub(super) fn stands_at(&self, words: &[Word], at: usize) -> bool {
        let Some(here) = words.get(at..at + self.folded.len()) else { return false };
        let is_whole = here.iter().map(|word| &word.folded).eq(&self.folded)
            && here.iter().skip(1).all(|word| !word.is_parted || self.written.contains([',', '.', ':', '/']));
        is_whole
            && (self.kind != Kind::Single || here.iter().all(|word| self.written.contains(&word.written)))
    }

    /// Whether it is one, and no code.
    pub(super) fn is_name(&self) -> bool {
        self.kind != Kind::Code
    }

    /// Whether the words are the name, and nothing else.
    pub(super) fn is_all(&self, words: &[Word]) -> bool {
        self.folded.len() == words.len() && self.stands_at(words, 0)
    }

    /// Whether the name stands among the folded words of a label: `R1` in `R1 + R2`.
    pub(super) fn is_in(&self, label: &[String]) -> bool {
        label.windows(self.folded.len()).any(|window| window == self.folded)
    }

    /// Whether it is a name of one who said it.
    pub(super) fn is_of(&self, turn: &Spoken) -> bool {
        let own: Vec<String> = folded_words(&turn.label).collect();
        self.participants.iter().any(|one| turn.participants.contains(one)) || self.is_in(&own)
    }

    /// Whether who bears the name is said to speak.
    fn speaks(&self, words: &[Word], at: usize, end: usize, roles: &[(String, String)]) -> bool {
        let is_begun = words.get(at).is_none_or(|word| word.is_parted);
        let next = words.get(end).filter(|word| !word.is_parted);
        // A year behind a name is a book.
        let is_book = self.kind != Kind::Code && words.iter().any(|word| is_year(&word.written));
        // `FG2-R5`: the source stands before who speaks in it.
        let is_in_source = at == 1 && words.first().is_some_and(|word| is_code(&word.written));
        let is_begun = is_begun || is_in_source && self.kind == Kind::Code;
        let before = leading(words, at).find(|word| !ARTICLES.contains(word)).unwrap_or("");
        if OF.contains(&before) || is_book {
            return false;
        }
        let is_alone = is_begun && next.is_none() && is_list(words);
        let is_titled = is_person(before, roles) || TITLES.contains(&before);
        let is_role_of = is_titled && is_said_of(words, at) || is_in_apposition(words, end, roles);
        let is_first = is_begun && at == 0 && self.kind == Kind::Code;
        let by_verb = next.is_some() && says_at(words, end);
        let by_word = INTRODUCES.contains(&before) || precedes(before) || before == "to";
        is_alone || is_first || by_verb || by_word || is_role_of || is_titled && self.kind == Kind::Code
    }
}

/// `Daarop zei cliënt Dirk`; but not `met cliënt Dirk`: whether nothing before the role or title before `at` says that
/// somebody beside its bearer is meant.
fn is_said_of(words: &[Word], at: usize) -> bool {
    let before =
        at.checked_sub(1).and_then(|title| leading(words, title).find(|word| !ARTICLES.contains(word)));
    before.is_none_or(|word| !OF.contains(&word) && !ABOUT.contains(&word))
}

/// `Dirk, een cliënt van De Kade`: whether what the bearer is follows the name that ends before `end`.
fn is_in_apposition(words: &[Word], end: usize, roles: &[(String, String)]) -> bool {
    let is_parted = words.get(end).is_some_and(|word| word.is_parted);
    let mut behind =
        words.get(end..).unwrap_or(&[]).iter().skip_while(|word| ARTICLES.contains(&word.folded.as_str()));
    is_parted && behind.next().is_some_and(|word| is_person(&word.folded, roles))
}

/// `R6`, `FG2`, `P012`: few letters, a capital first, and few digits behind them.
pub(super) fn is_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - digits.len();
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && (1..=4).contains(&letters)
        && (1..=4).contains(&digits.len())
        && digits.chars().all(|c| c.is_ascii_digit())
}

/// `Samira, cliënt, De Kade`: few words between the marks, and few in all.
pub(super) fn is_list(words: &[Word]) -> bool {
    let mut run = 0;
    let is_short = words.iter().all(|word| {
        run = if word.is_parted { 1 } else { run + 1 };
        run <= LONGEST_RUN
    });
    is_short && words.len() <= LONGEST_LIST
}

/// So many words stand together in a list that says who.
const LONGEST_RUN: usize = 4;
/// So many words such a list has.
const LONGEST_LIST: usize = 14;

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a folded word says what somebody is in a conversation.
pub(super) fn is_person(word: &str, roles: &[(String, String)]) -> bool {
    PEOPLE.iter().any(|known| is_form(word, known))
        || roles.iter().any(|(_, name)| words(name).last().is_some_and(|last| is_form(word, &last.folded)))
}

/// Whether a word names no one alone.
fn is_common(word: &str, roles: &[(String, String)]) -> bool {
    COMMON.contains(&word) || is_person(word, roles)
}
