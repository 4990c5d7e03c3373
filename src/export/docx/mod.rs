//! Word: a heading per theme, quotes with their attribution, provenance in real footnotes.
//!
//! Written by hand after ECMA-376 part 1, WordprocessingML.

#[cfg(test)]
mod tests;

use super::attribution::translated;
use super::contrast::on_paper;
use super::groups::groups;
use super::package::{Package, Relation, THEME, THEME_KIND};
use super::properties::add_properties;
use super::provenance::{provenance, roles, summary};
use super::words::{label, locale};
use super::xml::{HEAD, escape, is_right_to_left, runs, unholdable};
use super::{Exporter, Options, Selection, Trouble, attribution};
use crate::text::Language;

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const DOCUMENT: &str = "word/document.xml";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// A4 upright with margins of 2.5 cm and a little more, in twentieths of a point.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId6\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
     <w:pgMar w:top=\"1418\" w:right=\"1701\" w:bottom=\"1418\" w:left=\"1701\" w:header=\"709\" w:footer=\"709\" \
     w:gutter=\"0\"/></w:sectPr>";

/// A quote of fewer characters stays on one page.
const SHORT: usize = 600;

/// Word documents.
pub(super) struct Word;

impl Exporter for Word {
    fn name(&self) -> &'static str {
        "Word"
    }

    fn ending(&self) -> &'static str {
        "docx"
    }

    fn write(&self, selection: &Selection, _options: &Options) -> Result<Vec<u8>, Trouble> {
        let mut writer = Writer { language: selection.language, body: String::new(), footnotes: Vec::new() };
        writer.title(selection);
        writer.groups(selection);
        let locale = locale(selection.language);
        let mut package = Package::default();
        let mut add =
            |name: &str, kind: &str, xml: String| package.add(name, &format!("{KIND}.{kind}+xml"), xml);
        let document =
            format!("{HEAD}<w:document {NAMESPACES}><w:body>{}{PAGE}</w:body></w:document>", writer.body);
        add(DOCUMENT, "document.main", document);
        add("word/styles.xml", "styles", include_str!("parts/styles.xml").replace("{lang}", &locale));
        add("word/settings.xml", "settings", include_str!("parts/settings.xml").replace("{lang}", &locale));
        add("word/fontTable.xml", "fontTable", include_str!("parts/fontTable.xml").to_owned());
        add("word/footnotes.xml", "footnotes", footnotes(&writer.footnotes));
        add("word/footer1.xml", "footer", footer(selection));
        package.add("word/theme/theme1.xml", THEME_KIND, THEME);
        let relations = vec![
            Relation::new("rId1", "styles", "word/styles.xml"),
            Relation::new("rId2", "settings", "word/settings.xml"),
            Relation::new("rId3", "fontTable", "word/fontTable.xml"),
            Relation::new("rId4", "footnotes", "word/footnotes.xml"),
            Relation::new("rId5", "theme", "word/theme/theme1.xml"),
            Relation::new("rId6", "footer", "word/footer1.xml"),
        ];
        package.relate(DOCUMENT, relations);
        add_properties(&mut package, DOCUMENT, &selection.title, &locale);
        package.finish()
    }
}

/// The body of the document as it grows, and the texts of its footnotes.
struct Writer {
    language: Language,
    body: String,
    footnotes: Vec<String>,
}

impl Writer {
    fn title(&mut self, selection: &Selection) {
        self.paragraph("Title", "", &label(&selection.title));
        self.paragraph("Subtitle", "", &label(&selection.study));
        self.paragraph("Facts", "", &summary(selection));
        self.paragraph("Facts", "", &roles(selection));
    }

    fn groups(&mut self, selection: &Selection) {
        for group in groups(selection) {
            let bar = format!(
                "<w:pBdr><w:left w:val=\"single\" w:sz=\"36\" w:space=\"9\" w:color=\"{}\"/></w:pBdr>",
                on_paper(&group.color)
            );
            self.paragraph("Heading1", &bar, &group.title);
            self.paragraph("Definition", "", &group.definition);
            for (_, quote) in group.quotes {
                let credit = translated(selection, quote, &attribution(selection, quote));
                self.footnotes.push(provenance(selection, quote, unholdable(quote.shown())));
                let direction = if is_right_to_left(quote.shown()) { "<w:bidi/>" } else { "" };
                // The end of a page parts no short quote from itself or from its attribution.
                let short = quote.shown().chars().count() < SHORT && !credit.is_empty();
                let keep = if short { "<w:keepNext/><w:keepLines/>" } else { "" };
                let marked = format!("“{}”", quote.within_marks());
                let language = quote.shown_language().unwrap_or(self.language);
                self.body.push_str(&format!(
                    "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/>{keep}{direction}</w:pPr>{}<w:r><w:rPr>\
                     <w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r></w:p>",
                    bookmarked(self.footnotes.len(), &quote.id, &text_runs(&marked, language)),
                    self.footnotes.len(),
                ));
                self.paragraph("Attribution", direction, &credit);
            }
        }
    }

    /// A paragraph in a style, with further properties; none where there is no text.
    fn paragraph(&mut self, style: &str, properties: &str, text: &str) {
        if !text.is_empty() {
            let runs = text_runs(text, self.language);
            let style = format!("<w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>");
            self.body.push_str(&format!("<w:p>{style}{runs}</w:p>"));
        }
    }
}

/// Runs in a bookmark that names the quote, so that it is found again wherever an author moves it.
fn bookmarked(number: usize, id: &str, runs: &str) -> String {
    let name = escape(id);
    format!(
        "<w:bookmarkStart w:id=\"{number}\" w:name=\"verbatim_{name}_{number}\"/>{runs}<w:bookmarkEnd w:id=\"{number}\"/>"
    )
}

/// Words as runs; line breaks and tabs as Word has them.
fn text_runs(text: &str, language: Language) -> String {
    let direction = if is_right_to_left(text) { "<w:rtl/>" } else { "" };
    let properties = format!("<w:rPr>{direction}<w:lang w:val=\"{}\"/></w:rPr>", escape(&locale(language)));
    let mut xml = String::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            xml.push_str(&format!("<w:r>{properties}<w:br/></w:r>"));
        }
        for (number, piece) in line.split('\t').enumerate() {
            if number > 0 {
                xml.push_str(&format!("<w:r>{properties}<w:tab/></w:r>"));
            }
            for run in runs(piece) {
                let words = escape(run);
                xml.push_str(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">{words}</w:t></w:r>"));
            }
        }
    }
    xml
}

/// The footnotes, numbered from 1 after the two separators every document has.
fn footnotes(texts: &[String]) -> String {
    let separator = |id: i32, kind: &str, element: &str| {
        format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/></w:pPr><w:r><w:{element}/></w:r></w:p></w:footnote>"
        )
    };
    let mut xml = separator(-1, "separator", "separator");
    xml.push_str(&separator(0, "continuationSeparator", "continuationSeparator"));
    for (id, text) in (1..).zip(texts) {
        let mut words = String::new();
        for run in runs(text) {
            words.push_str(&format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(run)));
        }
        xml.push_str(&format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr>\
             <w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{words}</w:p></w:footnote>"
        ));
    }
    format!("{HEAD}<w:footnotes {NAMESPACES}>{xml}</w:footnotes>")
}

/// Study at the left, page number at the right.
fn footer(selection: &Selection) -> String {
    let study = text_runs(&label(&selection.study), selection.language);
    format!(
        "{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{study}\
         <w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>"
    )
}
