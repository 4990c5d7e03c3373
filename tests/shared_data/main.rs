//! Real transcripts against facts that other tools worked out: a table of file by fact.
//!
//! Runs only when named, with the folder of shared data in `VERBATIM_SHARED`:
//! `VERBATIM_SHARED=/path/to/shared cargo test --test shared_data`. The table is printed when a
//! fact is not met, or always with `-- --nocapture`.

// A test that meets what it does not expect should stop right there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout)]

#[path = "../anchoring/mod.rs"]
mod anchoring;

mod carried;
mod comments;
mod documents;
mod endings;
mod facts;
mod formats;
mod linguistic;
mod pdf;
#[path = "../quoting/mod.rs"]
mod quoting;
mod services;
mod sheet;
mod sheets;
mod soundness;
#[path = "../integration/study.rs"]
#[allow(dead_code, reason = "the integration tests use the rest of it")]
mod study;
mod tiers;

use std::path::{Path, PathBuf};

use serde_json::Value;
use sheet::Sheet;
use verbatim::source::{self, Reading, Settings};

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
    ("html/nl_DVA9M_trint.html", "first: end_ms", TRINT),
    ("html/nl_DVA9M_trint.html", "last: end_ms", TRINT),
    (
        "rtf/nl_DVA6H_f4.rtf",
        "first: start_ms",
        "the file gives ends only; nothing says when its first turn begins",
    ),
    ("rtf/nl_DVA6H_f4.rtf", "first: end_ms", F4),
    ("rtf/nl_DVA6H_f4.rtf", "middle: start_ms", F4),
    ("rtf/nl_DVA6H_f4.rtf", "last: start_ms", F4),
    ("rtf/nl_DVA6H_f4.rtf", "last: end_ms", F4),
    (
        "rtf/pandoc_formatting.rtf",
        "words at the start",
        "LibreOffice writes out the word `secret`, which the file hides (\\v); hidden text is no text here",
    ),
];

const TRINT: &str =
    "the file gives words only, and its last word ends at data-m + data-d; the fact is from the corpus";
const F4: &str = "the file gives tenths of a second, and ends only, so that a turn begins where the one before ended; \
     that the stamps of the file are met is checked as a derived fact";

/// One file under test.
pub(crate) struct Case<'a> {
    /// Its path below `corpora/`.
    pub(crate) name: &'a str,
    /// What is known of it.
    pub(crate) facts: &'a Value,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Case<'_> {
    /// Reads it with these settings.
    pub(crate) fn read(&self, settings: &Settings) -> Reading {
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

#[test]
fn every_known_fact_is_met() {
    let corpora = corpora();
    let json = std::fs::read_to_string(corpora.join("FACTS.json")).expect("FACTS.json can be read");
    let all: Value = serde_json::from_str(&json).expect("FACTS.json is JSON");
    let mut sheet = Sheet::default();
    for (name, entry) in all.as_object().expect("an object") {
        let bytes = std::fs::read(corpora.join(name)).expect("the file of a fact can be read");
        let case = Case { name, facts: &entry["facts"], bytes };
        sheet.begin(name);
        facts::check(&case, &mut sheet);
        formats::check(&case, &mut sheet);
        comments::check(&case, &mut sheet);
        services::check(&case, &mut sheet);
        sheets::check(&case, &mut sheet);
        pdf::check(&case, &corpora, &mut sheet);
        linguistic::check(&case, &mut sheet);
        documents::check(&case, &mut sheet);
        well_formed(&case, &mut sheet);
    }
    for (file, fact, why) in ARGUED {
        sheet.argue(file, fact, why);
    }
    println!("{sheet}");
    assert!(sheet.files() >= 90, "the shared data holds more files than {}", sheet.files());
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
