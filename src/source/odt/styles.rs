//! The styles of an OpenDocument: named ones in `styles.xml`, automatic ones beside the content.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::Unreadable;
use crate::source::document::{Style, Styles};
use crate::source::xml::attribute;

use super::broken;

/// The id of a style; families have names of their own.
pub(super) fn id(family: &str, name: &str) -> String {
    format!("{family}/{name}")
}

/// Adds the styles inside `container` (`styles` or `automatic-styles`) of `xml` to `styles`, and says
/// whether headers or footers in it have text.
pub(super) fn read(xml: &str, container: &str, styles: &mut Styles) -> Result<bool, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut open: Option<(String, Style)> = None;
    let (mut inside, mut margin, mut margins) = (false, false, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(margins),
            Event::Start(element) => {
                let name = element.local_name().into_inner();
                inside |= name == container;
                margin |= is_margin(name);
                match open.as_mut() {
                    Some((_, style)) => property(style, &element),
                    None if inside && name == "style" => open = begun(&element, container),
                    None => {}
                }
            }
            Event::Empty(element) => match open.as_mut() {
                Some((_, style)) => property(style, &element),
                None if inside && element.local_name().into_inner() == "style" => {
                    add(styles, begun(&element, container));
                }
                None => {}
            },
            Event::End(element) => {
                let name = element.local_name().into_inner();
                inside &= name != container;
                margin &= !is_margin(name);
                if name == "style" {
                    add(styles, open.take());
                }
            }
            Event::Text(text) => margins |= margin && !text.xml10_content().trim().is_empty(),
            _ => {}
        }
    }
}

fn add(styles: &mut Styles, style: Option<(String, Style)>) {
    if let Some((id, style)) = style {
        styles.add(id, style);
    }
}

/// Whether an element is a header or footer of pages (`header`, `header-left`, `footer-first` ...).
fn is_margin(name: &str) -> bool {
    ["header", "footer"]
        .iter()
        .any(|kind| name.strip_prefix(kind).is_some_and(|rest| matches!(rest, "" | "-left" | "-first")))
}

fn begun(element: &BytesStart<'_>, container: &str) -> Option<(String, Style)> {
    let family = attribute(element, "family")?;
    let name = attribute(element, "name")?;
    let base = attribute(element, "parent-style-name").map(|parent| id(&family, &parent));
    let shown = attribute(element, "display-name").unwrap_or_else(|| name.replace("_20_", " "));
    Some((
        id(&family, &name),
        Style { name: shown, base, automatic: container != "styles", ..Style::default() },
    ))
}

fn property(style: &mut Style, element: &BytesStart<'_>) {
    if element.local_name().into_inner() != "text-properties" {
        return;
    }
    if let Some(weight) = attribute(element, "font-weight") {
        style.bold = Some(weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
    }
    if let Some(display) = attribute(element, "display") {
        style.hidden = Some(display == "none");
    }
}
