//! Tests of OpenDocument texts, packed here so that each shows exactly what it is about.

use std::io::{Cursor, Write};

use super::*;
use crate::source::Reply;

const NAMES: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:dc="d" xmlns:loext="l""#;

fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &xml)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A comment of one paragraph; `more` are attributes.
fn note(id: &str, author: &str, text: &str, more: &str) -> String {
    format!(
        r#"<office:annotation office:name="{id}" {more}><dc:creator>{author}</dc:creator><dc:date>2026-03-01T10:00:00.250000000</dc:date><text:p>{text}</text:p></office:annotation>"#
    )
}

fn end(id: &str) -> String {
    format!(r#"<office:annotation-end office:name="{id}"/>"#)
}

fn read(body: &str) -> (Reading, Vec<Comment>) {
    with_comments(&document(body), &Settings::default()).unwrap()
}

/// Each comment as `text|words`.
fn commented(body: &str) -> Vec<String> {
    let (reading, comments) = read(body);
    let words =
        |comment: &Comment| comment.span.map_or("-", |span| span.of(&reading.transcript.text)).to_owned();
    comments.iter().map(|comment| format!("{}|{}", comment.text, words(comment))).collect()
}

#[test]
fn a_comment_covers_exactly_its_range_over_spans_and_paragraphs_and_over_others() {
    let body = format!(
        "<text:p>An: Da<text:span>{}ar 🙂</text:span> {}weg.</text:p><text:p>naar bo{}ven{}.</text:p>",
        note("a", "Lies", "wachten", ""),
        note("b", "Jo", "vertrouwen", ""),
        end("a"),
        end("b"),
    );
    assert_eq!(commented(&body), ["wachten|ar 🙂 weg.\nnaar bo", "vertrouwen|weg.\nnaar boven"]);
    let (reading, _) = read(&body);
    assert_eq!(reading.transcript.text, "An: Daar 🙂 weg.\nnaar boven.");
    assert!(reading.diagnostics.iter().any(|d| d.message.contains("2 comment(s)")));
}

#[test]
fn comments_say_who_when_and_what_and_hold_their_answers() {
    let long = r#"<office:annotation office:name="a"><dc:creator> Lies Daems</dc:creator><dc:date>2026-03-01T10:00:00</dc:date><text:p>vertrouwen;<text:line-break/>toe&amp;<text:s text:c="2"/><text:span>gang</text:span></text:p> <text:list><text:list-item><text:p>drie</text:p></text:list-item></text:list></office:annotation>"#;
    let answers = note("b", "Jo", "eens", r#"loext:parent-name="a""#)
        + &note("c", "An", "Memo: nee", r#"loext:parent-name="b""#);
    let (_, comments) = read(&format!("<text:p>Bo: {long}Dag{}{answers}.</text:p>", end("a")));
    assert_eq!(comments.len(), 1);
    let first = &comments[0];
    assert_eq!((first.author.as_str(), first.text.as_str()), ("Lies Daems", "vertrouwen;\ntoe&  gang\ndrie"));
    assert_eq!(first.date.as_deref(), Some("2026-03-01T10:00:00"));
    let reply = |author: &str, text: &str| Reply { author: author.into(), text: text.into() };
    assert_eq!(first.replies, [reply("Jo", "eens"), reply("An", "nee")]);
}

#[test]
fn a_comment_without_an_end_is_about_the_word_before_it_and_one_on_nothing_about_none() {
    let nameless = "<office:annotation><dc:creator>Jo</dc:creator><dc:date>0000-00-00T00:00:00</dc:date><text:p>los</text:p></office:annotation>";
    let nothing = note("n", "Jo", "niets", "") + &end("n");
    let gone = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg{}</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        note("g", "Jo", "gewist", "")
    );
    let body = format!(
        "{gone}<text:p>Bo: Ik wacht{nameless} lang{}.</text:p><text:p>{nothing}Dag.</text:p>",
        note("z", "Jo", "zonder einde", "")
    );
    assert_eq!(commented(&body), ["gewist|-", "los|wacht", "zonder einde|lang", "niets|-"]);
    assert_eq!(read(&body).1[1].date, None);
}

#[test]
fn what_answers_in_a_circle_does_no_harm() {
    let circle = note("a", "Jo", "een", r#"loext:parent-name="b""#)
        + &note("b", "Jo", "twee", r#"loext:parent-name="a""#);
    assert_eq!(commented(&format!("<text:p>Bo: Ja.{circle}</text:p>")), ["een|Ja", "twee|Ja"]);
}
