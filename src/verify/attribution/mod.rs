//! Whether what stands beside a quotation names the right person.
//!
//! Nobody is accused lightly: only a role, an organisation or a person that is said to speak counts against a
//! quotation; whoever is mentioned besides (spoken of, or to) may have said it.

mod beside;
mod credit;
mod lexicon;
mod named;
mod organisations;
mod pairs;
mod persons;
mod remarks;
mod roles;
mod sources;
mod speaking;
#[cfg(test)]
mod speaking_tests;
mod subject;
#[cfg(test)]
mod tests;
mod unknown;
mod verbs;

use std::ops::Range;

use serde::Serialize;

use super::corpus::{Spoken, folded_words};
use beside::{Stand, Word, only_refers, stand, stand_of_role, words};
use persons::{Found, Names};
use roles::is_form;
use sources::Sources;

/// The names by which roles, organisations and people are recognised.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Id of a role and a name of it, in any language.
    roles: Vec<(String, String)>,
    /// Organisations as they stand in the study.
    organisations: Vec<String>,
    names: Names,
    sources: Sources,
}

/// What the words beside a quotation say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Attributed {
    /// They name nobody of the study, or there are none.
    Unchecked,
    /// They name somebody, or a place, that the study does not have.
    Unknown {
        /// What they name.
        named: String,
        /// Who said it.
        said_by: String,
    },
    /// They name who said it.
    Right,
    /// They name somebody else.
    Wrong {
        /// What they name.
        named: String,
        /// Who said it.
        said_by: String,
    },
}

/// What is named of a kind: who is said to speak, and who is mentioned besides.
#[derive(Debug, Default)]
struct Named<'p> {
    speaking: Vec<&'p str>,
    mentioned: Vec<&'p str>,
}

/// So many of those who said it are told.
const MOST_TOLD: usize = 3;

/// Whether what is named fits who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fits {
    No,
    /// Somebody is named who said it, and somebody who did not.
    Perhaps,
    Yes,
}

impl People {
    /// `roles` are ids of roles and names of them, in any language; `people` the labels of transcripts and the
    /// participants, each with the participants that it stands for.
    pub fn new(
        roles: Vec<(String, String)>,
        organisations: Vec<String>,
        people: impl IntoIterator<Item = (String, Vec<String>)>,
    ) -> Self {
        let names = Names::of(people, &roles);
        Self { roles, organisations, names, sources: Sources::default() }
    }

    /// The same, who also know the sources of the study: their short names, and how many turns each has.
    pub fn with_sources(self, sources: impl IntoIterator<Item = (String, usize)>) -> Self {
        Self { sources: Sources::of(sources), ..self }
    }

    /// Whether `attribution` names one of those who said it; `spoken` are all places where it was said. Where it is a
    /// credit, nothing else stands there, and what names nobody is told.
    pub fn check(&self, attribution: Option<&str>, is_credit: bool, spoken: &[&Spoken]) -> Attributed {
        let text = attribution.unwrap_or("");
        match self.fitting(text, is_credit, spoken) {
            wrong @ Attributed::Wrong { .. } => wrong,
            Attributed::Right if is_credit && let Some(wrong) = self.misfit(text, spoken) => wrong,
            other => match self.unknown(text, is_credit, other == Attributed::Unchecked, spoken) {
                Some(named) => Attributed::Unknown { named, said_by: self.who_of(spoken, false) },
                None => other,
            },
        }
    }

    fn fitting(&self, text: &str, is_credit: bool, spoken: &[&Spoken]) -> Attributed {
        let words = words(text);
        if spoken.is_empty() || only_refers(&words) {
            return Attributed::Unchecked;
        }
        if let Some(wrong) = self.accused(&words, false, spoken) {
            return wrong;
        }
        let (roles, organisations) = self.not_beside_who_speaks(&words, spoken);
        let people = self.names.found(&words, &self.roles);
        let is_told = is_credit || persons::is_list(&words);
        let sources = self.sources.named(text, &words, &self.names, is_told);
        let is_anybody =
            !(roles.speaking.is_empty() && organisations.speaking.is_empty() && people.speaking.is_empty());
        if !is_anybody && sources.is_empty() {
            return Attributed::Unchecked;
        }
        let all_roles: Vec<&str> = spoken.iter().filter_map(|turn| turn.role.as_deref()).collect();
        let all_places: Vec<&str> = spoken.iter().filter_map(|turn| turn.organisation.as_deref()).collect();
        let fits = |turn: &&Spoken| {
            roles
                .fits(turn.role.as_deref(), &all_roles)
                .min(organisations.fits(turn.organisation.as_deref(), &all_places))
                .min(said_by_one(&people, turn))
                .min(if sources.hold(turn) { Fits::Yes } else { Fits::No })
        };
        match spoken.iter().map(fits).max() {
            // Of a role that is only spoken of, an organisation may be the organisation.
            Some(Fits::Yes) if roles.is_only_mentioned() && people.speaking.is_empty() => {
                return Attributed::Unchecked;
            }
            // Of a credit the rest is told: every one whom it names must have said it.
            Some(Fits::Yes) if !is_credit && people.are_partly(spoken) => return Attributed::Unchecked,
            Some(Fits::Yes) => return Attributed::Right,
            Some(Fits::Perhaps) => return Attributed::Unchecked,
            Some(Fits::No) | None => {}
        }
        let mut named: Vec<&str> = roles.speaking.iter().map(|role| self.role_name(role)).collect();
        named.extend(&organisations.speaking);
        named.extend(people.speaking.iter().map(|name| name.written.as_str()));
        named.extend(sources.written.iter().map(String::as_str));
        named.dedup();
        let by_name = !people.speaking.is_empty();
        let mut said_by = self.who_of(spoken, by_name);
        if !sources.is_empty() {
            let places: Vec<&str> = spoken.iter().take(MOST_TOLD).map(|turn| turn.address.as_str()).collect();
            said_by = format!("{said_by} ({})", places.join(", "));
        }
        Attributed::Wrong { named: named.join(", "), said_by }
    }

