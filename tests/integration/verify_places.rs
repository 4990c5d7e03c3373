//! `verify` says where in a finished text a quotation stands.

use std::io::{Cursor, Write as _};

use crate::apart::{pdf, stream};
use crate::study::{Study, field};

/// A study in which three people say one thing each.
fn study() -> Study {
    Study::new()
        .with("verbatim.toml", "name = \"Proef\"\nlanguage = \"nl\"\n")
        .with("participants.csv", "source,speaker,participant,role\na,An,P1,client\na,Bo,P2,client\n")
        .with(
            "corpus/a.txt",
            "An: Ik vertrouw dat loket niet meer sinds vorig jaar.\nBo: Wij wachten hier al drie weken op antwoord.\n",
        )
}

/// What draws a picture in a PDF.
const PICTURE: &str = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI";

/// A PDF with these lines on each page, 12 points apart; an empty one makes a gap, and one may be a picture.
fn pages(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), Vec::new()];
    objects.push(b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>".to_vec());
    let mut kids = Vec::new();
    for lines in pages {
        let put = |(row, line): (usize, &&str)| match *line {
            PICTURE => format!("{line}\n"),
            words => format!("BT /F 10 Tf 60 {} Td ({words}) Tj ET\n", 760 - 12 * row),
        };
        let drawn: String = lines.iter().enumerate().map(put).collect();
        kids.push(format!("{} 0 R", objects.len() + 1));
        let contents = objects.len() + 2;
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</Font<</F 3 0 R>>>>>>")
                .into_bytes(),
        );
        objects.push(stream("", drawn.as_bytes()));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" ")).into_bytes();
    pdf(&objects)
}

/// A paper of three pages; the second quotation stands in a paragraph that began on the page before.
fn paper() -> Vec<u8> {
    pages(&[
        &[
            "Een van hen zei: \"Ik vertrouw dat loket niet meer sinds vorig jaar.\"",
            "",
            "Over het wachten waren de gesprekken het eens, en dat bleek ook uit",
            "wat een tweede vertelde toen het over de vele brieven ging, want de",
            "vraag was daar telkens dezelfde, en ook de toon was er dezelfde als",
        ],
        &[
            "altijd, namelijk: \"Wij wachten hier al drie weken op antwoord.\"",
            "",
            "Daarmee was het gezegd.",
            PICTURE,
        ],
        &["Tot slot, nog eens: \"Ik vertrouw dat loket niet meer.\""],
    ])
}

#[test]
fn quotations_in_a_pdf_stand_on_pages() {
    let study = study();
    study.write("paper.pdf", paper());
    let output = study.run("verify paper.pdf --json").ok();
    let places: Vec<String> =
        output.json().iter().take(3).map(|line| field(line, "place").to_owned()).collect();
    assert_eq!(places, ["page 1", "page 2", "page 3"], "{}", output.stdout);
    let output = study.run("verify paper.pdf --html report.html").ok();
    output.shows(&["paper.pdf, page 1", "paper.pdf, page 2", "paper.pdf, page 3"]);
    let page = study.text("report.html");
    assert!(page.contains("page 2 · <b>exact</b>") && !page.contains("paragraph"), "{page}");
}

#[test]
fn formats_without_pages_keep_their_own_places() {
    let study = study();
    let quoted = "“Ik vertrouw dat loket niet meer sinds vorig jaar.”";
    study.write("paper.html", format!("<h1>Wachten</h1><p>Zij zei: {quoted}</p>"));
    study.run("verify paper.html").ok().shows(&["paper.html, paragraph 2"]);
    study.write("paper.md", format!("# Wachten\n\nZij zei: {quoted}\n"));
    study.run("verify paper.md").ok().shows(&["paper.md, line 3"]);
}

/// A zip with these parts.
pub(crate) fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    pack(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
}

pub(crate) fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    pack(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

pub(crate) fn pptx(slide: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    pack(&[
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId r:id=\"r1\"/></p:sldIdLst></p:presentation>",
        ),
        ("ppt/_rels/presentation.xml.rels", &relation("r1", "slide", "slides/slide1.xml")),
        ("ppt/slides/slide1.xml", &format!("<p:sld><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>")),
    ])
}

