//! What was done: `log`, `undo` and `redo`.

use crate::buurt::buurt;
use crate::study::{Study, field};

/// The lines of `log` without their times.
fn log(study: &Study, options: &str) -> Vec<String> {
    let shown = study.run(&format!("log {options}")).ok().stdout;
    shown.lines().map(|line| line.chars().skip(21).collect()).collect()
}

#[test]
fn nothing_done_is_nothing_to_take_back() {
    let study = buurt();
    study.run("log").exits(1).says(&["Nothing was done yet."]);
    study.run("undo --coder An").exits(1).says(&["There is nothing of An left to take back."]);
    study.run("redo --coder An").exits(1).says(&["There is nothing to make again"]);
    study.run("undo").exits(2).says(&["nobody is named as coder"]);
    study.run("code fg1:4 voice --coder An").ok();
    study.run("undo --coder Bo").exits(1).says(&["nothing of Bo"]);
    study.run("log --coder Bo").exits(1).says(&["No change is like that."]);
    study.run("undo --coder An -n 3").ok().says(&["There is nothing of An left to take back."]);
}

#[test]
fn the_log_names_what_was_done_taken_away_and_taken_back() {
    let study = buurt();
    for line in [
        "code fg1:4 voice --words 'in de ogen' --coder An",
        "uncode fg1:4 voice --coder An",
        "accept fg1:4 trust --coder Bo",
        "reject fg1:7 trust --coder Bo",
        "adjust fg1:2 trust --to 'Dat vertrouw ik' --coder An",
        "star fg1:6 --words aan --coder An",
        "star fg1:6 --off --coder An",
        "memo fg1:6 'navragen' --coder An",
        "memo fg1:6 --off --coder An",
        "memo --code trust 'breed nemen' --coder An",
        "code fg1:3 client --words buurt --coder An",
        "code fg1:3 client --words zus --coder An",
        "uncode fg1:3 client --coder An",
        "recode voice stem --coder Bo",
        "undo --coder Bo",
        "undo --coder An -n 2",
        "redo --coder An",
    ] {
        study.run(line).ok();
    }
    insta::assert_snapshot!(log(&study, "-n 99").join("\n"), @r"
    An  made again: coded fg1 client: zus
    An  took back: coded fg1 client: zus
    An  took back: took away 2 times
    Bo  took back: recoded client/voice to client/stem
    Bo  recoded client/voice to client/stem  (taken back)
    An  took away 2 times  (taken back)
    An  coded fg1 client: zus
    An  coded fg1 client: buurt
    An  noted on relationship/trust: breed nemen
    An  took away the note on fg1: navragen
    An  noted on fg1: navragen
    An  took the star off fg1: aan
    An  starred fg1: aan
    An  adjusted fg1 relationship/trust: from Dat vertrouw ik niet meer. to Dat vertrouw ik
    Bo  rejected fg1 relationship/trust: Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.
    Bo  accepted fg1 relationship/trust: Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.
    An  took off client/voice in fg1: in de ogen
    An  coded fg1 client/voice: in de ogen
    ");
    assert_eq!(log(&study, "-n 2").len(), 2);
    assert_eq!(log(&study, "--coder Bo -n 9").len(), 4);
    assert_eq!(log(&study, "--source study").len(), 3, "what was done to codes");
    study.run("log --source i1").exits(1);
    let json = study.run("log --json -n 99").ok().json();
    assert_eq!((field(&json[0], "source"), field(&json[0]["operation"], "op")), ("fg1", "redo"));
    assert!(json.iter().all(|line| line["v"] == 1 && line["operation"]["id"].is_string()));
}

#[test]
fn every_changing_command_is_taken_back_and_made_again_whole() {
    let study = buurt();
    study.run("code fg1:8 voice --coder An").ok();
    study.write("nieuw.txt", crate::buurt::FOCUS_GROUP.replace("drie weken", "vier weken"));
    let seen = || {
        let find = study.run("find --all --json --with-interviewers --coded").stdout;
        let files = ["corpus", "codebooks"].map(|folder| study.files(folder));
        (find, study.run("memo").stdout, study.run("show fg1").ok().stdout, files)
    };
    for line in [
        "code fg1:3 voice --words 'mijn zus'",
        "uncode fg1:8 voice",
        "accept fg1:4 trust --memo ja",
        "reject fg1:7 trust",
        "adjust fg1:2 trust --to 'Dat vertrouw ik'",
        "star fg1:6",
        "memo fg1:6 navragen",
        "memo --source i1 ruis",
        "recode trust vertrouwd",
        "recode trust waiting --merge",
        "replace fg1 nieuw.txt",
    ] {
        let before = seen();
        study.run(&format!("{line} --coder An")).ok();
        let after = seen();
        assert!(after != before, "{line} changes something");
        study.run("undo --coder An").ok().shows(&["taken back: "]);
        assert!(seen() == before, "{line} is taken back");
        study.run("redo --coder An").ok().shows(&["made again: "]);
        assert!(seen() == after, "{line} is made again");
        study.run("redo --coder An").exits(1);
        study.run("undo --coder An").ok();
        assert!(seen() == before, "{line} is taken back once more");
    }
    study.run("check").ok();
}

#[test]
fn each_coder_takes_back_what_is_theirs_in_their_own_order() {
    let study = buurt();
    study.run("code fg1:2 voice --coder An").ok();
    study.run("code i1:2 voice --coder Bo").ok();
    study.run("code fg1:4 voice --coder An").ok();
    let output = study.run("undo --coder An -n 2").ok();
    assert_eq!(
        output.stdout,
        "taken back: coded fg1 client/voice: Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.\n\
         taken back: coded fg1 client/voice: Ik wacht al drie weken op een antwoord. Dat vertrouw ik niet meer.\n"
    );
    study.run("find -c voice --plain").ok().shows(&["i1:2"]);
    study.run("redo --coder An").ok().shows(&["Ik wacht al drie weken"]);
    study.run("redo --coder An").ok().shows(&["Ik vertrouw die mevrouw"]);
    study.run("undo --coder An").ok();
    study.run("code fg1:7 voice --coder An").ok();
    study.run("redo --coder An").exits(1).says(&["something was done since"]);
}

#[test]
fn files_that_commands_write_are_taken_back_too() {
    let study = buurt();
    study.write("../extra.txt", "Luc: Ik wacht niet meer.\nAn: Ja.\n");
    study.write("../codes.csv", "code,naam\nrust,Rust\n");
    let theirs = |study: &Study| {
        let files = study.files("").into_iter();
        files
            .filter(|(name, _)| !name.starts_with("codings/") && !name.starts_with("index/"))
            .collect::<Vec<_>>()
    };
    let before = theirs(&study);
    let an = [("VERBATIM_CODER", "An")];
    let run = |line: &str| study.run_in("", &crate::study::words(line), &an).ok();
    for line in ["add ../extra.txt", "participants --add", "import ../codes.csv --name extra"] {
        run(line);
    }
    let after = theirs(&study);
    assert_eq!(after.len(), before.len() + 2);
    run("log").shows(&[
        "added corpus/extra.txt",
        "added rows to participants.csv",
        "imported codebooks/extra.yaml",
    ]);
    run("undo -n 3").shows(&["taken back: added corpus/extra.txt"]);
    assert!(theirs(&study) == before);
    run("check");
    (0..3).for_each(|_| _ = run("redo"));
    assert!(theirs(&study) == after);
    run("check");
}
