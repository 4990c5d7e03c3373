//! Tests of labels: the conventions people use, and what only looks like a label.

use super::*;
use crate::source::{Reader, txt::Txt};

/// The turns of a text as `speaker|words`, joint speakers with their parts.
fn read_with(text: &str, settings: &Settings) -> Vec<String> {
    let transcript = Txt.read(text.as_bytes(), settings).unwrap().transcript;
    assert_eq!(transcript.text, text, "the text is the whole file");
    seen::shown(&transcript)
}

fn read(text: &str) -> Vec<String> {
    read_with(text, &Settings::default())
}

fn format_of(text: &str) -> String {
    Txt.read(text.as_bytes(), &Settings::default()).unwrap().transcript.format
}

#[test]
fn a_colon_inside_a_turn_is_no_speaker() {
    let text = "Groepsgesprek twee\nDatum: 3 mei\nAanwezig: Els, Karim en Nadia\n\nModerator: Hoe ging dat?\n\nEls: Moeilijk.\n\nKijk: sinds die balie dicht is, loopt het mis.\nBelangrijk: je krijgt niemand te pakken, en dat is echt belangrijk.\n\nModerator: Karim?\n\nKarim: En toen zei ze: kom morgen terug.\n\nEls & Karim: Ja!\n\nNadia: Om 10:30 stond ik er.\n\nEls: Dag.\n";
    assert_eq!(
        read(text),
        [
            "Moderator|Hoe ging dat?",
            "Els|Moeilijk.\n\nKijk: sinds die balie dicht is, loopt het mis.\nBelangrijk: je krijgt niemand te pakken, en dat is echt belangrijk.",
            "Moderator|Karim?",
            "Karim|En toen zei ze: kom morgen terug.",
            "Els & Karim|Ja!",
            "Nadia|Om 10:30 stond ik er.",
            "Els|Dag.",
        ]
    );
}

#[test]
fn joint_speakers_name_their_parts() {
    let text = "R1: Ik ging.\nR2: Ik ook.\nR1 + R2: Samen!\nR1: Ja.\nR2: Ja.\n";
    let transcript = Txt.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
    assert_eq!(transcript.speakers[2].joint, ["R1", "R2"]);
    assert!(transcript.speakers[0].joint.is_empty());
}

#[test]
fn headers_with_roles_are_no_turns() {
    let text = "Interview 3\nDatum: 3 mei\nInterviewer: An Maes\nLocatie: wijkhuis\n\nInterviewer: Dag.\nR1: Dag.\nInterviewer: Goed?\nR1: Ja.\n";
    assert_eq!(read(text), ["Interviewer|Dag.", "R1|Dag.", "Interviewer|Goed?", "R1|Ja."]);
    let dense = "Datum: 3 mei\nInterviewer: An\nRespondent: C4\nI: Dag.\nC4: Dag.\nI: Goed?\nC4: Ja.\n";
    assert_eq!(read(dense), ["I|Dag.", "C4|Dag.", "I|Goed?", "C4|Ja."]);
}

#[test]
fn spellings_of_one_label_are_one_speaker() {
    let text = "Interviewer 1 : Ja?\nR1: Nee.\nInterviewer1: Toch?\nR 1: Nee.\nInterviewer 1: Goed.\n";
    let turns = read(text);
    assert_eq!(turns[2], "Interviewer 1|Toch?");
    assert_eq!(turns[3], "R1|Nee.");
}

#[test]
fn times_stand_before_the_name_after_it_or_alone() {
    for (text, format) in [
        ("[00:00:03] An: Dag.\n[00:01:05] Bert: Ja.\n[00:01:09] An: Goed.\n", "txt, \"[0:12] Name:\" labels"),
        ("An [00:00:03] Dag.\n\nBert [00:01:05] Ja.\n\nAn [00:01:09] Goed.\n", "txt, \"Name 0:12\" labels"),
        (
            "An  0:03  \nDag.\n\nBert  1:05  \nJa.\n\nAn  1:09  \nGoed.\n\nTranscribed by x.y\n",
            "txt, \"Name 0:12\" labels",
        ),
        ("00:00:03\nAn: Dag.\n\n00:01:05\nBert: Ja.\n\n00:01:09\nAn: Goed.\n", "txt, \"Name:\" labels"),
        ("An (0:03): Dag.\nBert (1:05): Ja.\nAn (1:09): Goed.\n", "txt, \"[0:12] Name:\" labels"),
        ("0:03 An\nDag.\n\n1:05 Bert\nJa.\n\n1:09 An\nGoed.\n", "txt, \"Name 0:12\" labels"),
    ] {
        assert_eq!(read(text), ["An|Dag.", "Bert|Ja.", "An|Goed."], "{text}");
        assert_eq!(format_of(text), format, "{text}");
        let transcript = Txt.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
        let times: Vec<_> = transcript.turns.iter().map(|turn| turn.start_ms.unwrap()).collect();
        assert_eq!(times, [3_000, 65_000, 69_000], "{text}");
    }
}

