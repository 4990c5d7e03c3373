//! Reviewing rule codings one by one, with keys on standard input.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::buurt::buurt;
use crate::study::{Study, words};

/// What is found now.
fn found(study: &Study) -> String {
    study.run("find --coded --with-interviewers --all --json").stdout
}

#[test]
fn a_coding_is_shown_with_what_was_said_around_it() {
    let output = buurt().run_typing("review --code trust --source fg1 --coder An", "q\n").ok();
    insta::assert_snapshot!(output.all(), @r"
    exit 0
    --- stdout

    1 of 3  relationship/trust
      by the rule trusting: vertrouw*
    fg1:2  Marleen · cliënt
        Moderator: Hoe lang wacht je op een antwoord?
      Ik wacht al drie weken op een antwoord. Dat vertrouw ik niet meer.
      coded: “Dat vertrouw ik niet meer.”
        Fons: Bij ons in de buurt wachten ze nog langer, zegt mijn zus.
    0 accepted, 0 rejected, 0 adjusted; 3 left
    --- stderr
    a accept · r reject · j adjust · c another code · s skip · b back · q quit   (then Enter)
    ");
    let output = buurt().run_typing("review --code client --source i1 --coder An", "").ok();
    output.shows(&[
        "i1:3  12:03  Fons · coördinator",
        "Fons: Ze bellen, en dan",
        "coded: the whole turn",
        "1 left",
    ]);
}

#[test]
fn every_key_does_what_it_says() {
    let study = buurt();
    let keys = "\nzebra\na\nr\nj\nlanger dan aan de balie\nc\nzebra\nc\n\nc\ntrust\ns\n";
    let output = study.run_typing("review -c access --coder An", keys).ok();
    let output = output.shows(&[
        "1 of 7",
        "5 of 7",
        "1 accepted, 1 rejected, 0 adjusted, 1 with another code; 4 left",
    ]);
    let output = output.says(&[
        "`zebra` is none of the keys",
        "these words were not said there",
        "unknown code `zebra`",
    ]);
    assert_eq!(output.stderr.matches("a accept").count(), 10, "shown again after each that did nothing");
    let output = study.run_typing("review -c online -s fg1 --coder An", "").exits(2);
    output.says(&["stands for several codes"]);
}

/// The end of the input is the end of the review; the next one begins where it ended.
#[test]
fn it_is_gone_on_with_later() {
    let study = buurt();
    let review = |keys: &str| study.run_typing("review --coder An", keys).ok().stdout;
    assert!(review("a\nr\n").ends_with("1 accepted, 1 rejected, 0 adjusted; 15 left\n"));
    let second = review("A\nreject\ns\nj\nde buurt\n");
    assert!(
        second.contains("1 of 15") && second.ends_with("1 accepted, 1 rejected, 1 adjusted; 12 left\n"),
        "{second}"
    );
    assert!(review("s\n").contains("2 of 12"));
    study.run_typing("review --coder Bo", "q\n").ok().shows(&["1 of 17"]);
    let again = study.run_typing("review --again --coder An", "s\na\n").ok();
    again.shows(&[
        "1 of 17",
        "(you accepted it before)",
        "(you rejected it before)",
        "1 accepted, 0 rejected",
    ]);
    study.run_typing("review --coder An", &"a\n".repeat(20)).ok().shows(&["0 left"]);
    study.run("review --coder An").exits(1).says(&["nothing to review", "17 rule codings", "--again"]);
    study.run("undo --coder An").ok();
    study.run("review --coder An").ok().shows(&["1 of 1", "0 accepted, 0 rejected, 0 adjusted; 1 left"]);
}

#[test]
fn adjusting_and_recoding_leave_what_was_meant() {
    let study = buurt();
    study
        .run_typing(
            "review -c trust -s fg1 --coder An",
            "j\nvertrouw ik niet\nc\nclientele\nj\nIk vertrouw\n",
        )
        .ok();
    let all = study.run("find --coded --plain --source fg1").ok().stdout;
    for line in [
        "fg1:2\t\tclient\tMarleen\trelationship/trust\tvertrouw ik niet\n",
        "fg1:4\t\tclient\tSamira\tclientele\tIk vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.\n",
        "fg1:7\t\tvolunteer\tFons\trelationship/trust\tOp het scherm zie ik geen gezicht, dus vertrouw ik het niet.\n",
    ] {
        assert!(all.contains(line), "{line}\n{all}");
    }
    assert!(!all.contains("Dat vertrouw ik niet meer."), "{all}");
    // Words of a neighbour are shown, so they can be chosen; the rule's own words need no adjusting.
    let keys =
        "j\nOp het scherm zie ik geen gezicht, dus vertrouw ik het niet.\nc\ntrust\nj\nvan een winkel\n";
    let output = study.run_typing("review -c trust -s fg1 --coder An", keys).ok();
    output
        .says(&["`a` accepts them", "`a` accepts it"])
        .shows(&["adjusted: fg1:8  van een winkel", "0 accepted, 0 rejected, 1 adjusted; 0 left"]);
    study
        .run("find -c trust --plain")
        .ok()
        .shows(&["fg1:8\t\tclient\tSamira\trelationship/trust\tvan een winkel"]);
}

#[test]
fn going_back_takes_back_what_was_decided() {
    let study = buurt();
    let before = found(&study);
    let output = study.run_typing("review --coder An", "b\na\ns\nj\nmee\nr\nb\nb\nb\nb\nb\nq\n").ok();
    output
        .says(&["This is the first one."])
        .shows(&["taken back", "0 accepted, 0 rejected, 0 adjusted; 17 left"]);
    assert_eq!(found(&study), before);
    // What was decided before this review is not touched by going back over it.
    study.run("accept fg1:4 trust --coder An").ok();
    let with = found(&study);
    study.run_typing("review -c trust --again --coder An", "s\ns\na\nb\nb\nb\nb\nq\n").ok();
    assert_eq!(found(&study), with);
}

/// Whatever was typed: each coding is counted once, and undoing it all leaves nothing of it.
#[test]
fn any_keys_can_be_undone_and_counted() {
    for seed in [1_u32, 7, 42] {
        let study = buurt();
        let before = found(&study);
        let mut dice = seed;
        let keys: String = (0..40)
            .map(|_| {
                dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                ["a\n", "r\n", "s\n", "b\n", "\n", "j\nIk\n", "j\n\n", "c\nwaiting\n", "c\nvoice\n", "x\n"]
                    [(dice >> 16) as usize % 10]
            })
            .collect();
        let stdout = study.run_typing("review --coder An", &keys).ok().stdout;
        let summary = stdout.lines().last().unwrap();
        let counted: usize =
            summary.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
        assert_eq!(counted, 17, "{summary}\n{keys}");
        study.run("undo --coder An -n 99").ok();
        assert_eq!(found(&study), before, "{keys}");
    }
}

#[test]
fn one_rule_alone_can_be_reviewed() {
    let study = buurt();
    for rule in ["faceless", "relationship/online#faceless", "online#faceless"] {
        study
            .run(&format!("review --rule {rule} --coder An"))
            .ok()
            .shows(&["1 of 2", "by the rule faceless: geen gezicht"]);
    }
    study
        .run("review --rule facless --coder An")
        .exits(2)
        .says(&["unknown rule `facless`", "did you mean `faceless`?"]);
    study.run("review --rule shop --source i1 --coder An").exits(1).says(&["nothing to review"]);
    study.run("review --source zebra --coder An").exits(2).says(&["unknown source `zebra`"]);
    study.run("review --code trst --coder An").exits(2).says(&["unknown code `trst`", "relationship/trust"]);
    study.run("review").exits(2).says(&["nobody is named as coder"]);
    study.run("reject fg1:7 trust --coder An").ok();
    study.run("review --rule trusting --coder An").ok().shows(&["1 of 3"]);
}

#[test]
fn what_is_confirmed_is_on_the_disk_when_the_program_is_killed() {
    let study = buurt();
    let mut child = study
        .command("", &words("review --coder An"), &[])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"r\n").unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    assert!(output.lines().any(|line| line.unwrap().trim() == "rejected"));
    child.kill().unwrap();
    child.wait().unwrap();
    study.run("log").ok().shows(&["An  rejected enquete relationship/trust"]);
    study.run("review --coder An").ok().shows(&["1 of 16"]);
}
