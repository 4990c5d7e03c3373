//! Decks and documents that stay true: quotes are found again in a file that its author moved about and restyled,
//! and only their words, their attributions and what notes say of them are written anew.
//!
//! In a presentation the shape of a quote is called `verbatim ID`, or `verbatim ID 2/3` for the second of three
//! parts, and its attribution stands below the words in the same shape; in a document its words stand in a bookmark
//! `verbatim_ID_N`, and its attribution in the next paragraph. Parts of the file that hold nothing to be renewed stay
//! as they are, byte for byte.

mod bookmarks;
mod changes;
mod line;
mod own;
mod packed;
mod region;
mod remarks;
mod room;
mod shapes;
#[cfg(test)]
mod tests;
mod typed;

use std::collections::BTreeMap;

use line::Line;
pub use packed::NoDocument;
use region::Region;

use crate::text::Span;

/// The words of a quote as they stand in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Id of the quote.
    pub id: String,
    /// Which part of it, of how many.
    pub part: (usize, usize),
    /// Where, for people: `slide 3`, `document`.
    pub place: String,
    /// The words, without quotation marks.
    pub words: String,
    /// The number of its slide, from 1; `None` in a document.
    pub slide: Option<usize>,
    /// What stands below it and may be its attribution, in order.
    pub credits: Vec<Credit>,
    /// The part of the package.
    file: String,
    /// The bytes of its shape, on a slide.
    shape: Option<Span>,
    region: Region,
    /// The marks around the words.
    marks: (String, String),
}

impl Spot {
    /// What its author put between the words, and new words would take away: `a footnote`.
    pub fn own(&self) -> &[&'static str] {
        &self.region.own
    }
}

/// What may be the attribution of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Its text; a break is LF.
    pub words: String,
    /// Whether it is one by its place: in the shape of the quote, or in the style of attributions. Other text below a
    /// quote is one only where verbatim wrote it.
    pub is_placed: bool,
    line: Line,
}

impl Credit {
    fn new(line: Line, is_placed: bool) -> Self {
        Self { words: line.words(), is_placed, line }
    }
}

/// A paragraph of speaker notes, or of a footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where, for people: `notes of slide 3`, `footnotes`.
    pub place: String,
    /// The number of the slide, from 1; `None` in a document.
    pub slide: Option<usize>,
    /// Its text; a break is LF.
    pub words: String,
    file: String,
    line: Line,
}

/// What is written anew, by numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renewal {
    /// The words of [spots](Refreshed::spots).
    pub words: BTreeMap<usize, String>,
    /// Of a spot one of its [credits](Spot::credits), and its new text.
    pub credits: BTreeMap<usize, (usize, String)>,
    /// The text of [remarks](Refreshed::remarks).
    pub remarks: BTreeMap<usize, String>,
}

impl Renewal {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.credits.is_empty() && self.remarks.is_empty()
    }
}

/// A presentation or document whose quotes are known.
#[derive(Debug)]
pub struct Refreshed {
    package: packed::Packed,
    /// The quotes, in the order of the file.
    pub spots: Vec<Spot>,
    /// What notes hold.
    pub remarks: Vec<Remark>,
}

/// By part of the package, what is to stand in which bytes.
type Edits<'a> = BTreeMap<&'a str, Vec<(Span, String)>>;

impl Refreshed {
    /// Finds the quotes in a `.pptx` or `.docx`.
    ///
    /// # Errors
    /// When the bytes are neither.
    pub fn read(bytes: &[u8]) -> Result<Self, NoDocument> {
        let package = packed::Packed::read(bytes)?;
        let text = |part: &str| package.text(part).unwrap_or_default();
        let (mut spots, mut remarks) = (Vec::new(), Vec::new());
        for (number, slide) in (1..).zip(package.slides()) {
            spots.extend(separate(shapes::spots(&slide, number, &text(&slide))));
            if let Some(notes) = package.notes(&slide) {
                let place = format!("notes of slide {number}");
                remarks.extend(remarks::remarks(&notes, &place, Some(number), &text(&notes)));
            }
        }
        for part in package.documents() {
            spots.extend(separate(bookmarks::spots(&part, &text(&part))));
        }
        for part in package.footnotes() {
            let place = if part.contains("endnotes") { "endnotes" } else { "footnotes" };
            remarks.extend(remarks::remarks(&part, place, None, &text(&part)));
        }
        Ok(Self { package, spots, remarks })
    }

