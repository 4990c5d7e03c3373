//! A scratch study in a folder of its own, and commands run in it with a scrubbed environment.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a study in it, or one to be. Gone when dropped.
pub(crate) struct Study {
    folder: TempDir,
}

/// What a command wrote, and how it ended.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) bytes: Vec<u8>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Study {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::with_prefix("study-").expect("a scratch folder");
        fs::create_dir(folder.path().join("study")).expect("a folder");
        fs::create_dir(folder.path().join("home")).expect("a folder");
        Self { folder }
    }

    /// A study with nothing but its settings.
    pub(crate) fn new() -> Self {
        Self::empty().with("verbatim.toml", "name = \"Proef\"\nlanguage = \"nl\"\n")
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("study")
    }

    /// The same study with this file in it.
    pub(crate) fn with(self, path: &str, contents: impl AsRef<[u8]>) -> Self {
        self.write(path, contents);
        self
    }

    pub(crate) fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let full = self.root().join(path);
        fs::create_dir_all(full.parent().expect("a parent")).expect("a folder");
        fs::write(full, contents).expect("a file");
    }

    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.read(path)).expect("UTF-8")
    }

    /// Replaces `old`, which must be there, by `new` in a file.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.text(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, text.replace(old, new));
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    pub(crate) fn remove(&self, path: &str) {
        let full = self.root().join(path);
        let gone = if full.is_dir() { fs::remove_dir_all(&full) } else { fs::remove_file(&full) };
        gone.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Copies a file or folder into the study.
    pub(crate) fn copy_in(&self, from: &Path, to: &str) {
        copy(from, &self.root().join(to));
    }

    /// Every file below `path`, with its bytes.
    pub(crate) fn files(&self, path: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.root();
        let mut files = BTreeMap::new();
        walk(&root.join(path), &mut |file| {
            let name = file.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(file).expect("a file"));
        });
        files
    }

    /// Everything that is not derived: what a clone of the study holds.
    pub(crate) fn truth(&self) -> BTreeMap<String, Vec<u8>> {
        self.files("").into_iter().filter(|(name, _)| !name.starts_with("index/")).collect()
    }

    /// Runs `verbatim` with a command line in which '...' and "..." hold words together.
    pub(crate) fn run(&self, line: &str) -> Output {
        self.run_in("", &words(line), &[])
    }

    /// Runs `verbatim` with these arguments as An.
    pub(crate) fn an(&self, args: &[&str]) -> Output {
        let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        self.run_in("", &args, &[("VERBATIM_CODER", "An")])
    }

    /// Runs `verbatim` with this on its standard input.
    pub(crate) fn run_typing(&self, line: &str, typed: &str) -> Output {
        let file = self.folder.path().join("typed");
        fs::write(&file, typed).expect("a file");
        let mut command = self.command("", &words(line), &[]);
        command.stdin(fs::File::open(file).expect("a file"));
        self.output(command)
    }

    /// Runs `verbatim` in a folder of the study, with further environment.
    pub(crate) fn run_in(&self, below: &str, args: &[String], environment: &[(&str, &str)]) -> Output {
        self.output(self.command(below, args, environment))
    }

    /// `verbatim`, about to be run.
    pub(crate) fn command(&self, below: &str, args: &[String], environment: &[(&str, &str)]) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        command
            .args(args)
            .current_dir(self.root().join(below))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .envs(environment.iter().copied())
            .stdin(Stdio::null());
        command
    }

    fn output(&self, mut command: Command) -> Output {
        let output = command.output().expect("the binary runs");
        Output {
            stdout: self.shown(&output.stdout),
            stderr: self.shown(&output.stderr),
            bytes: output.stdout,
            code: output.status.code().expect("no signal"),
        }
    }

    /// Output with the scratch folder's name taken out.
    fn shown(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let real = fs::canonicalize(self.root()).unwrap_or_default();
        text.replace(&*real.to_string_lossy(), "[study]").replace(&*self.root().to_string_lossy(), "[study]")
    }

    /// Ingests, which must succeed.
    pub(crate) fn ingested(self) -> Self {
        self.run("ingest").ok();
        self
    }
}

impl Output {
    /// Fails the test unless the command ended well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        self.exits(0)
    }

    /// Fails the test unless the command ended with `code`.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Fails the test unless stderr holds each of these.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.stderr.contains(part), "{part:?} is not in stderr:\n{}", self.stderr);
        }
        self
    }

    /// Fails the test unless stdout holds each of these.
    #[track_caller]
    pub(crate) fn shows(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.stdout.contains(part), "{part:?} is not in stdout:\n{}", self.stdout);
        }
        self
    }

    /// The JSON Lines of stdout.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        self.stdout.lines().map(parse).collect()
    }

    /// Stdout, stderr and exit code in one, for snapshots.
    pub(crate) fn all(&self) -> String {
        let part = |name: &str, text: &str| {
            if text.is_empty() { String::new() } else { format!("--- {name}\n{text}") }
        };
        format!("exit {}\n{}{}", self.code, part("stdout", &self.stdout), part("stderr", &self.stderr))
    }
}

/// A field of a JSON object, as text.
pub(crate) fn field<'a>(line: &'a Value, name: &str) -> &'a str {
    line[name].as_str().unwrap_or_else(|| panic!("no text `{name}` in {line}"))
}

/// A field of a JSON object, as a number.
pub(crate) fn number(line: &Value, name: &str) -> usize {
    line[name].as_u64().unwrap_or_else(|| panic!("no number `{name}` in {line}")) as usize
}

/// `text` cut at code points, as positions count.
pub(crate) fn cut(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// The names of the files in which two listings differ.
pub(crate) fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    a.keys().chain(b.keys()).filter(|name| a.get(*name) != b.get(*name)).cloned().collect()
}

/// A command line as a shell would cut it.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        return;
    }
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

pub(crate) fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, each) } else { each(&path) }
    }
}
