//! Real transcripts against facts that other tools worked out: a table of file by fact.
//!
//! Runs only when named, with the folder of shared data in `VERBATIM_SHARED`:
//! `VERBATIM_SHARED=/path/to/shared cargo test --test shared_data`. The table is printed when a
//! fact is not met, or always with `-- --nocapture`.

// A test that meets what it does not expect should stop right there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout)]

mod facts;
mod formats;
mod linguistic;
mod pdf;
mod services;
mod sheet;
mod sheets;
mod soundness;

use std::path::{Path, PathBuf};

use serde_json::Value;
use sheet::Sheet;
use verbatim::source::{self, Reading, Settings};

/// Folders of formats that are read so far.
const FOLDERS: &[&str] = &[
    "txt/",
    "md/",
    "docx/",
    "vtt/",
    "srt/",
    "csv/",
    "otter/",
    "json/",
    "xlsx/",
    "pdf/",
    "eaf/",
    "cha/",
    "textgrid/",
    "tei/",
];
/// Endings of files in scope in the other folders.
const CODED: &[&str] = &[".csv", ".txt", ".docx"];

/// See [`ARGUED`].
const BOTTOM: &str = "counts lines of a plain print that hold number and label; where a page ends right after a number, \
     number and label are apart there; that all paragraphs but the title have a label is checked as a derived fact";

/// Facts held to be wrong, each with the reason. They are shown in the table and do not fail it.
const ARGUED: &[(&str, &str, &str)] = &[
    (
        "coded/switchboard_discourse_a.txt",
        "utterances",
        "counts only lines whose act tag is letters (`^\\w+ [AB]\\.`); tags such as `%`, `+`, `b^r`, `sd(^q)` are acts of \
     the same scheme, so 928 lines are utterances; that the plain-tagged ones are 752 is checked as a derived fact",
    ),
    (
        "coded/switchboard_discourse_a.txt",
        "speakers",
        "follows from the same count; the plain-tagged utterances by speaker are checked as a derived fact",
    ),
    (
        "json/nl_DVA8K_whisper.json",
        "first: end_ms",
        "the file gives seconds to two decimals (1.4), the fact is of the recording it was made from",
    ),
    (
        "json/nl_DVA8K_whisper.json",
        "last: start_ms",
        "the file gives seconds to two decimals (898.7), the fact is of the recording it was made from",
    ),
    (
        "json/nl_DVA8K_whisperx.json",
        "first: end_ms",
        "the file gives seconds to two decimals (1.4), the fact is of the recording it was made from",
    ),
    (
        "json/nl_DVA8K_whisperx.json",
        "last: start_ms",
        "the file gives seconds to two decimals (898.7), the fact is of the recording it was made from",
    ),
    ("pdf/pdpilot_P1.pdf", "paragraphs_with_label", BOTTOM),
    ("pdf/pdpilot_P2.pdf", "paragraphs_with_label", BOTTOM),
    ("pdf/pdpilot_P3.pdf", "paragraphs_with_label", BOTTOM),
    (
        "cha/nl_DVA9M.cha",
        "words",
        "counts the words before CHAT mark-up (its own note says so); CHAT ends each utterance with ` .`, which stays as it \
     stands; that the words without it are 3971 is checked as a derived fact",
    ),
    (
        "cha/nl_DVA9M.cha",
        "last: words",
        "the same ` .`; the last words without it are checked as a derived fact",
    ),
    (
        "cha/scikit-talk_file01.cha",
        "utterances",
        "counts only codes of letters (`*ABC:`); the 13 main lines here are of `MS. A` and `BertramKIBBEL`, \
     counted by hand and checked",
    ),
    ("cha/scikit-talk_file01.cha", "speakers", "follows from the same count; checked by hand"),
    (
        "tei/parlamint_ES-CT_2015-10-26.xml",
        "speakers",
        "a blank @who names nobody; those two utterances have the speaker printed before them (note of type speaker), \
     checked by hand",
    ),
];

/// One file under test.
pub struct Case<'a> {
    /// Its path below `corpora/`.
    pub name: &'a str,
    /// What is known of it.
    pub facts: &'a Value,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Case<'_> {
    /// Reads it with these settings.
    pub fn read(&self, settings: &Settings) -> Reading {
        match source::read(self.name, &self.bytes, settings) {
            Ok(reading) => reading,
            Err(error) => panic!("{} was not read: {error} ({})", self.name, error.hint),
        }
    }
}

fn corpora() -> PathBuf {
    let Some(shared) = std::env::var_os("VERBATIM_SHARED") else {
        panic!("set VERBATIM_SHARED to the folder that holds corpora/FACTS.json");
    };
    Path::new(&shared).join("corpora")
}

fn in_scope(name: &str) -> bool {
    FOLDERS.iter().any(|folder| name.starts_with(folder))
        || (name.starts_with("coded/") && CODED.iter().any(|ending| name.ends_with(ending)))
}

#[test]
fn every_known_fact_is_met() {
    let corpora = corpora();
    let json = std::fs::read_to_string(corpora.join("FACTS.json")).expect("FACTS.json can be read");
    let all: Value = serde_json::from_str(&json).expect("FACTS.json is JSON");
    let mut sheet = Sheet::default();
    for (name, entry) in all.as_object().expect("an object").iter().filter(|(name, _)| in_scope(name)) {
        let bytes = std::fs::read(corpora.join(name)).expect("the file of a fact can be read");
        let case = Case { name, facts: &entry["facts"], bytes };
        sheet.begin(name);
        facts::check(&case, &mut sheet);
        formats::check(&case, &mut sheet);
        services::check(&case, &mut sheet);
        sheets::check(&case, &mut sheet);
        pdf::check(&case, &corpora, &mut sheet);
        linguistic::check(&case, &mut sheet);
        well_formed(&case, &mut sheet);
    }
    for (file, fact, why) in ARGUED {
        sheet.argue(file, fact, why);
    }
    println!("{sheet}");
    assert!(sheet.files() > 40, "the shared data holds more files than {}", sheet.files());
    assert!(sheet.met(), "{}", sheet.failures());
}

/// What must hold of every transcript: spans on character borders, without outer blanks, in order.
fn well_formed(case: &Case<'_>, sheet: &mut Sheet) {
    let transcript = case.read(&Settings::default()).transcript;
    let mut end = 0;
    let sound = transcript.turns.iter().all(|turn| {
        let after = turn.span.start >= end;
        end = turn.span.end;
        let words = transcript.text.get(turn.span.start..turn.span.end);
        after && words.is_some_and(|words| !words.is_empty() && words.trim() == words)
    });
    sheet.invariant("spans are sound", sound);
}
