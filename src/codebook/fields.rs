//! The keys of one mapping: typed look-ups that tell every mistake and go on.

use super::yaml::{File, Key, Kind, Node, Spot};
use crate::diag::{Diagnostic, Place};
use crate::text::{Language, nearest};

/// One file being read, and what was found wrong in it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) file: File<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Says what is wrong at `spot` and how to mend it.
    pub(super) fn error(&mut self, spot: Spot, message: impl Into<String>, hint: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(message).at(self.file.place(spot)).hint(hint));
    }

    /// The same for what may be meant so.
    pub(super) fn warning(&mut self, spot: Spot, message: impl Into<String>, hint: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(message).at(self.file.place(spot)).hint(hint));
    }

    /// The place of `spot`.
    pub(super) fn place(&self, spot: Spot) -> Place {
        self.file.place(spot)
    }

    /// The keys of `node`, which is `what` ("a code"); keys that are not `known` are told.
    pub(super) fn fields<'n>(&mut self, node: &'n Node, what: &str, known: &[&str]) -> Option<Fields<'n>> {
        let Kind::Map(entries) = &node.kind else {
            self.error(
                node.at,
                format!("{what} is written with keys"),
                format!("such as: {}", known.join(", ")),
            );
            return None;
        };
        for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.name.as_str())) {
            let hint = match nearest(&key.name, known.iter().copied()) {
                Some(near) => format!("the nearest known key is `{near}`"),
                None => format!("{what} has the keys {}", known.join(", ")),
            };
            self.error(key.at, format!("unknown key `{}`", key.name), hint);
        }
        Some(Fields { entries, at: node.at, broken: node.broken })
    }

    /// The string of `node`; `None` where nothing is written, and, with a diagnostic, where it is no string.
    pub(super) fn text<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n str> {
        self.text_of(node, &format!("`{key}`"))
    }

    fn text_of<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n str> {
        match &node.kind {
            Kind::Text { value, plain } => (!(*plain && is_null(value))).then_some(value),
            Kind::List(_) | Kind::Map(_) => {
                self.error(
                    node.at,
                    format!("{what} is a text"),
                    "quote it if it holds brackets, braces or `: `",
                );
                None
            }
        }
    }

    /// The items of `node`; a single text counts as a list of one, with a diagnostic.
    pub(super) fn list<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Node] {
        match &node.kind {
            Kind::List(items) => items,
            Kind::Text { value, plain: true } if is_null(value) => &[],
            Kind::Text { value, .. } => {
                self.error(
                    node.at,
                    format!("`{key}` is a list"),
                    format!("write it as `{key}: [{}]`", quoted(value)),
                );
                std::slice::from_ref(node)
            }
            Kind::Map(_) => {
                self.error(node.at, format!("`{key}` is a list"), "begin each item with `- `");
                &[]
            }
        }
    }

    /// The language that `node` names.
    pub(super) fn language(&mut self, node: &Node, key: &str) -> Option<Language> {
        let code = self.text(node, key)?;
        self.language_code(code, node.at)
    }

    /// The language with this code, which stands at `spot`.
    pub(super) fn language_code(&mut self, code: &str, spot: Spot) -> Option<Language> {
        match code.parse() {
            Ok(language) => Some(language),
            Err(_) => {
                self.error(
                    spot,
                    format!("unknown language `{code}`"),
                    "use its two letters, such as nl, en, fr or de",
                );
                None
            }
        }
    }
}

/// The keys of one mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'n> {
    entries: &'n [(Key, Node)],
    /// Where the mapping begins.
    pub(super) at: Spot,
    /// The file broke off inside it: missing keys mean nothing.
    pub(super) broken: bool,
}

impl<'n> Fields<'n> {
    /// The value of `key`, with the place of the key.
    pub(super) fn get(&self, key: &str) -> Option<(Spot, &'n Node)> {
        self.entries.iter().find(|(found, _)| found.name == key).map(|(key, node)| (key.at, node))
    }

    /// The string of `key`.
    pub(super) fn text(&self, key: &str, reader: &mut Reader<'_>) -> Option<(Spot, &'n str)> {
        let (_, node) = self.get(key)?;
        reader.text(node, key).map(|text| (node.at, text))
    }

    /// The string of `key` as kept in a code: without outer blanks, `None` when nothing is left.
    pub(super) fn prose(&self, key: &str, reader: &mut Reader<'_>) -> Option<String> {
        let (_, text) = self.text(key, reader)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The strings of the list `key`, each with its place.
    pub(super) fn texts(&self, key: &str, reader: &mut Reader<'_>) -> Vec<(Spot, &'n str)> {
        let Some((_, node)) = self.get(key) else { return Vec::new() };
        let mut texts = Vec::new();
        let what = format!("an item of `{key}`");
        for item in reader.list(node, key) {
            if let Some(text) = reader.text_of(item, &what) {
                texts.push((item.at, text));
            } else if matches!(item.kind, Kind::Text { .. }) && !item.broken {
                reader.error(item.at, format!("{what} is empty"), "write it, or leave it out");
            }
        }
        texts
    }
}

/// Whether a plain `value` says nothing.
pub(super) fn is_null(value: &str) -> bool {
    value.is_empty() || value == "~"
}

fn quoted(value: &str) -> String {
    if value.contains('"') || value.contains('\\') {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    }
}
