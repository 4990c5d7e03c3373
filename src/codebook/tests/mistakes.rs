//! The mistakes people make in codebooks, and what they are told.

use super::*;
use crate::diag::Severity;

fn told(contents: &str) -> String {
    said(&load(contents).1)
}

/// The diagnostics of one rule, written in flow style.
fn rule(rule: &str) -> String {
    told(&format!("language: nl\ncodes:\n- id: a\n  name: A\n  rules:\n  - {rule}\n"))
}

#[test]
fn every_mistake_is_told_in_one_go() {
    insta::assert_snapshot!(told(r##"codebok: Test
language: nederlands
codes:
  - id: a b
    nam: A
    color: #2a7fb8
    unit: sentense
    opposite: [c/trsut]
  - name: no id
  - id: c
    name: [C]
    names: {english: C, en: D}
    colour: blue
    color: blue
    rules:
      - any: vertrouw*
      - anny: [x]
      - any: []
        all: [ok]
    codes:
      - id: trust
        name: Trust
        name: Vertrouwen
"##), @r##"
        error: unknown key `codebok`
          --> codebooks/a.yaml:1:1
          |
        1 | codebok: Test
          | ^^^^^^^
          hint: the nearest known key is `codebook`

        error: unknown language `nederlands`
          --> codebooks/a.yaml:2:11
          |
        2 | language: nederlands
          |           ^^^^^^^^^^
          hint: use its two letters, such as nl, en, fr or de

        error: ` ` may not stand in an id
          --> codebooks/a.yaml:4:9
          |
        4 |   - id: a b
          |         ^^^
          hint: an id is made of letters, digits, - and _, such as waiting-times

        error: the code `a b` has no name
          --> codebooks/a.yaml:4:9
          |
        4 |   - id: a b
          |         ^^^
          hint: add `name: ...`, as people should read it

        error: unknown key `nam`
          --> codebooks/a.yaml:5:5
          |
        5 |     nam: A
          |     ^^^
          hint: the nearest known key is `name`

        error: `color` is empty
          --> codebooks/a.yaml:6:5
          |
        6 |     color: #2a7fb8
          |     ^^^^^
          hint: put it in quotes ("#2a7fb8"): without them, # begins a comment

        error: unknown unit `sentense`
          --> codebooks/a.yaml:7:11
          |
        7 |     unit: sentense
          |           ^^^^^^^^
          hint: did you mean `sentence`?

        error: unknown code `c/trsut`
          --> codebooks/a.yaml:8:16
          |
        8 |     opposite: [c/trsut]
          |                ^^^^^^^
          hint: the nearest code is `c/trust`

        error: this code has no id
          --> codebooks/a.yaml:9:5
          |
        9 |   - name: no id
          |     ^^^^
          hint: an id is made of letters, digits, - and _, such as waiting-times

        error: `name` is a text
          --> codebooks/a.yaml:11:11
           |
        11 |     name: [C]
           |           ^
          hint: quote it if it holds brackets, braces or `: `

        error: unknown language `english`
          --> codebooks/a.yaml:12:13
           |
        12 |     names: {english: C, en: D}
           |             ^^^^^^^
          hint: use its two letters, such as nl, en, fr or de

        error: unknown key `colour`
          --> codebooks/a.yaml:13:5
           |
        13 |     colour: blue
           |     ^^^^^^
          hint: the nearest known key is `color`

        error: `blue` is no colour
          --> codebooks/a.yaml:14:12
           |
        14 |     color: blue
           |            ^^^^
          hint: write # and six hexadecimal digits: "#2a7fb8"

        error: `any` is a list
          --> codebooks/a.yaml:16:14
           |
        16 |       - any: vertrouw*
           |              ^^^^^^^^^
          hint: write it as `any: ["vertrouw*"]`

        error: unknown key `anny`
          --> codebooks/a.yaml:17:9
           |
        17 |       - anny: [x]
           |         ^^^^
          hint: the nearest known key is `any`

        error: this rule looks for nothing
          --> codebooks/a.yaml:17:9
           |
        17 |       - anny: [x]
           |         ^^^^
          hint: add `any: [...]` (one is enough) or `all: [...]` (together)

        error: `any` is empty
          --> codebooks/a.yaml:18:9
           |
        18 |       - any: []
           |         ^^^
          hint: write a pattern, or leave the key out

        error: the key `name` stands here twice, first on line 22
          --> codebooks/a.yaml:23:9
           |
        23 |         name: Vertrouwen
           |         ^^^^
          hint: keep one of the two
        "##);
}

#[test]
fn mistakes_in_rules() {
    insta::assert_snapshot!(told(r##"language: nl
codes:
  - id: a
    name: A
    rules:
      - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
      - {any: [wacht, bel], not: [bel*, =bel, BEL]}
      - {all: [zien, "in de ogen"], within: 3}
      - {all: [zien], within: eight}
      - {any: [zien], within: 8}
      - {any: [x1], in: [b]}
      - {any: [x2], in: [trust]}
      - {any: [x3], in: [a/d]}
      - {any: [x4], in: [a/e]}
      - {any: [x5], roles: []}
      - {id: "#1", any: [x6]}
      - {any: [x7], language: dutch}
      - {not: [x8]}
      - {any: [x9, [y]], match: {a: b}}
      - {any: [x10]}
      - {any: [X10]}
      - text
    codes:
      - {id: d, name: D}
      - {id: e, name: E, rules: [{any: [y1], in: [a/f]}]}
      - {id: f, name: F, rules: [{any: [y2], in: [a/e]}]}
"##), @r##"
        error: this pattern is empty
          --> codebooks/a.yaml:6:15
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |               ^^
          hint: write a word, or leave it out

        error: `…` holds no word, and can never match
          --> codebooks/a.yaml:6:19
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |                   ^^^
          hint: words are made of letters and digits; for other signs write a regex: /.../

        error: `*` in `wa*cht` must follow the first letters of a word
          --> codebooks/a.yaml:6:24
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |                        ^^^^^^^^
          hint: `wacht*` stands for every word that begins with wacht; elsewhere use a regex: /\w*wacht/

        error: this is no regex: unclosed group
          --> codebooks/a.yaml:6:34
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |                                  ^^^^^^
          hint: https://docs.rs/regex/1/regex/#syntax lists what there is

        error: this regex has no closing slash
          --> codebooks/a.yaml:6:42
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |                                          ^^^^
          hint: write it as /.../

        error: this regex matches nothing at all, everywhere
          --> codebooks/a.yaml:6:48
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |                                                ^^^^^^
          hint: let it ask for at least one character: `+` instead of `*`, no `?` around everything

        warning: `|` means nothing in a pattern of words
          --> codebooks/a.yaml:6:56
          |
        6 |       - any: ["", "…", "wa*cht", "/(x/", "/y", "/z*/", "wacht|bel", goed]
          |                                                        ^^^^^^^^^^^
          hint: for a regex write /.../

        error: `BEL` can never match in `any` on line 7, because it is in `not` as well
          --> codebooks/a.yaml:7:47
          |
        7 |       - {any: [wacht, bel], not: [bel*, =bel, BEL]}
          |                                               ^^^
          hint: take it out of `not` or out of `any`

        error: this rule can never match: its patterns are 4 words, `within` allows 3
          --> codebooks/a.yaml:8:45
          |
        8 |       - {all: [zien, "in de ogen"], within: 3}
          |                                             ^
          hint: write `within: 8` or more

        error: `within` is a number of words, not `eight`
          --> codebooks/a.yaml:9:31
          |
        9 |       - {all: [zien], within: eight}
          |                               ^^^^^
          hint: such as `within: 8`

        error: `within` says nothing without `all`
          --> codebooks/a.yaml:10:23
           |
        10 |       - {any: [zien], within: 8}
           |                       ^^^^^^
          hint: put the words that must come together into `all`

        error: unknown code `b`
          --> codebooks/a.yaml:11:26
           |
        11 |       - {any: [x1], in: [b]}
           |                          ^
          hint: write the path of a code, such as relationship/trust

        error: unknown code `trust`
          --> codebooks/a.yaml:12:26
           |
        12 |       - {any: [x2], in: [trust]}
           |                          ^^^^^
          hint: write the path of a code, such as relationship/trust

        error: this rule can never match: no rule codes anything it could lie inside
          --> codebooks/a.yaml:13:26
           |
        13 |       - {any: [x3], in: [a/d]}
           |                          ^^^
          hint: add a rule to that code, or leave `in` out

        error: this rule can never match: what it must lie inside waits for it in a circle
          --> codebooks/a.yaml:14:26
           |
        14 |       - {any: [x4], in: [a/e]}
           |                          ^^^
          hint: give one of these codes a rule without `in`

        error: `roles` is empty: nobody's turns would be coded
          --> codebooks/a.yaml:15:21
           |
        15 |       - {any: [x5], roles: []}
           |                     ^^^^^
          hint: name a role, or leave the key out

        error: `#1` is no id
          --> codebooks/a.yaml:16:14
           |
        16 |       - {id: "#1", any: [x6]}
           |              ^^^^
          hint: the id of a rule is made of letters, digits, - and _, or left out

        error: unknown language `dutch`
          --> codebooks/a.yaml:17:31
           |
        17 |       - {any: [x7], language: dutch}
           |                               ^^^^^
          hint: use its two letters, such as nl, en, fr or de

        error: this rule looks for nothing
          --> codebooks/a.yaml:18:10
           |
        18 |       - {not: [x8]}
           |          ^^^
          hint: add `any: [...]` (one is enough) or `all: [...]` (together)

        error: an item of `any` is a text
          --> codebooks/a.yaml:19:20
           |
        19 |       - {any: [x9, [y]], match: {a: b}}
           |                    ^
          hint: quote it if it holds brackets, braces or `: `

        error: `match` is a list
          --> codebooks/a.yaml:19:34
           |
        19 |       - {any: [x9, [y]], match: {a: b}}
           |                                  ^
          hint: begin each item with `- `

        error: the rule `0206d4c5` stands here twice, first on line 20
          --> codebooks/a.yaml:21:10
           |
        21 |       - {any: [X10]}
           |          ^^^
          hint: give it another id, or leave it out if it says the same

        error: a rule is written with keys
          --> codebooks/a.yaml:22:9
           |
        22 |       - text
           |         ^^^^
          hint: such as: id, any, all, not, within, in, roles, language, match, no_match

        error: this rule can never match: what it must lie inside waits for it in a circle
          --> codebooks/a.yaml:25:51
           |
        25 |       - {id: e, name: E, rules: [{any: [y1], in: [a/f]}]}
           |                                                   ^^^
          hint: give one of these codes a rule without `in`

        error: this rule can never match: what it must lie inside waits for it in a circle
          --> codebooks/a.yaml:26:51
           |
        26 |       - {id: f, name: F, rules: [{any: [y2], in: [a/e]}]}
           |                                                   ^^^
          hint: give one of these codes a rule without `in`
        "##);
}

#[test]
fn a_syntax_error_is_told_with_what_stands_before_it() {
    insta::assert_snapshot!(told("language: nl\ncodes:\n  - id: a\n    nam: A\n    definition: zo: of zo\n"), @r"
        error: unknown key `nam`
          --> codebooks/a.yaml:4:5
          |
        4 |     nam: A
          |     ^^^
          hint: the nearest known key is `name`

        error: this is no YAML: mapping values are not allowed in this context
          --> codebooks/a.yaml:5:19
          |
        5 |     definition: zo: of zo
          |                   ^
          hint: a text with `: ` in it needs quotes, and keys of one level stand exactly below each other
        ");
    insta::assert_snapshot!(rule(r#"any: ["/\w+heid/"]"#), @r#"
        error: this is no YAML: while parsing a quoted scalar, found unknown escape character
          --> codebooks/a.yaml:6:11
          |
        6 |   - any: ["/\w+heid/"]
          |           ^
          hint: inside double quotes a backslash is written twice (\\w); inside single quotes once
        "#);
    insta::assert_snapshot!(rule("any: [*wacht]"), @r"
        error: this is no YAML: while parsing node, found unknown anchor
          --> codebooks/a.yaml:6:11
          |
        6 |   - any: [*wacht]
          |           ^
          hint: a text that begins with * needs quotes
        ");
}

#[test]
fn files_that_are_no_codebooks() {
    insta::assert_snapshot!(told(""), @r"
        warning: this codebook is empty
          --> codebooks/a.yaml:1:1
          hint: begin with `codebook: ...`, `language: nl` and `codes:`
        ");
    insta::assert_snapshot!(told("- a\n- b\n"), @r"
        error: a codebook is written with keys
          --> codebooks/a.yaml:1:1
          |
        1 | - a
          | ^
          hint: such as: codebook, language, codes
        ");
    insta::assert_snapshot!(told("codebook: X\n"), @r"
        warning: this codebook does not say its language
          --> codebooks/a.yaml:1:1
          |
        1 | codebook: X
          | ^^^^^^^^
          hint: add `language: nl` on top; nl is assumed

        error: this codebook has no `codes`
          --> codebooks/a.yaml:1:1
          |
        1 | codebook: X
          | ^^^^^^^^
          hint: add `codes:` and below it `- id: ...` with `name: ...`
        ");
}

#[test]
fn a_path_may_stand_once_in_all_files() {
    let file = "language: nl\ncodes: [{id: a, name: A}, {id: a, name: B}]";
    let (codebook, diagnostics) =
        Codebook::load(&[("a.yaml".into(), file.into()), ("b.yaml".into(), file.into())]);
    assert_eq!(codebook.codes.len(), 1);
    insta::assert_snapshot!(said(&diagnostics), @r"
        error: the code `a` exists already, at a.yaml:2
          --> a.yaml:2:32
          |
        2 | codes: [{id: a, name: A}, {id: a, name: B}]
          |                                ^
          hint: give one of the two another id, or put their rules together

        error: the code `a` exists already, at a.yaml:2
          --> b.yaml:2:14
          |
        2 | codes: [{id: a, name: A}, {id: a, name: B}]
          |              ^
          hint: give one of the two another id, or put their rules together

        error: the code `a` exists already, at a.yaml:2
          --> b.yaml:2:32
          |
        2 | codes: [{id: a, name: A}, {id: a, name: B}]
          |                                ^
          hint: give one of the two another id, or put their rules together
        ");
}

#[test]
fn what_is_shown_stays_small_on_endless_lines() {
    let many = vec!["\"/(/\""; 20_000].join(", ");
    let (_, diagnostics) =
        load(&format!("language: nl\ncodes: [{{id: a, name: A, rules: [{{any: [{many}]}}]}}]"));
    assert_eq!(diagnostics.iter().filter(|d| d.severity == Severity::Error).count(), 20_000);
    assert!(diagnostics.iter().all(|d| d.place.as_ref().unwrap().excerpt.len() < 5000));
}
