//! Tests of tables.

use super::*;
use crate::source::Columns;

fn read_with(text: &str, settings: &Settings) -> Reading {
    Table.read(text.as_bytes(), settings).unwrap()
}

fn shown(reading: &Reading) -> Vec<String> {
    let transcript = &reading.transcript;
    let show = |turn: &crate::transcript::Turn| {
        let speaker = transcript.speaker_of(turn).map_or("-", |s| s.label.as_str());
        format!("{speaker}|{}|{}", turn.question.as_deref().unwrap_or("-"), transcript.words_of(turn))
    };
    transcript.turns.iter().map(show).collect()
}

fn read(text: &str) -> Vec<String> {
    shown(&read_with(text, &Settings::default()))
}

#[test]
fn a_turn_a_row_with_times_and_attributes() {
    let text = "starttijd;eindtijd;spreker;tekst;rol;dienst\n00:00:01,5;00:00:02;An;Dag, Bert.;cliënt;OCMW Noord\n00:00:03;00:00:04;Bert;\"Ja;\nnee.\";vrijwilliger;\n0:05;0:06;An;Goed.;cliënt;OCMW Noord\n";
    let reading = read_with(text, &Settings::default());
    assert_eq!(shown(&reading), ["An|-|Dag, Bert.", "Bert|-|Ja;\nnee.", "An|-|Goed."]);
    let transcript = &reading.transcript;
    assert_eq!(transcript.text, "Dag, Bert.\nJa;\nnee.\nGoed.");
    assert_eq!((transcript.turns[0].start_ms, transcript.turns[0].end_ms), (Some(1_500), Some(2_000)));
    let attributes = &transcript.speakers[0].attributes;
    assert_eq!(attributes.get("role").map(String::as_str), Some("cliënt"));
    assert_eq!(attributes.get("organisation").map(String::as_str), Some("OCMW Noord"));
}

#[test]
fn a_respondent_a_row_with_open_questions() {
    let text = "nr,functie,leeftijd,Kent u de dienst?,Wat loopt goed?,codes,Wat kan beter?\n1,cliënt,34,ja,De mensen zijn vriendelijk,sfeer,Sneller antwoord\n2,coördinator,51,nee,,,\"Minder papier, en meer tijd\"\n1,cliënt,34,ja,De mensen zijn vriendelijk,personeel,Sneller antwoord\n3,vrijwilliger,60,ja,Koffie op dinsdag,rest,niks\n4,cliënt,22,ja,Alles via het loket,loket,Een echte telefoon\n";
    let reading = read_with(text, &Settings::default());
    assert_eq!(
        shown(&reading),
        [
            "1|Kent u de dienst?|ja",
            "1|Wat loopt goed?|De mensen zijn vriendelijk",
            "1|Wat kan beter?|Sneller antwoord",
            "2|Kent u de dienst?|nee",
            "2|Wat kan beter?|Minder papier, en meer tijd",
            "3|Kent u de dienst?|ja",
            "3|Wat loopt goed?|Koffie op dinsdag",
            "3|Wat kan beter?|niks",
            "4|Kent u de dienst?|ja",
            "4|Wat loopt goed?|Alles via het loket",
            "4|Wat kan beter?|Een echte telefoon",
        ]
    );
    let attributes: Vec<_> = reading.transcript.speakers[0].attributes.keys().map(String::as_str).collect();
    assert_eq!(attributes, ["Kent u de dienst?", "leeftijd", "role"]);
    assert!(reading.diagnostics.iter().any(|d| d.message.starts_with("3 answers stand in several rows")));
}

#[test]
fn short_answers_to_a_question_are_answers() {
    let text = "nr;gemeente;sterke punten;Bent u tevreden?;V3. Hoe verliep het gesprek;Toelichting\n1;Gent;goede koffie, warm;Ja, heel goed;prima hoor;duurde lang\n2;Aalst;de sfeer daar;Nee;prima hoor;\n3;Gent;geen papier, fijn;Ja, heel goed;ging wel;\n4;Deinze;veel geduld, ja;Best wel;te kort;te druk daar\n";
    let reading = read_with(text, &Settings::default());
    assert_eq!(
        shown(&reading)[..3],
        [
            "1|Bent u tevreden?|Ja, heel goed",
            "1|V3. Hoe verliep het gesprek|prima hoor",
            "1|Toelichting|duurde lang"
        ]
    );
    assert_eq!(shown(&reading).len(), 10);
    let attributes: Vec<_> = reading.transcript.speakers[0].attributes.keys().map(String::as_str).collect();
    assert_eq!(attributes, ["gemeente", "sterke punten"]);
    assert!(
        reading.diagnostics.iter().any(|d| d.message.ends_with("not as words: `sterke punten`")),
        "{:?}",
        reading.diagnostics
    );
}

