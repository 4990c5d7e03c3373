//! Many mutations of what fuzzing kept, given to a reader or parser as users run it: without the guidance of
//! coverage, and therefore many times faster. `scripts/fuzz.sh --mutations` runs it:
//!
//! ```text
//! cargo test --release --test mutations -- TARGET RUNS FOLDER..
//! ```
//!
//! The same folders give the same mutations; what breaks a promise is written to `fuzz/artifacts/`.

// A program of its own, that stops at what it does not expect.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::indexing_slicing, clippy::exit)]

mod mutator;
#[path = "../../fuzz/src/promises.rs"]
mod promises;

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutator::Mutator;

/// Longer inputs are cut.
const LONGEST: usize = 4096;
/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(2);
/// Bytes of memory that one process may have: enough for thousands of runs, too little for a bomb.
const MEMORY: u64 = 1 << 30;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [target, runs, folders @ ..] = args.as_slice() else {
        println!("give a target, a number of runs, and folders of inputs");
        return;
    };
    let runs: u64 = runs.parse().expect("a number of runs");
    let inputs = inputs(folders);
    if inputs.is_empty() {
        println!("nothing to mutate for {target}");
        std::process::exit(2);
    }
    rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY).expect("a limit on memory");
    // Told by what is caught; a backtrace for each would only take time.
    std::panic::set_hook(Box::new(|_| {}));
    let begin = Instant::now();
    let (mut understood, mut slowest) = (0u64, Duration::ZERO);
    let known = (0..inputs.len()).filter(|at| promises::hold(target, &inputs[*at])).collect();
    let mut mutator = Mutator::new(&inputs, known, LONGEST);
    for run in 0..runs {
        let bytes = mutator.input(run);
        let (mut held, mut took) = timed(target, &bytes);
        if took >= PATIENCE {
            // A process that was stopped for a while hangs once, an input that hangs does so again.
            (held, took) = timed(target, &bytes);
        }
        slowest = slowest.max(took);
        match held {
            Some(is_understood) if took < PATIENCE => understood += u64::from(is_understood),
            _ => broken(target, run, &bytes),
        }
    }
    println!(
        "{target:<16} {runs:>12} mutations of {:>6} inputs  {:>8.0} a second  {:>3}% understood  slowest {} ms  sound",
        inputs.len(),
        runs as f64 / begin.elapsed().as_secs_f64(),
        100 * understood / runs.max(1),
        slowest.as_millis(),
    );
}

/// Whether the bytes were understood, or `None` where a promise broke; and how long that took.
fn timed(target: &str, bytes: &[u8]) -> (Option<bool>, Duration) {
    let start = Instant::now();
    let held = catch_unwind(|| promises::hold(target, bytes)).ok();
    (held, start.elapsed())
}

/// Keeps what broke a promise, and ends.
fn broken(target: &str, run: u64, bytes: &[u8]) -> ! {
    let path = Path::new("fuzz/artifacts").join(format!("{target}-mutation-{run}"));
    std::fs::create_dir_all("fuzz/artifacts").expect("a folder for what broke");
    std::fs::write(&path, bytes).expect("a file for what broke");
    println!("{target:<16} BROKE A PROMISE in run {run}: see {}", path.display());
    std::process::exit(1);
}

/// The files in these folders, in the order of their names.
fn inputs(folders: &[String]) -> Vec<Vec<u8>> {
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok());
    let mut paths: Vec<PathBuf> = files.flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}
