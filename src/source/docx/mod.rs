//! Word documents (.docx): paragraphs, cells and notes in reading order, with tracked changes taken
//! as accepted. Format: ECMA-376, WordprocessingML.
//!
//! What is text: paragraphs, cells, inserted text, the Choice of alternate content (text boxes once),
//! footnotes and endnotes after the body. What is not: deleted and moved-away text, comments, headers
//! and footers, hidden text, field instructions, placeholders. What was left out is reported.

mod body;
mod layout;
mod package;
mod parser;
mod styles;
mod tables;

use crate::diag::Diagnostic;

use super::packed::Package;
use super::{About, Reader, Reading, Settings, Unreadable, kind};
use body::Seen;
use package::WORD;

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
        let styles = match package.part(&parts.styles)? {
            Some(xml) => styles::read(&xml)?,
            None => styles::Styles::default(),
        };
        let xml = package.part(&parts.document)?.ok_or_else(package::damaged)?;
        let mut body = parser::read(&xml, &styles)?;
        let footnotes = package.part(&parts.footnotes)?;
        let endnotes = package.part(&parts.endnotes)?;
        let mut notes = Vec::new();
        for (xml, ids, tag) in
            [(footnotes, &body.footnotes, "footnote"), (endnotes, &body.endnotes, "endnote")]
        {
            if let (Some(xml), false) = (xml, ids.is_empty()) {
                notes.extend(parser::notes(&xml, &styles, ids, tag)?);
            }
        }
        body.seen.margins = package::any_text(&mut package, &parts.margins)?;
        let mut diagnostics = report(&body.seen, notes.len());
        let transcript = layout::transcript(self.name(), body, notes, &styles, settings, &mut diagnostics);
        if transcript.text.trim().is_empty() {
            return Err(Unreadable::new(
                "a Word document without any text; perhaps it holds pictures of pages",
                "run text recognition (OCR) on the pictures and save the result as .docx or .txt",
            ));
        }
        Ok(Reading { transcript, diagnostics })
    }
}

/// What was left out or put elsewhere, as notes.
fn report(seen: &Seen, notes: usize) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut note = |count: usize, text: String| {
        if count > 0 {
            found.push(Diagnostic::note(text));
        }
    };
    note(seen.deleted, format!("{} tracked deletion(s) or moves are left out, as if accepted", seen.deleted));
    note(seen.inserted, format!("{} tracked insertion(s) are read, as if accepted", seen.inserted));
    note(seen.comments, format!("{} comment(s) are left out", seen.comments));
    note(seen.hidden, format!("{} run(s) of hidden text are left out", seen.hidden));
    note(seen.boxes, format!("{} text box(es) are read once, after the paragraph they hang on", seen.boxes));
    note(usize::from(seen.margins), "headers and footers are left out".to_owned());
    note(
        notes,
        format!("{notes} paragraph(s) of footnotes and endnotes stand after the body, and are no turns"),
    );
    found
}

#[cfg(test)]
mod tests;
