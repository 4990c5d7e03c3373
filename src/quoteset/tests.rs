use proptest::prelude::*;

use super::*;

fn picked(id: &str, words: &str) -> Picked {
    Picked {
        id: id.to_owned(),
        source: "fg1".into(),
        at: "fg1:17".into(),
        anchor: Anchor {
            start: 4,
            end: 4 + words.chars().count(),
            quote: words.to_owned(),
            before: "An: ".into(),
            after: "\n".into(),
            text: "ee1165befc4dd635".into(),
        },
        shown: Some("Dat [...]".into()),
        note: None,
        translations: BTreeMap::from([(
            Language::ENGLISH,
            Translation { text: "that".into(), by: "Bo".into(), of: None },
        )]),
    }
}

fn set() -> QuoteSet {
    let mut set =
        QuoteSet { comment: "# van An\n".into(), title: "Vertrouwen".into(), ..QuoteSet::default() };
    set.add("Zien", Some("contact/online"), picked("a", "dat \"loopt\"\nmis"));
    set.add("Zien", None, picked("b", "ja"));
    set.add("Horen", None, picked("c", "nee"));
    set
}

fn order(set: &QuoteSet) -> String {
    set.quotes().map(|(section, quote)| format!("{section}{}", quote.id)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_section_without_quotes_reads_back() {
    let empty = read("x", "set: \"Leeg\"\nsections:\n  - title: \"Later\"\n").unwrap();
    assert_eq!(empty.sections.len(), 1);
    assert_eq!(read("x", &empty.to_yaml()), Ok(empty));
}

#[test]
fn a_set_is_written_for_people_and_reads_back() {
    let mut one = set();
    one.take("b");
    one.take("c");
    insta::assert_snapshot!(one.to_yaml(), @r#"
    # van An
    set: "Vertrouwen"
    sections:
      - title: "Zien"
        code: "contact/online"
        quotes:
          - id: "a"
            at: "fg1:17"
            words: "dat \"loopt\"\nmis"
            shown: "Dat [...]"
            translations: 
              en: {text: "that", by: "Bo"}
            source: "fg1"
            start: 4
            end: 19
            before: "An: "
            after: "\n"
            text: "ee1165befc4dd635"
    "#);
    assert_eq!(read("quotes/x.yaml", &one.to_yaml()), Ok(one));
}

#[test]
fn quotes_move_and_go() {
    let mut one = set();
    assert_eq!(order(&one), "0a 0b 1c");
    assert!(!one.add("Horen", None, picked("a", "x")));
    assert!(one.place_at("c", None, Some(1)));
    assert_eq!(order(&one), "0c 0a 0b");
    assert!(one.place_at("a", Some("Nieuw"), None));
    assert_eq!(order(&one), "0c 0b 1a");
    assert!(one.place_at("c", None, Some(99)) && order(&one) == "0b 1a 1c");
    assert!(one.take("b").is_some() && one.take("b").is_none() && order(&one) == "0a 0c");
}

#[test]
fn mistakes_are_named_with_their_place() {
    let told = |text: &str| {
        let all = read("quotes/x.yaml", text).unwrap_err();
        all.iter()
            .map(|d| format!("{}:{}", d.place.as_ref().map_or(0, |p| p.line), d.message))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("set: x\nsection: []\n"), ["2:unknown key `section`"]);
    assert!(told("set: x\nsections:\n- quotes:\n  - id: a\n").contains(&"4:`words` is missing".to_owned()));
    let mut twice = set();
    twice.sections[1].quotes[0].id = "a".into();
    assert_eq!(told(&twice.to_yaml()), ["0:the quote fg1:17 (a) stands in this set twice"]);
}

proptest! {
    #[test]
    fn whatever_was_said_reads_back(words in "\\PC{1,30}|.{1,30}", note in proptest::option::of("(?s).{0,20}")) {
        let mut one = QuoteSet { title: words.clone(), ..QuoteSet::default() };
        one.add(&words, None, Picked { note, ..picked("a", &words) });
        prop_assert_eq!(read("x", &one.to_yaml()), Ok(one));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(?s).{0,80}") {
        read("x", &text).ok();
    }
}

#[test]
fn a_translation_is_one_of_the_words_that_were_translated() {
    let mut one = set();
    let quote = one.get_mut("b").unwrap();
    let is_current = |quote: &Picked, said: &str| {
        assert_eq!(quote.translation(Language::ENGLISH, said).is_none(), quote.outdated(said).count() == 1);
        quote.translation(Language::ENGLISH, said).is_some()
    };
    // Of an older program: of what was picked.
    assert!(is_current(quote, "ja") && !is_current(quote, "nee"));
    quote.translations.insert(Language::ENGLISH, Translation::of("nee, dat", "no".into(), "Bo".into()));
    assert!(is_current(quote, "nee,\ndat") && !is_current(quote, "ja"));
    assert_eq!(read("x", &one.to_yaml()), Ok(one));
}
