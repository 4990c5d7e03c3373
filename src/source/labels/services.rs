//! Tests of labels as programs and services write them into text files.

use super::*;
use crate::source::{Reader, md::Markdown, txt::Txt};

/// The turns of a text as `speaker start-end|words`; without times where there are none.
fn read_by(reader: &dyn Reader, text: &str) -> Vec<String> {
    let transcript = reader.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
    assert_eq!(transcript.text, text, "the text is the whole file");
    let shown = |time: Option<u64>| time.map_or(String::new(), |ms| ms.to_string());
    let show = |turn: &crate::transcript::Turn| {
        let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
        let times = format!(" {}-{}", shown(turn.start_ms), shown(turn.end_ms));
        format!("{speaker}{}|{}", if times == " -" { "" } else { &times }, transcript.words_of(turn))
    };
    transcript.turns.iter().map(show).collect()
}

fn read(text: &str) -> Vec<String> {
    read_by(&Txt, text)
}

const THREE: [&str; 3] = ["Roos 1000-|Kom je mee?", "Ilias 3000-|Straks.", "Roos 65000-|Nu dan."];

#[test]
fn otter_trint_descript_and_amberscript() {
    for text in [
        "Roos  0:01  \nKom je mee?\n\nIlias  0:03  \nStraks.\n\nRoos  1:05  \nNu dan.\n\nTranscribed by https://otter.ai\n",
        "Roos [00:00:01] Kom je mee?\n\nIlias [00:00:03] Straks.\n\nRoos [00:01:05] Nu dan.\n",
        "[00:00:01] Roos: Kom je mee?\n\n[00:00:03] Ilias: Straks.\n\n[00:01:05] Roos: Nu dan.\n",
        "Roos: [00:00:01] Kom je mee?\nIlias: [00:00:03] Straks.\nRoos: [00:01:05] Nu dan.\n",
        "00:00:01\nRoos: Kom je mee?\n\n00:00:03\nIlias: Straks.\n\n00:01:05\nRoos: Nu dan.\n",
        "Roos (00:01):\nKom je mee?\n\nIlias (00:03):\nStraks.\n\nRoos (01:05):\nNu dan.\n",
    ] {
        assert_eq!(read(text), THREE, "{text}");
    }
}

#[test]
fn descript_in_markdown() {
    for text in [
        "# Gesprek\n\n**Roos:** [00:00:01] Kom je mee?\n\n**Ilias:** [00:00:03] Straks.\n\n**Roos:** [00:01:05] Nu dan.\n",
        "# Gesprek\n\n[00:00:01] **Roos:** Kom je mee?\n\n[00:00:03] **Ilias:** Straks.\n\n[00:01:05] **Roos:** Nu dan.\n",
    ] {
        assert_eq!(read_by(&Markdown, text), THREE, "{text}");
    }
}

#[test]
fn zoom_captions_and_happy_scribe() {
    for text in [
        "[Roos] 00:00:01\nKom je mee?\n\n[Ilias] 00:00:03\nStraks.\n\n[Roos] 00:01:05\nNu dan.\n",
        "[00:00:01.000] - Roos\nKom je mee?\n\n[00:00:03.000] - Ilias\nStraks.\n\n[00:01:05.000] - Roos\nNu dan.\n",
    ] {
        assert_eq!(read(text), THREE, "{text}");
    }
}

#[test]
fn teams_writes_a_range_the_name_and_the_words_on_lines_of_their_own() {
    let text = "0:0:1.0 --> 0:0:2.420\nRoos de Wit\nKom je mee?\n0:0:3.0 --> 0:0:4.5\nIlias\nStraks.\n\n0:1:5.0 --> 0:1:6.0\nRoos de Wit\nNu dan.\n";
    assert_eq!(
        read(text),
        ["Roos de Wit 1000-2420|Kom je mee?", "Ilias 3000-4500|Straks.", "Roos de Wit 65000-66000|Nu dan."]
    );
    let newer = "Roos de Wit   0:01\nKom je mee?\nIlias   0:03\nStraks.\nRoos de Wit   1:05\nNu dan.\n";
    assert_eq!(read(newer)[0], "Roos de Wit 1000-|Kom je mee?");
    assert_eq!(read(newer).len(), 3);
    let captions = "0:01\nkom je\n0:03\nja\n0:05\nwel nu\n0:07\nja\n";
    assert!(read(captions).iter().all(|turn| turn.starts_with('-')), "{:?}", read(captions));
}

