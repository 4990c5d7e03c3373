//! Disks that are full, broken or read-only at any call, once and for ever: never an acknowledgement without data.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::strace::{points, traced};
use crate::work::{copy, make, operations, run, scratch};

const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EROFS", "EACCES"];
/// Calls that a disk can fail.
const CALLS: [&str; 8] =
    ["write", "fdatasync", "fsync", "rename", "renameat", "mkdir", "unlink", "ftruncate"];
const COMMANDS: [&[&str]; 3] =
    [&["code", "fg1:3", "waiting", "--words", "nog langer"], &["undo"], &["replace", "fg1", "../new.txt"]];

/// A fault: which call of which command fails how, once or (`+`) for ever.
struct Fault {
    args: &'static [&'static str],
    call: &'static str,
    error: &'static str,
    again: &'static str,
    number: usize,
}

/// What came of a fault.
struct Outcome {
    injected: bool,
    refused: bool,
}

/// Every call that a disk can fail in the commands, from the study in `start`.
fn plan(start: &Path) -> Vec<Fault> {
    let mut plan = Vec::new();
    for args in COMMANDS {
        let folder = scratch();
        copy(start, &folder.path().join("all"));
        let points = points(&traced(&folder.path().join("all/study"), args, None).calls, true);
        for call in CALLS {
            for number in points.get(call).into_iter().flatten().copied() {
                for error in ERRORS {
                    plan.extend(["", "+"].map(|again| Fault { args, call, error, again, number }));
                }
            }
        }
    }
    plan
}

fn fail(start: &Path, fault: &Fault) -> Outcome {
    let folder = scratch();
    let all = folder.path().join("all");
    copy(start, &all);
    let root = all.join("study");
    let before = operations(&root).0;
    let Fault { args, call, error, again, number } = fault;
    let inject = format!("{call}:error={error}:when={number}{again}");
    let run_now = traced(&root, args, Some(&inject));
    let mut hits = run_now.calls.lines().filter(|line| line.contains("(INJECTED)")).peekable();
    if hits.peek().is_none() {
        return Outcome { injected: false, refused: false };
    }
    let at = || format!("{args:?} {inject}: {}", run_now.stderr());
    let is_screen = hits.any(|hit| hit.contains("write(1,") || hit.contains("write(2,"));
    let after = operations(&root).0;
    assert!(after.is_superset(&before), "{}", at());
    let exit = run_now.output.status.code();
    let is_done = matches!(exit, Some(0 | 5));
    if is_done {
        assert!(after.len() > before.len(), "acknowledged without data: {}", at());
    } else if !is_screen {
        assert_eq!(exit, Some(12), "{}", at());
        assert!(run_now.stderr().contains("hint:"), "no mend: {}", at());
    }
    // What failed once can be done again.
    let (exit, said) = run(&root, &["code", "fg1:2", "waiting", "--words", "net zo"]);
    assert!(exit == 0, "{}: afterwards {said}", at());
    Outcome { injected: true, refused: !is_done && !is_screen }
}

#[test]
fn a_failing_disk_never_acknowledges_what_is_not_there() {
    let start = scratch();
    let root = make(start.path());
    for words in ["drie weken", "de stad"] {
        assert_eq!(run(&root, &["code", "fg1:1", "waiting", "--words", words]).0, 0);
    }
    let plan = plan(start.path());
    let (next, injected, refused) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(fault) = plan.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = fail(start.path(), fault);
                    injected.fetch_add(usize::from(outcome.injected), Ordering::Relaxed);
                    refused.fetch_add(usize::from(outcome.refused), Ordering::Relaxed);
                }
            });
        }
    });
    let (injected, refused, planned) = (injected.into_inner(), refused.into_inner(), plan.len());
    println!("faults: {injected} of {planned} injected, {refused} refused with a mend, the rest done");
    assert!(
        injected * 100 >= planned * 95 && injected > 500,
        "only {injected} of {planned} faults were injected"
    );
}
