//! Tests of the OpenDocument export.

use std::io::{Cursor, Read};

use quick_xml::events::Event;

use super::*;
use crate::export::sample;

/// A file of an archive, as text.
fn file(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The paragraphs of the body by style, with their words; footnotes in their place as `{words}`.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut hidden = false;
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        let event = reader.read_event().unwrap();
        if let (Event::Start(e) | Event::Empty(e), Some(&at)) = (&event, open.last()) {
            found[at].1.push_str(match e.local_name().as_ref() {
                "s" => " ",
                "tab" => "\t",
                "line-break" => "\n",
                _ => "",
            });
        }
        match event {
            Event::Start(e) if matches!(e.local_name().as_ref(), "p" | "h") => {
                let style = crate::xml::attribute(&e, "text:style-name").unwrap();
                open.push(found.len());
                found.push((style, String::new()));
            }
            Event::End(e) if matches!(e.local_name().as_ref(), "p" | "h") => {
                open.pop();
            }
            Event::Start(e) if e.local_name().as_ref() == "note-citation" => hidden = true,
            Event::End(e) if e.local_name().as_ref() == "note-citation" => hidden = false,
            Event::Text(text) if !hidden => {
                if let Some(&at) = open.last() {
                    found[at].1.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                found[*open.last().unwrap()].1.push_str(&text);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn the_archive_says_what_it_is_in_its_first_bytes() {
    let bytes = OpenDocument.write(&sample::study(), &Options::default()).unwrap();
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..38 + MIMETYPE.len()], MIMETYPE.as_bytes());
    for name in ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"] {
        sample::check_xml(name, &file(&bytes, name));
    }
}

#[test]
fn a_document_of_quotes() {
    let bytes = OpenDocument.write(&sample::study(), &Options::default()).unwrap();
    let shown: Vec<String> = paragraphs(&file(&bytes, "content.xml"))
        .into_iter()
        .map(|(style, words)| format!("{style}: {words}"))
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    Title: Vertrouwen van cliënten
    Subtitle: Blended sociaal werk
    Facts: 2 citaten van 3 deelnemers uit 1 bron
    Facts: cliënt 1 · rol onbekend 1
    H2A7FB8: Vertrouwen
    Definition: Spreken over de ander.
    Short: “Ge belt, ge wacht, en dan valt het weg.”
    Footnote: fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)
    Attribution: [cliënt, Inloophuis De Kade]
    Short: “Ik zei nog: ‘bel mij’, maar
    niemand belde.”
    Footnote: fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules)
    Attribution: [Buurtpunt Noord]
    "#);
}

#[test]
fn every_quote_stands_in_it_as_said() {
    let selection = sample::nasty();
    let bytes = OpenDocument.write(&selection, &Options::default()).unwrap();
    let xml = file(&bytes, "content.xml");
    sample::check_xml("content.xml", &xml);
    sample::check_xml("styles.xml", &file(&bytes, "styles.xml"));
    let is_quote = |style: &str| style.starts_with("Quote") || style.starts_with("Short");
    let shown: Vec<String> =
        paragraphs(&xml).into_iter().filter(|(style, _)| is_quote(style)).map(|(_, words)| words).collect();
    assert_eq!(shown.len(), selection.quotes.len());
    for (shown, quote) in shown.iter().zip(&selection.quotes) {
        let is_held = |c: char| crate::export::xml::holds(c) && c != '\r';
        let held: String =
            quote.within_marks().chars().map(|c| if is_held(c) { c } else { '\u{fffd}' }).collect();
        assert_eq!(*shown, format!("“{held}”"));
    }
}

#[test]
fn a_quote_in_another_language_says_so() {
    let mut selection = sample::study();
    selection.quotes[0].language = Some(Language::FRENCH);
    let bytes = OpenDocument.write(&selection, &Options::default()).unwrap();
    let xml = file(&bytes, "content.xml");
    assert!(xml.contains("<text:span text:style-name=\"Lfr-BE\">“Ge belt"));
    assert!(xml.contains("<style:style style:name=\"Lfr-BE\""));
}