#[test]
fn times_without_names_are_turns_without_speaker() {
    let text = "00:00:00 Welkom allemaal: fijn.\n00:00:08 Het gaat over wachten.\n00:00:12 Ja.\n";
    assert_eq!(read(text), ["-|Welkom allemaal: fijn.", "-|Het gaat over wachten.", "-|Ja."]);
}

#[test]
fn times_at_the_end_of_turns_end_them() {
    let text = "A1: Dag. #00:00:02-5#\nB1: Ja. #00:00:04-0#\nA1: Goed. #00:00:05-0#\n";
    let transcript = Txt.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
    let turn = &transcript.turns[1];
    assert_eq!(transcript.words_of(turn), "Ja.");
    assert_eq!((turn.start_ms, turn.end_ms), (Some(2_500), Some(4_000)));
}

#[test]
fn labels_in_brackets_capitals_tabs_and_on_their_own_line() {
    assert_eq!(
        read("[id1] Dag.\n\n[lacht] Zo.\n\n[id2] Ja.\n\n[id1] Nee.\n"),
        ["id1|Dag.\n\n[lacht] Zo.", "id2|Ja.", "id1|Nee."]
    );
    let capitals = "INTERVIEWER\nHoe gaat het?\n\nKARIM\nGoed.\n\nINTERVIEWER\nEcht?\n\nKARIM\nJa.\n";
    assert_eq!(read(capitals)[1], "KARIM|Goed.");
    assert_eq!(read("I\tDag?\nR\tDag.\nI\tGoed?\nR\tJa.\n"), ["I|Dag?", "R|Dag.", "I|Goed?", "R|Ja."]);
    let alone =
        "De voorzitter:\nWelkom.\n\nNog iets.\n\nMevrouw Maes (Groen):\nDank u.\n\nDe voorzitter:\nGoed.\n";
    assert_eq!(
        read(alone),
        ["De voorzitter|Welkom.\n\nNog iets.", "Mevrouw Maes (Groen)|Dank u.", "De voorzitter|Goed."]
    );
}

#[test]
fn field_notes_have_no_speakers() {
    let text = "Veldnotities\n\nObservatie: de balie is dicht.\n\nObservatie: iemand vraagt: wanneer?\n\nReflectie: ik twijfel.\n";
    assert!(read(text).iter().all(|turn| turn.starts_with("-|")), "{:?}", read(text));
}

#[test]
fn names_alone_on_a_line_need_a_role_among_them() {
    let text = "Interviewer\nHoe gaat het?\n\nKarim\nGoed.\n\nInterviewer\nEcht?\n\nKarim\nJa hoor.\n";
    assert_eq!(
        read(text),
        ["Interviewer|Hoe gaat het?", "Karim|Goed.", "Interviewer|Echt?", "Karim|Ja hoor."]
    );
    let titles = "Water\nHet regende.\n\nBrood\nEr was brood.\n\nWater\nHet bleef regenen.\n";
    assert!(read(titles).iter().all(|turn| turn.starts_with("-|")));
}

#[test]
fn line_numbers_and_dashes_stand_before_labels() {
    assert_eq!(
        read("1\tI: Dag?\n2\tR: Ja.\n3\tI: Zo.\n4\tR: Goed.\n"),
        ["I|Dag?", "R|Ja.", "I|Zo.", "R|Goed."]
    );
    assert_eq!(read("- An: Dag.\n- Bo: Ja.\n- An: Zo.\n"), ["An|Dag.", "Bo|Ja.", "An|Zo."]);
}

#[test]
fn who_speaks_once_is_told() {
    let text = "An: Dag.\nBo: Ja.\nAn: Kom binnen.\nFrans: Sorry dat ik laat ben.\nBo: Geeft niet.\n";
    let reading = Txt.read(text.as_bytes(), &Settings::default()).unwrap();
    assert_eq!(reading.transcript.turns.len(), 5);
    assert!(
        reading.diagnostics.iter().any(|d| d.message.ends_with("once only: Frans")),
        "{:?}",
        reading.diagnostics
    );
}

#[test]
fn utterances_with_codes_before_the_label() {
    let text = "o A.1 utt1: Goed, /\nqy A.1 utt2: kom je? /\nny B.2 utt1: Ja. /\n";
    assert_eq!(read(text), ["A|Goed, /", "A|kom je? /", "B|Ja. /"]);
}

#[test]
fn a_document_without_labels_has_a_turn_a_paragraph() {
    let text = "Een eerste antwoord.\n-----\nEen tweede: met een dubbele punt.\n\nEen derde.\n";
    assert_eq!(read(text), ["-|Een eerste antwoord.", "-|Een tweede: met een dubbele punt.", "-|Een derde."]);
    let wrapped = "Deze tekst is met de hand op een vaste breedte afgebroken, zodat een\nalinea over meer dan een regel loopt.\n\nEn dit is een tweede alinea.\n";
    assert_eq!(read(wrapped).len(), 2);
    let answers = "Ik vond de wachttijd aan het loket veel te lang dit jaar.\nDe mensen van de dienst zijn vriendelijk en nemen hun tijd.\nBrieven.\n";
    assert_eq!(read(answers).len(), 3);
}