    fn who_of(&self, spoken: &[&Spoken], by_name: bool) -> String {
        let mut who: Vec<String> = spoken.iter().map(|turn| self.who(turn, by_name)).collect();
        who.sort();
        who.dedup();
        who.truncate(MOST_TOLD);
        who.join("; ")
    }

    fn roles_in(&self, words: &[Word]) -> Named<'_> {
        let mut found = Named::default();
        for (here, id) in self.places_of_roles(words) {
            found.put(id, stand_of_role(words, here.start, here.end));
        }
        found.speaking.sort_unstable();
        found.speaking.dedup();
        found
    }

    /// Where roles stand, with their ids.
    fn places_of_roles(&self, words: &[Word]) -> Vec<(Range<usize>, &str)> {
        let mut places: Vec<(Range<usize>, &str)> = Vec::new();
        for (id, name) in &self.roles {
            let name: Vec<String> = folded_words(name).collect();
            let Some((last, first)) = name.split_last() else { continue };
            let stands = |here: &[Word]| {
                here.split_last().is_some_and(|(end, begin)| {
                    is_form(&end.folded, last) && begin.iter().map(|word| &word.folded).eq(first)
                })
            };
            places.extend(standing(words, name.len(), stands).map(|here| (here, id.as_str())));
        }
        // An `ex-client` is no client.
        let is_part = |here: &Range<usize>| {
            let holds = |it: &Range<usize>| it.start <= here.start && here.end <= it.end;
            places.iter().any(|(other, _)| other.len() > here.len() && holds(other))
        };
        places.iter().filter(|(here, _)| !is_part(here)).cloned().collect()
    }

    fn organisations_in(&self, words: &[Word]) -> Named<'_> {
        let mut found = Named::default();
        for (here, organisation) in self.places_of_organisations(words) {
            found.put(organisation, stand(words, here.start));
        }
        found
    }

    /// Where organisations stand.
    fn places_of_organisations(&self, words: &[Word]) -> Vec<(Range<usize>, &str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for organisation in &self.organisations {
            let name: Vec<String> = folded_words(organisation).collect();
            let stands = |here: &[Word]| here.iter().map(|word| &word.folded).eq(&name);
            let places = standing(words, name.len(), stands);
            found.extend(places.map(|here| (here, organisation.as_str())));
        }
        found
    }

    fn role_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.roles.iter().find(|(role, _)| role == id).map_or(id, |(_, name)| name)
    }

    /// Who said it; people by their participant, since a label is often a real name.
    fn who(&self, turn: &Spoken, by_name: bool) -> String {
        let person = Some(turn.participants.join(" + ")).filter(|person| by_name && !person.is_empty());
        let role = turn.role.as_deref().map_or("role unknown", |role| self.role_name(role)).to_owned();
        person.into_iter().chain([role]).chain(turn.organisation.clone()).collect::<Vec<_>>().join(", ")
    }
}

impl<'p> Named<'p> {
    fn put(&mut self, name: &'p str, stand: Stand) {
        match stand {
            Stand::Names => self.speaking.push(name),
            Stand::Mentions => self.mentioned.push(name),
            Stand::Denies => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.speaking.is_empty() && self.mentioned.is_empty()
    }

    fn is_only_mentioned(&self) -> bool {
        self.speaking.is_empty() && !self.mentioned.is_empty()
    }

    /// Whether it is `own`, of one who said it; `all` are those of everybody who did.
    fn fits(&self, own: Option<&str>, all: &[&str]) -> Fits {
        let is_own = |name: &&str| Some(*name) == own;
        if self.speaking.is_empty() {
            return Fits::Yes;
        }
        let is_alone = self.speaking.iter().all(|name| is_own(name) || all.contains(name));
        match self.speaking.iter().any(is_own) {
            true if is_alone => Fits::Yes,
            // `De cliënt hoorde een coördinator zeggen`: nobody knows whose words they are.
            true => Fits::Perhaps,
            false if self.mentioned.iter().any(is_own) => Fits::Perhaps,
            false => Fits::No,
        }
    }
}

/// Wherever so many words `stand` for a name.
fn standing(
    words: &[Word],
    length: usize,
    stands: impl Fn(&[Word]) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let windows = words.windows(length.max(1)).enumerate();
    windows.filter(move |(_, here)| stands(here)).map(|(at, here)| at..at + here.len())
}

/// Whether one of those who are said to speak said it; perhaps, where it is somebody spoken of.
fn said_by_one(people: &Found<'_>, turn: &Spoken) -> Fits {
    let is_theirs = |name: &&persons::Name| name.is_of(turn);
    if people.speaking.is_empty() || people.speaking.iter().any(is_theirs) {
        return Fits::Yes;
    }
    if people.named.iter().any(is_theirs) { Fits::Perhaps } else { Fits::No }
}
