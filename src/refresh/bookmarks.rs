//! The bookmarks of quotes in a document.

use quick_xml::events::{BytesStart, Event};

use super::line::Line;
use super::region::{Dialect, region};
use super::{Credit, Spot, unmarked};
use crate::text::Span;
use crate::xml::{attribute, walk};

/// What the name of the bookmark of a quote begins with.
const NAME: &str = "verbatim_";
/// The style of attributions.
const STYLE: &str = "Attribution";

/// A part of a document as it is being read.
#[derive(Default)]
struct Body {
    /// Bookmarks of quotes that are open: the number and the id of each, and where its words begin.
    open: Vec<(String, String, usize)>,
    /// Paragraphs that are open, by their places among all.
    within: Vec<usize>,
    paragraphs: Vec<Paragraph>,
    /// Quotes, each with the place of its paragraph.
    spots: Vec<(Spot, usize)>,
}

/// A paragraph in the order of the document.
struct Paragraph {
    span: Span,
    style: Option<String>,
    has_quote: bool,
}

impl Paragraph {
    /// One that begins here.
    fn from(start: usize) -> Self {
        Self { span: Span::new(start, start), style: None, has_quote: false }
    }
}

/// The quotes in the part `file` of a document.
pub(super) fn spots(file: &str, text: &str) -> Vec<Spot> {
    let mut body = Body::default();
    walk(text, |event, here| match event {
        Event::Start(e) if e.local_name().as_ref() == "p" => {
            body.within.push(body.paragraphs.len());
            body.paragraphs.push(Paragraph::from(here.end));
        }
        Event::End(e) if e.local_name().as_ref() == "p" => body.close_paragraph(here.start),
        Event::Start(e) | Event::Empty(e) => body.element(e, here, file, text),
        _ => {}
    });
    body.finished(text)
}

impl Body {
    fn element(&mut self, e: &BytesStart<'_>, here: Span, file: &str, text: &str) {
        match e.local_name().as_ref() {
            // One that is empty and closed at once.
            "p" => self.paragraphs.push(Paragraph::from(here.end)),
            "pStyle" => {
                if let Some(paragraph) = self.current() {
                    paragraph.style = attribute(e, "w:val");
                }
            }
            "bookmarkStart" => {
                let id = attribute(e, "w:name").and_then(|name| quote_id(&name));
                if let (Some(id), Some(number)) = (id, attribute(e, "w:id")) {
                    // Two of one number cannot be told apart where they end: the former holds nothing.
                    self.open.retain(|(open, _, _)| *open != number);
                    self.open.push((number, id, here.end));
                    if let Some(paragraph) = self.current() {
                        paragraph.has_quote = true;
                    }
                }
            }
            "bookmarkEnd" => {
                let number = attribute(e, "w:id").unwrap_or_default();
                if let Some(at) = self.open.iter().position(|(open, _, _)| *open == number) {
                    let (_, id, start) = self.open.remove(at);
                    let place = format!("paragraph {}", self.paragraphs.len());
                    let paragraph = self.within.last().copied().unwrap_or(usize::MAX);
                    let spot = spot(id, place, file, text, Span::new(start, here.start));
                    self.spots.extend(spot.map(|spot| (spot, paragraph)));
                }
            }
            _ => {}
        }
    }

    fn current(&mut self) -> Option<&mut Paragraph> {
        self.within.last().and_then(|at| self.paragraphs.get_mut(*at))
    }

    fn close_paragraph(&mut self, end: usize) {
        if let Some(paragraph) = self.within.pop().and_then(|at| self.paragraphs.get_mut(at)) {
            paragraph.span.end = end;
        }
    }

    /// The quotes, each with the attribution below it.
    fn finished(self, text: &str) -> Vec<Spot> {
        let Self { paragraphs, spots, .. } = self;
        let with_credit = |(spot, here): (Spot, usize)| {
            let credits = paragraphs.get(here).and_then(|own| credit_below(own, &paragraphs, text));
            Spot { credits: credits.into_iter().collect(), ..spot }
        };
        spots.into_iter().map(with_credit).collect()
    }
}

/// The next paragraph that has words, unless it is the next quote. In another style than ours it may be anything.
fn credit_below(own: &Paragraph, paragraphs: &[Paragraph], text: &str) -> Option<Credit> {
    let first = paragraphs.partition_point(|paragraph| paragraph.span.start < own.span.end);
    let mut below = paragraphs.get(first..)?.iter().take_while(|paragraph| !paragraph.has_quote);
    let (line, next) = below.find_map(|next| Some((Line::of(text, next.span)?, next)))?;
    Some(Credit::new(line, next.style.as_deref() == Some(STYLE)))
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
    let (words, marks) = unmarked(&region.words, (1, 1));
    let file = file.to_owned();
    let (slide, shape, credits) = (None, None, Vec::new());
    Some(Spot { id, part: (1, 1), place, words, slide, credits, file, shape, region, marks })
}
