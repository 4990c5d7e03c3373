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

/// Clients, a volunteer and somebody who asks, under names, codes and labels.
fn people() -> Study {
    Study::new()
        .with(
            "verbatim.toml",
            "name = \"Proef\"\ninterviewers = [\"interviewer\"]\n[roles.client]\nname = \"cliënt\"\n\
             [roles.volunteer]\nname = \"vrijwilliger\"\n[roles.interviewer]\nname = \"interviewer\"\n",
        )
        .with(
            "participants.csv",
            "source,speaker,participant,role\na,Mevrouw Jansen,P07,client\na,Fons,P08,client\n\
             a,Luc,V01,volunteer\na,Nele,I01,interviewer\n",
        )
        .with(
            "corpus/a.txt",
            "Nele: Wanneer bent u daar voor het eerst naartoe gegaan?\n\
             Mevrouw Jansen: Ik ben daar in maart voor het eerst binnengestapt, met mijn zus.\n\
             Fons: Bij mij was dat na de brief van de gemeente, in de zomer.\n\
             Luc: Wij zetten dan altijd koffie, want dat praat makkelijker.\n",
        )
}

const JANSEN: &str = "Ik ben daar in maart voor het eerst binnengestapt";

#[test]
fn a_name_or_code_of_another_beside_a_quotation_is_told() {
    let study = people();
    for beside in ["[P08]", "(Fons)", "[cliënt P08]", "[cliënt, Fons]"] {
        study.write("p.md", format!("“{JANSEN}” {beside}\n"));
        let output = study.an(&["verify", "p.md"]);
        assert_eq!(output.code, 4, "{beside}: {}", output.stdout);
        assert!(output.stdout.contains("said by P07, cliënt"), "{beside}: {}", output.stdout);
    }
    for text in [
        format!("“{JANSEN}” [P07]"),
        format!("“{JANSEN}”, zegt mevrouw Jansen."),
        format!("“{JANSEN}” [Mevrouw Jansen, cliënte]"),
        format!("“{JANSEN}”, zegt ze tegen Fons."),
        format!("Over Fons gaat het niet: “{JANSEN}”."),
        format!("“{JANSEN}” (niet door een vrijwilliger)"),
        format!("“{JANSEN}.” Een vrijwilliger bevestigt dat."),
    ] {
        study.write("p.md", &text);
        let output = study.an(&["verify", "p.md"]);
        assert_eq!(output.code, 0, "{text}: {}", output.stdout);
    }
    study.write(
        "p.md",
        "“Wij zetten dan altijd koffie” (een vrijwilligster)\n\n“Wij zetten dan altijd koffie” (cliënte)\n",
    );
    let found: Vec<String> = (study.an(&["verify", "p.md", "--json"]).json().iter())
        .map(|line| line["attributed"]["is"].to_string())
        .collect();
    assert_eq!(found, ["\"right\"", "\"wrong\""]);
}

#[test]
fn a_label_at_the_head_of_a_block_quote_says_who_speaks() {
    let study = people();
    let found = |file: &str, text: &str| -> Vec<[String; 3]> {
        study.write(file, text);
        let of = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let lines = study.an(&["verify", file, "--json"]).json();
        lines
            .iter()
            .map(|line| [of(line, "tier"), of(line, "attribution"), line["attributed"]["is"].to_string()])
            .collect()
    };
    let exact = |who: &str, is: &str| ["exact".to_owned(), who.to_owned(), format!("\"{is}\"")];
    for label in ["P07", "Mevrouw Jansen", "Cliënt"] {
        assert_eq!(found("p.md", &format!("> **{label}:** {JANSEN}\n")), [exact(label, "right")]);
        let tex = format!("\\begin{{quote}}\n\\textbf{{{label}:}} {JANSEN}\n\\end{{quote}}\n");
        assert_eq!(found("p.tex", &tex), [exact(label, "right")]);
        let html = format!("<p>Zo.</p><blockquote><p><b>{label}:</b> {JANSEN}</p></blockquote>");
        assert_eq!(found("p.html", &html), [exact(label, "right")]);
    }
    assert_eq!(found("p.md", &format!("> P08: {JANSEN}\n")), [exact("P08", "wrong")]);
    let lines = format!("> **P07:** {JANSEN}\n> **Luc:** Wij zetten dan altijd koffie\n");
    assert_eq!(found("p.md", &lines), [exact("P07", "right"), exact("Luc", "right")]);
    // What was not said before them is no label.
    assert_eq!(found("p.md", &format!("> Neen: {JANSEN}\n"))[0][0], "altered");
}

#[test]
fn an_interviewers_question_without_a_role_beside_it_is_hinted_at() {
    let study = people();
    study.write("p.md", "“Wanneer bent u daar voor het eerst naartoe gegaan?”\n");
    let output = study.an(&["verify", "p.md", "--html", "r.html"]);
    assert_eq!(output.code, 0, "{}", output.stdout);
    assert!(output.stdout.contains("said by the interviewer, and nobody is named"), "{}", output.stdout);
    assert!(output.stdout.contains("1  said by an interviewer"), "{}", output.stdout);
    assert!(study.text("r.html").contains("said by the interviewer"));
    assert_eq!(study.an(&["verify", "p.md", "--json"]).json()[0]["by_interviewer"], true);
    study.write("q.md", "“Wanneer bent u daar voor het eerst naartoe gegaan?” [interviewer]\n\n“Wij zetten dan altijd koffie”\n");
    assert!(!study.an(&["verify", "q.md"]).stdout.contains("said by the interviewer"));
}

