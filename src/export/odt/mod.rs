//! OpenDocument text: a heading per theme, quotes with their attribution, provenance in real footnotes.
//!
//! Written by hand after OASIS OpenDocument 1.3; the same content and look as the Word export.

mod content;
#[cfg(test)]
mod tests;

use super::package::Zip;
use super::words::{label, locale};
use super::xml::{HEAD, escape};
use super::{Exporter, Options, Selection, Trouble};
use crate::text::Language;
use content::{Content, inline};

const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";
const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
     xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
     xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
     xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
     xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
     xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

/// OpenDocument text, as LibreOffice writes it.
pub(super) struct OpenDocument;

impl Exporter for OpenDocument {
    fn name(&self) -> &'static str {
        "OpenDocument"
    }

    fn ending(&self) -> &'static str {
        "odt"
    }

    fn write(&self, selection: &Selection, _options: &Options) -> Result<Vec<u8>, Trouble> {
        let mut zip = Zip::default();
        // Programs know the format by this entry: first, and not compressed (part 2, 3.3).
        zip.store("mimetype", MIMETYPE.as_bytes())?;
        zip.put("META-INF/manifest.xml", include_bytes!("parts/manifest.xml"))?;
        zip.put("content.xml", Content::of(selection).xml().as_bytes())?;
        zip.put("styles.xml", styles(selection).as_bytes())?;
        zip.put("meta.xml", meta(selection).as_bytes())?;
        zip.finish()
    }
}

/// The look, with the study in the footer.
fn styles(selection: &Selection) -> String {
    include_str!("parts/styles.xml")
        .replace("{namespaces}", NAMESPACES)
        .replace("{language}", &language_attributes(selection.language))
        .replace("{footer}", &inline(&label(&selection.study)))
}

/// Title and program, never a person or a clock.
fn meta(selection: &Selection) -> String {
    format!(
        "{HEAD}<office:document-meta {NAMESPACES} office:version=\"1.3\"><office:meta>\
         <meta:generator>verbatim</meta:generator><dc:title>{}</dc:title><dc:language>{}</dc:language>\
         </office:meta></office:document-meta>",
        escape(&label(&selection.title)),
        escape(&locale(selection.language)),
    )
}

/// `fo:language` and `fo:country`, for spelling and hyphenation.
fn language_attributes(language: Language) -> String {
    let locale = locale(language);
    let (language, country) = locale.split_once('-').unwrap_or((&locale, "none"));
    format!("fo:language=\"{}\" fo:country=\"{}\"", escape(language), escape(country))
}
