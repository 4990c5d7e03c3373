//! Killed at every call that changes a file: nothing that was acknowledged is lost, and no repair is needed.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use verbatim::changes::Desk;

use crate::strace::{points, traced};
use crate::work::{code, copy, make, open, operations, run, scratch};

/// So many points at least are tried, and so many of them at calls that change a file.
const POINTS: usize = 5_000;
const CHANGING_POINTS: usize = 1_500;

/// One command, from the state that is left by those before it.
struct Moment {
    folder: tempfile::TempDir,
    args: Vec<&'static str>,
}

/// The script: each command with the state before it.
fn script() -> Vec<Moment> {
    let folder = scratch();
    let root = make(folder.path());
    let mut commands: Vec<Vec<&'static str>> = Vec::new();
    const WORDS: [&str; 20] = [
        "wacht",
        "al drie",
        "drie weken",
        "weken op",
        "op een",
        "een antwoord",
        "antwoord van",
        "van de",
        "de stad",
        "Ik wacht",
        "Dat is",
        "is bij",
        "bij ons",
        "ons in",
        "in de",
        "de buurt",
        "net zo",
        "dat vertrouw",
        "vertrouw ik",
        "ik niet",
    ];
    for (number, words) in WORDS.iter().enumerate() {
        commands.push(vec!["code", if number < 10 { "fg1:1" } else { "fg1:2" }, "waiting", "--words", words]);
    }
    commands.push(vec!["uncode", "fg1:1", "waiting", "--words", "wacht"]);
    commands.push(vec!["reject", "fg1:2", "trust"]);
    commands.push(vec!["undo"]);
    commands.push(vec!["redo"]);
    commands.push(vec!["recode", "waiting", "queue"]);
    commands.push(vec!["replace", "fg1", "../new.txt"]);
    commands.push(vec!["undo", "-n", "2"]);
    commands.push(vec!["ingest"]);
    commands.push(vec!["export", "--code", "trust", "-o", "t.docx"]);
    commands.push(vec!["ingest", "--full"]);
    let mut moments = Vec::new();
    for args in commands {
        let before = scratch();
        if args == ["ingest"] {
            // A copy of the log, as a synced folder leaves it, is merged.
            let log = fs::read_dir(root.join("codings/fg1")).unwrap().flatten().map(|e| e.path());
            let log = log
                .into_iter()
                .find(|p| p.to_string_lossy().ends_with(".jsonl") && p.to_string_lossy().contains("/An-"))
                .unwrap();
            fs::copy(&log, root.join("codings/fg1/An (conflict).jsonl")).unwrap();
            fs::write(root.join("corpus/fg2.txt"), "An: Nog een gesprek.\nBo: Ja, dat vertrouw ik.\n")
                .unwrap();
        }
        copy(folder.path(), &before.path().join("all"));
        let (exit, said) = run(&root, &args);
        assert!(exit == 0 || exit == 5, "{args:?}: {exit} {said}");
        moments.push(Moment { folder: before, args });
    }
    moments
}

/// Kills the command at the `number`th `call`; false when it ended before.
fn kill(moment: &Moment, call: &str, number: usize) -> bool {
    let folder = scratch();
    let all = folder.path().join("all");
    copy(&moment.folder.path().join("all"), &all);
    let root = all.join("study");
    let (before, _) = operations(&root);
    let traced = traced(&root, &moment.args, Some(&format!("{call}:signal=KILL:when={number}")));
    if !traced.was_killed() {
        return false;
    }
    let at = || format!("{:?} killed at {call} {number}", moment.args);
    whole(&root, &at);
    let (after, damage) = operations(&root);
    assert!(after.is_superset(&before), "{}: operations are lost", at());
    assert_eq!(damage, 0, "{}", at());
    // What was acknowledged on the screen is there.
    let is_change = !matches!(moment.args[0], "ingest" | "export");
    if is_change && !traced.stdout().is_empty() && moment.args[0] != "replace" && moment.args[0] != "recode" {
        assert!(after.len() > before.len(), "{}: acknowledged and lost", at());
    }
    if number % 10 == 1 {
        let (exit, said) = run(&root, &["find", "--coded", "--coder", "An", "--plain"]);
        assert!(exit <= 1, "{}: {said}", at());
        let (exit, said) = run(&root, &["check"]);
        assert!(matches!(exit, 0 | 4 | 5) && !said.contains("damaged"), "{}: {said}", at());
    }
    true
}

/// The next change works, and no change was made by half.
fn whole(root: &Path, at: &dyn Fn() -> String) {
    let study = open(root);
    let mut desk = Desk::open(&study, "An").unwrap_or_else(|error| panic!("{}: {error}", at()));
    let unfinished = fs::read_dir(root.join("codings/study")).into_iter().flatten().flatten();
    let unfinished =
        unfinished.filter(|e| e.file_name().to_string_lossy().starts_with(".unfinished")).count();
    assert_eq!(unfinished, 0, "{}", at());
    for change in verbatim::changes::changes(&desk) {
        for (_, operation) in &change.operations {
            for file in operation.deed.files().iter().filter(|_| change.undone_by.is_none()) {
                let bytes = fs::read(root.join(&file.path)).unwrap_or_default();
                let now = verbatim::text::fingerprint(&bytes);
                let is_last = |hash: &Option<String>| hash.as_ref() == Some(&now);
                assert!(is_last(&file.after), "{}: {} is not what the log says", at(), file.path);
            }
        }
    }
    let id = code(&mut desk, 3).unwrap_or_else(|error| panic!("{}: {error}", at()));
    assert!(operations(root).0.contains(&id), "{}", at());
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    // What a kill leaves where a file is opened for reading, the kill at the next change leaves, too.
    let is_quick = std::env::var_os("VERBATIM_DURABILITY").is_some_and(|asked| asked == "quick");
    let moments = script();
    let mut plan: Vec<(usize, String, usize)> = Vec::new();
    for (number, moment) in moments.iter().enumerate() {
        let folder = scratch();
        copy(&moment.folder.path().join("all"), &folder.path().join("all"));
        let run = traced(&folder.path().join("all/study"), &moment.args, None);
        for (call, numbers) in points(&run.calls, is_quick) {
            plan.extend(numbers.into_iter().map(|at| (number, call.clone(), at)));
        }
    }
    let (next, killed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((moment, call, at)) = plan.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if kill(&moments[*moment], call, *at) {
                        killed.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let killed = killed.into_inner();
    println!("crash: {} commands, {} points planned, killed at {killed}", moments.len(), plan.len());
    let least = if is_quick { CHANGING_POINTS } else { POINTS };
    assert!(
        killed >= least && killed * 100 >= plan.len() * 95,
        "only {killed} of {} kills were made",
        plan.len()
    );
}
