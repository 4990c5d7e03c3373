//! Measures single phases on a study that is there, for `scripts/speed.py`, which knows the goals.
//!
//! ```text
//! cargo bench --bench phases -- code STUDY CODEBOOK..   reading and coding, one thread
//! cargo bench --bench phases -- raw STUDY FOLDER        the documents of its index, put into a bare Tantivy
//! cargo bench --bench phases -- find STUDY CODE ROLE WORDS    one question, asked again and again
//! ```
//!
//! Each line of output is one JSON object; times are CPU seconds unless the name says otherwise.

// A bench prints, and stops at what it does not expect.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::indexing_slicing)]

mod code;
mod find;
mod raw;

use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["code", study, codebooks @ ..] => code::measure(Path::new(study), codebooks),
        ["raw", study, folder] => raw::measure(Path::new(study), Path::new(folder)),
        ["find", study, code, role, words] => find::measure(Path::new(study), code, role, words),
        _ => println!("nothing to measure: name a phase (see the head of benches/phases/main.rs)"),
    }
}

/// CPU time of this process so far, in seconds: Linux only, elsewhere wall time since the first call.
fn cpu() -> f64 {
    let own = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        own.rsplit(')').next().unwrap_or("").split_whitespace().filter_map(|f| f.parse().ok()).collect();
    // utime and stime, in hundredths; the state of the process, a letter, is not among the numbers.
    match (fields.get(10), fields.get(11)) {
        (Some(user), Some(system)) => (user + system) / 100.0,
        _ => wall(),
    }
}

/// Wall time since the first call, in seconds.
fn wall() -> f64 {
    static BEGIN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGIN.get_or_init(std::time::Instant::now).elapsed().as_secs_f64()
}
