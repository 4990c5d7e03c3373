//! Participants: roles belong to a person in a source; the file keeps its own way of writing.

use crate::buurt::{buurt, fresh};
use crate::study::{Study, field};

#[test]
fn speakers_and_the_persons_behind_them() {
    insta::assert_snapshot!(buurt().run("participants").all(), @r"
    exit 0
    --- stdout
    source   speaker    turns  participant  role          organisation
    enquete  1              1  enquete:1    cliënt        De Kade
    enquete  2              1  enquete:2    vrijwilliger  Huis Noord
    fg1      Moderator      2               moderator
    fg1      Marleen        2  P1           cliënt        De Kade
    fg1      Fons           2  P2           vrijwilliger  Huis Noord
    fg1      Samira         2  P3           cliënt        De Kade
    i1       Nele           1               interviewer
    i1       Fons           2  P2           coördinator   Huis Noord

    Nothing is missing in participants.csv, and every row has its label.
    ");
}

#[test]
fn one_person_has_another_role_in_another_source() {
    let study = buurt();
    let lines = study.run("find --participant P2 --json").ok().json();
    let roles: Vec<(&str, &str)> = lines.iter().map(|l| (field(l, "address"), field(l, "role"))).collect();
    assert_eq!(
        roles,
        [("fg1:3", "volunteer"), ("fg1:7", "volunteer"), ("i1:2", "coordinator"), ("i1:3", "coordinator")]
    );
    study.run("find --participant P2 --role volunteer --count").ok().shows(&["2"]);
}

#[test]
fn a_source_goes_by_path_file_or_short_name_and_an_empty_one_stands_for_all() {
    for source in ["groepen/fg1.txt", "fg1.txt", "fg1", "FG1", "groepen\\fg1.txt", ""] {
        let study = fresh();
        study.write(
            "participants.csv",
            format!("source,speaker,participant,role\n{source},Samira,P9,client\n"),
        );
        let line = study.run("find --speaker Samira --json -n 1").ok().json().remove(0);
        assert_eq!([field(&line, "participant"), field(&line, "role")], ["P9", "client"], "{source:?}");
    }
    // The row that names the source goes before the one for all.
    let study = fresh();
    study.write("participants.csv", "source,speaker,role\n,Fons,client\ni1,Fons,volunteer\n");
    study.run("find --speaker Fons --role volunteer --source i1").ok();
    study.run("find --speaker Fons --role client --source fg1").ok();
}

#[test]
fn what_lacks_on_either_side_is_listed() {
    let study = fresh();
    study.write(
        "participants.csv",
        "source,speaker,participant,role\nfg1,Marleen,P1,client\nfg1,Rachid,P4,client\n",
    );
    let output = study.run("participants --problems").ok();
    insta::assert_snapshot!(output.stdout, @r"
    In transcripts but not in participants.csv (4):
      fg1  Fons
      fg1  Samira
      i1  Nele
      i1  Fons
      `verbatim participants --add` adds their rows.
    In participants.csv but in no transcript (1):
      line 3: fg1  Rachid
    ");
}

#[test]
fn missing_rows_are_added_and_no_other_byte_is_touched() {
    let study = fresh();
    // Semicolons, Windows line ends and Windows-1252, as a Flemish Excel writes them.
    let old =
        b"bron;spreker;deelnemer;rol;organisatie\r\nfg1;Marleen;P1;cli\xebnt;\"Caf\xe9; Zuid\"\r\n".to_vec();
    study.write("participants.csv", &old);
    study.edit("corpus/groepen/fg1.txt", "Samira", "Zoë");
    study.run("participants --add").ok().shows(&["4 rows added to participants.csv", "Fill in"]);
    let new = study.read("participants.csv");
    assert_eq!(&new[..old.len()], old, "what was there keeps every byte");
    assert_eq!(new[old.len()..], b"fg1;Fons;;;\r\nfg1;Zo\xeb;;;\r\ni1;Nele;;;\r\ni1;Fons;;;\r\n"[..]);
    study.run("participants --add").ok().shows(&["0 rows added"]);
    assert_eq!(study.read("participants.csv"), new);
    study.run("find --attr 'organisation=Café; Zuid' --role cliënt --speaker Marleen").ok();
}

#[test]
fn a_study_without_the_file_gets_one() {
    let study = fresh();
    study.remove("participants.csv");
    study.run("participants --add").ok();
    let text = study.text("participants.csv");
    assert!(text.starts_with("source,speaker,participant,role,organisation\nfg1,Marleen,,,\n"), "{text}");
    assert!(!text.contains("Moderator"), "those who ask need no row: {text}");
    assert!(!text.contains("enquete"), "respondents stand in their table: {text}");
}

#[test]
fn a_table_fills_participants_unless_the_file_says_otherwise() {
    let study = buurt();
    study
        .run("find --role volunteer --attr 'organisation=Huis Noord' --source enquete")
        .ok()
        .shows(&["enquete:2"]);
    study.write(
        "participants.csv",
        "source,speaker,participant,role,organisation\nenquete,2,P8,client,De Kade\n",
    );
    let line = study.run("find --source enquete --speaker 2 --json").ok().json().remove(0);
    assert_eq!([field(&line, "role"), field(&line, "participant")], ["client", "P8"]);
    assert_eq!(line["attributes"]["organisation"], "De Kade");
}

#[test]
fn a_joint_speaker_is_nobody_alone() {
    let study = fresh();
    study.write(
        "corpus/groepen/fg1.txt",
        "Moderator: Samen?\nMarleen: Ja.\nSamira: Ja.\nFons: Nee.\nMarleen + Samira: Wij wachten samen.\n\
         Marleen + Fons: Wij ook.\n",
    );
    let lines = study.run("find samen OR ook --sort source --json").ok().json();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0]["participants"], serde_json::json!(["P1", "P3"]));
    assert_eq!(lines[0]["participant"], serde_json::Value::Null);
    assert_eq!(field(&lines[0], "role"), "client", "the role they share");
    assert_eq!(lines[1]["role"], serde_json::Value::Null, "a client and a volunteer share none");
    study.run("find --participant P3 samen").ok();
    assert!(!study.run("participants --problems").ok().stdout.contains('+'), "a joint label needs no row");
}

#[test]
fn mistakes_in_the_file_are_shown_with_their_line() {
    let study = Study::new()
        .with("verbatim.toml", crate::buurt::TOML)
        .with("corpus/i1.txt", "An: Ja.\nBo: Nee.\n")
        .with("participants.csv", "source,speaker,role\ni1,An,clint\ni1,Bo,client\ni1,bo,volunteer\n");
    let output = study.run("participants").ok();
    output.says(&[
        "unknown role `clint`",
        "participants.csv:2:1",
        "`client`",
        "stands twice",
        "participants.csv:4:1",
    ]);
    study.write("participants.csv", "naam,rol\nAn,client\n");
    study.run("participants").ok().says(&["no column `speaker`", "participants.csv:1:1"]);
    let before = study.text("participants.csv");
    study.run("participants --add").exits(2).says(&["no column `speaker`", "nothing was added"]);
    assert_eq!(study.text("participants.csv"), before, "a file that is not understood is left alone");
}
