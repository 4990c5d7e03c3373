//! An XML document as a tree, for formats whose parts refer to one another (tiers, timelines, persons).

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diag::Diagnostic;

use super::{Unreadable, kind, plain, xml};

/// A document may have this many elements and pieces of text; the longest transcripts have a tenth.
const MOST_NODES: usize = 4_000_000;
/// The root element is looked for in this many bytes: licences can stand before it.
const HEAD: usize = 64 << 10;
/// A byte order mark of UTF-8, read as Windows-1252.
const TWICE_MARKED: &str = "ï»¿";

/// An element with what is in it.
#[derive(Debug)]
pub(super) struct Element<'t> {
    tag: BytesStart<'t>,
    /// What is in it, in order.
    pub(super) children: Vec<Node<'t>>,
}

/// What can be in an element.
#[derive(Debug)]
pub(super) enum Node<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text, blanks included.
    Text(Cow<'t, str>),
}

impl<'t> Element<'t> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The attribute with local name `name`.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        xml::attribute(&self.tag, name)
    }

    /// The elements directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'t>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element directly in it called `name`.
    pub(super) fn child(&self, name: &str) -> Option<&Element<'t>> {
        self.elements().find(|element| element.name() == name)
    }

    /// All elements in it called `name`, at any depth, but none inside another of them.
    pub(super) fn all(&self, name: &str) -> Vec<&Element<'t>> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'e>(&'e self, name: &str, found: &mut Vec<&'e Element<'t>>) {
        for element in self.elements() {
            if element.name() == name { found.push(element) } else { element.gather(name, found) }
        }
    }

    /// All its text at any depth, as it stands.
    pub(super) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.gather_text(&mut text);
        text
    }

    /// All its text at any depth, runs of blanks as one.
    pub(super) fn text(&self) -> String {
        self.raw_text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.gather_text(text),
                Node::Text(piece) => text.push_str(piece),
            }
        }
    }
}

/// The text of an XML file, decoded as its declaration says where it is not Unicode, and what was noticed.
///
/// A file whose byte order mark was itself encoded again is proof that all of it was encoded twice, by a
/// program that took its UTF-8 for Windows-1252; that is undone.
pub(super) fn open(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    if let Some(text) = twice_encoded(bytes) {
        let message =
            "the file was encoded twice, its byte order mark shows it; the second encoding is undone";
        return (text, vec![Diagnostic::note(message)]);
    }
    match declared(bytes) {
        Some(encoding) if !encoding.is_single_byte() || std::str::from_utf8(bytes).is_ok() => {
            plain::open(bytes)
        }
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            (text.replace("\r\n", "\n").replace('\r', "\n"), Vec::new())
        }
        None => plain::open(bytes),
    }
}

fn twice_encoded(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    if !text.starts_with(TWICE_MARKED) {
        return None;
    }
    let (once, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    // A piece of a file may end inside a character.
    let whole = std::str::from_utf8(&once).map_or_else(|error| error.error_len().is_none(), |_| true);
    let (text, _) = encoding_rs::UTF_8.decode_with_bom_removal(&once);
    (whole && !unmappable).then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The encoding the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let line = String::from_utf8_lossy(head);
    let declaration = line.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding=").nth(1)?;
    let label = value.split(['"', '\'']).nth(1)?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}

/// The name of the root element, without prefix, and its tag as written; `None` if the file does not
/// begin like XML.
pub(super) fn root(bytes: &[u8]) -> Option<(String, String)> {
    let start = bytes.iter().take(32).find(|b| !b.is_ascii_whitespace())?;
    if !matches!(start, b'<' | 0xEF | 0xC3 | 0xFF | 0xFE | 0) {
        return None;
    }
    let head = kind::whole_characters(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    let (text, _) = open(head);
    let mut reader = Reader::from_str(text.trim_start());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                return Some((tag.local_name().into_inner().to_owned(), tag.to_string()));
            }
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The root element of the document in `text`; `what` names it, with its article (`an ELAN file`).
///
/// # Errors
/// When the document is cut off, not well-formed, or deeper or larger than any transcript.
pub(super) fn parse<'t>(text: &'t str, what: &str) -> Result<Element<'t>, Unreadable> {
    let mut tree = Tree::default();
    let damaged = |at: usize, why: &str| {
        let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        Unreadable::new(
            format!("{what} that is damaged or cut off at line {line}: {why}"),
            "fetch or export it again; if it stays so, open it in the program that made it and save it there",
        )
    };
    if let Some(at) = text.find('\0') {
        return Err(damaged(at, "a zero byte, which no XML has"));
    }
    let mut reader = Reader::from_str(text.trim_end());
    for _ in 0..MOST_NODES {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| damaged(at, &error.to_string()))?;
        if matches!(event, Event::Eof) {
            return tree.finish().map_err(|why| damaged(at, &why));
        }
        tree.take(event).map_err(|why| damaged(at, why))?;
        if tree.open.len() > xml::DEEPEST {
            break;
        }
    }
    Err(Unreadable::new(
        format!("{what} that is deeper or larger than any transcript; it may be made to do harm"),
        "if you trust it, open it in the program that made it and export it as text",
    ))
}

