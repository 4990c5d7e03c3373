//! Codes between commas. A code may have a comma in its name (`Help, formal`), so they are parted only where each of
//! them is a code by itself elsewhere.

use std::collections::BTreeSet;

use verbatim::codebook::Codebook;
use verbatim::coding::{Named, named_codes};
use verbatim::sheet::Sheet;
use verbatim::text::fold;

use super::columns::Columns;

/// The names that stand alone somewhere in the columns of codes, as they are compared.
pub(super) struct Alone(BTreeSet<String>);

impl Alone {
    pub(super) fn of(sheet: &Sheet, columns: &Columns) -> Self {
        let cells = sheet.rows.iter().skip(columns.below).flat_map(|row| {
            let lists = columns.codes.iter().filter(|column| column.marks.is_none());
            lists.map(|column| row.cell(column.at))
        });
        let pieces = cells.flat_map(|cell| cell.split([';', '\n'])).filter(|piece| !piece.contains(','));
        Self(pieces.map(key).filter(|name| !name.is_empty()).collect())
    }

    /// What somebody named, or the codes between its commas where all of them are codes by themselves.
    pub(super) fn parted(&self, named: Named, codebook: &Codebook) -> Vec<Named> {
        let Err(unknown) = &named.code else { return vec![named] };
        let names = unknown.name.split(',').map(str::trim).filter(|name| !name.is_empty());
        let parts: Vec<Vec<Named>> = names.map(|name| named_codes(name, codebook)).collect();
        let is_code = |part: &Vec<Named>| match part.as_slice() {
            [Named { code: Ok(_), .. }] => true,
            [Named { code: Err(unknown), .. }] => self.0.contains(&key(&unknown.name)),
            _ => false,
        };
        if parts.len() > 1 && parts.iter().all(is_code) {
            let memo = named.memo;
            return parts.into_iter().flatten().map(|part| Named { memo: memo.clone(), ..part }).collect();
        }
        vec![named]
    }
}

fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
