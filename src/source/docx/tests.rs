//! Tests of Word documents, packed here so that each shows exactly what it is about.

use std::io::{Cursor, Write};

use super::*;
use crate::source::{Reply, Speakers};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>"#;
const TAIL: &str = "</w:body></w:document>";

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("{HEAD}{body}{TAIL}");
    let mut parts = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    parts.extend_from_slice(more);
    pack(&parts)
}

fn read(body: &str) -> Reading {
    Docx.read(&document_with(body, &[]), &Settings::default()).unwrap()
}

fn plain(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn bold(label: &str, words: &str) -> String {
    format!(
        r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{label}</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>"#
    )
}

fn turns(reading: &Reading) -> Vec<String> {
    let transcript = &reading.transcript;
    let show = |turn| {
        format!("{}|{}", transcript.speaker_of(turn).map_or("-", |s| &s.label), transcript.words_of(turn))
    };
    transcript.turns.iter().map(show).collect()
}

fn said(reading: &Reading, text: &str) -> bool {
    reading.diagnostics.iter().any(|diagnostic| diagnostic.message.contains(text))
}

#[test]
fn bold_labels_with_and_without_colon() {
    let colon = read(
        &[bold("An:", " Dag."), plain("Nog iets."), bold("Bert:", " Ja."), bold("An:", " Goed.")].concat(),
    );
    assert_eq!(colon.transcript.text, "An: Dag.\nNog iets.\nBert: Ja.\nAn: Goed.");
    assert_eq!(turns(&colon), ["An|Dag.\nNog iets.", "Bert|Ja.", "An|Goed."]);
    assert_eq!(colon.transcript.format, "docx, bold labels");
    let bare = read(
        &[bold("An", " Dag."), bold("Bert", " Ja."), bold("An", " Goed."), bold("Bert", " Zo.")].concat(),
    );
    assert_eq!(turns(&bare), ["An|Dag.", "Bert|Ja.", "An|Goed.", "Bert|Zo."]);
}

#[test]
fn deleted_text_is_not_text_and_inserted_text_is() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">Ik ken </w:t></w:r><w:del w:id="1"><w:r><w:delText>Fatima</w:delText><w:t>Fatima</w:t></w:r></w:del><w:ins w:id="2"><w:r><w:t>[naam]</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p><w:moveFrom><w:p><w:r><w:t>weg</w:t></w:r></w:p></w:moveFrom><w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Een </w:t></w:r></w:p><w:p><w:r><w:t>geheel.</w:t></w:r></w:p>"#;
    let reading = read(body);
    assert_eq!(reading.transcript.text, "Ik ken [naam].\nEen geheel.");
    assert!(said(&reading, "tracked deletion") && said(&reading, "tracked insertion"));
}

#[test]
fn tabs_breaks_entities_and_fields() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>A&amp;B</w:t><w:tab/><w:t>&lt;c&gt; &#233;</w:t><w:br/><w:t>regel</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:noBreakHyphen/><w:t>x</w:t></w:r></w:p>"#;
    assert_eq!(read(body).transcript.text, "A&B\t<c> é\nregel7-x");
}

#[test]
fn hidden_text_comments_and_placeholders_are_left_out() {
    let body = r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:t>open</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Klik hier</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>ingevuld</w:t></w:r></w:p></w:sdtContent></w:sdt>"#;
    let reading = read(body);
    assert_eq!(reading.transcript.text, "open\ningevuld");
    assert!(said(&reading, "hidden") && said(&reading, "1 comment"));
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>voor </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>na</w:t></w:r></w:p>"
    );
    assert_eq!(read(&body).transcript.text, "voor na\nkader");
}

#[test]
fn notes_stand_after_the_body_and_are_no_turns() {
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>streep</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>tweede</w:t></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>eerste</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = r#"<w:p><w:r><w:t>Een</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t xml:space="preserve"> en twee</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let bytes = document_with(body, &[("word/footnotes.xml", notes)]);
    let reading = Docx.read(&bytes, &Settings::default()).unwrap();
    assert_eq!(reading.transcript.text, "Een en twee\neerste\ntweede");
    assert_eq!(turns(&reading), ["-|Een en twee"]);
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", plain(words));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_table_with_columns_has_a_turn_a_row() {
    let body = plain("Gesprek")
        + &table(&[&["Tijd", "Spreker", "Tekst"], &["00:00:05", "An", "Dag."], &["00:01:00", "Bert", "Ja."]]);
    let reading = read(&body);
    assert_eq!(reading.transcript.text, "Gesprek\nDag.\nJa.");
    assert_eq!(turns(&reading), ["An|Dag.", "Bert|Ja."]);
    assert_eq!(reading.transcript.turns[1].start_ms, Some(60_000));
    assert_eq!(reading.transcript.format, "docx, a table with columns");
}

