//! The file of a quote set, read with all its mistakes.

use std::collections::BTreeMap;

use super::{Picked, QuoteSet, Section, Translation};
use crate::codebook::yaml::{File, Key, Kind, Node, parse};
use crate::coding::Anchor;
use crate::diag::{Diagnostic, Severity};
use crate::text::{Language, nearest};

const SET_KEYS: &[&str] = &["set", "sections"];
const SECTION_KEYS: &[&str] = &["title", "code", "quotes"];
const QUOTE_KEYS: &[&str] = &[
    "id",
    "at",
    "words",
    "shown",
    "note",
    "translations",
    "source",
    "start",
    "end",
    "before",
    "after",
    "text",
];
const TRANSLATION_KEYS: &[&str] = &["text", "by", "of"];

/// Reads `text`, the contents of the file `name`.
///
/// # Errors
/// Everything that is wrong in it, with its place.
pub fn read(name: &str, text: &str) -> Result<QuoteSet, Vec<Diagnostic>> {
    let file = File::new(name, text);
    let mut reader = Reader { file: &file, diagnostics: Vec::new() };
    let root = parse(&file, text, &mut reader.diagnostics);
    let mut set = root.map(|root| reader.set(&root)).unwrap_or_default();
    // YAML ends a line at a return, too: what follows one is no comment.
    let comment = |line: &str| format!("{}\n", line.split('\r').next().unwrap_or("").trim_end());
    set.comment = text.lines().take_while(|line| line.starts_with('#')).map(comment).collect();
    reader.twice(&set);
    if reader.diagnostics.iter().any(|d| d.severity == Severity::Error) {
        Err(reader.diagnostics)
    } else {
        Ok(set)
    }
}

struct Reader<'f> {
    file: &'f File<'f>,
    diagnostics: Vec<Diagnostic>,
}

/// The entries of a mapping, by key.
type Entries<'n> = BTreeMap<&'n str, &'n Node>;

