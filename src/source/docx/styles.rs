//! The styles of a Word document.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::Unreadable;
use crate::source::document::{Style, Styles};
use crate::source::xml::{attribute, is_on};

use super::package::broken;

/// Reads `styles.xml`.
pub(super) fn read(xml: &str) -> Result<Styles, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut styles = Styles::default();
    let mut open: Option<(String, Style)> = None;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(styles),
            Event::Start(element) if element.local_name().into_inner() == "style" => {
                open = attribute(&element, "styleId").map(|id| (id, Style::default()));
            }
            Event::Start(element) | Event::Empty(element) => {
                if let Some((_, style)) = open.as_mut() {
                    property(style, &element);
                }
            }
            Event::End(element) if element.local_name().into_inner() == "style" => {
                if let Some((id, style)) = open.take() {
                    styles.add(id, style);
                }
            }
            _ => {}
        }
    }
}

fn property(style: &mut Style, element: &BytesStart<'_>) {
    match element.local_name().into_inner() {
        "name" => style.name = attribute(element, "val").unwrap_or_default(),
        "basedOn" => style.base = attribute(element, "val"),
        "b" => style.bold = Some(is_on(element)),
        "vanish" => style.hidden = Some(is_on(element)),
        _ => {}
    }
}