#[test]
fn nobody_says_what_stands_in_a_column_of_remarks() {
    for remarks in ["Opmerkingen", "Notes / memo", "Codes"] {
        let body = table(&[
            &["Transcript", remarks],
            &["I: Hoe gaat het?", "aarzelt"],
            &["R: Slecht.", "werkdruk!"],
        ]) + &table(&[&["I: En nu?", "R: Beter."]]);
        let reading = read(&body);
        assert_eq!(turns(&reading), ["I|Hoe gaat het?", "R|Slecht.", "I|En nu?", "R|Beter."], "{remarks}");
        assert!(reading.transcript.text.contains("werkdruk!"));
    }
}

#[test]
fn a_table_without_header_is_known_by_its_columns() {
    let body = table(&[&["I:", "Hoe gaat het?"], &["R1:", "Goed."], &["I:", "Echt?"], &["R1:", "Ja."]]);
    assert_eq!(turns(&read(&body)), ["I|Hoe gaat het?", "R1|Goed.", "I|Echt?", "R1|Ja."]);
    let other = plain("An: Dag.") + &table(&[&["Naam", "Leeftijd"], &["An", "34"]]) + &plain("Bo: Ja.");
    let nobody = ["An|Dag.", "-|Naam\nLeeftijd\nAn\n34", "Bo|Ja."];
    assert_eq!(turns(&read(&other)), nobody, "a table is not the words of who spoke before");
}

#[test]
fn what_stands_in_and_around_tables_of_turns_is_kept() {
    let merged = format!(
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        plain("Er komt iemand binnen, en weer buiten.")
    );
    let rows =
        table(&[&["Spreker", "Tekst"], &["An", "Dag."], &["Bert", "Ja."]]).replace("</w:tbl>", &merged);
    let body = plain("Interviewer: An") + &rows + &plain("Bert: Nog iets.") + &plain("An gaat weg.");
    let found = read(&body);
    assert_eq!(
        turns(&found),
        ["An|Dag.", "Bert|Ja.", "-|Er komt iemand binnen, en weer buiten.", "Bert|Nog iets."]
    );
    let spoken = body.replace("Er komt iemand binnen", "An: Wacht even");
    assert_eq!(turns(&read(&spoken))[2], "An|Wacht even, en weer buiten.");
    assert!(said(&found, "are turns of nobody"));
    assert!(said(&read(&(rows + &plain("Mia: Ik ook."))), "look like turns"));
}

#[test]
fn short_tables_are_one_together() {
    let two = |words: [&str; 2]| table(&[&["I", words[0]], &["An", words[1]]]);
    let body = two(["Hoe?", "Goed."]) + &plain("An gaat weg.") + &two(["En nu?", "Beter."]);
    assert_eq!(turns(&read(&body)), ["I|Hoe?", "An|Goed.", "I|En nu?", "An|Beter."]);
}

#[test]
fn a_question_in_bold_or_italics_is_not_the_words_of_who_answers() {
    for mark in ["b", "i"] {
        let asked =
            |words: &str| format!("<w:p><w:r><w:rPr><w:{mark}/></w:rPr><w:t>{words}</w:t></w:r></w:p>");
        let body = plain("I: Dag.")
            + &plain("R: Dag.")
            + &asked("Hoe lang?")
            + &plain("R: Drie weken.")
            + &asked("Tweede deel, over later")
            + &plain("Ja.")
            + &plain("I: Goed.");
        let expected = [
            "I|Dag.",
            "R|Dag.",
            "-|Hoe lang?",
            "R|Drie weken.",
            "-|Tweede deel, over later",
            "R|Ja.",
            "I|Goed.",
        ];
        assert_eq!(turns(&read(&body)), expected, "{mark}");
    }
}

#[test]
fn a_paragraph_style_may_mark_who_speaks() {
    let styled = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let pairs =
        [("An Maes", "Dag."), ("Bo", "Ja."), ("An Maes", "Goed."), ("Bo", "Zo."), ("An Maes", "Dag.")];
    let body: String =
        pairs.iter().map(|(who, words)| styled("Persoon", who) + &styled("Tekst", words)).collect();
    let reading = read(&body);
    assert_eq!(turns(&reading), ["An Maes|Dag.", "Bo|Ja.", "An Maes|Goed.", "Bo|Zo.", "An Maes|Dag."]);
    assert_eq!(reading.transcript.format, "docx, a paragraph style for speakers");
}