#[test]
fn a_column_of_short_answers_is_read_by_its_name() {
    let text = "respondent;leeftijd;Antwoord\nR1;34;Rust\nR2;51;Koffie\nR3;22;De sfeer\n";
    assert_eq!(read(text), ["R1|Antwoord|Rust", "R2|Antwoord|Koffie", "R3|Antwoord|De sfeer"]);
}

#[test]
fn lines_that_may_be_a_table_without_header_are_told_how_to_be_one() {
    let rows =
        "Anna;cliënt;Dag, hoe gaat het?\nBo;hulpverlener;Goed.\nAnna;cliënt;Fijn.\nBo;hulpverlener;Ja.\n";
    for name in ["gesprek.txt", "gesprek.csv"] {
        let settings = Settings::default();
        let reading = crate::source::read(name, rows.as_bytes(), &settings).unwrap();
        let hints: Vec<&str> = reading.diagnostics.iter().filter_map(|note| note.hint.as_deref()).collect();
        assert!(hints.iter().any(|hint| hint.contains("`speaker;role;text`")), "{:?}", reading.diagnostics);
        let mended = format!("speaker;role;text\n{rows}");
        let reading = crate::source::read(name, mended.as_bytes(), &settings).unwrap();
        assert_eq!(shown(&reading)[1], "Bo|-|Goed.");
        assert_eq!(reading.transcript.speakers[0].attributes.get("role").map(String::as_str), Some("cliënt"));
    }
    let prose = "Wit, rood, blauw\nEen, twee, drie\nDe kat, de hond, het paard\n";
    let reading = crate::source::read("lijst.txt", prose.as_bytes(), &Settings::default()).unwrap();
    assert!(reading.diagnostics.iter().all(|note| !note.message.contains("without header")));
}

#[test]
fn questions_may_be_named() {
    let questions = Settings {
        columns: Columns {
            speaker: Some("wie".into()),
            questions: vec!["v1".into(), "v9".into()],
            ..Columns::default()
        },
        ..Settings::default()
    };
    let reading = read_with("wie,v1,v2\nA,kort,lang\nB,bondig,uit\n", &questions);
    assert_eq!(shown(&reading), ["A|v1|kort", "B|v1|bondig"]);
    assert!(reading.diagnostics.iter().any(|d| d.message.contains("`v9`")), "{:?}", reading.diagnostics);
}

#[test]
fn transcripts_in_cells_do_not_run_into_each_other() {
    let text = "id,text\ng1,\"AI: Dag.\n\nUser: Hallo.\n\nIk werk hier.\"\ng2,\"Dit is een kop\nAI: Dag.\nUser: Ja?\"\n";
    let reading = read_with(text, &Settings::default());
    assert_eq!(shown(&reading), ["AI|-|Dag.", "User|-|Hallo.\n\nIk werk hier.", "AI|-|Dag.", "User|-|Ja?"]);
    assert!(reading.transcript.format.contains("a transcript in each cell"));
}

#[test]
fn a_table_without_words_is_explained() {
    let error = Table.read(b"a,b\n1,2\n3,4\n", &Settings::default()).unwrap_err();
    assert!(error.reason.contains("a, b") && error.hint.contains("columns"), "{error:?}");
    assert!(Table.read(b"a,b\n", &Settings::default()).is_err());
}

#[test]
fn rows_wider_than_the_header_are_reported() {
    let reading = read_with("naam,tekst\nAn,Ja\nBert,Nee, nooit\nAn,Goed\n", &Settings::default());
    assert!(reading.diagnostics.iter().any(|d| d.message.contains("line 3")), "{:?}", reading.diagnostics);
    assert_eq!(read("naam\ttekst\nAn\tJa\n"), ["An|-|Ja"]);
}

#[test]
fn a_table_without_header_loses_no_first_row() {
    for text in [
        "1|Anna|Dag, kom binnen.\n2|Bo|Graag.\n3|Anna|Koffie?\n4|Bo|Ja.\n",
        "Anna;0:01;Dag, kom binnen.\nBo;0:03;Graag.\nAnna;0:05;Koffie?\nBo;0:09;Ja.\n",
    ] {
        let reading = read_with(text, &Settings::default());
        assert_eq!(shown(&reading), ["Anna|-|Dag, kom binnen.", "Bo|-|Graag.", "Anna|-|Koffie?", "Bo|-|Ja."]);
        assert!(
            reading.diagnostics.iter().any(|d| d.message.contains("no header")),
            "{:?}",
            reading.diagnostics
        );
        let txt = crate::source::read("x.txt", text.as_bytes(), &Settings::default()).unwrap();
        assert_eq!(shown(&txt), shown(&reading));
    }
    // A header that nobody knows is one all the same: nobody under it is called as it is.
    let reading = read_with(
        "nr;p;w\n1;Anna;Dag, kom dan binnen toch.\n2;Bo;Graag, dank u wel zeg.\n3;Anna;Wil je koffie of thee?\n",
        &Settings::default(),
    );
    assert_eq!(reading.transcript.turns.len(), 3, "{:?}", shown(&reading));
}

