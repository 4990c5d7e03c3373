//! What tests of labels see of a transcript.

use crate::source::{Reader, Reading, Settings, txt::Txt};
use crate::transcript::{Transcript, Turn};

/// Its turns as `speaker|words`; `-` where nobody is named.
pub(super) fn shown(transcript: &Transcript) -> Vec<String> {
    let show = |turn: &Turn| {
        let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
        format!("{speaker}|{}", transcript.words_of(turn))
    };
    transcript.turns.iter().map(show).collect()
}

/// The turns that `reader` finds in `text`, and all it says of it.
pub(super) fn reading(reader: &dyn Reader, text: &str) -> (Vec<String>, Reading) {
    let reading = reader.read(text.as_bytes(), &Settings::default()).unwrap();
    (shown(&reading.transcript), reading)
}

/// The turns of a plain text.
pub(super) fn read(text: &str) -> Vec<String> {
    reading(&Txt, text).0
}