#[test]
fn headings_are_no_turns() {
    let heading = r#"<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Deel 2</w:t></w:r></w:p>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>"#;
    let body = bold("An:", " Dag.") + heading + &bold("Bo:", " Ja.") + &bold("An:", " Ja.");
    let bytes = document_with(&body, &[("word/styles.xml", styles)]);
    assert_eq!(turns(&Docx.read(&bytes, &Settings::default()).unwrap()), ["An|Dag.", "Bo|Ja.", "An|Ja."]);
}

#[test]
fn settings_are_followed() {
    let body = [
        bold("An:", " Dag."),
        plain("Noot: iets"),
        plain("Noot: meer"),
        bold("Bo:", " Ja."),
        bold("An:", " Ja."),
    ];
    let settings = Settings { speakers: Speakers::Bold, ..Settings::default() };
    let reading = Docx.read(&document_with(&body.concat(), &[]), &settings).unwrap();
    assert_eq!(turns(&reading), ["An|Dag.\nNoot: iets\nNoot: meer", "Bo|Ja.", "An|Ja."]);
}

#[test]
fn what_grows_out_of_bounds_or_is_broken_is_refused() {
    let bomb = "a".repeat(40 << 20);
    let error = Docx.read(&document_with(&plain(&bomb), &[]), &Settings::default()).unwrap_err();
    assert!(error.reason.contains("unpacks to far more"), "{error:?}");
    let deep = "<w:x>".repeat(5_000);
    assert!(Docx.read(&document_with(&deep, &[]), &Settings::default()).is_err());
    let cut = document_with("<w:p><w:r>", &[]);
    assert!(Docx.read(&cut, &Settings::default()).is_err());
    let empty = document_with("<w:p/>", &[]);
    assert!(Docx.read(&empty, &Settings::default()).unwrap_err().reason.contains("without any text"));
    let half = document_with(&plain("dag"), &[]);
    assert!(Docx.read(&half[..half.len() / 2], &Settings::default()).is_err());
}

#[test]
fn declared_entities_are_never_resolved() {
    let document = format!(
        r#"<!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>{}{}{TAIL}"#,
        HEAD.split_once("?>").unwrap().1,
        plain("x &b; y")
    );
    let bytes = pack(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)]);
    let reading = Docx.read(&bytes, &Settings::default()).unwrap();
    assert_eq!(reading.transcript.text, "x &b; y");
}

const COMMENTS: &str = r#"<w:comments xmlns:w="w" xmlns:w14="w14"><w:comment w:id="0" w:author=" An Maes" w:date="2026-03-01T10:00:00Z"><w:p w14:paraId="A0"><w:r><w:t>vertrouwen;</w:t></w:r></w:p><w:p w14:paraId="A1"><w:r><w:t xml:space="preserve">wachten &amp; bellen</w:t></w:r></w:p></w:comment><w:comment w:id="1" w:author="Bo"><w:p w14:paraId="B"><w:r><w:t>eens</w:t></w:r></w:p></w:comment><w:comment w:id="2" w:author="Bo"><w:p w14:paraId="C"><w:r><w:t>los</w:t></w:r></w:p></w:comment></w:comments>"#;
const REPLIES: &str = r#"<w15:commentsEx xmlns:w15="w15"><w15:commentEx w15:paraId="A1"/><w15:commentEx w15:paraId="B" w15:paraIdParent="A1"/></w15:commentsEx>"#;

fn commented(body: &str) -> Vec<(String, String)> {
    let parts = [("word/comments.xml", COMMENTS), ("word/commentsExtended.xml", REPLIES)];
    let (reading, comments) = with_comments(&document_with(body, &parts), &Settings::default()).unwrap();
    let words = |comment: &Comment| {
        comment.span.map_or("-".to_owned(), |span| span.of(&reading.transcript.text).to_owned())
    };
    comments.iter().map(|comment| (comment.id.clone(), words(comment))).collect()
}