#[test]
fn short_texts_need_two_names() {
    assert_eq!(read("Anna: Dag Bert.\nBert: Dag Anna.\n"), ["Anna|Dag Bert.", "Bert|Dag Anna."]);
    assert_eq!(read("Moraal: wie wacht, verliest.\n"), ["-|Moraal: wie wacht, verliest."]);
}

#[test]
fn turns_without_words_are_dropped() {
    assert_eq!(read("An: Ja.\nBert:\nAn:   \nBert: Nee.\n"), ["An|Ja.", "Bert|Nee."]);
}

#[test]
fn settings_ignore_labels_or_find_them_by_a_pattern() {
    let ignore = Settings { ignore: vec!["Pauze".into()], ..Settings::default() };
    let text = "An: Een.\nPauze: tien minuten\nkoffie\nBert: Twee.\nAn: Drie.\nBert: Vier.\nPauze: weg\n";
    assert_eq!(read_with(text, &ignore), ["An|Een.", "Bert|Twee.", "An|Drie.", "Bert|Vier."]);
    let own = Settings { speakers: Speakers::Pattern(r"=(?P<speaker>\w+)=\s".into()), ..Settings::default() };
    assert_eq!(read_with("kop\n=an= Dag.\nnog\n=bo= Ja.\n", &own), ["an|Dag.\nnog", "bo|Ja."]);
    let none = Settings { speakers: Speakers::None, ..Settings::default() };
    assert_eq!(read_with("An: Dag.\nBo: Ja.\n", &none), ["-|An: Dag.", "-|Bo: Ja."]);
    let broken = Settings { speakers: Speakers::Pattern("(".into()), ..Settings::default() };
    let reading = Txt.read(b"An: Dag.\nBo: Ja.\n", &broken).unwrap();
    assert!(reading.diagnostics.iter().any(|d| d.severity == crate::diag::Severity::Error));
    assert_eq!(reading.transcript.turns.len(), 2);
}

#[test]
fn joining_is_done_on_request() {
    let join = Settings { join: Some(true), ..Settings::default() };
    let text = "An: Een.\nAn: Twee.\nBert: Drie.\nAn: Vier.\n";
    assert_eq!(read_with(text, &join), ["An|Een.\nAn: Twee.", "Bert|Drie.", "An|Vier."]);
    assert_eq!(read(text).len(), 4);
}

#[test]
fn a_time_alone_before_words_is_never_part_of_a_quote() {
    let text = "00:01:02 An: Dag.\n00:01:05 [pauze]\n00:01:09 En toen?\n00:01:12 Bo: Niets.\n00:01:15 Echt.\n00:02:00 An: Goed.\n00:02:03 (lacht)\n";
    assert_eq!(
        read(text),
        ["An|Dag.", "-|[pauze]", "An|En toen?", "Bo|Niets.", "Bo|Echt.", "An|Goed.", "-|(lacht)"]
    );
    let transcript = Txt.read(text.as_bytes(), &Settings::default()).unwrap().transcript;
    assert_eq!(transcript.turns[2].start_ms, Some(69_000));
    let settings = Settings { ignore: vec!["Bo".into()], ..Settings::default() };
    assert_eq!(read_with(text, &settings)[3..], ["An|Goed.", "-|(lacht)"]);
}

#[test]
fn labels_with_an_apostrophe_of_any_kind_are_labels() {
    let text = "An: Een.\nVan ’t Hof: Twee.\nAn: Drie.\n’t Hart: Vier.\nd'Hondt: Vijf.\n's Gravesande: Zes.\n‘t Hart: Zeven.\nd'Hondt: Acht.\n";
    let speakers: Vec<String> =
        read(text).iter().filter_map(|turn| Some(turn.split_once('|')?.0.to_owned())).collect();
    assert_eq!(
        speakers,
        ["An", "Van ’t Hof", "An", "’t Hart", "d'Hondt", "'s Gravesande", "’t Hart", "d'Hondt"]
    );
    let teams = "Roos   0:01\nKom je?\n’t Hooft, An   0:55\nStraks.\n's Gravesande, Bo   0:58\nIk niet.\nRoos   1:05\nNu dan.\n";
    assert_eq!(read(teams)[1..3], ["’t Hooft, An|Straks.", "'s Gravesande, Bo|Ik niet."]);
}

#[test]
fn somebody_unknown_has_turns() {
    let text = "An: Dag.\n??: Dag.\nAn: Wie is daar?\n?: Ik.\nBo: En ik.\nAn: Ja.\n";
    assert_eq!(read(text), ["An|Dag.", "??|Dag.", "An|Wie is daar?", "?|Ik.", "Bo|En ik.", "An|Ja."]);
}
