//! Codes renamed, moved and added.

use super::*;

#[test]
fn a_new_id_changes_it_and_what_names_it() {
    let files = study();
    let edited = rename(&files, "neighbours", "people-next-door").unwrap();
    insta::assert_snapshot!(changes(&files, &edited), @r#"
    a.yaml
    -  - id: "neighbours"   # all of them
    +  - id: "people-next-door"   # all of them
    a.yaml
    -            in: [neighbours]
    +            in: [people-next-door]
    a.yaml
    -          - neighbours/greeting
    +          - people-next-door/greeting
    a.yaml
    -          - "neighbours/borrowing"
    +          - "people-next-door/borrowing"
    a.yaml
    -        opposite: [neighbours/greeting, neighbours/borrowing]
    +        opposite: [people-next-door/greeting, people-next-door/borrowing]
    "#);
    assert_eq!(edited.mapping.len(), 3);
    assert_eq!(edited.mapping[1], ("neighbours/greeting".into(), "people-next-door/greeting".into()));
}

#[test]
fn a_new_id_in_brackets() {
    let files = study();
    let edited = rename(&files, "help/asking", "help/on").unwrap();
    insta::assert_snapshot!(changes(&files, &edited), @r#"
    b.yaml
    -  codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
    +  codes: [{id: "on", name: Vragen}, {id: giving, name: Geven, opposite: [help/on]}]
    "#);
}

#[test]
fn a_code_moves_with_its_comments_into_another_file() {
    let files = study();
    let edited = rename(&files, "neighbours/greeting", "office/hello").unwrap();
    insta::assert_snapshot!(edited.files[0].1, @r#"
    # our codebook
    codebook: Buurt
    language: nl

    codes:
      # ---- neighbours ----
      - id: "neighbours"   # all of them
        name: Buren
        opposite: [ 'alone/empty-days', alone ]
        codes:

          - {id: borrowing, name: 'Iets lenen', rules: [{any: [lenen]}]}

      - id: alone
        name: Alleen
        rules:
          - id: hello
            all: [niemand, dag]
            in:
              - office/hello
              - "neighbours/borrowing"
          - any: [alleen]
        codes:
          - id: empty-days
            name: Lege dagen
            opposite: [office/hello, neighbours/borrowing]
            rules: [{any: [lege dag]}]
      # the end
    "#);
    insta::assert_snapshot!(edited.files[1].1, @r#"
    codebook: Hulp
    language: nl
    codes:
    - id: help
      name: Hulp
      codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
    - name: Dienst
      id: office
      codes:

        # the door
        - id: hello
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
    "#);
}

#[test]
fn a_code_in_braces_moves_to_the_top_of_its_file() {
    let files = study();
    let edited = rename(&files, "neighbours/borrowing", "borrowing").unwrap();
    let text = &edited.files[0].1;
    assert!(text.contains("after the rules\n\n  - id: alone\n"), "{text}");
    let moved = "{id: borrowing, name: 'Iets lenen', rules: [{any: [lenen]}]}";
    assert!(
        text.ends_with(&format!("        rules: [{{any: [lege dag]}}]\n\n  - {moved}\n  # the end\n")),
        "{text}"
    );
}

#[test]
fn the_last_code_below_another_leaves_no_empty_list() {
    let files = study();
    let edited = rename(&files, "alone/empty-days", "empty-days").unwrap();
    insta::assert_snapshot!(edited.files[0].1.split_once("- any: [alleen]\n").unwrap().1, @r"
    - id: empty-days
      name: Lege dagen
      opposite: [neighbours/greeting, neighbours/borrowing]
      rules: [{any: [lege dag]}]
    # the end
    ");
}

#[test]
fn codes_are_added_at_the_top_and_below_others() {
    let files = study();
    let edited = add(&files, "alone/night", Some("'s Nachts: alleen")).unwrap();
    insta::assert_snapshot!(changes(&files, &edited), @r#"
    a.yaml:46
    +      - id: night
    +        name: "'s Nachts: alleen"
    "#);
    insta::assert_snapshot!(changes(&files, &add(&files, "office/desk", None).unwrap()), @r"
    b.yaml:9
    +  codes:
    +    - id: desk
    +      name: desk
    ");
    insta::assert_snapshot!(changes(&files, &add(&files, "street", Some("Straat")).unwrap()), @r"
    a.yaml:46
    +
    +  - id: street
    +    name: Straat
    ");
    let fresh = [("a.yaml".to_owned(), "codebook: X\nlanguage: nl\ncodes: []\n".to_owned())];
    let edited = add(&fresh, "no", Some("Nee")).unwrap();
    assert_eq!(edited.files[0].1, "codebook: X\nlanguage: nl\ncodes:\n  - id: \"no\"\n    name: Nee\n");
    assert_eq!(add(&files, "alone/night", None).unwrap().mapping, []);
}

#[test]
fn line_ends_marks_and_an_open_end_stay() {
    let text = format!("\u{feff}{}", NEIGHBOURS.trim_end().replace('\n', "\r\n"));
    let files = [("a.yaml".to_owned(), text)];
    let lf = [("a.yaml".to_owned(), NEIGHBOURS.to_owned())];
    let both =
        [rename(&files, "neighbours/greeting", "alone/hi"), rename(&lf, "neighbours/greeting", "alone/hi")];
    let [crlf, lf] = both.map(|edited| edited.unwrap().files[0].1.clone());
    assert_eq!(crlf, format!("\u{feff}{}", lf.trim_end().replace('\n', "\r\n")));
}
