//! Web pages (.html, .xhtml), as Word, LibreOffice, Trint and editors write them. Format: HTML, the
//! living standard, read by html5ever.
//!
//! Paragraphs, headings, cells, list items and definitions are paragraphs; deleted text, hidden text,
//! scripts, navigation, page headers and footers are left out and reported.

mod bold;
mod nesting;
mod page;
mod trint;

use encoding_rs::Encoding;
use scraper::Html as Tree;

use crate::diag::Diagnostic;

use super::document::{self, Styles};
use super::{About, Reader, Reading, Settings, Unreadable, kind, plain};

/// The reader of `.html`.
pub(super) struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn about(&self) -> About {
        About {
            what: "web pages (Word, LibreOffice, Trint)",
            keeps: "bold and plain labels, tables, definition lists; Trint: speakers and times",
            leaves_out: "navigation, headers and footers, deleted and hidden text, pictures",
        }
    }

    /// By its document type or root element.
    fn recognises(&self, bytes: &[u8]) -> bool {
        kind::of(bytes) == kind::Kind::Html
    }

    /// By any tag of a page.
    fn may_be(&self, text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        ["</", "<br>", "<br/>", "<br />", "<p>", "<p ", "<div", "<!doctype", "<html"]
            .iter()
            .any(|tag| lower.contains(tag))
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut noticed) = text(bytes);
        nesting::check(&text)?;
        if text.contains('\0') {
            let message =
                "characters without meaning (NUL) stand in the page and are left out; it may be damaged";
            noticed.push(Diagnostic::warning(message).hint("compare the end of it with the original"));
        }
        if nesting::is_cut(&text) {
            let message = "the page ends in the middle: what came after it is lost";
            noticed.push(Diagnostic::warning(message).hint("save the page again from where it was made"));
        }
        let tree = Tree::parse_document(&text);
        if let Some(transcript) = trint::transcript(&tree, settings) {
            return Ok(Reading::new(transcript, noticed));
        }
        let body = page::read(&tree);
        document::reading(self.name(), "a web page", body, &Styles::default(), settings, noticed)
    }
}

/// The page as text: by its byte order mark, else as it declares, else as any text.
fn text(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let valid = Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    let Some(encoding) = declared(bytes).filter(|_| !valid) else { return plain::open(bytes) };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut noticed = Vec::new();
    if damaged {
        let message = format!("some bytes make no sense in {}; they show as \u{fffd}", encoding.name());
        noticed.push(Diagnostic::warning(message).hint("save the page again as UTF-8"));
    }
    (text.replace("\r\n", "\n").replace('\r', "\n"), noticed)
}

/// The encoding that the head of the page declares, unless it is one of 16 bits or UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default()).to_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once(" encoding="))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    (encoding.is_ascii_compatible() && encoding != encoding_rs::UTF_8).then_some(encoding)
}
