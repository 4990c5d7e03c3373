//! Who is quoted, and who is not.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::{Catalog, SpeakerEntry};
use crate::quote::Quote;

/// How one role is quoted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleBalance {
    /// The people of the study who speak in this role and answer.
    pub people: usize,
    /// Those of them who are quoted.
    pub quoted: usize,
    /// How many quotes are theirs.
    pub quotes: usize,
}

/// Who is quoted, and who is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Balance {
    /// By role; `None` where no role is known.
    pub roles: BTreeMap<Option<String>, RoleBalance>,
    /// People who are quoted far more often than others, with how often, most first.
    pub over_used: Vec<(String, usize)>,
}

impl Balance {
    /// Roles of people who answer, of whom nobody is quoted.
    pub fn silent(&self) -> impl Iterator<Item = &str> {
        let silent = self.roles.iter().filter(|(_, role)| role.people > 0 && role.quoted == 0);
        silent.filter_map(|(role, _)| role.as_deref())
    }
}

/// How `quotes` are spread over the people of the study. Over-used is who has three quotes or more, and more than
/// twice as many as the people quoted have on average.
pub fn balance<'q>(quotes: impl IntoIterator<Item = &'q Quote>, catalog: &Catalog) -> Balance {
    let mut people: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
    for source in catalog.sources.values() {
        for speaker in source.speakers.iter().filter(|speaker| !speaker.asks && !speaker.joint) {
            let who = speaker.participants.first().cloned();
            let who = who.unwrap_or_else(|| format!("{}:{}", source.short, speaker.label));
            people.entry(speaker.role.clone()).or_default().insert(who);
        }
    }
    let mut quoted: BTreeMap<Option<String>, BTreeMap<String, usize>> = BTreeMap::new();
    let mut quotes_of: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for quote in quotes {
        let speaker = speaker_of(quote, catalog);
        if speaker.is_some_and(|speaker| speaker.asks) {
            continue;
        }
        *quotes_of.entry(quote.role.clone()).or_default() += 1;
        for who in who(quote, speaker) {
            *quoted.entry(quote.role.clone()).or_default().entry(who).or_default() += 1;
        }
    }
    let roles: BTreeSet<Option<String>> = people.keys().chain(quotes_of.keys()).cloned().collect();
    let of_role = |role: Option<String>| {
        let all = people.get(&role);
        // Somebody who is known of a label of several people only is none of those who are counted.
        let is_counted = |who: &&String| all.is_some_and(|all| all.contains(*who));
        let balance = RoleBalance {
            people: all.map_or(0, BTreeSet::len),
            quoted: quoted.get(&role).map_or(0, |by_person| by_person.keys().filter(is_counted).count()),
            quotes: quotes_of.get(&role).copied().unwrap_or(0),
        };
        (role, balance)
    };
    Balance { roles: roles.into_iter().map(of_role).collect(), over_used: over_used(&quoted) }
}

/// The speaker of a quote, by its label.
fn speaker_of<'c>(quote: &Quote, catalog: &'c Catalog) -> Option<&'c SpeakerEntry> {
    let (short, _) = quote.address.rsplit_once(':')?;
    let (_, source) = catalog.by_short(short)?;
    source.speakers.iter().find(|speaker| Some(&speaker.label) == quote.speaker.as_ref())
}

/// Who said a quote: a participant, all that are known behind a label of several, or the label itself.
fn who(quote: &Quote, speaker: Option<&SpeakerEntry>) -> Vec<String> {
    if let Some(participant) = &quote.participant {
        return vec![participant.clone()];
    }
    if !quote.participants.is_empty() || speaker.is_some_and(|speaker| speaker.joint) {
        return quote.participants.clone();
    }
    let short = quote.address.rsplit_once(':').map_or("", |(short, _)| short);
    vec![format!("{short}:{}", quote.speaker.as_deref().unwrap_or(""))]
}

fn over_used(quoted: &BTreeMap<Option<String>, BTreeMap<String, usize>>) -> Vec<(String, usize)> {
    let mut by_person: BTreeMap<&str, usize> = BTreeMap::new();
    for (who, count) in quoted.values().flatten() {
        *by_person.entry(who).or_default() += count;
    }
    let (people, all) = (by_person.len(), by_person.values().sum::<usize>());
    let is_much = |count: usize| count >= 3 && count * people > 2 * all;
    let mut much: Vec<(String, usize)> = by_person
        .into_iter()
        .filter(|(_, count)| is_much(*count))
        .map(|(who, count)| (who.to_owned(), count))
        .collect();
    much.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    much
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::SourceEntry;

    fn speaker(participant: &str, role: &str, asks: bool) -> SpeakerEntry {
        SpeakerEntry {
            label: participant.to_owned(),
            participants: vec![participant.to_owned()],
            role: Some(role.to_owned()),
            asks,
            ..SpeakerEntry::default()
        }
    }

    fn said(participant: &str, role: &str) -> Quote {
        Quote { participant: Some(participant.into()), role: Some(role.into()), ..Quote::default() }
    }

    #[test]
    fn nobody_is_counted_who_is_none_of_the_people() {
        let all = SpeakerEntry { joint: true, ..speaker("P9", "client", false) };
        let all = SpeakerEntry { label: "Allen".into(), participants: Vec::new(), ..all };
        let speakers = vec![speaker("P1", "client", false), all, speaker("I", "interviewer", true)];
        let entry = SourceEntry { short: "a".into(), speakers, ..SourceEntry::default() };
        let catalog = Catalog { sources: BTreeMap::from([(1, entry)]), ..Catalog::default() };
        let by = |label: &str, role: &str| Quote {
            address: "a:1".into(),
            speaker: Some(label.into()),
            role: Some(role.into()),
            ..Quote::default()
        };
        let quotes = [said("P1", "client"), by("Allen", "client"), by("I", "interviewer")];
        let found = balance(&quotes, &catalog);
        let clients = &found.roles[&Some("client".to_owned())];
        assert_eq!((clients.people, clients.quoted, clients.quotes), (1, 1, 2));
        assert_eq!(found.roles.len(), 1);
    }

    #[test]
    fn roles_and_people_are_counted() {
        let people = ["P1", "P2", "P3", "P4"].map(|p| speaker(p, "client", false));
        let others = [speaker("V1", "volunteer", false), speaker("I", "interviewer", true)];
        let entry =
            SourceEntry { speakers: people.into_iter().chain(others).collect(), ..SourceEntry::default() };
        let catalog = Catalog { sources: BTreeMap::from([(1, entry)]), ..Catalog::default() };
        let quotes: Vec<Quote> =
            ["P1", "P1", "P1", "P1", "P2", "P3"].map(|participant| said(participant, "client")).into();
        let found = balance(&quotes, &catalog);
        let clients = &found.roles[&Some("client".to_owned())];
        assert_eq!((clients.people, clients.quoted, clients.quotes), (4, 3, 6));
        assert_eq!(found.silent().collect::<Vec<_>>(), ["volunteer"]);
        // The mean is 2; more than 4 would be over-used.
        assert!(found.over_used.is_empty());
        let more: Vec<Quote> =
            quotes.into_iter().chain([said("P1", "client"), said("P4", "client")]).collect();
        assert_eq!(balance(&more, &catalog).over_used, [("P1".to_owned(), 5)]);
    }
}