const QUOTED: &str = "“Ik vertrouw dat loket niet meer.”";

/// Finished texts with something that is no text, and what is to be said of it.
fn with_figures() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>)> {
    let run = |inside: &str| format!("<w:r>{inside}</w:r>");
    let p = |inside: &str| format!("<w:p>{inside}</w:p>");
    let words = |text: &str| run(&format!("<w:t>{text}</w:t>"));
    let twice = run("<mc:AlternateContent><mc:Choice><w:drawing><pic:pic/></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent>");
    let boxed = run(&format!(
        "<w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>",
        p(&words(QUOTED))
    ));
    let docx = docx(
        &[p(&words("Wachten")), p(&twice), p(&(words("Zie hier") + &boxed)), p(&(words("Ook") + &twice))]
            .concat(),
    );
    let frame = "<draw:frame><draw:object/><draw:image/></draw:frame>";
    let image = "<draw:frame><draw:image/><draw:image/></draw:frame>";
    let odt = odt(&format!("<text:p>Zij zei: {QUOTED} {frame}</text:p><text:p>Einde{image}</text:p>"));
    let html = format!(
        "<p>Zij zei: {QUOTED}</p><p>Kijk <img src=\"a.png\"><svg><text>nee</text></svg></p><video></video>"
    );
    let md = format!(
        "Zij zei: {QUOTED}\n\n![Een foto](foto.png) en ![nog [een]](b.png)\n\n```\n![code](x)\n```\n"
    );
    let tex = format!(
        "Zij zei: {QUOTED}\n% \\includegraphics{{weg}}\n\\includegraphics[width=3cm]{{foto}}\n\\input{{bijlage}}\n"
    );
    let text = format!("<p:sp><p:txBody><a:p><a:r><a:t>{QUOTED}</a:t></a:r></a:p></p:txBody></p:sp>");
    let pptx = pptx(&format!("{text}<p:pic/><p:pic/><p:graphicFrame><dgm:relIds/></p:graphicFrame>"));
    vec![
        ("paper.docx", docx, vec!["a picture in paragraph 4", "a picture near paragraph 1"]),
        ("paper.odt", odt, vec!["a picture in paragraph 2", "an embedded object in paragraph 1"]),
        ("paper.html", html.into_bytes(), vec!["pictures in paragraph 2", "a recording in paragraph 2"]),
        ("paper.md", md.into_bytes(), vec!["pictures at line 3"]),
        ("paper.tex", tex.into_bytes(), vec!["a picture at line 3", "a file that is taken in at line 4"]),
        ("deck.pptx", pptx, vec!["pictures on slide 1", "a diagram on slide 1"]),
    ]
}

#[test]
fn what_is_no_text_is_named() {
    let study = study();
    for (name, bytes, figures) in with_figures() {
        study.write(name, bytes);
        for options in ["--json", "--html report.html --overwrite"] {
            let output = study.run(&format!("verify {name} {options}")).ok();
            let said: Vec<&str> = output
                .stderr
                .lines()
                .filter_map(|line| line.split_once("not looked into: "))
                .map(|(_, what)| what)
                .collect();
            assert_eq!(said, figures, "{name}: {}", output.stderr);
        }
        let page = study.text("report.html");
        for figure in &figures {
            assert!(page.contains(&format!("Not looked into: {figure}<")), "{name}: {page}");
        }
        let lines = study.run(&format!("verify {name} --json")).json();
        assert_eq!(lines.len(), 2, "{name} quotes once: {lines:?}");
        assert_eq!(lines[1]["unread"], serde_json::json!(figures), "{name}");
    }
}

#[test]
fn a_text_that_quotes_nothing_still_tells_what_was_not_read() {
    let study = study();
    study.write("deck.pptx", pptx("<p:pic/>"));
    study
        .run("verify deck.pptx")
        .exits(1)
        .says(&["not looked into: a picture on slide 1", "Nothing is quoted there."]);
    let told = study.run("verify deck.pptx --json").exits(1).json();
    assert_eq!(told[0]["unread"], serde_json::json!(["a picture on slide 1"]));
}

