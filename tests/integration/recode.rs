//! Codes that are renamed, moved and merged over the whole study.

use crate::buurt::buurt;
use crate::study::{Study, differing};

const FILE: &str = "codebooks/buurt.yaml";

/// The study with comments in the codebook and codings by two people.
fn coded() -> Study {
    let study = buurt();
    study.edit(FILE, "codebook: Buurtwerk", "# Afgesproken in mei\ncodebook: Buurtwerk");
    study.edit(FILE, "      - id: trust\n", "      # het hart van de studie\n      - id: trust  # kern\n");
    study.run("code fg1:2 trust --coder An").ok();
    study.run("code fg1:4 trust --words ogen --coder Bo").ok();
    study.run("code fg1:3 voice --coder Bo").ok();
    study.ingested()
}

/// Addresses of quotes with `code`.
fn addresses(study: &Study, code: &str) -> Vec<String> {
    let shown = study.run(&format!("find -c {code} --all --plain")).stdout;
    shown.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

const TRUST: [&str; 6] = ["enquete:1", "fg1:2", "fg1:2", "fg1:4", "fg1:4", "fg1:7"];

#[test]
fn a_code_is_renamed_in_the_codebook_and_in_every_coding() {
    let study = coded();
    let before = study.text(FILE);
    insta::assert_snapshot!(study.run("recode trust vertrouwd --coder An").ok().stdout, @r"
    relationship/trust  to  relationship/vertrouwd
    codebooks/buurt.yaml changed
    2 codings by people follow; what rules code is made anew by the next command
    ");
    assert_eq!(study.text(FILE), before.replace("- id: trust  #", "- id: vertrouwd  #"));
    assert_eq!(addresses(&study, "vertrouwd"), TRUST);
    study.run("find -c relationship/trust").exits(2).says(&["unknown code"]);
    study.run("undo --coder An").ok().shows(&["recoded relationship/trust to relationship/vertrouwd"]);
    assert_eq!(study.text(FILE), before, "byte for byte");
    assert_eq!(addresses(&study, "relationship/trust"), TRUST);
    study.run("check").ok();
}

#[test]
fn a_code_moves_below_another_and_to_the_top_with_its_comments() {
    let study = coded();
    let before = study.text(FILE);
    study.run("recode trust access/trust --coder An").ok().shows(&["relationship/trust  to  access/trust"]);
    assert_eq!(addresses(&study, "access/trust"), TRUST);
    study.run("recode trust /bond --coder An").ok().shows(&["access/trust  to  bond"]);
    let text = study.text(FILE);
    assert!(
        text.contains("\n  # het hart van de studie\n  - id: bond  # kern\n    name: Vertrouwen"),
        "{text}"
    );
    assert!(text.starts_with("# Afgesproken in mei\n"));
    assert_eq!(addresses(&study, "bond"), TRUST);
    study
        .run("recode client /mens --coder An")
        .ok()
        .shows(&["client  to  mens\nclient/voice  to  mens/voice\n", "1 coding by people follows;"]);
    assert_eq!(addresses(&study, "mens/voice"), ["fg1:3"]);
    study.run("undo -n 3 --coder An").ok();
    assert_eq!(study.text(FILE), before);
}

#[test]
fn a_code_is_joined_with_another() {
    let study = coded();
    let before = study.text(FILE);
    study
        .run("recode trust waiting --merge --coder An")
        .ok()
        .shows(&["relationship/trust  to  access/waiting"]);
    let text = study.text(FILE);
    assert!(text.contains("# merged from relationship/trust:") && text.contains("# het hart van de studie"));
    assert!(text.contains("any: [wachten]") && text.contains("any: [\"vertrouw*\"]"), "the rules of both");
    let joined = addresses(&study, "waiting");
    assert!(TRUST.iter().all(|address| joined.iter().any(|a| a == address)), "{joined:?}");
    study.run("codes check").ok();
    study.run("undo --coder An").ok();
    assert_eq!(study.text(FILE), before);
    assert_eq!(addresses(&study, "trust"), TRUST);
}

#[test]
fn a_dry_run_and_a_refusal_touch_nothing() {
    let study = coded();
    let before = study.truth();
    study.run("recode trust vertrouwd --dry-run --coder An").ok().shows(&["would be changed", "2 codings"]);
    study.run("recode trust waiting --merge --dry-run --coder An").ok().shows(&["would be changed"]);
    let refused = |line: &str, says: &[&str]| {
        study.run(&format!("{line} --coder An")).exits(2).says(says);
    };
    refused("recode trst vertrouwd", &["unknown code `trst`", "did you mean `relationship/trust`"]);
    refused("recode online ginder", &["several codes: relationship/online, access/online"]);
    refused("recode trust online", &["there is a code `relationship/online` already", "--merge"]);
    refused("recode client clientele", &["there is a code `clientele` already", "--merge"]);
    refused("recode client client", &["`client` is that code itself"]);
    refused("recode client client --merge", &["`client` is that code itself"]);
    refused("recode trust nergens --merge", &["unknown code `nergens`"]);
    refused("recode trust online --merge", &["several codes: relationship/online, access/online"]);
    refused("recode trust nergens/trust", &["there is no code `nergens`"]);
    refused("recode trust 'geen goed'", &["geen goed"]);
    refused("recode client client/voice/deep", &["client"]);
    study.run("recode trust vertrouwd").exits(2).says(&["nobody is named as coder"]);
    assert_eq!(differing(&study.truth(), &before), [""; 0]);
}

#[test]
fn a_code_renamed_by_hand_is_named_and_recode_brings_its_codings_along() {
    let study = coded();
    study.edit(FILE, "- id: voice", "- id: stem");
    study.run("ingest").ok();
    study.run("status").ok().shows(&["1 coding has the code `client/voice`, which is not in the codebook"]);
    assert_eq!(addresses(&study, "stem").len(), 1, "only what the rule codes");
    let codebook = study.text(FILE);
    study
        .run("recode client/voice stem --coder An")
        .ok()
        .shows(&["client/voice  to  client/stem", "1 coding by people follows"]);
    assert_eq!(study.text(FILE), codebook);
    assert_eq!(addresses(&study, "stem"), ["fg1:3"]);
    assert!(!study.run("status").ok().stdout.contains("not in the codebook"));
    study.run("show fg1:3").ok().shows(&["client/stem (Bo)"]);
    study.run("undo --coder An").ok();
    study.run("ingest").ok();
    study.run("status").ok().shows(&["which is not in the codebook"]);
}

#[test]
fn a_codebook_changed_since_is_not_overwritten() {
    let study = coded();
    study.run("recode trust vertrouwd --coder An").ok();
    study.edit(FILE, "# Afgesproken in mei", "# Afgesproken in juni");
    study.run("ingest").ok();
    let before = study.truth();
    study
        .run("undo --coder An")
        .exits(5)
        .says(&["`codebooks/buurt.yaml` was changed since", "nothing was touched"]);
    assert_eq!(differing(&study.truth(), &before), [""; 0]);
    assert_eq!(addresses(&study, "vertrouwd"), TRUST);
}
