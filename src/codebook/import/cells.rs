//! The cells of one row to the texts of one code.

use crate::sheet::Row;
use crate::text::Language;

use super::draft::DraftCode;
use super::header::{Column, Header};
use super::{color, rules};

/// What one row says of its code is put into `code`; what cannot be used is returned with the reason.
pub(super) fn fill(
    code: &mut DraftCode,
    row: &Row,
    header: &Header,
    language: Language,
    name_column: usize,
    looks: &color::Painted<'_>,
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
    let called =
        header.find(Column::Groups).and_then(|at| header.cells.get(at)).map_or("", |name| name.trim());
    let groups = cell(Column::Groups).filter(|_| !looks.groups_are_parents);
    let groups = groups.map(|groups| format!("{called}: {}", groups.replace('\n', "; ")));
    let definition = [cell(Column::Definition), cell(Column::Memo), groups];
    let definition: Vec<String> = definition.into_iter().flatten().collect();
    let definition = Some(definition.join("\n\n")).filter(|definition| !definition.is_empty());
    let written = cell(Column::Color);
    let color = written.as_deref().and_then(color::read).or_else(|| looks.color(row));
    if let (Some(written), None) = (written, &color) {
        left_out.push((written, "this is no colour such as #2a7fb8 or `blauw`".to_owned()));
    }
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
