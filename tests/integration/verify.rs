//! `verify` on quotations with known answers, put together from the sample study by a script of rules.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sample::sample;
use crate::study::Study;

/// A turn of the sample study.
struct Turn {
    address: String,
    role: String,
    text: String,
}

/// A quotation and what `verify` has to find out about it.
struct Known {
    tier: &'static str,
    /// The address of (the first of) what was said; empty where it was not.
    address: String,
    text: String,
    attribution: String,
    is_misattributed: bool,
}

fn turns(study: &Study) -> Vec<Turn> {
    let mut all = Vec::new();
    let sources = study.an(&["status", "--sources"]).stdout;
    let shorts: Vec<&str> = [
        "fg1", "fg2", "fg3", "fg4", "i01", "i02", "i03", "i04", "i05", "i06", "i07", "i08", "i09", "i10",
        "i11",
    ]
    .into();
    assert!(shorts.iter().all(|short| sources.contains(short)), "{sources}");
    for short in shorts {
        for line in study.an(&["show", short, "--json"]).stdout.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
            all.push(Turn { address: text("address"), role: text("role"), text: text("text") });
        }
    }
    all
}

/// The name of a role in the sample study.
fn role(id: &str) -> &'static str {
    match id {
        "client" => "cliënt",
        "volunteer" => "vrijwilliger",
        "coordinator" => "coördinator",
        _ => "interviewer",
    }
}

fn words(turn: &Turn) -> Vec<&str> {
    turn.text.split(' ').collect()
}

/// Whether quotations can be cut from a turn without being at odds with its own marks.
fn is_plain(turn: &Turn) -> bool {
    let odd = |c: char| "[]()\"“”‘„«»…\n*<>'’".contains(c);
    words(turn).len() >= 14 && !turn.text.contains(odd) && !turn.text.contains("  ")
}

/// The quotations, each made by one rule from one turn, or from two.
fn constructed(all: &[Turn]) -> Vec<Known> {
    let plain: Vec<&Turn> = all.iter().filter(|turn| is_plain(turn)).collect();
    let answers: Vec<&Turn> = plain.iter().copied().filter(|turn| turn.role != "interviewer").collect();
    let mut known = Vec::new();
    let mut put = |tier, turn: &Turn, text: String, attribution: &str, is_misattributed| {
        let (address, attribution) = (turn.address.clone(), attribution.to_owned());
        known.push(Known { tier, address, text, attribution, is_misattributed });
    };
    for (number, turn) in answers.iter().take(110).enumerate() {
        let words = words(turn);
        let own = role(&turn.role);
        let cut = |from: usize, to: usize| words[from..to].join(" ");
        let trimmed = |text: String| text.trim_end_matches([',', '.', '?', '!', ';', ':']).to_owned();
        // Exact: a stretch, rightly and wrongly attributed.
        put("exact", turn, trimmed(cut(1, 12)), own, false);
        let others = ["cliënt", "vrijwilliger", "coördinator"].map(|other| other != own);
        let other = ["cliënt", "vrijwilliger", "coördinator"][others.iter().position(|is| *is).unwrap()];
        if number % 2 == 0 {
            put("exact", turn, trimmed(cut(0, 10)), other, true);
        }
        // Typography: a fixed blank, and a full stop of the author's.
        if !words[9].ends_with([',', '.', '?', '!', ';', ':']) {
            put("typography", turn, format!("{}\u{a0}{}.", cut(1, 9), words[9]), own, false);
        }
        // Edited: an omission, an insertion, another capital at the edge.
        let first = words[2].to_owned();
        let capital: String =
            first.chars().take(1).flat_map(char::to_uppercase).chain(first.chars().skip(1)).collect();
        let edited = format!("{capital} {} [...] {}", cut(3, 6), trimmed(cut(8, 12)));
        put("edited", turn, edited, own, false);
        // Altered: one word off, and one left out in silence.
        let mut off: Vec<&str> = words[1..13].to_vec();
        off[5] = "papegaai";
        put("altered", turn, off.join(" "), own, false);
        let mut gone: Vec<&str> = words[0..12].to_vec();
        let dropped = gone.remove(6);
        if gone[6] != dropped && gone[5] != dropped && !dropped.is_empty() {
            put("altered", turn, trimmed(gone.join(" ")), own, false);
        }
        // Spliced: the end of one turn and the beginning of one far away.
        let far = answers[(number + 37) % answers.len()];
        let far_words = far.text.split(' ').collect::<Vec<_>>();
        let joined = format!("{} {}", words[words.len() - 6..].join(" "), trimmed(far_words[..6].join(" ")));
        put("spliced", turn, joined, own, false);
        // Not said.
        let strange = format!(
            "De {number}e papegaai vloog langzaam boven zeven violette bergtoppen terwijl kapitein Nelson marmelade bestelde"
        );
        put("not-found", turn, strange, own, false);
    }
    // What an interviewer said, as a client's.
    for turn in plain.iter().filter(|turn| turn.role == "interviewer").take(30) {
        let text = words(turn)[..9].join(" ").trim_end_matches([',', '.', '?', ';', ':']).to_owned();
        put("exact", turn, text, "cliënt", true);
    }
    known
}

