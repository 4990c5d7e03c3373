//! A web page as a browser shows it: `<q>` between quotation marks, who is quoted below a block quote, and nothing of
//! what is struck out or hidden.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

static OPEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)<q(?:\s[^>]*)?>").ok());
static CLOSE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)</q\s*>").ok());

/// `text` with the quotation marks that a reader sees for `<q>`.
pub(super) fn with_marks(text: &str) -> String {
    let (Some(open), Some(close)) = (OPEN.as_ref(), CLOSE.as_ref()) else { return text.to_owned() };
    let opened = open.replace_all(text, "“");
    close.replace_all(&opened, "”").into_owned()
}

/// The page as a reader of it sees it, in UTF-8.
pub(super) fn as_seen(bytes: &[u8]) -> Cow<'_, [u8]> {
    let page = crate::text::decode(bytes).text;
    let seen = with_marks(&super::credits::set_apart(&super::seen::web(&page)));
    if seen == page {
        return Cow::Borrowed(bytes);
    }
    // The mark of UTF-8, since the page may say that it is something else.
    Cow::Owned(format!("\u{feff}{seen}").into_bytes())
}
