//! A Word document and a presentation as an office program would write them, with as little as it takes.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(format!("{HEAD}{text}").as_bytes()).expect("a part");
    }
    zip.finish().expect("a package").into_inner()
}

fn relations(of: &[(String, &str, String)]) -> String {
    let one = |(id, kind, target): &(String, &str, String)| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>", of.iter().map(one).collect::<String>())
}

fn types(of: &[(String, &str)]) -> String {
    let one = |(part, kind): &(String, &str)| {
        format!(
            "<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}+xml\"/>"
        )
    };
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{}</Types>",
        of.iter().map(one).collect::<String>()
    )
}

/// A `.docx` with these paragraphs.
pub(crate) fn document(paragraphs: &str) -> Vec<u8> {
    let main = "word/document.xml".to_owned();
    packed(&[
        ("[Content_Types].xml".into(), types(&[(main.clone(), "wordprocessingml.document.main")])),
        ("_rels/.rels".into(), relations(&[("rId1".into(), "officeDocument", main.clone())])),
        (
            main,
            format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
                 {paragraphs}</w:body></w:document>"
            ),
        ),
    ])
}

/// Boxes on one slide.
const BOXES: usize = 3;

/// A `.pptx` with these boxes, each as the words of its paragraphs.
pub(crate) fn deck(boxes: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let boxes: Vec<Vec<String>> = boxes.collect();
    let slides: Vec<String> = boxes.chunks(BOXES).map(slide).collect();
    let main = "ppt/presentation.xml".to_owned();
    let name = |number: usize| format!("slides/slide{number}.xml");
    let numbers = 1..=slides.len();
    let mut kinds = vec![(main.clone(), "presentationml.presentation.main")];
    kinds.extend(numbers.clone().map(|n| (format!("ppt/{}", name(n)), "presentationml.slide")));
    let leads: Vec<_> = numbers.clone().map(|n| (format!("rId{n}"), "slide", name(n))).collect();
    let list: String =
        numbers.clone().map(|n| format!("<p:sldId id=\"{}\" r:id=\"rId{n}\"/>", 255 + n)).collect();
    let mut parts = vec![
        ("[Content_Types].xml".into(), types(&kinds)),
        ("_rels/.rels".into(), relations(&[("rId1".into(), "officeDocument", main.clone())])),
        (main, format!("<p:presentation {SPACES}><p:sldIdLst>{list}</p:sldIdLst></p:presentation>")),
        ("ppt/_rels/presentation.xml.rels".into(), relations(&leads)),
    ];
    parts.extend(numbers.zip(slides).map(|(n, slide)| (format!("ppt/{}", name(n)), slide)));
    packed(&parts)
}

const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

fn slide(boxes: &[Vec<String>]) -> String {
    let paragraph = |text: &String| format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>");
    let shape = |(number, paragraphs): (usize, &Vec<String>)| {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{number}\" name=\"TextBox {number}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/>{}</p:txBody></p:sp>",
            paragraphs.iter().map(paragraph).collect::<String>()
        )
    };
    let shapes: String = (2..).zip(boxes).map(shape).collect();
    format!("<p:sld {SPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>")
}
