//! The text boxes and notes of a presentation.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::seen::is_note_sign;
use super::{Block, Kind, Manuscript, Place, Unread};
use crate::source::{FigureKind, Unreadable};

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
    let mut boxes = 0;
    for (number, slide) in (1..).zip(order) {
        let text = parts.get(&slide).map_or("", String::as_str);
        page(text, Place::Slide(number), &mut boxes, &mut manuscript);
        let relations = parts.get(&relations_of(&slide)).map_or("", String::as_str);
        for notes in targets(relations, "/notesSlide").into_values() {
            let text = parts.get(&notes).map_or("", String::as_str);
            page(text, Place::Notes(number), &mut boxes, &mut manuscript);
        }
    }
    Ok(manuscript)
}

fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::default()).ok().map(|value| value.into_owned())
}

/// The parts that relations of this kind lead to, by id.
fn targets(relations: &str, kind: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(relations);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) => {
                let is = attribute(&e, "Type").is_some_and(|of| of.ends_with(kind));
                if let (true, Some(id), Some(target)) = (is, attribute(&e, "Id"), attribute(&e, "Target")) {
                    let tail =
                        target.trim_start_matches('/').trim_start_matches("ppt/").trim_start_matches("../");
                    found.insert(id, format!("ppt/{tail}"));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The slides in the order in which they are shown.
fn order(parts: &BTreeMap<String, String>) -> Vec<String> {
    let of = |name: &str| parts.get(name).map_or("", String::as_str);
    let slides = targets(of("ppt/_rels/presentation.xml.rels"), "/slide");
    let mut order = Vec::new();
    let mut reader = Reader::from_str(of("ppt/presentation.xml"));
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "sldId" => {
                order.extend(attribute(&e, "r:id").and_then(|id| slides.get(&id).cloned()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    order.retain(|name| parts.contains_key(name));
    order
}

/// The paragraphs of the shapes and tables of a slide.
fn page(text: &str, place: Place, boxes: &mut usize, into: &mut Manuscript) {
    let mut reader = Reader::from_str(text);
    let (mut words, mut is_text, mut is_ours, mut is_quoted) = (String::new(), false, false, true);
    // Where the run begins that is struck out, if one is; and whether it is raised.
    let mut run = (0usize, false);
    let mut is_raised = false;
    // What stands there once more for older programs is no second text.
    let mut twins = 0usize;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(e) if e.local_name().as_ref() == "Fallback" => twins += 1,
            Event::End(e) if e.local_name().as_ref() == "Fallback" => twins = twins.saturating_sub(1),
            _ if twins > 0 => {}
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "sp" | "tc" => {
                    *boxes += 1;
                    (is_ours, is_quoted) = (false, true);
                }
                "graphicFrame" => is_ours = false,
                // Ours holds numbers by role, and quotes nobody.
                "chart" if is_ours => {}
                "cNvPr" => is_ours |= attribute(&e, "name").is_some_and(|name| name.starts_with("verbatim ")),
                // Titles and numbers quote nobody, unless they have marks.
                "ph" => {
                    let kind = attribute(&e, "type").unwrap_or_default();
                    is_quoted = !matches!(kind.as_str(), "title" | "ctrTitle" | "sldNum" | "ftr" | "dt");
                }
                "p" if e.name().as_ref() != "p:p" => words.clear(),
                "t" => is_text = true,
                "r" => (run, is_raised) = ((words.len(), false), false),
                "rPr" => {
                    run.1 |= attribute(&e, "strike").is_some_and(|strike| strike != "noStrike");
                    let up =
                        attribute(&e, "baseline").and_then(|up| up.trim_end_matches('%').parse::<f64>().ok());
                    is_raised |= up.is_some_and(|up| up > 0.0);
                }
                "br" => words.push('\n'),
                name => into.unread.extend(figure(name).map(|kind| Unread::figure(kind, place))),
            },
            Event::Text(more) if is_text => words.push_str(&more),
            Event::GeneralRef(name) if is_text => {
                let character = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = || quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                words.push_str(&character.or_else(named).unwrap_or_default());
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" => is_text = false,
                "r" if run.1 || is_raised && is_sign(&words, run.0) => words.truncate(run.0),
                "p" if !words.trim().is_empty() => {
                    let is_note = matches!(place, Place::Notes(_));
                    let kind = if is_quoted && !is_note {
                        Kind::Box { number: *boxes, is_ours }
                    } else {
                        Kind::Paragraph
                    };
                    let text = std::mem::take(&mut words).trim().to_owned();
                    into.blocks.push(Block::new(text, place, kind));
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// Whether the words from `at` on, which are raised, are the number of a note.
fn is_sign(words: &str, at: usize) -> bool {
    words.split_at_checked(at).is_some_and(|(before, sign)| is_note_sign(before, sign, false))
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
