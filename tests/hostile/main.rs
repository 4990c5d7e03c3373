//! Hostile files, through the binary: each gets a reading or a message that says how to mend it, in
//! bounded time and memory; none is written outside the study, and none stops the others. What fuzzing kept
//! is replayed through the library.
//!
//! `cargo test --release --test hostile -- --nocapture` prints the slowest and the largest.

// A test that meets what it does not expect should stop right there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout)]

mod finished;
mod kept;
mod made;
mod run;
mod samples;

use made::Fate;
use run::{Outcome, Scratch};

/// Peak memory of the program and of each process it starts, in MiB.
const MOST_MEMORY: u64 = 256;

#[test]
fn sound_files_of_every_format_are_read() {
    for (name, bytes) in samples::all() {
        let outcome = Scratch::with(name, &bytes).outcome();
        assert!(outcome.was_read(), "{name}: {}", outcome.said());
    }
}

#[test]
fn every_hostile_file_gets_an_answer() {
    let all = made::all();
    assert!(all.len() >= 300, "only {} hostile files", all.len());
    let mut wrong = Vec::new();
    let mut answers: Vec<(String, Outcome)> = Vec::new();
    for hostile in &all {
        let scratch = Scratch::with(&hostile.name, &(hostile.bytes)());
        let outcome = scratch.outcome();
        if let Some(why) = complaint(hostile.fate, &outcome, &scratch) {
            wrong.push(format!("{:?}: {why}\n{}", hostile.name, outcome.said()));
        }
        answers.push((hostile.name.clone(), outcome));
    }
    report(&answers);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

/// What is wrong with the answer to a hostile file, if anything.
fn complaint(fate: Fate, outcome: &Outcome, scratch: &Scratch) -> Option<String> {
    let (read, refused) = (outcome.was_read(), outcome.was_refused());
    if !read && !refused {
        return Some(format!("neither read nor refused: exit {:?}", outcome.code));
    }
    let said = outcome.said();
    if said.contains("panicked") || said.contains("RUST_BACKTRACE") {
        return Some("a panic shows".to_owned());
    }
    if refused && !said.contains("\n          ") {
        return Some("refused without saying how to mend it".to_owned());
    }
    if said.chars().any(|c| c.is_control() && c != '\n') {
        return Some("control characters reach the terminal".to_owned());
    }
    if (fate == Fate::Read && !read) || (fate == Fate::Refused && read) {
        return Some(format!("should have been {fate:?}"));
    }
    if outcome.peak_mib > MOST_MEMORY {
        return Some(format!("took {} MiB", outcome.peak_mib));
    }
    scratch.strays().map(|stray| format!("wrote {stray}"))
}

/// The slowest and the largest.
fn report(answers: &[(String, Outcome)]) {
    // 3 from `ingest`, 2 from `verify`.
    let refused = answers.iter().filter(|(_, outcome)| matches!(outcome.code, Some(2 | 3))).count();
    println!("{} hostile files: {} read, {refused} refused", answers.len(), answers.len() - refused);
    let mut by_time: Vec<_> = answers.iter().collect();
    by_time.sort_by_key(|(_, outcome)| std::cmp::Reverse(outcome.millis));
    println!("slowest:");
    for (name, outcome) in by_time.iter().take(8) {
        println!("  {:>6} ms  {name:?}", outcome.millis);
    }
    by_time.sort_by_key(|(_, outcome)| std::cmp::Reverse(outcome.peak_mib));
    println!("largest:");
    for (name, outcome) in by_time.iter().take(8) {
        println!("  {:>6} MiB {name:?}", outcome.peak_mib);
    }
}

#[test]
fn one_batch_of_them_never_stops_the_good_one() {
    let small = |bytes: &[u8]| bytes.len() < 1 << 20;
    let scratch = Scratch::with("goed.txt", samples::txt().as_bytes());
    for hostile in made::all() {
        let bytes = (hostile.bytes)();
        if small(&bytes) {
            scratch.add(&hostile.name, &bytes);
        }
    }
    let ingest = scratch.run(&["ingest"]);
    assert_eq!(ingest.code, Some(3), "{}", ingest.stderr);
    let find = scratch.run(&["find", "buurvrouw", "--source", "goed"]);
    assert_eq!(find.code, Some(0), "{}", find.stderr);
    assert!(find.stdout.contains("Via de buurvrouw"), "{}", find.stdout);
    assert_eq!(scratch.strays(), None);
}
