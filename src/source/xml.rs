//! Small helps for reading XML events.

use quick_xml::events::{BytesRef, BytesStart};

/// Elements may nest this deep; no program that writes transcripts comes near it.
pub(super) const DEEPEST: usize = 400;

/// The attribute with local name `name`.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().into_inner() == name)?;
    Some(unescaped(&found.value))
}

/// Whether a switch such as `<w:b/>` is on: it is, unless its value says no.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The text of a reference; entities a document type declares are never resolved, they stay as written.
pub(super) fn reference(reference: &BytesRef<'_>) -> String {
    let name = reference.xml10_content();
    match entity(&name) {
        Some(c) => c.to_string(),
        None => format!("&{name};"),
    }
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')
        }
    }
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').and_then(|(name, tail)| Some((entity(name)?, tail))) {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
