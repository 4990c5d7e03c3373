//! How a shape of a slide is drawn: where it stands, and by what name.

use quick_xml::events::BytesStart;

use super::{Frame, Place, Shape};
use crate::xml::attribute;

/// The shape that is open.
#[derive(Default)]
pub(super) struct Drawn {
    /// So many groups are open: what stands in one is drawn in the measure of the group.
    pub(super) groups: usize,
    is_open: bool,
    is_turned: bool,
    corner: Option<(i64, i64)>,
    shape: Shape,
}

impl Drawn {
    /// A shape begins, or a cell, which stands nowhere by itself.
    pub(super) fn begin(&mut self, is_shape: bool) {
        *self = Self { groups: self.groups, is_open: is_shape, ..Self::default() };
    }

    /// The name of the shape: verbatim tells of a deck on the first slide, and below a chart of what it counts.
    pub(super) fn named(&mut self, name: &str, place: Place) {
        let number = name.strip_prefix("Label ").unwrap_or("");
        let is_label = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_facts = name == "Facts" && place == Place::Slide(1);
        self.shape.is_legend |= self.is_open && (is_label || is_facts);
    }

    /// An element that says where the shape stands.
    pub(super) fn placed(&mut self, e: &BytesStart<'_>) {
        let number = |name: &str| attribute(e, name).and_then(|number| number.trim().parse::<i64>().ok());
        let pair = |one: &str, other: &str| Some((number(one)?, number(other)?));
        match e.local_name().as_ref() {
            "xfrm" => self.is_turned |= attribute(e, "rot").is_some_and(|turn| turn.trim() != "0"),
            "off" => self.corner = self.corner.or_else(|| pair("x", "y")),
            _ => {
                let frame = || {
                    let ((x, y), (width, height)) = (self.corner?, pair("cx", "cy")?);
                    Some(Frame { x, y, width, height })
                };
                self.shape.frame = self.shape.frame.or_else(frame);
            }
        }
    }

    /// The shape ends.
    pub(super) fn end(&mut self) -> Option<Shape> {
        let is_open = std::mem::take(&mut self.is_open);
        let is_moved = self.groups > 0 || self.is_turned;
        let frame = self.shape.frame.filter(|_| !is_moved);
        is_open.then_some(Shape { frame, ..self.shape })
    }
}
