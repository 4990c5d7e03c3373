//! What fuzzing kept, replayed: every seed and every regression of every fuzz target keeps the promises
//! that the target holds its reader or parser to.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[path = "../../fuzz/src/promises.rs"]
mod promises;

/// The files of `fuzz/FOLDER`, in order; none where there is no such folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder);
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_fuzz_target_is_replayed() {
    let stem = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    let replayed: Vec<&str> = promises::TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(files("targets").iter().map(stem).collect::<Vec<_>>(), replayed);
    for path in ["seeds", "regressions"].into_iter().flat_map(files) {
        assert!(replayed.contains(&stem(&path).as_str()), "{} has no target", path.display());
    }
}

#[test]
fn what_fuzzing_kept_keeps_its_promises() {
    let mut wrong = Vec::new();
    for (name, _) in promises::TARGETS {
        let seeds = files(&format!("seeds/{name}"));
        let mut understood = 0;
        for path in seeds.iter().chain(&files(&format!("regressions/{name}"))) {
            let bytes = fs::read(path).unwrap();
            match catch_unwind(|| promises::hold(name, &bytes)) {
                Ok(fine) => understood += usize::from(fine),
                Err(_) => wrong.push(format!("{} breaks a promise", path.display())),
            }
        }
        if understood == 0 {
            wrong.push(format!("{name}: none of {} seeds is understood", seeds.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
