//! A file under a wrong ending is recognised by its content: every sample under every other ending.

use super::document;
use super::fixtures::FIXTURES;
use super::pdf::sample::{Put, pdf};
use super::table::workbook_tests::{TURNS, book};
use super::{READERS, Reading, Settings, Unreadable, read};

/// What programs write under endings that are not their own, beside the fixtures.
const SAMPLES: &[(&str, &str)] = &[
    (
        "otter.txt",
        "Roos  0:01  \nKom je mee, nu?\n\nIlias  0:03  \nStraks.\n\nRoos  1:05  \nNu dan.\n\nTranscribed by https://otter.ai\n",
    ),
    (
        "teams.txt",
        "0:0:1.0 --> 0:0:2.420\nRoos de Wit\nKom je mee?\n0:0:3.0 --> 0:0:4.5\nIlias\nStraks.\n\n0:1:5.0 --> 0:1:6.0\nRoos de Wit\nNu dan.\n",
    ),
    ("zoom.txt", "[Roos] 00:00:01\nKom je mee?\n\n[Ilias] 00:00:03\nStraks.\n\n[Roos] 00:01:05\nNu dan.\n"),
    (
        "f4.txt",
        "Roos: Kom je mee, nu? #00:00:01-5#\n\nIlias: Straks. #00:00:03-0#\n\nRoos: Nu dan. #00:01:05-0#\n",
    ),
    ("trint.txt", "[00:00:01] Roos: Kom je mee?\n\n[00:00:03] Ilias: Straks.\n\n[00:01:05] Roos: Nu dan.\n"),
    (
        "veldnotities.txt",
        "De balie was dicht, en er stond niemand.\n\nOm tien uur kwam een man met een tas, die wachtte; hij zei niets.\n\nDaarna was het stil.\n",
    ),
    (
        "descript.md",
        "# Gesprek\n\n**Roos:** [00:00:01] Kom je mee?\n\n**Ilias:** [00:00:03] Straks.\n\n**Roos:** [00:01:05] Nu dan.\n",
    ),
    (
        "koppen.md",
        "# Gesprek\n\nRoos: Kom je mee?\n\nIlias: Straks.\n\n## Deel twee\n\nRoos: Nu dan.\n\nIlias: Ja.\n",
    ),
    (
        "tabel.md",
        "# Gesprek\n\n| Tijd | Spreker | Tekst |\n|---|---|---|\n| 0:01 | Roos | Kom je mee? |\n| 0:03 | Ilias | Straks. |\n| 1:05 | Roos | Nu dan. |\n",
    ),
    ("komma.csv", "spreker,tekst\nRoos,Ja, dat wel\nIlias,Nee\nRoos,goed\n"),
    ("zonderkop.csv", "1|Roos|Kom je mee, nu?\n2|Ilias|Straks.\n3|Roos|Nu dan.\n4|Ilias|Goed.\n"),
    (
        "trint.html",
        "<article><header><h1>Gesprek.wav</h1></header><section>\n<p time=\"1000\"><span class=\"speaker\">Roos </span><span class=\"timecode\">[00:00:01] </span><span data-m=\"1000\" data-d=\"300\">Kom </span><span data-m=\"1300\" data-d=\"300\">je?</span></p>\n<p time=\"3000\"><span class=\"speaker\">Ilias </span><span data-m=\"3000\" data-d=\"300\">Straks.</span></p>\n</section></article>\n",
    ),
    (
        "stuk.html",
        "<p><b>Roos:</b> Kom je mee?</p>\n<p><b>Ilias:</b> Straks.</p>\n<p><b>Roos:</b> Nu dan.</p>\n",
    ),
    (
        "rijen.csv",
        "start,speaker,text\n0:01,Roos,\"Kom je mee, nu?\"\n0:03,Ilias,Straks.\n1:05,Roos,Nu dan.\n",
    ),
    ("rijen.tsv", "spreker\ttekst\nRoos\tKom je mee?\nIlias\tStraks.\nRoos\tNu dan.\n"),
    (
        "cellen.csv",
        "id,text\ng1,\"AI: Dag.\n\nUser: Hallo.\n\nIk werk hier.\"\ng2,\"Dit is een kop\nAI: Dag.\nUser: Ja?\"\n",
    ),
    ("kort.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nIk kwam daar\n\n00:02.000 --> 00:04.000\nelke week.\n"),
    (
        "vosk.json",
        "{\"result\": [{\"start\": 0.9, \"end\": 1.1, \"word\": \"ik\"}], \"text\": \"ik wacht\"}\n{\"text\": \"\"}\n",
    ),
];

