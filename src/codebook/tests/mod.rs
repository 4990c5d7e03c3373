//! Codebooks as people write them.

mod mistakes;

use proptest::prelude::*;

use super::*;
use crate::diag::Diagnostic;

fn load(contents: &str) -> (Codebook, Vec<Diagnostic>) {
    Codebook::load(&[("codebooks/a.yaml".to_owned(), contents.to_owned())])
}

fn said(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

const SOUND: &str = r##"
codebook: Wijkwerk
language: nl
codes:
  - id: relationship
    name: Relatie
    names: {en: Relationship}
    codes:
      - id: trust
        name: Vertrouwen
        names: {en: Trust}
        definition: >
          Of de ander
          het goed voorheeft.
        color: "#2A7FB8"
        opposite: [relationship/distrust]
        guid: 1e3
        unit: match
        rules:
          - any: ["vertrouw*", "in de ogen kijken", '/(ver|be)trouw\w+/', "=Vertrouwen"]
            not: ["vertrouwelijk*"]
            roles: [client, volunteer]
            match: ["Ik vertrouw die mensen."]
            no_match: ["Dat is vertrouwelijk."]
          - id: no-eyes
            all: [zien, gezicht]
            within: 8
            in: [contact]
            language: nl
      - {id: distrust, name: Wantrouwen, names: {en: Distrust}}
  - id: contact
    name: Contact
    codes:
      - id: online
        name: Online
        rules: [{any: [scherm, "/zoom\\b/"]}]
"##;

#[test]
fn a_sound_codebook_is_read_whole() {
    let (codebook, diagnostics) = load(SOUND);
    assert_eq!(said(&diagnostics), "");
    assert_eq!(codebook.title, "Wijkwerk");
    let paths: Vec<&str> = codebook.codes.iter().map(|code| code.path.as_str()).collect();
    assert_eq!(
        paths,
        ["relationship", "relationship/trust", "relationship/distrust", "contact", "contact/online"]
    );
    let trust = codebook.get("relationship/trust").unwrap();
    assert_eq!((trust.name_in(Language::ENGLISH), trust.name_in(Language::FRENCH)), ("Trust", "Vertrouwen"));
    assert_eq!(trust.definition.as_deref(), Some("Of de ander het goed voorheeft."));
    assert_eq!(trust.color.as_deref(), Some("#2a7fb8"));
    assert_eq!((trust.unit, trust.guid.as_deref()), (Unit::Match, Some("1e3")));
    assert_eq!((trust.place.line, trust.place.column), (9, 13));
    let [first, second] = trust.rules.as_slice() else { panic!() };
    assert_eq!(
        first.any.iter().map(Pattern::canonical).collect::<Vec<_>>(),
        ["vertrouw*", "in de ogen kijken", "/(ver|be)trouw\\w+/", "=vertrouwen"]
    );
    assert_eq!((first.id.len(), second.id.as_str()), (8, "no-eyes"));
    assert_eq!(
        (second.within, second.inside[0].as_str(), second.language),
        (Some(8), "contact", Some(Language::DUTCH))
    );
    assert_eq!(first.matches[0].text, "Ik vertrouw die mensen.");
    assert_eq!((first.matches[0].place.line, first.matches[0].place.column), (23, 21));
}

#[test]
fn the_id_of_a_rule_is_its_content() {
    let id = |rules: &str| {
        let (codebook, _) = load(&format!("language: nl\ncodes:\n- {{id: a, name: A, rules: [{rules}]}}\n"));
        codebook.codes[0].rules.last().unwrap().id.clone()
    };
    assert_eq!(id("{any: [x, y]}"), id("{any: [z]}, {any: [y, X], match: [x]}"));
    assert_ne!(id("{any: [x, y]}"), id("{all: [x, y]}"));
}

#[test]
fn fingerprints_heed_content_not_layout() {
    let prints = |contents: &str| {
        let codebook = load(contents).0;
        (codebook_fingerprint(&codebook), codebook.rules_fingerprint())
    };
    let sound = prints(SOUND);
    assert_eq!(sound, prints(&SOUND.replace("\n  - id: contact", "\n\n  # more\n  - id: contact")));
    let renamed = prints(&SOUND.replace("Wantrouwen", "Achterdocht"));
    assert!(sound.0 != renamed.0 && sound.1 == renamed.1);
    assert_ne!(sound.1, prints(&SOUND.replace("within: 8", "within: 9")).1);
}

#[test]
fn codes_are_found_by_path_part_and_name() {
    let (codebook, _) = load(SOUND);
    let path = |typed: &str| codebook.resolve(typed).map(|code| code.path.to_string());
    for typed in ["relationship/trust", "Trust", "vertroûwen", "RELATIONSHIP/TRUST", "trust/"] {
        assert_eq!(path(typed).as_deref(), Ok("relationship/trust"), "{typed}");
    }
    let none =
        |nearest: Option<&str>| Err(Unresolved { candidates: vec![], nearest: nearest.map(str::to_owned) });
    assert_eq!(path("vertouwen"), none(Some("relationship/trust")));
    assert_eq!(path("rust"), none(Some("relationship/trust")));
    assert_eq!(path(""), none(None));
}

#[test]
fn several_fitting_codes_are_all_named() {
    let (codebook, diagnostics) = Codebook::load(&[
        ("a.yaml".into(), "language: nl\ncodes: [{id: a, name: A, codes: [{id: x, name: X}]}]".into()),
        ("b.yaml".into(), "language: nl\ncodes: [{id: b, name: B, codes: [{id: x, name: X}]}]".into()),
    ]);
    assert!(diagnostics.is_empty());
    assert_eq!(codebook.resolve("x").unwrap_err().candidates, ["a/x", "b/x"]);
}

#[test]
fn a_rule_that_would_find_too_much_is_left_out() {
    let rules = |rule: &str| {
        load(&format!("language: nl\ncodes: [{{id: a, name: A, rules: [{rule}]}}]")).0.codes[0].rules.len()
    };
    assert_eq!(rules("{any: [x, /(/]}"), 1);
    assert_eq!(rules("{any: [x], not: [/(/]}"), 0);
    assert_eq!(rules("{all: [x, y, ''], within: 3}"), 0);
    assert_eq!(rules("{any: [x], in: [[y]]}"), 0);
    assert_eq!(rules("{any: [x], language: '?'}"), 0);
}

#[test]
fn windows_line_ends_and_marks_change_nothing() {
    let (codebook, diagnostics) = load(&format!("\u{feff}{}", SOUND.replace('\n', "\r\n")));
    assert_eq!(said(&diagnostics), "");
    assert_eq!(codebook_fingerprint(&codebook), codebook_fingerprint(&load(SOUND).0));
}

#[test]
fn a_circle_with_a_way_in_is_no_mistake() {
    let (_, diagnostics) = load(
        "language: nl\ncodes:\n- {id: a, name: A, rules: [{any: [x]}, {any: [y], in: [b]}]}\n- {id: b, name: B, rules: [{any: [z], in: [a]}]}\n",
    );
    assert_eq!(said(&diagnostics), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_loading_panic(text in "\\PC{0,200}") {
        load(&text);
    }

    #[test]
    fn no_yaml_like_text_makes_loading_panic(
        parts in proptest::collection::vec(prop_oneof![
            Just("\n"), Just("\n  "), Just("\n    "), Just("- "), Just(": "), Just("["), Just("]"), Just("{"), Just("}"),
            Just(", "), Just("\""), Just("'"), Just("|"), Just(">"), Just("&a "), Just("*a "), Just("!t "), Just("---\n"),
            Just("codes:"), Just("id: "), Just("name: "), Just("rules:"), Just("any: "), Just("all: "), Just("not: "),
            Just("within: "), Just("in: "), Just("roles: "), Just("language: nl"), Just("match: "), Just("/x+/"), Just("=é*"),
            Just("#2a7fb8"), Just("? "), Just("\t"), Just("%"), Just("a/b"), Just("7"), Just("é"), Just("\\x"),
        ], 0..60),
    ) {
        let (codebook, diagnostics) = load(&parts.concat());
        said(&diagnostics);
        codebook_fingerprint(&codebook);
    }

    #[test]
    fn a_damaged_codebook_makes_no_panic(from in 0..SOUND.len(), length in 0..40_usize, put in "\\PC{0,3}") {
        let mut text = SOUND.to_owned();
        text.replace_range(from..(from + length).min(SOUND.len()), &put);
        load(&text);
    }
}
