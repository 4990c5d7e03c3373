//! Running `verbatim` under strace, which kills it or fails its calls at a given one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output};

use crate::work::prepare;

/// System calls that change files.
pub(crate) const CHANGING: &[&str] = &[
    "openat",
    "write",
    "pwrite64",
    "writev",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
    "ftruncate",
    "fallocate",
    "chmod",
    "fchmod",
    "copy_file_range",
    "sendfile",
    "utimensat",
];

/// What came of a run.
pub(crate) struct Traced {
    pub(crate) output: Output,
    /// The calls, as strace tells them.
    pub(crate) calls: String,
}

impl Traced {
    pub(crate) fn was_killed(&self) -> bool {
        self.output.status.signal() == Some(9)
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

/// Runs `verbatim` with `args`; `inject` is what strace does to it.
pub(crate) fn traced(root: &Path, args: &[&str], inject: Option<&str>) -> Traced {
    let calls = root.parent().unwrap().join("calls");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(&calls);
    command.arg(format!("-etrace={}", CHANGING.join(",")));
    command.args(inject.map(|inject| format!("-einject={inject}")));
    command.arg(env!("CARGO_BIN_EXE_verbatim"));
    prepare(&mut command, root, args);
    let output = command.output().expect("strace is installed (apt-get install strace)");
    Traced { output, calls: fs::read_to_string(&calls).unwrap_or_default() }
}

/// At which numbers each call is made; strace counts by thread and call.
pub(crate) type Points = BTreeMap<String, BTreeSet<usize>>;

/// Where the run whose `calls` these are can be killed; `only_changing` leaves out files opened for reading.
pub(crate) fn points(calls: &str, only_changing: bool) -> Points {
    let mut by_thread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut points = Points::new();
    for line in calls.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        if let Some((name, args)) = rest.trim_start().split_once('(')
            && CHANGING.contains(&name)
        {
            let number = by_thread.entry((thread, name)).or_default();
            *number += 1;
            let is_reading =
                name == "openat" && !["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|o| args.contains(o));
            if !(only_changing && is_reading) {
                points.entry(name.to_owned()).or_default().insert(*number);
            }
        }
    }
    points
}
