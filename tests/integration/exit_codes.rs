//! Exit codes, on which scripts rely.

use crate::buurt::{buurt, fresh};
use crate::study::Study;

#[test]
fn each_ending_has_its_code() {
    let study = buurt();
    for (code, line) in [
        (0, "find --code trust"),
        (0, "--version"),
        (0, "help find"),
        (1, "find zebra"),
        (1, "find zebra --json"),
        (1, "find --code trust --role coordinator --count"),
        (1, "export zebra -o niets.md"),
        (2, "find --code zebra"),
        (2, "find --zebra"),
        (2, "zebra"),
        (2, "show zebra"),
        (2, "export --coded -o x.zebra"),
        (12, "export --coded -o nergens/x.csv"),
    ] {
        let output = study.run(line).exits(code);
        if code > 1 {
            assert!(output.stdout.is_empty(), "{line}: stdout is data\n{}", output.stdout);
            assert!(output.stderr.contains("error"), "{line}: {}", output.stderr);
        }
    }
    for (code, line) in
        [(10, "find x"), (10, "ingest"), (10, "codes check"), (10, "add x"), (10, "export -o x.csv")]
    {
        Study::empty().run(line).exits(code).says(&["no study here"]);
    }
    study.run("find x --study /bestaat/niet").exits(10);
    study.write("corpus/leeg.txt", "");
    study.run("ingest").exits(3);
    study.edit("codebooks/buurt.yaml", "any: [online]", "anny: [online]");
    study.run("codes check").exits(4);
    study.run("ingest").exits(4);
    study.run("find --code trust").ok();
}

#[test]
fn a_broken_setting_is_shown_with_its_line() {
    let study = fresh();
    study.edit("verbatim.toml", "language = \"nl\"", "langage = \"nl\"");
    let output = study.run("find x").exits(2);
    output.says(&["unknown field `langage`", "verbatim.toml:2:1", "the nearest known key is `language`"]);
}

/// The superuser may write anywhere, so there is nothing to see for one.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_code_12() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let study = fresh();
    let root = study.root();
    set_permissions(&root, Permissions::from_mode(0o555)).unwrap();
    let is_superuser = std::fs::write(root.join("proef"), "").is_ok();
    if !is_superuser {
        study.run("ingest").exits(12).says(&["cannot write"]);
    }
    set_permissions(&root, Permissions::from_mode(0o755)).unwrap();
    // A file where a folder should be cannot be written into by anybody.
    study.write("codings/fg1", "geen map");
    study.run("ingest").exits(12).says(&["cannot write", "codings/fg1"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    use std::process::{Command, Stdio};
    let study = buurt();
    let many: String = (1..=4000).map(|n| format!("An: Dit is zin {n} met een appel.\n")).collect();
    study.write("corpus/veel.txt", many);
    study.run("ingest").ok();
    let mut child = Command::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(["find", "appel", "--json"])
        .current_dir(study.root())
        .env("XDG_CACHE_HOME", study.root().join("../home"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
