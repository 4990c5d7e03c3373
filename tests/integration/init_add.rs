//! A new study, and transcripts added to it.

use std::fs;

use crate::study::{Study, differing};

#[test]
fn init_makes_a_study_that_works_at_once() {
    let study = Study::empty();
    let output = study.run("init wachttijden --name 'Wachten \"in\" de buurt'").ok();
    output.shows(&["Made the study", "verbatim add", "participants.csv", "codes check"]);
    study.run("status --study wachttijden").ok().shows(&["Wachten \"in\" de buurt", "0 sources"]);
    study.run("codes check --study wachttijden").ok().shows(&["0 codes"]);
    study.run("ingest --study wachttijden").ok();
    for part in
        ["corpus", "codebooks/codebook.yaml", "codings", "quotes", "participants.csv", ".gitattributes"]
    {
        assert!(study.exists(&format!("wachttijden/{part}")), "{part}");
    }
    assert!(study.text("wachttijden/.gitattributes").contains("merge=union"));
}

#[test]
fn the_example_in_the_new_codebook_holds() {
    let study = Study::empty();
    study.run("init .").ok();
    let codebook = study.text("codebooks/codebook.yaml");
    let (head, example) = codebook.split_once("codes: []").expect("no codes yet");
    let (_, example) = example.split_once("# codes:").expect("an example");
    let lines: String = format!("# codes:{example}")
        .lines()
        .map(|l| format!("{}\n", l.trim_start_matches("# ").trim_start_matches('#')))
        .collect();
    study.write("codebooks/codebook.yaml", format!("{head}{lines}"));
    study.run("codes check").ok().shows(&["1 code, 1 rule, 2 rule tests: no mistakes"]);
}

#[test]
fn init_never_replaces_anything() {
    let study = Study::empty()
        .with("participants.csv", "mijn eigen lijst\n")
        .with("corpus/i1.txt", "An: Ja.\nBo: Nee.\n");
    study.run("init").ok();
    assert_eq!(study.text("participants.csv"), "mijn eigen lijst\n");
    let before = study.files("");
    study.run("init").exits(2).says(&["there is a study"]);
    assert_eq!(differing(&study.files(""), &before), [""; 0]);
}

#[test]
fn init_takes_a_language() {
    let study = Study::empty();
    study.run("init --language en").ok();
    assert!(study.text("verbatim.toml").contains("language = \"en\""));
    study.run("init x --language klingon").exits(2).says(&["klingon"]);
    assert!(!study.exists("x"));
}

#[test]
fn add_copies_and_ingests() {
    let study = Study::new();
    study.write("../buiten/i1.txt", "An: Ik wacht.\nBo: Waarop?\n");
    study.write("../buiten/sub/i2.txt", "An: Op de bus.\nBo: Ah.\n");
    study.write("../buiten/.verborgen.txt", "An: Geheim.\n");
    let output = study.run("add ../buiten").ok();
    output.shows(&["i1 ", "i2 ", "2 sources read and coded"]).says(&["added"]);
    assert!(study.exists("corpus/buiten/i1.txt") && study.exists("corpus/buiten/sub/i2.txt"));
    assert!(!study.exists("corpus/buiten/.verborgen.txt"));
    study.run("find bus").ok().shows(&["i2:1"]);
    // The same again changes nothing; their own file is theirs.
    study.run("add ../buiten").ok().shows(&["Nothing has changed"]);
    study.run("add ../buiten/i1.txt --into interviews/2024").ok().shows(&["i1-2"]);
    assert!(study.exists("corpus/interviews/2024/i1.txt"));
    assert_eq!(study.text("../buiten/i1.txt"), "An: Ik wacht.\nBo: Waarop?\n");
}

#[test]
fn add_replaces_nothing_and_copies_all_or_nothing() {
    let study = Study::new().with("corpus/i1.txt", "An: Ik wacht.\nBo: Ja.\n").ingested();
    study.write("../buiten/a.txt", "An: Nieuw.\nBo: Ja.\n");
    study.write("../buiten/i1.txt", "An: Iets anders.\nBo: Ja.\n");
    let before = study.truth();
    study.run("add ../buiten/a.txt ../buiten/i1.txt").exits(2).says(&[
        "corpus/i1.txt",
        "already there",
        "--into",
    ]);
    study.run("add ../buiten/a.txt ../buiten/nergens.txt").exits(2).says(&["no file or folder"]);
    study.run("add ../buiten/a.txt --into ../weg").exits(2).says(&["no folder below corpus/"]);
    study.run("add ../buiten/a.txt --into /tmp").exits(2);
    assert_eq!(differing(&study.truth(), &before), [""; 0]);
    study.run("add").exits(2);
}

#[test]
fn two_new_files_of_one_name_do_not_overwrite_each_other() {
    let study = Study::new();
    study.write("../a/i1.txt", "An: Van a.\nBo: Ja.\n");
    study.write("../b/i1.txt", "An: Van b.\nBo: Ja.\n");
    study.run("add ../a/i1.txt ../b/i1.txt").exits(2).says(&["i1.txt"]);
    assert!(!study.exists("corpus/i1.txt"), "nothing was copied");
    study.run("add ../a ../b").ok().shows(&["i1 ", "i1-2"]);
}

#[test]
fn what_was_added_and_cannot_be_read_is_told() {
    let study = Study::new();
    study.write("../leeg.docx", "");
    study.run("add ../leeg.docx").exits(3).shows(&["not read: leeg.docx: the file is empty"]);
}

#[test]
fn a_study_is_found_from_below_and_named_from_afar() {
    let study = Study::new().with("corpus/diep/i1.txt", "An: Ik wacht.\nBo: Ja.\n").ingested();
    let words = crate::study::words("find wacht --count");
    assert_eq!(study.run_in("corpus/diep", &words, &[]).ok().stdout, "1\n");
    let elsewhere = Study::empty();
    let line = format!("find wacht --count --study '{}'", study.root().display());
    assert_eq!(elsewhere.run(&line).ok().stdout, "1\n");
    assert_eq!(fs::read_dir(elsewhere.root()).unwrap().count(), 0, "nothing is left where one stood");
}
