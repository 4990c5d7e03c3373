//! One code made part of another.

use std::collections::HashSet;

use super::super::yaml::Node;
use super::super::{Code, CodePath, Codebook};
use super::block::{self, Block};
use super::follow::{Mapping, rewrite};
use super::lines::{Change, shifted};
use super::tree::{Item, Sheet, Tree, children, entry, items, text};
use super::{EditError, Edited, change, check, check_language, known, lost, refusal};
use crate::diag::{Diagnostic, Place};

/// Makes the code at `old` part of the one at `into`. `files` are the (name, text) of all codebooks.
///
/// Its rules are added to those of `into`; a rule whose id is taken there gets a new one (`greeting-2`).
/// The codes below it become the last below `into`. Nothing of it is lost: all else it says (its name,
/// definition, comments ...) stands as a comment in the block of `into`, below its `id`.
///
/// Refused where it would change what rules code (another `unit`), where both have a code with the same
/// id below them, and where `into` names `old` as its opposite.
pub fn merge(files: &[(String, String)], old: &str, into: &str) -> Result<Edited, EditError> {
    let Tree { mut sheets, codebook, errors } = Tree::read(files)?;
    let (code, target) = (known(&codebook, old)?, known(&codebook, into)?);
    check_pair(&codebook, code, target)?;
    let mapping = Mapping::new(&codebook, &code.path, &target.path);
    let (merged, ids) = with_rules(mapping.code(target), mapping.code(code));
    let position = codebook.position(old).unwrap_or_default();
    let parts = Parts::of(&sheets, position, &code.path)?;
    let keys =
        [("codes", parts.codes), ("rules", parts.rules)].into_iter().filter(|(_, block)| block.is_some());
    let keys: Vec<&str> = keys.map(|(key, _)| key).collect();
    block::check(&sheets, position, Some(&target.path), &keys)?;
    change(&mut sheets, &mapping, |number, sheet, item| {
        let ids = ids.iter().filter(|_| number == position);
        let changes = ids.map(|(place, id)| rule_id(sheet, item, place, id));
        changes.collect::<Result<Vec<_>, _>>()
    })?;
    let parts = Parts::of(&sheets, position, &code.path)?;
    block::cut(&mut sheets, position)?;
    for (key, block) in [("codes", &parts.codes), ("rules", &parts.rules)] {
        if let Some(block) = block {
            block::paste(&mut sheets, Some(&target.path), 0, key, block)?;
        }
    }
    remark(&mut sheets, &target.path, &parts.rest)?;
    let others = codebook.codes.iter().filter(|other| other.path != code.path && other.path != target.path);
    let expected = others.map(|other| mapping.code(other)).chain([merged]).collect();
    check::finish(files, &errors, expected, sheets, mapping.pairs)
}

fn check_pair(codebook: &Codebook, code: &Code, target: &Code) -> Result<(), EditError> {
    let (old, into) = (&code.path, &target.path);
    if into.is_within(old) {
        let message = format!("`{old}` cannot become part of `{into}`, which is or stands below it");
        return Err(refusal(message, "merge the other way round, or move that one out first"));
    }
    check_language(code, Some(target))?;
    if code.unit != target.unit && !code.rules.is_empty() {
        let (unit, other) = (code.unit.as_str(), target.unit.as_str());
        let message = format!("the rules of `{old}` code by {unit}, those of `{into}` by {other}");
        return Err(refusal(message, "give both codes the same `unit` first"));
    }
    if target.opposite.contains(old) {
        let message = format!("`{into}` says that `{old}` is its opposite");
        let diagnostic = Diagnostic::error(message).at(target.place.clone());
        return Err(Box::new(
            diagnostic.hint("if they are one after all, take that out of `opposite` first"),
        ));
    }
    let below = codebook.codes.iter().filter(|code| super::above(&code.path) == Some(old.as_str()));
    let clashes: Vec<String> = below
        .map(|code| into.child(code.path.id()))
        .filter(|path| path != old && codebook.get(path.as_str()).is_some())
        .map(|path| format!("`{path}`"))
        .collect();
    if clashes.is_empty() {
        return Ok(());
    }
    let message = format!("`{into}` has codes of the same id below it as `{old}`: {}", clashes.join(", "));
    Err(refusal(message, "merge or rename these first"))
}

