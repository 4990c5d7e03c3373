//! Lines that a program of meetings writes about itself between the words, said by nobody:
//! `Sofie Peeters stopped transcription` (Teams).

use super::shape::{Shape, is_speech, shape};

/// What stands behind the name, in lower case.
const NOTICES: [&str; 12] = [
    " started transcription",
    " stopped transcription",
    " heeft de transcriptie gestart",
    " heeft de transcriptie gestopt",
    " heeft transcriptie gestart",
    " heeft transcriptie gestopt",
    " heeft de transcriptie beëindigd",
    " hat die transkription gestartet",
    " hat die transkription beendet",
    " a démarré la transcription",
    " a commencé la transcription",
    " a arrêté la transcription",
];
/// No notice is longer, in bytes.
const LONGEST: usize = 160;

/// Whether `line` says of somebody with a name that they began or ended the transcript, and nothing else.
pub(in crate::source) fn is_notice(line: &str) -> bool {
    let line = line.trim().trim_end_matches('.');
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    let Some(end) = NOTICES.iter().find(|notice| lower.ends_with(**notice)) else { return false };
    let words = line.split_whitespace().count().saturating_sub(end.split_whitespace().count());
    let name: Vec<&str> = line.split_whitespace().take(words).collect();
    let named = name.iter().any(|part| part.starts_with(char::is_uppercase));
    let name = name.join(" ");
    named && shape(&name) == Shape::Name && !is_speech(&name)
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use super::is_notice;
    use crate::source::{Reader, txt::Txt, vtt::WebVtt};

    fn turns(reader: &dyn Reader, text: &str) -> Vec<String> {
        seen::reading(reader, text).0
    }

    #[test]
    fn who_ends_the_transcript_says_nothing() {
        for end in [
            "Sofie Peeters stopped transcription",
            "Sofie Peeters heeft de transcriptie gestopt.",
            "Sofie van den Berg (Extern) heeft de transcriptie gestopt",
            "Peeters, Sofie started transcription",
        ] {
            let teams = format!(
                "An Maes   0:03\nKom je mee?\n\nBo   0:09\nStraks.\n\nAn Maes   0:12\nNu dan.\n\n{end}\n"
            );
            assert_eq!(
                turns(&Txt, &teams),
                ["An Maes|Kom je mee?", "Bo|Straks.", "An Maes|Nu dan."],
                "{end}"
            );
            let middle = format!("An: Dag.\nBo: Dag.\n{end}\nAn: Ja.\nBo: Goed.\n{end}\n");
            assert_eq!(turns(&Txt, &middle), ["An|Dag.", "Bo|Dag.", "An|Ja.", "Bo|Goed."]);
            let vtt = format!(
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<v An>Dag.</v>\n\n00:02.000 --> 00:03.000\n<v An>{end}</v>\n"
            );
            assert_eq!(turns(&WebVtt, &vtt), ["An|Dag."]);
            let nobody = format!("Ik kwam daar elke week.\n\nToen niet meer.\n\n{end}\n");
            assert_eq!(turns(&Txt, &nobody), ["-|Ik kwam daar elke week.", "-|Toen niet meer."]);
        }
    }

    #[test]
    fn what_people_say_of_transcripts_is_said() {
        for said in [
            "Hij heeft de transcriptie gestopt",
            "en toen heeft Sofie de transcriptie gestopt",
            "I think Sofie stopped transcription",
            "An: Sofie Peeters stopped transcription",
            "Sofie Peeters stopped transcription, I think",
            " stopped transcription",
        ] {
            assert!(!is_notice(said), "{said}");
        }
    }
}
