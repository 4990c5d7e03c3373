//! The language of each turn: set for the source or the speaker, else voted over all turns of that
//! speaker in the source.

use crate::index::SpeakerEntry;
use crate::text::{Language, guess_language};
use crate::transcript::Transcript;

/// Bytes of a speaker's words that vote; more tells nothing new.
const ENOUGH: usize = 4000;

/// Settles the language of every turn of `transcript`.
pub(super) fn settle(
    transcript: &mut Transcript,
    speakers: &[SpeakerEntry],
    set: Option<Language>,
    allowed: &[Language],
) {
    let main = allowed.first().copied().unwrap_or(Language::DUTCH);
    let by_speaker: Vec<Language> = (0..speakers.len())
        .map(|at| {
            let said =
                speakers.get(at).and_then(|s| s.attributes.get("language")).and_then(|l| l.parse().ok());
            said.or(set).or_else(|| vote(transcript, Some(at), allowed)).unwrap_or(main)
        })
        .collect();
    let nobody = set.or_else(|| vote(transcript, None, allowed)).unwrap_or(main);
    for turn in &mut transcript.turns {
        let language = turn.speaker.and_then(|at| by_speaker.get(at)).copied().unwrap_or(nobody);
        turn.language = Some(turn.language.unwrap_or(language));
    }
}

fn vote(transcript: &Transcript, speaker: Option<usize>, allowed: &[Language]) -> Option<Language> {
    if allowed.len() < 2 {
        return allowed.first().copied();
    }
    let mut said = String::new();
    for turn in transcript.turns.iter().filter(|turn| turn.speaker == speaker) {
        said.push_str(transcript.words_of(turn));
        said.push(' ');
        if said.len() > ENOUGH {
            break;
        }
    }
    guess_language(&said, allowed)
}
