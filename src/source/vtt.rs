//! WebVTT, as Teams, Zoom, YouTube and transcription services write it.

use super::cues::{self, Dialect};
use super::{About, Reader, Reading, Settings, Unreadable, plain};

/// The reader of `.vtt`.
pub(super) struct WebVtt;

impl Reader for WebVtt {
    fn name(&self) -> &'static str {
        "vtt"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["vtt"]
    }

    fn about(&self) -> About {
        About {
            what: "WebVTT captions (Teams, Zoom, YouTube)",
            keeps: "voices, cue times",
            leaves_out: "positions, styles, notes",
        }
    }

    /// By the word every WebVTT file begins with.
    fn recognises(&self, bytes: &[u8]) -> bool {
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        body.strip_prefix(b"WEBVTT").is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
    }

    fn may_be(&self, text: &str) -> bool {
        super::content::has_cues(text)
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        let cues = cues::parse(&text, Dialect::WebVtt, &mut diagnostics);
        if cues.is_empty() {
            return Err(Unreadable::new(
                "a WebVTT file without any cue with words",
                "export it again; a cue is a line `00:00:01.000 --> 00:00:02.000` with words under it",
            ));
        }
        let transcript = cues::transcript(self.name(), cues, settings, &mut diagnostics);
        Ok(Reading::new(transcript, diagnostics))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_without_voices_become_sentences() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nIk kwam daar\n\n00:02.000 --> 00:04.000\nelke week.\n\n00:04.000 --> 00:05.000\nNu niet meer.\n";
        let reading = WebVtt.read(text.as_bytes(), &Settings::default()).unwrap();
        let transcript = &reading.transcript;
        assert_eq!(transcript.text, "Ik kwam daar\nelke week.\nNu niet meer.");
        let turn = &transcript.turns[0];
        assert_eq!(transcript.words_of(turn), "Ik kwam daar\nelke week.");
        assert_eq!((turn.start_ms, turn.end_ms), (Some(1_000), Some(4_000)));
        assert_eq!(transcript.turns.len(), 2);
        let apart = Settings { join: Some(false), ..Settings::default() };
        assert_eq!(WebVtt.read(text.as_bytes(), &apart).unwrap().transcript.turns.len(), 3);
    }

    #[test]
    fn voices_are_speakers_and_cues_stay_apart_unless_joined() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v An>Een\n\n00:02.000 --> 00:04.000\n<v An>twee\n\n00:04.000 --> 00:05.000\nzonder\n";
        let read = |join| {
            WebVtt.read(text.as_bytes(), &Settings { join, ..Settings::default() }).unwrap().transcript
        };
        assert_eq!(read(None).turns.len(), 3);
        assert_eq!(read(None).turns[2].speaker, None);
        let joined = read(Some(true));
        assert_eq!(joined.words_of(&joined.turns[0]), "Een\ntwee");
        assert_eq!(joined.turns[0].end_ms, Some(4_000));
    }
}
