//! A sheet of participants beside a transcript: a row a person, one column with the labels.

use std::collections::{BTreeMap, HashMap};

use crate::source::columns;
use crate::source::names::{key, tidy};
use crate::transcript::Speaker;

use super::Sheet;

/// Gives the speakers the attributes that `sheet` has for them; says how many it knows. `None` when it is no
/// sheet of participants: no column holds the labels of half of its rows or half of the speakers.
pub(super) fn describe(sheet: &Sheet, speakers: &mut [Speaker], ignored: &[String]) -> Option<usize> {
    let by_key: HashMap<String, usize> =
        speakers.iter().enumerate().map(|(at, speaker)| (key(&speaker.label), at)).collect();
    let known = |cell: &str| by_key.get(&key(&tidy(cell))).copied();
    let hits = |at: &usize| sheet.column(*at).filter(|cell| known(cell).is_some()).count();
    let column = (0..sheet.headers.len()).max_by_key(|at| (hits(at), std::cmp::Reverse(*at)))?;
    let least = sheet.rows.len().min(by_key.len());
    if hits(&column) == 0 || hits(&column) * 2 < least || hits(&column) > speakers.len() * 2 {
        return None;
    }
    let mut said: BTreeMap<(usize, String), Option<&str>> = BTreeMap::new();
    let attributes = columns::attributes(&sheet.headers, |at| at == column);
    let mut met = std::collections::BTreeSet::new();
    for row in &sheet.rows {
        let label = row.cell(column);
        let Some(speaker) = known(label).filter(|_| !ignored.contains(&key(&tidy(label)))) else { continue };
        met.insert(speaker);
        for (at, name) in &attributes {
            let value = row.cell(*at).trim();
            if !value.is_empty() {
                let before = said.entry((speaker, name.clone())).or_insert(Some(value));
                // Rows that contradict each other say nothing.
                *before = before.filter(|before| *before == value);
            }
        }
    }
    for ((speaker, name), value) in said {
        if let (Some(speaker), Some(value)) = (speakers.get_mut(speaker), value) {
            speaker.attributes.entry(name).or_insert_with(|| value.to_owned());
        }
    }
    Some(met.len())
}
