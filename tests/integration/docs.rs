//! The documents: every command in them runs, every answer shown is the real one, every path exists.
//!
//! `UPDATE_DOCS=1 cargo test docs` writes the real answers into the documents.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Documents with commands.
const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md", "scripts/README.md", "docs/templates.md"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the sample study to run commands in, so that nothing in the repository changes.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["corpus", "codebooks", "codings", "scripts"] {
        copy(&root().join(name), &folder.path().join(name));
    }
    for name in ["verbatim.toml", "participants.csv"] {
        std::fs::copy(root().join(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            std::fs::copy(entry.path(), target).map(drop).unwrap()
        }
    }
}

/// Runs a line as a reader would type it; both streams, and whether it went well.
fn run(line: &str, folder: &Path) -> (String, bool) {
    let binary = Path::new(env!("CARGO_BIN_EXE_verbatim"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .env("VERBATIM", binary)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env("VERBATIM_CODER", "An")
        .env("VERBATIM_CONFIG_DIR", folder.join("home"))
        .env_remove("VERBATIM_INDEX")
        .output()
        .unwrap();
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

/// The fenced blocks of `text` in `language`, with where their contents begin and end.
fn blocks(text: &str, language: &str) -> Vec<(usize, usize)> {
    let fence = format!("```{language}\n");
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(&fence) {
        let start = at + open + fence.len();
        let end = start + text[start..].find("```").expect("a block ends");
        found.push((start, end));
        at = end + 3;
    }
    found
}

#[test]
fn every_command_of_the_documents_runs() {
    let mut ran = 0;
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        let folder = sample();
        for (start, end) in blocks(&text, "sh") {
            for line in
                text[start..end].lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
            {
                // The build and the tests themselves are run by `.ci/run`, word for word.
                let line = line.trim_start_matches("cargo install --locked --path . && ");
                if line.starts_with("cargo ") || line.starts_with("just ") || line.starts_with("pip ") {
                    continue;
                }
                let (output, well) = run(line, folder.path());
                assert!(well, "{document}: `{line}` failed:\n{output}");
                ran += 1;
            }
        }
    }
    assert!(ran >= 5, "only {ran} commands were found");
}

#[test]
fn every_answer_in_the_documents_is_the_real_one() {
    for document in DOCUMENTS {
        let path = root().join(document);
        let text = std::fs::read_to_string(&path).unwrap();
        let folder = sample();
        run("verbatim ingest", folder.path());
        let mut real = String::new();
        let mut at = 0;
        for (start, end) in blocks(&text, "console") {
            real.push_str(&text[at..start]);
            let commands: Vec<&str> =
                text[start..end].lines().filter_map(|line| line.strip_prefix("$ ")).collect();
            for (n, command) in commands.iter().enumerate() {
                let (output, _) = run(command, folder.path());
                let gap = if n > 0 { "\n" } else { "" };
                real.push_str(&format!("{gap}$ {command}\n{}\n", output.trim_end()));
            }
            at = end;
        }
        real.push_str(&text[at..]);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &real).unwrap();
        } else {
            assert_eq!(text, real, "{document} shows an old answer: UPDATE_DOCS=1 cargo test docs");
        }
    }
}

#[test]
fn every_path_of_the_documents_exists() {
    for document in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        let paths = text.split('`').skip(1).step_by(2).filter(|code| {
            ["src/", "tests/", "scripts/", "benches/", "docs/"].iter().any(|start| code.starts_with(start))
                && !code.contains([' ', '*', '<'])
        });
        for path in paths {
            assert!(root().join(path).exists(), "{document} names `{path}`, which does not exist");
        }
    }
}

#[test]
fn the_schema_in_the_documents_is_the_real_one() {
    let (real, well) = run("verbatim codes schema", &root());
    assert!(well);
    let path = root().join("docs/codebook.schema.json");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &real).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), real, "UPDATE_DOCS=1 cargo test docs");
}
