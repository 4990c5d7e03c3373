//! What every fuzz target holds its reader or parser to. The tests of verbatim include this file too, and
//! replay through it what fuzzing kept.

#[path = "finished.rs"]
mod finished;

use std::io::{Cursor, Write};

use verbatim::source::{READERS, Reading, Settings};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Gives bytes to a reader or parser: whether they were understood. It panics when a promise is broken.
type Promise = fn(&[u8]) -> bool;

/// Every target by name: the readers of sources and of finished texts, those of packages also from the part that
/// holds the words, the parsers of what people write themselves, and files whose quotes are renewed.
pub(crate) const TARGETS: &[(&str, Promise)] = &[
    ("cha", |bytes| read("cha", bytes)),
    ("codebook", |bytes| codebook(text(bytes))),
    ("config", |bytes| verbatim::store::Config::parse("verbatim.toml", text(bytes)).is_ok()),
    ("csv", |bytes| read("csv", bytes)),
    ("docx", |bytes| read("docx", bytes)),
    ("docx_xml", |bytes| read("docx", &docx(bytes))),
    ("eaf", |bytes| read("eaf", bytes)),
    ("handelingen", |bytes| read("handelingen", bytes)),
    ("html", |bytes| read("html", bytes)),
    ("json", |bytes| read("json", bytes)),
    ("log", |bytes| verbatim::coding::Line::parse(text(bytes)).is_some()),
    ("manuscript_docx_xml", |bytes| finished::manuscript("fuzz.docx", &docx(bytes))),
    ("manuscript_html", |bytes| finished::manuscript("fuzz.html", bytes)),
    ("manuscript_md", |bytes| finished::manuscript("fuzz.md", bytes)),
    ("manuscript_odt_xml", |bytes| finished::manuscript("fuzz.odt", &odt(bytes))),
    ("manuscript_pptx", |bytes| finished::manuscript("fuzz.pptx", bytes)),
    ("manuscript_pptx_xml", |bytes| finished::manuscript("fuzz.pptx", &pptx(bytes))),
    ("manuscript_tex", |bytes| finished::manuscript("fuzz.tex", bytes)),
    ("md", |bytes| read("md", bytes)),
    ("odt", |bytes| read("odt", bytes)),
    ("odt_xml", |bytes| read("odt", &odt(bytes))),
    ("participants", |bytes| verbatim::store::Participants::parse("participants.csv", bytes).1.is_empty()),
    ("pdf", |bytes| read("pdf", bytes)),
    ("query", |bytes| matches!(verbatim::query::parse::parse(text(bytes)), Ok(Some(_)))),
    ("quoteset", |bytes| finished::quote_set(text(bytes))),
    ("refresh_docx_xml", |bytes| finished::refreshed(text(bytes), &docx(text(bytes).as_bytes()))),
    ("refresh_pptx_xml", |bytes| finished::refreshed(text(bytes), &pptx(text(bytes).as_bytes()))),
    ("rtf", |bytes| read("rtf", bytes)),
    ("srt", |bytes| read("srt", bytes)),
    ("tei", |bytes| read("tei", bytes)),
    ("textgrid", |bytes| read("textgrid", bytes)),
    ("txt", |bytes| read("txt", bytes)),
    ("vtt", |bytes| read("vtt", bytes)),
    ("xlsx", |bytes| read("xlsx", bytes)),
];

/// Gives `bytes` to the target called `name`: whether they were understood.
///
/// # Panics
/// When a promise is broken.
pub(crate) fn hold(name: &str, bytes: &[u8]) -> bool {
    let (_, promise) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target of that name");
    promise(bytes)
}

/// Reads `bytes` with the reader called `name`; what it gives back must be sound.
fn read(name: &str, bytes: &[u8]) -> bool {
    let reader = READERS.iter().find(|reader| reader.name() == name).expect("a reader of that name");
    reader.recognises(bytes);
    let reading = reader.read(bytes, &Settings::default());
    reading.as_ref().is_ok_and(|reading| {
        assert_sound(reading);
        !reading.transcript.turns.is_empty()
    })
}

/// Every span lies on character borders, is trimmed and not empty, and they follow one another.
fn assert_sound(reading: &Reading) {
    let transcript = &reading.transcript;
    let mut end = 0;
    for turn in &transcript.turns {
        assert!(turn.span.start >= end, "turns overlap");
        end = turn.span.end;
        let words = transcript.text.get(turn.span.start..turn.span.end).expect("on character borders");
        assert!(!words.is_empty() && words.trim() == words, "words are trimmed");
        assert!(turn.speaker.is_none_or(|at| at < transcript.speakers.len()), "a known speaker");
    }
}

fn codebook(yaml: &str) -> bool {
    let (_, mistakes) = verbatim::codebook::Codebook::load(&[("fuzz.yaml".to_owned(), yaml.to_owned())]);
    mistakes.is_empty()
}

/// The beginning of `bytes` that is text.
fn text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// A Word document whose body is this part.
fn docx(document: &[u8]) -> Vec<u8> {
    pack(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document)])
}

/// An OpenDocument text whose content is this part.
fn odt(content: &[u8]) -> Vec<u8> {
    pack(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content)])
}

/// A presentation whose one slide is this part.
fn pptx(slide: &[u8]) -> Vec<u8> {
    let order = b"<p:presentation><p:sldIdLst><p:sldId r:id=\"a\"/></p:sldIdLst></p:presentation>";
    let relation =
        b"<Relationships><Relationship Id=\"a\" Type=\"x/slide\" Target=\"slides/slide1.xml\"/></Relationships>";
    pack(&[
        ("ppt/presentation.xml", order),
        ("ppt/_rels/presentation.xml.rels", relation),
        ("ppt/slides/slide1.xml", slide),
    ])
}

/// A zip with these parts, stored: mutations of a part reach what it says instead of breaking the zip.
fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("a part");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}
