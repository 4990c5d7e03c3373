//! Defects that were found by using the tool, each mended and held here.

use serde_json::json;

use crate::study::Study;

const CODEBOOK: &str = "codebook: x\nlanguage: nl\ncodes:\n  - id: waiting\n    name: Wachten\n    rules:\n      - any: [\"wacht*\"]\n";

#[test]
fn a_joint_speaker_is_nobody_in_particular_and_never_answers_for_an_interviewer() {
    let study = Study::new()
        .with("codebooks/x.yaml", CODEBOOK)
        .with("participants.csv", "source,speaker,participant,role\n,R1,P1,client\n,R2,P2,client\n")
        .with(
            "corpus/a.txt",
            "Moderator: Wie wacht er?\n\nR1: Ik wacht.\n\nR2: Wij wachten.\n\nModerator + R1: Wij wachten allemaal.\n\n\
             R1 + R2: Ja, wachten!\n\nR1 + R3: En wachten.\n\nModerator: Dank u.\n\nR3: Wacht.\n",
        );
    let quotes = study.run("find --coded --json").ok().json();
    let joint = |label: &str| quotes.iter().find(|q| q["speaker"] == label);
    assert!(joint("Moderator + R1").is_none(), "words of an interviewer are left out");
    let both = joint("R1 + R2").unwrap();
    assert_eq!(
        (&both["participant"], &both["participants"], &both["role"]),
        (&json!(null), &json!(["P1", "P2"]), &json!("client"))
    );
    let half = joint("R1 + R3").unwrap();
    assert_eq!((&half["participant"], &half["role"]), (&json!(null), &json!(null)));
}

#[test]
fn a_study_without_transcripts_answers_like_any_other() {
    let study = Study::new().with("codebooks/x.yaml", CODEBOOK);
    assert_eq!(study.run("find wachten").code, 1);
    assert!(study.run("codes list").ok().stdout.contains("waiting"));
    assert_eq!(study.run("ingest").code, 0);
    assert_eq!(study.run("export --coded -o x.csv").code, 1);
}

#[test]
fn a_source_that_moved_keeps_its_short_name_and_its_people() {
    let study = Study::new()
        .with("participants.csv", "source,speaker,participant,role\nfg1,An,P1,client\n")
        .with("corpus/oud/fg1.txt", "An: Ik wacht.\n\nBo: Ik niet.\n\nAn: Ja.\n\nBo: Nee.\n");
    study.run("ingest").ok();
    let before = study.run("find --role client --json").ok().json();
    let bytes = study.read("corpus/oud/fg1.txt");
    study.remove("corpus/oud/fg1.txt");
    study.write("corpus/nieuw/groep een.txt", bytes);
    assert!(study.run("ingest").ok().stdout.contains("moved: oud/fg1.txt is now nieuw/groep een.txt"));
    let after = study.run("find --role client --json").ok().json();
    assert_eq!(after.len(), 2);
    for (old, new) in before.iter().zip(&after) {
        assert_eq!((&old["id"], &old["address"]), (&new["id"], &new["address"]));
        assert_eq!(new["source"], "nieuw/groep een.txt");
    }
}

#[test]
fn a_query_that_is_not_understood_is_refused_and_not_guessed() {
    let study = Study::new().with("corpus/a.txt", "An: Ik wacht.\n\nBo: Ik niet.\n");
    for query in ["!!!", "wachten~9", "*achten", "wach?en", "role:client"] {
        let output = study.run_in("", &["find".to_owned(), query.to_owned()], &[]);
        assert_eq!(output.code, 2, "{query}: {}", output.stdout);
        assert_eq!(
            study.run_in("", &["export", query, "-o", "x.csv"].map(str::to_owned), &[]).code,
            2,
            "{query}"
        );
    }
    assert!(!study.exists("x.csv"));
}

#[cfg(unix)]
#[test]
fn links_are_named_and_not_followed() {
    let study = Study::new().with("corpus/a.txt", "An: Ik wacht.\n\nBo: Ik niet.\n");
    std::os::unix::fs::symlink(".", study.root().join("corpus/rond")).unwrap();
    let output = study.run("ingest");
    assert_eq!(output.code, 3);
    assert!(output.stdout.contains("rond: a link"), "{}", output.stdout);
    assert!(output.stdout.contains("The study has 1 source,"), "{}", output.stdout);
}

