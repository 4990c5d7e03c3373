//! What of a text could not be looked into: told with its places, and many of a kind in one line.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;
use crate::source::FigureKind;

/// Something in a text whose words were not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// What it is.
    pub what: What,
    /// Where it stands.
    pub place: Place,
    /// Whether it stands between that place and its neighbour.
    pub is_near: bool,
}

/// What could not be looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Something that is no text.
    Figure(FigureKind),
    /// A file of its own that the text takes in.
    File,
    /// What stands behind a place where the file is damaged.
    Damaged,
    /// A text box without quotation marks, with words that were not found.
    Box,
    /// A cell of a table of that kind.
    Cell,
    /// A quotation mark that nothing closes.
    Open,
    /// Words that are struck out, or deleted while changes were tracked.
    Struck,
}

/// So many places are named, neighbours counted as one.
const MOST_PLACES: usize = 8;

impl Unread {
    /// Something that stands at `place`.
    pub(super) fn at(what: What, place: Place) -> Self {
        Self { what, place, is_near: false }
    }

    /// Something at `place` that is no text.
    pub(super) fn figure(kind: FigureKind, place: Place) -> Self {
        Self::at(What::Figure(kind), place)
    }

    /// The words before the number of its place, for one and for many, and the number.
    fn stands(&self) -> ([&'static str; 2], u32) {
        match self.place {
            Place::Slide(number) => (["on slide", "on slides"], number),
            Place::Notes(number) => (["in the notes of slide", "in the notes of slides"], number),
            Place::Page(number) => (["on page", "on pages"], number),
            Place::Paragraph(number) if self.is_near => (["near paragraph", "near paragraphs"], number),
            Place::Paragraph(number) => (["in paragraph", "in paragraphs"], number),
            Place::Line(number) => (["at line", "at lines"], number),
        }
    }
}

impl What {
    /// As people read it, for one and for many.
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Figure(FigureKind::Picture) => ["a picture", "pictures"],
            Self::Figure(FigureKind::Chart) => ["a chart", "charts"],
            Self::Figure(FigureKind::Diagram) => ["a diagram", "diagrams"],
            Self::Figure(FigureKind::Object) => ["an embedded object", "embedded objects"],
            Self::Figure(FigureKind::Recording) => ["a recording", "recordings"],
            Self::Damaged => ["a damaged part", "damaged parts"],
            Self::Box => [
                "a text box without quotation marks, of which words are in no transcript, so no quotation,",
                "text boxes without quotation marks, of which words are in no transcript, so no quotations,",
            ],
            Self::Cell => [
                "a table cell without quotation marks, of which words are in no transcript, so no quotation,",
                "table cells without quotation marks, of which words are in no transcript, so no quotations,",
            ],
            Self::Open => ["a quotation mark", "quotation marks"],
            Self::Struck => ["words that are struck out", "words that are struck out"],
            Self::File => ["a file that is taken in", "files that are taken in"],
        }
    }
}

/// `a picture on slide 3`, `pictures on pages 1–4 and 9`: a line for what is of one kind and at one kind of place.
pub(super) fn told(unread: &[Unread]) -> Vec<String> {
    let mut kinds: BTreeMap<(What, [&str; 2]), Vec<u32>> = BTreeMap::new();
    for one in unread {
        let (stands, number) = one.stands();
        kinds.entry((one.what, stands)).or_default().push(number);
    }
    let line = |((what, [at, at_many]), numbers): ((What, [&str; 2]), Vec<u32>)| {
        let [name, names] = what.names();
        let places: BTreeSet<u32> = numbers.iter().copied().collect();
        let is_counted = matches!(what, What::Box | What::Cell) && numbers.len() > 1;
        let name = match numbers.len() {
            1 => name.to_owned(),
            many if is_counted => format!("{many} {names}"),
            _ => names.to_owned(),
        };
        let at = if places.len() == 1 { at } else { at_many };
        format!("{name} {at} {}", listed(&places))
    };
    kinds.into_iter().map(line).collect()
}

/// `a quotation mark at line 40 is not closed`: what such marks quote was not found.
pub(super) fn open_told(places: Vec<Place>) -> Vec<String> {
    let open: Vec<Unread> = places.into_iter().map(|place| Unread::at(What::Open, place)).collect();
    let is = |told: &str| if told.starts_with("a ") { "is" } else { "are" };
    told(&open).iter().map(|told| format!("{told} {} not closed", is(told))).collect()
}

/// `1–4, 7 and 9`.
fn listed(numbers: &BTreeSet<u32>) -> String {
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match stretches.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => stretches.push((number, number)),
        }
    }
    let rest: u32 = stretches.iter().skip(MOST_PLACES).map(|(first, last)| last - first + 1).sum();
    let mut shown: Vec<String> =
        stretches.iter().take(MOST_PLACES).map(|stretch| stretched(*stretch)).collect();
    let last = if rest > 0 { Some(format!("{rest} more")) } else { shown.pop() };
    match (shown.join(", "), last.unwrap_or_default()) {
        (before, last) if before.is_empty() => last,
        (before, last) => format!("{before} and {last}"),
    }
}

fn stretched((first, last): (u32, u32)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictures(places: impl IntoIterator<Item = Place>) -> Vec<Unread> {
        places.into_iter().map(|place| Unread::figure(FigureKind::Picture, place)).collect()
    }

    #[test]
    fn one_is_told_by_its_place_and_many_in_one_line() {
        assert_eq!(told(&pictures([Place::Slide(3)])), ["a picture on slide 3"]);
        assert_eq!(told(&pictures([Place::Page(3), Place::Page(3)])), ["pictures on page 3"]);
        let many = [10, 1, 2, 2, 3, 7].map(Place::Line);
        assert_eq!(told(&pictures(many)), ["pictures at lines 1–3, 7 and 10"]);
        let scattered = told(&pictures((0..40).map(|number| Place::Paragraph(1 + 2 * number))));
        assert_eq!(scattered, ["pictures in paragraphs 1, 3, 5, 7, 9, 11, 13, 15 and 32 more"]);
        assert!(told(&[]).is_empty());
    }

    #[test]
    fn kinds_and_kinds_of_places_are_told_apart() {
        let mut unread = pictures([Place::Notes(2), Place::Slide(2)]);
        unread.push(Unread { is_near: true, ..Unread::at(What::File, Place::Paragraph(4)) });
        unread.push(Unread::figure(FigureKind::Object, Place::Slide(2)));
        let told = told(&unread);
        assert_eq!(
            told,
            [
                "a picture in the notes of slide 2",
                "a picture on slide 2",
                "an embedded object on slide 2",
                "a file that is taken in near paragraph 4",
            ]
        );
    }
}
