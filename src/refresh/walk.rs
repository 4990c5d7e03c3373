//! The events of a part in order, each with the bytes that it takes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::text::Span;

/// Gives every event of `text` to `each`; `None` where the XML breaks off, after what stands before.
pub(super) fn walk(text: &str, mut each: impl FnMut(&Event<'_>, Span)) -> Option<()> {
    // The reader passes over a byte order mark without counting it.
    let mark = text.chars().next().filter(|c| *c == '\u{feff}').map_or(0, char::len_utf8);
    let mut reader = Reader::from_str(text);
    let mut before = 0;
    loop {
        let event = reader.read_event().ok()?;
        let after = usize::try_from(reader.buffer_position()).ok()?.checked_add(mark)?;
        if matches!(event, Event::Eof) {
            return Some(());
        }
        each(&event, Span::new(before, after));
        before = after;
    }
}

/// Gives every element that begins to `each`, as far as the XML goes.
pub(super) fn elements(text: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    walk(text, |event, _| {
        if let Event::Start(element) | Event::Empty(element) = event {
            each(element);
        }
    });
}

/// The value of an attribute.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.normalized_value(quick_xml::XmlVersion::default()).ok().map(|value| value.into_owned())
}