/// `target` with the rules of `code` after its own, and the new ids of those whose id is taken, by where
/// the rule begins.
fn with_rules(mut target: Code, code: Code) -> (Code, Vec<(Place, String)>) {
    let mut taken: HashSet<String> = target.rules.iter().map(|rule| rule.id.clone()).collect();
    taken.extend(code.rules.iter().map(|rule| rule.id.clone()));
    let own: HashSet<String> = target.rules.iter().map(|rule| rule.id.clone()).collect();
    let mut ids = Vec::new();
    for mut rule in code.rules {
        if own.contains(&rule.id) {
            let free = (2..).map(|number| format!("{}-{number}", rule.id)).find(|id| !taken.contains(id));
            rule.id = free.unwrap_or_default();
            taken.insert(rule.id.clone());
            ids.push((rule.place.clone(), rule.id.clone()));
        }
        target.rules.push(rule);
    }
    (target, ids)
}

/// The change that gives the rule at `place` of `item` this id.
fn rule_id(sheet: &Sheet, item: &Item<'_>, place: &Place, id: &str) -> Result<Change, EditError> {
    let rules = entry(item.node, "rules").map_or(&[][..], |(_, rules)| children(rules));
    let is_there = |rule: &&Node| (rule.at.line, rule.at.column) == (place.line, place.column);
    let rule = rules.iter().find(is_there).ok_or_else(lost)?;
    if let Some((_, written)) = entry(rule, "id").filter(|(_, id)| text(id).is_some()) {
        return rewrite(sheet, written, id);
    }
    let id = super::follow::plain_or_quoted(id);
    let after = if rule.flow {
        ", ".to_owned()
    } else {
        format!("\n{}", " ".repeat(rule.at.column.saturating_sub(1)))
    };
    Ok(Change { line: rule.at.line, column: rule.at.column, width: 0, text: format!("id: {id}{after}") })
}

/// The lines of a code, by what becomes of them.
struct Parts {
    rules: Option<Block>,
    codes: Option<Block>,
    /// All else, as comments.
    rest: Vec<String>,
}

impl Parts {
    fn of(sheets: &[Sheet], position: usize, path: &CodePath) -> Result<Self, EditError> {
        let items = items(sheets);
        let (_, item) = items.get(position).ok_or_else(lost)?;
        let sheet = sheets.get(item.sheet).ok_or_else(lost)?;
        let extent = item.extent(sheets)?;
        let [rules, codes] = ["rules", "codes"].map(|key| block::region(sheet, item.node, key));
        let (rules, codes) = (rules?, codes?);
        let is_moved =
            |line: usize| [&rules, &codes].into_iter().flatten().any(|(lines, _)| lines.contains(&line));
        let is_key = |line: usize| {
            let at = |key| entry(item.node, key).is_some_and(|(at, _)| at.at.line == line + 1);
            let written = sheet.lines.get(line).trim();
            (written == "rules:" && at("rules")) || (written == "codes:" && at("codes"))
        };
        let mut rest = vec![format!("# merged from {path}:")];
        for line in extent.lines.clone().filter(|line| !is_moved(*line) && !is_key(*line)) {
            let mut written = sheet.lines.get(line).to_owned();
            if line == extent.dash {
                written = written.replacen('-', " ", 1);
            }
            let written = shifted(&written, extent.column + 2, 0);
            if !(written.trim().is_empty() && (line < extent.dash || rest.len() == 1)) {
                rest.push(format!("#   {written}").trim_end().to_owned());
            }
        }
        let block = |(lines, column): (std::ops::Range<usize>, usize)| Block {
            lines: lines.map(|line| sheet.lines.get(line).to_owned()).collect(),
            column,
        };
        Ok(Self { rules: rules.map(block), codes: codes.map(block), rest })
    }
}

/// Puts comments below the id of the code at `path`, or above one in braces.
fn remark(sheets: &mut [Sheet], path: &CodePath, comments: &[String]) -> Result<(), EditError> {
    let (number, at, column) = {
        let items = items(sheets);
        let (_, item) = items.iter().find(|(found, _)| found == path).ok_or_else(lost)?;
        let (_, id) = entry(item.node, "id").ok_or_else(lost)?;
        if item.node.flow {
            let extent = item.extent(sheets)?;
            (item.sheet, extent.dash, extent.column)
        } else {
            (item.sheet, id.last, item.node.at.column.saturating_sub(1))
        }
    };
    let sheet = sheets.get_mut(number).ok_or_else(lost)?;
    let mut lines = sheet.lines.clone();
    lines.insert(at, comments.iter().map(|comment| shifted(comment, 0, column)).collect::<Vec<_>>());
    *sheet = Sheet::read(&sheet.name, lines)?;
    Ok(())
}
