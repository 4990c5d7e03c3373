//! What `verify` finds out about quotations with known answers.

use serde_json::Value;

use super::manuscripts::{Manuscript, others, plain};
use super::pdf;
use super::table::{TIERS, Table};
use super::{Known, Named, Said, role_name};
use crate::study::Study;

/// Every seventh quotation stands in the manuscripts of other formats too.
const EVERY: usize = 7;

/// Puts `known` into manuscripts and counts what is found out about each.
pub(crate) fn measure(study: &Study, said: &Said, mut known: Vec<Known>) -> Table {
    known.extend(translated(study, said, &known));
    let mut table = Table::default();
    let paper = plain(&known);
    let found = verified(study, &paper);
    let tiers = aligned(&known, &found, paper.name);
    let mut wrong = String::new();
    for (one, found) in known.iter().zip(&tiers) {
        let tier = found.map_or("lost", |found| found["tier"].as_str().unwrap_or(""));
        table.count(one.tier, one.kind, tier);
        if let Some(found) = found {
            attributed(one, tier, found, &mut table);
            table.misplaced += usize::from(is_misplaced(said, one, found));
        }
        let is_accused = found.is_some_and(|found| found["attributed"]["is"] == "wrong");
        if tier != one.tier
            || (one.named == Named::Right && is_accused)
            || (one.named == Named::Wrong && !is_accused)
        {
            wrong.push_str(&format!(
                "{}\t{}\t{tier}\t{}\t{}\t{found:?}\n",
                one.tier, one.kind, one.address, one.text
            ));
        }
    }
    // Only where somebody asks for it, since it holds words.
    if let Some(file) = std::env::var_os("VERBATIM_WRONG") {
        std::fs::write(file, wrong).expect("the file for what came out wrong");
    }
    let some: Vec<(Known, &str)> = (known.iter().zip(&tiers).step_by(EVERY))
        .map(|(one, found)| (one.clone(), found.map_or("lost", |found| found["tier"].as_str().unwrap_or(""))))
        .collect();
    println!("{table}");
    in_other_formats(study, &some);
    table
}

