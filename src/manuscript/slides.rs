//! The text boxes and notes of a presentation.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};

use super::drawn::Drawn;
use super::seen::{STRUCK, is_note_sign};
use super::{Block, Cell, Kind, Manuscript, Place, Unread, What};
use crate::source::{FigureKind, Unreadable};
use crate::xml::{attribute, elements, walk};

/// More than this unpacked is no presentation of words.
const MOST: u64 = 256 << 20;

/// Reads a `.pptx`.
pub(super) fn read(bytes: &[u8]) -> Result<Manuscript, Unreadable> {
    let damaged = || {
        Unreadable::new(
            "this is no PowerPoint file",
            "open it in PowerPoint or LibreOffice and save it as .pptx",
        )
    };
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut left = MOST;
    for index in 0..zip.len() {
        let Ok(file) = zip.by_index(index) else { continue };
        let Ok(name) = file.name().map(|name| name.to_string()) else { continue };
        if !name.starts_with("ppt/") || !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let mut text = Vec::new();
        file.take(left + 1).read_to_end(&mut text).map_err(|_| damaged())?;
        left = left.checked_sub(text.len() as u64).ok_or_else(damaged)?;
        parts.insert(name, String::from_utf8_lossy(&text).into_owned());
    }
    let order = order(&parts);
    if order.is_empty() {
        return Err(damaged());
    }
    let mut manuscript = Manuscript::default();
    let mut counted = Counted::default();
    for (number, slide) in (1..).zip(order) {
        let text = parts.get(&slide).map_or("", String::as_str);
        manuscript.read_page(text, Place::Slide(number), &mut counted);
        let relations = parts.get(&relations_of(&slide)).map_or("", String::as_str);
        for notes in targets(relations, "/notesSlide").into_values() {
            let text = parts.get(&notes).map_or("", String::as_str);
            manuscript.read_page(text, Place::Notes(number), &mut counted);
        }
    }
    // Others may name their boxes so as well, or write into ours.
    manuscript.shapes.values_mut().for_each(|shape| shape.is_legend &= counted.has_ours);
    for inside in manuscript.blocks.chunk_by(|one, other| one.kind == other.kind) {
        let Some(Kind::Box { number, .. }) = inside.first().map(|first| first.kind) else { continue };
        if let Some(shape) = manuscript.shapes.get_mut(&number) {
            shape.is_legend &= is_legend(inside);
        }
    }
    Ok(manuscript)
}

/// Whether a box holds no more than verbatim tells in one: a name or a caption, how many quotes there are, and how many
/// each role has.
fn is_legend(inside: &[Block]) -> bool {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let ends_in_number = |part: &str| part.split_whitespace().next_back().is_some_and(is_number);
    let is_count = |text: &str| {
        text.split_whitespace().next().is_some_and(is_number) || text.split(" · ").all(ends_in_number)
    };
    let is_ours = |(number, text): (usize, &str)| !is_sentence(text) && (number == 0 || is_count(text));
    inside.iter().map(|block| block.text.trim()).enumerate().all(is_ours)
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '”', '"'])
}

fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

/// The parts that relations of this kind lead to, by id.
fn targets(relations: &str, kind: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    elements(relations, |e| {
        let is = attribute(e, "Type").is_some_and(|of| of.ends_with(kind));
        if let (true, Some(id), Some(target)) = (is, attribute(e, "Id"), attribute(e, "Target")) {
            let tail = target.trim_start_matches('/').trim_start_matches("ppt/").trim_start_matches("../");
            found.insert(id, format!("ppt/{tail}"));
        }
    });
    found
}

/// The slides in the order in which they are shown.
fn order(parts: &BTreeMap<String, String>) -> Vec<String> {
    let of = |name: &str| parts.get(name).map_or("", String::as_str);
    let slides = targets(of("ppt/_rels/presentation.xml.rels"), "/slide");
    let mut order = Vec::new();
    elements(of("ppt/presentation.xml"), |e| {
        if e.local_name().as_ref() == "sldId" {
            order.extend(attribute(e, "r:id").and_then(|id| slides.get(&id).cloned()));
        }
    });
    order.retain(|name| parts.contains_key(name));
    order
}

/// The paragraphs of the shapes and tables of a slide, or of its notes.
struct Page<'m> {
    place: Place,
    /// On the slides before it too.
    counted: &'m mut Counted,
    into: &'m mut Manuscript,
    /// Of the paragraph so far.
    words: String,
    is_text: bool,
    /// Whether the shape was made by verbatim.
    is_ours: bool,
    is_quoted: bool,
    run: Run,
    drawn: Drawn,
    /// So many elements are open that hold once more, for older programs, what stands there.
    twins: usize,
}

/// What a presentation has had so far.
#[derive(Default)]
struct Counted {
    /// Text boxes, and cells.
    boxes: usize,
    tables: usize,
    /// The cell that is open.
    cell: Option<Cell>,
    /// Whether verbatim made something of it.
    has_ours: bool,
}

/// How the words look from a place of the paragraph on.
#[derive(Default)]
struct Run {
    start: usize,
    is_struck: bool,
    is_raised: bool,
}