fn mark(side: &str, id: u32) -> String {
    format!(r#"<w:{side} w:id="{id}"/>"#)
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

#[test]
fn comments_say_who_when_and_what_and_hold_their_answers() {
    let parts = [("word/comments.xml", COMMENTS), ("word/commentsExtended.xml", REPLIES)];
    let body = plain("Dag.");
    let (_, comments) = with_comments(&document_with(&body, &parts), &Settings::default()).unwrap();
    assert_eq!(comments.len(), 2);
    let first = &comments[0];
    assert_eq!((first.author.as_str(), first.text.as_str()), ("An Maes", "vertrouwen;\nwachten & bellen"));
    assert_eq!(first.date.as_deref(), Some("2026-03-01T10:00:00Z"));
    assert_eq!(first.replies, [Reply { author: "Bo".into(), text: "eens".into() }]);
    assert_eq!(comments[1].span, None);
}

/// As LibreOffice saves what `export --comments` wrote: an answer is a comment of its own on the same words, with another id, in
/// the order of the file, and no part says what answers what.
#[test]
fn a_memo_that_is_no_answer_any_more_stays_with_its_code() {
    let comment = |id: usize, author: &str, lines: &[&str]| {
        let lines: String =
            lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
        format!(
            r#"<w:comment w:id="{id}" w:author="{author}" w:date="2026-03-01T10:00:00Z" w:initials="L">{lines}</w:comment>"#
        )
    };
    let notes = [
        comment(4, "Lies", &["wachten"]),
        comment(3, "Lies", &["Memo: zij zegt het", "vertrouwen"]),
        comment(2, "Lies", &["vertrouwen"]),
        comment(1, "Jo", &["Memo: van een ander"]),
        comment(0, "Jo", &["Memo: van elders"]),
    ];
    let xmlns = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let part = format!("<w:comments {xmlns}>{}</w:comments>", notes.concat());
    let marks = |kind: &str, ids: &[u32]| ids.iter().map(|id| mark(kind, *id)).collect::<String>();
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p>{}{}{}</w:p>",
        run("An: "),
        marks("commentRangeStart", &[1, 2, 3, 4]),
        run("Ik wacht."),
        marks("commentRangeEnd", &[4, 3, 2, 1]),
        marks("commentRangeStart", &[0]),
        run("Bo: Ja."),
        marks("commentRangeEnd", &[0]),
    );
    let bytes = document_with(&body, &[("word/comments.xml", &part)]);
    let (_, comments) = with_comments(&bytes, &Settings::default()).unwrap();
    let found: Vec<(&str, Vec<&str>)> = comments
        .iter()
        .map(|c| (c.text.as_str(), c.replies.iter().map(|r| r.text.as_str()).collect()))
        .collect();
    let expected: [(&str, Vec<&str>); 4] = [
        ("wachten", vec!["zij zegt het\nvertrouwen"]),
        ("vertrouwen", vec![]),
        ("Memo: van een ander", vec![]),
        ("Memo: van elders", vec![]),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_comment_covers_exactly_its_range_over_runs_paragraphs_and_changes() {
    let (start, end) = (|id| mark("commentRangeStart", id), |id| mark("commentRangeEnd", id));
    let body = format!(
        r#"<w:p>{}{}{}{}</w:p><w:p><w:del w:id="9">{}{}</w:del><w:ins w:id="8">{}</w:ins>{}{}</w:p>"#,
        run("An: Da"),
        start(0),
        run("ar 🙂"),
        start(2),
        run("weg"),
        mark("commentReference", 7),
        run("naar bo"),
        end(0),
        run("ven"),
    );
    let body = format!("{body}{}<w:p>{}</w:p>", end(2), run("Klaar."));
    assert_eq!(
        commented(&body),
        [("0".to_owned(), "ar 🙂\nnaar bo".to_owned()), ("2".to_owned(), "\nnaar boven".to_owned())]
    );
}

#[test]
fn a_comment_without_a_range_is_about_the_word_before_its_sign() {
    let body = format!(
        "<w:p>{}<w:r>{}</w:r>{}</w:p>",
        run("Ik wacht al "),
        mark("commentReference", 0),
        run("lang")
    );
    assert_eq!(commented(&body)[0].1, "al");
    let nothing = format!("<w:p><w:r>{}</w:r></w:p>{}", mark("commentReference", 0), plain("Dag."));
    assert_eq!(commented(&nothing)[0].1, "-");
}

#[test]
fn comments_in_a_table_of_turns_and_in_notes_keep_their_words() {
    let (start, end) = (|id| mark("commentRangeStart", id), |id| mark("commentRangeEnd", id));
    let cell = |inner: &str| format!("<w:tc><w:p>{inner}</w:p></w:tc>");
    let row = |cells: [String; 2]| format!("<w:tr>{}</w:tr>", cells.concat());
    let header = row([cell(&run("Spreker")), cell(&run("Tekst"))]);
    let first = row([cell(&run("An")), cell(&[run("  Ik "), start(0), run("wacht"), end(0)].concat())]);
    let second = row([
        cell(&[start(2), run("Bo")].concat()),
        cell(&[run("Lang?"), run(" "), end(2), run("Ja.")].concat()),
    ]);
    let body = format!("<w:tbl>{header}{first}{second}</w:tbl>");
    assert_eq!(
        commented(&body),
        [("0".to_owned(), "wacht".to_owned()), ("2".to_owned(), "Lang? ".to_owned())]
    );
}
