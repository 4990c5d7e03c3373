//! SubRip subtitles.

use super::cues::{self, Dialect};
use super::{About, Reader, Reading, Settings, Unreadable, plain, time};

/// The reader of `.srt`.
pub(super) struct SubRip;

impl Reader for SubRip {
    fn name(&self) -> &'static str {
        "srt"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["srt"]
    }

    fn about(&self) -> About {
        About {
            what: "SubRip captions",
            keeps: "names before the words, cue times",
            leaves_out: "positions, fonts",
        }
    }

    /// By its first two lines: a number and a range of times with decimal commas or points.
    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = bytes.get(..bytes.len().min(400)).unwrap_or_default();
        let text = crate::text::decode(head).text;
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let number = lines.next().is_some_and(|line| line.bytes().all(|b| b.is_ascii_digit()));
        let timing =
            |line: &str| line.contains("-->") && matches!(time::leading_range(line), Some((_, Some(_), _)));
        number && lines.next().is_some_and(timing)
    }

    fn may_be(&self, text: &str) -> bool {
        super::content::has_cues(text)
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        let cues = cues::parse(&text, Dialect::SubRip, &mut diagnostics);
        if cues.is_empty() {
            return Err(Unreadable::new(
                "a subtitle file (srt) without any cue with words",
                "export it again; a cue is a line `00:00:01,000 --> 00:00:02,000` with words under it",
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
    fn names_before_the_words_are_speakers() {
        let text = "1\r\n00:00:01,000 --> 00:00:02,500\r\nAn Maes: Dag Bert.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBert: Kijk: daar is het.\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\nAn Maes: Ja.\r\n";
        assert!(SubRip.recognises(text.as_bytes()));
        let transcript = SubRip.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
        assert_eq!(transcript.text, "Dag Bert.\nKijk: daar is het.\nJa.");
        assert_eq!(transcript.format, "srt, \"Name:\" cues");
        let bert = transcript.speaker_of(&transcript.turns[1]).map(|s| s.label.as_str());
        assert_eq!((bert, transcript.turns[1].start_ms), (Some("Bert"), Some(3_000)));
    }
}
