//! Codebooks from tables: sheets in, a draft of a codebook out. Nothing is lost in silence: what is left out
//! is listed with its row and the reason.

mod build;
mod cells;
mod color;
mod draft;
mod header;
mod notes;
mod number;
mod place;
mod rules;
mod slug;
#[cfg(test)]
mod tests;
mod tree;

pub use draft::{Draft, DraftCode};
pub use place::paths;

use crate::sheet::Sheet;
use crate::text::Language;

/// What a table gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The codebook.
    pub draft: Draft,
    /// How the tree was recognised, for people: `levels in 3 columns`.
    pub layout: String,
    /// Rows and cells that are not in the codebook.
    pub left_out: Vec<LeftOut>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

/// Something that is not in the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The row it stands in, from 1; in a text file the line.
    pub row: usize,
    /// Its words.
    pub what: String,
    /// Why it was left out.
    pub why: String,
}

/// Reads the codebook in `sheets`: the one of them that looks most like a codebook, people see, and has the
/// most rows. `language` is that of names whose column does not say.
///
/// `None` when no sheet has a header with a column of codes in its first 20 rows, and a code below it.
pub fn import(sheets: &[Sheet], title: &str, language: Language) -> Option<Imported> {
    let candidates =
        sheets.iter().enumerate().filter_map(|(at, sheet)| Some((at, sheet, header::find(&sheet.rows)?)));
    let rank = |at: &usize, sheet: &Sheet, header: &header::Header| {
        (!sheet.hidden, header.score(), sheet.rows.len(), std::cmp::Reverse(*at))
    };
    let (_, sheet, header) = candidates.max_by_key(|(at, sheet, header)| rank(at, sheet, header))?;
    let mut imported = build::build(sheet, &header, title, language)?;
    let others: Vec<String> = sheets
        .iter()
        .filter(|other| !std::ptr::eq(*other, sheet) && !other.rows.is_empty())
        .map(|other| format!("`{}`", other.name))
        .collect();
    if !others.is_empty() {
        imported.notes.push(format!(
            "sheet `{}` is the codebook; not read: {}",
            sheet.name,
            others.join(", ")
        ));
    }
    Some(imported)
}