impl Reader<'_> {
    fn error(&mut self, node: &Node, message: impl Into<String>, hint: &str) {
        self.diagnostics.push(Diagnostic::error(message).at(self.file.place(node.at)).hint(hint));
    }

    fn entries<'n>(&mut self, node: &'n Node, known: &[&str], what: &str) -> Entries<'n> {
        let Kind::Map(entries) = &node.kind else {
            self.error(
                node,
                format!("{what} is a list of keys with values"),
                "keys: see the README, Quote sets",
            );
            return Entries::new();
        };
        for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.name.as_str())) {
            self.unknown(key, known);
        }
        entries.iter().map(|(key, value)| (key.name.as_str(), value)).collect()
    }

    fn unknown(&mut self, key: &Key, known: &[&str]) {
        let hint = match nearest(&key.name, known.iter().copied()) {
            Some(near) => format!("the nearest known key is `{near}`"),
            None => format!("known keys: {}", known.join(", ")),
        };
        let message = format!("unknown key `{}`", key.name);
        self.diagnostics.push(Diagnostic::error(message).at(self.file.place(key.at)).hint(hint));
    }

    fn items<'n>(&mut self, node: Option<&&'n Node>, what: &str) -> &'n [Node] {
        match node.map(|node| &node.kind) {
            Some(Kind::List(items)) => items,
            Some(_) => {
                if let Some(node) = node {
                    self.error(node, format!("`{what}` is a list"), "put a dash before each of them");
                }
                &[]
            }
            None => &[],
        }
    }

    fn text(&mut self, entries: &Entries<'_>, key: &str) -> Option<String> {
        let node = entries.get(key)?;
        match &node.kind {
            Kind::Text { value, .. } => Some(value.clone()),
            _ => {
                self.error(node, format!("`{key}` is a text"), "put it between double quotes");
                None
            }
        }
    }

    /// A text that must be there.
    fn needed(&mut self, of: &Node, entries: &Entries<'_>, key: &str) -> String {
        self.text(entries, key).unwrap_or_else(|| {
            if !entries.contains_key(key) {
                self.error(of, format!("`{key}` is missing"), "`verbatim pick` writes it");
            }
            String::new()
        })
    }

    fn number(&mut self, of: &Node, entries: &Entries<'_>, key: &str) -> usize {
        let text = self.needed(of, entries, key);
        text.trim().parse().unwrap_or_else(|_| {
            if let Some(node) = entries.get(key) {
                self.error(node, format!("`{key}` is a number of characters"), "`verbatim pick` writes it");
            }
            0
        })
    }

    fn set(&mut self, node: &Node) -> QuoteSet {
        let entries = self.entries(node, SET_KEYS, "a quote set");
        let title = self.needed(node, &entries, "set");
        let sections = self.items(entries.get("sections"), "sections");
        QuoteSet {
            title,
            sections: sections.iter().map(|s| self.section(s)).collect(),
            ..QuoteSet::default()
        }
    }

    fn section(&mut self, node: &Node) -> Section {
        let entries = self.entries(node, SECTION_KEYS, "a section");
        let (title, code) = (self.text(&entries, "title").unwrap_or_default(), self.text(&entries, "code"));
        let quotes = self.items(entries.get("quotes"), "quotes");
        Section { title, code, quotes: quotes.iter().map(|quote| self.quote(quote)).collect() }
    }

    fn quote(&mut self, node: &Node) -> Picked {
        let entries = self.entries(node, QUOTE_KEYS, "a quote");
        let anchor = Anchor {
            start: self.number(node, &entries, "start"),
            end: self.number(node, &entries, "end"),
            quote: self.needed(node, &entries, "words"),
            before: self.text(&entries, "before").unwrap_or_default(),
            after: self.text(&entries, "after").unwrap_or_default(),
            text: self.needed(node, &entries, "text"),
        };
        Picked {
            id: self.needed(node, &entries, "id"),
            source: self.needed(node, &entries, "source"),
            at: self.text(&entries, "at").unwrap_or_default(),
            anchor,
            shown: self.text(&entries, "shown"),
            note: self.text(&entries, "note"),
            translations: self.translations(&entries),
        }
    }

    fn translations(&mut self, entries: &Entries<'_>) -> BTreeMap<Language, Translation> {
        let Some(node) = entries.get("translations") else { return BTreeMap::new() };
        let Kind::Map(languages) = &node.kind else {
            self.error(
                node,
                "`translations` go by language",
                "write `en: {text: \"...\", by: \"...\"}` below it",
            );
            return BTreeMap::new();
        };
        let mut found = BTreeMap::new();
        for (key, value) in languages {
            let entries = self.entries(value, TRANSLATION_KEYS, "a translation");
            let translation = Translation {
                text: self.needed(value, &entries, "text"),
                by: self.text(&entries, "by").unwrap_or_default(),
                of: self.text(&entries, "of"),
            };
            match key.name.parse::<Language>() {
                Ok(language) => {
                    found.insert(language, translation);
                }
                Err(_) => {
                    let message = format!("`{}` is no language", key.name);
                    let place = self.file.place(key.at);
                    self.diagnostics
                        .push(Diagnostic::error(message).at(place).hint("two letters: nl, en, fr, de"));
                }
            }
        }
        found
    }

    /// A quote stands in a set once: a merge may have brought it twice.
    fn twice(&mut self, set: &QuoteSet) {
        let mut seen = BTreeMap::new();
        for (_, quote) in set.quotes() {
            *seen.entry(quote.id.as_str()).or_insert(0usize) += 1;
        }
        for (id, _) in seen.into_iter().filter(|(id, count)| *count > 1 && !id.is_empty()) {
            let quote = set.get(id).map(|quote| quote.at.clone()).unwrap_or_default();
            self.diagnostics.push(
                Diagnostic::error(format!("the quote {quote} ({id}) stands in this set twice"))
                    .hint("keep one of the two"),
            );
        }
    }
}
