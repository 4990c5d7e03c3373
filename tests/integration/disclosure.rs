//! What a file tells of people, where that fits few of them.

use crate::study::Study;

fn study() -> Study {
    // Noord has three clients, Zuid a client and two volunteers.
    let people = "source,speaker,participant,role,organisation\n,An,P1,client,Noord\n,Bo,P2,client,Noord\n,Cas,P3,client,Noord\n\
                  ,Dee,P4,client,Zuid\n,Els,P5,volunteer,Zuid\n,Fee,P6,volunteer,Zuid\n,Gus,P7,volunteer,Noord\n";
    let turns = "An: Ik wacht.\nBo: Ik wacht ook.\nCas: Wachten, ja.\nDee: Wij wachten.\nEls: Zij wachten.\nFee: Ze wachten.\n\
                 Gus: Ik wacht mee.\nAn + Els: Wij wachten samen.\nAn: Ja.\nBo: Ja.\nCas: Ja.\nDee: Ja.\nEls: Ja.\nFee: Ja.\nGus: Ja.\n";
    Study::new()
        .with("verbatim.toml", "name = \"x\"\nk = 3\n[roles.client]\n[roles.volunteer]\n")
        .with("participants.csv", people)
        .with("corpus/a.txt", turns)
}

#[test]
fn the_coarsening_offered_keeps_the_role() {
    let output = study().run("export wacht -o x.md").ok();
    let said = [
        "fewer than 3 people of the study: [client, Zuid] fits 1, [volunteer, Noord] fits 1, [volunteer, Zuid] fits 2",
        "the least coarsening that mends it: --attribution \"[{role}]\"",
    ];
    output.says(&said);
}

#[test]
fn the_role_goes_where_nothing_else_mends_it() {
    let study = study();
    study.edit("participants.csv", ",Gus,P7,volunteer,Noord\n", ",Gus,P7,coordinator,Noord\n");
    let output = study.run("export wacht -o x.md").ok();
    output.says(&["[coordinator, Noord] fits 1", "--attribution \"[{organisation}]\""]);
}

#[test]
fn the_role_may_go_wherever_it_stands_in_the_pattern_and_what_was_not_checked_is_said() {
    let study = study();
    study.edit("participants.csv", ",Gus,P7,volunteer,Noord\n", ",Gus,P7,coordinator,Noord\n");
    let output =
        study.an(&["export", "wacht", "-o", "x.pptx", "--attribution", "{role}, {organisation}"]).ok();
    output.says(&[
        "--attribution \"{organisation}\"",
        "not checked: what the words themselves give away, and notes",
    ]);
    study.an(&["export", "wacht", "-o", "x.csv"]).ok().says(&["not checked", "the columns that name source"]);
}

#[test]
fn what_notes_name_counts_where_the_attributions_single_nobody_out() {
    let study = study();
    study.write(
        "participants.csv",
        study.text("participants.csv") + ",Han,P8,client,Noord\n,Ine,P9,client,Noord\n",
    );
    study.write("corpus/b.txt", "Han: Ik wacht al lang op mijn beurt.\nIne: Ik wacht niet.\n");
    let output = study.an(&["export", "beurt", "-o", "x.pptx", "--attribution", "[{role}]"]).ok();
    output.says(&[
        "with the notes or footnotes, which name the source of each quote",
        "[client] of b.txt fits 2",
        "no option leaves them out: take the notes out",
    ]);
}

#[test]
fn what_several_people_said_together_singles_nobody_out() {
    let study = study();
    let output = study.run("export samen -o x.md").ok();
    assert!(!output.stderr.contains("fewer than"), "{}", output.stderr);
    assert!(study.text("x.md").contains("rol onbekend"), "{}", study.text("x.md"));
    // What is known of all of them counts: five people belong to Noord or Zuid, two are volunteers of Zuid.
    study.edit("corpus/a.txt", "An + Els: Wij wachten samen.", "Els + Fee: Wij wachten samen.");
    study.run("export samen -o y.md").ok().says(&["[volunteer, Zuid] fits 2"]);
    study.edit("corpus/a.txt", "Els + Fee: Wij wachten samen.", "Dee + Els: Wij wachten samen.");
    let output = study.run("export samen -o z.md").ok();
    assert!(!output.stderr.contains("fewer than"), "{}", output.stderr);
    assert!(study.text("z.md").contains("\\[Zuid\\]"), "{}", study.text("z.md"));
}

#[test]
fn a_new_study_is_warned_from_the_beginning() {
    let study = Study::empty();
    study.run("init .").ok();
    assert!(study.text("verbatim.toml").contains("\nk = 3 "), "{}", study.text("verbatim.toml"));
    study.write(
        "participants.csv",
        "source,speaker,participant,role,organisation\n,An,P1,client,Noord\n,Bo,P2,client,Zuid\n",
    );
    study.write("corpus/a.txt", "An: Ik wacht.\nBo: Ik niet.\nAn: Ja.\nBo: Ja.\n");
    study
        .run("export wacht -o x.md")
        .ok()
        .says(&["fit fewer than 3 people of the study: [cliënt, Noord] fits 1"]);
}
