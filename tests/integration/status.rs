//! Status: what is there, what is stale, what needs the user. It changes nothing.

use crate::buurt::{buurt, fresh};
use crate::study::{Study, differing};

#[test]
fn a_study_that_is_up_to_date() {
    let output = buurt().run("status --sources").ok();
    insta::assert_snapshot!(output.stdout, @r#"
    Buurtwerk  [study]
    3 sources, 13 turns, 9 codes, 17 codings
    index: [study]/index

    source   path             format                        turns  speakers                      codings
    enquete  enquete.csv      csv, one respondent a row, …      2  1 cliënt, 1 vrijwilliger            2
    fg1      groepen/fg1.txt  txt, "Name:" labels               8  2 cliënt, 1 moderator, 1 vr…       11
    i1       i1.vtt           vtt, voices                       3  1 coördinator, 1 interviewer        4

    Everything is up to date.
    "#);
}

#[test]
fn what_is_stale_or_needs_the_user_is_told() {
    let study = buurt();
    study.write("corpus/nieuw.txt", "An: Ik ben nieuw.\nBo: Ja.\n");
    study.remove("corpus/i1.vtt");
    study.write("corpus/leeg.txt", "");
    study.write("corpus/opname.mp3", "ID3");
    study.run("ingest").exits(3);
    study.run("status").ok().shows(&["not read: leeg.txt: the file is empty", "left out: opname.mp3"]);
    study.edit("codebooks/buurt.yaml", "any: [online]", "anny: [online]");
    study.edit("corpus/groepen/fg1.txt", "zus", "broer");
    study.write("corpus/nog.txt", "An: Ik ook.\nBo: Ja.\n");
    let before = study.files("");
    let output = study.run("status").ok();
    assert_eq!(differing(&study.files(""), &before), [""; 0], "status changes nothing");
    insta::assert_snapshot!(output.stdout.replace('\\', "/"), @r"
    Buurtwerk  [study]
    3 sources, 12 turns, 9 codes, 13 codings
    index: [study]/index

    needs you: 5 sources are new, changed or gone: `verbatim ingest`
    needs you: 2 mistakes in the codebook: `verbatim codes check`
    needs you: 2 speakers have no role: `verbatim participants`
    left out: opname.mp3: a recording (mp3), no transcript
    ");
}

#[test]
fn a_study_that_was_never_ingested() {
    let study = fresh();
    study.run("status").ok().shows(&[
        "0 sources",
        "9 codes",
        "3 sources are new, changed or gone: `verbatim ingest`",
    ]);
    assert!(!study.exists("index") && !study.exists("codings"));
    Study::empty().run("status").exits(10).says(&["no study here", "verbatim init", "--study"]);
}
