//! Styles: which are bold or hidden, which are headings, which mark who speaks.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::Unreadable;

use super::package::broken;
use crate::source::xml::{attribute, is_on};

/// The styles of a document by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    base: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// Words in the name of a style that marks who speaks.
const SPEAKER: &[&str] = &[
    "speaker",
    "spreker",
    "sprecher",
    "intervin",
    "intervenant",
    "orador",
    "orateur",
    "locut",
    "redner",
    "interlocut",
];
const HEADING: &[&str] = &[
    "heading",
    "title",
    "subtitle",
    "toc",
    "kop",
    "titel",
    "ondertitel",
    "uberschrift",
    "überschrift",
    "titre",
];

impl Styles {
    /// Whether text in this style is bold.
    pub(super) fn is_bold(&self, id: &str) -> bool {
        self.inherited(id, |style| style.bold).unwrap_or(false)
    }

    /// Whether text in this style is hidden.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.inherited(id, |style| style.hidden).unwrap_or(false)
    }

    /// Whether paragraphs in this style are headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        let name = self.name(id).to_lowercase();
        HEADING.iter().any(|word| {
            name == *word
                || name.strip_prefix(word).is_some_and(|rest| {
                    rest.trim_start_matches([' ', '-']).chars().all(|c| c.is_ascii_digit())
                })
        })
    }

    /// Whether the name of this style says that its paragraphs name who speaks.
    pub(super) fn is_speaker(&self, id: &str) -> bool {
        let name = self.name(id).to_lowercase();
        SPEAKER.iter().any(|word| name.contains(word)) && !name.contains("text") && !name.contains("tekst")
    }

    /// The name of a style, or its id.
    fn name<'s>(&'s self, id: &'s str) -> &'s str {
        self.by_id.get(id).map(|style| style.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// The nearest value on the way up from a style; styles that inherit in a circle end it.
    fn inherited<T>(&self, id: &str, value: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id;
        for _ in 0..20 {
            let style = self.by_id.get(id)?;
            if let Some(value) = value(style) {
                return Some(value);
            }
            id = style.base.as_deref()?;
        }
        None
    }
}

/// Reads `styles.xml`.
pub(super) fn read(xml: &str) -> Result<Styles, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut styles = Styles::default();
    let mut open: Option<(String, Style)> = None;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(styles),
            Event::Start(element) if element.local_name().into_inner() == "style" => {
                open = attribute(&element, "styleId").map(|id| (id, Style::default()));
            }
            Event::Start(element) | Event::Empty(element) => {
                if let Some((_, style)) = open.as_mut() {
                    property(style, &element);
                }
            }
            Event::End(element) if element.local_name().into_inner() == "style" => {
                styles.by_id.extend(open.take());
            }
            _ => {}
        }
    }
}

fn property(style: &mut Style, element: &BytesStart<'_>) {
    match element.local_name().into_inner() {
        "name" => style.name = attribute(element, "val").unwrap_or_default(),
        "basedOn" => style.base = attribute(element, "val"),
        "b" => style.bold = Some(is_on(element)),
        "vanish" => style.hidden = Some(is_on(element)),
        _ => {}
    }
}
