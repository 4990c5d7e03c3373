//! Tests of the PowerPoint export as a whole.

use super::super::Template;
use super::*;
use crate::export::sample;

fn bytes(selection: &Selection, template: Option<Vec<u8>>) -> Result<Vec<u8>, Trouble> {
    PowerPoint.write(selection, &Options { template: template.map(own), ..Options::default() })
}

fn written(selection: &Selection) -> Package {
    Package::read(&bytes(selection, None).unwrap()).unwrap()
}

fn own(bytes: Vec<u8>) -> Template {
    Template { name: "own.pptx".into(), bytes }
}

/// Every slide or every notes page, as its paragraphs.
fn pages(package: &Package, kind: &str) -> Vec<Vec<String>> {
    let name = |number: usize| format!("ppt/{kind}s/{kind}{number}.xml");
    (1..400).filter_map(|number| package.text(&name(number))).map(sample::paragraphs).collect()
}

#[test]
fn every_relation_leads_somewhere_and_every_part_is_xml() {
    for selection in [sample::study(), sample::nasty()] {
        sample::check_package(&written(&selection));
    }
}

#[test]
fn a_theme_is_a_slide_with_quotes_attributions_and_notes() {
    let package = written(&sample::study());
    let slides = pages(&package, "slide");
    assert_eq!(slides[0][..2], ["Vertrouwen van cliënten", "Blended sociaal werk"]);
    insta::assert_snapshot!(slides[1].join("\n---\n"), @r#"
        Vertrouwen
        ---
        “Ge belt, ge wacht, en dan valt het weg.”
        ---
        [cliënt, Inloophuis De Kade]
        ---
        “Ik zei nog: ‘bel mij’, maar
        niemand belde.”
        ---
        [Buurtpunt Noord]
        ---
        Blended sociaal werk
        ---
        ‹#›
        "#);
    insta::assert_snapshot!(pages(&package, "notesSlide")[0].join("\n---\n"), @r#"
        1. fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)
        ---
        “Ge belt, ge wacht, en dan valt het weg.”
        ---
        2. fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules)
        ---
        “Ik zei nog: "bel mij", maar
        niemand belde.”
        "#);
    assert!(package.text("ppt/slides/slide2.xml").unwrap().contains("<a:srgbClr val=\"2A7FB8\"/>"));
}

#[test]
fn every_quote_stands_in_the_notes_with_its_exact_words() {
    let selection = sample::nasty();
    let notes = pages(&written(&selection), "notesSlide").concat();
    for quote in &selection.quotes {
        let held: String =
            quote.text.chars().map(|c| if crate::export::xml::holds(c) { c } else { '\u{fffd}' }).collect();
        assert!(notes.contains(&format!("“{held}”")), "{:?}", quote.text);
    }
}

#[test]
fn a_quote_too_long_for_one_slide_goes_on_on_the_next() {
    let selection = sample::nasty();
    let long = selection.quotes.iter().find(|quote| quote.text.len() > 4000).unwrap();
    let slides = pages(&written(&selection), "slide").concat();
    let first = slides.iter().position(|text| text.starts_with("“Dat is dus")).unwrap();
    assert_eq!(slides[first + 1], "loopt door op de volgende dia …");
    let parts = slides.iter().filter(|text| text.contains("gerust opschrijven"));
    assert_eq!(parts.cloned().collect::<String>(), format!("“{}”", long.text));
}

#[test]
fn our_own_deck_as_a_template_gives_the_same_deck() {
    let selection = sample::study();
    let own = bytes(&selection, None).unwrap();
    let again = bytes(&selection, Some(own.clone())).unwrap();
    let parts = |bytes: &[u8]| pages(&Package::read(bytes).unwrap(), "slide");
    assert_eq!(parts(&again), parts(&own));
    let package = Package::read(&again).unwrap();
    sample::check_package(&package);
    assert_eq!(bytes(&selection, Some(again.clone())).unwrap(), again);
}

#[test]
fn a_template_without_notes_or_with_odd_names_gets_what_it_lacks() {
    let mut package = base::base(false);
    let presentation = package.text("ppt/presentation.xml").unwrap();
    let renamed = presentation.replace("<p:", "<x:").replace("</p:", "</x:").replace("xmlns:p=", "xmlns:x=");
    package.rewrite("ppt/presentation.xml", &content_type("presentation.main"), renamed);
    let written = bytes(&sample::study(), Some(package.finish().unwrap())).unwrap();
    let written = Package::read(&written).unwrap();
    sample::check_package(&written);
    assert!(written.related("ppt/presentation.xml", "notesMaster").is_some());
}

#[test]
fn what_is_no_template_is_refused_with_a_hint() {
    let docx = crate::export::docx::Word.write(&sample::study(), &Options::default()).unwrap();
    for template in [b"hallo".to_vec(), Vec::new(), docx] {
        let trouble = bytes(&sample::study(), Some(template)).unwrap_err();
        assert!(trouble.message.contains("no PowerPoint file") && trouble.hint.is_some());
    }
}

