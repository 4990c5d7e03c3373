//! Styles: which are bold or hidden, which are headings, which mark who speaks.

use std::collections::HashMap;

/// The styles of a document by id.
#[derive(Debug, Default)]
pub(in crate::source) struct Styles {
    by_id: HashMap<String, Style>,
}

/// A style as the document defines it.
#[derive(Debug, Default, Clone)]
pub(in crate::source) struct Style {
    /// Its name for people; empty where the id is its name.
    pub(in crate::source) name: String,
    /// The id of the style it is based on.
    pub(in crate::source) base: Option<String>,
    /// Whether it is bold, where it says so.
    pub(in crate::source) bold: Option<bool>,
    /// Whether it is hidden, where it says so.
    pub(in crate::source) hidden: Option<bool>,
    /// Whether the program made it, so that its name says nothing.
    pub(in crate::source) automatic: bool,
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
    /// Adds the style with this id.
    pub(in crate::source) fn add(&mut self, id: String, style: Style) {
        self.by_id.insert(id, style);
    }

    /// Whether this style makes text bold; `None` where it leaves that to what is around.
    pub(in crate::source) fn bold(&self, id: &str) -> Option<bool> {
        self.inherited(id, |style| style.bold)
    }

    /// Whether this style hides text; `None` where it leaves that to what is around.
    pub(in crate::source) fn hidden(&self, id: &str) -> Option<bool> {
        self.inherited(id, |style| style.hidden)
    }

    /// Whether text in this style is bold.
    pub(in crate::source) fn is_bold(&self, id: &str) -> bool {
        self.bold(id).unwrap_or(false)
    }

    /// Whether text in this style is hidden.
    pub(in crate::source) fn is_hidden(&self, id: &str) -> bool {
        self.hidden(id).unwrap_or(false)
    }

    /// The id of this style, or of the one it is based on where it is automatic: made by the program
    /// for what a person did by hand.
    pub(in crate::source) fn named<'s>(&'s self, id: &'s str) -> &'s str {
        let base = self.by_id.get(id).filter(|style| style.automatic).and_then(|style| style.base.as_deref());
        base.unwrap_or(id)
    }

    /// Whether paragraphs in this style are headings.
    pub(in crate::source) fn is_heading(&self, id: &str) -> bool {
        let name = self.name(id).to_lowercase();
        HEADING.iter().any(|word| {
            name == *word
                || name.strip_prefix(word).is_some_and(|rest| {
                    rest.trim_start_matches([' ', '-']).chars().all(|c| c.is_ascii_digit())
                })
        })
    }

    /// Whether the name of this style says that its paragraphs name who speaks.
    pub(in crate::source) fn is_speaker(&self, id: &str) -> bool {
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
