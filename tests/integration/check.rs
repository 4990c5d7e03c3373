//! `verbatim check`: what it proves, and what it finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::thread;

use insta::assert_snapshot;
use regex::Regex;
use verbatim::check::check;

use crate::buurt::{FOCUS_GROUP, buurt, fresh};
use crate::study::{Output, Study};

/// The small study with codings by An in the focus group and the interview.
fn coded() -> Study {
    let study = buurt();
    for line in
        ["code fg1 trust --words 'kijkt mij in de ogen'", "code fg1 waiting --words 'nog langer, zegt'"]
    {
        study.run(&format!("{line} --coder An")).ok();
    }
    study.run("code i1:2 waiting --memo 'aan de telefoon' --coder An").ok();
    study
}

/// What `check` says, without days, device and fingerprints.
fn shown(output: &Output) -> String {
    let mut all = output.all();
    for (pattern, new) in [
        (r"on \d{4}-\d\d-\d\d", "on DAY"),
        (r"(text|turns)-[0-9a-f]{16}", "$1-HASH"),
        (r"An-[0-9a-z]+\.jsonl", "An-DEVICE.jsonl"),
    ] {
        all = Regex::new(pattern).unwrap().replace_all(&all, new).into_owned();
    }
    all
}

/// The path of the one file below `folder` whose name begins so.
fn file(study: &Study, folder: &str, begin: &str) -> String {
    let begin = format!("{folder}/{begin}");
    study.files(folder).into_keys().find(|name| name.starts_with(&begin)).expect("a file")
}

#[test]
fn a_study_is_whole_after_everything_that_verbatim_does_itself() {
    let study = coded();
    study.write("../nieuw.txt", "Moderator: En nu?\nAn: Ik wacht nog.\nBo: Wij ook.\n");
    study.write("../beter.txt", FOCUS_GROUP.replace("drie weken", "vier weken"));
    study.write("../codes.csv", "code\nkleur\n");
    let person = "--coder An";
    for line in [
        "ingest",
        "ingest --full",
        "add ../nieuw.txt",
        "participants --add",
        "import ../codes.csv",
        &format!("code nieuw:2 kleur {person}"),
        &format!("recode kleur tint {person}"),
        "find wachten",
        &format!("undo {person}"),
        "find wachten",
        &format!("redo {person}"),
        &format!("replace fg1 ../beter.txt {person}"),
        &format!("undo {person}"),
        &format!("redo {person}"),
        "status",
    ] {
        study.run(line).ok();
        let output = study.run("check");
        assert_eq!(output.code, 0, "after `{line}`:\n{}", output.stdout);
    }
}

#[test]
fn what_was_accepted_is_written_only_when_it_is_something_else() {
    let study = coded();
    let record = study.text("codings/study/ingested.jsonl");
    let old = Regex::new("\"time\":\"[^\"]*\"").unwrap();
    assert!(old.is_match(&record));
    let truth = study.truth();
    for line in ["ingest", "ingest --full", "find wachten", "status", "check", "codes check", "show fg1"] {
        study.run(line).ok();
        assert_eq!(study.truth(), truth, "after `{line}`");
    }
}