/// The words of all turns, read under an ending by what the content is.
fn read_under(name: &str, text: &str) -> (Vec<String>, Reading) {
    let reading = crate::source::read(name, text.as_bytes(), &Settings::default()).unwrap();
    (shown(&reading), reading)
}

#[test]
fn a_separator_within_the_words_of_a_table_without_header_loses_none() {
    for (text, words) in [
        (
            "Interviewer; hoe gaat het; met u?\nMia; goed, dank u\nInterviewer; wat bedoelt u?\nMia; de zorg; het werk\n",
            "met u?",
        ),
        ("1|Anna|Dag.|ook hier\n2|Bo|Graag.\n3|Anna|Koffie?\n4|Bo|Ja.\n", "ook hier"),
        ("Anna;ja;goed\nBo;nee;hoor eens\nAnna;ach;kom\nBo;och;wat dan\n", "och"),
    ] {
        for name in ["a.txt", "a.csv", "a.tsv"] {
            let (_, reading) = read_under(name, text);
            assert!(reading.transcript.text.contains(words), "{name}: {:?}", reading.transcript.text);
        }
    }
}

#[test]
fn a_separator_within_words_in_the_last_column_is_part_of_them() {
    let text = "Spreker;Tekst\nAnna;ik ben het beu; echt\nBert;ja, ik ook\nAnna;en nu; wat doen we; zeg\nBert;niets\n";
    for name in ["a.txt", "a.csv"] {
        let (turns, reading) = read_under(name, text);
        assert_eq!(
            turns,
            [
                "Anna|-|ik ben het beu; echt",
                "Bert|-|ja, ik ook",
                "Anna|-|en nu; wat doen we; zeg",
                "Bert|-|niets"
            ]
        );
        assert!(
            reading
                .diagnostics
                .iter()
                .any(|d| d.message.starts_with("2 row(s)") && d.message.contains("line 2, 4")),
            "{:?}",
            reading.diagnostics
        );
    }
    assert_eq!(
        read("nr;Wat vindt u ervan?\n1;goed; echt waar\n2;het duurt te lang, ja\n3;och; kom\n")[0],
        "1|Wat vindt u ervan?|goed; echt waar"
    );
}

#[test]
fn words_behind_another_column_than_the_words_are_told_line_by_line() {
    let reading = read_with(
        "Spreker;Tekst;rol\nAnna;ik ben het beu; echt;cliënt\nBert;ja;cliënt\nAnna;en; nu;cliënt\n",
        &Settings::default(),
    );
    let warning = reading.diagnostics.iter().find(|d| d.severity == crate::diag::Severity::Warning).unwrap();
    assert!(warning.message.contains("left out (line 2, 4)"), "{warning:?}");
}

#[test]
fn an_interview_with_as_many_commas_in_every_line_is_no_table() {
    let half = "Interviewer: Hoe gaat het, met u?\nMia: Goed, dank u.\nInterviewer: En uw man?\nMia: Hij is ziek, al lang.\nInterviewer: Echt, zo lang?\nMia: Ja, helaas.\n";
    let even: String = (0..9)
        .map(|at| {
            format!("Interviewer: Vraag {at}; en waarom?\nMia: Dat is {at} keer goed; maar ook lastig.\n")
        })
        .collect();
    for (text, first) in [(half, "Hoe gaat het, met u?"), (even.as_str(), "Vraag 0; en waarom?")] {
        for name in ["a.txt", "a.csv", "a.tsv"] {
            let (turns, _) = read_under(name, text);
            assert_eq!(turns[0], format!("Interviewer|-|{first}"), "{name}");
            assert!(turns[1].starts_with("Mia|-|"), "{name}: {turns:?}");
        }
    }
    let titled = format!("Gesprek in de buurt, 3 mei\n{half}").replace("En uw man?", "En, uw man?");
    assert_eq!(read_under("a.csv", &titled).0[0], "Interviewer|-|Hoe gaat het, met u?");
    // A place before the colon is no speaker.
    let survey = "plaats;Wat vindt u ervan?\nGent: haven;het duurt er veel te lang\nGent: dok;ze zijn er vriendelijk hoor\nGent: zuid;geen idee wat dat is\nAalst: kaai;het is er altijd druk\nAalst: dok;te ver van hier toch\n";
    assert_eq!(read_under("a.csv", survey).0.len(), 5);
}
