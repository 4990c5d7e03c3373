//! The tree of a page to paragraphs and tables.

use scraper::node::Element;
use scraper::{Html, Node};

use crate::source::FigureKind;
use crate::source::document::{Body, Builder, Mark, Paragraph, Seen};

use super::bold::{Sheet, is_heading};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements whose inside is not text.
const SKIPPED: &[&str] = &[
    "audio", "button", "canvas", "datalist", "head", "iframe", "noscript", "object", "rp", "rt", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Reads a page.
pub(super) fn read(tree: &Html) -> Body {
    let mut page = Page { sheet: sheet(tree), ..Page::default() };
    let mut node = tree.tree.root();
    loop {
        if page.enter(node.value())
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            page.leave(node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return page.finish() };
            node = parent;
        }
    }
}

/// What the style sheets in the page say.
fn sheet(tree: &Html) -> Sheet {
    let mut sheet = Sheet::default();
    let styles =
        tree.tree.nodes().filter(|node| node.value().as_element().is_some_and(|e| e.name() == "style"));
    for text in styles.flat_map(|style| style.children()).filter_map(|child| child.value().as_text()) {
        sheet.add(text);
    }
    sheet
}

#[derive(Default)]
struct Page {
    sheet: Sheet,
    builder: Builder,
    notes: Vec<Paragraph>,
    seen: Seen,
    paragraph: Paragraph,
    /// Whether the paragraph so far ends in white space that further white space melts into, or has none.
    inked: bool,
    /// Whether the elements around are bold, the innermost last.
    bold: Vec<bool>,
    /// How many `pre` are open.
    literal: usize,
    /// How many notes of LibreOffice are open.
    in_notes: usize,
}

impl Page {
    /// Begins a node; whether what is inside it is to be read.
    fn enter(&mut self, node: &Node) -> bool {
        if let Node::Text(text) = node {
            self.text(text);
            return true;
        }
        let Node::Element(element) = node else { return true };
        let name = element.name();
        if self.is_block(element) {
            self.flush();
        }
        let around = self.bold.last().copied().unwrap_or(false);
        self.bold.push(self.sheet.of(element).unwrap_or(around));
        match name {
            "br" => self.line_break(),
            "pre" => self.literal += 1,
            "table" => self.builder.open_table(),
            _ => {}
        }
        self.in_notes += usize::from(is_note(element));
        if let Some(kind) = figure(name).filter(|_| !is_hidden(element)) {
            self.paragraph.figure(kind);
        }
        if self.is_left_out(element) {
            return false;
        }
        if is_heading(name) {
            self.paragraph.style = Some("heading".to_owned());
        } else if matches!(name, "p" | "div" | "dt" | "dd" | "li") {
            let class = element.classes().next();
            self.paragraph.style = match (name, class) {
                ("dt" | "dd", _) => Some(name.to_owned()),
                (_, class) => class.map(str::to_owned),
            };
        }
        true
    }

    fn leave(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        self.bold.pop();
        if self.is_block(element) {
            self.flush();
        }
        match element.name() {
            "pre" => self.literal = self.literal.saturating_sub(1),
            "td" | "th" => {
                let columns = element.attr("colspan").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                self.builder.end_cell(columns);
            }
            "tr" => self.builder.end_row(),
            "table" => self.builder.end_table(),
            _ => {}
        }
        self.in_notes -= usize::from(is_note(element)).min(self.in_notes);
    }

    fn is_block(&self, element: &Element) -> bool {
        BLOCKS.contains(&element.name()) || matches!(element.name(), "nav" | "header" | "footer")
    }

    /// Whether the inside of an element is no part of the text; what a reader should know is counted.
    fn is_left_out(&mut self, element: &Element) -> bool {
        let name = element.name();
        if SKIPPED.contains(&name) || is_note_sign(element) {
            return true;
        }
        if name == "del" {
            self.seen.deleted += 1;
            return true;
        }
        let margin = name == "div" && matches!(element.attr("title"), Some("header" | "footer"));
        if margin || matches!(name, "nav" | "header" | "footer") {
            self.seen.margins = true;
            return true;
        }
        let hidden = is_hidden(element);
        self.seen.hidden += usize::from(hidden);
        self.seen.inserted += usize::from(name == "ins");
        hidden
    }

    /// Adds text; outside `pre` white space in a row is one blank, and none at the start of a line.
    fn text(&mut self, text: &str) {
        let bold = self.bold.last().copied().unwrap_or(false);
        if self.literal > 0 {
            self.paragraph.push(text.trim_start_matches(if self.inked { '\0' } else { '\n' }), bold);
            self.inked |= !text.is_empty();
            return;
        }
        let mut melted = String::with_capacity(text.len());
        for c in text.chars() {
            let white = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !white {
                melted.push(c);
            } else if self.inked {
                melted.push(' ');
            }
            self.inked = !white;
        }
        self.paragraph.push(&melted, bold);
    }

    fn line_break(&mut self) {
        self.paragraph.push("\n", false);
        self.inked = false;
    }

    /// The paragraph ends.
    fn flush(&mut self) {
        self.inked = false;
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.text.trim().is_empty() {
            // Figures that stand alone go to the paragraph that comes next.
            self.paragraph.marks = paragraph.marks.into_iter().map(|mark| Mark { at: 0, ..mark }).collect();
            return;
        }
        let paragraph = trimmed(paragraph);
        if self.in_notes > 0 {
            self.notes.push(paragraph);
        } else {
            self.builder.paragraph(paragraph);
        }
    }

    fn finish(mut self) -> Body {
        self.flush();
        let after = std::mem::take(&mut self.paragraph.marks);
        if let Some(last) = self.builder.last_paragraph() {
            last.marks.extend(after.into_iter().map(|mark| Mark { at: last.text.len(), ..mark }));
        }
        Body { blocks: self.builder.finish(), notes: self.notes, seen: self.seen }
    }
}

/// What an element shows, if it is no text.
fn figure(name: &str) -> Option<FigureKind> {
    match name {
        "img" | "svg" | "canvas" => Some(FigureKind::Picture),
        "iframe" | "object" | "embed" => Some(FigureKind::Object),
        "video" | "audio" => Some(FigureKind::Recording),
        _ => None,
    }
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or("").to_ascii_lowercase().replace(' ', "");
    element.attr("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

/// A paragraph without the white space at its end.
fn trimmed(mut paragraph: Paragraph) -> Paragraph {
    let end = paragraph.text.trim_end_matches([' ', '\n']).len();
    paragraph.text.truncate(end);
    for span in &mut paragraph.bold {
        span.end = span.end.min(end);
    }
    for mark in &mut paragraph.marks {
        mark.at = mark.at.min(end);
    }
    paragraph.bold.retain(|span| span.start < span.end);
    paragraph
}

/// Whether an element is a note as LibreOffice writes them.
fn is_note(element: &Element) -> bool {
    let note = |id: &str| id.starts_with("sdfootnote") || id.starts_with("sdendnote");
    element.name() == "div" && element.attr("id").is_some_and(note)
}

/// Whether an element is the number of a note, or of a comment, as LibreOffice writes them.
fn is_note_sign(element: &Element) -> bool {
    let sign = |class: &str| class.starts_with("sdfootnote") || class.starts_with("sdendnote");
    element.name() == "a" && element.classes().any(sign)
}
