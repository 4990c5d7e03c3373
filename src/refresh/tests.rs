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

fn words(new: &str) -> Renewal {
    Renewal { words: BTreeMap::from([(0, new.to_owned())]), ..Renewal::default() }
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
    assert_eq!(read.with(&Renewal::default()).unwrap(), deck());
    let new = read.with(&words("Ge <belt>")).unwrap();
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
    let new = read.with(&words("wel")).unwrap();
    let text = Refreshed::read(&new).unwrap().package.text("word/document.xml").unwrap();
    assert!(text.contains(r#"<w:rPr><w:i/></w:rPr><w:t xml:space="preserve">“wel”</w:t></w:r><w:bookmarkEnd w:id="3"/><w:r><w:footnoteReference"#), "{text}");
}

/// The words of the first spot in a document of one paragraph, and the document once they are others.
fn rewritten(paragraph: &str) -> (String, String) {
    let body = format!("<w:document><w:body><w:p>{paragraph}</w:p></w:body></w:document>");
    let read = Refreshed::read(&zipped(&[("word/document.xml", &body)])).unwrap();
    let Some(spot) = read.spots.first() else { return Default::default() };
    let all = (0..read.spots.len()).map(|number| (number, "wel".to_owned())).collect();
    let again = Refreshed::read(&read.with(&Renewal { words: all, ..Renewal::default() }).unwrap()).unwrap();
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
    let new = read.with(&words("wel")).unwrap();
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
            spot.region.runs("y");
            for credit in spot.credits {
                credit.line.with(&text, "y");
            }
        }
        bookmarks::spots("d", &text);
        for remark in remarks::remarks("n", "notes", None, &text) {
            remark.line.with(&text, "y");
        }
    }
}

/// The second paragraph of [`SLIDE`] with a bold role and a break before the organisation.
fn restyled(credit: &str) -> Vec<u8> {
    let slide = SLIDE.replace("<a:p><a:r><a:t>[cliënt]</a:t></a:r></a:p>", &format!("<a:p>{credit}</a:p>"));
    zipped(&[("ppt/slides/slide1.xml", &slide)])
}

fn credit(new: &str) -> Renewal {
    Renewal { credits: BTreeMap::from([(0, (0, new.to_owned()))]), ..Renewal::default() }
}

#[test]
fn an_attribution_keeps_the_look_of_each_of_its_runs() {
    let old = r#"<a:r><a:rPr b="1"/><a:t>[cliënt</a:t></a:r><a:r><a:t>,</a:t></a:r><a:br/><a:r><a:rPr i="1"/><a:t>De &amp; Kade]</a:t></a:r>"#;
    let read = Refreshed::read(&restyled(old)).unwrap();
    assert_eq!(read.spots[0].credits[0].words, "[cliënt,\nDe & Kade]");
    let new = read.with(&credit("[vrijwilliger, De & Brug]")).unwrap();
    let slide = Refreshed::read(&new).unwrap().package.text("ppt/slides/slide1.xml").unwrap();
    let expected = r#"<a:r><a:rPr b="1"/><a:t>[vrijwilliger</a:t></a:r><a:r><a:t>,</a:t></a:r><a:br/><a:r><a:rPr i="1"/><a:t>De &amp; Brug]</a:t></a:r>"#;
    assert!(slide.contains(expected), "{slide}");
}

#[test]
fn a_role_that_is_gone_leaves_no_empty_markup() {
    let old = r#"<a:r><a:t>[cliënt</a:t></a:r><a:r><a:t>, De Kade</a:t></a:r><a:r><a:t>]</a:t></a:r>"#;
    let read = Refreshed::read(&restyled(old)).unwrap();
    let new = read.with(&credit("[cliënt]")).unwrap();
    assert_eq!(Refreshed::read(&new).unwrap().spots[0].credits[0].words, "[cliënt]");
}

