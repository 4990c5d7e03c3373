//! Selections for the tests of exporters: a small study, and one of nothing but nasty texts.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::package::Package;
use super::payloads;
use super::{CodeLabel, Quote, Selection, Theme};
use crate::quote::{QuoteCode, quote_id};
use crate::text::Language;

/// A quote by somebody about something.
pub(super) fn quote(turn: u32, text: &str, speaker: &str, role: &str, organisation: &str) -> Quote {
    let start = turn as usize * 60;
    let end = start + text.chars().count();
    Quote {
        id: quote_id("focusgroepen/fg1.docx", start, end, text),
        codings: vec![format!("c{turn}")],
        address: format!("fg1:{turn}"),
        source: "focusgroepen/fg1.docx".into(),
        turn,
        start,
        end,
        start_ms: Some(723_000),
        end_ms: None,
        speaker: Some(speaker.into()),
        participant: Some(format!("P{turn:02}")),
        participants: vec![format!("P{turn:02}")],
        role: Some(role.into()),
        attributes: BTreeMap::from([("organisation".to_owned(), organisation.to_owned())]),
        language: Some(Language::DUTCH),
        text: text.into(),
        codes: vec![QuoteCode {
            code: "relationship/trust".into(),
            coder: "rules".into(),
            rule: Some("relationship/trust#no-eyes".into()),
        }],
        before: "Ja. ".into(),
        after: " En toen?".into(),
        turn_codes: Vec::new(),
        matches: Vec::new(),
        presented: None,
    }
}

/// Two quotes, one code, one quote without role and participant.
pub(super) fn study() -> Selection {
    let mut second =
        quote(23, "Ik zei nog: \"bel mij\", maar\nniemand belde.", "R5", "volunteer", "Buurtpunt Noord");
    second.codes.push(QuoteCode { code: "contact/waiting".into(), coder: "mv".into(), rule: None });
    second.codes.push(QuoteCode { code: "contact/waiting".into(), coder: "rules".into(), rule: None });
    second.role = None;
    second.participant = None;
    second.participants = vec!["P23".into(), "P24".into()];
    second.start_ms = None;
    selection(vec![
        quote(17, "Ge belt, ge wacht, en dan valt het weg.", "R3", "client", "Inloophuis De Kade"),
        second,
    ])
}

/// Every text that has broken some exporter somewhere, as quote, names and title.
pub(super) fn nasty() -> Selection {
    let long = "Dat is dus wat ik bedoel, en ge moogt dat gerust opschrijven. ".repeat(80);
    let texts = [
        "=1+1",
        " \u{feff}+32 475",
        "-x",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "a ]]> b & c &amp; d",
        "_x0041_ en _x000D_",
        "[link](http://x) ![i](y) http://x.be www.x.be a@b.be",
        "\\input{x} $x$ `y`",
        "regel\u{2028}twee\u{85}drie",
        "👩‍👩‍👧 é e\u{301}",
        "שלום, dat zei hij \u{202e}om",
        "a\0b\u{1b}[31m c\u{ffff}",
        "eerste\n\n\n    - tweede\n1. derde\n# vier\n---\n> vijf\t.",
        "“Hij zei: ”ja”",
        "x\u{b}\u{c}y\rz",
        "   ",
        "{{ x }} {PAGE} HYPERLINK \"http://x\"",
        "|a|b|\n|-|-|\n&#65; &#x41; <!-- x -->",
        long.trim(),
        "NA",
        "'=1",
    ];
    let texts = texts.map(str::to_owned).into_iter().chain(payloads::all().map(str::to_owned));
    let quotes = (1..).zip(texts).map(|(turn, text)| {
        let mut quote = quote(turn, &text, "=R1\n</a:t>", "\"><script>", "De ]]> Kade [x](y) {z}");
        quote.source = "map & co/<fg1>.docx".into();
        quote.attributes.insert("=cmd|' /C calc'!A0".into(), "\t=1".into());
        quote
    });
    let mut selection = selection(quotes.collect());
    selection.title = "</dc:title>& “titel” \0 _x0041_ # *x*\ntwee".into();
    selection.study = "Studie <&> [x](http://y)".into();
    for code in selection.codes.values_mut() {
        code.name = "<b>Vertrouwen</b> & *co* [x](y)\n# kop".into();
        code.definition = "Def <i> & \\input{x}".into();
    }
    selection
}

/// A selection for each payload, which stands in every field that a person can fill.
pub(super) fn filled_with(payload: &str) -> Selection {
    let mut first = quote(1, payload, payload, payload, payload);
    first.source = payload.into();
    first.address = format!("{payload}:1");
    first.participant = Some(payload.into());
    first.participants = vec![payload.into()];
    first.attributes.insert(payload.into(), payload.into());
    first.before = payload.into();
    first.after = payload.into();
    let mut selection = selection(vec![first]);
    selection.title = payload.into();
    selection.study = payload.into();
    selection.roles = BTreeMap::from([(payload.to_owned(), payload.to_owned())]);
    for code in selection.codes.values_mut() {
        code.name = payload.into();
        code.definition = payload.into();
    }
    selection
}

/// These quotes under one code.
pub(super) fn selection(quotes: Vec<Quote>) -> Selection {
    let label = CodeLabel {
        name: "Vertrouwen".into(),
        definition: "Spreken over de ander.".into(),
        color: "#2a7fb8".into(),
    };
    Selection {
        title: "Vertrouwen van cliënten".into(),
        study: "Blended sociaal werk".into(),
        language: Language::DUTCH,
        themes: vec![Theme {
            code: "relationship/trust".into(),
            title: None,
            quotes: (0..quotes.len()).collect(),
        }],
        quotes,
        codes: BTreeMap::from([("relationship/trust".to_owned(), label)]),
        roles: BTreeMap::from([
            ("client".to_owned(), "cliënt".to_owned()),
            ("volunteer".to_owned(), "vrijwilliger".to_owned()),
        ]),
        attribution: "[{role}, {organisation}]".into(),
    }
}

/// Fails unless every part is well-formed XML and every relation leads to a part.
pub(super) fn check_package(package: &Package) {
    let names = package.names();
    assert!(names.contains(&"docProps/core.xml".to_owned()));
    for name in &names {
        for relation in package.relations(name) {
            assert!(names.contains(&relation.target), "{name} -> {}", relation.target);
        }
        // A workbook inside is a package of its own.
        if !name.is_empty() && !name.ends_with(".xlsx") {
            check_xml(name, package.text(name).unwrap());
        }
    }
}

/// Fails unless `text` is well-formed XML of nothing but characters that XML holds.
pub(super) fn check_xml(name: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    assert!(text.chars().all(super::xml::holds), "{name}");
}

/// The paragraphs of a part of a presentation or document as plain text.
pub(super) fn paragraphs(xml: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut inside = false;
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) if e.local_name().as_ref() == "p" => texts.push(String::new()),
            Event::Start(e) | Event::Empty(e) if matches!(e.local_name().as_ref(), "br" | "tab") => {
                let text = if e.local_name().as_ref() == "br" { "\n" } else { "\t" };
                texts.last_mut().unwrap().push_str(text);
            }
            Event::Start(e) if e.local_name().as_ref() == "t" => inside = true,
            Event::End(e) if e.local_name().as_ref() == "t" => inside = false,
            Event::Text(text) if inside => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) if inside => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                texts.last_mut().unwrap().push_str(&text);
            }
            Event::Eof => return texts.into_iter().filter(|text| !text.is_empty()).collect(),
            _ => {}
        }
    }
}
