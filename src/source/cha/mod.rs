//! CHAT transcripts (CLAN, TalkBank): main lines are turns, with all their marks; headers tell who speaks.
//! Format: <https://talkbank.org/manuals/CHAT.html>.

mod bullets;
mod headers;
mod lines;

use super::spoken::{self, Said};
use super::{About, Reader, Reading, Settings, Unreadable, kind, plain};

/// The reader of `.cha`.
pub(super) struct Chat;

impl Reader for Chat {
    fn name(&self) -> &'static str {
        "cha"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["cha"]
    }

    fn about(&self) -> About {
        About {
            what: "CHAT transcripts (CLAN, TalkBank)",
            keeps: "main lines with their marks, names and roles from the headers, times",
            leaves_out: "dependent tiers (%mor, %com), comments",
        }
    }

    /// By the header every CHAT file begins with.
    fn recognises(&self, bytes: &[u8]) -> bool {
        let sample = bytes.get(..bytes.len().min(400)).unwrap_or_default();
        let text = crate::text::decode(kind::whole_characters(sample)).text;
        let text = text.trim_start();
        text.starts_with('@') && text.lines().any(|line| line.trim_end() == "@Begin")
    }

    /// By a header or a main line.
    fn may_be(&self, text: &str) -> bool {
        let is_main = |line: &str| {
            line.strip_prefix('*')
                .and_then(|rest| rest.split_once(":\t"))
                .is_some_and(|(name, _)| !name.contains(' '))
        };
        text.lines()
            .any(|line| line.starts_with("@Begin") || line.starts_with("@Participants:") || is_main(line))
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        let lines = lines::read(&text, &mut diagnostics);
        let said: Vec<Said> = lines.main.iter().map(|(label, line)| utterance(label, line)).collect();
        if said.iter().all(|said| said.words.is_empty()) {
            return Err(Unreadable::new(
                "a CHAT transcript without any main line with words",
                "a main line is `*ANN:`, a tab, and the words; check it with CLAN",
            ));
        }
        let people = headers::people(&lines.headers);
        let transcript = spoken::transcript("cha, main lines".to_owned(), &said, &people, settings);
        Ok(Reading::new(transcript, diagnostics))
    }
}

/// A main line without its media bullets; it begins with the first of them and ends with the last.
fn utterance(label: &str, line: &str) -> Said {
    let (words, times) = bullets::taken_out(line);
    Said {
        label: label.to_owned(),
        words,
        start_ms: times.first().map(|(start, _)| *start),
        end_ms: times.last().map(|(_, end)| *end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    fn read(text: &str) -> (Transcript, Vec<String>) {
        let reading = Chat.read(text.as_bytes(), &Settings::default()).unwrap();
        (reading.transcript, reading.diagnostics.into_iter().map(|d| d.message).collect())
    }

    #[test]
    fn marks_stay_bullets_become_times_and_lines_go_on() {
        let (transcript, notes) = read(
            "@UTF8\n@Begin\n*ANN:\tik ik [/] wachtte (.) xxx \u{15}100_900\u{15}\n\ten toen \u{15}900_1500\u{15}\n\
             %com:\tlacht\n\tluid\n*BOB:\t&=laughs .\n@Comment:\teen\n\ttwee\n@End\n",
        );
        assert_eq!(transcript.text, "ik ik [/] wachtte (.) xxx en toen\n&=laughs .");
        let turn = &transcript.turns[0];
        assert_eq!((turn.start_ms, turn.end_ms), (Some(100), Some(1_500)));
        assert_eq!(transcript.turns[1].start_ms, None);
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn headers_tell_who_speaks() {
        let (transcript, _) = read(
            "@Begin\n@Participants:\tANN Annemie Adult,\n\tBOB Participant\n@ID:\tnld|huis|ANN|43;|female|||Client|zorg|\n\
             *ANN:\tdag .\n*BOB:\tja .\n@End\n",
        );
        let ann: Vec<_> = transcript.speakers[0].attributes.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(ann, ["age=43;", "education=zorg", "name=Annemie", "role=Client", "sex=female"]);
        assert_eq!(transcript.speakers[1].label, "BOB");
    }

    #[test]
    fn a_file_cut_off_and_lines_of_nobody_are_reported() {
        let (transcript, notes) = read("@Begin\n*ANN:\tdag \u{15}100_2\n*zonder dubbelepunt\n");
        assert_eq!(transcript.text, "dag\nzonder dubbelepunt");
        assert!(notes[0].contains("line 3") && notes[1].contains("@End"), "{notes:?}");
    }
}
