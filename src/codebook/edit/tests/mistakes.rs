//! What is refused, and what is not.

use super::*;

#[test]
fn what_cannot_be_done_is_said() {
    let files = study();
    insta::assert_snapshot!(said(rename(&files, "neighbors", "x")), @r"
    error: unknown code `neighbors`
      hint: the nearest code is `neighbours`
    ");
    insta::assert_snapshot!(said(rename(&files, "alone", "help")), @r"
    error: the code `help` exists already
      --> b.yaml:4:7
      |
    4 | - id: help
      |       ^^^^
      hint: to put the two together, merge them
    ");
    insta::assert_snapshot!(said(rename(&files, "alone", "alone")), @r"
    error: `alone` is the path of this code already
      hint: give it another one
    ");
    insta::assert_snapshot!(said(rename(&files, "alone", "alone/x")), @r"
    error: `alone` cannot stand below itself
      hint: move it elsewhere, or add a code above it first
    ");
    insta::assert_snapshot!(said(rename(&files, "alone", "hulp/alone")), @r"
    error: there is no code `hulp` for `hulp/alone` to stand below
      hint: add `hulp` first (write the whole path: `help`)
    ");
    insta::assert_snapshot!(said(rename(&files, "alone", "a b")), @r"
    error: `a b` is no id
      hint: an id is made of letters, digits, - and _, such as waiting-times; a path of ids and /
    ");
    insta::assert_snapshot!(said(rename(&files, "help/asking", "asking")), @r"
    error: this stands in brackets, and only whole lines can be moved
      --> b.yaml:6:12
      |
    6 |   codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
      |            ^^
      hint: write the list around it in block style first: each item on a line of its own, after `- `
    ");
    insta::assert_snapshot!(said(rename(&files, "alone", "help/asking/alone")), @r"
    error: this code stands in braces, so nothing can be put below it
      --> b.yaml:6:12
      |
    6 |   codes: [{id: asking, name: Vragen}, {id: giving, name: Geven, opposite: [help/asking]}]
      |            ^^
      hint: write it in block style first: `- id: ...`, and each key on a line of its own below it
    ");
    insta::assert_snapshot!(said(merge(&files, "alone", "alone/empty-days")), @r"
    error: `alone` cannot become part of `alone/empty-days`, which is or stands below it
      hint: merge the other way round, or move that one out first
    ");
    insta::assert_snapshot!(said(merge(&files, "alone", "neighbours")), @r#"
    error: `neighbours` says that `alone` is its opposite
      --> a.yaml:7:9
      |
    7 |   - id: "neighbours"   # all of them
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: if they are one after all, take that out of `opposite` first
    "#);
    insta::assert_snapshot!(said(add(&files, "alone/empty-days", None)), @r"
    error: the code `alone/empty-days` exists already
      --> a.yaml:42:13
       |
    42 |       - id: empty-days
       |             ^^^^^^^^^^
      hint: give the new one another id
    ");
    insta::assert_snapshot!(said(add(&[], "x", None)), @r"
    error: there is no codebook
      hint: write one in codebooks/ first
    ");
}

#[test]
fn codes_of_the_same_id_below_both_are_named() {
    let text = "language: nl\ncodes:\n- {id: a, name: A, codes: [{id: x, name: X}]}\n- {id: b, name: B, codes: [{id: x, name: X}]}\n";
    insta::assert_snapshot!(said(merge(&[("a.yaml".to_owned(), text.to_owned())], "a", "b")), @r"
    error: `b` has codes of the same id below it as `a`: `b/x`
      hint: merge or rename these first
    ");
}

#[test]
fn other_languages_units_and_yaml_are_refused() {
    let mut files = study();
    files[1].1 = files[1].1.replace("language: nl", "language: en");
    insta::assert_snapshot!(said(rename(&files, "alone", "office/alone")), @r"
    error: `alone` is in a codebook in nl, `office` in one in en
      hint: move it by hand, and translate its name and the tests of its rules
    ");
    files[1].1 = HELP.replace("id: office", "id: office\n  unit: turn");
    insta::assert_snapshot!(said(merge(&files, "alone", "office")), @r"
    error: the rules of `alone` code by sentence, those of `office` by turn
      hint: give both codes the same `unit` first
    ");
    files[1].1 = HELP.replace("name: Dienst", "name: &x Dienst");
    insta::assert_snapshot!(said(rename(&files, "alone", "solitude")), @r"
    error: anchors (`&name`) are not part of the codebook language
      --> b.yaml:7:9
      |
    7 | - name: &x Dienst
      |         ^^^^^^^^^
      hint: write the value out; a text that begins with & needs quotes
    ");
}

#[test]
fn an_edit_that_would_make_a_mistake_is_refused() {
    let text = "language: nl\ncodes:\n- id: a\n  name: A\n  codes:\n  - id: b\n    name: B\n    rules: [{any: [x]}]\n- id: c\n  name: C\n  rules: [{any: [y], in: [a]}]\n";
    let files = [("a.yaml".to_owned(), text.to_owned())];
    insta::assert_snapshot!(said(rename(&files, "a/b", "b")), @r"
    error: after this the codebook would be wrong: this rule can never match: no rule codes anything it could lie inside
      hint: nothing is changed; mend that first, or make this change by hand
    ");
}

#[test]
fn a_mistake_elsewhere_stays_as_it_is() {
    let mut files = study();
    files[1].1 = HELP.replace("help/asking]", "greeting, nobody]");
    let edited = rename(&files, "neighbours/greeting", "neighbours/waving").unwrap();
    assert_eq!(after(&files, &edited)[1].1, HELP.replace("help/asking]", "neighbours/waving, nobody]"));
    let dashes =
        NEIGHBOURS.replace("      - id: greeting\n", "      - # first\n        id: 'greeting'  # 'x'\n");
    files[0].1 = dashes.clone();
    let edited = rename(&files, "neighbours/greeting", "alone/waving").unwrap();
    assert!(edited.files[0].1.contains("\n      # the door\n      - # first\n        id: 'waving'  # 'x'\n"));
}
