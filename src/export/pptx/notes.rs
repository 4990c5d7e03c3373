//! Speaker notes: for every quote on the slide its provenance, and its exact words.

use super::super::Selection;
use super::super::provenance::provenance;
use super::super::words::words;
use super::super::xml::HEAD;
use super::design::Placeholder;
use super::slide::{NAMESPACES, QuoteSlide, TREE, lang, text_runs};

/// The XML of the notes of a slide. `numbers` are those of its quotes in the selection, each with how many of
/// its characters a document cannot hold.
///
/// Two paragraphs a quote: `3. ` and the provenance, then the words in quotation marks, unless they stay out; of a quote cut
/// over several slides the words stand with the first part, and the provenance ends in `part 1/2`.
pub(super) fn notes(
    selection: &Selection,
    slide: &QuoteSlide<'_>,
    numbers: &[(usize, usize)],
    body: &Placeholder,
) -> String {
    let part_word = words(selection.language).part;
    let mut paragraphs = String::new();
    for ((piece, quote, _), (number, replaced)) in slide.quotes.iter().zip(numbers) {
        let mut line = format!("{number}. {}", provenance(selection, quote, *replaced));
        if let (part, of @ 2..) = piece.part {
            line.push_str(&format!(" · {part_word} {part}/{of}"));
        }
        paragraphs.push_str(&format!("<a:p>{}</a:p>", text_runs(&line, &lang(selection.language), "")));
        if piece.part.0 == 1 && !quote.is_without_original() {
            let language = lang(quote.language.unwrap_or(selection.language));
            let marked = format!("“{}”", quote.text);
            paragraphs.push_str(&format!("<a:p>{}</a:p>", text_runs(&marked, &language, "")));
        }
    }
    format!(
        "{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}\
         <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
         noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr>{}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>\
         </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        body.xml()
    )
}
