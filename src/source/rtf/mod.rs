//! Rich Text (.rtf), as Word, LibreOffice, WordPad and f4transkript write it. Format: Rich Text Format
//! Specification 1.9.1.
//!
//! What is text and what is not is the same as for Word documents: deleted text, comments, headers and
//! footers, hidden text and field instructions are left out; footnotes stand after the body.

mod characters;
mod charset;
mod damage;
mod destination;
mod lexer;
mod output;
mod parser;
mod state;

use super::{About, Reader, Reading, Settings, Unreadable, document, kind};

/// The reader of `.rtf`.
pub(super) struct Rtf;

impl Reader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn about(&self) -> About {
        About {
            what: "Rich Text (Word, LibreOffice, f4transkript)",
            keeps: "bold and plain labels, tables, times (f4: at the end of turns), footnotes and endnotes; tracked changes as if accepted",
            leaves_out: "comments, headers and footers, hidden text, pictures",
        }
    }

    fn is_binary(&self) -> bool {
        true
    }

    /// By its first bytes.
    fn recognises(&self, bytes: &[u8]) -> bool {
        kind::of(bytes) == kind::Kind::Rtf
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        if !bytes.starts_with(b"{\\rtf") {
            return Err(Unreadable::new(
                "not Rich Text: it does not begin as such files do",
                "open it in Word or LibreOffice and save it again as .rtf or .docx",
            ));
        }
        let (body, styles, noticed) = parser::read(bytes)?;
        document::reading(self.name(), "a Rich Text file", body, &styles, settings, noticed)
    }
}
