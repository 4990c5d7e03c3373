//! Joining neighbouring units: of one speaker on request, cues without voices into sentences.

use crate::text::Span;
use crate::transcript::{Transcript, Turn};

/// A pause longer than this between two cues ends a sentence, in milliseconds.
const LONG_PAUSE: u64 = 3_000;
/// No joined turn grows beyond this many bytes.
const LONG_TURN: usize = 1_200;

/// Joins the units of a transcript as `join` of the settings says: voices on request, units without
/// voices into sentences unless that is not wanted.
pub(super) fn as_set(transcript: &mut Transcript, voiced: bool, join: Option<bool>) {
    if voiced && join == Some(true) {
        speakers(transcript);
    } else if !voiced && join != Some(false) {
        let units = transcript.turns.len();
        sentences(transcript);
        if transcript.turns.len() < units {
            transcript.format.push_str(", joined into sentences");
        }
    }
}

/// Joins neighbouring turns of one speaker into one.
pub(super) fn speakers(transcript: &mut Transcript) {
    let mut joined: Vec<Turn> = Vec::with_capacity(transcript.turns.len());
    for turn in transcript.turns.drain(..) {
        match joined.last_mut() {
            Some(last)
                if last.speaker.is_some()
                    && last.speaker == turn.speaker
                    && last.question == turn.question =>
            {
                extend(last, &turn);
            }
            _ => joined.push(turn),
        }
    }
    transcript.turns = joined;
}

/// Joins cues without speakers into sentences: a turn goes on until a cue ends a sentence, a long
/// pause, or a dash that marks another speaker. Text with hardly any sentence marks is left as it is.
fn sentences(transcript: &mut Transcript) {
    let text = std::mem::take(&mut transcript.text);
    let ended = transcript.turns.iter().filter(|turn| ends_sentence(turn.span.of(&text))).count();
    if ended * 10 >= transcript.turns.len() {
        let mut joined: Vec<Turn> = Vec::with_capacity(transcript.turns.len());
        for turn in transcript.turns.drain(..) {
            match joined.last_mut() {
                Some(last) if goes_on(&text, last, &turn) => extend(last, &turn),
                _ => joined.push(turn),
            }
        }
        transcript.turns = joined;
    }
    transcript.text = text;
}

fn goes_on(text: &str, last: &Turn, next: &Turn) -> bool {
    let pause = match (last.end_ms, next.start_ms) {
        (Some(end), Some(start)) => start.saturating_sub(end),
        _ => 0,
    };
    last.speaker == next.speaker
        && !ends_sentence(last.span.of(text))
        && !next.span.of(text).starts_with(['-', '–', '—'])
        && pause <= LONG_PAUSE
        && last.span.len() + next.span.len() < LONG_TURN
}

/// Whether a sentence ends where `words` do.
pub(super) fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
        .ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

fn extend(last: &mut Turn, next: &Turn) {
    last.span = Span::new(last.span.start, next.span.end);
    last.end_ms = next.end_ms;
}
