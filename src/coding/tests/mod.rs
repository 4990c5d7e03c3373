//! Rules on texts: each habit of the language once.

mod random;

use super::*;
use crate::codebook::Codebook;
use crate::transcript::{Transcript, Turn};

const SPEAKER: TurnContext<'_> = TurnContext { role: None, asks: false, language: Language::DUTCH };

fn codebook(codes: &str) -> Codebook {
    let text = format!("language: nl\ncodes:\n{codes}\n");
    let (codebook, diagnostics) = Codebook::load(&[("a.yaml".to_owned(), text)]);
    assert!(diagnostics.is_empty(), "{}", diagnostics[0]);
    codebook
}

/// A transcript of these turns, with a label before each.
fn transcript(turns: &[&str]) -> Transcript {
    let mut transcript = Transcript::default();
    for turn in turns {
        transcript.text.push_str("Ré: ");
        let start = transcript.text.len();
        transcript.text.push_str(turn);
        transcript.turns.push(Turn::new(Span::new(start, transcript.text.len())));
        transcript.text.push('\n');
    }
    transcript
}

fn run(codebook: &Codebook, turns: &[(&str, TurnContext<'_>)]) -> Vec<RuleCoding> {
    let transcript = transcript(&turns.iter().map(|(text, _)| *text).collect::<Vec<_>>());
    let contexts: Vec<TurnContext<'_>> = turns.iter().map(|(_, context)| *context).collect();
    let codings = Matcher::new(codebook).code(&transcript, &contexts);
    assert_eq!(codings, oracle::code(codebook, &transcript, &contexts));
    codings
}

/// `code: passage <- matches` for each coding of one turn, by the rules of code `a` or whole codes.
fn coded(codes: &str, text: &str) -> Vec<String> {
    shown(codes, &[(text, SPEAKER)])
}

fn shown(codes: &str, turns: &[(&str, TurnContext<'_>)]) -> Vec<String> {
    let codes =
        if codes.starts_with('-') { codes.to_owned() } else { format!("- {{id: a, name: A, {codes}}}") };
    let codebook = codebook(&codes);
    let text = transcript(&turns.iter().map(|(text, _)| *text).collect::<Vec<_>>()).text;
    run(&codebook, turns)
        .iter()
        .map(|coding| {
            let matches: Vec<&str> = coding.triggers.iter().map(|trigger| trigger.span.of(&text)).collect();
            format!(
                "{}: {} <- {}",
                codebook.codes[coding.code].path,
                coding.span.of(&text),
                matches.join(" | ")
            )
        })
        .collect()
}

/// The matches of one pattern, in code `a` with `unit: match`.
fn matches(pattern: &str, text: &str) -> Vec<String> {
    let pattern = serde_json::to_string(pattern).unwrap();
    let codings = coded(&format!("unit: match, rules: [{{any: [{pattern}]}}]"), text);
    codings.iter().map(|coding| coding.split(" <- ").last().unwrap().to_owned()).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn plain_words_match_by_stem_case_and_accents_folded() {
    assert_eq!(
        matches("wachttijd", "De WACHTTIJDEN, die wáchttijd! Geen wachttijdbord."),
        ["WACHTTIJDEN", "wáchttijd"]
    );
    assert_eq!(matches("creche", "naar de crèche"), ["crèche"]);
    assert_eq!(matches("een", "e\u{301}e\u{301}n of één"), ["e\u{301}e\u{301}n", "één"]);
    assert_eq!(matches("oog", "doog oog"), ["oog"]);
}

#[test]
fn exact_words_and_prefixes() {
    assert_eq!(matches("=wacht", "wacht wachten Wácht"), ["wacht", "Wácht"]);
    assert_eq!(matches("wacht*", "wacht Wachtlijst gewacht wachten"), ["wacht", "Wachtlijst", "wachten"]);
    assert_eq!(matches("é*", "een Éénling auto"), ["een", "Éénling"]);
}

#[test]
fn phrases_pass_over_punctuation_and_overlap() {
    assert_eq!(matches("in de ogen", "In... de, \"ogen\" en in de oogjes"), ["In... de, \"ogen"]);
    assert_eq!(matches("ja ja", "ja, ja ja"), ["ja, ja", "ja ja"]);
    assert_eq!(
        matches("\"in =de og*\"", "in de Ogenblik, in dé ogen, in den ogen"),
        ["in de Ogenblik", "in dé ogen"]
    );
    assert_eq!(matches("foto's", "Zijn foto’s en foto's; fotos niet."), ["foto’s", "foto's"]);
    assert_eq!(matches("tax-on-web", "met Tax on Web of tax-on-web"), ["Tax on Web", "tax-on-web"]);
    let both = coded("unit: match, rules: [{any: [a1 b1, b1 c1]}]", "a1 b1 c1");
    assert_eq!(both, ["a: a1 b1 <- a1 b1", "a: b1 c1 <- b1 c1"]);
}

#[test]
fn regexes_see_the_text_as_it_stands() {
    assert_eq!(
        matches(r"/(ver|be)trouw\w+/", "VERTROUWEN en betrouwbaar, toevertrouwd"),
        ["VERTROUWEN", "betrouwbaar", "vertrouwd"]
    );
    assert_eq!(matches(r"/\(lacht\) */", "ja (lacht)  nee"), ["(lacht)"]);
    assert_eq!(matches("/stress/", "StreSſ, stréss"), ["StreSſ"]);
    assert_eq!(matches("/[!?]+/", "wat?! ja"), ["?!"]);
    assert_eq!(matches(r"/^\w+$/", "een twee"), NONE);
}

#[test]
fn places_hold_after_emoji() {
    assert_eq!(matches("wachten", "🙂👩‍👩‍👧 é wachten🙂"), ["wachten"]);
}

#[test]
fn the_sentence_around_a_hit_is_coded_and_both_when_it_spans_two() {
    let rules = "rules: [{any: [wachten, lang. te]}]";
    assert_eq!(coded(rules, "Ja. Ik wacht, en wacht! Nee."), ["a: Ik wacht, en wacht! <- wacht | wacht"]);
    assert_eq!(coded(rules, "Nee. Te lang. Te duur. Ja."), ["a: Te lang. Te duur. <- lang. Te"]);
    assert_eq!(coded(&format!("unit: turn, {rules}"), "Ja. Ik wacht."), ["a: Ja. Ik wacht. <- wacht"]);
}

#[test]
fn no_match_crosses_a_turn() {
    assert_eq!(
        shown(
            "rules: [{any: [heel lang]}, {all: [heel, lang], within: 9}]",
            &[("heel", SPEAKER), ("lang", SPEAKER)]
        ),
        NONE
    );
}

#[test]
fn all_must_stand_in_the_smallest_stretch() {
    let all = |within: &str| format!("unit: match, rules: [{{all: [zien, gezicht]{within}}}]");
    let text = "Zien en zien: een gezicht. En een gezicht zien.";
    assert_eq!(
        coded(&all(""), text),
        ["a: zien: een gezicht <- gezicht | zien", "a: gezicht zien <- gezicht | zien"]
    );
    assert_eq!(coded(&all(", within: 2"), text), ["a: gezicht zien <- gezicht | zien"]);
    assert_eq!(coded(&all(", within: 4"), text).len(), 2);
    assert_eq!(coded(&all(", within: 5"), "gezicht. Daar zien"), ["a: gezicht. Daar zien <- gezicht | zien"]);
    assert_eq!(coded(&all(""), "gezicht. Daar zien"), NONE);
    assert_eq!(coded("unit: turn, rules: [{all: [zien, gezicht]}]", "gezicht. Daar zien").len(), 1);
    assert_eq!(
        coded("unit: match, rules: [{all: [zien, gezicht], any: [nooit, niet]}]", "zien gezicht zien niet"),
        ["a: gezicht zien niet <- gezicht | niet | zien"]
    );
}

#[test]
fn not_keeps_passages_out() {
    let rules = "rules: [{any: [\"vertrouw*\"], not: [\"vertrouwelijk*\", geen vertrouwen, /\\(sic\\)/]}]";
    assert_eq!(
        coded(rules, "Ik vertrouw dat. Een vertrouwelijk gesprek. Geen vertrouwen. Vertrouwen (sic)."),
        ["a: Ik vertrouw dat. <- vertrouw"]
    );
    assert_eq!(coded(rules, "Dat had hij geen. Vertrouwen is er.").len(), 1);
    let narrow = "unit: match, rules: [{any: [vertrouwen], not: [geen vertrouwen]}]";
    assert_eq!(coded(narrow, "Geen vertrouwen, wel vertrouwen."), ["a: vertrouwen <- vertrouwen"]);
}

#[test]
fn inside_other_codes_in_any_order() {
    let codes = "- {id: z, name: Z, rules: [{any: [traag], in: [m]}]}
- {id: m, name: M, rules: [{any: [beeld], in: [contact]}], codes: [{id: n, name: N, rules: [{any: [klank], in: [contact]}]}]}
- {id: contact, name: C, codes: [{id: online, name: O, rules: [{any: [scherm]}]}]}";
    assert_eq!(
        coded(codes, "Traag beeld op het scherm. Traag beeld. Trage klank, scherm."),
        [
            "z: Traag beeld op het scherm. <- Traag",
            "m: Traag beeld op het scherm. <- beeld",
            "contact/online: Traag beeld op het scherm. <- scherm",
            "z: Trage klank, scherm. <- Trage",
            "m/n: Trage klank, scherm. <- klank",
            "contact/online: Trage klank, scherm. <- scherm",
        ]
    );
}

#[test]
fn roles_and_languages_choose_turns() {
    let client = TurnContext { role: Some("client"), ..SPEAKER };
    let asking = TurnContext { role: Some("moderator"), asks: true, ..SPEAKER };
    let english = TurnContext { language: Language::ENGLISH, ..SPEAKER };
    let turns = [("wacht 1", SPEAKER), ("wacht 2", client), ("wacht 3", asking), ("wacht 4", english)];
    let passages = |more: &str| -> Vec<String> {
        let codings = shown(&format!("rules: [{{any: [wacht]{more}}}]"), &turns);
        codings.iter().map(|coding| coding[9..10].to_owned()).collect()
    };
    assert_eq!(passages(""), ["1", "2", "4"]);
    assert_eq!(passages(", roles: [client]"), ["2"]);
    assert_eq!(passages(", roles: [moderator, client]"), ["2", "3"]);
    assert_eq!(passages(", language: en"), ["4"]);
}

#[test]
fn one_coding_a_passage_with_all_triggers() {
    let codebook = codebook(
        "- {id: a, name: A, rules: [{id: r1, any: [wachten, \"wacht*\"]}, {id: r2, all: [lang, wachten]}]}",
    );
    let codings = run(&codebook, &[("Lang wachten.", SPEAKER)]);
    assert_eq!(codings.len(), 1);
    let triggers: Vec<(&str, &str)> = codings[0].triggers.iter().map(|t| (&*t.rule, &*t.pattern)).collect();
    assert_eq!(triggers, [("r1", "wacht*"), ("r1", "wachten"), ("r2", "lang"), ("r2", "wachten")]);
}

#[test]
fn failing_rule_tests_say_why() {
    let text = r#"language: nl
codes:
  - id: a
    name: A
    rules:
      - any: ["vertrouw*"]
        not: [vertrouwelijk]
        roles: [cleint, client]
        match: [Ik vertrouw hem., Een goed gevoel., Vertrouwelijk!]
        no_match: [Het toevertrouwen., Dat vertrouwde ik.]
      - all: [zien, gezicht]
        in: [b]
        within: 3
        match: [gezicht zien, alleen zien, zien is meer dan een gezicht]
  - {id: b, name: B, rules: [{any: [x], roles: [piloot], match: [x], no_match: [y]}]}
"#;
    let (codebook, _) = Codebook::load(&[("a.yaml".to_owned(), text.to_owned())]);
    let roles = ["client".to_owned(), "volunteer".to_owned()];
    let found = check_rules(&codebook, &Matcher::new(&codebook), &roles);
    insta::assert_snapshot!(found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"), @r#"
        error: unknown role `cleint`
          --> a.yaml:8:17
          |
        8 |         roles: [cleint, client]
          |                 ^^^^^^
          hint: the nearest role is `client`
        error: `a#33599fb1` should code this, but `vertrouwelijk` in `not` keeps it out
          --> a.yaml:9:17
          |
        9 |         match: [Ik vertrouw hem., Een goed gevoel., Vertrouwelijk!]
          |                 ^^^^^^^^^^^^^^^^
          hint: a stem covers endings only, so `bellen` is not `gebeld`: in `not`, `=vertrouwelijk` or a prefix `...*` keeps less out
        error: `a#33599fb1` should code this, but no pattern of `any` matches
          --> a.yaml:9:35
          |
        9 |         match: [Ik vertrouw hem., Een goed gevoel., Vertrouwelijk!]
          |                                   ^^^^^^^^^^^^^^^^
          hint: add or widen a pattern, or take this test out; a stem covers endings only, so `bellen` is not `gebeld`
        error: `a#33599fb1` should code this, but `vertrouwelijk` in `not` keeps it out
          --> a.yaml:9:53
          |
        9 |         match: [Ik vertrouw hem., Een goed gevoel., Vertrouwelijk!]
          |                                                     ^^^^^^^^^^^^^^
          hint: a stem covers endings only, so `bellen` is not `gebeld`: in `not`, `=vertrouwelijk` or a prefix `...*` keeps less out
        error: `a#33599fb1` should not code this, but `vertrouw*` matches "vertrouwde"
          --> a.yaml:10:40
           |
        10 |         no_match: [Het toevertrouwen., Dat vertrouwde ik.]
           |                                        ^^^^^^^^^^^^^^^^^^
          hint: make that pattern narrower, or say in `not` what keeps the rule out
        error: `a#84525bb3` should code this, but `gezicht` of `all` does not match
          --> a.yaml:14:31
           |
        14 |         match: [gezicht zien, alleen zien, zien is meer dan een gezicht]
           |                               ^^^^^^^^^^^
          hint: add or widen a pattern, or take this test out; a stem covers endings only, so `bellen` is not `gebeld`
        error: `a#84525bb3` should code this, but the patterns of `all` do not stand near enough together
          --> a.yaml:14:44
           |
        14 |         match: [gezicht zien, alleen zien, zien is meer dan een gezicht]
           |                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: `within` allows more words; without it all must stand in one sentence, or with `unit: turn` in one turn
        error: unknown role `piloot`
          --> a.yaml:15:49
           |
        15 |   - {id: b, name: B, rules: [{any: [x], roles: [piloot], match: [x], no_match: [y]}]}
           |                                                 ^^^^^^
          hint: the roles are client, volunteer
        "#);
}

#[test]
fn one_matcher_serves_many_threads() {
    let codebook = codebook("- {id: a, name: A, rules: [{any: [\"wacht*\"]}]}");
    let matcher = Matcher::new(&codebook);
    let transcript = transcript(&["Ik wacht.", "Nee.", "Wachten maar."]);
    let first = matcher.code(&transcript, &[SPEAKER; 3]);
    assert_eq!(first.len(), 2);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| matcher.code(&transcript, &[SPEAKER; 3]))).collect();
        all.into_iter().for_each(|thread| assert_eq!(thread.join().unwrap(), first));
    });
}

#[test]
fn a_turn_that_begins_or_ends_within_a_run_is_looked_at() {
    let codebook =
        codebook("  - id: a\n    name: A\n    rules: [{any: [\"=wachten\", \"=zo gewoon wachten\"]}]");
    // No label convention is known to cut so; a pattern of the user's may.
    for (text, turn) in
        [("R1wachten", "wachten"), ("Jan–zo gewoon wachten", "zo gewoon wachten"), ("wachten’s", "wachten")]
    {
        let start = text.find(turn).unwrap();
        let mut transcript = transcript(&[""]);
        transcript.text = text.to_owned();
        transcript.turns[0].span = Span::new(start, start + turn.len());
        assert!(!Matcher::new(&codebook).code(&transcript, &[SPEAKER]).is_empty(), "{text}");
    }
    let rows =
        [("Zo gewoon wachten.", SPEAKER), ("Zo gewóón wachten!", SPEAKER), ("zo gewoon niet", SPEAKER)];
    assert_eq!(run(&codebook, &rows).len(), 2);
}