#[test]
fn only_the_last_part_of_a_quote_has_an_attribution() {
    for (name, credits) in [("1/2", 0), ("2/2", 1)] {
        let named = format!(r#"name="verbatim 0123456789abcdef {name}""#);
        let slide = SLIDE.replace(r#"name="verbatim 0123456789abcdef""#, &named);
        let read = Refreshed::read(&zipped(&[("ppt/slides/slide1.xml", &slide)])).unwrap();
        assert_eq!(read.spots[0].credits.len(), credits, "{name}");
    }
}

fn document(below: &str) -> Vec<u8> {
    let body = format!(
        r#"<w:document><w:body><w:p><w:bookmarkStart w:id="3" w:name="verbatim_0123456789abcdef_1"/><w:r><w:t>“ja”</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p><w:p/>{below}</w:body></w:document>"#
    );
    zipped(&[("word/document.xml", &body)])
}

#[test]
fn in_a_document_the_attribution_is_the_next_paragraph() {
    let styled = r#"<w:p><w:pPr><w:pStyle w:val="Attribution"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>[cliënt</w:t></w:r><w:r><w:t>]</w:t></w:r></w:p>"#;
    let read = Refreshed::read(&document(styled)).unwrap();
    assert!(read.spots[0].credits[0].is_placed);
    let new = read.with(&credit("[cliënt van een ander]")).unwrap();
    let text = Refreshed::read(&new).unwrap().package.text("word/document.xml").unwrap();
    assert!(text.contains(r#"<w:rPr><w:b/></w:rPr><w:t>[cliënt van een ander</w:t>"#), "{text}");
    let restyled = styled.replace("Attribution", "Normal");
    assert!(!Refreshed::read(&document(&restyled)).unwrap().spots[0].credits[0].is_placed);
    let next_quote = r#"<w:p><w:bookmarkStart w:id="4" w:name="verbatim_0123456789abcdee_2"/><w:r><w:t>“nee”</w:t></w:r><w:bookmarkEnd w:id="4"/></w:p>"#;
    let read = Refreshed::read(&document(&format!("{next_quote}{styled}"))).unwrap();
    assert_eq!(read.spots.iter().map(|spot| spot.credits.len()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn blanks_at_an_edge_are_kept_in_a_document() {
    let styled = r#"<w:p><w:r><w:t>[cliënt]</w:t></w:r></w:p>"#;
    let read = Refreshed::read(&document(styled)).unwrap();
    let new = read.with(&credit("[cliënt] ")).unwrap();
    let text = Refreshed::read(&new).unwrap().package.text("word/document.xml").unwrap();
    assert!(text.contains(r#"<w:t xml:space="preserve">[cliënt] </w:t>"#), "{text}");
}

#[test]
fn notes_are_found_by_the_relations_of_their_slide() {
    let relations =
        r#"<R><R Id="r1" Type="http://x/notesSlide" Target="../notesSlides/notesSlide9.xml"/></R>"#;
    let notes = r#"<p:notes><a:p><a:r><a:t>1. fg1:2 · fg1.txt 3–4 · rol </a:t></a:r><a:r><a:t>cliënt</a:t></a:r></a:p></p:notes>"#;
    let deck = zipped(&[
        ("ppt/slides/slide7.xml", SLIDE),
        ("ppt/slides/_rels/slide7.xml.rels", relations),
        ("ppt/notesSlides/notesSlide9.xml", notes),
    ]);
    let read = Refreshed::read(&deck).unwrap();
    let remark = &read.remarks[0];
    assert_eq!((remark.slide, remark.words.as_str()), (Some(1), "1. fg1:2 · fg1.txt 3–4 · rol cliënt"));
    let new = Renewal {
        remarks: BTreeMap::from([(0, remark.words.replace("cliënt", "buur"))]),
        ..Renewal::default()
    };
    let new = Refreshed::read(&read.with(&new).unwrap()).unwrap();
    assert_eq!(new.remarks[0].words, "1. fg1:2 · fg1.txt 3–4 · rol buur");
    assert_eq!(new.package.text("ppt/slides/slide7.xml").unwrap(), SLIDE);
}