#[test]
fn google_meet_sets_times_between_turns() {
    let text = "Attendees\nRoos, Ilias\nTranscript\nThis editable transcript was computer generated and might contain errors.\n00:00:00\n\nRoos: Kom je mee?\nIlias: Straks.\n00:05:00\n\nRoos: Nu dan.\nMeeting ended after 00:05:12\n";
    assert_eq!(read(text), ["Roos 0-|Kom je mee?", "Ilias|Straks.", "Roos 300000-|Nu dan."]);
}

#[test]
fn f4_sets_times_at_the_end_or_the_start_with_or_without_names() {
    let end = "Roos: Kom je mee? #00:00:01-5#\n\nIlias: Straks. #00:00:03-0#\n\nRoos: Nu dan. #00:01:05-0#\n";
    assert_eq!(read(end), ["Roos -1500|Kom je mee?", "Ilias 1500-3000|Straks.", "Roos 3000-65000|Nu dan."]);
    let start =
        "#00:00:01-0# Roos: Kom je mee?\n\n#00:00:03-0# Ilias: Straks.\n\n#00:01:05-0# Roos: Nu dan.\n";
    assert_eq!(read(start), THREE);
    let brackets =
        "Roos: Kom je mee? [00:00:01]\nIlias: Straks. [00:00:03]\nRoos: Nu [lacht] dan. [00:01:05]\n";
    assert_eq!(
        read(brackets),
        ["Roos -1000|Kom je mee?", "Ilias 1000-3000|Straks.", "Roos 3000-65000|Nu [lacht] dan."]
    );
    let nobody = "We kwamen elke week. #00:00:04-0#\n\nSoms met de bus, soms te voet. #00:00:09-5#\n\nToen niet meer.\n";
    assert_eq!(
        read(nobody),
        [
            "- -4000|We kwamen elke week.",
            "- 4000-9500|Soms met de bus, soms te voet.",
            "- 9500-|Toen niet meer."
        ]
    );
}

#[test]
fn a_time_of_day_in_the_words_stays() {
    let text = "Roos: Tot (10:30)\nIlias: 10:30 was het.\nRoos: Hoe laat? 9:15\nIlias: Ja.\n";
    assert_eq!(read(text), ["Roos|Tot (10:30)", "Ilias|10:30 was het.", "Roos|Hoe laat? 9:15", "Ilias|Ja."]);
}

#[test]
fn teams_writes_times_out_when_its_pane_is_copied() {
    for text in [
        "Roos de Wit\n0 minutes 1 second\n0:01\nKom je mee?\nIlias\n0 minutes 3 seconds\n0:03\nStraks.\nRoos de Wit\n1 minute 5 seconds\n1:05\nNu dan.\n",
        "Roos de Wit 0 minutes 1 second\nKom je mee?\nIlias 0 minutes 3 seconds\nStraks.\nRoos de Wit 1 minute 5 seconds\nNu dan.\n",
        "Roos de Wit\n0 minuten en 1 seconde\nKom je mee?\n\nIlias\n0 minuten en 3 seconden\nStraks.\n\nRoos de Wit\n1 minuut en 5 seconden\nNu dan.\n",
        "Roos de Wit\n0 minutes 1 second0:01\nRoos de Wit 0 minutes 1 second\nKom je mee?\nIlias\n0 minutes 3 seconds0:03\nIlias 0 minutes 3 seconds\nStraks.\nRoos de Wit\n1 minute 5 seconds1:05\nRoos de Wit 1 minute 5 seconds\nNu dan.\n",
        "Roos de Wit\n0:01\nKom je mee?\nIlias\n0:03\nStraks.\nRoos de Wit\n1:05\nNu dan.\n",
    ] {
        assert_eq!(
            read(text),
            ["Roos de Wit 1000-|Kom je mee?", "Ilias 3000-|Straks.", "Roos de Wit 65000-|Nu dan."],
            "{text}"
        );
    }
    let said = "Roos: Hoe lang?\nIlias: Het was\n3 minuten en 5 seconden\nlang.\nRoos: Zo.\nIlias: Ja.\n";
    assert_eq!(read(said)[1], "Ilias|Het was\n3 minuten en 5 seconden\nlang.");
}

