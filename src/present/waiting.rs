//! Who said a quote whose words no longer stand in the transcript.

use std::collections::BTreeSet;

use crate::index::SourceEntry;
use crate::quoteset::Picked;
use crate::store::{Participants, Study, kept_transcript};
use crate::text::{CodePoints, Span};
use crate::transcript::{Speaker, Transcript, Turn};

/// The participants who said `picked`, by the transcript it was picked from; by its address in the present one
/// (`now`) where that was not kept. Taking consent back must reach them, so rather one too many than one too few.
pub(super) fn said_by(
    picked: &Picked,
    study: &Study,
    now: Option<(&SourceEntry, &Transcript)>,
) -> Vec<String> {
    let entry = now.map(|(entry, _)| entry);
    let folder = study.codings().join(&picked.source);
    let speakers = match kept_transcript(&folder, &picked.anchor.text) {
        Some(old) => speakers_in(picked, &old),
        None => now.map(|(_, transcript)| speakers_at(picked, transcript)).unwrap_or_default(),
    };
    let Ok((known, _)) = study.participants() else { return Vec::new() };
    let people: BTreeSet<String> =
        speakers.iter().flat_map(|speaker| people(speaker, picked, entry, known)).collect();
    people.into_iter().collect()
}

/// Whoever speaks in the words of `picked`.
fn speakers_in(picked: &Picked, old: &Transcript) -> Vec<Speaker> {
    let Some(span) = picked.anchor.span_in(&old.text, &CodePoints::new(&old.text)) else { return Vec::new() };
    let shares = |own: Span| own.overlaps(span);
    speakers(old, old.turns.iter().filter(|turn| shares(turn.span)))
}

/// Whoever speaks at the address: `fg1:17`.
fn speakers_at(picked: &Picked, now: &Transcript) -> Vec<Speaker> {
    let number = picked.at.rsplit(':').next().unwrap_or_default();
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let at = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    speakers(now, at.and_then(|at| now.turns.get(at)).into_iter())
}

fn speakers<'t>(transcript: &Transcript, turns: impl Iterator<Item = &'t Turn>) -> Vec<Speaker> {
    turns.filter_map(|turn| transcript.speaker_of(turn)).cloned().collect()
}

/// The participants behind a speaker: as the index knows the label, else as `participants.csv` does.
fn people(
    speaker: &Speaker,
    picked: &Picked,
    entry: Option<&SourceEntry>,
    known: &Participants,
) -> Vec<String> {
    let mut labels = vec![&speaker.label];
    labels.extend(&speaker.joint);
    let of = |label: &String| {
        let indexed = entry.and_then(|entry| entry.speakers.iter().find(|one| one.label == *label));
        if let Some(indexed) = indexed.filter(|one| !one.participants.is_empty()) {
            return indexed.participants.clone();
        }
        let row = known.find(entry.map_or("", |entry| &entry.path), &picked.source, label);
        row.and_then(|row| row.person.participant.clone()).into_iter().collect()
    };
    labels.into_iter().flat_map(of).collect()
}
