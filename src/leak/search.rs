//! Files searched for names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Names;
use super::bare::bare;
use super::blobs::{base64, coded_texts, texts, visible};
use super::disguised::{drawn_together, unmasked};
use super::escapes::decoded;
use super::forms::Forms;
use super::markup::stripped;
use super::matcher::{Matcher, Register};
use super::place::Place;
use super::zipped;
use crate::text::Span;

/// A listed name that stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The number of the entry in the list, from 0.
    pub entry: usize,
    /// Where.
    pub place: Place,
    /// How it is written there first. This is the real name: show it only to who asks.
    pub found: String,
    /// How often it stands there, at least.
    pub times: usize,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    /// The names, a place at a time.
    pub leaks: Vec<Leak>,
    /// What could not be looked into, in words.
    pub unsearched: Vec<String>,
}

/// A list of names, ready to search files for.
#[derive(Debug)]
pub struct Searcher {
    matcher: Matcher,
}

/// Bytes unpacked from one file, at most.
const MOST_UNPACKED: u64 = 1 << 30;
/// What files that begin so keep to themselves.
const UNSEEN: &[(&[u8], &str)] = &[
    (b"%PDF", "the text of a .pdf is packed in ways that are not looked into"),
    (b"{\\rtf", "letters with accents in an .rtf"),
    (b"\xd0\xcf\x11\xe0", "an old or a protected Office file is looked into only in part"),
];
/// How deep packages and codes inside each other are followed.
const DEEPEST: u8 = 3;

impl Searcher {
    /// Makes ready to search for every name of the list.
    pub fn new(names: &Names) -> Self {
        let mut matcher = Matcher::default();
        for (at, entry) in names.entries.iter().enumerate() {
            matcher.add(at, Forms::of(&entry.real, &entry.replacement, entry.whole));
        }
        Self { matcher }
    }

    /// The names in a text that people read, as it stands: the number of each entry and its bytes, in order; forms of
    /// one name overlap. None in a text with invisible characters, whose places would be others.
    pub fn places(&self, text: &str) -> Vec<(usize, Span)> {
        if visible(text.to_owned()) != text {
            return Vec::new();
        }
        self.matcher.places(text).into_iter().collect()
    }

    /// Whether a listed name stands in a text, in whatever form.
    pub fn finds(&self, text: &str) -> bool {
        !self.search(None, text.as_bytes()).leaks.is_empty()
    }

    /// Searches a file: its name, where it has one, and all its bytes. Linear in what it unpacks to, which is
    /// bounded.
    pub fn search(&self, file_name: Option<&str>, bytes: &[u8]) -> Searched {
        let mut search = Search { matcher: &self.matcher, left: MOST_UNPACKED, out: Searched::default() };
        if let Some(name) = file_name {
            search.text(name.to_owned(), &Where::Whole(Place::FileName), DEEPEST);
        }
        if zipped::is_zip(bytes) {
            zipped::search(&mut search, bytes, "", DEEPEST);
        } else {
            search.bytes(bytes, &Where::Lines, DEEPEST);
        }
        for (start, why) in UNSEEN {
            if bytes.starts_with(start) {
                search.out.unsearched.push((*why).to_owned());
            }
        }
        search.out
    }
}

/// What a text is of.
#[derive(Debug, Clone)]
pub(super) enum Where {
    /// A plain file: a place is a line.
    Lines,
    /// One place.
    Whole(Place),
}

/// A search under way.
pub(super) struct Search<'a> {
    matcher: &'a Matcher,
    /// Bytes that may still be unpacked.
    pub(super) left: u64,
    pub(super) out: Searched,
}

impl Search<'_> {
    /// Searches bytes that are no package, or a package inside another one.
    pub(super) fn bytes(&mut self, bytes: &[u8], place: &Where, depth: u8) {
        for text in texts(bytes) {
            self.text(text, place, depth);
        }
    }

    /// Searches a text in every way in which it can be read.
    pub(super) fn text(&mut self, text: String, place: &Where, depth: u8) {
        let text = visible(text);
        let mut here = BTreeMap::new();
        self.readings(&text, place, depth, &mut here);
        self.out.leaks.extend(here.into_values());
    }

    fn readings(&mut self, text: &str, place: &Where, depth: u8, here: &mut BTreeMap<usize, Leak>) {
        match stripped(text) {
            Some(parts) => {
                self.plain(&parts.joined, Register::Prose, place, depth, here);
                self.look(&parts.spaced, Register::Prose, &in_code(place), here);
                for (part, register) in [
                    (parts.values, Register::Prose),
                    (parts.technical, Register::Technical),
                    (parts.design, Register::Design),
                ] {
                    self.plain(&part, register, &in_code(place), depth, here);
                }
            }
            None => self.plain(text, Register::Prose, place, depth, here),
        }
    }

    /// Searches a text as it stands, without codes for characters, and without marks.
    fn plain(
        &mut self,
        text: &str,
        register: Register,
        place: &Where,
        depth: u8,
        here: &mut BTreeMap<usize, Leak>,
    ) {
        self.look(text, register, place, here);
        for reading in [bare(text), drawn_together(text), unmasked(text)].into_iter().flatten() {
            self.look(&visible(reading), register, place, here);
        }
        if depth == 0 {
            return;
        }
        if let Some(decoded) = decoded(text).map(visible) {
            let place = in_code(place);
            if register == Register::Prose {
                self.readings(&decoded, &place, depth - 1, here);
            } else {
                self.plain(&decoded, register, &place, depth - 1, here);
            }
        }
        for bytes in base64(text) {
            self.packed(&bytes, &in_code(place), depth - 1, here);
        }
    }

    /// What was behind base64.
    fn packed(&mut self, bytes: &[u8], place: &Where, depth: u8, here: &mut BTreeMap<usize, Leak>) {
        if zipped::is_zip(bytes) {
            let name = match place {
                Where::Whole(Place::Part(name)) => name.as_str(),
                _ => "the text",
            };
            zipped::search(self, bytes, &format!(" in {name}"), depth);
            return;
        }
        for text in coded_texts(bytes) {
            self.readings(&visible(text), place, depth, here);
        }
    }

    fn look(&self, text: &str, register: Register, place: &Where, here: &mut BTreeMap<usize, Leak>) {
        let hits = self.matcher.find(text, register);
        let mut lines = Lines { text, at: 0, line: 1 };
        let mut hits: Vec<_> = hits.into_iter().collect();
        hits.sort_by_key(|(_, (span, _))| *span);
        for (entry, (span, times)) in hits {
            let place = match place {
                Where::Lines => Cow::Owned(Place::Text(Some(lines.of(span.start)))),
                Where::Whole(place) => Cow::Borrowed(place),
            };
            let leak = Leak { entry, place: place.into_owned(), found: span.of(text).to_owned(), times };
            let known = here.entry(entry).or_insert(leak);
            known.times = known.times.max(times);
        }
    }
}

/// The same place for a text whose lines are not those of the file.
fn in_code(place: &Where) -> Where {
    match place {
        Where::Lines => Where::Whole(Place::Text(None)),
        whole @ Where::Whole(_) => whole.clone(),
    }
}

/// Counts lines for places that come in order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, byte: usize) -> usize {
        let passed = self.text.as_bytes().get(self.at..byte).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = byte.max(self.at);
        self.line
    }
}