#[test]
fn a_damaged_template_never_panics() {
    let own = bytes(&sample::study(), None).unwrap();
    for cut in (0..own.len()).step_by(997) {
        let _ = bytes(&sample::study(), Some(own[..cut].to_vec()));
        let mut changed = own.clone();
        changed[cut] ^= 0x55;
        let _ = bytes(&sample::study(), Some(changed));
    }
}

#[test]
fn figures_count_what_stands_in_the_selection() {
    let options = Options { charts: true, dark: true, ..Options::default() };
    let package = Package::read(&PowerPoint.write(&sample::study(), &options).unwrap()).unwrap();
    sample::check_package(&package);
    let slides = pages(&package, "slide");
    insta::assert_snapshot!(slides[1].join(" | "), @"Overzicht | Code | Citaten | Deelnemers | Vertrouwen | 2 | 3 | Blended sociaal werk | ‹#›");
    insta::assert_snapshot!(slides[2].join(" | "), @"Codes per rol | Cliënt | Rol onbekend | Vertrouwen | 1 | 1 | Blended sociaal werk | ‹#›");
    let chart = package.text("ppt/charts/chart4.xml").unwrap();
    assert!(chart.contains("<c:pt idx=\"0\"><c:v>cliënt</c:v></c:pt>"), "{chart}");
    let told = "name=\"verbatim chart\" descr=\"aantal citaten in deze selectie: cliënt 1, rol onbekend 1\"";
    assert!(package.text("ppt/slides/slide4.xml").unwrap().contains(told));
    assert_eq!(package.related("ppt/charts/chart4.xml", "package"), Some("ppt/embeddings/chart4.xlsx"));
    let master = package.text("ppt/slideMasters/slideMaster1.xml").unwrap();
    assert!(master.contains("bg1=\"dk1\" tx1=\"lt1\""));
    let nasty = PowerPoint.write(&sample::nasty(), &options).unwrap();
    assert_eq!(nasty, PowerPoint.write(&sample::nasty(), &options).unwrap());
    sample::check_package(&Package::read(&nasty).unwrap());
}

/// Our design with these parts of its master and of the layout of quotes written otherwise.
fn template(master: &[(&str, &str)]) -> Vec<u8> {
    let mut package = base::base(false);
    let name = "ppt/slideMasters/slideMaster1.xml";
    let mut text = package.text(name).unwrap().to_owned();
    for (old, new) in master {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    package.rewrite(name, &content_type("slideMaster"), text);
    package.finish().unwrap()
}

#[test]
fn text_has_the_colour_of_the_template() {
    let dark = template(&[
        (
            "<a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/>",
            "<a:srgbClr val=\"101820\"/></a:solidFill><a:effectLst/>",
        ),
        (
            "<a:defRPr sz=\"2200\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/>",
            "<a:defRPr sz=\"2200\"><a:solidFill><a:schemeClr val=\"bg1\"/>",
        ),
    ]);
    let options = Options { template: Some(own(dark)), charts: true, ..Options::default() };
    let mut selection = sample::study();
    selection.codes.values_mut().for_each(|code| code.color = "#0a0a0a".into());
    let package = Package::read(&PowerPoint.write(&selection, &options).unwrap()).unwrap();
    sample::check_package(&package);
    for part in
        ["ppt/slides/slide2.xml", "ppt/slides/slide3.xml", "ppt/slides/slide4.xml", "ppt/charts/chart4.xml"]
    {
        let text = package.text(part).unwrap();
        assert!(text.contains("bg1") && !text.contains("tx1") && !text.contains("0A0A0A"), "{part}: {text}");
    }
}

#[test]
fn a_template_without_room_is_told() {
    let small = template(&[("cx=\"9692640\" cy=\"4370832\"", "cx=\"2692640\" cy=\"470832\"")]);
    let options = Options { template: Some(own(small)), ..Options::default() };
    let (_, remarks) = PowerPoint.write_telling(&sample::study(), &options).unwrap();
    assert!(remarks[0].starts_with("slide 2: by estimate its text does not fit"), "{remarks:?}");
    let (_, remarks) = PowerPoint.write_telling(&sample::nasty(), &Options::default()).unwrap();
    assert_eq!(remarks, [""; 0]);
}

#[test]
fn an_overview_says_how_many_people_as_far_as_it_is_known() {
    let overview = |selection: &Selection| {
        let options = Options { charts: true, ..Options::default() };
        let package = Package::read(&PowerPoint.write(selection, &options).unwrap()).unwrap();
        pages(&package, "slide")[1].join(" | ")
    };
    let mut selection = sample::study();
    selection.quotes[1].participants.clear();
    assert!(overview(&selection).contains("Vertrouwen | 2 | minstens 1 |"), "{}", overview(&selection));
    selection.quotes[0].participants.clear();
    selection.quotes[0].participant = None;
    assert!(!overview(&selection).contains("Deelnemers"), "{}", overview(&selection));
}
