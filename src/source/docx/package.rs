//! Where the parts of a document stand in its zip.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::source::Unreadable;
use crate::source::packed::{Kind, Package};
use crate::source::xml::attribute;

/// What the zip is.
pub(super) const WORD: Kind = Kind { what: "a Word document", program: "Word", ending: "docx" };

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
    /// Its comments.
    pub(super) comments: String,
    /// Which comments answer which.
    pub(super) replies: String,
    /// Its headers and footers.
    pub(super) margins: Vec<String>,
}

/// A document whose inside is broken.
pub(super) fn damaged() -> Unreadable {
    WORD.damaged()
}

/// An error of the XML parser, for people.
pub(super) fn broken(_error: quick_xml::Error) -> Unreadable {
    damaged()
}

/// The parts of the document, by its relationships, else by their usual names.
pub(super) fn parts(package: &mut Package<'_>) -> Result<Parts, Unreadable> {
    let roots = relationships(package, "_rels/.rels", "")?;
    let document = target(&roots, "officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let own = relationships(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let usual = |kind: &str| target(&own, kind).unwrap_or_else(|| format!("{folder}/{kind}.xml"));
    let margins = own.iter().filter(|(kind, _)| matches!(kind.as_str(), "header" | "footer"));
    Ok(Parts {
        styles: usual("styles"),
        footnotes: usual("footnotes"),
        endnotes: usual("endnotes"),
        comments: usual("comments"),
        replies: usual("commentsExtended"),
        margins: margins.map(|(_, target)| target.clone()).collect(),
        document,
    })
}

/// Whether any of these parts has text in it.
pub(super) fn any_text(package: &mut Package<'_>, names: &[String]) -> Result<bool, Unreadable> {
    for name in names {
        let xml = package.part(name)?.unwrap_or_default();
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
fn relationships(
    package: &mut Package<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<(String, String)>, Unreadable> {
    let Some(xml) = package.part(name)? else { return Ok(Vec::new()) };
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
