//! One conversation in every format of documents, and what does them harm.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use crate::source::{Reading, Settings, Unreadable, read};

const SAID: &[(&str, &str)] = &[
    ("Moderator", "Wie was er die eerste week al bij?"),
    ("Greet", "Ik, samen met één van de buren."),
    ("Noor", "Pas later (na de zomer)."),
    ("Moderator", "En dat ging?"),
    ("Greet", "Ja & nee."),
];

fn pack(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = zip::CompressionMethod::Stored;
        zip.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn paragraphs(show: impl Fn(&str, &str) -> String) -> String {
    SAID.iter().map(|(who, words)| show(who, &words.replace('&', "&amp;"))).collect()
}

pub(in crate::source) fn docx() -> Vec<u8> {
    let body = paragraphs(|who, words| {
        format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{who}:</w:t></w:r><w:r><w:t> {words}</w:t></w:r></w:p>")
    });
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    pack(&[("[Content_Types].xml", "<Types/>".into()), ("word/document.xml", document)])
}

pub(in crate::source) fn odt() -> Vec<u8> {
    let body = paragraphs(|who, words| {
        format!(r#"<text:p><text:span text:style-name="T1">{who}:</text:span> {words}</text:p>"#)
    });
    let bold = r#"<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"#;
    let content = format!(
        "<office:document-content><office:automatic-styles>{bold}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    pack(&[("mimetype", "application/vnd.oasis.opendocument.text".into()), ("content.xml", content)])
}

fn rtf() -> Vec<u8> {
    let plain = |words: &str| words.replace("&amp;", "&").replace('é', "\\'e9");
    let body = paragraphs(|who, words| format!("\\pard{{\\b {who}:}} {}\\par\n", plain(words)));
    format!("{{\\rtf1\\ansi\\ansicpg1252 {body}}}").into_bytes()
}

fn html() -> Vec<u8> {
    let body = paragraphs(|who, words| format!("<p><b>{who}:</b> {words}</p>\n"));
    format!("<!DOCTYPE html><html><body>{body}</body></html>").into_bytes()
}

fn turns(reading: &Reading) -> Vec<(String, String)> {
    let transcript = &reading.transcript;
    let who = |turn| transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label).to_owned();
    transcript.turns.iter().map(|turn| (who(turn), transcript.words_of(turn).to_owned())).collect()
}

#[test]
fn a_conversation_is_the_same_in_every_format() {
    let expected: Vec<_> = SAID.iter().map(|(who, words)| (who.to_string(), words.to_string())).collect();
    for (name, bytes) in [("g.docx", docx()), ("g.odt", odt()), ("g.rtf", rtf()), ("g.html", html())] {
        let reading = read(name, &bytes, &Settings::default()).unwrap();
        assert_eq!(turns(&reading), expected, "{name}");
        assert!(reading.diagnostics.is_empty(), "{name}: {:?}", reading.diagnostics);
    }
}

/// A document that is cut anywhere is refused, or its reading says that something is missing.
#[test]
fn what_is_cut_is_never_silently_short() {
    for (name, bytes) in [("g.docx", docx()), ("g.odt", odt()), ("g.rtf", rtf()), ("g.html", html())] {
        let whole = turns(&read(name, &bytes, &Settings::default()).unwrap());
        for part in 1..50 {
            let cut = bytes.get(..bytes.len() * part / 50).unwrap();
            match read(name, cut, &Settings::default()) {
                Ok(reading) if turns(&reading) == whole => {}
                Ok(reading) => assert!(!reading.diagnostics.is_empty(), "{name}, {part}/50"),
                Err(error) => {
                    assert!(!error.reason.is_empty() && !error.hint.is_empty(), "{name}, {part}/50")
                }
            }
        }
    }
}

#[test]
fn bytes_without_meaning_are_told() {
    for (name, bytes) in [("g.rtf", rtf()), ("g.html", html())] {
        let mut bytes = bytes;
        let end = bytes.len() - 30;
        bytes.splice(end..end, [0; 8]);
        let reading = read(name, &bytes, &Settings::default()).unwrap();
        assert!(reading.diagnostics.iter().any(|note| note.message.contains("NUL")), "{name}");
    }
}

fn refused(name: &str, text: &str) -> Unreadable {
    let begun = Instant::now();
    let error = read(name, text.as_bytes(), &Settings::default()).unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(5), "{name}: {:?}", begun.elapsed());
    error
}

#[test]
fn what_nests_without_end_is_refused_in_time() {
    for tag in ["<div>", "<b>", "<table>", "<table><tr><td>"] {
        let error = refused("g.html", &format!("<!DOCTYPE html>{}dag", tag.repeat(100_000)));
        assert!(error.reason.contains("in each other"), "{tag}: {error:?}");
    }
    let attributes: String = (0..100_000).map(|number| format!(" a{number}")).collect();
    assert!(refused("g.html", &format!("<html><p{attributes}>dag")).reason.contains("attributes"));
    let error = refused("g.rtf", &format!("{{\\rtf1 {}", "{".repeat(100_000)));
    assert!(error.reason.contains("in each other"), "{error:?}");
}
