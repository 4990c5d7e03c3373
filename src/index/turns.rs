//! The turns of a source as the index keeps them: packed, so that a million of them stay small.

use serde::{Deserialize, Serialize};

use super::packed::{Packer, Unpacker};
use crate::text::Span;
use crate::transcript::{Speaker, Transcript, Turn};

/// What is said once for the whole source, as JSON before the turns.
#[derive(Serialize, Deserialize)]
struct Head {
    speakers: Vec<Speaker>,
    format: String,
}

/// Everything of `transcript` but its text.
pub(super) fn pack(transcript: &Transcript) -> Vec<u8> {
    let head = Head { speakers: transcript.speakers.clone(), format: transcript.format.clone() };
    let mut packer = Packer::default();
    packer.words(&serde_json::to_string(&head).unwrap_or_default());
    packer.size(transcript.turns.len());
    let mut end = 0;
    for turn in &transcript.turns {
        // Turns follow each other closely, so the way from one to the next is a small number.
        let gap = turn.span.start as i64 - end;
        packer.number((gap << 1 ^ gap >> 63) as u64);
        packer.size(turn.span.len());
        end = turn.span.end as i64;
        packer.maybe(turn.speaker.map(|speaker| speaker as u64));
        packer.maybe(turn.start_ms);
        packer.maybe(turn.end_ms);
        packer.maybe_words(turn.language.as_ref().map(|language| language.code()));
        packer.maybe_words(turn.question.as_deref());
    }
    packer.bytes
}

/// The transcript with this `text` whose turns were packed into `bytes`; `None` when they were not.
pub(super) fn unpack(text: String, bytes: &[u8]) -> Option<Transcript> {
    let mut unpacker = Unpacker::new(bytes);
    let Head { speakers, format } = serde_json::from_str(unpacker.words()?).ok()?;
    let mut end = 0;
    let turns = unpacker.several(|unpacker| {
        let turn = turn(unpacker, end)?;
        end = turn.span.end;
        Some(turn)
    })?;
    Some(Transcript { text, turns, speakers, format })
}

fn turn(unpacker: &mut Unpacker<'_>, end: usize) -> Option<Turn> {
    let folded = unpacker.number()?;
    let gap = isize::try_from((folded >> 1) as i64 ^ -((folded & 1) as i64)).ok()?;
    let start = end.checked_add_signed(gap)?;
    let span = Span::new(start, start.checked_add(unpacker.size()?)?);
    let speaker = match unpacker.maybe()? {
        Some(speaker) => Some(usize::try_from(speaker).ok()?),
        None => None,
    };
    Some(Turn {
        span,
        speaker,
        start_ms: unpacker.maybe()?,
        end_ms: unpacker.maybe()?,
        language: unpacker.maybe_words()?.and_then(|code| code.parse().ok()),
        question: unpacker.maybe_words()?.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn turns_come_back_as_they_were() {
        let plain = Turn::new(Span::new(5, 9));
        let full = Turn {
            speaker: Some(1),
            start_ms: Some(0),
            end_ms: Some(4_000_000),
            language: Some(Language::ENGLISH),
            question: Some("Wat hielp?".to_owned()),
            ..Turn::new(Span::new(2, 300))
        };
        let transcript = Transcript {
            text: "Ann: goed".to_owned(),
            turns: vec![plain, full],
            speakers: vec![Speaker::named("Ann"), Speaker::named("Bea")],
            format: "txt".to_owned(),
        };
        let bytes = pack(&transcript);
        assert_eq!(unpack(transcript.text.clone(), &bytes), Some(transcript));
        assert_eq!(unpack(String::new(), bytes.get(..bytes.len() - 1).unwrap()), None);
    }
}
