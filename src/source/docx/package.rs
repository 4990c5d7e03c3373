//! The zip a document is: its parts by name, with bounds on what inflating may yield.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::source::Unreadable;

use super::xml::{attribute, broken};

const MOST_ENTRIES: usize = 10_000;
/// All parts together may inflate to this many bytes.
const MOST_BYTES: u64 = 512 << 20;
/// Up to here a part may inflate at any ratio; beyond, to `MOST_RATIO` times its packed size.
const ANY_RATIO: u64 = 10 << 20;
const MOST_RATIO: u64 = 200;

/// An opened document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// The names of the parts that matter.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The document itself.
    pub(super) document: String,
    /// Its styles.
    pub(super) styles: String,
    /// Its footnotes.
    pub(super) footnotes: String,
    /// Its endnotes.
    pub(super) endnotes: String,
    /// Its headers and footers.
    pub(super) margins: Vec<String>,
}

/// A document whose inside is broken.
pub(super) fn damaged() -> Unreadable {
    Unreadable::new(
        "a damaged Word document",
        "open it in Word, let Word repair it, and save it again as .docx",
    )
}

fn too_large() -> Unreadable {
    Unreadable::new(
        "a Word document that unpacks to far more than any transcript needs; it may be made to do harm",
        "open it in Word if you trust it, and save its text as .txt",
    )
}

impl<'a> Package<'a> {
    /// Opens the zip in `bytes`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MOST_ENTRIES {
            return Err(too_large());
        }
        Ok(Self { archive, left: MOST_BYTES })
    }

    /// The text of the part called `name`, if there is one.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(name) = self.spelled(name) else { return Ok(None) };
        let file = self.archive.by_name(&name).map_err(|_| damaged())?;
        if file.encrypted() {
            let hint = "unpack it with the password and pack it without, or save it again in Word";
            return Err(Unreadable::new("a Word document packed with a password", hint));
        }
        let allowed = file.compressed_size().saturating_mul(MOST_RATIO).max(ANY_RATIO).min(self.left);
        let mut bytes = Vec::new();
        file.take(allowed + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        let length = bytes.len() as u64;
        if length > allowed {
            return Err(too_large());
        }
        self.left -= length;
        Ok(Some(crate::text::decode(&bytes).text))
    }

    /// The name as the zip spells it; names of parts do not depend on case.
    fn spelled(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        if name.is_empty() {
            return None;
        }
        let names = self.archive.file_names().flatten();
        let mut same = names.filter(|known| known.trim_start_matches('/').eq_ignore_ascii_case(name));
        same.next().map(|known| known.into_owned())
    }

    /// The parts of the document, by its relationships, else by their usual names.
    pub(super) fn main(&mut self) -> Result<Parts, Unreadable> {
        let roots = self.relationships("_rels/.rels", "")?;
        let document = target(&roots, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
        let own = self.relationships(&format!("{folder}/_rels/{file}.rels"), folder)?;
        let usual = |kind: &str| target(&own, kind).unwrap_or_else(|| format!("{folder}/{kind}.xml"));
        let margins = own.iter().filter(|(kind, _)| matches!(kind.as_str(), "header" | "footer"));
        Ok(Parts {
            styles: usual("styles"),
            footnotes: usual("footnotes"),
            endnotes: usual("endnotes"),
            margins: margins.map(|(_, target)| target.clone()).collect(),
            document,
        })
    }

    /// Whether any of these parts has text in it.
    pub(super) fn any_text(&mut self, names: &[String]) -> Result<bool, Unreadable> {
        for name in names {
            let xml = self.part(name)?.unwrap_or_default();
            let mut texts = xml.split("<w:t").skip(1).filter_map(|rest| rest.split_once('>'));
            if texts.any(|(tag, text)| {
                (tag.is_empty() || tag.starts_with(' ')) && !text.trim_start().starts_with('<')
            }) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Kind (the last part of its type) and target of each relationship in part `name`.
    fn relationships(&mut self, name: &str, folder: &str) -> Result<Vec<(String, String)>, Unreadable> {
        let Some(xml) = self.part(name)? else { return Ok(Vec::new()) };
        let mut reader = Reader::from_str(&xml);
        let mut found = Vec::new();
        loop {
            match reader.read_event().map_err(broken)? {
                Event::Eof => return Ok(found),
                Event::Start(element) | Event::Empty(element) => {
                    if element.local_name().into_inner() == "Relationship"
                        && let (Some(kind), Some(target)) =
                            (attribute(&element, "Type"), attribute(&element, "Target"))
                    {
                        let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                        found.push((kind, resolved(folder, &target)));
                    }
                }
                _ => {}
            }
        }
    }
}

fn target(relationships: &[(String, String)], kind: &str) -> Option<String> {
    relationships.iter().find(|(known, _)| known == kind).map(|(_, target)| target.clone())
}

/// A target as a name in the zip: absolute, or beside the part it belongs to.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
