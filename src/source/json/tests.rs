//! Tests of what holds for every service: damage, odd values, recognition by content.

use super::*;
use crate::source::Speakers;

/// The format of a file and its turns as `speaker start-end: words`, then what was noticed.
pub(super) fn shown(json: &str) -> Vec<String> {
    let reading = Json.read(json.as_bytes(), &Settings::default()).unwrap();
    let transcript = &reading.transcript;
    assert!(Json.recognises(json.as_bytes()));
    let format = transcript.format.replace(", joined into sentences", "");
    let turns = transcript.turns.iter().map(|turn| {
        let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
        let shown = |time: Option<u64>| time.map_or(String::new(), |ms| ms.to_string());
        let times = match (turn.start_ms, turn.end_ms) {
            (None, None) => String::new(),
            (start, end) => format!(" {}-{}", shown(start), shown(end)),
        };
        format!("{speaker}{times}: {}", transcript.words_of(turn))
    });
    let notes = reading.diagnostics.iter().map(|note| note.message.clone());
    std::iter::once(format).chain(turns).chain(notes).collect()
}

fn refused(json: &str) -> String {
    Json.read(json.as_bytes(), &Settings::default()).unwrap_err().reason
}

#[test]
fn values_of_the_wrong_type_are_left_out_and_counted() {
    let json = r#"{"language": 3, "segments": [
        {"start": "0.5", "end": "1.5", "text": "Tijden als tekst.", "speaker": null},
        {"start": null, "end": -3, "text": "Zonder tijd."},
        {"start": 9e300, "end": {}, "text": 1984},
        {"start": 5, "end": 4, "text": "Achterstevoren.", "words": "geen"},
        {"start": 6, "text": null}, {"start": 7}, "tekst", null, [1]]}"#;
    assert_eq!(
        shown(json),
        [
            "json, Whisper, no speakers",
            "- 500-1500: Tijden als tekst.",
            "-: Zonder tijd.",
            "-: 1984\nAchterstevoren.",
            "5 part(s) are not as Whisper writes them and are left out",
            "3 time(s) make no sense and are left out",
        ]
    );
}

#[test]
fn damaged_files_say_where() {
    let whole = r#"{"segments": [{"start": 0, "end": 1, "text": "Dag."}]}"#;
    for end in 2..whole.len() {
        let error = refused(&whole[..end]);
        assert!(error.contains("breaks off at line 1"), "{end}: {error}");
    }
    assert_eq!(
        refused("{\"segments\": [{\"start\": 0,\n\"text\": \"D\0\"}]}"),
        "damaged JSON, at line 2, column 11"
    );
    let deep = format!("{{\"segments\": {}{}}}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(refused(&deep).contains("not known"), "{}", refused(&deep));
    assert!(
        refused(r#"{"segments": [{"start": 0, "text": " "}], "language": "nl"}"#)
            .contains("without any words")
    );
}

#[test]
fn unknown_shapes_name_the_known_ones() {
    let error = Json.read(br#"{"naam": "An", "leeftijd": 4}"#, &Settings::default()).unwrap_err();
    assert!(error.reason.contains("Speechmatics") && error.hint.contains(".vtt"), "{error:?}");
    for (text, is) in [
        (r#"{"segments": [{"start": 0, "text": "Da"#, true),
        (r#"  [{"naam": "An"}]"#, true),
        ("[00:00:01] An: dag", false),
        ("{An} zegt: dag", false),
        (r#"{"citaat" zegt zij"#, false),
        ("", false),
    ] {
        assert_eq!(Json.recognises(text.as_bytes()), is, "{text}");
    }
}

#[test]
fn the_content_decides_whatever_the_ending() {
    let json = r#"{"segments": [{"start": 0, "end": 1, "text": "Dag."}], "language": "nl"}"#;
    let reading = crate::source::read("fg.txt", json.as_bytes(), &Settings::default()).unwrap();
    assert_eq!(reading.transcript.format, "json, Whisper, no speakers");
    assert_eq!(reading.transcript.text, "Dag.");
    assert_eq!(reading.diagnostics.len(), 1);
}

#[test]
fn settings_leave_out_speakers_or_join_them() {
    let json = r#"{"segments": [{"start": 0, "end": 1, "text": "Een", "speaker": "A"}, {"start": 1, "end": 2, "text": "twee.", "speaker": "A"},
        {"start": 2, "end": 3, "text": "Muziek", "speaker": "B"}]}"#;
    let read = |settings: Settings| {
        let transcript = Json.read(json.as_bytes(), &settings).unwrap().transcript;
        assert_eq!(transcript.text, "Een\ntwee.\nMuziek");
        transcript.turns.iter().map(|turn| transcript.words_of(turn).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(read(Settings::default()).len(), 3);
    assert_eq!(read(Settings { join: Some(true), ..Settings::default() }), ["Een\ntwee.", "Muziek"]);
    assert_eq!(read(Settings { ignore: vec!["B".into()], ..Settings::default() }), ["Een", "twee."]);
    assert_eq!(read(Settings { speakers: Speakers::None, ..Settings::default() }), ["Een\ntwee.", "Muziek"]);
}