/// The same quotations have the same tier in every format, whatever marks they stand in.
fn in_other_formats(study: &Study, some: &[(Known, &str)]) {
    let known = |some: &[(Known, &str)]| some.iter().map(|(one, _)| one.clone()).collect::<Vec<_>>();
    let mut differing = Vec::new();
    for paper in others(&known(some)) {
        differing.extend(differing_in(study, &paper, some));
    }
    let kept: Vec<(Known, &str)> = some.iter().filter(|(one, _)| pdf::keeps(one)).cloned().collect();
    differing.extend(differing_in(study, &pdf::paper(&known(&kept)), &kept));
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// What of `some` has another tier in `paper` than in plain text.
fn differing_in(study: &Study, paper: &Manuscript, some: &[(Known, &str)]) -> Vec<String> {
    let known: Vec<Known> = some.iter().map(|(one, _)| one.clone()).collect();
    let found = verified(study, paper);
    let mut differing = Vec::new();
    for ((one, tier), found) in some.iter().zip(aligned(&known, &found, paper.name)) {
        let here = found.map_or("lost", |found| found["tier"].as_str().unwrap_or(""));
        let is_accused = found.is_some_and(|found| found["attributed"]["is"] == "wrong");
        let is_right = match one.named {
            Named::Wrong => here != one.tier || is_accused,
            Named::Right => here != one.tier || !is_accused,
            Named::Open => true,
        };
        if here != *tier || !is_right {
            differing.push(format!(
                "{}: {} of {} ({tier} as .txt, {here}, named {:?})",
                paper.name, one.kind, one.address, one.named
            ));
        }
    }
    println!("{:<12} {} of {} as in plain text", paper.name, known.len() - differing.len(), known.len());
    differing
}

fn verified(study: &Study, paper: &Manuscript) -> Vec<Value> {
    study.write(paper.name, &paper.bytes);
    let output = study.an(&["verify", paper.name, "--json"]);
    assert_eq!(output.code, 4, "{}", output.stderr);
    // A last line may tell what was not read.
    output.json().into_iter().filter(|line| !line["quotation"].is_null()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What was found for each quotation, in order; nothing that was not quoted may be found.
fn aligned<'a>(known: &[Known], found: &'a [Value], name: &str) -> Vec<Option<&'a Value>> {
    let mut rest = found.iter();
    let mut extra = Vec::new();
    let mut aligned = Vec::new();
    for one in known {
        let is = |found: &&Value| letters(found["quotation"].as_str().unwrap_or("")) == letters(&one.text);
        let ahead = rest.clone().position(|found| is(&found));
        for _ in 0..ahead.unwrap_or(0) {
            extra.extend(rest.next().map(|found| found["place"].to_string()));
        }
        aligned.push(ahead.and_then(|_| rest.next()));
    }
    extra.extend(rest.map(|found| found["place"].to_string()));
    let lost: Vec<String> = (known.iter().zip(&aligned).filter(|(_, found)| found.is_none()))
        .map(|(one, _)| format!("{} {}", one.kind, one.address))
        .collect();
    println!("{name}: {} lost {lost:?}, {} found that are none {extra:?}", lost.len(), extra.len());
    aligned
}

fn attributed(one: &Known, tier: &str, found: &Value, table: &mut Table) {
    let is_wrong = found["attributed"]["is"] == "wrong";
    match one.named {
        Named::Wrong => {
            table.misattributed.0 += 1;
            table.misattributed.1 += usize::from(is_wrong);
        }
        Named::Right if tier == one.tier => {
            table.accused.0 += 1;
            table.accused.1 += usize::from(is_wrong);
        }
        _ => {}
    }
}

/// What is called exact must stand in each turn that is named, its words as words.
fn is_misplaced(said: &Said, one: &Known, found: &Value) -> bool {
    let standing = said.standing(&one.text);
    let stands =
        |place: &Value| standing.iter().any(|at| place["address"] == said.turns[*at].address.as_str());
    found["tier"] == "exact" && !found["places"].as_array().is_some_and(|places| places.iter().all(stands))
}

/// So many translations are put on file.
const TRANSLATIONS: usize = 14;

/// Translations on file: whole, a stretch of one, and some that are not what is on file.
fn translated(study: &Study, said: &Said, known: &[Known]) -> Vec<Known> {
    // It is a translation of that turn, whoever else said the same.
    let own = |one: &Known| {
        let turn = said.turns.iter().find(|turn| turn.address == one.address)?;
        turn.role.as_deref().map(|id| role_name(id).to_owned())
    };
    let has_role = |one: &&Known| one.kind == "a stretch" && own(one).is_some();
    let mut all = Vec::new();
    for (number, one) in known.iter().filter(has_role).take(TRANSLATIONS).enumerate() {
        let picked =
            study.an(&["pick", &one.address, "--set", "vertaald", "--section", "V", "--words", &one.text]);
        assert_eq!(picked.code, 0, "{}", picked.stderr);
        let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"][number % 7];
        let thing = ["lantern", "staircase"][number / 7];
        let text =
            format!("In the rendering, numbered {words}, a {thing} was what they called the whole affair.");
        let at = (number + 1).to_string();
        let edited = study.an(&["set", "edit", "vertaald", &at, "--translation", &format!("en={text}")]);
        assert_eq!(edited.code, 0, "{}", edited.stderr);
        let role = own(one);
        let of = |kind, tier, text: String, named| Known {
            kind,
            tier,
            text,
            named,
            role: role.clone(),
            ..one.clone()
        };
        all.push(of("the whole translation", "translation", text.clone(), Named::Right));
        let stretch = format!("numbered {words}, a {thing} was what they called");
        all.push(of("a stretch of a translation", "translation", stretch, Named::Right));
        let off = text.replace("called", "painted");
        all.push(of("a translation, a word off", "altered", off, Named::Open));
        // Its last word is a piece of one.
        let cut = format!("numbered {words}, a {thing} was what they call");
        all.push(of("a translation, a word cut", "altered", cut, Named::Open));
    }
    all.retain(|one| said.saying(&one.text).is_empty());
    all
}

/// What precision and recall of a tier must reach.
fn least(tier: &str) -> f64 {
    match tier {
        "exact" | "translation" => 1.0,
        "typography" | "edited" => 0.99,
        "altered" | "spliced" => 0.97,
        _ => 0.95,
    }
}

/// No false exact, ever; and what each tier must reach.
pub(crate) fn must_hold(table: &Table) {
    assert_eq!((table.false_exact(), table.misplaced), (0, 0), "{table}");
    for tier in TIERS {
        let score = table.score(tier);
        assert!(score.known >= 25, "{tier}: {} quotations\n{table}", score.known);
        let (precision, recall) = (score.precision(), score.recall());
        assert!(precision >= least(tier) && recall >= least(tier), "{tier}\n{table}");
    }
    let ((wrong, told), (right, accused)) = (table.misattributed, table.accused);
    assert!(wrong >= 60 && wrong == told, "{table}");
    assert!(right >= 60 && accused == 0, "{table}");
}
