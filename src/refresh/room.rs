//! Whether words have room where they stand, by the estimate that exports are laid out with: an author's layout is
//! never touched, so what does not fit must be told.

use quick_xml::events::{BytesStart, Event};

use super::typed::{Typed, number};
use crate::text::Span;
use crate::xml::{attribute, walk};

/// What stands on a slide by itself.
const SHAPES: [&str; 5] = ["sp", "pic", "graphicFrame", "cxnSp", "grpSp"];
/// Where a slide ends above a footer whose place stands in its layout, in hundredths of its height.
const ABOVE_FOOT: i64 = 92;
/// What an estimate may be wrong by, in hundredths.
const SPARE: i64 = 104;

/// A rectangle on a slide, in EMU.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Frame {
    x: i64,
    y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Frame {
    /// Takes what an element says of the place, in the first transformation that says it.
    pub(super) fn note(frame: &mut Option<Self>, element: &BytesStart<'_>) {
        let own = |name| number(element, name);
        match (element.local_name().as_ref(), &mut *frame) {
            ("off", None) => {
                if let (Some(x), Some(y)) = (own("x"), own("y")) {
                    *frame = Some(Self { x, y, ..Self::default() });
                }
            }
            // An extension (`a:ext uri=...`) has no size.
            ("ext", Some(known)) if known.width == 0 && known.height == 0 => {
                if let (Some(width), Some(height)) = (own("cx"), own("cy")) {
                    (known.width, known.height) = (width, height);
                }
            }
            _ => {}
        }
    }

    fn is_below(self, other: Self) -> bool {
        let ends = |frame: Self| frame.x.saturating_add(frame.width);
        self.y > other.y && self.x < ends(other) && other.x < ends(self)
    }
}

/// Something on a slide: its bytes, where it stands, and whether it is a footer that stands where its layout says.
#[derive(Debug, Default)]
struct Thing {
    span: (usize, usize),
    frame: Option<Frame>,
    is_foot: bool,
}

/// Whether the words of the shape in the bytes `shape` of a slide take more room than there is: more than their box
/// where that can be seen or lies in a group, else more than what is free below it. `height` is that of the slide.
/// False where the place is not known.
pub(super) fn is_crowded(slide: &str, shape: Span, height: Option<i64>) -> bool {
    let Some(typed) = Typed::of(shape.of(slide)) else { return false };
    let Some(frame) = typed.frame else { return false };
    let things = things(slide);
    let is_alone = things.iter().any(|thing| thing.span == (shape.start, shape.end));
    let inner = |height: i64| height.saturating_sub(typed.insets());
    let own = inner(frame.height);
    let free = if typed.is_boxed || !is_alone {
        own
    } else {
        let foot = things.iter().any(|thing| thing.is_foot && thing.frame.is_none());
        let end = height.map(|height| if foot { height / 100 * ABOVE_FOOT } else { height });
        let below = things.iter().filter_map(|thing| thing.frame).filter(|other| other.is_below(frame));
        let floor = below.map(|other| other.y).chain(end).min();
        floor.map_or(own, |floor| own.max(inner(floor.saturating_sub(frame.y))))
    };
    typed.height() > free.max(0).saturating_mul(SPARE) / 100
}

/// What stands on a slide, the outermost of what is nested.
fn things(slide: &str) -> Vec<Thing> {
    let is_shape = |name: &str| SHAPES.contains(&name);
    let (mut found, mut thing, mut depth) = (Vec::new(), Thing::default(), 0usize);
    walk(slide, |event, here| match event {
        Event::Start(e) if is_shape(e.local_name().as_ref()) => {
            if depth == 0 {
                thing = Thing { span: (here.start, here.start), ..Thing::default() };
            }
            depth += 1;
        }
        Event::End(e) if is_shape(e.local_name().as_ref()) => {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                thing.span.1 = here.end;
                found.push(std::mem::take(&mut thing));
            }
        }
        Event::Start(e) | Event::Empty(e) if depth == 1 => {
            Frame::note(&mut thing.frame, e);
            if e.local_name().as_ref() == "ph" {
                let kind = attribute(e, "type").unwrap_or_default();
                thing.is_foot = matches!(kind.as_str(), "ftr" | "sldNum" | "dt");
            }
        }
        _ => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(id: usize, y: i64, height: i64, inside: &str, words: &str) -> String {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"x\"/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"{y}\"/>\
             <a:ext cx=\"2540000\" cy=\"{height}\"/></a:xfrm>{inside}</p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" \
             bIns=\"0\"/><a:p><a:r><a:rPr sz=\"2000\"/><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    }

    /// Whether the first shape of a slide 400 points high is crowded.
    fn first(shapes: &[String]) -> bool {
        let slide = format!("<p:sld><p:spTree>{}</p:spTree></p:sld>", shapes.concat());
        let start = slide.find("<p:sp>").unwrap();
        is_crowded(&slide, Span::new(start, start + shapes[0].len()), Some(400 * 12_700))
    }

    #[test]
    fn words_may_leave_a_box_that_nobody_sees_but_not_reach_what_stands_below() {
        // Two lines of 20 points in a box for one of them.
        let (words, line) = ("Ge belt, ge wacht, en valt weg.", 30 * 12_700);
        let quote = shape(1, 0, line, "", words);
        assert!(!first(std::slice::from_ref(&quote)));
        assert!(!first(&[quote.clone(), shape(2, 4 * line, line, "", "ja")]));
        assert!(first(&[quote, shape(2, line + 12_700, line, "", "ja")]));
        let filled = "<a:solidFill><a:srgbClr val=\"FFFF00\"/></a:solidFill>";
        assert!(first(&[shape(1, 0, line, filled, words)]));
        assert!(!first(&[shape(1, 0, 2 * line, filled, words)]));
    }

    #[test]
    fn words_run_off_the_slide() {
        let words = "Ge belt, ge wacht, en valt weg. ".repeat(4);
        assert!(!first(&[shape(1, 100 * 12_700, 12_700, "", &words)]));
        assert!(first(&[shape(1, 300 * 12_700, 12_700, "", &words)]));
        let foot = "<p:sp><p:nvPr><p:ph type=\"ftr\"/></p:nvPr></p:sp>".to_owned();
        assert!(!first(&[shape(1, 240 * 12_700, 12_700, "", &words)]));
        assert!(first(&[shape(1, 240 * 12_700, 12_700, "", &words), foot]));
    }
}
