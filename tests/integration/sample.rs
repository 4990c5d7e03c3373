//! The study that this repository is: its shape, and that every quote of it stands in its transcripts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::study::{Study, cut, field, number};

/// What the study is about.
const THEMES: [&str; 14] = [
    "Digital divide",
    "Impersonality",
    "Uncertainty",
    "Trust",
    "Communication",
    "Administration",
    "Waiting times",
    "Connect before click",
    "Low-threshold help",
    "Volunteers fill the gap",
    "Physical contact",
    "Professionals overestimate their reachability",
    "Lived experience in tool design",
    "Support for professionals",
];

/// A copy of the sample study, ingested.
pub(crate) fn sample() -> Study {
    let study = Study::empty();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["corpus", "codebooks", "participants.csv", "verbatim.toml"] {
        study.copy_in(&repository.join(part), part);
    }
    study.ingested()
}

fn distinct<'a>(lines: &'a [Value], name: &str) -> BTreeSet<&'a str> {
    lines.iter().map(|line| field(line, name)).collect()
}

#[test]
fn the_sample_study_holds_together() {
    let study = sample();
    assert_eq!(study.run("ingest").ok().code, 0);
    let speakers = study.run("participants --json").ok().json();
    assert_shape(&study, &speakers);
    assert_roles(&speakers);
    assert_codings(&study);
    assert_exports(&study);
    let output = study.run("status").ok();
    output.shows(&["Everything is up to date."]);
    study.run("participants --problems").ok().shows(&["Nothing is missing in participants.csv"]);
}

/// 25,000 words; 4 focus groups of 24 clients and 6 volunteers; 11 interviews with 18 coordinators; a
/// survey of 60.
fn assert_shape(study: &Study, speakers: &[Value]) {
    let sources = distinct(speakers, "source");
    let of = |folder: &str| sources.iter().filter(|source| source.starts_with(folder)).count();
    assert_eq!([of("focusgroepen/"), of("interviews/"), of("enquete/")], [4, 11, 1]);
    let endings: BTreeSet<&str> = sources.iter().filter_map(|s| s.rsplit('.').next()).collect();
    assert_eq!(endings, BTreeSet::from(["csv", "docx", "md", "srt", "txt", "vtt"]), "formats as in life");
    let people = |folder: &str, role: &str| -> usize {
        let here = speakers.iter().filter(|s| field(s, "source").starts_with(folder) && s["role"] == role);
        let ids = here.flat_map(|s| s["participants"].as_array().unwrap()).map(Value::to_string);
        ids.collect::<BTreeSet<_>>().len()
    };
    assert_eq!([people("focusgroepen/", "client"), people("focusgroepen/", "volunteer")], [24, 6]);
    assert_eq!(people("interviews/", "coordinator"), 18);
    assert!(speakers.iter().filter(|s| field(s, "source").starts_with("enquete/")).count() >= 60);
    let words: usize = sources
        .iter()
        .map(|source| study.run(&format!("show {source} --text")).ok().stdout.split_whitespace().count())
        .sum();
    assert!(words >= 25_000, "{words} words");
}

fn assert_roles(speakers: &[Value]) {
    let joint = |s: &Value| s["participants"].as_array().is_some_and(|p| p.len() > 1);
    let without: Vec<String> =
        speakers.iter().filter(|s| s["role"].is_null() && !joint(s)).map(ToString::to_string).collect();
    assert_eq!(without, [""; 0], "everybody has a role");
}

fn assert_codings(study: &Study) {
    study.run("codes check").ok().shows(&["no mistakes"]);
    let codes = study.run("codes list --json").ok().json();
    assert!(codes.len() >= 20, "{} codes", codes.len());
    assert!(codes.iter().any(|c| field(c, "code").contains('/')), "two or three levels");
    for code in &codes {
        let path = field(code, "code");
        assert!(code["names"]["en"].is_string() && code["definition"].is_string(), "{path}");
        assert!(number(code, "quotes") > 0, "{path} codes nothing");
    }
    for theme in THEMES {
        study.run(&format!("codes show '{theme}'")).ok();
    }
    let quotes = study.run("find --coded --json").ok().json();
    let codings: usize = quotes.iter().map(|q| q["coding"].as_array().unwrap().len()).sum();
    assert!(codings >= 600, "{codings} codings");
}

/// Every quote of every export is the slice of `show --text`.
fn assert_exports(study: &Study) {
    for name in ["alles.json", "alles.csv", "alles.md", "alles.docx", "alles.pptx"] {
        study.run(&format!("export --coded -o {name}")).ok();
    }
    let json = study.text("alles.json");
    let quotes: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: BTreeMap<&str, String> = distinct(&quotes, "source")
        .into_iter()
        .map(|source| (source, study.run(&format!("show {source} --text")).ok().stdout))
        .collect();
    let table = study.text("alles.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes()).into_records();
    let head: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    let column = |name: &str| head.iter().position(|h| *h == name).unwrap();
    let (quote_at, guarded_at) = (column("quote"), column("guarded"));
    for quote in &quotes {
        let slice = cut(&texts[field(quote, "source")], number(quote, "start"), number(quote, "end"));
        assert_eq!(field(quote, "quote"), slice);
        let row = rows.next().expect("a row a quote").unwrap();
        let guarded = row[guarded_at].split("; ").any(|name| name == "quote");
        assert_eq!(&row[quote_at][usize::from(guarded)..], slice);
        assert!(!quote["role"].is_null() || quote["participants"].as_array().unwrap().len() > 1, "{quote}");
    }
    assert!(rows.next().is_none());
    assert_documents(study, &quotes);
}

/// In documents the words stand between quotation marks, each with its attribution.
fn assert_documents(study: &Study, quotes: &[Value]) {
    // A line break of the text is an element of its own in a document, and marks within those of the document are
    // single ones.
    let plain = |c: char| if "“”„\"‘’‚".contains(c) { '\'' } else { c };
    let one_line =
        |text: &str| text.split_whitespace().collect::<String>().chars().map(plain).collect::<String>();
    let docx = crate::export::words_of(&crate::export::part(&study.read("alles.docx"), "word/document.xml"));
    let pptx: String = crate::export::parts(&study.read("alles.pptx"))
        .iter()
        .filter(|name| name.starts_with("ppt/slides/slide"))
        .map(|name| crate::export::words_of(&crate::export::part(&study.read("alles.pptx"), name)))
        .collect();
    for (name, said) in [("docx", one_line(&docx)), ("pptx", one_line(&pptx))] {
        let lost: Vec<&str> =
            quotes.iter().map(|q| field(q, "quote")).filter(|q| !said.contains(&one_line(q))).collect();
        assert!(lost.is_empty(), "{name} lacks {} of {}: {:?}", lost.len(), quotes.len(), lost.first());
    }
}
