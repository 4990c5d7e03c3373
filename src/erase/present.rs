//! What is said now, in the sources as they are: what to look for, and what stands in the way.

use std::collections::BTreeMap;

use super::sought::Sought;
use super::{Erasure, Target, files, sets};
use crate::store::{FileError, Participants, Study, kept_transcript};
use crate::text::Span;
use crate::transcript::{Transcript, Turn};

/// A file that people have to change before anything is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InTheWay {
    /// Turns of a source, by number from 1; its short name.
    Turns(String, Vec<usize>),
    /// A line of another file; its path in the study, and the number of the line from 1.
    Line(String, usize),
    /// A quote of a set; the path of the set in the study, and where people found the quote.
    Quote(String, String),
}

/// Who somebody is in one source.
struct People<'a> {
    participants: &'a Participants,
    path: &'a str,
    short: &'a str,
}

impl People<'_> {
    fn said(&self, transcript: &Transcript, turn: &Turn, participant: &str) -> bool {
        let Some(speaker) = turn.speaker.and_then(|at| transcript.speakers.get(at)) else { return false };
        let is = |label: &str| {
            let row = self.participants.find(self.path, self.short, label);
            row.and_then(|row| row.person.participant.as_deref()).map_or_else(
                || !speaker.attributes.is_empty() && participant == format!("{}:{label}", self.short),
                |known| known == participant,
            )
        };
        is(&speaker.label) || speaker.joint.iter().any(|label| is(label))
    }
}

impl Erasure<'_> {
    /// Fills in what is looked for.
    pub(super) fn seek(&mut self, present: &BTreeMap<String, Transcript>) -> Result<(), FileError> {
        match self.target.clone() {
            Target::Words(text) => _ = self.sought.add_words(&text),
            Target::Participant(participant) => {
                for (short, transcript) in present {
                    self.add_said(short, None, transcript, &participant)?;
                }
                for (short, hash, transcript) in kept(self.study)? {
                    self.add_said(&short, Some(hash), &transcript, &participant)?;
                }
            }
            Target::Source(short) => {
                let participants = &self.study.participants()?.0;
                let path = self.names.path_of(&short).unwrap_or_default().to_owned();
                let old = kept(self.study)?.into_iter().filter(|(s, ..)| *s == short).map(|(.., t)| t);
                for transcript in present.get(&short).cloned().into_iter().chain(old) {
                    // The questions are the same in every interview.
                    for turn in transcript
                        .turns
                        .iter()
                        .filter(|turn| !asks(self.study, participants, &path, &short, &transcript, turn))
                    {
                        self.sought.add_said(transcript.words_of(turn));
                    }
                }
            }
        }
        Ok(())
    }

    fn add_said(
        &mut self,
        short: &str,
        hash: Option<String>,
        transcript: &Transcript,
        participant: &str,
    ) -> Result<(), FileError> {
        let participants = &self.study.participants()?.0;
        let path = self.names.path_of(short).unwrap_or_default().to_owned();
        let people = People { participants, path: &path, short };
        let mut spans: Vec<Span> = Vec::new();
        for turn in transcript.turns.iter().filter(|turn| people.said(transcript, turn, participant)) {
            self.sought.add_said(transcript.words_of(turn));
            spans.push(turn.span);
        }
        if let Some(hash) = hash.filter(|_| !spans.is_empty()) {
            self.said.insert((short.to_owned(), hash), spans);
        }
        Ok(())
    }

    /// Whether the participant said this turn of a present source, or the turn goes with its source.
    fn is_own(&self, short: &str, transcript: &Transcript, turn: &Turn) -> Result<bool, FileError> {
        let Target::Participant(participant) = &self.target else { return Ok(self.is_of_source(short)) };
        let participants = &self.study.participants()?.0;
        let path = self.names.path_of(short).unwrap_or_default();
        Ok(People { participants, path, short }.said(transcript, turn, participant))
    }
}

fn asks(
    study: &Study,
    participants: &Participants,
    path: &str,
    short: &str,
    transcript: &Transcript,
    turn: &Turn,
) -> bool {
    let Some(speaker) = turn.speaker.and_then(|at| transcript.speakers.get(at)) else { return false };
    let row = participants.find(path, short, &speaker.label);
    let role = row.and_then(|row| row.person.role.as_deref());
    study.config.asks(&speaker.label, role)
}

/// Every kept transcript: short name, fingerprint of its text, and itself.
fn kept(study: &Study) -> Result<Vec<(String, String, Transcript)>, FileError> {
    let codings = study.codings();
    let mut all = Vec::new();
    for short in files::folders(&codings)? {
        let folder = codings.join(&short);
        for hash in files::kept_hashes(&folder)? {
            if let Some(transcript) = kept_transcript(&folder, &hash) {
                all.push((short.clone(), hash, transcript));
            }
        }
    }
    Ok(all)
}

pub(super) fn in_the_way(
    erasure: &Erasure<'_>,
    present: &BTreeMap<String, Transcript>,
) -> Result<Vec<InTheWay>, FileError> {
    let mut found = Vec::new();
    for (short, transcript) in present.iter().filter(|(short, _)| !erasure.is_of_source(short)) {
        let mut numbers = Vec::new();
        let places = erasure.sought.find(&transcript.text);
        for (number, turn) in (1..).zip(&transcript.turns) {
            let holds = || places.iter().any(|place| place.overlaps(turn.span));
            if erasure.is_own(short, transcript, turn)? || holds() {
                numbers.push(number);
            }
        }
        let outside = numbers.is_empty() && !places.is_empty();
        if outside || !numbers.is_empty() {
            found.push(InTheWay::Turns(short.clone(), numbers));
        }
    }
    for (path, text) in files::of_people(erasure.study)? {
        let line = |span: &Span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1;
        let mut lines: Vec<usize> = erasure.sought.find(&text).iter().map(line).collect();
        lines.dedup();
        found.extend(lines.into_iter().map(|line| InTheWay::Line(path.clone(), line)));
    }
    found.extend(sets::in_the_way(erasure));
    Ok(found)
}

pub(super) fn forget_elsewhere(
    erasure: &mut Erasure<'_>,
    present: &BTreeMap<String, Transcript>,
) -> Result<(), FileError> {
    let mut sought: Sought = erasure.sought.clone();
    for (short, transcript) in present {
        for turn in &transcript.turns {
            if !erasure.is_own(short, transcript, turn)? {
                sought.forget(transcript.words_of(turn));
            }
        }
    }
    for (_, text) in files::of_people(erasure.study)? {
        sought.forget(&text);
    }
    erasure.sought = sought;
    Ok(())
}
