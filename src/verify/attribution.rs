//! Whether what stands beside a quotation names the right person.

use serde::Serialize;

use super::corpus::{Spoken, folded_words};

/// The names by which roles and organisations are recognised.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Id of a role and a name of it, in any language.
    pub roles: Vec<(String, String)>,
    /// Organisations as they stand in the study.
    pub organisations: Vec<String>,
    /// Participants as they stand in the study.
    pub participants: Vec<String>,
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

/// What words beside a quotation name.
#[derive(Debug, Default)]
struct Named {
    roles: Vec<String>,
    organisations: Vec<String>,
    participants: Vec<String>,
}

impl People {
    /// Whether `attribution` names one of those who said it; `spoken` are all places where it was said.
    pub fn check(&self, attribution: Option<&str>, spoken: &[&Spoken]) -> Attributed {
        let named = attribution.map(|text| self.named(text)).unwrap_or_default();
        if named.is_nobody() || spoken.is_empty() {
            return Attributed::Unchecked;
        }
        if spoken.iter().any(|turn| named.fits(turn)) {
            return Attributed::Right;
        }
        let mut who: Vec<String> = spoken.iter().map(|turn| self.who(turn)).collect();
        who.sort();
        who.dedup();
        who.truncate(3);
        Attributed::Wrong { named: named.told(self), said_by: who.join("; ") }
    }

    fn named(&self, text: &str) -> Named {
        let words: Vec<String> = folded_words(text).collect();
        let mut roles: Vec<String> = self
            .roles
            .iter()
            .filter(|(_, name)| has_inflected(&words, name))
            .map(|(id, _)| id.clone())
            .collect();
        roles.sort();
        roles.dedup();
        let all = |names: &[String]| names.iter().filter(|name| has(&words, name)).cloned().collect();
        Named { roles, organisations: all(&self.organisations), participants: all(&self.participants) }
    }

    fn role_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.roles.iter().find(|(role, _)| role == id).map_or(id, |(_, name)| name)
    }

    fn who(&self, turn: &Spoken) -> String {
        let role = turn.role.as_deref().map_or("role unknown", |role| self.role_name(role));
        match &turn.organisation {
            Some(organisation) => format!("{role}, {organisation}"),
            None => role.to_owned(),
        }
    }
}

impl Named {
    fn is_nobody(&self) -> bool {
        self.roles.is_empty() && self.organisations.is_empty() && self.participants.is_empty()
    }

    fn fits(&self, turn: &Spoken) -> bool {
        let role = self.roles.is_empty() || turn.role.as_ref().is_some_and(|role| self.roles.contains(role));
        let home = turn.organisation.as_ref();
        let organisation =
            self.organisations.is_empty() || home.is_some_and(|o| self.organisations.contains(o));
        let person =
            self.participants.is_empty() || turn.participants.iter().any(|p| self.participants.contains(p));
        role && organisation && person
    }

    fn told(&self, people: &People) -> String {
        let roles = self.roles.iter().map(|role| people.role_name(role).to_owned());
        let rest = self.organisations.iter().chain(&self.participants).cloned();
        roles.chain(rest).collect::<Vec<_>>().join(", ")
    }
}

/// Whether the words of `name` stand together in `words`.
fn has(words: &[String], name: &str) -> bool {
    let name: Vec<String> = folded_words(name).collect();
    !name.is_empty() && words.windows(name.len()).any(|window| window == name)
}

/// The same with the last word inflected: `cliënten`, `volunteers`.
fn has_inflected(words: &[String], name: &str) -> bool {
    let name: Vec<String> = folded_words(name).collect();
    let Some((last, first)) = name.split_last() else { return false };
    let is_last = |word: &String| {
        word == last
            || last.chars().count() >= 4
                && word.strip_prefix(last.as_str()).is_some_and(|rest| ENDINGS.contains(&rest))
    };
    words
        .windows(name.len())
        .any(|window| window.split_last().is_some_and(|(end, begin)| begin == first && is_last(end)))
}

/// What Dutch, English, French and German put behind the name of a role.
const ENDINGS: &[&str] = &["s", "e", "en", "es", "n", "r", "in", "innen", "ten", "ren"];
