//! The bookmarks of quotes in a document.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::region::{Dialect, region};
use super::shapes::attribute;
use super::{Spot, position, unmarked};
use crate::text::Span;

/// What the name of the bookmark of a quote begins with.
const NAME: &str = "verbatim_";

/// The quotes in the part `file` of a document.
pub(super) fn spots(file: &str, text: &str) -> Vec<Spot> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let mut found = Vec::new();
    let (mut before, mut paragraph) = (0, 0usize);
    while let Ok(event) = reader.read_event() {
        let Some(after) = position(&reader, text) else { break };
        match &event {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "p" => paragraph += 1,
                "bookmarkStart" => {
                    let id = attribute(e, "w:name").and_then(|name| quote_id(&name));
                    if let (Some(id), Some(number)) = (id, attribute(e, "w:id")) {
                        open.push((number, id, after));
                    }
                }
                "bookmarkEnd" => {
                    let number = attribute(e, "w:id").unwrap_or_default();
                    if let Some(at) = open.iter().position(|(open, _, _)| *open == number) {
                        let (_, id, start) = open.remove(at);
                        let place = format!("paragraph {paragraph}");
                        found.extend(spot(id, place, file, text, Span::new(start, before)));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        before = after;
    }
    found
}

/// The id in `verbatim_0123456789abcdef_7`.
fn quote_id(name: &str) -> Option<String> {
    let id = name.strip_prefix(NAME)?.split('_').next()?;
    (id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit())).then(|| id.to_owned())
}

fn spot(id: String, place: String, file: &str, text: &str, span: Span) -> Option<Spot> {
    // An author may have parted the words into paragraphs: then they are not written over.
    if span.start > span.end || span.of(text).contains("</w:p>") {
        return None;
    }
    let region = region(text, span, Dialect::Word)?;
    let (words, marks) = unmarked(&region.words);
    Some(Spot { id, part: (1, 1), place, words, file: file.to_owned(), region, marks })
}