/// A tree in the making.
#[derive(Default)]
struct Tree<'t> {
    open: Vec<Element<'t>>,
    root: Option<Element<'t>>,
}

impl<'t> Tree<'t> {
    fn take(&mut self, event: Event<'t>) -> Result<(), &'static str> {
        match event {
            Event::Start(tag) => {
                self.open.push(Element { tag, children: Vec::new() });
                Ok(())
            }
            Event::Empty(tag) => self.close(Element { tag, children: Vec::new() }),
            Event::End(_) => self.open.pop().map_or(Ok(()), |element| self.close(element)),
            Event::Text(text) => self.text(text.xml10_content()),
            Event::CData(text) => self.text(text.xml10_content()),
            Event::GeneralRef(name) => self.text(xml::reference(&name).into()),
            _ => Ok(()),
        }
    }

    fn close(&mut self, element: Element<'t>) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None if self.root.is_some() => return Err("a second document begins"),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: Cow<'t, str>) -> Result<(), &'static str> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Text(text)),
            None if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() => {}
            None => return Err("text stands outside of the document"),
        }
        Ok(())
    }

    fn finish(self) -> Result<Element<'t>, String> {
        match (self.open.last(), self.root) {
            (Some(inside), _) => Err(format!("it ends inside <{}>", inside.name())),
            (None, Some(root)) => Ok(root),
            (None, None) => Err("it holds no element".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text, "a file").unwrap_err().reason
    }

    #[test]
    fn a_document_cut_off_or_broken_is_refused_with_its_line() {
        assert!(error("<a>\n<b>woord").contains("line 2: it ends inside <b>"));
        assert!(error("<a>\n\n</b></a>").contains("line 3"));
        assert!(error("<a/>\n<a/>").contains("second"));
        assert!(error("<a>\n\0</a>").contains("line 2: a zero byte"));
        assert!(error(&"<a>".repeat(500)).contains("deeper"));
    }

    #[test]
    fn declared_entities_are_never_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b \"bom\"><!ENTITY c \"&b;&b;\">]><a>een &amp; &c;<d/>&#233;n</a>";
        assert_eq!(parse(text, "a file").unwrap().text(), "een & &c;én");
    }

    #[test]
    fn the_declared_encoding_counts_and_a_double_one_is_undone() {
        let old = b"<?xml version='1.0' encoding='ISO-8859-2'?><a>\xb9</a>";
        assert!(open(old).0.ends_with("<a>š</a>"));
        let twice = "ï»¿<a>cliÃ«nt â€“</a>";
        let (text, notes) = open(twice.as_bytes());
        assert_eq!(text, "<a>cliënt –</a>");
        assert!(notes[0].message.contains("twice"));
        assert!(open("<a>cliÃ«nt</a>".as_bytes()).0.contains("cliÃ«nt"));
    }

    #[test]
    fn the_root_is_found_behind_comments() {
        let found = root(b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- een <b> -->\n<x:a n=\"1\">");
        assert_eq!(found.map(|(name, _)| name).as_deref(), Some("a"));
        assert_eq!(root(b"An: <b>dag</b>"), None);
    }
}