#[test]
fn the_chat_of_zoom_names_who_writes_to_whom() {
    for text in [
        "00:00:01 From Roos to Everyone:\n\tKom je mee?\n00:00:03 From Ilias to Everyone:\n\tStraks.\n00:01:05 From Roos to Ilias(Direct Message):\n\tNu dan.\n",
        "00:00:01\t From Roos to Everyone : Kom je mee?\n00:00:03\t From Ilias to Everyone : Straks.\n00:01:05\t From Roos to Everyone : Nu dan.\n",
        "00:00:01\t From  Roos : Kom je mee?\n00:00:03\t From  Ilias : Straks.\n00:01:05\t From  Roos : Nu dan.\n",
        "00:00:01 Van Roos aan Iedereen:\nKom je mee?\n00:00:03 Van Ilias aan Iedereen:\nStraks.\n00:01:05 Van Roos aan Iedereen:\nNu dan.\n",
        "00:00:01\tRoos:\tKom je mee?\n00:00:03\tIlias:\tStraks.\n00:01:05\tRoos:\tNu dan.\n",
    ] {
        assert_eq!(read(text), THREE, "{text}");
    }
    let name = "00:00:01 Van Hove: Kom je mee?\n00:00:03 Ilias: Straks.\n00:01:05 Van Hove: Nu dan.\n";
    assert_eq!(read(name)[0], "Van Hove 1000-|Kom je mee?");
}

#[test]
fn times_in_round_brackets_are_no_words_where_they_can_be_nothing_else() {
    let end = "Roos: Kom je mee? (00:00:01)\nIlias: Straks. (00:00:03)\nRoos: Nu (lacht) dan. (00:01:05)\n";
    assert_eq!(
        read(end),
        ["Roos -1000|Kom je mee?", "Ilias 1000-3000|Straks.", "Roos 3000-65000|Nu (lacht) dan."]
    );
    let short = "Roos: Kom je mee? (0:01)\nIlias: Straks. (0:03)\nRoos: Nu dan. (1:05)\nIlias: Ja.\n";
    assert_eq!(
        read(short)[..3],
        ["Roos -1000|Kom je mee?", "Ilias 1000-3000|Straks.", "Roos 3000-65000|Nu dan."]
    );
    for start in [
        "(00:00:01) Roos: Kom je mee?\n(00:00:03) Ilias: Straks.\n(00:01:05) Roos: Nu dan.\n",
        "Roos: (00:00:01) Kom je mee?\nIlias: (00:00:03) Straks.\nRoos: (00:01:05) Nu dan.\n",
    ] {
        assert_eq!(read(start), THREE, "{start}");
    }
    let said = "Roos: Vanaf (10:30)\nIlias: Dan (9:15)\nRoos: Tot (11:30)\nIlias: Ja.\n";
    assert_eq!(read(said), ["Roos|Vanaf (10:30)", "Ilias|Dan (9:15)", "Roos|Tot (11:30)", "Ilias|Ja."]);
}

#[test]
fn nvivo_writes_rows_of_timespan_content_and_speaker() {
    let text = "Timespan\tContent\tSpeaker\n0:00.0 - 0:02.4\tKom je mee?\tRoos\n0:02.4 - 0:04.0\tStraks.\tIlias\n0:04.0 - 0:06.0\tNu dan.\tRoos\n";
    let reading = crate::source::read("gesprek.txt", text.as_bytes(), &Settings::default()).unwrap();
    let transcript = &reading.transcript;
    let turn = &transcript.turns[1];
    let speaker = transcript.speaker_of(turn).map(|speaker| speaker.label.as_str());
    assert_eq!((speaker, transcript.words_of(turn)), (Some("Ilias"), "Straks."));
    assert_eq!((turn.start_ms, turn.end_ms), (Some(2_400), Some(4_000)));
}
