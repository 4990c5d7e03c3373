//! The XML of a document to paragraphs and tables.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::document::{Block, Body, Cell, Grid, Mark, Paragraph, Side, Styles};
use crate::source::xml::{DEEPEST, attribute, is_on, reference};
use crate::source::{FigureKind, Unreadable};

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
    let mut parser = Parser::new(styles);
    parser.run(xml)?;
    Ok((parser.body, parser.references))
}

/// The paragraphs of the notes with these ids, in that order, from `footnotes.xml` or `endnotes.xml`.
pub(super) fn notes(
    xml: &str,
    styles: &Styles,
    ids: &[String],
    tag: &'static str,
) -> Result<Vec<Paragraph>, Unreadable> {
    let mut parser = Parser::new(styles);
    parser.note_tag = Some(tag);
    parser.run(xml)?;
    let mut notes = parser.notes;
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

#[derive(Debug, Default, Clone, Copy)]
struct Run {
    bold: bool,
    hidden: bool,
}

/// A paragraph being read; others may be read inside it (text boxes).
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    run: Run,
    /// Inside `w:pPr`, where properties are those of the paragraph mark.
    properties: bool,
    /// Paragraphs of text boxes that hang on this one.
    boxed: Vec<Paragraph>,
}

#[derive(Debug, Default)]
struct OpenTable {
    grid: Grid,
    row: Vec<Cell>,
    cell: Cell,
    span: usize,
    row_deleted: bool,
}

struct Parser<'s> {
    styles: &'s Styles,
    body: Body,
    references: References,
    notes: Vec<(String, Vec<Paragraph>)>,
    note_tag: Option<&'static str>,
    depth: usize,
    /// The depth of the element being skipped.
    skip: Option<usize>,
    /// Whether what is skipped was deleted: comments on it still have their place.
    deleted: bool,
    /// Marks of comments between paragraphs, for the next one.
    marks: Vec<Mark>,
    /// Whether the content control being read shows its placeholder.
    placeholder: bool,
    /// Whether properties of a content control are being skipped.
    control: bool,
    open: Vec<Open>,
    tables: Vec<OpenTable>,
    row_properties: bool,
    text: bool,
}

