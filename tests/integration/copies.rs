//! Copies of logs: conflicts of a synced folder, branches, damage, and what a newer verbatim wrote.

use serde_json::json;
use verbatim::coding::{Line, Operation};

use crate::buurt::{FOCUS_GROUP, buurt};
use crate::study::{Study, field};

/// The path of the only log of the focus group.
fn log(study: &Study) -> String {
    let mut names = study.files("codings/fg1").into_keys().filter(|name| name.contains("/An-"));
    let name = names.next().unwrap();
    assert_eq!(names.next(), None);
    name
}

/// What An coded, by address.
fn coded(study: &Study) -> Vec<String> {
    let quotes = study.run("find --coded --coder An --all --json").json();
    quotes.iter().map(|quote| field(quote, "address").to_owned()).collect()
}

#[test]
fn copies_of_a_log_under_any_name_are_one_log() {
    for name in
        ["An (conflict van Piet).jsonl", "An-1.jsonl.orig", "x.sync-conflict-20260301.jsonl", "~An.jsonl"]
    {
        let study = buurt();
        study.run("code fg1:2 voice --coder An").ok();
        let first = log(&study);
        let older = study.read(&first);
        study.run("code fg1:4 voice --coder An").ok();
        study.write(&format!("codings/fg1/{name}"), study.read(&first));
        study.write(&first, older);
        study.run("code fg1:7 voice --coder An").ok();
        assert_eq!(coded(&study), ["fg1:2", "fg1:4", "fg1:7"], "{name}");
        assert_eq!(study.run("log").ok().stdout.lines().count(), 3, "each once");
        study.run("undo -n 2 --coder An").ok();
        assert_eq!(coded(&study), ["fg1:2"], "also what only the copy holds");
        study.run("ingest").ok();
        study.run("check").ok();
    }
}

#[test]
fn branches_put_behind_one_another_are_one_log() {
    let study = buurt();
    study.run("code fg1:2 voice --coder An").ok();
    let log = log(&study);
    let base = study.read(&log);
    let branch = |lines: &[&str]| {
        study.write(&log, &base);
        lines.iter().for_each(|line| drop(study.run(&format!("{line} --coder An")).ok()));
        study.read(&log).split_off(base.len())
    };
    let one = branch(&["code fg1:4 voice", "uncode fg1:2 voice"]);
    let other = branch(&["code fg1:7 voice", "code fg1:8 voice", "undo"]);
    for ends in [[&one, &other], [&other, &one]] {
        let header = base.split_inclusive(|byte| *byte == b'\n').next().unwrap();
        study.write(&log, [&base, ends[0].as_slice(), header, ends[1]].concat());
        assert_eq!(coded(&study), ["fg1:4", "fg1:7"]);
        assert_eq!(study.run("log").ok().stdout.lines().count(), 6);
        study.run("anchors").ok();
        study.run("ingest").ok();
        study.run("check").ok();
    }
}

#[test]
fn a_half_line_at_the_end_is_set_aside_and_stops_nothing() {
    let study = buurt();
    study.run("code fg1:2 voice --coder An").ok();
    study.run("code fg1:4 voice --coder An").ok();
    let log = log(&study);
    let whole = study.read(&log);
    study.write(&log, &whole[..whole.len() - 30]);
    let shown = study.run("log").ok().says(&["only half written; it is set aside", &format!("{log}:3:1")]);
    assert_eq!(shown.stdout.lines().count(), 1);
    assert_eq!(shown.stderr.matches("warning").count(), 1, "told once");
    assert!(!shown.stderr.contains("Ik vertrouw"), "without what was said");
    assert_eq!(coded(&study), ["fg1:2"]);
    study.run("code fg1:7 voice --coder An").ok();
    assert_eq!(coded(&study), ["fg1:2", "fg1:7"]);
    study.run("undo --coder An").ok();
    assert_eq!(coded(&study), ["fg1:2"]);
    assert!(study.read(&log).starts_with(&whole[..whole.len() - 30]), "nothing is rewritten");
    assert_eq!(study.run("log").ok().stderr, "", "told until it was set aside, and no longer");
    study.run("check").ok();
}

#[test]
fn a_damaged_line_is_named_and_left_out_until_a_copy_brings_it_back() {
    let study = buurt();
    for turn in [2, 4, 7] {
        study.run(&format!("code fg1:{turn} voice --coder An")).ok();
    }
    let log = log(&study);
    let whole = study.read(&log);
    study.edit(&log, "Ik vertrouw die", "Ik vertrauw die");
    study.run("log").ok().says(&[
        "a line of this log is damaged and left out",
        &format!("{log}:3:1"),
        "backup",
    ]);
    assert_eq!(coded(&study), ["fg1:2", "fg1:7"]);
    study.run("check").exits(4).shows(&[&format!("damaged: {log}:3")]);
    study.write("codings/fg1/backup.jsonl", whole);
    assert_eq!(coded(&study), ["fg1:2", "fg1:4", "fg1:7"]);
}

#[test]
fn what_a_newer_verbatim_wrote_survives_what_is_done_to_it() {
    let study = buurt();
    study.run("code fg1:2 voice --coder An").ok();
    let log = log(&study);
    let mut coding = study.run("log --json").ok().json().remove(0)["operation"].clone();
    for (name, value) in [("id", "00000000000000aa"), ("change", "00000000000000ac"), ("mood", "glad")] {
        coding[name] = json!(value);
    }
    coding["n"] = json!(2);
    coding["code"] = json!("access/waiting");
    let newer = json!({"id": "00000000000000bb", "n": 3, "change": "00000000000000bc", "coder": "An",
        "op": "link", "of": ["00000000000000aa"], "deep": {"z": 1}});
    let mut lines = study.text(&log);
    for operation in [coding, newer] {
        let operation: Operation = serde_json::from_value(operation).unwrap();
        lines.push_str(&format!("{}\n", Line::Operation(Box::new(operation)).sealed()));
    }
    study.write(&log, &lines);
    let shown = || study.run("log -n 1 --json").ok().json().remove(0)["operation"].clone();
    assert_eq!((&shown()["deep"]["z"], &shown()["op"]), (&json!(1), &json!("link")));
    study.run("log").ok().shows(&["did something newer in fg1"]);
    assert_eq!(study.run("find -c waiting --coder An --all --plain").ok().stdout.lines().count(), 1);

    study.run("undo -n 2 --coder An").ok();
    study.run("redo --coder An").ok();
    assert!(study.text(&log).starts_with(&lines), "every byte of it");
    study.run("find -c waiting --coder An").ok();

    study.write("corpus/groepen/fg1.txt", FOCUS_GROUP.replace("al drie weken", "al vier weken"));
    study.run("ingest").ok();
    study.run("anchors confirm --coder An").ok().shows(&["2 codings confirmed"]);
    let moved = study.run("log -n 1 --json").ok().json();
    assert!(moved.iter().any(|line| line["operation"]["mood"] == "glad"), "{moved:?}");
}