/// Which tier came out how often for each that went in.
type Table = BTreeMap<(String, String), usize>;

#[test]
fn each_of_many_constructed_quotations_gets_its_tier() {
    let study = sample();
    let turns = turns(&study);
    let known = constructed(&turns);
    assert!(known.len() >= 500, "only {} quotations", known.len());
    let translated: Vec<&Known> = known.iter().filter(|known| known.tier == "exact").take(12).collect();
    let mut text = String::new();
    for one in &known {
        text.push_str(&format!("“{}” ({})\n\n", one.text, one.attribution));
    }
    for (number, one) in translated.iter().enumerate() {
        assert_eq!(
            study
                .an(&["pick", &one.address, "--set", "vertaald", "--section", "V", "--words", &one.text])
                .code,
            0
        );
        let translation = format!("en=In English this is said, number {number} of them all.");
        let number = (number + 1).to_string();
        assert_eq!(study.an(&["set", "edit", "vertaald", &number, "--translation", &translation]).code, 0);
        text.push_str(&format!("“{}” ({})\n\n", &translation[3..], one.attribution));
    }
    study.write("paper.txt", &text);
    let output = study.an(&["verify", "paper.txt", "--json"]);
    assert_eq!(output.code, 4, "{}", output.stderr);
    let found: Vec<Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), known.len() + translated.len());
    let mut table = Table::new();
    let (mut misattributed, mut accused) = ((0, 0), 0);
    for (one, found) in known.iter().zip(&found) {
        assert_eq!(found["quotation"], one.text.as_str());
        let tier = found["tier"].as_str().unwrap();
        *table.entry((one.tier.to_owned(), tier.to_owned())).or_default() += 1;
        if tier == "exact" {
            // What is called exact stands in each turn that is named.
            for place in found["places"].as_array().unwrap() {
                let turn = turns.iter().find(|turn| place["address"] == turn.address.as_str());
                assert!(turn.is_none_or(|turn| turn.text.contains(&one.text)), "{found}");
            }
        }
        let is_wrong = found["attributed"]["is"] == "wrong";
        if one.is_misattributed {
            misattributed = (misattributed.0 + 1, misattributed.1 + usize::from(is_wrong));
        } else if one.tier != "spliced" && tier == one.tier {
            accused += usize::from(is_wrong);
        }
    }
    for found in found.iter().skip(known.len()) {
        let tier = found["tier"].as_str().unwrap();
        *table.entry(("translation".to_owned(), tier.to_owned())).or_default() += 1;
    }
    let tiers = ["exact", "typography", "edited", "translation", "altered", "spliced", "not-found"];
    let mut shown = String::from("tier        known  found  right  precision  recall\n");
    for tier in tiers {
        let count = |is: &dyn Fn(&(String, String)) -> bool| -> usize {
            table.iter().filter(|(key, _)| is(key)).map(|(_, count)| count).sum()
        };
        let (went_in, came_out) = (count(&|key| key.0 == tier), count(&|key| key.1 == tier));
        let right = count(&|key| key.0 == tier && key.1 == tier);
        let ratio = |of: usize| right as f64 / of.max(1) as f64;
        let (precision, recall) = (ratio(came_out), ratio(went_in));
        shown.push_str(&format!(
            "{tier:<11} {went_in:>5} {came_out:>6} {right:>6} {precision:>10.3} {recall:>7.3}\n"
        ));
        assert!(went_in >= 12, "{tier}");
        assert!(precision >= 0.97 && recall >= 0.97, "{shown}{table:?}");
    }
    println!(
        "{shown}misattributed: {} of {} found, {accused} wrongly accused",
        misattributed.1, misattributed.0
    );
    // A wrong word is never called exact, whatever the tier it gets.
    assert!(table.keys().all(|(known, found)| found != "exact" || known == "exact"), "{table:?}");
    assert!(misattributed.0 >= 60 && misattributed.0 == misattributed.1, "{misattributed:?}");
    assert_eq!(accused, 0);
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
