//! The content of an OpenDocument to paragraphs and tables.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::document::{Body, Builder, Mark, Paragraph, Seen, Side, Styles};
use crate::source::xml::{DEEPEST, attribute, reference};
use crate::source::{FigureKind, Unreadable};

use super::comments::Comments;
use super::elements::{is_skipped, spaces};
use super::styles::id;
use super::{broken, damaged};

/// Reads `content.xml`, or the whole of a flat document, and the comments in it.
pub(super) fn read(xml: &str, styles: &Styles) -> Result<(Body, Comments), Unreadable> {
    let mut parser = Parser::new(styles);
    parser.run(xml)?;
    let mut notes = parser.footnotes;
    notes.extend(parser.endnotes);
    Ok((Body { blocks: parser.builder.finish(), notes, seen: parser.seen }, parser.comments))
}

/// How text is written at some place.
#[derive(Debug, Default, Clone, Copy)]
struct Run {
    bold: bool,
    hidden: bool,
}

/// A paragraph being read; others may be read inside it (notes, text boxes).
#[derive(Debug)]
struct Open {
    paragraph: Paragraph,
    /// How its spans are written, the innermost last.
    runs: Vec<Run>,
    /// Whether the text so far ends in white space that further white space melts into.
    blank: bool,
    /// Paragraphs of text boxes that hang on this one.
    boxed: Vec<Paragraph>,
}

/// What paragraphs may stand in besides the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Footnote,
    Endnote,
    Box,
}

struct Parser<'s> {
    styles: &'s Styles,
    seen: Seen,
    comments: Comments,
    builder: Builder,
    footnotes: Vec<Paragraph>,
    endnotes: Vec<Paragraph>,
    depth: usize,
    /// The depth of the element being skipped.
    skip: Option<usize>,
    open: Vec<Open>,
    places: Vec<Place>,
    /// How many tables of contents the paragraphs stand in.
    indexes: usize,
    /// How many columns the cells being read take, the innermost last.
    columns: Vec<usize>,
    /// Whether the frames being read have shown what they hold, the innermost last: an object stands there with
    /// its picture, and a picture in several forms.
    frames: Vec<bool>,
    /// Figures between paragraphs, for the next one.
    figures: Vec<FigureKind>,
}

