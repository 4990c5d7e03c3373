//! What single elements of a document's XML say.

use quick_xml::events::BytesStart;

use crate::source::FigureKind;
use crate::source::document::Side;
use crate::source::xml::attribute;

/// Which mark of a comment this is.
pub(super) fn side_of(name: &str) -> Option<Side> {
    match name {
        "commentRangeStart" => Some(Side::Start),
        "commentRangeEnd" => Some(Side::End),
        "commentReference" => Some(Side::Sign),
        _ => None,
    }
}

/// What an element inside a drawing says that the drawing shows; one with words in boxes alone shows nothing
/// else. `w:drawing` and its likes may hold several, and twins of a drawing for older programs are skipped.
pub(super) fn figure(name: &str) -> Option<FigureKind> {
    match name {
        // In turn: DrawingML, VML with a picture, VML with words bent to a shape, ink.
        "pic" | "imagedata" | "textpath" | "contentPart" => Some(FigureKind::Picture),
        "chart" => Some(FigureKind::Chart),
        "relIds" => Some(FigureKind::Diagram),
        _ => None,
    }
}

/// Adds the note that a reference names.
pub(super) fn refer(ids: &mut Vec<String>, element: &BytesStart<'_>) {
    if let Some(id) = attribute(element, "id")
        && !ids.contains(&id)
    {
        ids.push(id);
    }
}

/// A character of a symbol font; Word writes smileys and arrows so. Unknown ones show as U+FFFD.
pub(super) fn symbol(element: &BytesStart<'_>) -> String {
    let code = attribute(element, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).unwrap_or(0);
    let font = attribute(element, "font").unwrap_or_default();
    let found = match (font.as_str(), code & 0xFF) {
        ("Wingdings", 0x4A) => '☺',
        ("Wingdings", 0x4B) => '😐',
        ("Wingdings", 0x4C) => '☹',
        ("Wingdings", 0xE0 | 0xE8) => '→',
        ("Wingdings", 0xDF) => '←',
        ("Symbol", 0xAE) => '→',
        _ if (0x20..0xE000).contains(&code) => char::from_u32(code).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    };
    found.to_string()
}
