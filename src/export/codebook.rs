//! A codebook as a table, for people who read and change it in a spreadsheet; `import` takes it back.
//!
//! Rules are written as JSON, one a line, without their tests.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use serde_json::{Map, Value, json};

use super::Trouble;
use super::csv::looks_like_a_formula;
use crate::codebook::{Code, Codebook, Rule, Unit};
use crate::text::Language;

/// The column that names the guarded cells of a row.
const GUARDED: &str = "guarded";
/// What a cell of Excel holds at most, in UTF-16 units.
const LONGEST: usize = 32_767;
/// Columns of prose are so wide, in characters; others as their header and first cells.
const WIDE: f64 = 48.0;

/// A codebook as headers and rows of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub headers: Vec<String>,
    /// A row a code, in the order of the codebook.
    pub rows: Vec<Vec<String>>,
}

/// The table of a codebook; `counts` has the number of quotes by path of the code, if they are known.
pub fn table(codebook: &Codebook, counts: Option<&BTreeMap<String, usize>>) -> Table {
    let main = codebook.codes.first().map_or(Language::DUTCH, |code| code.language);
    let mut languages: BTreeSet<Language> =
        codebook.codes.iter().flat_map(|code| code.names.keys().copied().chain([code.language])).collect();
    languages.remove(&main);
    let mut headers = vec!["id".to_owned(), format!("name ({main})")];
    headers.extend(languages.iter().map(|language| format!("name ({language})")));
    let fixed = ["definition", "include", "exclude", "example", "color", "level", "parent", "rules"];
    headers.extend(fixed.map(str::to_owned));
    headers.extend(["opposite", "unit", "guid"].map(str::to_owned));
    headers.extend(counts.map(|_| "quotes".to_owned()));
    let languages: Vec<Language> = [main].into_iter().chain(languages).collect();
    let rows = codebook.codes.iter().map(|code| row(code, &languages, counts)).collect();
    Table { headers, rows }
}

