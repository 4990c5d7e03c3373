//! Coding by hand: `code` and `uncode`, and what is found afterwards.

use crate::buurt::buurt;
use crate::study::{Study, differing, field};

/// Quotes with `code` that a person put there: address, words, coders.
fn by_people(study: &Study, code: &str) -> Vec<String> {
    let quotes = study.run(&format!("find --code {code} --all --json")).json();
    let shown = |quote: &serde_json::Value| {
        let codes = quote["codes"].as_array().unwrap();
        let of_code = codes.iter().filter(|c| field(c, "code").ends_with(code));
        let coders: Vec<&str> =
            of_code.map(|c| field(c, "coder")).filter(|coder| *coder != "rules").collect();
        let line = format!("{} {} [{}]", field(quote, "address"), field(quote, "quote"), coders.join(" "));
        (!coders.is_empty()).then_some(line)
    };
    quotes.iter().filter_map(shown).collect()
}

#[test]
fn a_turn_several_turns_a_sentence_and_exact_words_are_coded() {
    let study = buurt();
    study.run("code fg1:5 trust --coder An").exits(0).shows(&["fg1:5  relationship/trust  En online, vert"]);
    study.run("code fg1:2 voice --words 'Ik wacht al drie weken op een antwoord.' --coder An").ok();
    study
        .run("code fg1:7 voice --words 'geen gezicht' --coder Bo")
        .ok()
        .shows(&["client/voice  geen gezicht\n"]);
    study.run("code fg1:3-4 voice --coder Bo --memo 'samen lezen'").ok();
    assert_eq!(
        by_people(&study, "voice"),
        [
            "fg1:2 Ik wacht al drie weken op een antwoord. [An]",
            "fg1:3 Bij ons in de buurt wachten ze nog langer, zegt mijn zus. [Bo]",
            "fg1:4 Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen. [Bo]",
            "fg1:7 geen gezicht [Bo]",
        ]
    );
    assert!(study.run("find -c trust --plain").ok().stdout.lines().all(|line| !line.starts_with("fg1:5")));
    study.run("find -c trust --plain --with-interviewers").ok().shows(&["fg1:5\t"]);
    study.run("show fg1:3-4").ok().shows(&["client/voice (Bo)", "(Bo: samen lezen)"]);
}

#[test]
fn words_are_found_however_they_are_typed_and_stand_as_they_were_said() {
    let study = buurt();
    study
        .run("code fg1 voice --words 'Online  wacht ik ' --coder An")
        .ok()
        .shows(&["voice  Online wacht ik\n"]);
    study.run("code fg1:8 voice --words clientele --coder An").exits(2).says(&["not said there"]);
    study.run("code fg1:2-4 voice --words 'mijn zus' --coder An").ok();
    assert_eq!(by_people(&study, "voice"), ["fg1:3 mijn zus [An]", "fg1:6 Online wacht ik [An]"]);
}

#[test]
fn the_same_twice_is_one_coding_and_a_note_can_come_later() {
    let study = buurt();
    study.run("code fg1:4 voice --coder An").ok();
    study.run("ingest").ok();
    let before = study.truth();
    study.run("code fg1:4 voice --coder An").ok().shows(&["fg1:4 has client/voice already"]);
    assert_eq!(differing(&study.truth(), &before), [""; 0], "nothing is written");
    study.run("code fg1:4 voice --coder An --memo 'toch'").ok();
    study.run("code fg1:4 voice --coder Bo").ok();
    assert_eq!(by_people(&study, "voice").len(), 1);
    assert!(by_people(&study, "voice")[0].ends_with("[An Bo]"));
    study.run("memo fg1:4").ok().shows(&["An: toch"]);
    study.run("uncode fg1:4 voice --coder An").ok();
    assert!(by_people(&study, "voice")[0].ends_with("[Bo]"), "An's first one does not come up again");
}