#[test]
fn what_was_not_found_ends_with_0_and_is_hard_to_overlook() {
    let study = people();
    study.write("p.md", format!("“{JANSEN}”\n\n“De papegaai vloog over de zilveren wenteltrap.”\n"));
    let output = study.an(&["verify", "p.md"]);
    assert_eq!(output.code, 0, "{}", output.all());
    assert!(output.stdout.contains("1  not found in any transcript: look at each"), "{}", output.stdout);
    assert!(output.stderr.contains("p.md: 1 quotation was not found"), "{}", output.stderr);
    let json = study.an(&["verify", "p.md", "--json"]);
    assert!(json.stderr.contains("p.md: 1 quotation was not found"), "{}", json.stderr);
}

#[test]
fn a_line_that_only_wraps_leaves_a_quotation_exact() {
    let study = people();
    study.edit("corpus/a.txt", "Wij zetten dan altijd koffie, want", "Wij zetten dan altijd\n  koffie, want");
    let tier = |text: &str| {
        study.write("p.txt", text);
        study.an(&["verify", "p.txt", "--json"]).json()[0]["tier"].as_str().unwrap_or("").to_owned()
    };
    assert_eq!(
        tier("Zij zei: “Ik ben daar in maart\n   voor het eerst binnengestapt, met mijn zus.”"),
        "exact"
    );
    assert_eq!(tier("“Wij zetten dan altijd koffie, want dat praat makkelijker.”"), "exact");
    assert_eq!(tier("“Wij zetten dan\naltijd koffie, want dat praat\nmakkelijker.”"), "exact");
    assert_eq!(tier("“Ik ben daar in\u{a0}maart voor het eerst binnengestapt”"), "typography");
    assert_eq!(tier("“Ik ben daar in\nMaart voor het eerst binnengestapt”"), "altered");
    assert_eq!(tier("“Ik ben daar in\nmaart voor het eerst binnengestapt met\nmijn zus.”"), "altered");
    // An insertion may be wrapped as well.
    assert_eq!(tier("“Ik ben daar [in het\nbuurthuis] in maart voor het eerst binnengestapt”"), "edited");
}

#[test]
fn an_insertion_that_is_too_long_is_named_with_the_limit() {
    let study = people();
    let shown = format!(
        "Ik ben daar [{}] in maart voor het eerst binnengestapt, met mijn zus.",
        "heel lang ".repeat(9).trim()
    );
    let output = study.an(&["pick", "a:2", "--set", "s", "--shown", &shown]);
    assert_eq!(output.code, 2);
    assert!(
        output.stderr.contains("too long for an insertion: 89 characters, where 80 are allowed"),
        "{}",
        output.stderr
    );
    study.write("p.md", format!("“{shown}”\n"));
    let output = study.an(&["verify", "p.md"]);
    assert!(output.stdout.contains("is too long for an insertion"), "{}", output.stdout);
}

#[test]
fn a_small_letter_in_brackets_is_called_so() {
    let study = people();
    study.write("p.md", "Zij zei: “[i]k ben daar in maart voor het eerst binnengestapt”\n");
    let output = study.an(&["verify", "p.md"]);
    assert!(output.stdout.contains("    small letter"), "{}", output.stdout);
}

#[test]
fn edits_are_told_in_the_language_around_them() {
    let study = people();
    study.an(&["pick", "a:2", "--set", "s", "--shown", "Ik ben daar [...] met mijn zus."]);
    assert!(study.an(&["set", "show", "s"]).stdout.contains("edited: 1 omission"));
    for (labels, told) in [("nl", "bewerkt: 1 weglating"), ("en", "edited: 1 omission")] {
        let file = format!("{labels}.md");
        study.an(&["export", "--set", "s", "--labels", labels, "-o", &file]);
        assert!(study.text(&file).contains(told), "{}", study.text(&file));
    }
}

#[test]
fn an_edit_that_may_turn_the_meaning_round_is_told_everywhere() {
    let study = Study::new()
        .with("corpus/fg1.txt", "R5: Ik heb daar vrijdag lang gewacht.\nR6: Dat was niet zo erg.\n");
    study.write("p.md", "“Ik heb daar vrijdag [niet] lang gewacht.”\n\nEn “Dat was [...] zo erg.”\n");
    let told = study.an(&["verify", "p.md", "--html", "p.html"]);
    for words in [
        "puts in [niet]: it may say the opposite of what was said",
        "leaves out “niet”: it may say the opposite of what was said",
        "2  edited in a way that may say the opposite of what was said",
    ] {
        assert!(told.stdout.contains(words), "{}", told.stdout);
        let page = study.text("p.html");
        assert!(page.contains(words.trim_start_matches("2  ")), "{page}");
        assert!(page.contains("<section class=see>") && !page.contains("<section class=good>"), "{page}");
    }
    let lines = study.an(&["verify", "p.md", "--json"]).json();
    assert_eq!(lines[0]["turned_around"], serde_json::json!(["puts in [niet]"]));
    assert_eq!(lines[1]["turned_around"], serde_json::json!(["leaves out “niet”"]));
}
