//! What is said of a codebook that was read from a table.

use super::color::Painted;
use super::header::{Column, Header};
use super::place::Layout;
use super::tree::Tree;
use crate::sheet::Row;

/// What is worth knowing of a codebook that was read.
pub(super) fn of(tree: &mut Tree, header: &Header, painted: &Painted<'_>, rows: &[&Row]) -> Vec<String> {
    let mut notes = Vec::new();
    let moved = tree.settle();
    if !moved.is_empty() {
        notes.push(format!(
            "put at the top, because they stand below themselves or too deep: {}",
            few(&moved)
        ));
    }
    let implied = tree.mentioned_only();
    if !implied.is_empty() {
        notes.push(format!("codes that other rows mention and no row describes: {}", few(&implied)));
    }
    let filled = |at: usize| rows.iter().any(|row| !row.cell(at).trim().is_empty());
    let ignored: Vec<String> = header
        .columns
        .iter()
        .filter(|(column, _)| *column == Column::Frequency)
        .filter_map(|(_, at)| header.cells.get(*at).map(|name| format!("`{}`", name.trim())))
        .collect();
    if !ignored.is_empty() {
        notes.push(format!(
            "how often a code was used is counted anew; column left out: {}",
            ignored.join(", ")
        ));
    }
    let unknown: Vec<String> =
        header.unknown.iter().filter(|(_, at)| filled(*at)).map(|(name, _)| format!("`{name}`")).collect();
    if !unknown.is_empty() {
        notes.push(format!("columns that have no place in a codebook are left out: {}", unknown.join(", ")));
    }
    if painted.is_used(rows) {
        notes.push("colours are those of the cells".to_owned());
    }
    if !painted.groups_are_parents && header.find(Column::Groups).is_some_and(filled) {
        notes.push("groups stand at the end of the definitions, for a code may be in several".to_owned());
    }
    if header.find(Column::Memo).is_some_and(filled) {
        notes.push("memos stand at the end of the definitions".to_owned());
    }
    notes
}

/// The first names of a list.
fn few<T: AsRef<str>>(names: &[T]) -> String {
    let shown: Vec<String> = names.iter().take(8).map(|name| format!("`{}`", name.as_ref())).collect();
    let more = if names.len() > 8 { format!(" and {} more", names.len() - 8) } else { String::new() };
    shown.join(", ") + &more
}

/// How the tree was recognised, for people.
pub(super) fn describe(layout: &Layout) -> String {
    match layout {
        Layout::Ids(_) => "ids that are paths".to_owned(),
        Layout::Levels(levels) => format!("levels in {} columns", levels.len()),
        Layout::Numbers(_) | Layout::Numbered(_) => "numbers such as 1.2 or A1".to_owned(),
        Layout::Parents(_) => "a column with the code above".to_owned(),
        Layout::Depths(_) => "a column with the level".to_owned(),
        Layout::Paths(sign) => format!("paths parted by `{}`", sign.trim()),
        Layout::Indented => "indentation".to_owned(),
        Layout::Flat => "a list".to_owned(),
    }
}
