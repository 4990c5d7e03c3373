//! A web page as a browser shows it: `<q>` between quotation marks, who is quoted below a block quote, and nothing of
//! what is struck out or hidden.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::{credits, seen, web_notes};

static OPEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)<q(?:\s[^>]*)?>").ok());
static CLOSE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)</q\s*>").ok());

/// `text` with the quotation marks that a reader sees for `<q>`.
pub(super) fn with_marks(text: &str) -> String {
    let (Some(open), Some(close)) = (OPEN.as_ref(), CLOSE.as_ref()) else { return text.to_owned() };
    let opened = open.replace_all(text, "“");
    close.replace_all(&opened, "”").into_owned()
}

/// The page as a reader of it sees it, in UTF-8, with marks for its notes; and those.
pub(super) fn as_seen(bytes: &[u8]) -> (Cow<'_, [u8]>, Vec<String>) {
    let page = crate::text::decode(bytes).text;
    let (signed, signs) = web_notes::signed(&page);
    let seen = seen::web(&signed);
    let notes = web_notes::notes(&seen, &signs);
    let seen = with_marks(&credits::set_apart(&seen));
    if seen == page {
        return (Cow::Borrowed(bytes), notes);
    }
    // The mark of UTF-8, since the page may say that it is something else.
    (Cow::Owned(format!("\u{feff}{seen}").into_bytes()), notes)
}
