//! Facts of workbooks.

use std::collections::BTreeMap;

use verbatim::source::Settings;

use super::facts::speakers;
use super::{Case, Sheet};

/// Checks the facts that only workbooks have.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    if !case.name.starts_with("xlsx/") {
        return;
    }
    sizes(case, sheet);
    let transcript = case.read(&Settings::default()).transcript;
    let said = |at: usize, name: &str| {
        transcript.speakers.get(at).and_then(|s| s.attributes.get(name)).cloned().unwrap_or_default()
    };
    match case.name {
        "xlsx/nl_DVA9M.xlsx" => {
            // The second sheet, read by hand: age and place of each speaker.
            sheet.fact(
                "attributes (by hand)",
                "34 Utrecht",
                [said(0, "Leeftijd"), said(0, "Woonplaats")].join(" "),
            );
            sheet.fact(
                "attributes (by hand)",
                "41 Gent",
                [said(1, "Leeftijd"), said(1, "Woonplaats")].join(" "),
            );
        }
        "xlsx/qualcoder_survey789.xlsx" => {
            sheet.fact("speakers (by hand)", r#"{"ID7": 2, "ID8": 2, "ID9": 2}"#, speakers(&transcript));
            sheet.fact("attribute (by hand)", "television", said(1, "Interest"));
        }
        _ => {}
    }
}

/// The sheets with their rows and columns.
fn sizes(case: &Case<'_>, sheet: &mut Sheet) {
    let Some(known) = case.facts["sheets"].as_object() else { return };
    let book = verbatim::sheet::workbook(&case.bytes).expect("a workbook");
    let size = |rows: &[verbatim::sheet::Row]| {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        (rows.last().map_or(0, |row| row.number), columns)
    };
    let found: BTreeMap<&str, (usize, usize)> =
        book.sheets.iter().map(|sheet| (sheet.name.as_str(), size(&sheet.rows))).collect();
    let number = |size: &serde_json::Value, at: usize| size[at].as_u64().unwrap_or(0) as usize;
    let known: BTreeMap<&str, (usize, usize)> =
        known.iter().map(|(name, size)| (name.as_str(), (number(size, 0), number(size, 1)))).collect();
    sheet.fact("sheets", format!("{known:?}"), format!("{found:?}"));
}
