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

/// The words of the first spot in a document of one paragraph, and the document once they are others.
fn rewritten(paragraph: &str) -> (String, String) {
    let body = format!("<w:document><w:body><w:p>{paragraph}</w:p></w:body></w:document>");
    let read = Refreshed::read(&zipped(&[("word/document.xml", &body)])).unwrap();
    let Some(spot) = read.spots.first() else { return Default::default() };
    let all = (0..read.spots.len()).map(|number| (number, "wel".to_owned())).collect();
    let again = Refreshed::read(&read.with_words(&all).unwrap()).unwrap();
    assert!(again.spots.iter().all(|spot| spot.words == "wel"), "{paragraph}");
    assert_eq!(again.spots.len(), read.spots.len(), "{paragraph}");
    (spot.words.clone(), again.package.text("word/document.xml").unwrap())
}

const BOOKMARK: &str = r#"<w:bookmarkStart w:id="3" w:name="verbatim_0123456789abcdef_1"/>"#;
const END: &str = r#"<w:bookmarkEnd w:id="3"/>"#;

fn run(words: &str) -> String {
    format!("<w:r><w:t>{words}</w:t></w:r>")
}

#[test]
fn what_wraps_runs_is_never_torn() {
    let (words, text) = rewritten(&format!("{BOOKMARK}{}<w:ins>{}</w:ins>{END}", run("ja, "), run("nee")));
    assert_eq!(words, "ja, nee");
    assert!(!text.contains("w:ins") && text.contains(END), "{text}");
    // A link that begins before the quote would lose its end.
    let torn = format!("<w:hyperlink>{}{BOOKMARK}{}</w:hyperlink>{}{END}", run("a"), run("b"), run("c"));
    assert_eq!(rewritten(&torn).0, "");
}

#[test]
fn a_tracked_change_of_the_look_is_kept_whole() {
    let look = "<w:rPr><w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>";
    let (_, text) = rewritten(&format!("{BOOKMARK}<w:r>{look}<w:t>ja</w:t></w:r>{END}"));
    assert!(text.contains(&format!("{BOOKMARK}<w:r>{look}<w:t xml:space=\"preserve\">wel</w:t>")), "{text}");
}

#[test]
fn a_byte_order_mark_shifts_nothing() {
    let marked = format!("\u{feff}{SLIDE}");
    let read = Refreshed::read(&zipped(&[("ppt/slides/slide1.xml", &marked)])).unwrap();
    let new = read.with_words(&BTreeMap::from([(0, "wel".to_owned())])).unwrap();
    let text = Refreshed::read(&new).unwrap().package.text("ppt/slides/slide1.xml").unwrap();
    assert!(text.contains("<a:t>“wel”</a:t></a:r><a:endParaRPr/>"), "{text}");
}

#[test]
fn quotes_that_share_words_are_not_both_written() {
    let other = |tag: &str| tag.replace("w:id=\"3\"", "w:id=\"4\"");
    let (ja, nee) = (run("ja"), run("nee"));
    let (words, _) = rewritten(&format!("{BOOKMARK}{}{ja}{END}{nee}{}", other(BOOKMARK), other(END)));
    assert_eq!(words, "ja");
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
