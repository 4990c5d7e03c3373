//! `verify` on quotations with known answers, put together from the sample study by a script of rules.

use crate::quoting::{constructed, measure, must_hold, said_in};
use crate::sample::sample;
use crate::study::Study;

#[test]
fn each_of_many_constructed_quotations_gets_its_tier() {
    let study = sample();
    let said = said_in(&study);
    let known = constructed(&said, 26);
    assert!(known.len() >= 500, "only {} quotations", known.len());
    let table = measure(&study, &said, known);
    must_hold(&table);
}

#[test]
fn a_common_phrase_is_right_for_everyone_who_said_it() {
    let study = Study::new()
        .with("verbatim.toml", "name = \"Proef\"\n[roles.client]\nname = \"cliënt\"\n[roles.volunteer]\nname = \"vrijwilliger\"\n")
        .with("participants.csv", "source,speaker,participant,role\na,An,P1,client\na,Bo,P2,volunteer\na,Cis,P3,\n")
        .with("corpus/a.txt", "An: Ja, dat is zo.\nBo: Ja, dat is zo.\nCis: Neen, dat is niet zo.\n");
    study.write("p.md", "“Ja, dat is zo.” (vrijwilliger)\n\n“Ja, dat is zo.” (cliënt)\n");
    let output = study.an(&["verify", "p.md"]);
    assert_eq!(output.code, 0, "{}", output.stdout);
    assert!(output.stdout.contains("a:1, a:2"), "{}", output.stdout);
    study.write("q.md", "“Neen, dat is niet zo.” (cliënt)\n\n“Neen, dat is wel zo.”\n");
    let output = study.an(&["verify", "q.md", "--html", "r.html"]);
    assert_eq!(output.code, 4);
    assert!(output.stdout.contains("misattributed: named cliënt"), "{}", output.stdout);
    assert!(output.stdout.contains("[-niet-] {+wel+}"), "{}", output.stdout);
    let page = study.text("r.html");
    assert!(page.contains("<del>niet</del> <ins>wel</ins>") && !page.contains("http://"), "{page}");
    assert_eq!(study.an(&["verify", "corpus/a.txt"]).code, 1);
}
