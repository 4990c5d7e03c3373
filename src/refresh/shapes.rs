//! The shapes of quotes on a slide.

use quick_xml::events::{BytesStart, Event};

use super::line::Line;
use super::region::{Dialect, region};
use super::{Credit, Spot, unmarked};
use crate::text::Span;
use crate::xml::{attribute, elements, walk};

/// What the name of the shape of a quote begins with.
const NAME: &str = "verbatim ";

/// A shape being read: the id and part in its name, and its paragraphs.
#[derive(Default)]
struct Shape {
    depth: usize,
    start: usize,
    name: Option<(String, (usize, usize))>,
    paragraphs: Vec<Span>,
    paragraph: Option<usize>,
}

/// The quotes on the slide in the part `file`, the `number`th.
pub(super) fn spots(file: &str, number: usize, text: &str) -> Vec<Spot> {
    let mut found = Vec::new();
    let mut shape = Shape::default();
    walk(text, |event, here| match event {
        Event::Start(e) if e.local_name().as_ref() == "sp" => {
            if shape.depth == 0 {
                shape = Shape { start: here.start, ..Shape::default() };
            }
            shape.depth += 1;
        }
        Event::End(e) if e.local_name().as_ref() == "sp" => {
            shape.depth = shape.depth.saturating_sub(1);
            if shape.depth == 0 {
                found.extend(spot(&std::mem::take(&mut shape), here.end, file, number, text));
            }
        }
        Event::Start(e) | Event::Empty(e) if shape.depth > 0 => match e.local_name().as_ref() {
            "cNvPr" => shape.name = shape.name.take().or_else(|| named(e)),
            "p" if matches!(event, Event::Start(_)) && e.name().as_ref() != "p:p" => {
                shape.paragraph = Some(here.end);
            }
            _ => {}
        },
        Event::End(e) if shape.depth > 0 && e.local_name().as_ref() == "p" => {
            if let Some(start) = shape.paragraph.take() {
                shape.paragraphs.push(Span::new(start, here.start));
            }
        }
        _ => {}
    });
    found
}

/// `verbatim 0123456789abcdef 2/3`.
fn named(element: &BytesStart<'_>) -> Option<(String, (usize, usize))> {
    let name = attribute(element, "name")?;
    let mut words = name.strip_prefix(NAME)?.split(' ');
    let id = words.next().filter(|id| id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let part = words.next().and_then(|part| {
        let (part, of) = part.split_once('/')?;
        Some((part.parse().ok()?, of.parse().ok()?))
    });
    Some((id.to_owned(), part.unwrap_or((1, 1))))
}

/// The words of a shape: its first paragraph that is no mark of continuation. What follows the last part may be its
/// attribution.
fn spot(shape: &Shape, end: usize, file: &str, number: usize, text: &str) -> Option<Spot> {
    let (id, part) = shape.name.clone()?;
    let mut paragraphs = shape.paragraphs.iter();
    let region = paragraphs.find_map(|span| {
        let region = region(text, *span, Dialect::Drawing)?;
        let words = region.words.trim();
        let is_mark = part.0 > 1 && words.starts_with('…');
        (!words.is_empty() && !is_mark).then_some(region)
    })?;
    let below = paragraphs.filter(|_| part.0 == part.1).filter_map(|span| Line::of(text, *span));
    let credits = below.map(|line| Credit::new(line, true)).collect();
    let (words, marks) = unmarked(&region.words, part);
    let place = format!("slide {number}");
    let (slide, shape) = (Some(number), Some(Span::new(shape.start, end)));
    Some(Spot { id, part, place, words, slide, credits, file: file.to_owned(), shape, region, marks })
}

/// The parts of the slides, in the order of the presentation.
pub(super) fn slide_order(presentation: &str, relations: &str) -> Vec<String> {
    let mut targets = std::collections::BTreeMap::new();
    elements(relations, |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let target = target.strip_prefix('/').map_or_else(|| format!("ppt/{target}"), str::to_owned);
            targets.insert(id, target);
        }
    });
    let mut order = Vec::new();
    elements(presentation, |element| {
        if element.local_name().as_ref() == "sldId"
            && let Some(target) = attribute(element, "r:id").and_then(|id| targets.get(&id).cloned())
        {
            order.push(target);
        }
    });
    order
}

/// The height of slides, in EMU.
pub(super) fn slide_height(presentation: &str) -> Option<i64> {
    let mut height = None;
    elements(presentation, |element| {
        if element.local_name().as_ref() == "sldSz" {
            height = attribute(element, "cy").and_then(|value| value.parse().ok());
        }
    });
    height
}