impl<'s> Parser<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            body: Body::default(),
            references: References::default(),
            notes: Vec::new(),
            note_tag: None,
            depth: 0,
            skip: None,
            deleted: false,
            marks: Vec::new(),
            placeholder: false,
            control: false,
            open: Vec::new(),
            tables: Vec::new(),
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
                Event::Text(text) if self.text => self.push(&text.xml10_content().replace(['\n', '\t'], " ")),
                Event::CData(text) if self.text => {
                    self.push(&text.xml10_content().replace(['\n', '\t'], " "))
                }
                Event::GeneralRef(name) if self.text => self.push(&reference(&name)),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().into_inner();
        if let (Some(side), true) = (side_of(name), self.skip.is_none() || self.deleted) {
            self.body.seen.comments += usize::from(side == Side::Sign);
            self.mark(side, attribute(element, "id").unwrap_or_default());
            return;
        }
        if self.skip.is_some() {
            self.placeholder |= self.control && name == "showingPlcHdr" && is_on(element);
            return;
        }
        if SKIPPED.contains(&name) {
            self.body.seen.deleted += usize::from(name == "moveFrom");
            self.deleted = name == "moveFrom";
            self.skip = Some(self.depth);
            return;
        }
        match name {
            "del" => self.deletion(),
            "ins" | "moveTo" if !self.in_properties() => self.body.seen.inserted += 1,
            "sdtPr" => {
                self.skip = Some(self.depth);
                self.control = true;
                self.placeholder = false;
            }
            "sdtContent" if std::mem::take(&mut self.placeholder) => self.skip = Some(self.depth),
            "txbxContent" => self.body.seen.boxes += 1,
            "footnoteReference" => refer(&mut self.references.footnotes, element),
            "endnoteReference" => refer(&mut self.references.endnotes, element),
            "tbl" => self.tables.push(OpenTable::default()),
            "trPr" => self.row_properties = true,
            "gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.span = attribute(element, "val").and_then(|n| n.parse().ok()).unwrap_or(1).min(64);
                }
            }
            "p" => {
                let marks = std::mem::take(&mut self.marks);
                let boxed = !self.open.is_empty();
                self.open.push(Open {
                    paragraph: Paragraph { boxed, marks, ..Paragraph::default() },
                    ..Open::default()
                });
            }
            _ if Some(name) == self.note_tag => {
                self.notes.push((attribute(element, "id").unwrap_or_default(), Vec::new()));
            }
            _ => self.inside_paragraph(name, element),
        }
    }

    fn inside_paragraph(&mut self, name: &str, element: &BytesStart<'_>) {
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else { return };
        match name {
            "pPr" => open.properties = true,
            "pStyle" => open.paragraph.style = attribute(element, "val"),
            _ if open.properties => {}
            "r" => {
                let style = open.paragraph.style.as_deref();
                open.run = Run {
                    bold: style.is_some_and(|id| styles.is_bold(id)),
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
            "vanish" => {
                open.run.hidden = is_on(element);
                self.body.seen.hidden += usize::from(open.run.hidden);
            }
            "t" => self.text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push(&symbol(element)),
            _ => {
                if let Some(kind) = figure(name).filter(|_| !open.run.hidden) {
                    open.paragraph.figure(kind);
                }
            }
        }
    }

    fn in_properties(&self) -> bool {
        self.row_properties || self.open.last().is_some_and(|open| open.properties)
    }

    /// `w:del`: around text, on a paragraph mark, or on a row.
    fn deletion(&mut self) {
        self.body.seen.deleted += 1;
        if self.row_properties {
            if let Some(table) = self.tables.last_mut() {
                table.row_deleted = true;
            }
        } else if let Some(open) = self.open.last_mut().filter(|open| open.properties) {
            open.paragraph.open_ended = true;
        } else {
            self.skip = Some(self.depth);
            self.deleted = true;
        }
    }

    /// A mark of a comment: in the paragraph, or between two, where an end belongs to what came before.
    fn mark(&mut self, side: Side, id: String) {
        let paragraph = match self.open.last_mut() {
            Some(open) => Some(&mut open.paragraph),
            None if side == Side::Start => None,
            None => self.last_paragraph(),
        };
        match paragraph {
            Some(paragraph) => paragraph.marks.push(Mark { at: paragraph.text.len(), side, id }),
            None => self.marks.push(Mark { at: 0, side, id }),
        }
    }

    fn last_paragraph(&mut self) -> Option<&mut Paragraph> {
        if let Some(table) = self.tables.last_mut() {
            return table.cell.last_mut();
        }
        if self.note_tag.is_some() {
            return self.notes.last_mut()?.1.last_mut();
        }
        match self.body.blocks.last_mut()? {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(grid) => grid.rows.iter_mut().flatten().flatten().last(),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut().filter(|open| !open.run.hidden) {
            open.paragraph.push(text, open.run.bold);
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
                if let Some(open) = self.open.last_mut() {
                    open.properties = false;
                }
            }
            "p" => self.end_paragraph(),
            "trPr" => self.row_properties = false,
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    let cell = std::mem::take(&mut table.cell);
                    table.row.push(cell);
                    let more = std::mem::take(&mut table.span).saturating_sub(1);
                    table.row.extend(std::iter::repeat_n(Cell::new(), more));
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let row = std::mem::take(&mut table.row);
                    if !std::mem::take(&mut table.row_deleted) {
                        table.grid.rows.push(row);
                    }
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(done) = self.open.pop() else { return };
        let paragraphs = std::iter::once(done.paragraph).chain(done.boxed);
        if let Some(outer) = self.open.last_mut() {
            outer.boxed.extend(paragraphs);
            return;
        }
        for paragraph in paragraphs {
            if let Some(table) = self.tables.last_mut() {
                add(&mut table.cell, paragraph);
            } else if self.note_tag.is_some() {
                if let Some((_, note)) = self.notes.last_mut() {
                    add(note, paragraph);
                }
            } else if let Some(Block::Paragraph(last)) = self.body.blocks.last_mut()
                && last.open_ended
            {
                last.append(paragraph);
            } else {
                self.body.blocks.push(Block::Paragraph(paragraph));
            }
        }
    }

    /// A table in a cell becomes paragraphs of that cell; one in a text box is there already.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let inner = || table.grid.rows.iter().flatten().flatten().cloned();
        if let Some(outer) = self.tables.last_mut() {
            outer.cell.extend(inner());
        } else if let Some((_, note)) = self.notes.last_mut().filter(|_| self.note_tag.is_some()) {
            note.extend(inner());
        } else if self.open.is_empty() {
            self.body.blocks.push(Block::Table(table.grid));
        }
    }
}

fn add(paragraphs: &mut Vec<Paragraph>, next: Paragraph) {
    match paragraphs.last_mut() {
        Some(last) if last.open_ended => last.append(next),
        _ => paragraphs.push(next),
    }
}

fn side_of(name: &str) -> Option<Side> {
    match name {
        "commentRangeStart" => Some(Side::Start),
        "commentRangeEnd" => Some(Side::End),
        "commentReference" => Some(Side::Sign),
        _ => None,
    }
}

/// What an element inside a drawing says that the drawing shows; one with words in boxes alone shows nothing
/// else. `w:drawing` and its likes may hold several, and twins of a drawing for older programs are skipped.
fn figure(name: &str) -> Option<FigureKind> {
    match name {
        // In turn: DrawingML, VML with a picture, VML with words bent to a shape, ink.
        "pic" | "imagedata" | "textpath" | "contentPart" => Some(FigureKind::Picture),
        "chart" => Some(FigureKind::Chart),
        "relIds" => Some(FigureKind::Diagram),
        _ => None,
    }
}

fn refer(ids: &mut Vec<String>, element: &BytesStart<'_>) {
    if let Some(id) = attribute(element, "id")
        && !ids.contains(&id)
    {
        ids.push(id);
    }
}

/// A character of a symbol font; Word writes smileys and arrows so. Unknown ones show as U+FFFD.
fn symbol(element: &BytesStart<'_>) -> String {
    let code = attribute(element, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).unwrap_or(0);
    let font = attribute(element, "font").unwrap_or_default();
    let found = match (font.as_str(), code & 0xFF) {
        ("Wingdings", 0x4A) => '☺',
        ("Wingdings", 0x4B) => '😐',
        ("Wingdings", 0x4C) => '☹',
        ("Wingdings", 0xE0 | 0xE8) => '→',
        ("Wingdings", 0xDF) => '←',
        ("Symbol", 0xAE) => '→',
        _ if (0x20..0xE000).contains(&code) => char::from_u32(code).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    };
    found.to_string()
}
