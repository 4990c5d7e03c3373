//! The files as they stand: every code with the value it is written as, and the lines it takes.

use std::ops::Range;

use super::super::fields::is_null;
use super::super::yaml::{self, File, Key, Kind, Node, Spot};
use super::super::{CodePath, Codebook};
use super::lines::{Lines, indent};
use super::{EditError, refusal};
use crate::diag::{Diagnostic, Severity};
use crate::text::Language;

/// A codebook file.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) lines: Lines,
    root: Option<Node>,
}

/// A code as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'t> {
    /// The file it stands in.
    pub(super) sheet: usize,
    /// Its mapping.
    pub(super) node: &'t Node,
    /// The list it stands in.
    list: &'t Node,
    /// The mapping with that list under `codes`; that of the code above or of the file.
    holder: &'t Node,
    /// It stands at the top of its file.
    top: bool,
}

/// The files of a study and what they say.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) sheets: Vec<Sheet>,
    pub(super) codebook: Codebook,
    /// What was wrong already.
    pub(super) errors: Vec<Diagnostic>,
}

impl Tree {
    /// Reads `files`; refuses what is no sound YAML and codes without a path of their own.
    pub(super) fn read(files: &[(String, String)]) -> Result<Self, EditError> {
        let mut sheets = Vec::new();
        for (name, text) in files {
            sheets.push(Sheet::read(name, Lines::new(text))?);
        }
        let (codebook, mut errors) = Codebook::load(files);
        errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
        let tree = Self { sheets, codebook, errors };
        let codes = tree.codebook.codes.iter().map(|code| code.path.as_str());
        if !tree.items().iter().map(|(path, _)| path.as_str()).eq(codes) {
            let first = tree.errors.into_iter().next();
            return Err(
                first.map_or_else(|| refusal("this codebook cannot be edited", "mend it first"), Box::new)
            );
        }
        Ok(tree)
    }

    /// The codes in the order of [`Codebook::codes`].
    pub(super) fn items(&self) -> Vec<(CodePath, Item<'_>)> {
        items(&self.sheets)
    }
}

/// The codes of `sheets` with their paths, parents before their children.
pub(super) fn items(sheets: &[Sheet]) -> Vec<(CodePath, Item<'_>)> {
    let mut found = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        if let Some(root) = &sheet.root {
            collect(number, root, None, &mut found);
        }
    }
    found
}

fn collect<'t>(
    sheet: usize,
    holder: &'t Node,
    parent: Option<&CodePath>,
    found: &mut Vec<(CodePath, Item<'t>)>,
) {
    let Some((_, list)) = entry(holder, "codes") else { return };
    for node in children(list) {
        let Some(id) = entry(node, "id").and_then(|(_, id)| text(id)) else { continue };
        let path = parent.map_or_else(|| CodePath::new(id), |parent| parent.child(id));
        found.push((path.clone(), Item { sheet, node, list, holder, top: parent.is_none() }));
        collect(sheet, node, Some(&path), found);
    }
}

impl Sheet {
    pub(super) fn read(name: &str, lines: Lines) -> Result<Self, EditError> {
        let plain = lines.plain();
        let mut diagnostics = Vec::new();
        let root = yaml::parse(&File::new(name, &plain), &plain, &mut diagnostics);
        match diagnostics.into_iter().next() {
            Some(diagnostic) => Err(Box::new(diagnostic)),
            None => Ok(Self { name: name.to_owned(), lines, root }),
        }
    }

    /// The mapping of the whole file.
    pub(super) fn root(&self) -> Option<&Node> {
        self.root.as_ref().filter(|root| matches!(root.kind, Kind::Map(_)))
    }

    /// The language of its names.
    pub(super) fn language(&self) -> Language {
        let written = self.root().and_then(|root| text(entry(root, "language")?.1));
        written.and_then(|written| written.parse().ok()).unwrap_or(Language::DUTCH)
    }

    /// Why nothing is done with what stands at `spot`.
    pub(super) fn refusal(
        &self,
        spot: Spot,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> EditError {
        let place = File::new(&self.name, &self.lines.plain()).place(spot);
        Box::new(Diagnostic::error(message).at(place).hint(hint))
    }
}

/// The value of `key` in a mapping.
pub(super) fn entry<'t>(node: &'t Node, key: &str) -> Option<(&'t Key, &'t Node)> {
    let Kind::Map(entries) = &node.kind else { return None };
    entries.iter().find(|(found, _)| found.name == key).map(|(key, value)| (key, value))
}

/// The items of a list; a single text counts as one, nothing as none.
pub(super) fn children(list: &Node) -> &[Node] {
    match &list.kind {
        Kind::List(items) => items,
        Kind::Text { .. } if text(list).is_some() => std::slice::from_ref(list),
        Kind::Text { .. } | Kind::Map(_) => &[],
    }
}

/// The string of a node, unless it says nothing.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Text { value, plain } => (!(*plain && is_null(value))).then_some(value),
        Kind::List(_) | Kind::Map(_) => None,
    }
}

/// The lines of an item of a list, with the comments and blank lines directly above it.
#[derive(Debug, Clone)]
pub(super) struct Extent {
    /// From 0.
    pub(super) lines: Range<usize>,
    /// The line with the dash.
    pub(super) dash: usize,
    /// The column of the dash, from 0.
    pub(super) column: usize,
}

/// The lines of `item` in the block list `list` of `sheet`.
pub(super) fn extent(sheet: &Sheet, list: &Node, item: &Node) -> Result<Extent, EditError> {
    let lines = &sheet.lines;
    let mut dash = item.first.saturating_sub(1);
    // A dash may stand alone above what it begins.
    while dash > 0 && !is_dashed(lines.get(dash)) && is_empty(lines.get(dash - 1)) {
        dash -= 1;
    }
    if !is_dashed(lines.get(dash)) && dash > 0 {
        dash -= 1;
    }
    let column = indent(lines.get(dash)).unwrap_or(0);
    if list.flow || !is_dashed(lines.get(dash)) {
        let hint =
            "write the list around it in block style first: each item on a line of its own, after `- `";
        return Err(sheet.refusal(
            item.at,
            "this stands in brackets, and only whole lines can be moved",
            hint,
        ));
    }
    let mut end = item.last;
    let mut next = end;
    while next < lines.len() && indent(lines.get(next)).is_none_or(|blanks| blanks > column) {
        next += 1;
        if indent(lines.get(next - 1)).is_some() {
            end = next;
        }
    }
    let is_own = |line: &str| is_comment(line) && indent(line) == Some(column);
    let mut start = dash;
    while start > 0 && is_own(lines.get(start - 1)) {
        start -= 1;
    }
    while start > 0 && indent(lines.get(start - 1)).is_none() {
        start -= 1;
    }
    Ok(Extent { lines: start..end, dash, column })
}

impl Item<'_> {
    /// The lines it takes.
    pub(super) fn extent(&self, sheets: &[Sheet]) -> Result<Extent, EditError> {
        let sheet = sheets.get(self.sheet).ok_or_else(super::lost)?;
        extent(sheet, self.list, self.node)
    }

    /// The line, from 0, with the `codes:` above it, when it is the only code there and not at the top.
    pub(super) fn key_left_empty(&self) -> Option<usize> {
        let alone = !self.top && children(self.list).len() == 1;
        entry(self.holder, "codes").filter(|_| alone).map(|(key, _)| key.at.line.saturating_sub(1))
    }
}

fn is_dashed(line: &str) -> bool {
    line.trim_start().strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

fn is_empty(line: &str) -> bool {
    is_comment(line) || indent(line).is_none()
}