impl<'s> Parser<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            seen: Seen::default(),
            comments: Comments::default(),
            builder: Builder::default(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
            depth: 0,
            skip: None,
            open: Vec::new(),
            places: Vec::new(),
            indexes: 0,
            columns: Vec::new(),
            frames: Vec::new(),
            figures: Vec::new(),
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
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(name) => self.text(&reference(&name)),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().into_inner();
        if self.comments.start(name, element, self.depth) {
            if name == "annotation" && self.skip.is_none() {
                self.seen.comments += 1;
                self.mark(Side::Start, self.comments.last());
                self.mark(Side::Sign, self.comments.last());
            }
            return;
        }
        if self.skip.is_some() {
            self.seen.deleted += usize::from(name == "deletion");
            self.seen.inserted += usize::from(name == "insertion");
            return;
        }
        let hidden = name == "section" && attribute(element, "display").as_deref() == Some("none");
        if hidden || is_skipped(element) {
            self.seen.hidden += usize::from(hidden || name.starts_with("hidden-"));
            self.skip = Some(self.depth);
            return;
        }
        match name {
            "p" | "h" => self.begin_paragraph(name == "h", element),
            "span" => self.begin_span(element),
            "s" => self.push(&spaces(element)),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "annotation-end" => self.mark(Side::End, attribute(element, "name").unwrap_or_default()),
            "note" => {
                let endnote = attribute(element, "note-class").as_deref() == Some("endnote");
                self.places.push(if endnote { Place::Endnote } else { Place::Footnote });
            }
            "text-box" => {
                self.seen.boxes += 1;
                self.places.push(Place::Box);
            }
            "index-body" => self.indexes += 1,
            "frame" => self.frames.push(false),
            "image" => self.figure(FigureKind::Picture),
            "object" | "object-ole" => self.figure(FigureKind::Object),
            "plugin" => self.figure(FigureKind::Recording),
            "table" if self.places.is_empty() => self.builder.open_table(),
            "table-cell" | "covered-table-cell" => {
                let repeated = attribute(element, "number-columns-repeated");
                self.columns.push(repeated.and_then(|n| n.parse().ok()).unwrap_or(1));
            }
            _ => {}
        }
    }

    /// A mark of a comment; they stand in paragraphs only.
    fn mark(&mut self, side: Side, id: String) {
        if let Some(Open { paragraph, .. }) = self.open.last_mut() {
            paragraph.marks.push(Mark { at: paragraph.text.len(), side, id });
        }
    }

    /// A figure, once a frame.
    fn figure(&mut self, kind: FigureKind) {
        if self.frames.last_mut().is_some_and(|is_shown| std::mem::replace(is_shown, true)) {
            return;
        }
        match self.open.last_mut() {
            Some(open) if open.runs.last().is_some_and(|run| run.hidden) => {}
            Some(open) => open.paragraph.figure(kind),
            None => self.figures.push(kind),
        }
    }

    fn begin_paragraph(&mut self, heading: bool, element: &BytesStart<'_>) {
        let style = attribute(element, "style-name").map(|name| id("paragraph", &name));
        let on = |value: fn(&Styles, &str) -> bool| style.as_ref().is_some_and(|id| value(self.styles, id));
        let run = Run { bold: on(Styles::is_bold), hidden: on(Styles::is_hidden) };
        self.seen.hidden += usize::from(run.hidden);
        let style = match style {
            _ if heading => Some("heading".to_owned()),
            _ if self.indexes > 0 => Some("toc".to_owned()),
            other => other.map(|id| self.styles.named(&id).to_owned()),
        };
        let boxed = self.places.last() == Some(&Place::Box);
        let mut paragraph = Paragraph { style, boxed, ..Paragraph::default() };
        self.figures.drain(..).for_each(|kind| paragraph.figure(kind));
        self.open.push(Open { paragraph, runs: vec![run], blank: true, boxed: Vec::new() });
    }

    fn begin_span(&mut self, element: &BytesStart<'_>) {
        let styles = self.styles;
        let Some(open) = self.open.last_mut() else { return };
        let outer = open.runs.last().copied().unwrap_or_default();
        let id = attribute(element, "style-name").map(|name| id("text", &name));
        let says = |value: fn(&Styles, &str) -> Option<bool>| id.as_ref().and_then(|id| value(styles, id));
        let hidden = says(Styles::hidden).unwrap_or(outer.hidden);
        self.seen.hidden += usize::from(hidden && !outer.hidden);
        open.runs.push(Run { bold: says(Styles::bold).unwrap_or(outer.bold), hidden });
    }

    /// Adds characters of the XML: white space in a row is one blank, and none at the start.
    fn text(&mut self, text: &str) {
        if self.comments.text(text) || self.skip.is_some() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        let mut melted = String::with_capacity(text.len());
        for c in text.chars() {
            let white = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !white {
                melted.push(c);
            } else if !open.blank {
                melted.push(' ');
            }
            open.blank = white;
        }
        let blank = open.blank;
        self.push(&melted);
        if let Some(open) = self.open.last_mut() {
            open.blank = blank;
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            let run = open.runs.last().copied().unwrap_or_default();
            open.blank = false;
            if !run.hidden {
                open.paragraph.push(text, run.bold);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.comments.end(name, self.depth) {
            self.depth = self.depth.saturating_sub(1);
            return;
        }
        let skipped = self.skip;
        if skipped == Some(self.depth) {
            self.skip = None;
        }
        self.depth = self.depth.saturating_sub(1);
        if skipped.is_some() {
            return;
        }
        let inside = !self.places.is_empty();
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => {
                if let Some(open) = self.open.last_mut() {
                    open.runs.pop();
                }
            }
            "note" | "text-box" => {
                self.places.pop();
            }
            "index-body" => self.indexes = self.indexes.saturating_sub(1),
            "frame" => {
                self.frames.pop();
            }
            "table-cell" | "covered-table-cell" => {
                let columns = self.columns.pop().unwrap_or(1);
                if !inside {
                    self.builder.end_cell(columns);
                }
            }
            "table-row" if !inside => self.builder.end_row(),
            "table" if !inside => self.builder.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(done) = self.open.pop() else { return };
        let paragraphs = std::iter::once(done.paragraph).chain(done.boxed);
        match (self.places.last(), self.open.last_mut()) {
            (Some(Place::Footnote), _) => self.footnotes.extend(paragraphs),
            (Some(Place::Endnote), _) => self.endnotes.extend(paragraphs),
            (_, Some(outer)) => outer.boxed.extend(paragraphs),
            (_, None) => paragraphs.for_each(|paragraph| self.builder.paragraph(paragraph)),
        }
    }
}
