//! The XML of a document to paragraphs and tables.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::Unreadable;
use crate::source::document::{Body, Paragraph, Side, Styles};
use crate::source::xml::{DEEPEST, attribute, is_on, reference};

use super::elements::{figure, refer, side_of, symbol};
use super::nest::{Nest, Run};
use super::package::{broken, damaged};

/// The notes a document refers to, by id and in order.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Its footnotes.
    pub(super) footnotes: Vec<String>,
    /// Its endnotes.
    pub(super) endnotes: Vec<String>,
}

/// Reads `document.xml`.
pub(super) fn read(xml: &str, styles: &Styles) -> Result<(Body, References), Unreadable> {
    let mut parser = Parser::new(styles, None);
    parser.run(xml)?;
    Ok((parser.nest.body, parser.references))
}

/// The paragraphs of the notes with these ids, in that order, from `footnotes.xml` or `endnotes.xml`.
pub(super) fn notes(
    xml: &str,
    styles: &Styles,
    ids: &[String],
    tag: &'static str,
) -> Result<Vec<Paragraph>, Unreadable> {
    let mut parser = Parser::new(styles, Some(tag));
    parser.run(xml)?;
    let mut notes = parser.nest.notes;
    let taken = ids
        .iter()
        .filter_map(|id| Some(std::mem::take(&mut notes.iter_mut().find(|(known, _)| known == id)?.1)));
    Ok(taken.flatten().collect())
}

/// Elements whose inside is not text.
const SKIPPED: &[&str] = &[
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "Fallback",
    "rt",
    "tblPr",
    "tblGrid",
    "sectPr",
    "binData",
];

struct Parser<'s> {
    styles: &'s Styles,
    nest: Nest,
    references: References,
    note_tag: Option<&'static str>,
    depth: usize,
    /// The depth of the element being skipped.
    skip: Option<usize>,
    /// Whether what is skipped was deleted: comments on it still have their place.
    deleted: bool,
    /// Whether the content control being read shows its placeholder.
    placeholder: bool,
    /// Whether properties of a content control are being skipped.
    control: bool,
    row_properties: bool,
    text: bool,
}

impl<'s> Parser<'s> {
    /// For the notes of one tag, or for the body.
    fn new(styles: &'s Styles, note_tag: Option<&'static str>) -> Self {
        Self {
            styles,
            nest: Nest::new(note_tag.is_some()),
            references: References::default(),
            note_tag,
            depth: 0,
            skip: None,
            deleted: false,
            placeholder: false,
            control: false,
            row_properties: false,
            text: false,
        }
    }

