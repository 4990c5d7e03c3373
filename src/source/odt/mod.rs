//! OpenDocument texts (.odt, .ott, flat .fodt), as LibreOffice writes them. Format: OASIS
//! OpenDocument 1.3, part 3.
//!
//! What is text and what is not is the same as for Word documents: tracked changes as if accepted,
//! notes after the body; comments, headers and footers and hidden text are no text, and reported.

mod comments;
mod elements;
mod parser;
mod styles;

use crate::diag::Diagnostic;

use super::comments::{Found, gathered};
use super::document::{self, Places, Styles};
use super::packed::{Kind, Package};
use super::{About, Comment, Reader, Reading, Settings, Unreadable, kind, plain};

/// What the zip is.
const OPEN_DOCUMENT: Kind = Kind { what: "an OpenDocument text", program: "LibreOffice", ending: "odt" };

/// The reader of `.odt`.
pub(super) struct Odt;

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn about(&self) -> About {
        About {
            what: "OpenDocument texts (LibreOffice)",
            keeps: "bold and plain labels, tables, times, footnotes and endnotes; tracked changes as if accepted",
            leaves_out: "comments (see `verbatim import`), headers and footers, hidden text, pictures",
        }
    }

    fn is_binary(&self) -> bool {
        true
    }

    /// By what the zip holds, or by the root element of a flat one.
    fn recognises(&self, bytes: &[u8]) -> bool {
        match kind::of(bytes) {
            kind::Kind::Odt => true,
            kind::Kind::Xml => is_flat(bytes),
            _ => false,
        }
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        self.open(bytes, settings).map(|(reading, ..)| reading)
    }
}

/// The transcript of the OpenDocument text in `bytes`, with the comments on it.
///
/// # Errors
/// When it is no OpenDocument text, or a damaged one.
pub(super) fn with_comments(
    bytes: &[u8],
    settings: &Settings,
) -> Result<(Reading, Vec<Comment>), Unreadable> {
    let (reading, places, found) = Odt.open(bytes, settings)?;
    let comments = gathered(found, &places, &reading.transcript.text);
    Ok((reading, comments))
}

impl Odt {
    /// With the comments, and where they stand.
    fn open(&self, bytes: &[u8], settings: &Settings) -> Result<(Reading, Places, Vec<Found>), Unreadable> {
        let mut styles = Styles::default();
        let (content, margins, noticed) = if bytes.starts_with(b"PK") {
            let mut package = Package::open(bytes, OPEN_DOCUMENT)?;
            refuse_encrypted(&mut package)?;
            let named = package.part("styles.xml")?;
            let margins = named.map(|xml| styles::read(&xml, "styles", &mut styles)).transpose()?;
            let content = package.part("content.xml")?.ok_or_else(damaged)?;
            (content, margins.unwrap_or(false), Vec::new())
        } else {
            let (flat, noticed) = flat(bytes)?;
            let margins = styles::read(&flat, "styles", &mut styles)?;
            (flat, margins, noticed)
        };
        styles::read(&content, "automatic-styles", &mut styles)?;
        let (mut body, comments) = parser::read(&content, &styles)?;
        body.seen.margins = margins;
        let what = OPEN_DOCUMENT.what;
        let (reading, places) =
            document::reading_with_places(self.name(), what, body, &styles, settings, noticed)?;
        Ok((reading, places, comments.finish()))
    }
}

/// An OpenDocument whose inside is broken.
fn damaged() -> Unreadable {
    OPEN_DOCUMENT.damaged()
}

/// An error of the XML parser, for people.
fn broken(_error: quick_xml::Error) -> Unreadable {
    damaged()
}

/// Whether `bytes` begin as a text in one XML file.
fn is_flat(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(8192)).unwrap_or_default());
    head.contains("<office:document") && head.contains("opendocument.text")
}

/// The XML of a flat document.
fn flat(bytes: &[u8]) -> Result<(String, Vec<Diagnostic>), Unreadable> {
    if !is_flat(bytes) {
        return Err(damaged());
    }
    Ok(plain::open(bytes))
}

/// A password leaves the names of the parts in clear and says so in the manifest.
fn refuse_encrypted(package: &mut Package<'_>) -> Result<(), Unreadable> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains(":encryption-data") {
        return Err(Unreadable::new(
            "an OpenDocument text with a password: it is encrypted",
            "open it in LibreOffice with the password, and save it without (File > Save As)",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