fn row(code: &Code, languages: &[Language], counts: Option<&BTreeMap<String, usize>>) -> Vec<String> {
    let path = code.path.as_str();
    let name = |language: &Language| match code.names.get(language) {
        _ if code.language == *language => code.name.clone(),
        other => other.cloned().unwrap_or_default(),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut row = vec![path.to_owned()];
    row.extend(languages.iter().map(name));
    row.extend([&code.definition, &code.include, &code.exclude, &code.example, &code.color].map(text));
    row.push((code.path.depth() + 1).to_string());
    row.push(path.rsplit_once('/').map(|(above, _)| above.to_owned()).unwrap_or_default());
    row.push(code.rules.iter().map(rule).collect::<Vec<_>>().join("\n"));
    row.push(code.opposite.iter().map(|path| path.as_str()).collect::<Vec<_>>().join("; "));
    row.push(if code.unit == Unit::default() { String::new() } else { code.unit.as_str().to_owned() });
    row.push(text(&code.guid));
    row.extend(counts.map(|counts| counts.get(path).copied().unwrap_or(0).to_string()));
    row
}

/// A rule as JSON in the keys of the codebook language.
fn rule(rule: &Rule) -> String {
    let mut fields = Map::new();
    if rule.is_named() {
        fields.insert("id".to_owned(), json!(rule.id));
    }
    for (key, patterns) in [("any", &rule.any), ("all", &rule.all), ("not", &rule.not)] {
        let written: Vec<&str> = patterns.iter().map(|pattern| pattern.written.as_str()).collect();
        if !written.is_empty() {
            fields.insert(key.to_owned(), json!(written));
        }
    }
    let inside: Vec<&str> = rule.inside.iter().map(|path| path.as_str()).collect();
    let more = [
        ("within", rule.within.map(|words| json!(words))),
        ("in", (!inside.is_empty()).then(|| json!(inside))),
        ("roles", rule.roles.as_ref().map(|roles| json!(roles))),
        ("language", rule.language.map(|language| json!(language.code()))),
    ];
    fields.extend(more.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    Value::Object(fields).to_string()
}

impl Table {
    /// As CSV: UTF-8, comma, LF. A cell that a spreadsheet would take for a formula gets a leading apostrophe, and
    /// the column `guarded` says where.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn csv(&self) -> Result<Vec<u8>, Trouble> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        let failed = |error: csv::Error| Trouble::new(format!("the table could not be written: {error}"));
        let header = self.headers.iter().map(String::as_str).chain([GUARDED]);
        writer.write_record(header).map_err(failed)?;
        for row in &self.rows {
            let (mut cells, mut guarded) = (Vec::new(), Vec::new());
            for (name, cell) in self.headers.iter().zip(row) {
                if looks_like_a_formula(cell) {
                    guarded.push(name.as_str());
                    cells.push(format!("'{cell}"));
                } else {
                    cells.push(cell.clone());
                }
            }
            cells.push(guarded.join("; "));
            writer.write_record(&cells).map_err(failed)?;
        }
        writer.into_inner().map_err(|_| Trouble::new("the table could not be written"))
    }

    /// As an Excel workbook in which every cell is text. The same table gives the same bytes.
    ///
    /// # Errors
    /// When a text is longer than a cell of Excel holds.
    pub fn xlsx(&self, title: &str) -> Result<Vec<u8>, Trouble> {
        let too_long = self.rows.iter().flatten().find(|cell| cell.encode_utf16().count() > LONGEST);
        if let Some(cell) = too_long {
            let start: String = cell.chars().take(40).collect();
            return Err(Trouble::new(format!(
                "a text is longer than a cell of Excel holds ({LONGEST} characters): `{start}...`; write .csv instead"
            )));
        }
        self.workbook(title)
            .map_err(|error| Trouble::new(format!("the workbook could not be written: {error}")))
    }

    fn workbook(&self, title: &str) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // No clock goes into an export.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let title: String = title.chars().filter(|c| super::xml::holds(*c)).take(255).collect();
        workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
        let bold = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
        let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let sheet = workbook.add_worksheet();
        sheet.set_name("codebook")?;
        sheet.set_freeze_panes(1, 1)?;
        let mut last = 0;
        for (column, name) in (0u16..).zip(&self.headers) {
            sheet.write_string_with_format(0, column, name, &bold)?;
            sheet.set_column_width(column, self.width(usize::from(column)))?;
            last = column;
        }
        for (number, row) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string_with_format(number, column, cell, &wrapped)?;
            }
        }
        sheet.autofilter(0, 0, u32::try_from(self.rows.len()).unwrap_or(u32::MAX), last)?;
        workbook.save_to_buffer()
    }

    /// How wide a column should be, in characters.
    fn width(&self, column: usize) -> f64 {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).chain(self.headers.get(column));
        let longest = cells.map(|cell| cell.chars().take(100).count()).max().unwrap_or(0);
        (f64::from(u8::try_from(longest).unwrap_or(u8::MAX)) + 3.0).min(WIDE)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codebook::import::import;
    use crate::sheet::sheets;

    fn load(yaml: String) -> Codebook {
        let (codebook, diagnostics) = Codebook::load(&[("a.yaml".to_owned(), yaml)]);
        assert!(diagnostics.iter().all(|d| d.severity < crate::diag::Severity::Error), "{diagnostics:?}");
        codebook
    }

    /// Everything of the codes that a table holds.
    fn shown(codebook: &Codebook) -> Vec<Vec<String>> {
        table(codebook, None).rows
    }

    fn back(bytes: &[u8]) -> Codebook {
        let imported = import(&sheets(bytes).unwrap(), "Proef", Language::DUTCH).unwrap();
        assert_eq!(imported.left_out, []);
        load(imported.draft.yaml())
    }

    /// A codebook as YAML: each code below one of those before it.
    fn yaml(codes: &[(usize, String, String, bool)]) -> String {
        fn write(above: usize, indent: usize, codes: &[(usize, String, String, bool)], out: &mut String) {
            for (at, (parent, name, text, ruled)) in codes.iter().enumerate() {
                if (if at == 0 { 0 } else { parent % (at + 1) }) != above {
                    continue;
                }
                let lead = " ".repeat(indent);
                out.push_str(&format!("{lead}- id: c{at}\n{lead}  name: {}\n", json!(format!("n{name}"))));
                out.push_str(&format!("{lead}  definition: {}\n", json!(format!("{text}."))));
                if *ruled {
                    out.push_str(&format!("{lead}  unit: turn\n{lead}  rules:\n{lead}    - any: [\"wacht*\", \"in de rij\"]\n{lead}      not: [bus]\n"));
                }
                if codes.iter().enumerate().any(|(n, c)| n > 0 && c.0 % (n + 1) == at + 1) {
                    out.push_str(&format!("{lead}  codes:\n"));
                    write(at + 1, indent + 4, codes, out);
                }
            }
        }
        let mut out = String::from("codebook: Proef\nlanguage: nl\ncodes:\n");
        write(0, 2, codes, &mut out);
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_codebook_survives_the_way_through_a_table(
            codes in proptest::collection::vec(
                (0..9usize, "[ -~éλ\n]{0,12}", "[ -~é\n]{0,16}", any::<bool>()), 1..9),
        ) {
            let codebook = load(yaml(&codes));
            prop_assert_eq!(codebook.codes.len(), codes.len());
            let table = table(&codebook, None);
            prop_assert_eq!(shown(&back(&table.csv().unwrap())), shown(&codebook));
            prop_assert_eq!(shown(&back(&table.xlsx("Proef").unwrap())), shown(&codebook));
        }
    }

    #[test]
    fn a_table_of_a_codebook() {
        let codebook = load(
            "codebook: Proef\nlanguage: nl\ncodes:\n  - id: a\n    name: Toegang\n    names: {en: Access}\n    codes:\n      - id: b\n        name: \"=Wachten\"\n        rules:\n          - id: lang\n            all: [wacht*, rij]\n            within: 8\n"
                .to_owned(),
        );
        let counts = BTreeMap::from([("a/b".to_owned(), 3)]);
        let csv = String::from_utf8(table(&codebook, Some(&counts)).csv().unwrap()).unwrap();
        insta::assert_snapshot!(csv, @r#"
        id,name (nl),name (en),definition,include,exclude,example,color,level,parent,rules,opposite,unit,guid,quotes,guarded
        a,Toegang,Access,,,,,,1,,,,,,0,
        a/b,'=Wachten,,,,,,,2,a,"{""all"":[""wacht*"",""rij""],""id"":""lang"",""within"":8}",,,,3,name (nl)
        "#);
    }
}
