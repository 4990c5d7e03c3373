//! What documents of word processors and web pages have in common: paragraphs with bold runs, tables,
//! notes and named styles become one text and its turns. Each format has its own parser and ends here.

mod body;
mod build;
mod layout;
mod places;
mod rows;
mod styles;
mod tables;

use crate::diag::Diagnostic;

use super::{Reading, Settings, Unreadable};

pub(super) use body::{Block, Body, Cell, Grid, Mark, Paragraph, Seen, Side, seen};
pub(super) use build::Builder;
pub(super) use places::Places;
pub(super) use styles::{Style, Styles};

/// The reading of a document; `format` is the name of the format, `what` is the document for people
/// (`a Word document`), `noticed` is what the reader has to say beyond what was left out.
///
/// # Errors
/// When there is no text in it.
pub(super) fn reading(
    format: &str,
    what: &str,
    body: Body,
    styles: &Styles,
    settings: &Settings,
    noticed: Vec<Diagnostic>,
) -> Result<Reading, Unreadable> {
    reading_with_places(format, what, body, styles, settings, noticed).map(|(reading, _)| reading)
}

/// The same, and where comments stand in the text.
///
/// # Errors
/// When there is no text in it.
pub(super) fn reading_with_places(
    format: &str,
    what: &str,
    body: Body,
    styles: &Styles,
    settings: &Settings,
    noticed: Vec<Diagnostic>,
) -> Result<(Reading, Places), Unreadable> {
    let mut diagnostics = noticed;
    diagnostics.extend(report(&body.seen, body.notes.len()));
    let (transcript, mut places) = layout::transcript(format, body, styles, settings, &mut diagnostics);
    if transcript.text.trim().is_empty() {
        return Err(Unreadable::new(
            format!("{what} without any text; perhaps it holds pictures of pages"),
            "run text recognition (OCR) on the pictures and save the result as .docx or .txt",
        ));
    }
    let figures = places.figures();
    Ok((Reading { figures, ..Reading::new(transcript, diagnostics) }, places))
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
pub(super) mod tests;
