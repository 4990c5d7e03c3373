//! What a presentation offers to put quotes on: its layouts, their placeholders and where those stand.

use quick_xml::events::{BytesStart, Event};

use super::super::Trouble;
use super::super::package::Package;
use super::super::xml::escape;
use super::ink::Ink;
use crate::xml::{attribute, elements, walk};

/// A rectangle on a slide, in EMU (914,400 an inch).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Frame {
    /// Room for words, and for a figure to the right of them.
    pub(super) fn beside(self) -> (Self, Self) {
        let (words, figure) = (self.width * 66 / 100, self.width * 26 / 100);
        (Self { width: words, ..self }, Self { x: self.x + self.width - figure, width: figure, ..self })
    }
}

/// A placeholder of a layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// `title`, `ctrTitle`, `body`, `subTitle`, `ftr`, `sldNum` ...; empty for any content.
    pub(super) kind: String,
    index: Option<String>,
    frame: Option<Frame>,
}

impl Placeholder {
    /// The element that ties a shape of a slide to this placeholder.
    pub(super) fn xml(&self) -> String {
        let mut xml = "<p:ph".to_owned();
        if !self.kind.is_empty() {
            xml.push_str(&format!(" type=\"{}\"", escape(&self.kind)));
        }
        if let Some(index) = &self.index {
            xml.push_str(&format!(" idx=\"{}\"", escape(index)));
        }
        xml + "/>"
    }

    /// Where it stands: as written, or a usual place on a wide slide.
    pub(super) fn frame(&self) -> Frame {
        let usual = Frame { x: 914_400, y: 1_600_200, width: 10_363_200, height: 4_525_963 };
        self.frame.filter(|frame| frame.width > 914_400 && frame.height > 228_600).unwrap_or(usual)
    }

    /// Whether it is the one of this kind and number.
    pub(super) fn is(&self, kind: &str, index: Option<&str>) -> bool {
        self.kind == kind && self.index.as_deref() == index
    }

    fn is_title(&self) -> bool {
        matches!(self.kind.as_str(), "title" | "ctrTitle")
    }

    fn is_body(&self) -> bool {
        matches!(self.kind.as_str(), "" | "obj" | "body" | "subTitle")
    }

    fn area(&self) -> i64 {
        self.frame.map_or(0, |frame| frame.width.saturating_mul(frame.height))
    }
}

/// A layout and the placeholders we fill.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) part: String,
    pub(super) title: Placeholder,
    pub(super) body: Placeholder,
    pub(super) footer: Option<Placeholder>,
    pub(super) number: Option<Placeholder>,
    pub(super) ink: Ink,
}

/// The two layouts we use, and the notes master.
#[derive(Debug, Clone)]
pub(super) struct Design {
    pub(super) title: Layout,
    pub(super) quotes: Layout,
    pub(super) notes_master: String,
    pub(super) notes_body: Placeholder,
}

impl Design {
    /// The design of a presentation that has a notes master.
    pub(super) fn of(package: &Package, presentation: &str, notes_master: &str) -> Result<Self, Trouble> {
        let found = layouts(package, presentation);
        // `obj` is "Title and Content", `tx` the older "Title and Text".
        let rank = |kind: &str, placeholders: usize| match kind {
            "obj" => 0,
            "tx" => 1,
            "title" => 1000,
            _ => 10 + placeholders,
        };
        let quotes = found.iter().min_by_key(|(kind, count, _)| rank(kind, *count));
        let (_, _, quotes) = quotes.ok_or_else(|| {
            Trouble::new("the template has no layout with a title and a text")
                .hint("add a slide layout `Title and Content` to its slide master, then save it again")
        })?;
        let title = found.iter().find(|(kind, _, _)| kind == "title").map_or(quotes, |(_, _, layout)| layout);
        let notes = package.text(notes_master).map(placeholders).unwrap_or_default();
        let notes_body = notes.into_iter().find(|placeholder| placeholder.kind == "body");
        let usual = Placeholder { kind: "body".to_owned(), index: Some("1".to_owned()), frame: None };
        Ok(Self {
            title: title.clone(),
            quotes: quotes.clone(),
            notes_master: notes_master.to_owned(),
            notes_body: notes_body.unwrap_or(usual),
        })
    }
}