#[test]
fn pictures_in_a_pdf_are_named_by_page() {
    let study = study();
    study.write("paper.pdf", paper());
    study.run("verify paper.pdf").ok().says(&["not looked into: a picture on page 2"]);
}

#[test]
fn numbers_of_notes_in_a_quotation_are_no_words_of_it() {
    let study = study();
    let run = |look: &str, text: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let up = "<w:vertAlign w:val=\"superscript\"/>";
    let sign = run(up, "12");
    let (begun, rest) = (run("", "“Ik vertrouw dat loket"), run("", " niet meer sinds vorig jaar.”"));
    let note =
        "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>";
    for (name, bytes) in [
        ("a.docx", docx(&format!("<w:p>{begun}{sign}{rest}</w:p>"))),
        ("b.docx", docx(&format!("<w:p>{begun}{note}{rest}</w:p>"))),
        (
            "a.odt",
            odt(
                "<text:p>“Ik vertrouw dat loket<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>\
                 <text:note-body><text:p>Zie daar.</text:p></text:note-body></text:note> niet meer sinds vorig jaar.”</text:p>",
            ),
        ),
        ("a.html", "<p>“Ik vertrouw dat loket<sup>1</sup> niet meer sinds vorig jaar.”</p>".into()),
        ("a.md", "“Ik vertrouw dat loket[^1] niet meer sinds vorig jaar.”\n\n[^1]: Zie daar.\n".into()),
        ("a.tex", "``Ik vertrouw dat loket\\footnotemark{} niet meer sinds vorig jaar.''\n".into()),
        (
            "a.pptx",
            pptx(
                "<p:sp><p:txBody><a:p><a:r><a:t>“Ik vertrouw dat loket</a:t></a:r><a:r><a:rPr baseline=\"30000\"/><a:t>1</a:t></a:r>\
                 <a:r><a:t> niet meer sinds vorig jaar.”</a:t></a:r></a:p></p:txBody></p:sp>",
            ),
        ),
    ] {
        study.write(name, bytes);
        let found = study.run(&format!("verify {name} --json")).ok().json();
        assert_eq!(field(&found[0], "tier"), "exact", "{name}: {found:?}");
    }
}

#[test]
fn a_quotation_within_a_paragraph_stands_at_its_own_line() {
    let study = study();
    let quoted = "Ik vertrouw dat loket niet meer sinds vorig jaar.";
    let text = |open: &str, close: &str| {
        format!(
            "# Kop\n\nOver het wachten waren zij het eens,\nen dat bleek \\emph{{telkens}} uit\nwat zij zei: {open}{quoted}{close}\nEn dat was het dan.\n"
        )
    };
    for (file, open, close) in [("l.tex", "``", "''"), ("l.tex", "\\enquote{", "}"), ("l.md", "“", "”")] {
        study.write(file, text(open, close));
        let found = study.run(&format!("verify {file} --json")).ok().json();
        assert_eq!(field(&found[0], "place"), "line 5", "{file} {open}");
    }
}

#[test]
fn headers_footers_and_comments_are_named_as_not_looked_into() {
    let study = study();
    let p = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let document = format!("<w:document><w:body>{}</w:body></w:document>", p(QUOTED));
    let parts = |header: &str, comment: &str| {
        pack(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", &document),
            ("word/header1.xml", &format!("<w:hdr>{}</w:hdr>", p(header))),
            ("word/comments.xml", &format!("<w:comments><w:comment>{}</w:comment></w:comments>", p(comment))),
        ])
    };
    study.write("m.docx", parts("“Ik kom niet meer.”", "Klopt dit citaat?"));
    study
        .run("verify m.docx")
        .ok()
        .says(&["not looked into: headers and footers", "not looked into: a comment"]);
    study.write("m.docx", parts("12", ""));
    assert!(!study.run("verify m.docx").ok().stderr.contains("not looked into"));
    let body = format!(
        "<text:p>{QUOTED}<office:annotation><text:p>Is dit juist?</text:p></office:annotation></text:p>"
    );
    study.write("m.odt", odt(&body));
    study.run("verify m.odt").ok().says(&["not looked into: a comment"]);
}
