//! The package around office documents: parts, their types and relations, in a zip (ECMA-376 part 2).

mod read;
mod zipped;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use zipped::Zip;

use super::Trouble;
use super::xml::{HEAD, escape};

/// Namespace of relation types.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// The colours and the font of all our documents.
pub(super) const THEME: &str = include_str!("../parts/theme.xml");
/// The content type of a theme.
pub(super) const THEME_KIND: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// A relation of a part to another part, or to something outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The full URI of its type.
    pub(super) kind: String,
    /// The name of the part, or the address outside.
    pub(super) target: String,
    pub(super) external: bool,
}

impl Relation {
    /// A relation of one of the office types (`slideLayout`) to a part.
    pub(super) fn new(id: impl Into<String>, kind: &str, target: impl Into<String>) -> Self {
        Self { id: id.into(), kind: format!("{OFFICE}/{kind}"), target: target.into(), external: false }
    }

    /// The last segment of its type: `slideLayout`.
    pub(super) fn short_kind(&self) -> &str {
        self.kind.rsplit('/').next().unwrap_or("")
    }
}

/// A part: its bytes and its relations.
#[derive(Debug, Clone, Default)]
struct Part {
    bytes: Vec<u8>,
    content_type: String,
    relations: Vec<Relation>,
}

/// A package in memory. Names of parts have no leading slash; the name `""` is the package itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Package {
    parts: BTreeMap<String, Part>,
}

impl Package {
    /// Adds or replaces a part, without relations.
    pub(super) fn add(&mut self, name: &str, content_type: &str, bytes: impl Into<Vec<u8>>) {
        let part = Part { bytes: bytes.into(), content_type: content_type.to_owned(), relations: Vec::new() };
        self.parts.insert(name.to_owned(), part);
    }

    /// Sets the relations of a part, or of the package where `name` is empty.
    pub(super) fn relate(&mut self, name: &str, relations: Vec<Relation>) {
        self.parts.entry(name.to_owned()).or_default().relations = relations;
    }

    /// The relations of a part.
    pub(super) fn relations(&self, name: &str) -> &[Relation] {
        self.parts.get(name).map_or(&[], |part| &part.relations)
    }

    /// The part that `name` relates to by a relation of this short type, if any.
    pub(super) fn related(&self, name: &str, kind: &str) -> Option<&str> {
        let relation = self.relations(name).iter().find(|r| !r.external && r.short_kind() == kind);
        relation.map(|relation| relation.target.as_str())
    }

    /// The names of all parts.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<String> {
        self.parts.keys().cloned().collect()
    }

    /// The content type of a part.
    pub(super) fn content_type(&self, name: &str) -> Option<&str> {
        self.parts.get(name).map(|part| part.content_type.as_str())
    }

    /// A part as text; `None` when it is missing or no UTF-8.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = std::str::from_utf8(&self.parts.get(name)?.bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Replaces the bytes of a part and keeps the rest.
    pub(super) fn rewrite(&mut self, name: &str, content_type: &str, text: String) {
        let part = self.parts.entry(name.to_owned()).or_default();
        part.bytes = text.into_bytes();
        part.content_type = content_type.to_owned();
    }

    /// A name that no part has: `pattern` with the first free number, from 1, for `#`.
    pub(super) fn free_name(&self, pattern: &str) -> String {
        let name = |number: usize| pattern.replace('#', &number.to_string());
        (1..).map(name).find(|name| !self.parts.contains_key(name)).unwrap_or_default()
    }

    /// Drops every part that cannot be reached from the package by relations.
    pub(super) fn sweep(&mut self) {
        let mut reached = BTreeSet::from([String::new()]);
        let mut waiting = vec![String::new()];
        while let Some(name) = waiting.pop() {
            for relation in self.relations(&name).iter().filter(|relation| !relation.external) {
                if reached.insert(relation.target.clone()) {
                    waiting.push(relation.target.clone());
                }
            }
        }
        self.parts.retain(|name, _| reached.contains(name));
    }

    /// Drops relations to parts that do not exist, and those for which `keep` is false.
    pub(super) fn retain_relations(&mut self, keep: impl Fn(&str, &Relation) -> bool) {
        let names: BTreeSet<String> = self.parts.keys().cloned().collect();
        for (name, part) in &mut self.parts {
            part.relations.retain(|r| (r.external || names.contains(&r.target)) && keep(name, r));
        }
    }

    /// Points every relation for which `of` is true to another part.
    pub(super) fn redirect(&mut self, of: impl Fn(&str, &Relation) -> bool, target: &str) {
        for (name, part) in &mut self.parts {
            for relation in part.relations.iter_mut().filter(|relation| of(name, relation)) {
                relation.target = target.to_owned();
            }
        }
    }

    /// The bytes of the zip. Parts stand in the order of their names, all with the same fixed time.
    pub(super) fn finish(&self) -> Result<Vec<u8>, Trouble> {
        let mut zip = Zip::default();
        zip.put("[Content_Types].xml", self.content_types().as_bytes())?;
        for (name, part) in &self.parts {
            if !name.is_empty() {
                zip.put(name, &part.bytes)?;
            }
            if !part.relations.is_empty() {
                zip.put(&relations_name(name), relations_xml(&part.relations).as_bytes())?;
            }
        }
        zip.finish()
    }

    fn content_types(&self) -> String {
        let mut xml = format!("{HEAD}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ");
        xml.push_str(&format!("ContentType=\"{RELATIONS_TYPE}\"/>"));
        xml.push_str("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        for (name, part) in self.parts.iter().filter(|(name, _)| !name.is_empty()) {
            let (name, kind) = (escape(name), escape(&part.content_type));
            xml.push_str(&format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"));
        }
        xml + "</Types>"
    }
}

/// `ppt/slides/_rels/slide1.xml.rels` of `ppt/slides/slide1.xml`.
fn relations_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Targets are written from the root, so that they hold wherever a part stands.
fn relations_xml(relations: &[Relation]) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">");
    for Relation { id, kind, target, external } in relations {
        let (slash, mode) = if *external { ("", " TargetMode=\"External\"") } else { ("/", "") };
        let (id, kind, target) = (escape(id), escape(kind), escape(target));
        xml.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{slash}{target}\"{mode}/>"
        ));
    }
    xml + "</Relationships>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_reads_back() {
        let mut package = Package::default();
        package.add("a/b.xml", "text/x", "<b/>");
        package.add("c.png", "image/png", vec![1, 2]);
        package.relate("", vec![Relation::new("r1", "x", "a/b.xml")]);
        package.relate("a/b.xml", vec![Relation::new("r1", "image", "c.png")]);
        let read = Package::read(&package.finish().unwrap()).unwrap();
        assert_eq!(read.related("a/b.xml", "image"), Some("c.png"));
        assert_eq!(read.content_type("c.png"), Some("image/png"));
        assert_eq!(read.text("a/b.xml"), Some("<b/>"));
        assert_eq!(read.finish().unwrap(), package.finish().unwrap());
    }

    #[test]
    fn what_no_relation_reaches_is_swept() {
        let mut package = Package::default();
        package.add("a.xml", "x", "");
        package.add("b.xml", "x", "");
        package.relate("", vec![Relation::new("r", "x", "a.xml")]);
        package.sweep();
        assert!(package.text("a.xml").is_some() && package.text("b.xml").is_none());
    }
}
