//! Deciding on what rules coded: accept, reject, adjust; and that what was rejected stays so.

use crate::buurt::buurt;
use crate::study::{Study, field};

/// Words that carry `code`, each with its address and the coders.
fn coded(study: &Study, code: &str) -> Vec<String> {
    let quotes = study.run(&format!("find --code {code} --all --json")).json();
    let shown = |quote: &serde_json::Value| {
        let of_code = quote["codes"].as_array().unwrap().iter().filter(|c| field(c, "code").contains(code));
        let coders: Vec<&str> = of_code.map(|c| field(c, "coder")).collect();
        format!("{} {} [{}]", field(quote, "address"), field(quote, "quote"), coders.join(" "))
    };
    quotes.iter().map(shown).collect()
}

#[test]
fn an_accepted_coding_is_the_coders_own_too() {
    let study = buurt();
    let said = "fg1:4 Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.";
    study.run("accept fg1:4 trust --coder An").ok().shows(&["fg1:4  relationship/trust accepted"]);
    assert!(coded(&study, "trust").contains(&format!("{said} [rules An]")));
    study.run("accept fg1:4 trust --coder An").ok().shows(&["accepted already"]);
    study.run("accept fg1:4 trust --coder Bo").ok();
    assert!(coded(&study, "trust").contains(&format!("{said} [rules An Bo]")));
    assert_eq!(
        study.run("find -c trust --plain --source fg1").ok().stdout.matches("trust").count(),
        3,
        "once each"
    );
    study.run("undo --coder An").ok().shows(&["taken back: accepted fg1 relationship/trust"]);
    assert!(coded(&study, "trust").contains(&format!("{said} [rules Bo]")));
}

#[test]
fn a_decision_can_be_turned_round() {
    let study = buurt();
    study.run("reject fg1:4 trust --coder An --memo 'ironisch bedoeld'").ok().shows(&["rejected"]);
    assert!(!coded(&study, "trust").iter().any(|quote| quote.starts_with("fg1:4")));
    study.run("memo fg1:4").ok().shows(&["An: ironisch bedoeld"]);
    study.run("accept fg1:4 trust --coder An").ok();
    assert!(coded(&study, "trust").iter().any(|quote| quote.ends_with("[rules An]")));
    study.run("reject fg1:4 trust --coder An").ok();
    assert!(
        !coded(&study, "trust").iter().any(|quote| quote.starts_with("fg1:4")),
        "neither rule's nor An's"
    );
    study.run("undo --coder An -n 3").ok();
    assert!(
        coded(&study, "trust").iter().any(|quote| quote.starts_with("fg1:4") && quote.ends_with("[rules]"))
    );
}

#[test]
fn a_coding_is_put_on_the_right_words() {
    let study = buurt();
    let output = study.run("adjust fg1:4 trust --to 'in de ogen' --coder An").ok();
    insta::assert_snapshot!(output.stdout, @r"
    fg1:4  relationship/trust adjusted
      from  Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.
      to    in de ogen
    ");
    let here = |quote: &String| quote.starts_with("fg1:4").then(|| quote.clone());
    assert_eq!(coded(&study, "trust").iter().filter_map(here).collect::<Vec<_>>(), ["fg1:4 in de ogen [An]"]);
    study.run("undo --coder An").ok();
    let back = coded(&study, "trust").iter().filter_map(here).collect::<Vec<_>>();
    assert!(back.len() == 1 && back[0].ends_with("[rules]"), "one change, taken back as one: {back:?}");
    let same = "adjust fg1:2 trust --to 'Dat vertrouw ik niet meer.' --coder An";
    study.run(same).exits(2).says(&["the very words", "verbatim accept fg1:2 relationship/trust"]);
}

#[test]
fn what_is_rejected_stays_rejected_whatever_becomes_of_the_rule() {
    let study = buurt();
    study.run("reject fg1:7 trust --coder An").ok();
    let here = |study: &Study| coded(study, "trust").iter().any(|quote| quote.starts_with("fg1:7"));
    assert!(!here(&study));
    study.run("ingest --full").ok();
    assert!(!here(&study), "read anew");
    // Another rule of the code, on other words: a longer passage that overlaps the rejected one.
    study.edit("codebooks/buurt.yaml", "- id: trusting\n            any: [\"vertrouw*\"]\n            match: [\"Ik vertrouw hem.\"]\n            no_match: [\"Ik ken hem.\"]", "- id: screen\n            any: [scherm]");
    study.edit("codebooks/buurt.yaml", "color: \"#2a7fb8\"", "color: \"#2a7fb8\"\n        unit: turn");
    study.run("ingest").ok();
    assert!(study.text("codings/fg1/rules.jsonl").contains("trust#screen"), "the rule does code it");
    assert_eq!(coded(&study, "trust").len(), 1, "and the survey, where nothing was rejected");
    assert!(!here(&study));
    study.run("undo --coder An").ok();
    assert!(here(&study), "until the rejection is taken back");
}

#[test]
fn what_cannot_be_meant_is_told_with_what_there_is() {
    let study = buurt();
    study
        .write("corpus/i2.txt", "Bo: Ja?\nAn: Ik vertrouw de buren. Ik vertrouw de dokter ook.\nBo: Goed.\n");
    let refused = |line: &str, code: i32, says: &[&str]| {
        study.run(&format!("{line} --coder An")).exits(code).says(says);
    };
    refused("accept fg1:4 trst", 2, &["unknown code `trst`", "relationship/trust"]);
    refused("reject fg1:4 online", 2, &["stands for several codes"]);
    refused("reject fg2:4 trust", 2, &["unknown source `fg2`", "did you mean `fg1`?"]);
    refused(
        "accept fg1:3 trust",
        1,
        &["no rule coded fg1:3 with relationship/trust", "access/waiting, client/voice"],
    );
    refused(
        "reject fg1:1 trust",
        1,
        &["rules coded nothing there", "verbatim code fg1:1 relationship/trust"],
    );
    refused("reject fg1:8 client --words van", 2, &["2 places match", "fg1:8  De cliënten van hier"]);
    refused("adjust fg1:8 client --to van", 2, &["2 places match"]);
    refused("adjust fg1:8 client --to zebra", 2, &["these words were not said there"]);
    refused("adjust i2:1-3 trust --to Goed", 2, &["2 rule codings could be meant", "de buren", "--words"]);
    study.run("accept fg1:4 trust").exits(2).says(&["nobody is named as coder", "VERBATIM_CODER"]);
    study.run("log").exits(1);
    study
        .run("adjust i2:1-3 trust --to Goed --words dokter --coder An")
        .ok()
        .shows(&["from  Ik vertrouw de dokter"]);
    study.run("adjust i2:2 trust --to 'de buren' --coder An").ok().shows(&["from  Ik vertrouw de buren"]);
    assert_eq!(
        coded(&study, "trust").iter().filter(|quote| quote.starts_with("i2")).collect::<Vec<_>>(),
        ["i2:2 de buren [An]", "i2:3 Goed [An]"]
    );
}
