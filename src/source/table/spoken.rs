//! Whether rows are the lines of an interview, cut at the commas of its sentences.

use std::collections::HashMap;

use crate::sheet::Row;
use crate::source::names::{key, tidy};
use crate::source::{Columns, columns};

use super::{questions, survey};

/// Labels that come back are those of people who speak; more than this are no conversation.
const MOST_SPEAKERS: usize = 15;

/// Whether nearly every row begins with one of a few labels that recur, with words behind it in the same cell
/// (`Mia: Goed`), or the first row does and many below it.
pub(super) fn is_speech(rows: &[Row]) -> bool {
    let labels: Vec<Option<String>> = rows.iter().map(|row| label(row.cell(0))).collect();
    let mut times: HashMap<&String, usize> = HashMap::new();
    labels.iter().flatten().for_each(|label| *times.entry(label).or_default() += 1);
    times.retain(|_, count| *count > 1);
    let recurs = |label: &&Option<String>| label.as_ref().is_some_and(|label| times.contains_key(label));
    let spoken = labels.iter().filter(recurs).count();
    if times.is_empty() || times.len() > MOST_SPEAKERS {
        return false;
    }
    // A header does not begin as the rows below it do; a title may stand above them.
    let heads = labels.first().is_some_and(|first| recurs(&first));
    heads && spoken * 3 >= rows.len()
        || times.len() > 1 && spoken * 10 >= (rows.len() - 1) * 9 && is_titled(rows)
}

/// Whether the first row may be a title: it names no columns and asks nothing, and what stands behind the labels below
/// it is more than a word (`Gent: centrum` is a place).
fn is_titled(rows: &[Row]) -> bool {
    let Some((first, below)) = rows.split_first() else { return false };
    let named = columns::layout(&first.cells, &Columns::default()).is_some()
        || columns::text_column(&first.cells, &Columns::default()).is_some()
        || survey::names_people(&first.cells);
    let asks = first.cells.iter().any(|cell| questions::asks(cell));
    let words: usize = below.iter().map(|row| row.cell(0).split_whitespace().count()).sum();
    !named && !asks && words * 2 >= below.len() * 5
}

/// The label that a cell of one line begins with, where words follow it.
fn label(cell: &str) -> Option<String> {
    let cell = cell.trim();
    if cell.contains('\n') {
        return None;
    }
    let (label, words) = cell.split_once(':')?;
    let named = label.starts_with(char::is_alphabetic) && label.len() <= 40;
    (named && words.starts_with(char::is_whitespace) && words.chars().any(char::is_alphabetic))
        .then(|| key(&tidy(label)))
}
