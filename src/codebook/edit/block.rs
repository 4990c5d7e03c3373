//! Whole lines taken out of a file and put in elsewhere.

use std::ops::Range;

use super::super::CodePath;
use super::super::yaml::{Kind, Node};
use super::lines::{indent, shifted};
use super::tree::{Extent, Item, Sheet, children, entry, extent, items};
use super::{EditError, lost};

/// Items of a list, as lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    /// The column of their dashes, from 0.
    pub(super) column: usize,
}

/// Where the items of a list begin or can be added.
struct Slot {
    /// The line, from 0.
    at: usize,
    /// The column of the dashes, from 0.
    column: usize,
    /// The line with the key, where it is not there yet.
    header: Option<String>,
    /// The line that ends with `[]`, which must go.
    empty: Option<usize>,
    /// Whether the last item there has a blank line above it, if there is one.
    is_spaced: Option<bool>,
}

/// Whether the code at `position` can be cut and items pasted under each of `keys` of the code at `path`,
/// told before anything is changed, so that the places are those in the files.
pub(super) fn check(
    sheets: &[Sheet],
    position: usize,
    path: Option<&CodePath>,
    keys: &[&str],
) -> Result<(), EditError> {
    let items = items(sheets);
    items.get(position).ok_or_else(lost)?.1.extent(sheets)?;
    let Some(path) = path else { return Ok(()) };
    let (_, target) = items.iter().find(|(found, _)| found == path).ok_or_else(lost)?;
    keys.iter().try_for_each(|key| slot_in_code(sheets, target, key).map(drop))
}

/// Takes the code at `position` out, with all below it, and the `codes:` above it when nothing is left there.
pub(super) fn cut(sheets: &mut [Sheet], position: usize) -> Result<Block, EditError> {
    let (number, extent, key) = {
        let items = items(sheets);
        let (_, item) = items.get(position).ok_or_else(lost)?;
        (item.sheet, item.extent(sheets)?, item.key_left_empty())
    };
    let sheet = sheets.get_mut(number).ok_or_else(lost)?;
    let mut lines = sheet.lines.clone();
    let block = Block { lines: lines.cut(extent.lines.clone()), column: extent.column };
    if let Some(key) = key.filter(|key| *key < extent.lines.start && lines.get(*key).trim() == "codes:") {
        lines.cut(key..key + 1);
    }
    *sheet = Sheet::read(&sheet.name, lines)?;
    Ok(block)
}

/// Adds `block` to the list under `key` (`codes`, `rules`) of the code at `path`, or to the codes at the
/// top of file `top`.
pub(super) fn paste(
    sheets: &mut [Sheet],
    path: Option<&CodePath>,
    top: usize,
    key: &str,
    block: &Block,
) -> Result<(), EditError> {
    let (number, slot) = match path {
        Some(path) => {
            let items = items(sheets);
            let (_, item) = items.iter().find(|(found, _)| found == path).ok_or_else(lost)?;
            (item.sheet, slot_in_code(sheets, item, key)?)
        }
        None => (top, slot_at_top(sheets.get(top).ok_or_else(lost)?)?),
    };
    let sheet = sheets.get_mut(number).ok_or_else(lost)?;
    let mut lines = sheet.lines.clone();
    if let Some(empty) = slot.empty {
        let without = lines.get(empty).trim_end().trim_end_matches("[]").trim_end().to_owned();
        lines.set(empty, without);
    }
    let blanks = block.lines.iter().take_while(|line| indent(line).is_none()).count();
    let is_spaced = slot.is_spaced.unwrap_or(blanks > 0);
    let moved = block.lines.iter().skip(blanks).map(|line| shifted(line, block.column, slot.column));
    let blank = is_spaced.then(String::new);
    lines.insert(slot.at, slot.header.into_iter().chain(blank).chain(moved).collect::<Vec<_>>());
    *sheet = Sheet::read(&sheet.name, lines)?;
    Ok(())
}

fn slot_in_code(sheets: &[Sheet], item: &Item<'_>, key: &str) -> Result<Slot, EditError> {
    let sheet = sheets.get(item.sheet).ok_or_else(lost)?;
    if item.node.flow {
        let hint = "write it in block style first: `- id: ...`, and each key on a line of its own below it";
        return Err(sheet.refusal(
            item.node.at,
            "this code stands in braces, so nothing can be put below it",
            hint,
        ));
    }
    let extent = item.extent(sheets)?;
    let column = item.node.at.column.saturating_sub(1);
    if let Some(slot) = slot_in_list(sheet, item.node, key)? {
        return Ok(slot);
    }
    let codes = entry(item.node, "codes").map(|(key, _)| key.at.line.saturating_sub(1));
    let at = codes.filter(|codes| key == "rules" && *codes > extent.dash).unwrap_or(extent.lines.end);
    let header = Some(format!("{}{key}:", " ".repeat(column)));
    Ok(Slot { at, column: column + 2, header, empty: None, is_spaced: None })
}

fn slot_at_top(sheet: &Sheet) -> Result<Slot, EditError> {
    let root = sheet.root().filter(|root| !root.flow);
    let slot = root.map(|root| slot_in_list(sheet, root, "codes")).transpose()?.flatten();
    slot.ok_or_else(|| {
        let hint = "begin it with `codebook: ...`, `language: nl` and `codes:`, each on a line of its own";
        sheet.refusal(Default::default(), "this codebook has no list of codes to add to", hint)
    })
}

/// The slot in the list that `holder` has under `key`.
fn slot_in_list(sheet: &Sheet, holder: &Node, key: &str) -> Result<Option<Slot>, EditError> {
    let Some((key, list)) = entry(holder, key) else { return Ok(None) };
    let line = key.at.line.saturating_sub(1);
    if let Some(last) = children(list).last() {
        let Extent { lines, column, .. } = extent(sheet, list, last)?;
        let is_spaced = Some(indent(sheet.lines.get(lines.start)).is_none());
        return Ok(Some(Slot { at: lines.end, column, header: None, empty: None, is_spaced }));
    }
    let brackets = matches!(list.kind, Kind::List(_));
    let written = sheet.lines.get(line).trim_end();
    if brackets && !(written.ends_with("[]") && list.last == key.at.line) {
        let hint = "leave the brackets out, so that items can stand below the key";
        return Err(sheet.refusal(list.at, "nothing can be added in these brackets", hint));
    }
    let column = key.at.column + 1;
    let empty = brackets.then_some(line);
    Ok(Some(Slot { at: line + 1, column, header: None, empty, is_spaced: None }))
}

/// The lines, from 0, of the items under `key` of `item`, and the column of their dashes; `None` without items.
pub(super) fn region(
    sheet: &Sheet,
    item: &Node,
    key: &str,
) -> Result<Option<(Range<usize>, usize)>, EditError> {
    let Some((_, list)) = entry(item, key) else { return Ok(None) };
    let (Some(first), Some(last)) = (children(list).first(), children(list).last()) else { return Ok(None) };
    let (first, last) = (extent(sheet, list, first)?, extent(sheet, list, last)?);
    Ok(Some((first.lines.start..last.lines.end, first.column)))
}
