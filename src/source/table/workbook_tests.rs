//! Tests of workbooks.

use rust_xlsxwriter::Workbook as Writer;

use super::workbook::Workbook;
use crate::source::{Reader, Reading, Settings, read};

/// A workbook with these sheets; cells are parted by bars, rows by line ends.
pub(in crate::source) fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = Writer::new();
    for (name, rows) in sheets {
        let sheet = writer.add_worksheet();
        sheet.set_name(*name).unwrap();
        if name.starts_with("verborgen") {
            sheet.set_hidden(true);
        }
        for (row, line) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(line.split('|')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    writer.save_to_buffer().unwrap()
}

pub(in crate::source) const TURNS: &str =
    "Tijd|Spreker|Tekst\n0:00:01|An|Dag, Bert.\n0:00:03|Bert|Ja, dag.\n0:00:05|An|Goed.";

fn shown(reading: &Reading) -> String {
    let transcript = &reading.transcript;
    let mut lines = vec![transcript.format.clone()];
    for turn in &transcript.turns {
        let speaker = transcript.speaker_of(turn);
        let who = speaker.map_or("-", |speaker| &speaker.label);
        let attributes: Vec<String> = speaker
            .into_iter()
            .flat_map(|speaker| &speaker.attributes)
            .map(|(name, value)| format!(" {name}={value}"))
            .collect();
        let time = turn.start_ms.map_or(String::new(), |ms| format!(" {ms}"));
        lines.push(format!("{who}{}{time}: {}", attributes.concat(), transcript.words_of(turn)));
    }
    lines.extend(reading.diagnostics.iter().map(ToString::to_string));
    lines.join("\n")
}

fn read_book(sheets: &[(&str, &str)]) -> String {
    shown(&Workbook.read(&book(sheets), &Settings::default()).unwrap())
}

#[test]
fn a_transcript_with_a_sheet_of_participants_and_another() {
    let people = "Code|Leeftijd|Rol\nan|34|cliënt\nBert|41|vrijwilliger\nCas|50|cliënt";
    let sheets =
        [("Deelnemers", people), ("Gesprek", TURNS), ("Planning", "Wat?|Wanneer\nfocusgroep|maandag")];
    insta::assert_snapshot!(read_book(&sheets), @r"
    xlsx, one turn a row
    An Leeftijd=34 role=cliënt 1000: Dag, Bert.
    Bert Leeftijd=41 role=vrijwilliger 3000: Ja, dag.
    An Leeftijd=34 role=cliënt 5000: Goed.
    note: sheet `Deelnemers` says who 2 of the speakers are
    note: sheet `Gesprek` is read; left out: `Planning`
    ");
}

#[test]
fn titles_may_stand_above_the_header() {
    let titled = format!("Focusgroep Huis Zuid\n\nopgenomen in mei\n{TURNS}");
    let found = read_book(&[("Blad1", &titled)]);
    assert!(found.starts_with("xlsx, one turn a row\nAn 1000: Dag, Bert."), "{found}");
    assert!(found.contains("2 rows above the header"), "{found}");
}

#[test]
fn a_survey_and_its_hidden_sheet() {
    let survey = "nr|rol|Wat helpt u het meest?\n1|cliënt|Dat er iemand opneemt\n2|cliënt|Samen het formulier invullen";
    insta::assert_snapshot!(read_book(&[("Antwoorden", survey), ("verborgen", TURNS)]), @r"
    xlsx, one respondent a row, 1 open question
    1 role=cliënt: Dat er iemand opneemt
    2 role=cliënt: Samen het formulier invullen
    warning: sheet `verborgen` holds turns as well, and is not read
      hint: save each sheet that is a transcript of its own as a file of its own
    ");
}

#[test]
fn a_second_transcript_is_not_passed_over_in_silence() {
    let found = read_book(&[("i1", TURNS), ("i2", "Wie|Wat\nCas|Nee."), ("leeg", "")]);
    assert!(found.contains("sheet `i2` holds turns as well"), "{found}");
    assert!(!found.contains("leeg"), "{found}");
}

#[test]
fn formulas_in_text_stay_text() {
    let found = read_book(&[("T", "Spreker|Tekst\nAn|=cmd|' /C calc'!A0\nBert|+32 475\nAn|@SUM(A1)")]);
    assert!(found.contains("An: =cmd") && found.contains("Bert: +32 475") && found.contains("An: @SUM(A1)"));
}

#[test]
fn workbooks_are_known_by_their_content() {
    let bytes = book(&[("T", TURNS)]);
    assert_eq!(read("i1.ods", &bytes, &Settings::default()).unwrap().diagnostics, []);
    let reading = read("i1.csv", &bytes, &Settings::default()).unwrap();
    assert!(reading.diagnostics[0].message.contains("its content is xlsx"), "{:?}", reading.diagnostics);
    let numbers = read("i1.xlsx", &book(&[("T", "a|b\n1|2")]), &Settings::default()).unwrap_err();
    assert!(numbers.reason.contains("columns: a, b"), "{numbers:?}");
    assert!(
        read("i1.xlsx", &book(&[("T", "")]), &Settings::default())
            .unwrap_err()
            .reason
            .contains("without rows")
    );
}
