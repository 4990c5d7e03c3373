//! Footnotes and endnotes of documents, and where their signs stand: one at the end of a quotation may say who.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};

use super::Block;
use super::in_order::in_order;
use super::styles::{part, squeezed};
use crate::xml::{attribute, walk};

/// Longer notes say more than who, in characters.
pub(super) const LONGEST: usize = 160;

/// The notes of a paragraph: before how many characters that are no blanks, and their words.
type Signs = Vec<(usize, String)>;

/// Puts the notes of a document at their places in the paragraphs; where nobody knows which of several paragraphs with
/// the same words they belong to, those of none of them.
pub(super) fn put_notes(blocks: &mut [Block], name: &str, bytes: &[u8]) {
    let name = name.to_lowercase();
    let found = if name.ends_with(".docx") {
        of_word(bytes)
    } else if name.ends_with(".odt") {
        part(bytes, "content.xml").map(|xml| Pass::of(&xml, HashMap::new())).unwrap_or_default()
    } else {
        return;
    };
    // Some say nothing of the others, unless all say the same.
    let uneven = |all: Vec<Signs>, blocks: usize| match all.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => vec![first.clone(); blocks],
        _ => Vec::new(),
    };
    let signs = in_order(blocks, found, uneven);
    for (block, signs) in blocks.iter_mut().zip(signs) {
        let signs = signs.unwrap_or_default();
        block.notes = signs.iter().map(|(seen, words)| (at(&block.text, *seen), words.clone())).collect();
    }
}

/// Notes of the blocks that are read as paragraphs, too, are no lines of the text.
pub(super) fn set_apart(blocks: &mut [Block]) {
    let bare = |words: &str| squeezed(words.trim_matches(|c: char| !c.is_alphabetic()));
    let notes: HashSet<String> =
        blocks.iter().flat_map(|block| &block.notes).map(|(_, words)| bare(words)).collect();
    if !notes.is_empty() {
        blocks.iter_mut().for_each(|block| block.is_ordinary &= !notes.contains(&bare(&block.text)));
    }
}

/// The byte behind so many characters that are no blanks.
fn at(text: &str, seen: usize) -> usize {
    let last = text.char_indices().filter(|(_, c)| !c.is_whitespace()).nth(seen.saturating_sub(1));
    last.filter(|_| seen > 0).map_or(0, |(at, c)| at + c.len_utf8())
}

fn of_word(bytes: &[u8]) -> Vec<(String, Signs)> {
    let mut notes = HashMap::new();
    for (kind, file) in [("f", "word/footnotes.xml"), ("e", "word/endnotes.xml")] {
        let (mut id, mut words, mut is_text) = (String::new(), String::new(), false);
        let xml = part(bytes, file).unwrap_or_default();
        walk(&xml, |event, _| match event {
            Event::Start(e) => match e.name().as_ref() {
                "w:footnote" | "w:endnote" => (id, words) = (id_of(kind, e), String::new()),
                "w:t" => is_text = true,
                _ => {}
            },
            Event::Text(more) if is_text => words.push_str(more),
            Event::End(e) => match e.name().as_ref() {
                "w:t" => is_text = false,
                "w:footnote" | "w:endnote" => {
                    notes.insert(std::mem::take(&mut id), std::mem::take(&mut words));
                }
                _ => {}
            },
            _ => {}
        });
    }
    part(bytes, "word/document.xml").map(|xml| Pass::of(&xml, notes)).unwrap_or_default()
}

fn id_of(kind: &str, e: &BytesStart<'_>) -> String {
    format!("{kind}{}", attribute(e, "w:id").unwrap_or_default())
}

/// The paragraphs of a document while they are read.
#[derive(Default)]
struct Pass {
    /// Of Word, by kind and id.
    notes: HashMap<String, String>,
    words: String,
    signs: Signs,
    /// Of a note of OpenDocument that is open: its words, and whether they are those of its body.
    note: Option<(String, bool)>,
    is_text: bool,
    found: Vec<(String, Signs)>,
}

impl Pass {
    /// The paragraphs, squeezed, with their notes.
    fn of(xml: &str, notes: HashMap<String, String>) -> Vec<(String, Signs)> {
        let mut pass = Self { notes, ..Self::default() };
        walk(xml, |event, _| match event {
            Event::Start(e) => pass.begin(e),
            Event::Empty(e) => pass.empty(e),
            Event::Text(words) => pass.text(words),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = || quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                pass.text(&character.or_else(named).unwrap_or_default());
            }
            Event::End(e) => pass.end(e.name().as_ref()),
            _ => {}
        });
        pass.found.retain(|(words, _)| !words.is_empty());
        pass.found
    }

    fn begin(&mut self, e: &BytesStart<'_>) {
        match e.name().as_ref() {
            "w:t" => self.is_text = true,
            "text:p" | "text:h" if self.note.is_none() => self.is_text = true,
            "text:note" => self.note = Some((String::new(), false)),
            "text:note-body" => self.note = self.note.take().map(|(words, _)| (words, true)),
            _ => self.empty(e),
        }
    }

    fn empty(&mut self, e: &BytesStart<'_>) {
        match e.name().as_ref() {
            "w:footnoteReference" => self.sign(&id_of("f", e)),
            "w:endnoteReference" => self.sign(&id_of("e", e)),
            // A line break makes a paragraph of its own for the readers.
            "w:br" | "w:cr" | "text:line-break" => self.paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        match &mut self.note {
            Some((note, true)) => note.push_str(words),
            None if self.is_text => self.words.push_str(words),
            _ => {}
        }
    }

    fn sign(&mut self, id: &str) {
        let note = self.notes.get(id).cloned();
        self.put(note.unwrap_or_default());
    }

    fn put(&mut self, note: String) {
        let seen = self.words.chars().filter(|c| !c.is_whitespace()).count();
        if !note.trim().is_empty() && note.chars().count() <= LONGEST {
            self.signs.push((seen, note.trim().to_owned()));
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:t" => self.is_text = false,
            "text:note" => {
                let note = self.note.take().map(|(words, _)| words).unwrap_or_default();
                self.put(note);
            }
            "w:p" | "text:p" | "text:h" if self.note.is_none() => {
                self.paragraph();
                self.is_text = false;
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let (words, signs) = (std::mem::take(&mut self.words), std::mem::take(&mut self.signs));
        self.found.push((squeezed(&words), signs));
    }
}
