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

/// Which columns a selection has besides those, known once for all rows.
#[derive(Debug)]
pub(super) struct Columns<'s> {
    selection: &'s Selection,
    /// Every attribute that a quote has, in alphabetical order.
    attributes: BTreeSet<&'s str>,
    /// Whether the quotes come from a quote set, where they may be shown in another form than they were said.
    is_set: bool,
}

impl<'s> Columns<'s> {
    pub(super) fn of(selection: &'s Selection) -> Self {
        let attributes = selection.quotes.iter().flat_map(|quote| quote.attributes.keys());
        let attributes = attributes.map(String::as_str).collect();
        let is_set = selection.quotes.iter().any(|quote| quote.presented.is_some());
        Self { selection, attributes, is_set }
    }

    /// The names of all columns; a quote set has two more.
    pub(super) fn header(&self) -> Vec<String> {
        let own = COLUMNS.iter().map(|&name| name.to_owned());
        let shown = if self.is_set { &["shown", "editing"][..] } else { &[] };
        let attributes = self.attributes.iter().map(|name| format!("attr.{name}"));
        own.chain(shown.iter().map(|&name| name.to_owned())).chain(attributes).collect()
    }

    /// The cells of a quote, as many as there are columns.
    pub(super) fn row(&self, quote: &Quote) -> Vec<Cell> {
        let shown = self.is_set.then(|| {
            let editing = editing(self.selection.language, quote).unwrap_or_default();
            [Cell::Text(quote.shown().to_owned()), Cell::Text(editing)]
        });
        let attribute = |&name: &&str| Cell::Text(quote.attributes.get(name).cloned().unwrap_or_default());
        cells(quote)
            .into_iter()
            .chain(shown.into_iter().flatten())
            .chain(self.attributes.iter().map(attribute))
            .collect()
    }
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
