//! Coding is sound: on generated transcripts and codebooks the matcher finds exactly what a slow oracle
//! finds, triggers included.
//!
//! `VERBATIM_F1=10x100,10x1000` names other sizes (MB x codes); use `--release` for those.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use serde_json::Value;
use verbatim::codebook::Codebook;
use verbatim::coding::{Matcher, TurnContext, oracle};
use verbatim::source::{Settings, read};
use verbatim::text::Language;

fn generate(args: &[&str]) {
    let shared = std::env::var_os("VERBATIM_SHARED").expect("VERBATIM_SHARED names the shared folder");
    let script = Path::new(&shared).join("tools/gen_corpus.py");
    let status = Command::new("python3").arg(script).args(args).status().expect("python3 runs");
    assert!(
        status.success(),
        "the generator needs the word lists of the Debian packages wdutch and wbritish"
    );
}

/// The generated codebook in our own language.
fn codebook(json: &str) -> Codebook {
    let parsed: Value = serde_json::from_str(json).expect("the generated codebook is JSON");
    let mut yaml = String::from("codebook: generated\nlanguage: nl\ncodes:\n");
    for code in parsed["codes"].as_array().expect("codes") {
        let id = code["code"].as_str().expect("an id");
        writeln!(yaml, "  - id: {id}\n    name: {id}\n    rules:\n      - any:").unwrap();
        for pattern in code["patterns"].as_array().expect("patterns") {
            let text = pattern["text"].as_str().expect("a text");
            let text = if pattern["kind"] == "regex" { format!("/{text}/") } else { text.to_owned() };
            writeln!(yaml, "          - {}", Value::String(text)).unwrap();
        }
    }
    let (codebook, diagnostics) = Codebook::load(&[("generated.yaml".to_owned(), yaml)]);
    let errors: Vec<_> =
        diagnostics.iter().filter(|d| d.severity == verbatim::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    codebook
}

fn transcripts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the generated folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            transcripts(&path, found);
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
}

/// Codings found in one transcript; panics where matcher and oracle differ.
fn compare(path: &Path, codebook: &Codebook, matcher: &Matcher) -> usize {
    let bytes = std::fs::read(path).expect("a generated transcript");
    let transcript = read("x.txt", &bytes, &Settings::default()).expect("a transcript").transcript;
    let contexts: Vec<TurnContext<'_>> = (0..transcript.turns.len())
        .map(|at| TurnContext {
            role: Some("client"),
            asks: at % 7 == 6,
            language: if at % 3 == 2 { Language::ENGLISH } else { Language::DUTCH },
        })
        .collect();
    let found = matcher.code(&transcript, &contexts);
    let expected = oracle::code(codebook, &transcript, &contexts);
    assert_eq!(found, expected, "{}", path.display());
    found.len()
}

#[test]
fn the_matcher_finds_what_a_slow_oracle_finds() {
    let sizes = std::env::var("VERBATIM_F1").unwrap_or_else(|_| "1x10,1x100".to_owned());
    for size in sizes.split(',') {
        let (megabytes, codes) = size.split_once('x').expect("MB x codes");
        let folder = tempfile::tempdir().expect("a folder");
        let (corpus, json) = (folder.path().join("corpus"), folder.path().join("codes.json"));
        generate(&["corpus", "--mb", megabytes, "--out", &corpus.display().to_string(), "--files"]);
        generate(&["codebook", "--codes", codes, "--out", &json.display().to_string()]);
        let codebook = codebook(&std::fs::read_to_string(json).expect("a codebook"));
        let matcher = Matcher::new(&codebook);
        let mut paths = Vec::new();
        transcripts(&corpus, &mut paths);
        let codings: usize = paths.par_iter().map(|path| compare(path, &codebook, &matcher)).sum();
        println!(
            "{megabytes} MB, {codes} codes: {codings} codings in {} transcripts, the same twice",
            paths.len()
        );
        assert!(codings > 100, "almost nothing was coded, so nothing was compared");
    }
}