impl Manuscript {
    fn read_page(&mut self, text: &str, place: Place, counted: &mut Counted) {
        let mut page = Page {
            place,
            counted,
            into: self,
            words: String::new(),
            is_text: false,
            is_ours: false,
            is_quoted: true,
            run: Run::default(),
            drawn: Drawn::default(),
            twins: 0,
        };
        if walk(text, |event, _| page.event(event)).is_none() {
            self.unread.push(Unread::at(What::Damaged, place));
        }
    }
}

impl Page<'_> {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(e) if e.local_name().as_ref() == "Fallback" => self.twins += 1,
            Event::End(e) if e.local_name().as_ref() == "Fallback" => {
                self.twins = self.twins.saturating_sub(1)
            }
            _ if self.twins > 0 => {}
            Event::Start(e) if e.local_name().as_ref() == "grpSp" => self.drawn.groups += 1,
            Event::End(e) if e.local_name().as_ref() == "grpSp" => {
                self.drawn.groups = self.drawn.groups.saturating_sub(1);
            }
            Event::Start(e) | Event::Empty(e) => self.element(e),
            Event::Text(more) if self.is_text => self.words.push_str(more),
            Event::GeneralRef(name) if self.is_text => {
                let character = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = || quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                self.words.push_str(&character.or_else(named).unwrap_or_default());
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" => self.is_text = false,
                "r" => self.run_ends(),
                "p" => self.paragraph(),
                "tbl" => self.counted.cell = None,
                "sp" => self.shape_ends(),
                _ => {}
            },
            _ => {}
        }
    }

    fn element(&mut self, e: &BytesStart<'_>) {
        match e.local_name().as_ref() {
            name @ ("sp" | "tc") => {
                self.counted.boxes += 1;
                self.drawn.begin(name == "sp");
                (self.is_ours, self.is_quoted) = (false, true);
                match &mut self.counted.cell {
                    Some(cell) if name == "tc" => cell.column += 1,
                    // A table that was cut off ends with its frame.
                    cell => *cell = None,
                }
            }
            "tbl" => {
                self.counted.tables += 1;
                self.counted.cell = Some(Cell { table: self.counted.tables, row: 0, column: 0 });
            }
            "tr" => {
                if let Some(cell) = &mut self.counted.cell {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
            }
            "graphicFrame" => self.is_ours = false,
            // Ours holds numbers by role, and quotes nobody.
            "chart" if self.is_ours => {}
            "cNvPr" => {
                let name = attribute(e, "name").unwrap_or_default();
                let is_ours = name.starts_with("verbatim ");
                self.is_ours |= is_ours;
                self.counted.has_ours |= is_ours;
                self.drawn.named(&name, self.place);
            }
            "xfrm" | "off" | "ext" => self.drawn.placed(e),
            // Titles and numbers quote nobody, unless they have marks.
            "ph" => {
                let kind = attribute(e, "type").unwrap_or_default();
                self.is_quoted = !matches!(kind.as_str(), "title" | "ctrTitle" | "sldNum" | "ftr" | "dt");
            }
            "p" if e.name().as_ref() != "p:p" => self.words.clear(),
            "t" => self.is_text = true,
            "r" => self.run = Run { start: self.words.len(), ..Run::default() },
            "rPr" => {
                self.run.is_struck |= attribute(e, "strike").is_some_and(|strike| strike != "noStrike");
                let up = attribute(e, "baseline").and_then(|up| up.trim_end_matches('%').parse::<f64>().ok());
                self.run.is_raised |= up.is_some_and(|up| up > 0.0);
            }
            "br" => self.words.push('\n'),
            name => self.into.unread.extend(figure(name).map(|kind| Unread::figure(kind, self.place))),
        }
    }

    /// A shape that was drawn, and has words.
    fn shape_ends(&mut self) {
        if let Some(shape) = self.drawn.end() {
            self.into.shapes.insert(self.counted.boxes, shape);
        }
    }

    /// A run that is struck out, or raised and the number of a note, goes.
    fn run_ends(&mut self) {
        let Some((before, words)) = self.words.split_at_checked(self.run.start) else { return };
        let has_words = words.contains(char::is_alphanumeric);
        let is_sign = self.run.is_raised && is_note_sign(before, words, false);
        if self.run.is_struck || is_sign {
            self.words.truncate(self.run.start);
            self.words.extend((self.run.is_struck && has_words).then_some(STRUCK));
        }
    }

    fn paragraph(&mut self) {
        if self.words.trim().is_empty() {
            return;
        }
        let is_note = matches!(self.place, Place::Notes(_));
        let kind = if self.is_quoted && !is_note {
            Kind::Box { number: self.counted.boxes, is_ours: self.is_ours }
        } else {
            Kind::Paragraph
        };
        let text = std::mem::take(&mut self.words).trim().to_owned();
        let cell = self.counted.cell;
        self.into.blocks.push(Block { cell, ..Block::new(text, self.place, kind) });
    }
}

/// What an element of a slide shows, if it is no text.
fn figure(name: &str) -> Option<FigureKind> {
    match name {
        // `contentPart` is ink.
        "pic" | "contentPart" => Some(FigureKind::Picture),
        "chart" => Some(FigureKind::Chart),
        "relIds" => Some(FigureKind::Diagram),
        _ => None,
    }
}
