//! Cues in which several people speak, each on a line of their own, to a cue a speaker.

use std::collections::HashMap;

use crate::source::labels::{colon_label, is_note};
use crate::source::names::{key, tidy};
use crate::source::spoken::one_line;

use super::Cue;

/// `cues` with the words of each on one line. Where no voices are marked, a line that begins with the
/// label of a speaker begins a cue of its own, with the same times.
pub(super) fn split(cues: Vec<Cue>) -> Vec<Cue> {
    let voiced = cues.iter().any(|cue| cue.voice.is_some());
    let known = if voiced { HashMap::new() } else { labels(&cues) };
    let mut pieces = Vec::with_capacity(cues.len());
    for cue in cues {
        for words in parts(&cue.words, &known) {
            pieces.push(Cue { words: one_line(&words), voice: cue.voice.clone(), ..cue });
        }
    }
    pieces
}

/// How many lines begin with each label.
fn labels(cues: &[Cue]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for label in cues.iter().flat_map(|cue| cue.words.lines()).filter_map(label_key) {
        *counts.entry(label).or_default() += 1;
    }
    counts
}

fn label_key(line: &str) -> Option<String> {
    line.contains(':').then(|| colon_label(line)).flatten().map(|label| key(&tidy(label)))
}

/// The words of one cue, parted before the lines with a label that stands elsewhere, too. Below a stage
/// direction any label will do: it would become part of the name.
fn parts(words: &str, known: &HashMap<String, usize>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in words.lines() {
        let label = label_key(line).and_then(|label| known.get(&label)).copied().unwrap_or(0);
        match parts.last_mut() {
            Some(part) if label < 2 && !(label == 1 && is_note(part)) => {
                part.push('\n');
                part.push_str(line);
            }
            _ => parts.push(line.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::source::{Reader, Settings, srt::SubRip, vtt::WebVtt};

    fn read(reader: &dyn Reader, text: &str) -> Vec<String> {
        let transcript = reader.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
        let show = |turn: &crate::transcript::Turn| {
            let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
            format!("{speaker} {}|{}", turn.start_ms.unwrap_or(0), transcript.words_of(turn))
        };
        transcript.turns.iter().map(show).collect()
    }

    /// Cues of a second each.
    fn srt(cues: &[&str]) -> String {
        let cue = |(n, words): (usize, &&str)| format!("{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n");
        cues.iter().enumerate().map(cue).collect()
    }

    #[test]
    fn two_people_in_one_cue_have_a_turn_each() {
        let text = srt(&[
            "JAN: Hoe gaat het?\nZOË: Goed hoor.",
            "- JAN: Dus?\n- ZOË: Niks\nbijzonders.",
            "(gelach)\nJAN: Ja…",
            "JAN: Ik zei\nBelangrijk: niets vergeten.",
        ]);
        assert_eq!(
            read(&SubRip, &text),
            [
                "JAN 0|Hoe gaat het?",
                "ZOË 0|Goed hoor.",
                "JAN 1000|Dus?",
                "ZOË 1000|Niks bijzonders.",
                "- 2000|(gelach)",
                "JAN 2000|Ja…",
                "JAN 3000|Ik zei Belangrijk: niets vergeten.",
            ]
        );
    }

    #[test]
    fn two_arrows_stand_before_a_label() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; ROOS: Kom je?\n\n00:02.000 --> 00:04.000\n>> ILIAS: Straks.\n>> ROOS: Nu.\n\n00:05.000 --> 00:06.000\n>>ILIAS: Goed.\n";
        assert_eq!(
            read(&WebVtt, vtt),
            ["ROOS 1000|Kom je?", "ILIAS 2000|Straks.", "ROOS 2000|Nu.", "ILIAS 5000|Goed."]
        );
    }
}
