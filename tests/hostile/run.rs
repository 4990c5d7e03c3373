//! A scratch study with hostile files in it, and the program run on it under a watch.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// After so long a program that has not answered never will.
const HANGS: Duration = Duration::from_secs(60);

/// A folder with a study in it and nothing else.
pub(crate) struct Scratch {
    folder: TempDir,
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// Wall clock.
    pub(crate) millis: u128,
    /// Peak of resident memory over the program and its children, each for itself.
    pub(crate) peak_mib: u64,
}

impl Outcome {
    /// Everything it wrote.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    pub(crate) fn was_read(&self) -> bool {
        self.code == Some(0)
    }

    pub(crate) fn was_refused(&self) -> bool {
        self.code == Some(3)
    }
}

impl Scratch {
    /// A study with this one file.
    pub(crate) fn with(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::with_prefix("hostile-").unwrap();
        fs::create_dir_all(folder.path().join("study/corpus")).unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        fs::write(folder.path().join("study/verbatim.toml"), "name = \"Proef\"\nlanguage = \"nl\"\n")
            .unwrap();
        let scratch = Self { folder };
        scratch.add(name, bytes);
        scratch
    }

    pub(crate) fn add(&self, name: &str, bytes: &[u8]) {
        let path = self.study().join("corpus").join(name);
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{name:?}: {error}"));
    }

    /// A file beside the study; its path from there.
    pub(crate) fn give(&self, name: &str, bytes: &[u8]) -> String {
        let folder = self.folder.path().join("given");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap_or_else(|error| panic!("{name:?}: {error}"));
        format!("../given/{name}")
    }

    fn study(&self) -> PathBuf {
        self.folder.path().join("study")
    }

    /// What `ingest` makes of the study.
    pub(crate) fn outcome(&self) -> Outcome {
        self.run(&["ingest"])
    }

    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        let began = Instant::now();
        let home = self.folder.path().join("home");
        let mut child = Command::new(env!("CARGO_BIN_EXE_verbatim"))
            .args(args)
            .current_dir(self.study())
            .env_clear()
            .env("HOME", &home)
            .env("TMPDIR", &home)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdout, stderr) = (drain(child.stdout.take()), drain(child.stderr.take()));
        let (code, peak_mib) = watch(&mut child, began);
        let millis = began.elapsed().as_millis();
        Outcome { code, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap(), millis, peak_mib }
    }

    /// A file outside the study's own places, if the program left one.
    pub(crate) fn strays(&self) -> Option<String> {
        let own = ["study/verbatim.toml", "study/participants.csv", "study/.gitattributes"];
        let folders = ["given/", "study/corpus/", "study/codings/", "study/index/"];
        let mut stray = None;
        walk(self.folder.path(), &mut |path| {
            let name = path.strip_prefix(self.folder.path()).unwrap().to_string_lossy().into_owned();
            if !own.contains(&name.as_str()) && !folders.iter().any(|folder| name.starts_with(folder)) {
                stray = Some(name);
            }
        });
        stray
    }
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.unwrap().read_to_end(&mut bytes).ok();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits for the end, and looks at memory meanwhile.
fn watch(child: &mut Child, began: Instant) -> (Option<i32>, u64) {
    let mut peak = 0;
    loop {
        peak = peak.max(memory(child.id()));
        for process in children(child.id()) {
            peak = peak.max(memory(process));
        }
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code(), peak / 1024);
        }
        if began.elapsed() > HANGS {
            child.kill().ok();
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Peak of resident memory so far, in KiB; 0 where the system does not say.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

fn children(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = tasks.map(|task| fs::read_to_string(task.path().join("children")).unwrap_or_default());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect()
}
