//! Whether what stands beside a quotation names the right person.
//!
//! Nobody is accused lightly: only a role, an organisation or a person that is said to speak counts against a
//! quotation; whoever is mentioned besides (spoken of, or to) may have said it.

mod beside;
mod lexicon;
mod persons;
mod roles;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::corpus::{Spoken, folded_words};
use beside::{Stand, Word, only_refers, stand, words};
use persons::{Found, Names};
use roles::is_form;

/// The names by which roles, organisations and people are recognised.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Id of a role and a name of it, in any language.
    roles: Vec<(String, String)>,
    /// Organisations as they stand in the study.
    organisations: Vec<String>,
    names: Names,
}

/// What the words beside a quotation say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Attributed {
    /// They name nobody of the study, or there are none.
    Unchecked,
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

impl People {
    /// `roles` are ids of roles and names of them, in any language; `people` the labels of transcripts and the
    /// participants, each with the participants that it stands for.
    pub fn new(
        roles: Vec<(String, String)>,
        organisations: Vec<String>,
        people: impl IntoIterator<Item = (String, Vec<String>)>,
    ) -> Self {
        let names = Names::of(people, &roles);
        Self { roles, organisations, names }
    }

    /// Whether `attribution` names one of those who said it; `spoken` are all places where it was said.
    pub fn check(&self, attribution: Option<&str>, spoken: &[&Spoken]) -> Attributed {
        let words = words(attribution.unwrap_or(""));
        if spoken.is_empty() || only_refers(&words) {
            return Attributed::Unchecked;
        }
        let roles = self.roles_in(&words);
        let organisations = self.organisations_in(&words);
        let people = self.names.found(&words, &self.roles);
        if roles.speaking.is_empty() && organisations.speaking.is_empty() && people.speaking.is_empty() {
            return Attributed::Unchecked;
        }
        let fits = |turn: &&Spoken| {
            roles.fits(turn.role.as_deref())
                && organisations.fits(turn.organisation.as_deref())
                && said_by_one(&people, turn)
        };
        if spoken.iter().copied().any(|turn| fits(&turn)) {
            return Attributed::Right;
        }
        let mut named: Vec<&str> = roles.speaking.iter().map(|role| self.role_name(role)).collect();
        named.extend(&organisations.speaking);
        named.extend(people.speaking.iter().map(|name| name.written.as_str()));
        named.dedup();
        let by_name = !people.speaking.is_empty();
        let mut who: Vec<String> = spoken.iter().map(|turn| self.who(turn, by_name)).collect();
        who.sort();
        who.dedup();
        who.truncate(3);
        Attributed::Wrong { named: named.join(", "), said_by: who.join("; ") }
    }

    fn roles_in(&self, words: &[Word]) -> Named<'_> {
        let mut found = Named::default();
        for (id, name) in &self.roles {
            let name: Vec<String> = folded_words(name).collect();
            let Some((last, first)) = name.split_last() else { continue };
            let stands = |here: &[Word]| {
                here.split_last().is_some_and(|(end, begin)| {
                    is_form(&end.folded, last) && begin.iter().map(|word| &word.folded).eq(first)
                })
            };
            found.put(id, words, name.len(), stands);
        }
        found.speaking.sort_unstable();
        found.speaking.dedup();
        found
    }

    fn organisations_in(&self, words: &[Word]) -> Named<'_> {
        let mut found = Named::default();
        for organisation in &self.organisations {
            let name: Vec<String> = folded_words(organisation).collect();
            let stands = |here: &[Word]| here.iter().map(|word| &word.folded).eq(&name);
            if !name.is_empty() {
                found.put(organisation, words, name.len(), stands);
            }
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
    /// Notes `name` wherever so many words `stand` for it.
    fn put(&mut self, name: &'p str, words: &[Word], length: usize, stands: impl Fn(&[Word]) -> bool) {
        for (at, here) in words.windows(length).enumerate() {
            if !stands(here) {
                continue;
            }
            match stand(words, at) {
                Stand::Names => self.speaking.push(name),
                Stand::Mentions => self.mentioned.push(name),
                Stand::Denies => {}
            }
        }
    }

    fn fits(&self, own: Option<&str>) -> bool {
        let is_own = |name: &&str| Some(*name) == own;
        self.speaking.is_empty() || self.speaking.iter().chain(&self.mentioned).any(is_own)
    }
}

/// Whether one of those who are named, be it as somebody spoken of, said it.
fn said_by_one(people: &Found<'_>, turn: &Spoken) -> bool {
    let own: Vec<String> = folded_words(&turn.label).collect();
    let is_theirs = |name: &&persons::Name| {
        name.participants.iter().any(|one| turn.participants.contains(one)) || name.is_in(&own)
    };
    people.speaking.is_empty() || people.named.iter().any(is_theirs)
}
