//! Random rules on random texts: the fast matcher against the slow one.

use proptest::prelude::*;

use super::*;

fn word() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "wacht",
        "wachten",
        "Wáchten",
        "wachtlijst",
        "oog",
        "ogen",
        "in",
        "de",
        "zien",
        "gezicht",
        "É",
        "één",
        "een",
        "K",
        "ſ",
        "1",
        "foto",
        "s",
        "trust",
        "trusting",
    ])
}

fn text() -> impl Strategy<Value = String> {
    let gap = proptest::sample::select(vec![
        " ", " ", " ", ", ", ". ", "! ", "\n", "\n\n", "-", "’", " 🙂 ", "… ", " bv. ", "  ",
    ]);
    proptest::collection::vec((word(), gap), 0..14).prop_map(|words| {
        words.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>().trim().to_owned()
    })
}

/// With `stems` off, only what lets turns be passed over.
fn pattern(stems: bool) -> impl Strategy<Value = String> {
    let one = (word(), 0..4_u8).prop_map(move |(word, kind)| match kind {
        0 => format!("={word}"),
        1 => format!("{}*", word.chars().take(3).collect::<String>()),
        _ if !stems => format!("={word}"),
        _ => word.to_owned(),
    });
    let starting = vec![
        r"/\bin\b/",
        r"/\bwacht\w*/",
        r"/\b(oog|ogen)\W+\w+/",
        r"/\w\W+(?:\w+\W+){0,2}zien/",
        r"/(?i)[-., ]+een\b/",
        r"/\s+[zg]i/",
        r"/^(ſ|wa)ch/",
    ];
    let all = vec![
        r"/wacht\w*/",
        r"/(lijst)?en/",
        r"/\bin\b/",
        r"/(oog|ogen)\W+\w+/",
        r"/[.!]/",
        r"/\w+en/",
        r"/k/",
        r"/een. /",
        "/s/",
        r"/🙂.*/",
        r"/\s+z/",
    ];
    let regex = proptest::sample::select(if stems { all } else { starting });
    prop_oneof![
        6 => proptest::collection::vec(one, 1..4).prop_map(|words| words.join(" ")),
        1 => regex.prop_map(str::to_owned),
    ]
}

fn rule(stems: bool) -> impl Strategy<Value = serde_json::Value> {
    let patterns = |range: std::ops::Range<usize>| proptest::collection::vec(pattern(stems), range);
    let inside = proptest::collection::vec(proptest::sample::select(vec!["a", "a/b", "c"]), 0..2);
    let roles = proptest::option::of(proptest::sample::subsequence(vec!["client", "asker"], 1..3));
    let language = proptest::option::of(proptest::sample::select(vec!["nl", "en"]));
    (
        patterns(0..3),
        patterns(0..3),
        patterns(0..2),
        proptest::option::of(1..9_usize),
        inside,
        roles,
        language,
        0..4_u8,
    )
        .prop_map(|(any, all, not, within, inside, roles, language, plain)| {
            let mut rule =
                serde_json::json!({ "any": any, "all": all, "not": not, "within": within, "in": inside });
            let keys = rule.as_object_mut().unwrap();
            keys.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()) && !value.is_null());
            if let (Some(roles), 0) = (roles, plain) {
                keys.insert("roles".to_owned(), roles.into());
            }
            if let (Some(language), 1) = (language, plain) {
                keys.insert("language".to_owned(), language.into());
            }
            rule
        })
}

fn any_codebook(stems: bool) -> impl Strategy<Value = Codebook> {
    let unit = || proptest::sample::select(vec!["sentence", "match", "turn"]);
    let rules = move || proptest::collection::vec(rule(stems), 0..4);
    ((unit(), rules()), (unit(), rules()), (unit(), rules())).prop_map(|(a, b, c)| {
        let code = |id: &str, (unit, rules): (&str, Vec<serde_json::Value>)| serde_json::json!({ "id": id, "name": id, "unit": unit, "rules": rules });
        let mut top = code("a", a);
        top["codes"] = serde_json::json!([code("b", b)]);
        let file = serde_json::json!({ "language": "nl", "codes": [top, code("c", c)] });
        Codebook::load(&[("a.yaml".to_owned(), file.to_string())]).0
    })
}

fn any_turn() -> impl Strategy<Value = (String, TurnContext<'static>)> {
    let role = proptest::sample::select(vec![None, Some("client"), Some("asker")]);
    let language = proptest::sample::select(vec![Language::DUTCH, Language::ENGLISH]);
    (text(), role, language).prop_map(|(text, role, language)| {
        (text, TurnContext { role, asks: role == Some("asker"), language })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_matcher_finds_what_the_oracle_finds(
        codebook in prop_oneof![any_codebook(true), any_codebook(false)],
        turns in proptest::collection::vec(any_turn(), 1..4),
    ) {
        let turns: Vec<(&str, TurnContext<'_>)> = turns.iter().map(|(text, context)| (text.as_str(), *context)).collect();
        let transcript = transcript(&turns.iter().map(|(text, _)| *text).collect::<Vec<_>>());
        let contexts: Vec<TurnContext<'_>> = turns.iter().map(|(_, context)| *context).collect();
        let codings = Matcher::new(&codebook).code(&transcript, &contexts);
        prop_assert_eq!(&codings, &oracle::code(&codebook, &transcript, &contexts));
        for coding in &codings {
            prop_assert!(!coding.span.of(&transcript.text).is_empty());
            prop_assert!(coding.triggers.iter().all(|trigger| coding.span.contains(trigger.span)));
        }
    }
}
