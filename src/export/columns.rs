//! The columns of a table of quotes, one quote a row: the same for every kind of table.

use std::collections::BTreeSet;

use super::provenance::{distinct, editing};
use super::{Quote, Selection};

/// Between several values in one cell.
pub(super) const JOINED: &str = "; ";

/// A cell: a number, nothing where it is not known, or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Number(Option<u64>),
    Text(String),
}

/// The names of the columns that do not depend on the study.
pub(super) const COLUMNS: [&str; 16] = [
    "id",
    "address",
    "source",
    "turn",
    "start",
    "end",
    "start_ms",
    "end_ms",
    "speaker",
    "participant",
    "role",
    "codes",
    "coders",
    "quote",
    "before",
    "after",
];

/// Every attribute that a quote of the selection has, in alphabetical order.
pub(super) fn attributes(selection: &Selection) -> BTreeSet<&str> {
    selection.quotes.iter().flat_map(|quote| quote.attributes.keys()).map(String::as_str).collect()
}

/// The names of all columns; a quote set has two more.
pub(super) fn header(selection: &Selection, attributes: &BTreeSet<&str>) -> Vec<String> {
    let own = COLUMNS.iter().map(|&name| name.to_owned());
    let shown = if is_set(selection) { &["shown", "editing"][..] } else { &[] };
    let attributes = attributes.iter().map(|name| format!("attr.{name}"));
    own.chain(shown.iter().map(|&name| name.to_owned())).chain(attributes).collect()
}

/// Whether the quotes come from a quote set, where they may be shown in another form than they were said.
fn is_set(selection: &Selection) -> bool {
    selection.quotes.iter().any(|quote| quote.presented.is_some())
}

/// The cells of a quote, as many as there are columns.
pub(super) fn row(selection: &Selection, quote: &Quote, attributes: &BTreeSet<&str>) -> Vec<Cell> {
    let shown = is_set(selection).then(|| {
        let editing = editing(selection.language, quote).unwrap_or_default();
        [Cell::Text(quote.shown().to_owned()), Cell::Text(editing)]
    });
    let attribute = |&name: &&str| Cell::Text(quote.attributes.get(name).cloned().unwrap_or_default());
    cells(quote)
        .into_iter()
        .chain(shown.into_iter().flatten())
        .chain(attributes.iter().map(attribute))
        .collect()
}

fn cells(quote: &Quote) -> [Cell; COLUMNS.len()] {
    let text = |value: &str| Cell::Text(value.to_owned());
    let optional = |value: &Option<String>| Cell::Text(value.clone().unwrap_or_default());
    let number = |value: usize| Cell::Number(u64::try_from(value).ok());
    let codes = distinct(quote.codes.iter().map(|code| code.code.as_str())).join(JOINED);
    let coders = distinct(quote.codes.iter().map(|code| code.coder.as_str())).join(JOINED);
    [
        text(&quote.id),
        text(&quote.address),
        text(&quote.source),
        Cell::Number(Some(u64::from(quote.turn))),
        number(quote.start),
        number(quote.end),
        Cell::Number(quote.start_ms),
        Cell::Number(quote.end_ms),
        optional(&quote.speaker),
        optional(&quote.participant),
        optional(&quote.role),
        Cell::Text(codes),
        Cell::Text(coders),
        text(&quote.text),
        text(&quote.before),
        text(&quote.after),
    ]
}
