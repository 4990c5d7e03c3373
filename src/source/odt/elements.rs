//! What single elements of an OpenDocument's XML say.

use quick_xml::events::BytesStart;

use crate::source::xml::attribute;

/// Elements whose inside is not text.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "note-citation",
    "ruby-text",
    "hidden-text",
    "hidden-paragraph",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "forms",
    "binary-data",
    "title",
    "desc",
    "styles",
    "automatic-styles",
    "master-styles",
    "meta",
    "settings",
    "scripts",
];
/// `text:s` may stand for this many spaces.
const MOST_SPACES: usize = 1_000;

/// Whether the inside of an element is not text. `text:title` and `text:meta` hold words; their namesakes of other kinds do not.
pub(super) fn is_skipped(element: &BytesStart<'_>) -> bool {
    let name = element.local_name().into_inner();
    let words = element.name().into_inner().starts_with("text:") && matches!(name, "title" | "meta");
    SKIPPED.contains(&name) && !words
}

/// The spaces that `text:s` stands for.
pub(super) fn spaces(element: &BytesStart<'_>) -> String {
    let count = attribute(element, "c").and_then(|c| c.parse().ok()).unwrap_or(1);
    " ".repeat(count.min(MOST_SPACES))
}
