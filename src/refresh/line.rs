//! The text of a paragraph in its runs, and another text in its place: every run keeps its look, and only what
//! differs is written.

use std::collections::VecDeque;

use quick_xml::events::Event;

use super::changes::{Change, changes};
use super::region::{escaped, resolved};
use crate::text::Span;
use crate::xml::walk;

/// A paragraph, read run by run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    nodes: Vec<Node>,
}

/// What stands between `<t>` and `</t>`; or a break, which has no such place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    place: Option<Place>,
    text: String,
}

/// Bytes of the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    tag: Span,
    inner: Span,
}

impl Line {
    /// The text in the bytes of `span`; `None` where there is none, or the XML is broken.
    pub(super) fn of(part: &str, span: Span) -> Option<Self> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut open: Option<(Span, String)> = None;
        walk(span.of(part), |event, here| match (event, &mut open) {
            (Event::Start(e), None) if e.local_name().as_ref() == "t" => {
                open = Some((here.shift(span.start), String::new()));
            }
            (Event::Start(e) | Event::Empty(e), None) => match e.local_name().as_ref() {
                "br" => nodes.push(Node { place: None, text: "\n".to_owned() }),
                // In the properties of a paragraph a tab is a position, and has one.
                "tab" if e.attributes().next().is_none() => {
                    nodes.push(Node { place: None, text: "\t".to_owned() });
                }
                _ => {}
            },
            (Event::End(e), Some(_)) if e.local_name().as_ref() == "t" => {
                if let Some((tag, text)) = open.take() {
                    let inner = Span::new(tag.end, here.start + span.start);
                    nodes.push(Node { place: Some(Place { tag, inner }), text });
                }
            }
            (Event::Text(e), Some((_, text))) => text.push_str(e),
            (Event::CData(e), Some((_, text))) => text.push_str(e),
            (Event::GeneralRef(e), Some((_, text))) => text.push_str(&resolved(e)),
            _ => {}
        })?;
        let has_words = nodes.iter().any(|node| node.place.is_some() && !node.text.trim().is_empty());
        has_words.then_some(Self { nodes })
    }

    /// The text; a break is LF.
    pub(super) fn words(&self) -> String {
        self.nodes.iter().map(|node| node.text.as_str()).collect()
    }

    /// What to write in which bytes of `part` so that the text becomes `new`. Each word goes into the run of the one
    /// in whose place it stands.
    pub(super) fn with(&self, part: &str, new: &str) -> Vec<(Span, String)> {
        let words = self.words();
        let old: Vec<char> = words.chars().collect();
        let kept = |from: usize, to: usize| old.get(from..to.max(from)).unwrap_or_default();
        let mut changes: VecDeque<Change> = changes(&words, new).into();
        let (mut edits, mut at) = (Vec::new(), 0);
        for node in &self.nodes {
            let (start, end) = (at, at + node.text.chars().count());
            at = end;
            let Some(place) = node.place else { continue };
            let (mut text, mut here) = (String::new(), start);
            while let Some(change) = changes.front_mut().filter(|change| change.from <= end) {
                text.extend(kept(here, change.from.clamp(start, end)));
                text.push_str(&std::mem::take(&mut change.new));
                here = change.to.clamp(start, end);
                if change.to > end {
                    // The rest of what goes stands in the next run.
                    break;
                }
                changes.pop_front();
            }
            text.extend(kept(here, end));
            if text != node.text {
                edits.extend(place.with(part, &text));
            }
        }
        edits
    }
}

impl Place {
    fn with(self, part: &str, text: &str) -> Vec<(Span, String)> {
        let mut edits = vec![(self.inner, escaped(text))];
        let tag = self.tag.of(part);
        let is_word = !tag.starts_with("<a:");
        if is_word && text.trim() != text && !tag.contains("xml:space") {
            let end = self.tag.end - 1;
            edits.push((Span::new(end, end), " xml:space=\"preserve\"".to_owned()));
        }
        edits
    }
}
