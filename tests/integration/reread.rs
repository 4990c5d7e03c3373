//! A newer program that reads a source otherwise: what people coded stays as it was read, until they ask.

use verbatim::coding::{seal, unseal};

use crate::buurt::buurt;
use crate::study::Study;

/// The study as an older program left it, which took the label of turn 3 for words.
fn coded_by_an_older_program() -> Study {
    let study = buurt();
    study.run("code fg1:2 trust --coder An").ok();
    study.run("code fg1:6 trust --coder An").ok();
    let record = study.text("codings/fg1/reading.json");
    let json = unseal(record.trim_end()).unwrap();
    let hash = json.split("\"text\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let older = json.replace("\"reader\":", "\"reader\":9");
    study.write("codings/fg1/reading.json", format!("{}\n", seal(&older)));
    let name = format!("codings/fg1/turns-{hash}.json");
    let turns = unseal(study.text(&name).trim_end()).unwrap();
    let mut turns: serde_json::Value = serde_json::from_str(&turns).unwrap();
    // The third turn is the end of the second.
    let end = turns["turns"][2][1].clone();
    turns["turns"].as_array_mut().unwrap().remove(2);
    turns["turns"][1][1] = end;
    study.write(&name, format!("{}\n", seal(&turns.to_string())));
    study
}

#[test]
fn the_reading_that_people_coded_stays_in_force_until_they_ask() {
    let study = coded_by_an_older_program();
    // As if the program were another one now.
    study.run("ingest --full").ok();
    assert_eq!(study.run("show fg1 --json").ok().json().len(), 7, "as it was read then");
    study.run("check").ok();
    study.run("ingest --reread").ok();
    assert_eq!(study.run("show fg1 --json").ok().json().len(), 8, "as it is read now");
    study.run("find --coder An --plain").ok().shows(&["fg1:2", "fg1:6"]);
    study.run("check").ok();
    study.run("ingest --reread").ok();
    assert_eq!(study.run("show fg1 --json").ok().json().len(), 8);
}

#[test]
fn another_setting_is_a_wish_and_counts_at_once() {
    let study = coded_by_an_older_program();
    let toml = study.text("verbatim.toml");
    study.write("verbatim.toml", format!("{toml}\n[source.\"fg1.txt\"]\nspeakers = \"colon\"\n"));
    study.run("ingest").ok();
    assert_eq!(study.run("show fg1 --json").ok().json().len(), 8);
}
