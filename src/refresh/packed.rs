//! A zip whose files are copied as they are, but for those that change.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Larger parts are no slides of words.
const MOST_UNPACKED: u64 = 256 << 20;

/// The file is no presentation or document that can be refreshed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoDocument(pub String);

/// A package as it was read.
#[derive(Debug)]
pub(super) struct Packed {
    bytes: Vec<u8>,
    texts: BTreeMap<String, String>,
}

impl Packed {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, NoDocument> {
        let no = |_| NoDocument("this is no .pptx or .docx".to_owned());
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(no)?;
        let mut texts = BTreeMap::new();
        let mut left = MOST_UNPACKED;
        for index in 0..zip.len() {
            let file = zip.by_index(index).map_err(no)?;
            let Ok(name) = file.name().map(|name| name.to_string()) else { continue };
            if !is_read(&name) {
                continue;
            }
            let mut text = Vec::new();
            file.take(left + 1).read_to_end(&mut text).map_err(|_| NoDocument("it is damaged".to_owned()))?;
            left = left
                .checked_sub(text.len() as u64)
                .ok_or_else(|| NoDocument("it is too large when unpacked".to_owned()))?;
            if let Ok(text) = String::from_utf8(text) {
                texts.insert(name, text);
            }
        }
        let packed = Self { bytes: bytes.to_owned(), texts };
        if packed.slides().is_empty() && packed.documents().is_empty() {
            return Err(NoDocument("this is no .pptx or .docx".to_owned()));
        }
        Ok(packed)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.texts.get(name).cloned()
    }

    /// The slides in the order in which they are shown.
    pub(super) fn slides(&self) -> Vec<String> {
        let order = self.text("ppt/presentation.xml").unwrap_or_default();
        let relations = self.text("ppt/_rels/presentation.xml.rels").unwrap_or_default();
        let targets = super::shapes::slide_order(&order, &relations);
        let is_there = |name: &String| self.texts.contains_key(name);
        let mut slides: Vec<String> = targets.into_iter().filter(is_there).collect();
        let known = |name: &&String| name.starts_with("ppt/slides/slide") && !slides.contains(name);
        let others: Vec<String> = self.texts.keys().filter(known).cloned().collect();
        slides.extend(others);
        slides
    }

    /// The parts of a document that hold text.
    pub(super) fn documents(&self) -> Vec<String> {
        self.texts.keys().filter(|name| name.starts_with("word/document")).cloned().collect()
    }

    /// The parts of a document that hold footnotes and endnotes.
    pub(super) fn footnotes(&self) -> Vec<String> {
        self.texts.keys().filter(|name| is_note(name)).cloned().collect()
    }

    /// The part with the notes of a slide.
    pub(super) fn notes(&self, slide: &str) -> Option<String> {
        let (folder, name) = slide.rsplit_once('/')?;
        let relations = self.texts.get(&format!("{folder}/_rels/{name}.rels"))?;
        super::remarks::notes_of(slide, relations)
    }

    /// The package with other texts in some parts; everything else is copied as it is, packed.
    pub(super) fn with_parts(&self, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, NoDocument> {
        if parts.is_empty() {
            return Ok(self.bytes.clone());
        }
        let no = |error: &dyn std::fmt::Display| NoDocument(format!("it cannot be packed again: {error}"));
        let mut zip = ZipArchive::new(Cursor::new(&self.bytes)).map_err(|e| no(&e))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..zip.len() {
            let file = zip.by_index_raw(index).map_err(|e| no(&e))?;
            let name = file.name().map(|name| name.to_string()).unwrap_or_default();
            let Some(text) = parts.get(&name) else {
                out.raw_copy_file(file).map_err(|e| no(&e))?;
                continue;
            };
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .last_modified_time(file.last_modified().unwrap_or_default());
            drop(file);
            out.start_file(name, options).map_err(|e| no(&e))?;
            out.write_all(text.as_bytes()).map_err(|e| no(&e))?;
        }
        out.finish().map(Cursor::into_inner).map_err(|e| no(&e))
    }
}

/// The parts that are looked into.
fn is_read(name: &str) -> bool {
    let is_slide = name.starts_with("ppt/slides/slide") && name.ends_with(".xml");
    let of_slides = name.starts_with("ppt/slides/_rels/") || name.starts_with("ppt/notesSlides/notesSlide");
    let is_order = matches!(name, "ppt/presentation.xml" | "ppt/_rels/presentation.xml.rels");
    let is_document = name.starts_with("word/document") && name.ends_with(".xml");
    is_slide || of_slides || is_order || is_document || is_note(name)
}

fn is_note(name: &str) -> bool {
    name.ends_with(".xml") && (name.starts_with("word/footnotes") || name.starts_with("word/endnotes"))
}
