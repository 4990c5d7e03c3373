//! Word documents (.docx): paragraphs, cells and notes in reading order, with tracked changes taken
//! as accepted. Format: ECMA-376, WordprocessingML.
//!
//! What is text: paragraphs, cells, inserted text, the Choice of alternate content (text boxes once),
//! footnotes and endnotes after the body. What is not: deleted and moved-away text, comments, headers
//! and footers, hidden text, field instructions, placeholders. What was left out is reported.

mod comments;
mod elements;
mod nest;
mod package;
mod parser;
mod styles;

use super::document::{self, Places};
use super::packed::Package;
use super::{About, Comment, Reader, Reading, Settings, Unreadable, kind};
use package::{Parts, WORD};

/// The reader of `.docx`.
pub(super) struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn about(&self) -> About {
        About {
            what: "Word documents",
            keeps: "bold and plain labels, tables, times, footnotes and endnotes; tracked changes as if accepted",
            leaves_out: "comments (see `verbatim import`), headers and footers, hidden text, pictures",
        }
    }

    fn is_binary(&self) -> bool {
        true
    }

    /// By what the zip holds.
    fn recognises(&self, bytes: &[u8]) -> bool {
        kind::of(bytes) == kind::Kind::Docx
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let mut package = Package::open(bytes, WORD)?;
        let parts = package::parts(&mut package)?;
        self.open(&mut package, &parts, settings).map(|(reading, _)| reading)
    }
}

/// The transcript of the Word document in `bytes`, with the comments on it.
///
/// # Errors
/// When it is no Word document, or a damaged one.
pub(super) fn with_comments(
    bytes: &[u8],
    settings: &Settings,
) -> Result<(Reading, Vec<Comment>), Unreadable> {
    let mut package = Package::open(bytes, WORD)?;
    let parts = package::parts(&mut package)?;
    let (reading, places) = Docx.open(&mut package, &parts, settings)?;
    let comments = comments::read(&mut package, &parts, &places, &reading.transcript.text)?;
    Ok((reading, comments))
}

impl Docx {
    fn open(
        &self,
        package: &mut Package<'_>,
        parts: &Parts,
        settings: &Settings,
    ) -> Result<(Reading, Places), Unreadable> {
        let styles = match package.part(&parts.styles)? {
            Some(xml) => styles::read(&xml)?,
            None => document::Styles::default(),
        };
        let xml = package.part(&parts.document)?.ok_or_else(package::damaged)?;
        let (mut body, references) = parser::read(&xml, &styles)?;
        let footnotes = package.part(&parts.footnotes)?;
        let endnotes = package.part(&parts.endnotes)?;
        for (xml, ids, tag) in
            [(footnotes, &references.footnotes, "footnote"), (endnotes, &references.endnotes, "endnote")]
        {
            if let (Some(xml), false) = (xml, ids.is_empty()) {
                body.notes.extend(parser::notes(&xml, &styles, ids, tag)?);
            }
        }
        body.seen.margins = package::any_text(package, &parts.margins)?;
        document::reading_with_places(self.name(), WORD.what, body, &styles, settings, Vec::new())
    }
}

#[cfg(test)]
mod tests;
