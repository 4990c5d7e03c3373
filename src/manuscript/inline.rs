//! Quotations inside a paragraph of a web page: a browser sets `<q>` between quotation marks.

use std::sync::LazyLock;

use regex::Regex;

static OPEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)<q(?:\s[^>]*)?>").ok());
static CLOSE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)</q\s*>").ok());

/// The page with the marks that a reader of it sees, in UTF-8; `None` where it has none of them.
pub(super) fn with_marks(bytes: &[u8]) -> Option<Vec<u8>> {
    let (open, close) = (OPEN.as_ref()?, CLOSE.as_ref()?);
    let page = crate::text::decode(bytes).text;
    if !open.is_match(&page) {
        return None;
    }
    let opened = open.replace_all(&page, "“");
    let marked = close.replace_all(&opened, "”");
    // The mark of UTF-8, since the page may say that it is something else.
    Some(format!("\u{feff}{marked}").into_bytes())
}
