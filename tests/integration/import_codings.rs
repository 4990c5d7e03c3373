//! Codings by people: in from comments in Word and LibreOffice, found with their coders, out as Word comments, and never lost.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use serde_json::Value;
use verbatim::export::{Commented, Note};
use verbatim::source::{Settings, with_comments};
use verbatim::text::{Language, Span};
use verbatim::transcript::Transcript;

use crate::buurt;
use crate::study::{Study, field, number};

/// A Word document of these lines; `[[id:` opens the range of a comment and `:id]]` closes it.
fn document(lines: &[&str], comments: &[(&str, &str)]) -> Vec<u8> {
    let paragraph = |line: &&str| {
        let mut inner = line.replace('&', "&amp;").replace('<', "&lt;");
        for id in 0..comments.len() {
            let text = r#"</w:t></w:r>"#;
            let next = r#"<w:r><w:t xml:space="preserve">"#;
            let start = format!(r#"{text}<w:commentRangeStart w:id="{id}"/>{next}"#);
            let sign = format!(r#"<w:r><w:commentReference w:id="{id}"/></w:r>"#);
            let end = format!(r#"{text}<w:commentRangeEnd w:id="{id}"/>{sign}{next}"#);
            inner = inner.replace(&format!("[[{id}:"), &start).replace(&format!(":{id}]]"), &end);
        }
        format!(r#"<w:p><w:r><w:t xml:space="preserve">{inner}</w:t></w:r></w:p>"#)
    };
    let body: String = lines.iter().map(paragraph).collect();
    let notes: String = comments
        .iter()
        .enumerate()
        .map(|(id, (author, text))| {
            format!(r#"<w:comment w:id="{id}" w:author="{author}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"#)
        })
        .collect();
    let xmlns = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", format!("<w:document {xmlns}><w:body>{body}</w:body></w:document>")),
        ("word/comments.xml", format!("<w:comments {xmlns}>{notes}</w:comments>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same as an OpenDocument text.
fn open_document(lines: &[&str], comments: &[(&str, &str)]) -> Vec<u8> {
    let paragraph = |line: &&str| {
        let mut inner = line.replace('&', "&amp;").replace('<', "&lt;");
        for (id, (author, text)) in comments.iter().enumerate() {
            let start = format!(
                r#"<office:annotation office:name="n{id}"><dc:creator>{author}</dc:creator><text:p>{text}</text:p></office:annotation>"#
            );
            let end = format!(r#"<office:annotation-end office:name="n{id}"/>"#);
            inner = inner.replace(&format!("[[{id}:"), &start).replace(&format!(":{id}]]"), &end);
        }
        format!("<text:p>{inner}</text:p>")
    };
    let body: String = lines.iter().map(paragraph).collect();
    let names = r#"xmlns:office="o" xmlns:text="t" xmlns:dc="d""#;
    let content = format!(
        "<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const LINES: &[&str] = &[
    "Moderator: Hoe gaat het met [[0:bellen:0]]?",
    "An: [[1:Ik [[2:bel:1]] nooit meer. 🙂:2]]",
    "Bo: [[3:Ja, dat herken ik.",
    "An: Zo is het:3]] maar net.",
];
const COMMENTS: &[(&str, &str)] = &[
    ("Lies Daems", "Vertrouwen"),
    ("Lies Daems", "waiting; Trust: zij zegt het"),
    ("Jo", "Online toegang"),
    ("Jo", "iets nieuws"),
];

fn coded() -> Study {
    Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("gecodeerd.docx", document(LINES, COMMENTS))
}

pub(crate) fn passages(study: &Study, filters: &str) -> Vec<(String, String, String)> {
    let output = study.run(&format!("find --coded --with-interviewers --all --json {filters}"));
    let of = |line: &Value| {
        let codes = line["codes"].as_array().unwrap().clone();
        let quote = field(line, "quote").to_owned();
        codes.into_iter().map(move |c| (quote.clone(), field(&c, "code").into(), field(&c, "coder").into()))
    };
    let mut all: Vec<_> = output.json().iter().flat_map(of).filter(|(.., coder)| coder != "rules").collect();
    all.sort();
    all
}

#[test]
fn comments_become_codings_and_unknown_codes_are_proposed() {
    let study = coded();
    let dry = study.run("import gecodeerd.docx --dry-run").exits(5);
    assert!(!study.exists("corpus/gecodeerd.docx") && !study.exists("codings/gecodeerd"), "{}", dry.all());
    study
        .run("import gecodeerd.docx")
        .exits(5)
        .says(&["1 name is no code", "--add-codes"])
        .shows(&["gecodeerd: 4 codings imported (1 by Jo, 3 by Lies Daems)", "1  iets nieuws"]);
    study.run("import gecodeerd.docx --add-codes").ok().shows(&[
        "1 coding imported (1 by Jo); 4 were there already",
        "1 code added to codebooks/from-gecodeerd.yaml",
    ]);
    study.run("import gecodeerd.docx").ok().shows(&["0 codings imported; 5 were there already"]);
    study.run("codes check").ok();
    let three = |q: &str, c: &str, who: &str| (q.to_owned(), c.to_owned(), who.to_owned());
    assert_eq!(
        passages(&study, "--coder 'lies daems' --coder jo"),
        [
            three("Ik bel", "access/waiting", "Lies Daems"),
            three("Ik bel", "relationship/trust", "Lies Daems"),
            three("Ja, dat herken ik.", "iets-nieuws", "Jo"),
            three("Zo is het", "iets-nieuws", "Jo"),
            three("bel nooit meer. 🙂", "access/online", "Jo"),
            three("bellen", "relationship/trust", "Lies Daems"),
        ]
    );
    let spanning = study.run("find --code iets-nieuws --json").ok().json();
    assert_eq!(spanning[0]["coding"], spanning[1]["coding"]);
    assert_eq!((number(&spanning[0], "turn"), number(&spanning[1], "turn")), (3, 4));
    study.run("find --code trust --coder 'Lies Daems'").ok().shows(&["relationship/trust (Lies Daems)"]);
    study.run("find --code trust --coder 'Lies Daems' --count").ok().shows(&["1"]);
    study.run("show gecodeerd:2").ok().shows(&["access/waiting (Lies Daems)"]);
    let log = study.files("codings/gecodeerd").into_keys().find(|name| name.contains("Lies-Daems")).unwrap();
    assert!(study.text(&log).contains("\"memo\":\"zij zegt het\""));
}

#[test]
fn comments_of_libreoffice_give_the_same_codings_as_those_of_word() {
    let word = coded();
    word.run("import gecodeerd.docx --add-codes").ok();
    let open = coded().with("gecodeerd.odt", open_document(LINES, COMMENTS));
    open.run("import gecodeerd.odt")
        .exits(5)
        .shows(&["gecodeerd: 4 codings imported (1 by Jo, 3 by Lies Daems)"]);
    open.run("import gecodeerd.odt --add-codes")
        .ok()
        .shows(&["1 coding imported (1 by Jo); 4 were there already"]);
    open.run("import gecodeerd.odt").ok().shows(&["0 codings imported; 5 were there already"]);
    assert!(open.exists("corpus/gecodeerd.odt") && passages(&open, "").len() >= 6);
    assert_eq!(passages(&open, ""), passages(&word, ""));
    // The transcript may have come from elsewhere: its words decide.
    let typed = "Moderator: Hoe gaat het met bellen?\nAn: Ik bel nooit meer. 🙂\nBo: Ja, dat herken ik.\nAn: Zo is het maar net.\n";
    let other = coded().with("corpus/fg1.txt", typed).with("gecodeerd.odt", open_document(LINES, COMMENTS));
    other.run("import gecodeerd.odt --add-codes").ok().shows(&["fg1: 5 codings imported"]);
    assert_eq!(passages(&other, ""), passages(&word, ""));
}

#[test]
fn the_source_with_exactly_the_text_is_coded_and_no_other() {
    let study = coded().with("corpus/fg1.txt", "Moderator: Hoe gaat het met bellen?\nAn: Ik bel nooit meer. 🙂\nBo: Ja, dat herken ik.\nAn: Zo is het maar net.");
    study
        .run("import gecodeerd.docx --add-codes --coder Piet")
        .ok()
        .shows(&["fg1: 5 codings imported (5 by Piet)"]);
    assert!(!study.exists("corpus/gecodeerd.docx"));
    study.edit("corpus/fg1.txt", "nooit meer", "nooit");
    let refused =
        study.run("import gecodeerd.docx").exits(2).says(&["not exactly the text of fg1", "line 2"]);
    assert!(refused.stderr.contains("hint"), "{}", refused.stderr);
    study.run("import gecodeerd.docx --source fg1").exits(2).says(&["not exactly the text"]);
    study.run("import gecodeerd.docx --source fg9").exits(2).says(&["unknown source"]);
    study.run("import gecodeerd.docx --coder rules").exits(2);
    study.run("import verbatim.toml").exits(2).says(&["no document with comments and no table"]);
    study.write("gecodeerd.rtf", "{\\rtf1 Dag.}");
    study.run("import gecodeerd.rtf").exits(2).says(&["save it as .docx"]);
}

#[test]
fn other_blanks_are_no_other_text() {
    let typed = "Moderator: Hoe gaat het met bellen?\nAn: Ik bel nooit meer. 🙂\nBo: Ja, dat herken ik.\nAn: Zo is het maar net.";
    let of = |text: &str| {
        let study = coded().with("corpus/fg1.txt", text);
        study.run("import gecodeerd.docx --add-codes").ok().shows(&["fg1: 5 codings imported"]);
        passages(&study, "")
    };
    let exact = of(typed);
    assert!(exact.len() >= 5);
    for text in [
        format!("{typed}\n"),
        typed.replace('\n', "\n\n"),
        format!("\n{}  \n", typed.replace("\nBo: ", "  \nBo:  ")),
    ] {
        assert_eq!(of(&text), exact, "{text}");
    }
}

#[test]
fn codings_wait_when_the_transcript_changes_and_come_back_with_it() {
    let study = coded();
    study.run("import gecodeerd.docx --add-codes").ok();
    let before = passages(&study, "");
    let old = study.read("corpus/gecodeerd.docx");
    study.write("corpus/gecodeerd.docx", document(&["An: [[0:Heel:0]] anders."], &[("Jo", "trust")]));
    study
        .run("ingest")
        .exits(5)
        .says(&["5 coding(s) wait: the transcript changed since (Jo 2, Lies Daems 3)"]);
    study.run("status").ok().shows(&["5 codings wait", "gecodeerd"]);
    assert_eq!(passages(&study, ""), []);
    let texts = study.files("codings/gecodeerd").into_keys().filter(|n| n.contains("text-")).count();
    assert!(texts >= 1, "the text they stand on is kept");
    study.write("corpus/gecodeerd.docx", old);
    study.run("ingest").ok();
    assert_eq!(passages(&study, ""), before);
}

#[test]
fn codings_outlive_their_code() {
    let study = coded();
    study.run("import gecodeerd.docx --add-codes").ok();
    study.remove("codebooks/from-gecodeerd.yaml");
    study.run("ingest").ok().says(&["1 coding has the code `iets-nieuws`, which is not in the codebook"]);
    study.run("status").ok().shows(&["`iets-nieuws`"]);
    assert_eq!(study.run("find --code iets-nieuws --json").ok().json().len(), 2);
    assert!(passages(&study, "").iter().any(|(_, code, _)| code == "iets-nieuws"));
}

#[test]
fn a_changed_log_makes_its_source_stale_and_no_other() {
    let study = coded().with("corpus/ander.txt", "An: Iets anders.\nBo: Ja.\nAn: Nee.\n");
    study.run("import gecodeerd.docx --add-codes").ok();
    let log = study.files("codings/gecodeerd").into_keys().find(|name| name.contains("/Jo-")).unwrap();
    let text = study.text(&log);
    let cut = text.trim_end().rfind('\n').unwrap();
    study.write(&log, &text[..cut + 40]);
    let output = study.run("ingest").ok();
    assert!(output.stdout.contains("1 source read and coded"), "{}", output.all());
    assert!(output.stderr.contains("half written") && output.stderr.contains("/Jo-"), "{}", output.all());
    study.run("ingest").ok().shows(&["Nothing has changed"]);
    // The whole log under the name a synced folder gives to a conflict.
    study.write(&log.replace(".jsonl", " (conflict).jsonl"), &text);
    study.run("ingest").ok();
    assert_eq!(study.run("find --code iets-nieuws --json").ok().json().len(), 2);
    study.write(&log, text.replacen("\"op\"", "\"po\"", 1));
    study.run("ingest").ok().says(&["damaged", ":2:1"]);
}

#[test]
fn a_coded_source_goes_out_and_comes_back_as_it_was() {
    let study = coded();
    study.run("import gecodeerd.docx --add-codes").ok();
    study.run("export --comments gecodeerd -o uit.docx").ok().shows(&["written to uit.docx"]);
    study
        .run("export --comments gecodeerd --coder jo --code iets-nieuws -o jo.docx")
        .ok()
        .shows(&["with 1 comment "]);
    study
        .run("export --comments gecodeerd --role client -o x.docx")
        .exits(2)
        .says(&["--code and --coder only"]);
    study.run("export --comments gecodeerd -o x.csv").exits(2);
    study.run("export --comments weg -o x.docx").exits(2).says(&["unknown source"]);
    let fresh = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("codebooks/from-gecodeerd.yaml", study.read("codebooks/from-gecodeerd.yaml"))
        .with("corpus/gecodeerd.docx", study.read("corpus/gecodeerd.docx"))
        .with("uit.docx", study.read("uit.docx"));
    fresh.run("import uit.docx").ok().shows(&["5 codings imported"]);
    assert_eq!(passages(&fresh, ""), passages(&study, ""));
    let operations = |study: &Study| {
        let logs = study
            .files("codings/gecodeerd")
            .into_iter()
            .filter(|(name, _)| name.contains('-') && name.ends_with(".jsonl"));
        let mut all: Vec<(String, usize, usize, String, Option<String>)> = logs
            .flat_map(|(_, bytes)| {
                String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
            })
            .map(|line| serde_json::from_str::<Value>(&line).unwrap())
            .filter(|line| line["op"] == "code")
            .map(|o| {
                let memo = o["memo"].as_str().map(str::to_owned);
                (
                    field(&o, "coder").into(),
                    number(&o, "start"),
                    number(&o, "end"),
                    field(&o, "code").into(),
                    memo,
                )
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(operations(&fresh), operations(&study));
}

#[test]
fn a_comment_on_a_label_is_about_the_turn() {
    let study = coded();
    let lines =
        ["[[0:Marleen:0]]: Ik twijfel daar aan.", "Luc: Wij zijn er altijd.", "Marleen: Dat weet ik."];
    study.write("label.docx", document(&lines, &[("Jo", "relationship/trust")]));
    study.run("import label.docx").ok();
    let whole = ("Ik twijfel daar aan.".to_owned(), "relationship/trust".to_owned(), "Jo".to_owned());
    assert_eq!(passages(&study, "--source label"), [whole]);
}

#[test]
fn a_document_without_comments_imports_nothing() {
    let study = Study::new().with("leeg.docx", document(&["An: Dag.", "Bo: Ja."], &[]));
    study.run("import leeg.docx").exits(1).says(&["no comments"]);
    assert!(!study.exists("corpus/leeg.docx"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn any_codings_on_any_text_come_back_to_the_character(
        text in "[a-zé🙂👩\u{200d}👧e\u{301}\u{5d0} \t\n_x0-4<&;\"]{1,60}",
        cuts in proptest::collection::vec((0usize..60, 0usize..60, "[a-c]", "(An|Bo B\\.)"), 0..9),
    ) {
        prop_assume!(!text.trim().is_empty());
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let notes: Vec<Note> = cuts
            .into_iter()
            .map(|(a, b, code, author)| {
                let (a, b) = (borders[a % borders.len()], borders[b % borders.len()]);
                Note { span: Span::new(a.min(b), a.max(b)), author, date: None, text: code, memo: None }
            })
            .filter(|note| !note.span.is_empty())
            .collect();
        let transcript = Transcript { text: text.clone(), ..Transcript::default() };
        let commented =
            Commented { title: "t", language: Language::DUTCH, transcript: &transcript, notes: notes.clone() };
        let (reading, comments) = with_comments(&commented.write().unwrap(), &Settings::default()).unwrap();
        prop_assert_eq!(&reading.transcript.text, &text);
        let mut out: Vec<_> = notes.iter().map(|n| (Some(n.span), n.author.clone(), n.text.clone())).collect();
        let mut back: Vec<_> = comments.into_iter().map(|c| (c.span, c.author, c.text)).collect();
        out.sort();
        back.sort();
        prop_assert_eq!(back, out);
    }
}
