//! Decks and documents that stay true: quotes are found again in a file that its author moved about and restyled,
//! and only their words are written anew.
//!
//! In a presentation the shape of a quote is called `verbatim ID`, or `verbatim ID 2/3` for the second of three
//! parts; in a document its words stand in a bookmark `verbatim_ID_N`. Parts of the file that hold no words to be
//! renewed stay as they are, byte for byte.

mod bookmarks;
mod packed;
mod region;
mod shapes;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use packed::NoDocument;
use region::Region;

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
    /// The part of the package.
    file: String,
    region: Region,
    /// The marks around the words.
    marks: (String, String),
}

/// A presentation or document whose quotes are known.
#[derive(Debug)]
pub struct Refreshed {
    package: packed::Packed,
    /// The quotes, in the order of the file.
    pub spots: Vec<Spot>,
}

impl Refreshed {
    /// Finds the quotes in a `.pptx` or `.docx`.
    ///
    /// # Errors
    /// When the bytes are neither.
    pub fn read(bytes: &[u8]) -> Result<Self, NoDocument> {
        let package = packed::Packed::read(bytes)?;
        let mut spots = Vec::new();
        for (number, slide) in (1..).zip(package.slides()) {
            let text = package.text(&slide).unwrap_or_default();
            spots.extend(separate(shapes::spots(&slide, number, &text)));
        }
        for part in package.documents() {
            spots.extend(separate(bookmarks::spots(&part, &package.text(&part).unwrap_or_default())));
        }
        Ok(Self { package, spots })
    }

    /// The file with other words in some of its [spots](Self::spots), by their numbers; the same bytes where there
    /// are none.
    ///
    /// # Errors
    /// When the file cannot be packed again.
    pub fn with_words(&self, words: &BTreeMap<usize, String>) -> Result<Vec<u8>, NoDocument> {
        let mut by_file: BTreeMap<&str, Vec<(&Spot, &str)>> = BTreeMap::new();
        for (number, new) in words {
            if let Some(spot) = self.spots.get(*number) {
                by_file.entry(&spot.file).or_default().push((spot, new));
            }
        }
        let mut parts = BTreeMap::new();
        for (file, mut spots) in by_file {
            let mut text = self.package.text(file).unwrap_or_default();
            // From the end, so that what stands before keeps its place.
            spots.sort_by_key(|(spot, _)| std::cmp::Reverse(spot.region.span.start));
            for (spot, new) in spots {
                let marked = format!("{}{new}{}", spot.marks.0, spot.marks.1);
                text = spot.region.with_words(&text, &marked);
            }
            parts.insert(file.to_owned(), text);
        }
        self.package.with_parts(&parts)
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

/// Where the reader of `text` is, in bytes: it passes over a byte order mark without counting it.
fn position(reader: &quick_xml::Reader<&[u8]>, text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| *c == '\u{feff}').map_or(0, char::len_utf8);
    usize::try_from(reader.buffer_position()).ok()?.checked_add(mark)
}

/// The words between quotation marks, and the marks.
fn unmarked(text: &str) -> (String, (String, String)) {
    let inner = text.trim();
    let open = inner.chars().next().filter(|c| "“„\"«‘".contains(*c));
    let inner = open.map_or(inner, |c| inner.get(c.len_utf8()..).unwrap_or(""));
    let close = inner.chars().next_back().filter(|c| "”“\"»’".contains(*c) && open.is_some());
    let inner = close.map_or(inner, |c| inner.get(..inner.len() - c.len_utf8()).unwrap_or(""));
    let mark = |c: Option<char>| c.map(String::from).unwrap_or_default();
    (inner.to_owned(), (mark(open), mark(close)))
}
