//! Edits of codebooks as people write them.

mod merges;
mod mistakes;
mod moves;
mod properties;

use std::collections::BTreeMap;

use super::*;

/// Comments, quotes, braces and blank lines in all places.
const NEIGHBOURS: &str = r#"# our codebook
codebook: Buurt
language: nl

codes:
  # ---- neighbours ----
  - id: "neighbours"   # all of them
    name: Buren
    opposite: [ 'alone/empty-days', alone ]
    codes:

      # the door
      - id: greeting
        name: Groeten
        definition: >
          Wie groet
            # dit is tekst

          en wie niet.
        rules:
          - id: hello
            any: [dag, "goeie morgen",
              hallo]   # more to come
            match: ["Dag Miet."]
          # waves
          - any: [zwaai*]
            in: [neighbours]
        # after the rules

      - {id: borrowing, name: 'Iets lenen', rules: [{any: [lenen]}]}

  - id: alone
    name: Alleen
    rules:
      - id: hello
        all: [niemand, dag]
        in:
          - neighbours/greeting
          - "neighbours/borrowing"
      - any: [alleen]
    codes:
      - id: empty-days
        name: Lege dagen
        opposite: [neighbours/greeting, neighbours/borrowing]
        rules: [{any: [lege dag]}]
  # the end
"#;

/// Other indentation, and a list in brackets.
const HELP: &str = "codebook: Hulp
language: nl
codes:
- id: help
  name: Hulp
  codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
- name: Dienst
  id: office";

fn study() -> Vec<(String, String)> {
    vec![("a.yaml".into(), NEIGHBOURS.into()), ("b.yaml".into(), HELP.into())]
}

fn after(files: &[(String, String)], edited: &Edited) -> Vec<(String, String)> {
    let changed: BTreeMap<_, _> = edited.files.iter().cloned().collect();
    files.iter().map(|(name, text)| (name.clone(), changed.get(name).unwrap_or(text).clone())).collect()
}

/// The lines that went and came, without those in common.
fn changes(files: &[(String, String)], edited: &Edited) -> String {
    let mut shown = String::new();
    for (name, text) in &edited.files {
        let (_, before) = files.iter().find(|(other, _)| other == name).unwrap();
        let (before, text): (Vec<_>, Vec<_>) = (before.lines().collect(), text.lines().collect());
        if before.len() == text.len() {
            for (was, is) in before.iter().zip(&text).filter(|(was, is)| was != is) {
                shown += &format!("{name}\n-{was}\n+{is}\n");
            }
            continue;
        }
        let same = before.iter().zip(&text).take_while(|(a, b)| a == b).count();
        let (before, text) = (&before[same..], &text[same..]);
        let tail = before.iter().rev().zip(text.iter().rev()).take_while(|(a, b)| a == b).count();
        shown += &format!("{name}:{}\n", same + 1);
        before[..before.len() - tail].iter().for_each(|line| shown += format!("-{line}\n").as_str());
        text[..text.len() - tail].iter().for_each(|line| shown += format!("+{line}\n").as_str());
    }
    shown
}

fn said<T: std::fmt::Debug>(result: Result<T, EditError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn the_codebooks_of_these_tests_are_sound() {
    assert!(Codebook::load(&study()).1.is_empty());
}
