//! The paths that codes say of others (`opposite`, `in`), made to follow the codes.

use std::collections::{HashMap, HashSet};

use super::super::rule::content_id;
use super::super::yaml::{Kind, Node};
use super::super::{Code, CodePath, Codebook};
use super::EditError;
use super::lines::Change;
use super::tree::{Item, Sheet, children, entry, text};

/// Old paths to new ones, of a code and all below it.
#[derive(Debug)]
pub(super) struct Mapping<'c> {
    codebook: &'c Codebook,
    /// In the order of the codebook.
    pub(super) pairs: Vec<(String, String)>,
    paths: HashMap<String, String>,
}

/// What becomes of a path in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Stays,
    Becomes(String),
    /// The list would say it twice.
    Goes,
}

impl<'c> Mapping<'c> {
    /// `old` and what is below it become `new` and what is below that.
    pub(super) fn new(codebook: &'c Codebook, old: &CodePath, new: &CodePath) -> Self {
        let below = codebook.codes.iter().filter(|code| code.path.is_within(old));
        let renamed = |path: &str| format!("{new}{}", path.strip_prefix(old.as_str()).unwrap_or(""));
        let pairs: Vec<_> = below.map(|code| (code.path.to_string(), renamed(code.path.as_str()))).collect();
        Self { codebook, paths: pairs.iter().cloned().collect(), pairs }
    }

    /// The path of a code after the edit.
    pub(super) fn path(&self, path: &CodePath) -> CodePath {
        self.paths.get(path.as_str()).map_or_else(|| path.clone(), CodePath::new)
    }

    /// The list `paths` after the edit.
    pub(super) fn list(&self, paths: &[CodePath]) -> Vec<CodePath> {
        let fates = self.fates(&paths.iter().map(CodePath::as_str).collect::<Vec<_>>());
        let after = paths.iter().zip(fates).filter_map(|(path, fate)| match fate {
            Fate::Stays => Some(path.clone()),
            Fate::Becomes(path) => Some(CodePath::new(path)),
            Fate::Goes => None,
        });
        after.collect()
    }

    /// A code after the edit, all but its place.
    pub(super) fn code(&self, code: &Code) -> Code {
        let mut code =
            Code { path: self.path(&code.path), opposite: self.list(&code.opposite), ..code.clone() };
        for rule in &mut code.rules {
            let named = rule.is_named();
            rule.inside = self.list(&rule.inside);
            if !named {
                rule.id = content_id(rule);
            }
        }
        code
    }

    fn fates<'s>(&'s self, paths: &[&'s str]) -> Vec<Fate> {
        let targets: Vec<Option<&String>> = paths.iter().map(|path| self.target(path.trim())).collect();
        let staying = paths.iter().zip(&targets).filter(|(_, target)| target.is_none());
        let mut said: HashSet<&str> = staying.map(|(path, _)| path.trim()).collect();
        let fate = |target: &Option<&'s String>| match target {
            None => Fate::Stays,
            Some(path) if said.insert(path.as_str()) => Fate::Becomes((*path).clone()),
            Some(_) => Fate::Goes,
        };
        targets.iter().map(fate).collect()
    }

    /// The new path of the code that `written` means, if that has one.
    fn target(&self, written: &str) -> Option<&String> {
        if self.codebook.get(written).is_some() {
            return self.paths.get(written);
        }
        self.paths.get(self.codebook.resolve(written).ok()?.path.as_str())
    }

    /// The changes in what the code `item` says of others.
    pub(super) fn changes(&self, item: &Item<'_>, sheet: &Sheet) -> Result<Vec<Change>, EditError> {
        let rules = entry(item.node, "rules").map_or(&[][..], |(_, rules)| children(rules));
        let inside = rules.iter().filter_map(|rule| entry(rule, "in"));
        let mut changes = Vec::new();
        for (_, list) in entry(item.node, "opposite").into_iter().chain(inside) {
            let items: Vec<(usize, &Node, &str)> = children(list)
                .iter()
                .enumerate()
                .filter_map(|(number, node)| text(node).map(|text| (number, node, text)))
                .collect();
            let fates = self.fates(&items.iter().map(|(_, _, text)| *text).collect::<Vec<_>>());
            for ((number, node, _), fate) in items.into_iter().zip(fates) {
                match fate {
                    Fate::Stays => {}
                    Fate::Becomes(path) => changes.push(rewrite(sheet, node, &path)?),
                    Fate::Goes => changes.push(without(sheet, list, number)?),
                }
            }
        }
        Ok(changes)
    }
}

/// Another string for the scalar `node`, quoted as it was.
pub(super) fn rewrite(sheet: &Sheet, node: &Node, value: &str) -> Result<Change, EditError> {
    let (line, column, width) = (node.at.line, node.at.column, width(node));
    let plain = matches!(node.kind, Kind::Text { plain: true, .. });
    let text = match (node.quote, node.last == line) {
        (None, true) if plain => plain_or_quoted(value),
        (Some('\''), true) => format!("'{}'", value.replace('\'', "''")),
        (Some(_), true) => in_double_quotes(value),
        _ => {
            let hint = "write it on one line, with or without quotes, and try again";
            return Err(sheet.refusal(node.at, "this is written over several lines and must change", hint));
        }
    };
    Ok(Change { line, column, width, text })
}

/// How many characters a text on one line takes. The parser's own width of a quoted one goes on over the
/// blanks and the comment after it; one with escapes is longer than this, and the safety net sees that.
fn width(node: &Node) -> usize {
    match (&node.kind, node.quote) {
        (Kind::Text { value, .. }, Some(_)) => value.chars().count() + 2,
        _ => node.at.width,
    }
}

/// `value` bare where every reader of YAML takes it for a text, else in quotes.
pub(super) fn plain_or_quoted(value: &str) -> String {
    const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | ' ' | '.');
    let bare = value.starts_with(char::is_alphabetic)
        && value.chars().all(is_good)
        && !value.ends_with(' ')
        && !WORDS.contains(&value.to_ascii_lowercase().as_str());
    if bare { value.to_owned() } else { in_double_quotes(value) }
}

/// A string of JSON is one of YAML.
fn in_double_quotes(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

/// Item `number` of a list in brackets taken out.
fn without(sheet: &Sheet, list: &Node, number: usize) -> Result<Change, EditError> {
    let items = children(list);
    let (before, item, after) =
        (number.checked_sub(1).and_then(|n| items.get(n)), items.get(number), items.get(number + 1));
    let Some(item) = item else { return Err(super::lost()) };
    let (from, to) = match (before, after) {
        (_, Some(after)) if after.at.line == item.at.line => (item.at.column, after.at.column),
        (Some(before), _) if before.last == item.at.line && before.at.line == before.last => {
            (before.at.column + width(before), item.at.column + width(item))
        }
        _ => (0, 0),
    };
    if !list.flow || item.last != item.at.line || to <= from {
        let hint = "take this one out, and try again";
        return Err(sheet.refusal(item.at, "this list names the other code as well", hint));
    }
    Ok(Change { line: item.at.line, column: from, width: to - from, text: String::new() })
}