/// The layouts with title and text in the order in which the program shows them, with their type and
/// how many placeholders they have.
fn layouts(package: &Package, presentation: &str) -> Vec<(String, usize, Layout)> {
    let mut found = Vec::new();
    for master in listed(package, presentation, "sldMasterId") {
        let inherited = package.text(&master).map(placeholders).unwrap_or_default();
        for part in listed(package, &master, "sldLayoutId") {
            let Some(text) = package.text(&part) else { continue };
            let own =
                placeholders(text).into_iter().map(|own| with_frame_of(own, &inherited)).collect::<Vec<_>>();
            let first = |is: &dyn Fn(&Placeholder) -> bool| own.iter().find(|ph| is(ph)).cloned();
            let body = own.iter().filter(|ph| ph.is_body()).max_by_key(|ph| ph.area());
            let (Some(title), Some(body)) = (first(&Placeholder::is_title), body.cloned()) else { continue };
            let footer = first(&|ph| ph.kind == "ftr");
            let number = first(&|ph| ph.kind == "sldNum");
            let ink = Ink::of(package, &part, &master, &body);
            found.push((layout_type(text), own.len(), Layout { part, title, body, footer, number, ink }));
        }
    }
    found
}

fn with_frame_of(mut own: Placeholder, inherited: &[Placeholder]) -> Placeholder {
    let same = |other: &&Placeholder| {
        own.kind == other.kind || (own.is_title() && other.is_title()) || (own.is_body() && other.is_body())
    };
    own.frame = own.frame.or_else(|| inherited.iter().find(same).and_then(|other| other.frame));
    own
}

/// The parts that the elements called `element` in `part` name by their relation, in their order.
pub(super) fn listed(package: &Package, part: &str, element: &str) -> Vec<String> {
    let mut targets = Vec::new();
    elements(package.text(part).unwrap_or(""), |each| {
        if each.local_name().as_ref() != element {
            return;
        }
        let Some(id) = relation_id(each) else { return };
        let relation = package.relations(part).iter().find(|relation| relation.id == id);
        targets.extend(relation.map(|relation| relation.target.clone()));
    });
    targets
}

/// The value of `r:id`, whatever the prefix is called.
fn relation_id(element: &BytesStart<'_>) -> Option<String> {
    let prefixed = |name: &str| name.split_once(':').is_some_and(|(_, local)| local == "id");
    let names = element.attributes().flatten().map(|attribute| attribute.key.as_ref().to_owned());
    names.into_iter().find(|name| prefixed(name)).and_then(|name| attribute(element, &name))
}

fn layout_type(text: &str) -> String {
    let mut kind = None;
    elements(text, |element| {
        if kind.is_none() {
            kind = Some(attribute(element, "type").unwrap_or_default());
        }
    });
    kind.unwrap_or_default()
}

/// The placeholders of a layout or master, in their order.
fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut found: Vec<Placeholder> = Vec::new();
    let mut shape: Option<(Option<Placeholder>, Frame)> = None;
    walk(text, |event, _| match event {
        Event::Start(element) if element.local_name().as_ref() == "sp" => {
            shape = Some((None, Frame { x: 0, y: 0, width: 0, height: 0 }));
        }
        Event::Start(element) | Event::Empty(element) => {
            if let Some((placeholder, frame)) = &mut shape {
                note(element, placeholder, frame);
            }
        }
        Event::End(element) if element.local_name().as_ref() == "sp" => {
            if let Some((Some(mut placeholder), frame)) = shape.take() {
                placeholder.frame = (frame.width > 0 && frame.height > 0).then_some(frame);
                found.push(placeholder);
            }
        }
        _ => {}
    });
    found
}

/// Takes from an element inside a shape what it says of the placeholder.
fn note(element: &BytesStart<'_>, placeholder: &mut Option<Placeholder>, frame: &mut Frame) {
    let number = |name: &str| attribute(element, name).and_then(|value| value.parse::<i64>().ok());
    match element.local_name().as_ref() {
        "ph" => {
            let kind = attribute(element, "type").unwrap_or_default();
            *placeholder = Some(Placeholder { kind, index: attribute(element, "idx"), frame: None });
        }
        "off" => (frame.x, frame.y) = (number("x").unwrap_or(0), number("y").unwrap_or(0)),
        // An extension (`a:ext uri=...`) has no size.
        "ext" if frame.width == 0 => {
            (frame.width, frame.height) = (number("cx").unwrap_or(0), number("cy").unwrap_or(0));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_have_their_kind_and_place() {
        let found = placeholders(include_str!("parts/slideMaster.xml"));
        let kinds: Vec<&str> = found.iter().map(|ph| ph.kind.as_str()).collect();
        assert_eq!(kinds, ["title", "body", "ftr", "sldNum"]);
        assert_eq!(found[1].frame().width, 9_692_640);
        assert_eq!(found[3].xml(), "<p:ph type=\"sldNum\" idx=\"4\"/>");
    }
}
