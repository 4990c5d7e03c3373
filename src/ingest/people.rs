//! Who is behind the labels of a source, and in which role.

use std::collections::BTreeMap;

use crate::index::SpeakerEntry;
use crate::store::{Config, Participants};
use crate::text::{fingerprint, fold};
use crate::transcript::{Speaker, Transcript};

/// A fingerprint of what `participants.csv` says of the people in one source.
pub(super) fn fingerprint_of_people(participants: &Participants, path: &str, short: &str) -> String {
    fingerprint(participants.facts_of(path, short).as_bytes())
}

/// What is known of the people of one source before it is read.
#[derive(Clone, Copy)]
pub(super) struct People<'a> {
    pub(super) config: &'a Config,
    pub(super) participants: &'a Participants,
    pub(super) path: &'a str,
    pub(super) short: &'a str,
}

/// The speakers of `transcript` with the persons behind them, in the order of its speakers.
pub(super) fn speakers(people: People<'_>, transcript: &Transcript) -> Vec<SpeakerEntry> {
    let one = |speaker: &Speaker| person(people, speaker);
    let mut entries: Vec<SpeakerEntry> = transcript
        .speakers
        .iter()
        .map(|speaker| {
            let named = people.participants.find(people.path, people.short, &speaker.label).is_some();
            if speaker.joint.is_empty() || named {
                return one(speaker);
            }
            let parts = speaker.joint.iter().map(|label| {
                let known = transcript.speakers.iter().find(|s| &s.label == label).cloned();
                one(&known.unwrap_or_else(|| Speaker::named(label)))
            });
            together(&speaker.label, parts.collect())
        })
        .collect();
    for turn in &transcript.turns {
        if let Some(entry) = turn.speaker.and_then(|at| entries.get_mut(at)) {
            entry.turns += 1;
        }
    }
    entries
}

fn person(people: People<'_>, speaker: &Speaker) -> SpeakerEntry {
    let label = &speaker.label;
    let row = people.participants.find(people.path, people.short, label);
    let mut attributes = speaker.attributes.clone();
    let own_role = attributes.remove("role");
    if let Some(row) = row {
        attributes.extend(row.person.attributes.clone());
    }
    let written = row.and_then(|row| row.person.role.clone()).or(own_role);
    let role_id =
        |said: &str| people.config.role_id(said).map_or_else(|| fold(said).into_owned(), str::to_owned);
    let asks = people.config.asks(label, written.as_deref());
    let role = match written {
        Some(written) => Some(role_id(&written)),
        None if asks => {
            Some(role_id(label.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace())))
        }
        None => None,
    };
    let asks = asks || people.config.asks(label, role.as_deref());
    // The same label in two tables is not the same person, so the source is part of the id.
    let from_table = (!speaker.attributes.is_empty()).then(|| format!("{}:{label}", people.short));
    let participant = row.and_then(|row| row.person.participant.clone()).or(from_table);
    SpeakerEntry {
        label: label.clone(),
        joint: false,
        participants: participant.into_iter().collect(),
        role,
        asks,
        attributes,
        turns: 0,
    }
}

/// Several people at once: all of them, with what they have in common.
fn together(label: &str, parts: Vec<SpeakerEntry>) -> SpeakerEntry {
    let mut parts_iter = parts.iter();
    let first = parts_iter.next().cloned().unwrap_or_default();
    let role = first.role.filter(|role| parts.iter().all(|p| p.role.as_ref() == Some(role)));
    let common = |name: &String, value: &String| parts.iter().all(|p| p.attributes.get(name) == Some(value));
    let attributes: BTreeMap<String, String> =
        first.attributes.into_iter().filter(|(name, value)| common(name, value)).collect();
    let mut participants: Vec<String> = Vec::new();
    for participant in parts.iter().flat_map(|p| &p.participants) {
        if !participants.contains(participant) {
            participants.push(participant.clone());
        }
    }
    // Words that may be the interviewer's are never offered as somebody else's.
    let asks = parts.iter().any(|p| p.asks);
    SpeakerEntry { label: label.to_owned(), joint: true, participants, role, asks, attributes, turns: 0 }
}