#[test]
fn a_copy_without_its_index_is_whole_and_gets_none() {
    let study = coded();
    study.remove("index");
    assert_snapshot!(shown(&study.run("check")), @r"
    exit 0
    --- stdout
    checked 3 sources, 3 codings by people, 17 by rules, 2 logs: all whole
    ");
    assert!(!study.exists("index"));
}

#[test]
fn what_changed_behind_its_back_stays_named_until_ingest_accepts_it() {
    let study = coded();
    study.edit("corpus/groepen/fg1.txt", "drie weken", "vier weken");
    study.edit("codebooks/buurt.yaml", "any: [wachten]", "any: [\"wacht*\"]");
    study.edit("participants.csv", "Huis Noord", "Huis Zuid");
    study.edit("verbatim.toml", "Buurtwerk", "Buurt");
    study.write("corpus/erbij.txt", "An: Ik wacht.\n\nBo: Ik niet.\n");
    let bytes = study.read("corpus/enquete.csv");
    study.remove("corpus/enquete.csv");
    study.write("corpus/enquete2.csv", bytes);
    study.remove("corpus/i1.vtt");
    let before = study.run("check");
    assert_snapshot!(shown(&before), @r"
    exit 4
    --- stdout
    changed: corpus/erbij.txt: new since the last ingest on DAY; `verbatim ingest` reads and accepts it
    changed: codebooks/buurt.yaml: changed, rules too, since the last ingest on DAY; if this was not you, restore it from a copy; `verbatim ingest` accepts it
    changed: corpus/enquete.csv: moved to corpus/enquete2.csv since the last ingest on DAY; `verbatim ingest` accepts it
    changed: corpus/groepen/fg1.txt: changed since the last ingest on DAY; if this was not you, restore it from a copy; `verbatim ingest` accepts it
    changed: corpus/i1.vtt: gone since the last ingest on DAY; if you did not take it away, restore it; `verbatim ingest` accepts it
    changed: participants.csv: changed since the last ingest on DAY; if this was not you, restore it from a copy; `verbatim ingest` accepts it
    changed: verbatim.toml: changed since the last ingest on DAY; if this was not you, restore it from a copy; `verbatim ingest` accepts it
    waits: codings/i1: 1 coding(s) by people wait: their source is gone; put the transcript back into corpus/; nothing is lost
    checked 3 sources, 3 codings by people, 11 by rules, 2 logs: 8 findings
    ");
    study.run("find wachten").ok();
    let after = study.run("check");
    assert_eq!(before.stdout.lines().filter(|l| l.starts_with("changed")).count(), 7, "{}", before.stdout);
    assert_eq!(findings(&after, "changed"), findings(&before, "changed"));
    study.run("ingest").ok();
    let after = study.run("check").exits(5);
    after.shows(&["waits: codings/i1: 1 coding(s) by people wait: their source is gone"]);
}

fn findings(output: &Output, kind: &str) -> Vec<String> {
    output.stdout.lines().filter(|line| line.starts_with(kind)).map(str::to_owned).collect()
}

#[test]
fn a_codebook_with_other_words_around_the_same_codes_is_told_from_one_with_other_rules() {
    let study = buurt();
    study.edit(
        "codebooks/buurt.yaml",
        "codes:\n  - id: relationship",
        "# Onze codes.\ncodes:\n  - id: relationship",
    );
    study.run("check").exits(4).shows(&["codebooks/buurt.yaml: changed in layout or comments only since"]);
    study.edit("codebooks/buurt.yaml", "Of de ander", "Dat de ander");
    study.run("check").exits(4).shows(&["codebooks/buurt.yaml: changed, but no rule did, since"]);
    study.edit("codebooks/buurt.yaml", "[online]", "[online, scherm]");
    study.run("check").exits(4).shows(&["codebooks/buurt.yaml: changed, rules too, since"]);
}

#[test]
fn damage_is_named_with_its_file_and_line() {
    let study = coded();
    study.edit(&file(&study, "codings/fg1", "An-"), "kijkt mij in de ogen", "kijkt mij in de oren");
    study.edit("codings/enquete/rules.jsonl", "wachten", "lachten");
    study.remove("codings/fg1/rules.jsonl");
    study.remove(&file(&study, "codings/i1", "text-"));
    let output = study.run("check");
    assert_snapshot!(shown(&output), @r"
    exit 4
    --- stdout
    damaged: codings/fg1/An-DEVICE.jsonl:2: a line of this log is damaged and left out; restore the file from a copy or a backup; whole lines of both may stand in one file
    damaged: codings/enquete/rules.jsonl: what rules do in this source is damaged, or of an older verbatim; `verbatim ingest --full` makes it again
    damaged: codings/fg1/rules.jsonl: what rules do in this source is gone; `verbatim ingest --full` makes it again
    damaged: codings/i1/rules.jsonl: the text that rules code, text-HASH.txt, is gone; `verbatim ingest --full` makes it again
    damaged: codings/i1/text-HASH.txt: gone or not readable, and 1 coding(s) or note(s) by people stand on it; restore it from a copy or a backup
    checked 3 sources, 2 codings by people, 4 by rules, 2 logs: 5 findings
    ");
}

#[test]
fn a_damaged_kept_text_is_named_once() {
    let study = coded();
    let text = file(&study, "codings/fg1", "text-");
    study.edit(&text, "drie weken", "vier weken");
    assert_snapshot!(shown(&study.run("check")), @r"
    exit 4
    --- stdout
    damaged: codings/fg1/text-HASH.txt: a byte of this kept text, or of its turns, is not the one that was written; restore it from a copy or a backup; where it is that of the source as it is now, `verbatim ingest --full` makes it again
    checked 3 sources, 3 codings by people, 17 by rules, 2 logs: 1 finding
    ");
}

#[test]
fn what_only_rules_made_is_mended_by_ingest() {
    let study = buurt();
    study.remove("codings/fg1/rules.jsonl");
    study.edit("codings/i1/rules.jsonl", "wachten", "lachten");
    // Bits rot without a trace in the times of files.
    let text = study.root().join(file(&study, "codings/enquete", "text-"));
    let time = fs::metadata(&text).unwrap().modified().unwrap();
    let rotten = fs::read_to_string(&text).unwrap().replace("mens", "mans");
    let mut open = fs::OpenOptions::new().write(true).open(&text).unwrap();
    open.write_all(rotten.as_bytes()).unwrap();
    open.set_modified(time).unwrap();
    study.run("check").exits(4);
    study.run("ingest --full").ok();
    study.run("check").ok();
}

#[test]
fn a_code_that_was_renamed_by_hand_is_named_with_what_mends_it() {
    let study = coded();
    study.edit("codebooks/buurt.yaml", "id: trust", "id: trusts");
    study.run("ingest").ok();
    assert_snapshot!(shown(&study.run("check")), @r"
    exit 4
    --- stdout
    changed: codings/fg1: the code `relationship/trust` is not in the codebook; people used it 1 time(s); `verbatim recode relationship/trust relationship/trusts`, or put the code back into the codebook
    checked 3 sources, 3 codings by people, 17 by rules, 2 logs: 1 finding
    ");
    study.run("recode relationship/trust relationship/trusts --coder An").ok();
    study.run("check").ok();
}

#[test]
fn codings_that_wait_need_a_decision() {
    let study = coded();
    study.write("../anders.txt", FOCUS_GROUP.replace("kijkt mij in de ogen", "groet altijd"));
    study.run("replace fg1 ../anders.txt --coder An").exits(5);
    assert_snapshot!(shown(&study.run("check")), @r"
    exit 5
    --- stdout
    waits: codings/fg1: 1 coding(s) by people wait: the transcript changed since; `verbatim anchors` lists them and takes your decision; nothing is lost
    checked 3 sources, 3 codings by people, 17 by rules, 3 logs: 1 finding
    ");
    let finding = &study.run("check --json").exits(5).json()[0];
    assert_eq!((finding["kind"].as_str(), finding["file"].as_str()), (Some("waits"), Some("codings/fg1")));
}

#[test]
fn a_study_that_was_never_ingested_is_not_proved() {
    assert_snapshot!(shown(&fresh().run("check")), @r"
    exit 4
    --- stdout
    changed: codings/study/ingested.jsonl: there is no record of what was accepted, so nothing proves sources and codebooks; `verbatim ingest` accepts the study as it is now
    checked 3 sources, 0 codings by people, 0 by rules, 0 logs: 1 finding
    ");
}

#[test]
fn every_byte_that_rots_is_found() {
    let study = coded();
    study.run("recode client cliënten --coder An").ok();
    let interview = study.text("corpus/i1.vtt");
    study.write("corpus/i2.vtt", interview.replace("Fons", "Wout").replace("wachten", "bellen"));
    study.run("pick fg1:2 --set rapport --coder An").ok();
    study.run("ingest").ok();
    let truth = study.truth();
    let size: usize = truth.values().map(Vec::len).sum();
    assert!((15_000..40_000).contains(&size), "{size} bytes");
    let kinds: BTreeSet<&str> = truth.keys().filter_map(|name| Some(name.rsplit_once('.')?.1)).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["csv", "json", "jsonl", "toml", "txt", "vtt", "yaml"]);
    // Each thread works on a copy of its own.
    let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
    let unseen: Vec<(String, usize, u8)> = thread::scope(|scope| {
        let begin = |n: usize| {
            let truth = &truth;
            scope.spawn(move || unseen_rot(truth, |at| at % threads == n))
        };
        let running: Vec<_> = (0..threads).map(begin).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(unseen, [], "bytes that rotted and were not found");
}

/// Flips a bit of each byte that is `mine` in a copy of the study, one at a time: file, byte and bit that `check`
/// does not find.
fn unseen_rot(
    truth: &BTreeMap<String, Vec<u8>>,
    mine: impl Fn(usize) -> bool + Sync,
) -> Vec<(String, usize, u8)> {
    let study = truth.iter().fold(Study::empty(), |study, (name, bytes)| study.with(name, bytes));
    let (root, mut unseen, mut count) = (study.root(), Vec::new(), 0);
    let is_found = || match verbatim::store::Study::open(&root) {
        Ok(study) => {
            check(&study, None, &study.config.fillers()).map_or(true, |proof| !proof.findings.is_empty())
        }
        Err(_) => true,
    };
    let mut flip_all = || {
        assert!(!is_found());
        for (name, whole) in truth {
            let file = fs::OpenOptions::new().write(true).open(root.join(name)).unwrap();
            for (at, &byte) in whole.iter().enumerate() {
                count += 1;
                if !mine(count) {
                    continue;
                }
                // Every bit has its turn; where a line ends, that which makes another space of it.
                let bit = if byte == b'\n' { 1 } else { 1 << (at % 8) };
                put(&file, at, byte ^ bit);
                if !is_found() {
                    unseen.push((name.clone(), at, bit));
                }
                put(&file, at, byte);
            }
        }
        assert!(!is_found());
    };
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(&mut flip_all);
    unseen
}

/// Puts one byte in place: writing the whole file anew takes its time on some file systems.
fn put(mut file: &fs::File, at: usize, byte: u8) {
    file.seek(SeekFrom::Start(at as u64)).unwrap();
    file.write_all(&[byte]).unwrap();
}
