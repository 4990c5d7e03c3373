//! Tests of the Word export.

use super::*;
use crate::export::sample;
use crate::xml::{attribute, elements};

fn written(selection: &Selection) -> Package {
    Package::read(&Word.write(selection, &Options::default()).unwrap()).unwrap()
}

#[test]
fn every_relation_leads_somewhere_and_every_part_is_xml() {
    for selection in [sample::study(), sample::nasty()] {
        sample::check_package(&written(&selection));
    }
}

#[test]
fn every_quote_has_a_real_footnote() {
    let selection = sample::nasty();
    let package = written(&selection);
    let ids = |part: &str, name: &str| {
        let mut ids = Vec::new();
        elements(package.text(part).unwrap(), |element| {
            if element.local_name().as_ref() == name {
                ids.push(attribute(element, "w:id").unwrap());
            }
        });
        ids
    };
    let referred = ids(DOCUMENT, "footnoteReference");
    assert_eq!(referred.len(), selection.quotes.len());
    let mut notes = ids("word/footnotes.xml", "footnote");
    assert_eq!(notes.drain(..2).collect::<Vec<_>>(), ["-1", "0"]);
    assert_eq!(notes, referred);
}

#[test]
fn words_stand_in_the_document_as_said() {
    let selection = sample::study();
    let texts = sample::paragraphs(written(&selection).text(DOCUMENT).unwrap());
    assert!(texts.contains(&"“Ge belt, ge wacht, en dan valt het weg.”".to_owned()), "{texts:?}");
    assert!(texts.contains(&"“Ik zei nog: ‘bel mij’, maar\nniemand belde.”".to_owned()), "{texts:?}");
    assert!(texts.contains(&"[cliënt, Inloophuis De Kade]".to_owned()));
}

#[test]
fn what_a_document_cannot_hold_is_said() {
    let package = written(&sample::nasty());
    let notes = sample::paragraphs(package.text("word/footnotes.xml").unwrap());
    assert_eq!(notes.iter().filter(|note| note.contains("niet exact: ")).count(), 2);
}
