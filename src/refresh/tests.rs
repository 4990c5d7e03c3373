use std::io::{Cursor, Write};

use super::*;

const SLIDE: &str = r#"<p:sld xmlns:a="x" xmlns:p="y"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="9" name="Own"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>mijn &amp; titel</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:nvSpPr><p:cNvPr id="2" name="verbatim 0123456789abcdef"/></p:nvSpPr><p:txBody><a:bodyPr/><a:p><a:pPr/><a:r><a:rPr lang="nl" b="1"><a:latin typeface="Lato"/></a:rPr><a:t>“Ge belt, </a:t></a:r><a:r><a:rPr/><a:t>&amp; ge wacht.”</a:t></a:r><a:endParaRPr/></a:p><a:p><a:r><a:t>[cliënt]</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"#;

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn deck() -> Vec<u8> {
    zipped(&[
        ("ppt/presentation.xml", r#"<p><sldId r:id="r1"/></p>"#),
        ("ppt/_rels/presentation.xml.rels", r#"<R><R Id="r1" Target="slides/slide7.xml"/></R>"#),
        ("ppt/slides/slide7.xml", SLIDE),
        ("ppt/media/a.bin", "\u{1}bytes"),
    ])
}

#[test]
fn a_quote_is_found_and_only_its_words_are_renewed() {
    let read = Refreshed::read(&deck()).unwrap();
    assert_eq!(read.spots.len(), 1);
    let spot = &read.spots[0];
    assert_eq!((spot.id.as_str(), spot.place.as_str()), ("0123456789abcdef", "slide 1"));
    assert_eq!(spot.words, "Ge belt, & ge wacht.");
    assert_eq!(read.with_words(&BTreeMap::new()).unwrap(), deck());
    let new = read.with_words(&BTreeMap::from([(0, "Ge <belt>".to_owned())])).unwrap();
    let again = Refreshed::read(&new).unwrap();
    assert_eq!(again.spots[0].words, "Ge <belt>");
    let slide = again.package.text("ppt/slides/slide7.xml").unwrap();
    let run =
        r#"<a:r><a:rPr lang="nl" b="1"><a:latin typeface="Lato"/></a:rPr><a:t>“Ge &lt;belt&gt;”</a:t></a:r>"#;
    let old = &SLIDE[SLIDE.find("<a:r><a:rPr lang").unwrap()..SLIDE.find("<a:endParaRPr").unwrap()];
    assert_eq!(slide, SLIDE.replace(old, run));
}

#[test]
fn a_document_has_bookmarks() {
    let body = r#"<w:document><w:body><w:p><w:bookmarkStart w:id="3" w:name="verbatim_0123456789abcdef_1"/><w:r><w:rPr><w:i/></w:rPr><w:t>“ja</w:t><w:br/><w:t>nee”</w:t></w:r><w:bookmarkEnd w:id="3"/><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:body></w:document>"#;
    let read = Refreshed::read(&zipped(&[("word/document.xml", body)])).unwrap();
    assert_eq!(read.spots[0].words, "ja\nnee");
    let new = read.with_words(&BTreeMap::from([(0, "wel".to_owned())])).unwrap();
    let text = Refreshed::read(&new).unwrap().package.text("word/document.xml").unwrap();
    assert!(text.contains(r#"<w:rPr><w:i/></w:rPr><w:t xml:space="preserve">“wel”</w:t></w:r><w:bookmarkEnd w:id="3"/><w:r><w:footnoteReference"#), "{text}");
}

#[test]
fn what_is_no_document_is_refused() {
    assert!(Refreshed::read(b"hallo").is_err());
    assert!(Refreshed::read(&zipped(&[("a.txt", "x")])).is_err());
}

proptest::proptest! {
    #[test]
    fn no_slide_breaks_it(text in "(<[pa]:(sp|p|r|t|br|rPr|cNvPr name=\"verbatim 0123456789abcdef\")/?>|</[pa]:(sp|p|r|t|rPr)>|x|&amp;|&){0,40}") {
        for spot in shapes::spots("s", 1, &text) {
            spot.region.with_words(&text, "y");
        }
        bookmarks::spots("d", &text);
    }
}
