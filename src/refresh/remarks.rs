//! What stands about quotes beside them: speaker notes of slides, footnotes and endnotes of documents.

use quick_xml::events::Event;

use super::Remark;
use super::line::Line;
use crate::text::Span;
use crate::xml::{attribute, elements, walk};

/// Each paragraph of the part `file` that has words. `slide` is the number of the slide whose notes they are.
pub(super) fn remarks(file: &str, place: &str, slide: Option<usize>, text: &str) -> Vec<Remark> {
    let lines = paragraphs(text).into_iter().filter_map(|span| Line::of(text, span));
    let remark = |line: Line| Remark {
        place: place.to_owned(),
        slide,
        words: line.words(),
        file: file.to_owned(),
        line,
    };
    lines.map(remark).collect()
}

/// The bytes inside each paragraph that holds no other.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut open: Option<usize> = None;
    let mut found = Vec::new();
    walk(text, |event, here| match event {
        Event::Start(e) if e.local_name().as_ref() == "p" => open = Some(here.end),
        Event::End(e) if e.local_name().as_ref() == "p" => {
            found.extend(open.take().map(|start| Span::new(start, here.start)));
        }
        _ => {}
    });
    found
}

/// The part with the notes of the slide in the part `slide`, by its relations.
pub(super) fn notes_of(slide: &str, relations: &str) -> Option<String> {
    let folder = slide.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = None;
    elements(relations, |element| {
        if attribute(element, "Type").is_some_and(|kind| kind.ends_with("/notesSlide")) {
            found = attribute(element, "Target").map(|target| resolved(folder, &target));
        }
    });
    found
}

/// `../notesSlides/n.xml` as it is meant in a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." => {}
            step => path.push(step),
        }
    }
    path.join("/")
}
