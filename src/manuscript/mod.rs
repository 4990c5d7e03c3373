//! Finished texts: papers, reports and decks that somebody else wrote or edited, and what is quoted in them.

mod alone;
mod beside;
mod boxes;
mod closing;
mod codes;
mod credits;
mod document;
mod drawn;
mod headings;
mod in_order;
mod inline;
mod joined;
mod label;
mod lead;
mod margins;
mod marks;
mod markup;
mod neighbours;
mod notes;
mod placed;
mod plain;
mod quoted;
mod seen;
mod slides;
mod speakers;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod typed;
mod unmarked;
mod unread;
mod web_notes;

use std::collections::BTreeMap;
use std::fmt;

pub use label::labelled;
pub use lead::leads;
pub use quoted::{Mark, Quotation, quotations};
pub use unmarked::{Reading, Unmarked, unmarked};
pub use unread::{Unread, What};

use crate::source::{ReadApart, Unreadable};

/// A finished text as blocks, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// Its paragraphs, and the paragraphs of its boxes.
    pub blocks: Vec<Block>,
    /// What could not be looked into.
    pub unread: Vec<Unread>,
    /// What stands beside the text and is not looked into, for people: headers and footers, comments.
    pub left_out: Vec<String>,
    /// What its reader warns of (pages that cannot be unpacked), for people.
    pub warnings: Vec<String>,
    /// How the boxes of slides are drawn, by their numbers.
    pub shapes: BTreeMap<usize, Shape>,
}

/// How a box of a slide is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// Where it stands, if that is said and no group and no turn moves it.
    pub frame: Option<Frame>,
    /// Whether verbatim wrote it, to tell of the deck or of a chart: it quotes nobody.
    pub is_legend: bool,
}

/// Where a box stands on a slide, in EMU (360,000 make a centimetre) from its upper left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Frame {
    /// From the left.
    pub x: i64,
    /// From above.
    pub y: i64,
    /// How wide.
    pub width: i64,
    /// How high.
    pub height: i64,
}

impl Manuscript {
    /// What could not be looked into, for people, a line a kind: `a picture on slide 3`.
    pub fn unread_told(&self) -> Vec<String> {
        self.unread_told_with(&[])
    }

    /// The same, with passages that were not taken as quotations.
    pub fn unread_told_with(&self, untaken: &[&Unmarked]) -> Vec<String> {
        let untaken = untaken.iter().map(|passage| Unread::at(passage.what(), passage.place));
        let mut told = unread::told(&self.unread.iter().copied().chain(untaken).collect::<Vec<_>>());
        told.extend(self.left_out.iter().cloned());
        told
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its words.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// Where it goes on elsewhere (on the next page), by bytes of its words.
    pub later: Vec<(usize, Place)>,
    /// What it is.
    pub kind: Kind,
    /// The cell of a table in which it stands.
    pub cell: Option<Cell>,
    /// The words of short notes, and at which byte of its words their signs stand.
    pub notes: Vec<(usize, String)>,
    /// Whether the document tells that it is ordinary text: no heading, no item of a list.
    pub is_ordinary: bool,
}

/// A cell of a table; all numbers rise from the first on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Number of the table in the text.
    pub table: usize,
    /// Number of the row; the first one may be a head.
    pub row: usize,
    /// Number of the column.
    pub column: usize,
}

impl Block {
    /// A block that stands at one place as a whole.
    fn new(text: impl Into<String>, place: Place, kind: Kind) -> Self {
        let (later, notes) = (Vec::new(), Vec::new());
        Self { text: text.into(), place, later, kind, cell: None, notes, is_ordinary: false }
    }

    /// Where its end stands.
    fn last_place(&self) -> Place {
        self.later.last().map_or(self.place, |(_, place)| *place)
    }

    /// Where the byte `at` of its words stands.
    pub fn place_at(&self, at: usize) -> Place {
        self.later.iter().take_while(|(from, _)| *from <= at).last().map_or(self.place, |(_, place)| *place)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph of running text, or a heading.
    Paragraph,
    /// A paragraph set off as a quotation.
    BlockQuote,
    /// A paragraph in a text box of a slide; neighbours with one number share the box. `is_ours` where verbatim
    /// wrote the box.
    Box {
        /// Number of the box in the presentation.
        number: usize,
        /// Whether its name says that verbatim wrote it.
        is_ours: bool,
    },
}

/// Where in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A slide, from 1.
    Slide(u32),
    /// The speaker notes of a slide, from 1.
    Notes(u32),
    /// A page of the file, from 1, whatever number is printed on it.
    Page(u32),
    /// A paragraph, from 1.
    Paragraph(u32),
    /// A line of a file of plain text, from 1.
    Line(u32),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slide(number) => write!(f, "slide {number}"),
            Self::Notes(number) => write!(f, "slide {number}, notes"),
            Self::Page(number) => write!(f, "page {number}"),
            Self::Paragraph(number) => write!(f, "paragraph {number}"),
            Self::Line(number) => write!(f, "line {number}"),
        }
    }
}

/// The endings of files that can be read.
pub const ENDINGS: [&str; 10] = ["pptx", "docx", "odt", "pdf", "md", "qmd", "tex", "html", "htm", "txt"];

/// Reads the file called `name`. What code of others unpacks is read by `apart`.
///
/// # Errors
/// When it cannot be read, or is of another kind.
pub fn read(name: &str, bytes: &[u8], apart: ReadApart) -> Result<Manuscript, Unreadable> {
    let mut manuscript = read_kind(name, bytes, apart)?;
    let struck = manuscript.blocks.iter_mut().flat_map(seen::take_struck);
    manuscript.unread.extend(struck.map(|place| Unread::at(What::Struck, place)));
    manuscript.blocks.iter_mut().for_each(typed::normalise);
    // A soft hyphen alone is no paragraph.
    manuscript.blocks.retain(|block| !block.text.trim().is_empty());
    manuscript.warnings.extend(unread::open_told(quoted::unclosed(&manuscript)));
    Ok(manuscript)
}

fn read_kind(name: &str, bytes: &[u8], apart: ReadApart) -> Result<Manuscript, Unreadable> {
    let ending = name.rsplit('.').next().unwrap_or("").to_lowercase();
    match ending.as_str() {
        "pptx" => slides::read(bytes),
        "md" | "qmd" | "markdown" => Ok(markup::markdown(&crate::text::decode(bytes).text)),
        "tex" => Ok(markup::latex(&crate::text::decode(bytes).text)),
        "txt" => Ok(plain::plain(&crate::text::decode(bytes).text)),
        "html" | "htm" => {
            let (page, notes) = inline::as_seen(bytes);
            let mut manuscript = document::read(name, &page, apart)?;
            web_notes::put(&mut manuscript.blocks, &notes);
            Ok(manuscript)
        }
        "docx" | "odt" => document::read(name, seen::office(name, bytes).as_deref().unwrap_or(bytes), apart),
        "pdf" => document::read(name, bytes, apart),
        other => Err(Unreadable::new(
            format!("a file ending in .{other} is no text that can be checked"),
            format!("give one of: {}", ENDINGS.map(|ending| format!(".{ending}")).join(", ")),
        )),
    }
}
