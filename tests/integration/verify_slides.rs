//! `verify`: quotations in the boxes of slides, and which lines and boxes beside them say who.

use crate::verify_beside::{JANSEN, LUC, found, one, study};
use crate::verify_places::pptx;

/// A box of a slide with these paragraphs.
fn boxed(words: &[&str]) -> String {
    let p = |words: &&str| format!("<a:p><a:r><a:t>{words}</a:t></a:r></a:p>");
    format!("<p:sp><p:txBody>{}</p:txBody></p:sp>", words.iter().map(p).collect::<String>())
}

fn title(words: &str) -> String {
    format!(
        "<p:sp><p:nvPr><p:ph type=\"title\"/></p:nvPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

/// A box at a place, in tenths of a million EMU, that has the shape of a line of words; its lines stand between bars.
fn placed(words: &str, x: i64, y: i64) -> String {
    let frame = format!(
        "<p:spPr><a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"4000000\" cy=\"800000\"/></a:xfrm></p:spPr>",
        x * 100_000,
        y * 100_000
    );
    boxed(&words.split('|').collect::<Vec<_>>()).replace("<p:txBody>", &format!("{frame}<p:txBody>"))
}

/// What is found on a slide: of each quotation, its tier, its words and whether who is named said it.
fn on(slide: &str) -> Vec<(String, String, String)> {
    found(&study(), "d.pptx", pptx(slide)).0
}

#[test]
fn a_box_without_marks_is_a_quotation_where_its_words_were_said() {
    let study = study();
    let slide = |boxes: &[&[&str]]| -> Vec<u8> {
        let boxes: String = boxes.iter().map(|words| boxed(words)).collect();
        pptx(&(title("Hoe mensen de weg vinden naar het huis") + &boxes))
    };
    let of = |boxes: &[&[&str]]| found(&study, "d.pptx", slide(boxes)).0;
    assert_eq!(of(&[&[JANSEN]]), [one("exact", JANSEN, "unchecked")]);
    assert_eq!(of(&[&[JANSEN, "cliënt"]]), [one("exact", JANSEN, "right")]);
    assert_eq!(of(&[&[JANSEN, "vrijwilliger"]]), [one("exact", JANSEN, "wrong")]);
    assert_eq!(of(&[&["De weg", JANSEN, "vrijwilliger"]]), [one("exact", JANSEN, "wrong")]);
    assert_eq!(of(&[&[&format!("Luc: {JANSEN}")]]), [one("exact", JANSEN, "wrong")]);
    assert_eq!(of(&[&[JANSEN], &["vrijwilliger"]]), [one("exact", JANSEN, "wrong")]);
    // Where they stand is not said.
    assert_eq!(
        of(&[&[JANSEN], &["cliënt"], &[LUC], &["cliënt"]]),
        [one("exact", JANSEN, "unchecked"), one("exact", LUC, "unchecked")]
    );
    // Two that were said, one a line, are no splice; a word off is told.
    assert_eq!(of(&[&[JANSEN, LUC]]), [one("exact", JANSEN, "unchecked"), one("exact", LUC, "unchecked")]);
    let off = JANSEN.replace("maart", "april");
    assert_eq!(of(&[&[&off]]), [one("altered", &off, "unchecked")]);
}

#[test]
fn titles_and_bullets_are_no_quotations_and_boxes_that_are_none_are_counted() {
    let study = study();
    let bullets = [
        "Mensen komen binnen via een brief of via een buur",
        "Koffie maakt het gesprek makkelijker dan een balie",
    ];
    let slide = title("Ik ben daar in april binnengestapt")
        + &boxed(&bullets)
        + &boxed(&[JANSEN])
        + &boxed(&["Bron: eigen onderzoek"]);
    let (quoted, unread) = found(&study, "d.pptx", pptx(&slide));
    assert_eq!(quoted, [one("exact", JANSEN, "unchecked")]);
    assert_eq!(
        unread,
        [
            "a text box without quotation marks, of which words are in no transcript, so no quotation, on slide 1"
        ]
    );
    let (quoted, unread) = found(&study, "d.pptx", pptx(&(boxed(&bullets) + &boxed(&bullets[1..]))));
    assert_eq!(quoted, []);
    assert!(unread[0].as_str().unwrap().starts_with("2 text boxes without quotation marks"), "{unread:?}");
}

#[test]
fn each_quotation_of_a_box_has_its_own_line_that_says_who() {
    let (marked_jansen, marked_luc) = (format!("“{JANSEN}”"), format!("“{LUC}”"));
    for (lines, is) in [
        // The last line of the box is about the last quotation only.
        ([JANSEN, "vrijwilliger", LUC, "vrijwilliger"], ["wrong", "right"]),
        ([JANSEN, "cliënt", LUC, "vrijwilliger"], ["right", "right"]),
        ([&marked_jansen, "vrijwilliger", &marked_luc, "vrijwilliger"], ["wrong", "right"]),
        ([&marked_jansen, "cliënt", &marked_luc, "vrijwilliger"], ["right", "right"]),
        ([JANSEN, "— cliënt", LUC, "— vrijwilliger"], ["right", "right"]),
        ([JANSEN, "— vrijwilliger", LUC, "— vrijwilliger"], ["wrong", "right"]),
        ([JANSEN, "(P07)", LUC, "(P07)"], ["right", "wrong"]),
        ([JANSEN, "[cliënt, fg1]", LUC, "[cliënt, fg1]"], ["right", "wrong"]),
        // Each begins with one.
        (["cliënt", JANSEN, "cliënt:", LUC], ["right", "wrong"]),
        (["vrijwilliger", &marked_jansen, "vrijwilliger", &marked_luc], ["wrong", "right"]),
        // Nobody can tell whose they are.
        (["cliënt", JANSEN, LUC, "vrijwilliger"], ["unchecked", "right"]),
        ([JANSEN, "vrijwilliger", LUC, "En dat was het dan."], ["unchecked", "unchecked"]),
        ([&marked_jansen, "vrijwilliger", &marked_luc, "En dat was het dan."], ["unchecked", "unchecked"]),
    ] {
        let [first, second] = is;
        let expected = [one("exact", JANSEN, first), one("exact", LUC, second)];
        assert_eq!(on(&boxed(&lines)), expected, "{lines:?}");
    }
    // One that nobody said is told, and its line is not that of the other.
    let off = "Wij hebben daar nooit iemand gezien die ons kon helpen.";
    assert_eq!(
        on(&boxed(&[off, "— cliënt", LUC, "— cliënt"])),
        [one("not-found", off, "unchecked"), one("exact", LUC, "wrong")]
    );
}

#[test]
fn a_label_belongs_to_the_quotation_it_stands_beside_on_the_slide() {
    let said = |boxes: &[(&str, i64, i64)]| -> Vec<String> {
        let slide: String = boxes.iter().map(|(words, x, y)| placed(words, *x, *y)).collect();
        let mut all = on(&slide);
        all.sort_by_key(|(_, words, _)| words != JANSEN);
        all.into_iter().map(|(.., is)| is).collect()
    };
    let (c, v) = ("cliënt", "vrijwilliger");
    // In the file each label follows the words that it does not belong to.
    assert_eq!(said(&[(JANSEN, 0, 0), (v, 50, 49), (LUC, 50, 40), (c, 0, 9)]), ["right", "right"]);
    assert_eq!(said(&[(JANSEN, 0, 0), (c, 50, 49), (LUC, 50, 40), (v, 0, 9)]), ["wrong", "wrong"]);
    // Right of them, below them, above them.
    assert_eq!(said(&[(JANSEN, 0, 0), (LUC, 0, 20), (v, 41, 0), (c, 41, 20)]), ["wrong", "wrong"]);
    assert_eq!(said(&[(JANSEN, 0, 0), (LUC, 50, 0), (v, 0, 9), (v, 50, 9)]), ["wrong", "right"]);
    assert_eq!(said(&[(c, 0, 0), (JANSEN, 0, 9), (v, 50, 0), (LUC, 50, 9)]), ["right", "right"]);
    // Of two lines; a list is none.
    assert_eq!(said(&[(JANSEN, 0, 0), ("R5|cliënt, De Kade", 0, 9)]), ["right"]);
    assert_eq!(said(&[(JANSEN, 0, 0), ("Luc|vrijwilliger, De Kade", 0, 9)]), ["wrong"]);
    let both = ["Luc|vrijwilliger, De Kade", "R5|cliënt, De Kade"];
    assert_eq!(said(&[(JANSEN, 0, 0), (LUC, 50, 0), (both[0], 0, 9), (both[1], 50, 9)]), ["wrong", "wrong"]);
    assert_eq!(said(&[(JANSEN, 0, 0), ("vrijwilliger|buur|gids|kok", 0, 9)]), ["unchecked"]);
    // Between both.
    assert_eq!(said(&[(JANSEN, 0, 0), (v, 0, 9), (LUC, 0, 18)]), ["unchecked", "unchecked"]);
    // In a group, or turned, they stand elsewhere.
    let boxes = [(JANSEN, 0, 0), (v, 0, 9), (LUC, 50, 0), (c, 50, 9)];
    let slide: String = boxes.iter().map(|(words, x, y)| placed(words, *x, *y)).collect();
    let is = |slide: &str| on(slide).into_iter().map(|(.., is)| is).collect::<Vec<_>>();
    assert_eq!(is(&slide), ["wrong", "wrong"]);
    assert_eq!(is(&format!("<p:grpSp>{slide}</p:grpSp>")), ["unchecked", "unchecked"]);
    assert_eq!(is(&slide.replace("<a:xfrm>", "<a:xfrm rot=\"5400000\">")), ["unchecked", "unchecked"]);
}

#[test]
fn what_a_deck_of_ours_tells_of_itself_is_no_box_that_was_not_looked_into() {
    let study = study();
    let named = |name: &str, words: &str| {
        boxed(&[words])
            .replace("<p:txBody>", &format!("<p:nvSpPr><p:cNvPr name=\"{name}\"/></p:nvSpPr><p:txBody>"))
    };
    let legends = named("Facts", "Wie de weg vindt, en wie er binnenkomt, in deze selectie")
        + &named("Label 39", "aantal citaten in deze selectie, per rol");
    let unread = |slide: &str| found(&study, "d.pptx", pptx(slide)).1;
    let ours = named("verbatim q1", JANSEN);
    assert_eq!(unread(&(legends.clone() + &ours)), Vec::<serde_json::Value>::new());
    // What somebody typed into one of them is told.
    for line in ["Zij vinden ons loket helemaal niets waard.", "Zij vinden ons loket helemaal niets waard"] {
        let typed = format!("selectie</a:t></a:r></a:p><a:p><a:r><a:t>{line}</a:t></a:r></a:p>");
        let [told] =
            unread(&(legends.replacen("selectie</a:t></a:r></a:p>", &typed, 1) + &ours)).try_into().unwrap();
        assert!(told.as_str().unwrap().starts_with("a text box"), "{told}");
    }
    // Somebody else may name boxes so.
    let [told] = unread(&(legends + &boxed(&[JANSEN]))).try_into().unwrap();
    assert!(told.as_str().unwrap().starts_with("2 text boxes"), "{told}");
    let [told] =
        unread(&(named("Label of it", "Er zijn 54 citaten van 24 mensen") + &ours)).try_into().unwrap();
    assert!(told.as_str().unwrap().starts_with("a text box"), "{told}");
}
