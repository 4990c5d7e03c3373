//! Codes made part of others.

use super::*;

#[test]
fn merging_keeps_rules_and_all_that_was_said() {
    let files = study();
    let edited = merge(&files, "neighbours/greeting", "alone").unwrap();
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
        # merged from neighbours/greeting:
        #   # the door
        #   id: greeting
        #   name: Groeten
        #   definition: >
        #     Wie groet
        #       # dit is tekst
        #
        #     en wie niet.
        #   # after the rules
        name: Alleen
        rules:
          - id: hello
            all: [niemand, dag]
            in:
              - alone
              - "neighbours/borrowing"
          - any: [alleen]
          - id: hello-2
            any: [dag, "goeie morgen",
              hallo]   # more to come
            match: ["Dag Miet."]
          # waves
          - any: [zwaai*]
            in: [neighbours]
        codes:
          - id: empty-days
            name: Lege dagen
            opposite: [alone, neighbours/borrowing]
            rules: [{any: [lege dag]}]
      # the end
    "#);
    assert_eq!(edited.mapping, [("neighbours/greeting".to_owned(), "alone".to_owned())]);
}

#[test]
fn merging_moves_the_codes_below() {
    let files = study();
    let edited = merge(&files, "alone", "office").unwrap();
    insta::assert_snapshot!(edited.files[1].1, @r#"
    codebook: Hulp
    language: nl
    codes:
    - id: help
      name: Hulp
      codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
    - name: Dienst
      id: office
      # merged from alone:
      #   id: alone
      #   name: Alleen
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
    "#);
}

#[test]
fn merging_into_a_code_named_in_the_same_list() {
    let files = study();
    let edited = merge(&files, "help/giving", "office");
    insta::assert_snapshot!(said(edited), @r"
    error: this stands in brackets, and only whole lines can be moved
      --> b.yaml:6:40
      |
    6 |   codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
      |                                        ^^
      hint: write the list around it in block style first: each item on a line of its own, after `- `
    ");
    let mut files = files;
    files[0].1 = files[0].1.replace("rules: [{any: [lenen]}]", "color: '#2a7fb8'");
    insta::assert_snapshot!(said(merge(&files, "neighbours/borrowing", "neighbours/greeting")), @r#"
    error: this list names the other code as well
      --> a.yaml:39:13
       |
    39 |           - "neighbours/borrowing"
       |             ^^^^^^^^^^^^^^^^^^^^^^
      hint: take this one out, and try again
    "#);
    let list = "in:\n          - neighbours/greeting\n          - \"neighbours/borrowing\"";
    files[0].1 = files[0].1.replace(list, "in: [neighbours/greeting, \"neighbours/borrowing\" ]");
    let edited = merge(&files, "neighbours/borrowing", "neighbours/greeting").unwrap();
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

          # the door
          - id: greeting
            # merged from neighbours/borrowing:
            #   {id: borrowing, name: 'Iets lenen', color: '#2a7fb8'}
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

      - id: alone
        name: Alleen
        rules:
          - id: hello
            all: [niemand, dag]
            in: [neighbours/greeting ]
          - any: [alleen]
        codes:
          - id: empty-days
            name: Lege dagen
            opposite: [neighbours/greeting]
            rules: [{any: [lege dag]}]
      # the end
    "#);
}

#[test]
fn a_rule_without_an_id_that_stands_there_already_gets_one() {
    let text = "language: nl\ncodes:\n- id: a\n  name: A\n  rules:\n  - any: [x]\n- id: b\n  name: B\n  rules:\n  - any: [x]\n    match: [x]\n  - {any: [y]}\n";
    let files = [("a.yaml".to_owned(), text.to_owned())];
    insta::assert_snapshot!(merge(&files, "b", "a").unwrap().files[0].1, @r"
    language: nl
    codes:
    - id: a
      # merged from b:
      #   id: b
      #   name: B
      name: A
      rules:
      - any: [x]
      - id: b857e91b-2
        any: [x]
        match: [x]
      - {any: [y]}
    ");
}
