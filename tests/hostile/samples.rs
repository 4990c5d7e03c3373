//! A small sound file of every format: what the hostile ones are made from.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// The lines of the conversation every sample holds.
const LINES: &[(&str, &str)] = &[
    ("Moderator", "Hoe kwam u bij het loket terecht?"),
    ("Gerda", "Via de buurvrouw, die kende daar iemand."),
    ("Moderator", "En hoe lang moest u wachten?"),
    ("Gerda", "Een uur, in de regen, zonder dak of stoel."),
    ("Rachid", "Bij mij ging het sneller, café gesloten of niet."),
];

/// Name and bytes of a sound file of every format.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("goed.txt", txt().into_bytes()),
        ("goed.md", said("", |who, words| format!("**{who}:** {words}\n\n")).into_bytes()),
        (
            "goed.vtt",
            format!("WEBVTT\n\n{}", cues('.', |who, words| format!("<v {who}>{words}"))).into_bytes(),
        ),
        ("goed.srt", numbered(&cues(',', |who, words| format!("{who}: {words}"))).into_bytes()),
        ("goed.csv", said("spreker;tekst\n", |who, words| format!("{who};\"{words}\"\n")).into_bytes()),
        ("goed.docx", docx(&paragraphs("w:p", |text| format!("<w:r><w:t>{text}</w:t></w:r>")))),
        ("goed.odt", odt(&paragraphs("text:p", str::to_owned))),
        ("goed.rtf", rtf().into_bytes()),
        ("goed.html", html(&paragraphs("p", str::to_owned)).into_bytes()),
        ("goed.xlsx", xlsx(&rows())),
        ("goed.pdf", pdf(&txt())),
        ("goed.eaf", eaf().into_bytes()),
        ("goed.cha", cha().into_bytes()),
        ("goed.TextGrid", textgrid().into_bytes()),
        (
            "goed.xml",
            tei(&said("", |who, words| format!("<u who=\"#{who}\"><seg>{words}</seg></u>"))).into_bytes(),
        ),
        ("goed.json", whisper().into_bytes()),
    ]
}

/// `head`, then each line of the conversation as `line` writes it.
fn said(head: &str, line: impl Fn(&str, &str) -> String) -> String {
    LINES.iter().fold(head.to_owned(), |text, (who, words)| text + &line(who, words))
}

pub(crate) fn txt() -> String {
    said("", |who, words| format!("{who}: {words}\n"))
}

fn paragraphs(tag: &str, inside: impl Fn(&str) -> String) -> String {
    said("", |who, words| format!("<{tag}>{}</{tag}>", inside(&format!("{who}: {words}"))))
}

fn cues(point: char, words: impl Fn(&str, &str) -> String) -> String {
    LINES.iter().enumerate().fold(String::new(), |text, (at, (who, said))| {
        let (from, to) = (at * 3, at * 3 + 2);
        let words = words(who, said);
        format!("{text}00:00:{from:02}{point}000 --> 00:00:{to:02}{point}500\n{words}\n\n")
    })
}

fn numbered(cues: &str) -> String {
    let cues = cues.split("\n\n").filter(|cue| !cue.is_empty()).enumerate();
    cues.map(|(at, cue)| format!("{}\n{cue}\n\n", at + 1)).collect()
}

