//! Random sequences of changing commands, then all taken back: the study is what it was.

use std::collections::BTreeMap;

use crate::buurt::{FOCUS_GROUP, buurt};
use crate::dice::Dice;
use crate::study::Study;

const SEQUENCES: u64 = 25;
const LENGTH: usize = 12;

const COMMANDS: &[&str] = &[
    "code fg1:2 voice --words 'drie weken'",
    "code fg1:4 trust",
    "code fg1:7 waiting --memo 'let op'",
    "code fg1:2-3 client",
    "uncode fg1:4 trust",
    "uncode fg1:2 voice",
    "accept fg1:4 trust",
    "reject fg1:2 trust",
    "adjust fg1:4 trust --to 'in de ogen'",
    "star fg1:4",
    "star fg1:4 --off",
    "memo fg1:6 'nog eens lezen'",
    "memo --code trust 'ook wantrouwen'",
    "recode voice stem",
    "recode stem client/voice",
    "recode clientele client --merge",
    "replace fg1 ../new.txt",
    "replace fg1 ../other.txt",
    "anchors confirm",
];

/// What people see of a study, and the files they wrote.
fn state(study: &Study) -> (Vec<String>, BTreeMap<String, Vec<u8>>) {
    let seen = ["find --coded --all --with-interviewers --json", "show fg1", "memo", "anchors", "codes list"];
    let seen = seen.map(|command| study.run(command).stdout).to_vec();
    let is_theirs = |name: &String| {
        ["corpus/", "codebooks/", "participants", "verbatim"].iter().any(|s| name.starts_with(s))
    };
    (seen, study.files("").into_iter().filter(|(name, _)| is_theirs(name)).collect())
}

#[test]
fn taking_everything_back_leaves_what_there_was() {
    let mut done = 0;
    for sequence in 0..SEQUENCES {
        let study = buurt();
        study.write("../new.txt", FOCUS_GROUP.replace("drie weken", "vier weken"));
        study.write(
            "../other.txt",
            FOCUS_GROUP.lines().filter(|l| !l.starts_with("Fons: Bij")).collect::<Vec<_>>().join("\n"),
        );
        let before = state(&study);
        let mut dice = Dice::new(sequence + 77);
        let mut typed = Vec::new();
        for _ in 0..LENGTH {
            let command = *dice.pick(COMMANDS);
            let output = study.run(&format!("{command} --coder An"));
            assert!(matches!(output.code, 0 | 1 | 2 | 5), "{typed:?} {command}: {}", output.all());
            done += usize::from(matches!(output.code, 0 | 5));
            typed.push(command);
        }
        study.run("undo -n 1000 --coder An").ok();
        let after = state(&study);
        assert_eq!(after.0, before.0, "{typed:#?}");
        assert!(after.1 == before.1, "files differ after {typed:#?}");
        study.run("check").ok();
    }
    println!("undo: {SEQUENCES} sequences, {done} changes made and all taken back");
    assert!(done as u64 > SEQUENCES * 5);
}
