//! The body of the document.

use std::collections::{BTreeMap, BTreeSet};

use super::super::attribution::translated;
use super::super::contrast::on_paper;
use super::super::groups::groups;
use super::super::provenance::{provenance, roles, summary};
use super::super::words::{label, locale};
use super::super::xml::{HEAD, escape, holds, is_right_to_left};
use super::super::{Quote, Selection, attribution};
use super::{NAMESPACES, language_attributes};
use crate::text::Language;

/// A quote of fewer characters stays on one page.
const SHORT: usize = 600;

/// The body as it grows, and the styles it needs beside those every document has.
pub(super) struct Content<'a> {
    selection: &'a Selection,
    body: String,
    footnotes: usize,
    /// Colours of headings, six hexadecimal digits.
    colors: BTreeSet<String>,
    /// Languages of quotes, by the tag that names their style.
    languages: BTreeMap<String, Language>,
}

impl<'a> Content<'a> {
    /// The quotes of a selection under their themes.
    pub(super) fn of(selection: &'a Selection) -> Self {
        let mut content = Self {
            selection,
            body: String::new(),
            footnotes: 0,
            colors: BTreeSet::new(),
            languages: BTreeMap::new(),
        };
        content.paragraph("Title", &label(&selection.title));
        content.paragraph("Subtitle", &label(&selection.study));
        content.paragraph("Facts", &summary(selection));
        content.paragraph("Facts", &roles(selection));
        for group in groups(selection) {
            content.heading(&group.title, &on_paper(&group.color));
            content.paragraph("Definition", &group.definition);
            for (_, quote) in group.quotes {
                content.quote(quote);
            }
        }
        content
    }

    /// A paragraph in a style; none where there is no text.
    fn paragraph(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            self.body.push_str(&format!("<text:p text:style-name=\"{style}\">{}</text:p>", inline(text)));
        }
    }

    fn heading(&mut self, title: &str, color: &str) {
        self.colors.insert(color.to_owned());
        let title = inline(title);
        self.body.push_str(&format!(
            "<text:h text:style-name=\"H{color}\" text:outline-level=\"1\">{title}</text:h>"
        ));
    }

    fn quote(&mut self, quote: &Quote) {
        let credit = translated(self.selection, quote, &attribution(self.selection, quote));
        let short = quote.shown().chars().count() < SHORT && !credit.is_empty();
        let direction = if is_right_to_left(quote.shown()) { "RTL" } else { "" };
        let style = if short { "Short" } else { "Quote" };
        let words = self.in_its_language(quote, &inline(&format!("“{}”", quote.within_marks())));
        let footnote = self.footnote(quote);
        self.body
            .push_str(&format!("<text:p text:style-name=\"{style}{direction}\">{words}{footnote}</text:p>"));
        self.paragraph(&format!("Attribution{direction}"), &credit);
    }

    /// Words, marked when their language is not that of the labels.
    fn in_its_language(&mut self, quote: &Quote, words: &str) -> String {
        match quote.shown_language().filter(|&language| language != self.selection.language) {
            Some(language) => {
                let tag = locale(language);
                let span = format!("<text:span text:style-name=\"L{}\">{words}</text:span>", escape(&tag));
                self.languages.insert(tag, language);
                span
            }
            None => words.to_owned(),
        }
    }

    fn footnote(&mut self, quote: &Quote) -> String {
        self.footnotes += 1;
        let number = self.footnotes;
        let replaced = quote.shown().chars().filter(|&c| !is_held(c)).count();
        let line = inline(&provenance(self.selection, quote, replaced));
        format!(
            "<text:note text:id=\"ftn{number}\" text:note-class=\"footnote\">\
             <text:note-citation>{number}</text:note-citation><text:note-body>\
             <text:p text:style-name=\"Footnote\">{line}</text:p></text:note-body></text:note>"
        )
    }

    /// `content.xml`.
    pub(super) fn xml(&self) -> String {
        let Self { body, .. } = self;
        let styles = self.styles();
        format!(
            "{HEAD}<office:document-content {NAMESPACES} office:version=\"1.3\">\
             <office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
    }

    fn styles(&self) -> String {
        let mut xml = String::new();
        for color in &self.colors {
            xml.push_str(&format!(
                "<style:style style:name=\"H{color}\" style:family=\"paragraph\" \
                 style:parent-style-name=\"Heading_20_1\"><style:paragraph-properties fo:padding-left=\"0.32cm\" \
                 fo:border-left=\"4.5pt solid #{color}\"/></style:style>"
            ));
        }
        for (tag, &language) in &self.languages {
            xml.push_str(&format!(
                "<style:style style:name=\"L{}\" style:family=\"text\"><style:text-properties {}/></style:style>",
                escape(tag),
                language_attributes(language),
            ));
        }
        for style in ["Quote", "Short", "Attribution"] {
            xml.push_str(&format!(
                "<style:style style:name=\"{style}RTL\" style:family=\"paragraph\" \
                 style:parent-style-name=\"{style}\"><style:paragraph-properties fo:text-align=\"start\" \
                 style:writing-mode=\"rl-tb\"/></style:style>"
            ));
        }
        xml
    }
}

/// Whether a document can hold a character. Readers take a carriage return for a blank (part 3, 6.1.2).
fn is_held(c: char) -> bool {
    holds(c) && c != '\r'
}

/// Words inside a paragraph: blanks that readers would fold, tabs and line breaks as elements.
pub(super) fn inline(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 8);
    let mut plain = String::new();
    let flush = |plain: &mut String, xml: &mut String| {
        xml.push_str(&escape(plain));
        plain.clear();
    };
    let mut after_blank = true;
    for c in text.chars() {
        let element = match c {
            ' ' if after_blank => Some("<text:s/>"),
            '\t' => Some("<text:tab/>"),
            '\n' => Some("<text:line-break/>"),
            _ => None,
        };
        match element {
            Some(element) => {
                flush(&mut plain, &mut xml);
                xml.push_str(element);
            }
            None => plain.push(if is_held(c) { c } else { '\u{fffd}' }),
        }
        after_blank = matches!(c, ' ' | '\n' | '\t');
    }
    flush(&mut plain, &mut xml);
    xml
}