#[test]
fn an_attribution_that_fits_few_people_is_named_before_it_leaves() {
    let people = "source,speaker,participant,role,organisation\n,An,P1,client,Noord\n,Bo,P2,client,Noord\n,Cas,P3,client,Zuid\n";
    let study = Study::new()
        .with("verbatim.toml", "name = \"x\"\nk = 2\n[roles.client]\n")
        .with("participants.csv", people)
        .with(
            "corpus/a.txt",
            "An: Ik wacht.\n\nBo: Ik ook.\n\nCas: Ik niet.\n\nAn: Ja.\n\nBo: Ja.\n\nCas: Nee.\n",
        );
    let output = study.run("export wacht OR niet -o x.md").ok();
    assert!(
        output.stderr.contains("fewer than 2 people of the study: [client, Zuid] fits 1\n"),
        "{}",
        output.stderr
    );
    let output = study.run("export wacht OR niet -o x.csv").ok();
    let told = "rows (role and attributes) that fit fewer than 2 people of the study: client, Zuid fits 1\n";
    assert!(output.stderr.contains(told), "{}", output.stderr);
    assert!(output.stderr.contains("--leave-out organisation;"), "{}", output.stderr);
    let output = study.run("export wacht OR niet -o x.csv --leave-out organisation --overwrite").ok();
    assert!(!output.stderr.contains("fewer than"), "{}", output.stderr);
    assert!(!study.text("x.csv").contains("Zuid") && study.text("x.csv").contains("client"));
    assert_eq!(study.run("export niet -o z.csv --leave-out leeftijd").code, 2);
    let output = study.run_in(
        "",
        &["export", "niet", "-o", "y.md", "--attribution", "[{role}]"].map(str::to_owned),
        &[],
    );
    assert_eq!(output.ok().stderr, "");
}

#[test]
fn what_a_file_tells_of_one_person_in_several_places_counts_together() {
    // Bo is a client here and a volunteer there; each fits two people, both together only Bo.
    let people = "source,speaker,participant,role\na,An,P1,client\na,Bo,P2,client\nb,Bo,P2,volunteer\nb,Cas,P3,volunteer\n";
    let study = Study::new()
        .with(
            "verbatim.toml",
            "name = \"x\"\nk = 2\n[roles.client]\n[roles.volunteer]\n[export]\nattribution = \"[{role}]\"\n",
        )
        .with("participants.csv", people)
        .with("corpus/a.txt", "An: Ik wacht.\nBo: Ik wacht ook.\n")
        .with("corpus/b.txt", "Bo: Zij wachten.\nCas: Wij wachten.\n");
    let alone = study.run("export wacht -o a.md --source a").ok();
    assert!(!alone.stderr.contains("fewer than"), "{}", alone.stderr);
    let output = study.run("export wacht OR wachten -o both.pptx").ok();
    let told = "fewer than 2 people of the study: [client] with [volunteer], of one person, fits 1";
    assert!(output.stderr.contains(told), "{}", output.stderr);
    assert!(output.stderr.contains("no coarser attribution mends it"), "{}", output.stderr);
}

#[test]
fn a_study_is_not_added_to_itself() {
    let study = Study::new().with("corpus/a.txt", "An: Ik wacht.\n\nBo: Ik niet.\n");
    for path in ["corpus", ".", "corpus/a.txt"] {
        assert_eq!(study.run(&format!("add {path}")).code, 2, "{path}");
    }
}

#[test]
fn a_study_of_a_newer_program_is_left_alone() {
    let study =
        Study::new().with("codings/study/sources.jsonl", "{\"v\":2,\"source\":\"a.txt\",\"short\":\"a\"}\n");
    assert_eq!(study.run("ingest").code, 11);
}

#[test]
fn a_source_with_a_very_long_name_is_read_like_any_other() {
    let name = format!("corpus/{}.txt", "n".repeat(250));
    let study = Study::new().with(&name, "Anna: dag allemaal\nBert: dag Anna\n");
    study.run("ingest").ok();
    assert!(study.run("find dag").ok().stdout.contains("dag allemaal"));
}
