//! A study that somebody else owns: it can be looked at, and what cannot be written is told with the cause.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;

use crate::buurt::{buurt, fresh};
use crate::study::{Output, Study, walk, words};

/// The user that owns nothing.
const NOBODY: u32 = 65534;

/// A study that whoever runs a command as [`run`] does can only read.
fn closed(study: Study) -> Study {
    let home = study.root().join("../home");
    let above = study.root().parent().unwrap().to_owned();
    set_permissions(&above, Permissions::from_mode(0o755)).unwrap();
    if chown(&home, Some(NOBODY), Some(NOBODY)).is_err() {
        modes(&study.root(), 0o555, 0o444);
    }
    study
}

/// Gives every folder and file below `folder` a mode.
fn modes(folder: &Path, folders: u32, files: u32) {
    let mut all = Vec::new();
    walk(folder, &mut |file| all.push(file.to_owned()));
    for file in all {
        set_permissions(&file, Permissions::from_mode(files)).unwrap();
        for above in file.ancestors().skip(1).take_while(|above| above.starts_with(folder)) {
            set_permissions(above, Permissions::from_mode(folders)).unwrap();
        }
    }
}

/// Runs a command as somebody who owns nothing, where we are the superuser; else as ourselves, who took away our own
/// rights.
fn run(study: &Study, line: &str) -> Output {
    let mut command = study.command("", &words(line), &[("VERBATIM_CODER", "An")]);
    if std::fs::write(study.root().join(".proef"), "").is_ok() {
        std::fs::remove_file(study.root().join(".proef")).unwrap();
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    Output {
        stdout: String::from_utf8(output.stdout.clone()).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        bytes: output.stdout,
        code: output.status.code().unwrap(),
    }
}

#[test]
fn a_study_of_somebody_else_is_read_and_what_cannot_be_written_is_told() {
    let study = buurt();
    study.an(&["code", "fg1:2", "trust"]).ok();
    study.an(&["pick", "fg1:2", "--set", "s"]).ok();
    let study = closed(study);
    let before = study.truth();
    run(&study, "find vertrouw").ok().shows(&["fg1:2"]);
    run(&study, "find --code trust --coder An").ok().shows(&["fg1:2"]);
    run(&study, "show fg1:2").ok().shows(&["relationship/trust"]);
    run(&study, "set show s").ok().shows(&["fg1:2"]);
    run(&study, "status").ok().shows(&["you may look at this study and not change it", "outside the study"]);
    run(&study, "check").ok();
    run(&study, "export --code trust -o ../home/x.md").ok().says(&["you may not write to this study"]);
    run(&study, "verify ../home/x.md").ok();
    for line in ["code fg1:4 trust", "pick fg1:4 --set s", "star fg1:4", "names add 'Bo Claes' P9"] {
        let refused = run(&study, line).exits(12);
        refused.says(&["cannot write `", "Permission denied", "ask its owner"]);
    }
    assert_eq!(study.truth(), before);
    modes(&study.root(), 0o755, 0o644);
}

#[test]
fn one_that_was_never_ingested_is_read_too() {
    let study = closed(fresh());
    let before = study.truth();
    run(&study, "find vertrouw --code trust").ok().shows(&["fg1:2"]);
    run(&study, "show fg1:2").ok();
    run(&study, "ingest").exits(12).says(&["cannot write `", "Permission denied", "ask its owner"]);
    assert_eq!(study.truth(), before);
    modes(&study.root(), 0o755, 0o644);
}
