//! The parts of packed office documents: their elements in order, each with the bytes that it takes.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::text::Span;

/// Gives every event of `text` to `each`, with its bytes; `None` where the XML breaks off, after what stands before.
pub(crate) fn walk(text: &str, mut each: impl FnMut(&Event<'_>, Span)) -> Option<()> {
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
pub(crate) fn elements(text: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    walk(text, |event, _| {
        if let Event::Start(element) | Event::Empty(element) = event {
            each(element);
        }
    });
}

/// The value of the attribute of this name, its prefix included.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute =
        element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.normalized_value(XmlVersion::default()).ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_the_bytes_of_their_events() {
        for mark in ["", "\u{feff}"] {
            let text = format!("{mark}<a x=\"1\">zo <b/>&amp; é</a>");
            let mut spans = Vec::new();
            assert_eq!(walk(&text, |_, span| spans.push(span.of(&text))), Some(()));
            assert_eq!(spans.concat().trim_start_matches('\u{feff}'), text.trim_start_matches('\u{feff}'));
            assert_eq!(spans.get(2..4).unwrap(), ["<b/>", "&amp;"]);
        }
        assert_eq!(walk("<a><b></a>", |_, _| ()), None);
    }

    #[test]
    fn elements_before_a_fault_are_found() {
        let mut found = Vec::new();
        elements("<a x:n=\"1 &amp; 2\"><b n='3'/></c>", |e| {
            found.push((attribute(e, "x:n"), attribute(e, "n")))
        });
        assert_eq!(found, [(Some("1 & 2".to_owned()), None), (None, Some("3".to_owned()))]);
    }
}
