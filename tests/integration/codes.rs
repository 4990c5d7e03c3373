//! The codebook from the command line: list, show, check, schema.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::buurt::buurt;
use crate::study::{Study, field, number};

#[test]
fn the_tree_with_counts_by_role() {
    insta::assert_snapshot!(buurt().run("codes list").ok().stdout, @r"
    code                          quotes  cliënt  coördinator  vrijwilliger
    relationship  Relatie              6       3            1             2
      trust  Vertrouwen                4       3            0             1
      online  Relatie op afstand       2       0            1             1
    access  Toegang                    6       2            2             2
      waiting  Wachten                 5       2            1             2
      online  Online toegang           2       1            1             0
    client  Cliënt zijn                3       1            1             1
      voice  Stem van de cliënt        1       0            0             1
    clientele  Clientèle               1       1            0             0
    ");
}

#[test]
fn the_counts_are_those_that_find_gives() {
    let study = buurt();
    for line in study.run("codes list --json").ok().json() {
        let code = field(&line, "code");
        let found = study.run(&format!("find --code {code} --count")).stdout;
        assert_eq!(found.trim(), number(&line, "quotes").to_string(), "{code}");
        for (role, count) in line["roles"].as_object().unwrap() {
            let found = study.run(&format!("find --code {code} --role {role} --count")).stdout;
            assert_eq!(found.trim(), count.to_string(), "{code} {role}");
        }
    }
}

#[test]
fn everything_about_one_code() {
    let study = buurt();
    insta::assert_snapshot!(study.run("codes show Trust").ok().stdout, @r"
    ██  relationship/trust
    Vertrouwen · Trust (en)

    definition  Of de ander het goed voorheeft.
    colour      #2a7fb8

    rule  #trusting
          any: vertrouw*
          2 tests

    4 quotes: 3 cliënt, 0 coördinator, 1 vrijwilliger

      “Ik vertrouw een scherm niet, ik wil een mens zien.”
      enquete:1  cliënt

      “Dat vertrouw ik niet meer.”
      fg1:2  cliënt

      “Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.”
      fg1:4  cliënt
    ");
    study
        .run("codes show online")
        .exits(2)
        .says(&["stands for several codes: relationship/online, access/online"]);
    study.run("codes show trst").exits(2).says(&["did you mean `relationship/trust`?"]);
}

const MISTAKES: &str = r##"codebook: Proef
language: nl
codes:
  - id: wachten
    name: Wachten
    kleur: "#b3541e"
    rules:
      - anny: [traag]
      - any: ["/(open/"]
  - id: wachten
    name: Nog eens
  - id: rij
    name: In de rij
    rules:
      - any: ["wacht"]
        match: ["Ik sta in de rij."]
        no_match: ["Hij wacht op de bus."]
        roles: [clint]
  - id: nooit
    name: Nooit
    rules:
      - any: ["..."]
"##;

#[test]
fn every_mistake_is_told_at_once_with_its_place_and_the_mend() {
    let study = Study::new().with("verbatim.toml", crate::buurt::TOML).with("codebooks/proef.yaml", MISTAKES);
    let output = study.run("codes check").exits(4);
    insta::assert_snapshot!(output.all(), @r##"
    exit 4
    --- stdout
    3 codes, 1 rule, 2 rule tests: 9 mistakes
    --- stderr
    error: unknown key `kleur`
      --> codebooks/proef.yaml:6:5
      |
    6 |     kleur: "#b3541e"
      |     ^^^^^
      hint: a code has the keys id, name, names, definition, include, exclude, example, color, opposite, guid, unit, rules, codes
    error: unknown key `anny`
      --> codebooks/proef.yaml:8:9
      |
    8 |       - anny: [traag]
      |         ^^^^
      hint: the nearest known key is `any`
    error: this rule looks for nothing
      --> codebooks/proef.yaml:8:9
      |
    8 |       - anny: [traag]
      |         ^^^^
      hint: add `any: [...]` (one is enough) or `all: [...]` (together)
    error: this is no regex: unclosed group
      --> codebooks/proef.yaml:9:15
      |
    9 |       - any: ["/(open/"]
      |               ^^^^^^^^^
      hint: https://docs.rs/regex/1/regex/#syntax lists what there is
    error: the code `wachten` exists already, at codebooks/proef.yaml:4
      --> codebooks/proef.yaml:10:9
       |
    10 |   - id: wachten
       |         ^^^^^^^
      hint: give one of the two another id, or put their rules together
    error: `...` holds no word, and can never match
      --> codebooks/proef.yaml:22:15
       |
    22 |       - any: ["..."]
       |               ^^^^^
      hint: words are made of letters and digits; for other signs write a regex: /.../
    error: unknown role `clint`
      --> codebooks/proef.yaml:18:17
       |
    18 |         roles: [clint]
       |                 ^^^^^
      hint: the nearest role is `client`
    error: `rij#7fe8a007` should code this, but no pattern of `any` matches
      --> codebooks/proef.yaml:16:17
       |
    16 |         match: ["Ik sta in de rij."]
       |                 ^^^^^^^^^^^^^^^^^^^
      hint: add or widen a pattern, or take this test out; a stem covers endings only, so `bellen` is not `gebeld`
    error: `rij#7fe8a007` should not code this, but `wacht` matches "wacht"
      --> codebooks/proef.yaml:17:20
       |
    17 |         no_match: ["Hij wacht op de bus."]
       |                    ^^^^^^^^^^^^^^^^^^^^^^
      hint: make that pattern narrower, or say in `not` what keeps the rule out
    "##);
}

#[test]
fn failing_rule_tests_show_the_sentence() {
    let study = buurt();
    study.run("codes check").ok().shows(&["9 codes, 7 rules, 2 rule tests: no mistakes"]);
    study.edit("codebooks/buurt.yaml", "no_match: [\"Ik ken hem.\"]", "no_match: [\"Ik vertrouwde hem.\"]");
    let output = study.run("codes check").exits(4);
    output.says(&[
        "relationship/trust#trusting",
        "should not code this",
        "codebooks/buurt.yaml:17:",
        "Ik vertrouwde hem.",
    ]);
}

#[test]
fn broken_yaml_is_a_mistake_with_a_place() {
    let study = Study::new();
    for (text, place) in [
        ("codes:\n  - id: [a\n", ":"),
        ("codes: nee\n", "codebooks/x.yaml:1:"),
        ("- a\n- b\n", "codebooks/x.yaml:1:"),
    ] {
        study.write("codebooks/x.yaml", text);
        study.run("codes check").exits(4).says(&["codebooks/x.yaml", place]);
    }
    study.write("codebooks/x.yaml", b"codes: \xff\xfe\x00\x01\n");
    assert!([0, 4].contains(&study.run("codes check").code));
}

/// The properties that the schema allows, wherever they stand.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(properties)) = fields.get("properties") {
                found.extend(properties.keys().cloned());
            }
            fields.values().for_each(|value| properties(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, found)),
        _ => {}
    }
}

#[test]
fn the_schema_knows_every_key_of_the_language() {
    let schema: Value = serde_json::from_str(&Study::empty().run("codes schema").ok().stdout).unwrap();
    assert!(field(&schema, "$schema").starts_with("https://json-schema.org/draft/"));
    let mut known = BTreeSet::new();
    properties(&schema, &mut known);
    let language = [
        "codebook",
        "language",
        "codes",
        "id",
        "name",
        "names",
        "definition",
        "include",
        "exclude",
        "example",
        "color",
        "opposite",
        "guid",
        "unit",
        "rules",
        "any",
        "all",
        "not",
        "within",
        "roles",
        "in",
        "match",
        "no_match",
    ];
    let language: BTreeSet<String> = language.map(str::to_owned).into();
    assert_eq!(known, language, "these keys are the whole language");
}