    /// The ending of its kind of file: `pptx`.
    pub fn ending(&self) -> &'static str {
        if self.package.documents().is_empty() { "pptx" } else { "docx" }
    }

    /// The file with what is renewed; the same bytes where that is nothing.
    ///
    /// # Errors
    /// When the file cannot be packed again, or a quote would be lost by it: then its marks are tangled.
    pub fn with(&self, renewal: &Renewal) -> Result<Vec<u8>, NoDocument> {
        let mut parts = BTreeMap::new();
        for (file, mut edits) in self.edits(renewal) {
            let mut text = self.package.text(file).unwrap_or_default();
            // From the end, so that what stands before keeps its place.
            edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
            for (span, new) in edits {
                if text.get(span.start..span.end).is_some() {
                    text.replace_range(span.start..span.end, &new);
                }
            }
            parts.insert(file.to_owned(), text);
        }
        let bytes = self.package.with_parts(&parts)?;
        let ids =
            |file: &Self| file.spots.iter().map(|spot| (spot.id.clone(), spot.part)).collect::<Vec<_>>();
        if parts.is_empty() || ids(&Self::read(&bytes)?) == ids(self) {
            return Ok(bytes);
        }
        Err(NoDocument("the marks of its quotes lie within one another, so nothing is written".to_owned()))
    }

    /// The numbers of the spots on slides whose text, by estimate, has not enough room where it stands.
    pub fn crowded(&self) -> Vec<usize> {
        let height = shapes::slide_height(&self.package.text("ppt/presentation.xml").unwrap_or_default());
        let (mut crowded, mut known) = (Vec::new(), (String::new(), String::new()));
        for (number, spot) in self.spots.iter().enumerate() {
            let Some(shape) = spot.shape else { continue };
            if known.0 != spot.file {
                known = (spot.file.clone(), self.package.text(&spot.file).unwrap_or_default());
            }
            if room::is_crowded(&known.1, shape, height) {
                crowded.push(number);
            }
        }
        crowded
    }

    fn edits(&self, renewal: &Renewal) -> Edits<'_> {
        let mut edits = Edits::new();
        let part = |file: &str| self.package.text(file).unwrap_or_default();
        for (number, new) in &renewal.words {
            let Some(spot) = self.spots.get(*number) else { continue };
            let marked = format!("{}{new}{}", spot.marks.0, spot.marks.1);
            edits.entry(&spot.file).or_default().push((spot.region.span, spot.region.runs(&marked)));
        }
        for (number, (credit, new)) in &renewal.credits {
            let Some(spot) = self.spots.get(*number) else { continue };
            let Some(credit) = spot.credits.get(*credit) else { continue };
            edits.entry(&spot.file).or_default().extend(credit.line.with(&part(&spot.file), new));
        }
        for (number, new) in &renewal.remarks {
            let Some(remark) = self.remarks.get(*number) else { continue };
            edits.entry(&remark.file).or_default().extend(remark.line.with(&part(&remark.file), new));
        }
        edits
    }
}

/// The spots of a part without those that share words with one before them: both cannot be written over.
fn separate(spots: Vec<Spot>) -> Vec<Spot> {
    let mut kept: Vec<Spot> = Vec::with_capacity(spots.len());
    for spot in spots {
        if !kept.iter().any(|other| other.region.span.overlaps(spot.region.span)) {
            kept.push(spot);
        }
    }
    kept
}

/// The words between quotation marks, and the marks. Of a quote in several parts the first opens and the last closes.
fn unmarked(text: &str, part: (usize, usize)) -> (String, (String, String)) {
    let inner = text.trim();
    let open = inner.chars().next().filter(|c| "“„\"«‘".contains(*c) && part.0 == 1);
    let inner = open.map_or(inner, |c| inner.get(c.len_utf8()..).unwrap_or(""));
    let closes = part.0 == part.1 && (open.is_some() || part.1 > 1);
    let close = inner.chars().next_back().filter(|c| "”“\"»’".contains(*c) && closes);
    let inner = close.map_or(inner, |c| inner.get(..inner.len() - c.len_utf8()).unwrap_or(""));
    let mark = |c: Option<char>| c.map(String::from).unwrap_or_default();
    (inner.to_owned(), (mark(open), mark(close)))
}
