//! The cells of one row to the texts of one code.

use crate::sheet::Row;
use crate::text::Language;

use super::draft::DraftCode;
use super::header::{Column, Header};
use super::rules;

/// What one row says of its code is put into `code`; what cannot be used is returned with the reason.
pub(super) fn fill(
    code: &mut DraftCode,
    row: &Row,
    header: &Header,
    language: Language,
    name_column: usize,
) -> Vec<(String, String)> {
    let cell = |column: Column| {
        header.find(column).map(|at| row.cell(at).trim()).filter(|cell| !cell.is_empty()).map(str::to_owned)
    };
    let mut left_out = Vec::new();
    for (of, at) in header.names().filter(|(_, at)| *at != name_column) {
        let name = row.cell(at).trim();
        match of {
            Some(of) if of != language && !name.is_empty() => {
                code.names.insert(of, name.to_owned());
            }
            _ => {}
        }
    }
    let memo = cell(Column::Memo);
    let definition = match (cell(Column::Definition), memo) {
        (Some(definition), Some(memo)) => Some(format!("{definition}\n\n{memo}")),
        (definition, memo) => definition.or(memo),
    };
    let color = cell(Column::Color).and_then(|written| {
        let color = color(&written);
        if color.is_none() {
            left_out.push((written, "this is no colour such as #2a7fb8".to_owned()));
        }
        color
    });
    let unit = cell(Column::Unit).and_then(|unit| {
        let is_known = ["sentence", "match", "turn"].contains(&unit.as_str());
        if !is_known {
            left_out.push((unit.clone(), "a unit is sentence, match or turn".to_owned()));
        }
        is_known.then_some(unit)
    });
    let texts = [
        ("definition", definition),
        ("include", cell(Column::Include)),
        ("exclude", cell(Column::Exclude)),
        ("example", cell(Column::Example)),
        ("color", color),
        ("guid", cell(Column::Guid)),
        ("unit", unit),
    ];
    code.texts = texts.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
    let opposite = cell(Column::Opposite).unwrap_or_default();
    code.opposite =
        opposite.split(';').map(str::trim).filter(|path| !path.is_empty()).map(str::to_owned).collect();
    let found = rules::read(&cell(Column::Rules).unwrap_or_default());
    code.rules = found.rules;
    left_out.extend(found.left_out);
    left_out
}

/// `#2A7FB8`, `2a7fb8`, `#abc` or `42, 127, 184` as `#2a7fb8`.
fn color(written: &str) -> Option<String> {
    let hex = written.strip_prefix('#').unwrap_or(written).to_ascii_lowercase();
    if hex.chars().all(|c| c.is_ascii_hexdigit()) && matches!(hex.len(), 3 | 6 | 8) {
        return Some(match hex.len() {
            3 => format!("#{}", hex.chars().flat_map(|c| [c, c]).collect::<String>()),
            // Excel writes the opacity before the colour.
            _ => format!("#{}", hex.get(hex.len() - 6..)?),
        });
    }
    let numbers = written.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(')');
    let parts: Option<Vec<u8>> = numbers.split([',', ';']).map(|part| part.trim().parse().ok()).collect();
    match parts?.as_slice() {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}