#[test]
fn only_ones_own_coding_is_taken_off_unless_another_is_named() {
    let study = buurt();
    study.run("code fg1:4 voice --words 'die mevrouw' --coder An").ok();
    study.run("code fg1:4 voice --words 'in de ogen' --coder An").ok();
    study.run("code fg1:4 voice --coder Bo").ok();
    study
        .run("uncode fg1:4 voice --words ogen --coder An")
        .ok()
        .shows(&["client/voice taken off  in de ogen"]);
    assert_eq!(by_people(&study, "voice").len(), 2);
    study.run("uncode fg1:4 voice --coder An").ok().shows(&["taken off  die mevrouw"]);
    study.run("uncode fg1:4 voice --coder An").exits(1).says(&["An has no coding", "--of \"Bo\""]);
    study.run("uncode fg1:4 voice --of Bo --coder An").ok();
    assert!(by_people(&study, "voice").is_empty());
    study.run("uncode fg1:4 trust --coder An").exits(1).says(&["verbatim reject"]);
    study.run("undo --coder An").ok();
    assert_eq!(by_people(&study, "voice").len(), 1, "Bo's again, taken off by An");
}

#[test]
fn what_cannot_be_meant_is_refused_and_nothing_is_written() {
    let study = buurt();
    let before = study.truth();
    let refused = |line: &str, says: &[&str]| {
        study.run(&format!("{line} --coder An")).exits(2).says(says);
    };
    refused("code fg1:8 voice --words van", &["2 places match", "fg1:8  De cliënten", "name the turn"]);
    refused("code fg1 voice --words balie", &["2 places match", "fg1:4  Ik vertrouw", "fg1:6  Online wacht"]);
    refused("code fg1:4 voice --words zebra", &["not said there", "verbatim show fg1:4"]);
    refused("code fg1:3 voice --words 'in de ogen'", &["not said there"]);
    for blank in ["''", "' '", "'\u{a0}'"] {
        refused(&format!("code fg1:4 voice --words {blank}"), &["no words are given", "leave --words out"]);
        refused(&format!("adjust fg1:4 trust --to {blank}"), &["no words are given"]);
    }
    refused("star fg1:4 --words ''", &["no words are given"]);
    refused("code fg1:4 trst", &["unknown code `trst`", "did you mean `relationship/trust`"]);
    refused("code fg1:4 online", &["several codes: relationship/online, access/online"]);
    refused("code fg1:9 trust", &["names no turns of fg1", "1 to 8"]);
    refused("code fg1:0 trust", &["names no turns of fg1"]);
    refused("code fg1:4-2 trust", &["names no turns of fg1"]);
    refused("code fg2:4 trust", &["unknown source `fg2`", "did you mean `fg1`"]);
    refused("code fg1 trust", &["names a whole source"]);
    refused("uncode fg1:4 trst", &["unknown code `trst`"]);
    refused("code --from nergens.tsv", &["cannot read `nergens.tsv`"]);
    for name in ["rules", "Rules", " consensus ", ""] {
        let line = format!("code fg1:4 trust --coder '{name}'");
        study.run(&line).exits(2).says(&["nobody can code under the name", "are taken"]);
    }
    study.run("code fg1:4 trust").exits(2).says(&["nobody is named as coder", "VERBATIM_CODER"]);
    assert_eq!(differing(&study.truth(), &before), [""; 0]);
}

#[test]
fn a_file_of_codings_is_made_as_far_as_it_can_be() {
    let study = buurt();
    let lines = "fg1:2\ttrust\tdrie weken\t\n\nfg1:3\ttrst\nfg1:4 voice\nfg1:4\tvoice\t\tuit het schrift\n";
    let output = study.run_typing("code --from - --coder An", lines).exits(3);
    output.says(&["line 3: unknown code `trst`", "line 4: no address and code", "2 codings made"]);
    assert_eq!(by_people(&study, "trust"), ["fg1:2 drie weken [An]"]);
    study.run("memo fg1:4").ok().shows(&["An: uit het schrift"]);
}
