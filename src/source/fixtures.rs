//! The fixtures: for each format a small invented conversation, and what is read from it.

use super::{READERS, Settings, read};

/// Each fixture: its name, and its bytes.
pub(super) const FIXTURES: &[(&str, &[u8])] = &[
    ("gesprek.txt", include_bytes!("../../tests/fixtures/gesprek.txt")),
    ("gesprek.md", include_bytes!("../../tests/fixtures/gesprek.md")),
    ("gesprek.vtt", include_bytes!("../../tests/fixtures/gesprek.vtt")),
    ("gesprek.srt", include_bytes!("../../tests/fixtures/gesprek.srt")),
    ("gesprek.json", include_bytes!("../../tests/fixtures/gesprek.json")),
    ("gesprek.eaf", include_bytes!("../../tests/fixtures/gesprek.eaf")),
    ("gesprek.cha", include_bytes!("../../tests/fixtures/gesprek.cha")),
    ("gesprek.textgrid", include_bytes!("../../tests/fixtures/gesprek.TextGrid")),
    ("gesprek.tei", include_bytes!("../../tests/fixtures/gesprek.tei")),
    ("handelingen.xml", include_bytes!("../../tests/fixtures/handelingen.xml")),
    ("enquete.csv", include_bytes!("../../tests/fixtures/enquete.csv")),
    ("gesprek.fodt", include_bytes!("../../tests/fixtures/gesprek.fodt")),
    ("gesprek.rtf", include_bytes!("../../tests/fixtures/gesprek.rtf")),
    ("gesprek.html", include_bytes!("../../tests/fixtures/gesprek.html")),
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
    SPEAKER_01[][] 3500-4200 "Via de"
    SPEAKER_02[][] 4200-6000 "buurvrouw."
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

#[test]
fn a_conversation_in_eaf() {
    insta::assert_snapshot!(shown("gesprek.eaf"), @r#"
    eaf, 2 tier(s) of speech
    Moderator[][] 1000-3200 "Hoe kwamen jullie hier terecht?"
    Greet[][] 3500-6000 "Via de buurvrouw & haar zus, eh, die kende iemand."
    Greet[][] 6400-8000 "Van het loket."
    note: tiers that are no speech, or depend on speech, are left out: "M_vertaling", "zaal"
      hint: if one holds speech, give it a participant in ELAN (Tier > Change Tier Attributes)
    "#);
}

#[test]
fn a_conversation_in_cha() {
    insta::assert_snapshot!(shown("gesprek.cha"), @r#"
    cha, main lines
    MOD[]["role=Moderator"] 1000-3200 "hoe kwamen jullie hier terecht ?"
    GRE[]["name=Greet", "role=Participant", "sex=female"] 3500-6000 "via de via de [/] buurvrouw (.) eh die kende iemand van het loket ."
    NOO[]["age=34;", "name=Noor", "role=Participant"] 6000-7000 "&=laughs ik stond gewoon voor de deur xxx ."
    GRE[]["name=Greet", "role=Participant", "sex=female"] "ja ."
    "#);
}

#[test]
fn a_conversation_in_textgrid() {
    insta::assert_snapshot!(shown("gesprek.textgrid"), @r#"
    textgrid, 2 tier(s)
    Moderator[][] 1000-3200 "Hoe kwamen jullie hier terecht? Eén voor één."
    Greet[][] 3500-6000 "Via de buurvrouw, die zei \"ga\" naar het loket."
    Moderator[][] 6400-8000 "En toen?"
    note: tiers of points are left out: "geluid"
    note: tiers whose names or words say they are notes, or the same words cut finer, are left out: "Moderator - words"
    "#);
}

#[test]
fn a_conversation_in_tei() {
    insta::assert_snapshot!(shown("gesprek.tei"), @r#"
    tei, utterances with times
    MOD[]["name=Lies", "role=moderator"] 1000-3200 "Hoe kwamen jullie hier terecht?"
    Greet[]["sex=2"] 3500-6000 "Via de buurvrouw & haar zus, (lacht) die kende iemand."
    note: 1 note(s) or incident(s) are left out
    "#);
}

#[test]
fn proceedings_in_xml() {
    insta::assert_snapshot!(shown("handelingen.xml"), @r#"
    handelingen, speeches
    De voorzitter[][] "Het woord is aan mevrouw Claes (loket)."
    Mevrouw Claes (Buurtlijst)[][] "Voorzitter, één motie.\nTot zover."
    note: 1 motion(s) are left out
    note: 1 paragraph(s) outside of speeches are left out; they name no speaker
    "#);
}

#[test]
fn a_conversation_in_fodt() {
    insta::assert_snapshot!(shown("gesprek.fodt"), @r#"
    odt, bold labels
    Moderator[][] "Hoe kwamen jullie hier  terecht?"
    Greet[][] "Via de buurvrouw & haar zus.\nKijk, alleen was ik nooit gegaan."
    Noor[][] "Ik stond gewoon\nvoor de deur."
    Moderator[][] "Goed."
    note: 1 tracked deletion(s) or moves are left out, as if accepted
    note: 1 comment(s) are left out
    note: 1 run(s) of hidden text are left out
    note: headers and footers are left out
    note: 1 paragraph(s) of footnotes and endnotes stand after the body, and are no turns
    "#);
}

#[test]
fn a_conversation_in_rtf() {
    insta::assert_snapshot!(shown("gesprek.rtf"), @r#"
    rtf, bold labels
    Moderator[][] "Hoe kwamen jullie hier terecht?"
    Greet[][] 4200-9000 "Via de buurvrouw, één van de nieuwe – die kende iemand."
    Noor[][] 9000-12700 "Ik stond gewoon voor de deur."
    Moderator[][] 12700-15000 "En belde er eerst iemand?"
    Noor[][] 15000-16100 "Nee."
    note: 1 tracked deletion(s) or moves are left out, as if accepted
    note: 1 run(s) of hidden text are left out
    note: headers and footers are left out
    note: 1 paragraph(s) of footnotes and endnotes stand after the body, and are no turns
    "#);
}

#[test]
fn a_conversation_in_html() {
    insta::assert_snapshot!(shown("gesprek.html"), @r#"
    html, bold labels
    Moderator[][] "Hoe kwamen jullie hier terecht?"
    Greet[][] "Via de buurvrouw & haar zus, zo\u{a0}ging dat.\nKijk, alleen was ik nooit gegaan."
    Noor[][] "Ik stond gewoon\nvoor de deur."
    Moderator[][] "Goed."
    note: 1 tracked deletion(s) or moves are left out, as if accepted
    note: headers and footers are left out
    "#);
}