fn samples() -> Vec<(String, Vec<u8>)> {
    let fixtures = FIXTURES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    let samples = SAMPLES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    let page = [Put(60.0, 780.0, 'B', "Roos: Kom je mee?"), Put(60.0, 750.0, 'B', "Ilias: Straks.")];
    let packed = [
        ("gesprek.docx".to_owned(), document::tests::docx()),
        ("gesprek.odt".to_owned(), document::tests::odt()),
        ("blad.pdf".to_owned(), pdf(&[page.to_vec()])),
        ("gesprek.xlsx".to_owned(), book(&[("Gesprek", TURNS)])),
    ];
    fixtures.chain(samples).chain(packed).collect()
}

/// The turns as `speaker start-end|question|words`.
fn turns(reading: &Reading) -> Vec<String> {
    let transcript = &reading.transcript;
    let show = |turn: &crate::transcript::Turn| {
        let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
        let asked = turn.question.as_deref().unwrap_or("");
        format!("{speaker} {:?}-{:?}|{asked}|{}", turn.start_ms, turn.end_ms, transcript.words_of(turn))
    };
    transcript.turns.iter().map(show).collect()
}

fn read_as(name: &str, bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    read(name, bytes, &Settings::default()).map(|reading| turns(&reading))
}

#[test]
fn every_sample_is_read_as_what_it_is_under_every_ending() {
    let endings: Vec<&str> = READERS.iter().flat_map(|reader| reader.endings()).copied().collect();
    let mut wrong = Vec::new();
    for (name, bytes) in samples() {
        let own = read_as(&name, &bytes).unwrap();
        assert!(!own.is_empty(), "{name}");
        for ending in endings.iter().chain([&""]) {
            let other = format!("bestand.{ending}");
            let found = read_as(other.trim_end_matches('.'), &bytes);
            if found.as_ref() != Ok(&own) {
                wrong.push(format!("{name} as .{ending}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_ending_nobody_knows_is_refused_with_the_mend() {
    for (name, bytes) in samples().iter().filter(|(name, _)| name.ends_with(".txt") || name.ends_with(".csv"))
    {
        let why = read_as("bestand.dat", bytes).unwrap_err();
        assert!(why.hint.contains(".txt"), "{name}: {why:?}");
    }
}

#[test]
fn what_is_damaged_under_its_own_ending_is_still_read_as_that() {
    let headless = "00:01.000 --> 00:02.000\nDag.\n\n00:02.000 --> 00:03.000\nJa.\n";
    for (name, text, format) in [
        ("a.vtt", headless, "vtt"),
        ("a.srt", "00:00:01,000 --> 00:00:02,000\nDag.\n\n00:00:02,000 --> 00:00:03,000\nJa.\n", "srt"),
        ("a.cha", "*ANN:\tdag .\n*BOB:\tja .\n", "cha"),
        (
            "a.csv",
            "v1;v2\nkort;een heel lang antwoord van iemand\nja;en nog een lang antwoord erbij\n",
            "csv",
        ),
        ("a.csv", "antwoord\nJa, heel goed en ook wel fijn\nNee, niet zo heel erg eigenlijk\n", "csv"),
    ] {
        let read = read(name, text.as_bytes(), &Settings::default()).unwrap();
        assert!(read.transcript.format.starts_with(format), "{name}: {}", read.transcript.format);
    }
    for (name, text) in [("a.json", "{\"iets\": {"), ("a.eaf", "<ANNOTATION>")] {
        assert!(read_as(name, text.as_bytes()).is_err(), "{name}");
    }
}

#[test]
fn an_ending_that_is_wrong_is_told() {
    let reading = read("a.txt", b"**An:** Dag.\n\n**Bo:** Ja.\n", &Settings::default()).unwrap();
    assert!(reading.diagnostics.iter().any(|d| d.message.contains(".txt") && d.message.contains("md")));
}
