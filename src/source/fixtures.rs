//! The fixtures: for each format a small invented conversation, and what is read from it.

use super::{READERS, Settings, read};

const FIXTURES: &[(&str, &[u8])] = &[
    ("gesprek.txt", include_bytes!("../../tests/fixtures/gesprek.txt")),
    ("gesprek.md", include_bytes!("../../tests/fixtures/gesprek.md")),
    ("gesprek.vtt", include_bytes!("../../tests/fixtures/gesprek.vtt")),
    ("gesprek.srt", include_bytes!("../../tests/fixtures/gesprek.srt")),
    ("gesprek.json", include_bytes!("../../tests/fixtures/gesprek.json")),
    ("enquete.csv", include_bytes!("../../tests/fixtures/enquete.csv")),
];

/// Packed by the tests of the format itself.
const PACKED: &[&str] = &["docx", "pdf", "xlsx"];

fn shown(name: &str) -> String {
    let (_, bytes) = FIXTURES.iter().find(|(known, _)| *known == name).unwrap();
    let reading = read(name, bytes, &Settings::default()).unwrap();
    let transcript = &reading.transcript;
    let mut lines = vec![transcript.format.clone()];
    for turn in &transcript.turns {
        let speaker = transcript.speaker_of(turn);
        let who = speaker.map_or(String::new(), |s| {
            let attributes: Vec<String> =
                s.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{}{:?}{:?}", s.label, s.joint, attributes)
        });
        let asked = turn.question.as_deref().map_or(String::new(), |question| format!(" ({question})"));
        let time = turn.start_ms.map_or(String::new(), |ms| format!(" {ms}-{}", turn.end_ms.unwrap_or(0)));
        lines.push(format!("{who}{time}{asked} {:?}", transcript.words_of(turn)));
    }
    lines.extend(reading.diagnostics.iter().map(|diagnostic| diagnostic.to_string()));
    lines.join("\n")
}

#[test]
fn every_format_has_a_fixture() {
    for reader in READERS {
        let has = |ending: &&str| FIXTURES.iter().any(|(name, _)| name.ends_with(&format!(".{ending}")));
        assert!(reader.endings().iter().any(has) || PACKED.contains(&reader.name()), "{}", reader.name());
    }
}

#[test]
fn a_conversation_in_txt() {
    insta::assert_snapshot!(shown("gesprek.txt"), @r#"
    txt, "Name:" labels
    Moderator[][] "Hoe kwamen jullie hier terecht?"
    Greet[][] "Via de buurvrouw, eh, die kende iemand van het loket.\nKijk: alleen was ik nooit gegaan."
    Noor[][] "(lacht) Ik stond gewoon voor de deur."
    Greet & Noor["Greet", "Noor"][] "Ja, ja!"
    Moderator[][] "En belde er eerst iemand?"
    Noor[][] "Nee. Om 9:30 ging de deur open, dat was alles."
    Greet[][] "Bij mij ook."
    "#);
}

#[test]
fn a_conversation_in_md() {
    insta::assert_snapshot!(shown("gesprek.md"), @r#"
    md, bold labels
    Moderator[][] "Hoe kwamen jullie hier terecht?"
    Greet[][] "Via de buurvrouw.\n\nEn zij kende iemand van het loket."
    Noor[][] "Ik stond gewoon voor de deur."
    Moderator[][] "Goed."
    Greet[][] "Zo gaat dat."
    "#);
}

#[test]
fn a_conversation_in_vtt() {
    insta::assert_snapshot!(shown("gesprek.vtt"), @r#"
    vtt, voices
    Moderator[][] 1000-3200 "Hoe kwamen jullie hier terecht?"
    Greet[][] 3500-6000 "Via de buurvrouw & haar zus."
    Noor[][] 6000-7000 "Ik stond gewoon voor de deur."
    "#);
}

#[test]
fn a_conversation_in_srt() {
    insta::assert_snapshot!(shown("gesprek.srt"), @r#"
    srt, "Name:" cues
    Moderator[][] 1000-3200 "Hoe kwamen jullie hier terecht?"
    Greet[][] 3500-6000 "Via de buurvrouw."
    Noor[][] 6000-7000 "Ik stond gewoon voor de deur."
    Moderator[][] 8000-9000 "Zo."
    Noor[][] 9000-10000 "Ja."
    Greet[][] 10000-11000 "Toch."
    "#);
}

#[test]
fn a_conversation_in_json() {
    insta::assert_snapshot!(shown("gesprek.json"), @r#"
    json, Whisper, speakers
    SPEAKER_00[][] 1000-3200 "Hoe kwamen jullie hier terecht?"
    SPEAKER_01[][] 3500-6000 "Via de buurvrouw."
    SPEAKER_02[][] 6000-7000 "Ik stond gewoon voor de deur."
    "#);
}

#[test]
fn a_survey_in_csv() {
    insta::assert_snapshot!(shown("enquete.csv"), @r#"
    csv, one respondent a row, 2 open questions
    P1[]["organisation=Huis Zuid", "role=cliënt"] (Wat helpt u het meest?) "Dat er altijd iemand opneemt"
    P2[]["organisation=Huis Zuid", "role=vrijwilliger"] (Wat helpt u het meest?) "Samen het formulier invullen"
    P2[]["organisation=Huis Zuid", "role=vrijwilliger"] (Wat zou u anders doen?) "Minder brieven;\nmeer bezoek"
    P3[]["organisation=Huis Noord", "role=coördinator"] (Wat helpt u het meest?) "Tijd, gewoon tijd"
    P3[]["organisation=Huis Noord", "role=coördinator"] (Wat zou u anders doen?) "Een loket zonder nummertje"
    note: the encoding is not declared; read as windows-1252
      hint: if letters such as é look wrong, save the file as UTF-8
    "#);
}