    fn run(&mut self, xml: &str) -> Result<(), Unreadable> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Eof => return if self.depth == 0 { Ok(()) } else { Err(damaged()) },
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(damaged());
                    }
                    self.start(&element);
                }
                Event::Empty(element) => {
                    self.depth += 1;
                    self.start(&element);
                    self.end(element.local_name().into_inner());
                }
                Event::End(element) => self.end(element.local_name().into_inner()),
                Event::Text(text) if self.text => self.push_line(&text.xml10_content()),
                Event::CData(text) if self.text => self.push_line(&text.xml10_content()),
                Event::GeneralRef(name) if self.text => self.nest.push(&reference(&name)),
                _ => {}
            }
        }
    }

    /// Breaks in the XML are blanks; those of the text are elements.
    fn push_line(&mut self, text: &str) {
        self.nest.push(&text.replace(['\n', '\t'], " "));
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().into_inner();
        if let (Some(side), true) = (side_of(name), self.skip.is_none() || self.deleted) {
            self.nest.body.seen.comments += usize::from(side == Side::Sign);
            self.nest.mark(side, attribute(element, "id").unwrap_or_default());
            return;
        }
        if self.skip.is_some() {
            self.placeholder |= self.control && name == "showingPlcHdr" && is_on(element);
            return;
        }
        if SKIPPED.contains(&name) {
            self.nest.body.seen.deleted += usize::from(name == "moveFrom");
            self.deleted = name == "moveFrom";
            self.skip = Some(self.depth);
            return;
        }
        match name {
            "del" => self.deletion(),
            "ins" | "moveTo" if !self.in_properties() => self.nest.body.seen.inserted += 1,
            "sdtPr" => {
                self.skip = Some(self.depth);
                self.control = true;
                self.placeholder = false;
            }
            "sdtContent" if std::mem::take(&mut self.placeholder) => self.skip = Some(self.depth),
            "txbxContent" => self.nest.body.seen.boxes += 1,
            "footnoteReference" => refer(&mut self.references.footnotes, element),
            "endnoteReference" => refer(&mut self.references.endnotes, element),
            "tbl" => self.nest.begin_table(),
            "trPr" => self.row_properties = true,
            "gridSpan" => {
                if let Some(table) = self.nest.table() {
                    table.span = attribute(element, "val").and_then(|n| n.parse().ok()).unwrap_or(1).min(64);
                }
            }
            "p" => self.nest.begin_paragraph(),
            _ if Some(name) == self.note_tag => {
                self.nest.notes.push((attribute(element, "id").unwrap_or_default(), Vec::new()));
            }
            _ => self.inside_paragraph(name, element),
        }
    }

    fn inside_paragraph(&mut self, name: &str, element: &BytesStart<'_>) {
        let styles = self.styles;
        let Some(open) = self.nest.paragraph() else { return };
        match name {
            "pPr" => open.properties = true,
            "pStyle" => open.paragraph.style = attribute(element, "val"),
            _ if open.properties => {}
            "r" => {
                let style = open.paragraph.style.as_deref();
                open.run = Run {
                    bold: style.is_some_and(|id| styles.is_bold(id)),
                    italic: false,
                    hidden: style.is_some_and(|id| styles.is_hidden(id)),
                };
            }
            "rStyle" => {
                if let Some(id) = attribute(element, "val") {
                    open.run.bold |= styles.is_bold(&id);
                    open.run.hidden |= styles.is_hidden(&id);
                }
            }
            "b" => open.run.bold = is_on(element),
            "i" => open.run.italic = is_on(element),
            "vanish" => {
                open.run.hidden = is_on(element);
                self.nest.body.seen.hidden += usize::from(is_on(element));
            }
            "t" => self.text = true,
            "tab" | "ptab" => self.nest.push("\t"),
            "br" | "cr" => self.nest.push("\n"),
            "noBreakHyphen" => self.nest.push("-"),
            "sym" => self.nest.push(&symbol(element)),
            _ => {
                if let Some(kind) = figure(name).filter(|_| !open.run.hidden) {
                    open.paragraph.figure(kind);
                }
            }
        }
    }

    fn in_properties(&self) -> bool {
        self.row_properties || self.nest.in_paragraph_properties()
    }

    /// `w:del`: around text, on a paragraph mark, or on a row.
    fn deletion(&mut self) {
        self.nest.body.seen.deleted += 1;
        if self.row_properties {
            if let Some(table) = self.nest.table() {
                table.row_deleted = true;
            }
        } else if let Some(open) = self.nest.paragraph().filter(|open| open.properties) {
            open.paragraph.open_ended = true;
        } else {
            self.skip = Some(self.depth);
            self.deleted = true;
        }
    }

    fn end(&mut self, name: &str) {
        let skipped = self.skip;
        if skipped == Some(self.depth) {
            self.skip = None;
            self.deleted = false;
            self.control = false;
        }
        self.depth = self.depth.saturating_sub(1);
        if skipped.is_some() {
            return;
        }
        match name {
            "t" => self.text = false,
            "pPr" => {
                if let Some(open) = self.nest.paragraph() {
                    open.properties = false;
                }
            }
            "p" => self.nest.end_paragraph(),
            "trPr" => self.row_properties = false,
            "tc" => {
                if let Some(table) = self.nest.table() {
                    table.end_cell();
                }
            }
            "tr" => {
                if let Some(table) = self.nest.table() {
                    table.end_row();
                }
            }
            "tbl" => self.nest.end_table(),
            _ => {}
        }
    }
}