/// A zip with these parts.
pub(crate) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>");
    pack(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

pub(crate) fn odt(body: &str) -> Vec<u8> {
    styled_odt("", body)
}

/// One whose style `T1` has these properties.
pub(crate) fn styled_odt(properties: &str, body: &str) -> Vec<u8> {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:text=\"{space}:text:1.0\" \
         xmlns:table=\"{space}:table:1.0\" xmlns:style=\"{space}:style:1.0\"><office:automatic-styles>\
         <style:style style:name=\"T1\" style:family=\"text\"><style:text-properties {properties}/></style:style>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.text";
    pack(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

/// A presentation of so many slides, each with this in a text box.
pub(crate) fn pptx(slides: usize, body: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide";
    let (mut ids, mut relations) = (String::new(), String::new());
    for number in 1..=slides {
        ids += &format!("<p:sldId id=\"{}\" r:id=\"rId{number}\"/>", 255 + number);
        relations += &format!(
            "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"slides/slide{number}.xml\"/>"
        );
    }
    let presentation = format!("<p:presentation><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let slide = format!("<p:sld><p:sp><p:txBody>{body}</p:txBody></p:sp></p:sld>");
    let names: Vec<String> = (1..=slides).map(|number| format!("ppt/slides/slide{number}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("ppt/presentation.xml", presentation.as_bytes()),
        ("ppt/_rels/presentation.xml.rels", relations.as_bytes()),
    ];
    parts.extend(names.iter().map(|name| (name.as_str(), slide.as_bytes())));
    pack(&parts)
}

fn rtf() -> String {
    let body = said("", |who, words| format!("{{\\b {who}:}} {}\\par\n", words.replace('é', "\\'e9")));
    format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\n{body}}}")
}

pub(crate) fn html(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"></head><body>{body}</body></html>"
    )
}

fn rows() -> String {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |who: &str, words: &str| format!("<row>{}{}</row>", cell(who), cell(words));
    row("spreker", "tekst") + &said("", row)
}

/// A workbook of one sheet with these rows.
pub(crate) fn xlsx(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let types = format!(
        "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
    );
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" \
             Type=\"{relations}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>\
         <sheet name=\"Gesprek\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    pack(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A PDF of one page with these lines, in the simplest form there is.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    let lines = text.lines().map(|line| {
        let plain: String = line.chars().map(|c| if c.is_ascii() { c } else { 'e' }).collect();
        format!("({}) Tj 0 -16 Td\n", plain.replace(['(', ')', '\\'], " "))
    });
    let drawn = format!("BT /F1 11 Tf 60 780 Td\n{}ET", lines.collect::<String>());
    pdf_of(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        &format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ])
}

/// A PDF of these objects, the first being the catalog, with a right table of where they stand.
pub(crate) fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    let size = objects.len() + 1;
    file += &format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

fn eaf() -> String {
    let slots: String = (0..LINES.len() * 2)
        .map(|at| format!("<TIME_SLOT TIME_SLOT_ID=\"ts{at}\" TIME_VALUE=\"{}\"/>", at * 1_500))
        .collect();
    let tier = |who: &str| {
        let own = LINES.iter().enumerate().filter(|(_, (speaker, _))| *speaker == who);
        let annotations: String = own
            .map(|(at, (_, words))| {
                let (from, to) = (at * 2, at * 2 + 1);
                format!(
                    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a{at}\" TIME_SLOT_REF1=\"ts{from}\" \
                     TIME_SLOT_REF2=\"ts{to}\"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>\
                     </ALIGNABLE_ANNOTATION></ANNOTATION>"
                )
            })
            .collect();
        format!(
            "<TIER TIER_ID=\"{who}\" PARTICIPANT=\"{who}\" LINGUISTIC_TYPE_REF=\"t\">{annotations}</TIER>"
        )
    };
    let tiers: String = ["Moderator", "Gerda", "Rachid"].into_iter().map(tier).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ANNOTATION_DOCUMENT FORMAT=\"3.0\"><HEADER/>\
         <TIME_ORDER>{slots}</TIME_ORDER>{tiers}<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"t\"/></ANNOTATION_DOCUMENT>"
    )
}

fn cha() -> String {
    let head = "@UTF8\n@Begin\n@Languages:\tnld\n@Participants:\tMOD Moderator, GER Gerda, RAC Rachid\n";
    said(head, |who, words| format!("*{}:\t{words}\n", who[..3].to_uppercase())) + "@End\n"
}

fn textgrid() -> String {
    let head = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 15\ntiers? <exists>\nsize = 1\nitem []:\n    item [1]:\n        class = \"IntervalTier\"\n        name = \"Gerda\"\n        xmin = 0\n        xmax = 15\n";
    let intervals = LINES.iter().enumerate().map(|(at, (_, words))| {
        let (from, to) = (at * 3, at * 3 + 3);
        format!(
            "        intervals [{}]:\n            xmin = {from}\n            xmax = {to}\n            text = \"{words}\"\n",
            at + 1
        )
    });
    format!("{head}        intervals: size = {}\n{}", LINES.len(), intervals.collect::<String>())
}

pub(crate) fn tei(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/>\
         <text><body>{body}</body></text></TEI>"
    )
}

fn whisper() -> String {
    let segments = LINES.iter().enumerate().map(|(at, (_, words))| {
        format!("{{\"id\":{at},\"start\":{}.0,\"end\":{}.5,\"text\":\" {words}\"}}", at * 3, at * 3 + 2)
    });
    format!("{{\"text\":\"\",\"segments\":[{}],\"language\":\"nl\"}}", segments.collect::<Vec<_>>().join(","))
}
