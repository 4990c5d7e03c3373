//! Workbooks as programs write them, and as nobody should.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Row, Unopened, Workbook, workbook};

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with one sheet, whose XML inside `sheetData` this is.
fn xlsx(data: &str) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let sheet = format!(
        r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{data}</sheetData></worksheet>"#
    );
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let package = format!(
        r#"<Relationships><Relationship Id="r0" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    zipped(&[
        ("_rels/.rels", &package),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// An OpenDocument workbook whose tables this is.
fn ods(tables: &str) -> Vec<u8> {
    let namespaces = ["office", "table", "text"]
        .map(|name| format!(r#"xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#))
        .join(" ");
    let content = format!(
        "<office:document-content {namespaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

fn shown(book: &Workbook) -> Vec<String> {
    let row = |row: &Row| format!("{}: {}", row.number, row.cells.join("|"));
    book.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(row)).collect()
}

fn refused(bytes: &[u8]) -> Unopened {
    workbook(bytes).unwrap_err()
}

#[test]
fn cells_of_excel_are_as_people_see_them() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet();
    sheet.set_name("Gesprek").unwrap();
    let time = Format::new().set_num_format("h:mm:ss");
    let clock = Format::new().set_num_format("hh:mm");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let bold = Format::new().set_bold();
    sheet.write_string(0, 0, " An ").unwrap();
    sheet.write_number(0, 1, 3.0).unwrap();
    sheet.write_boolean(0, 2, true).unwrap();
    sheet.write_with_format(1, 0, ExcelDateTime::parse_from_str("0:01:02").unwrap(), &time).unwrap();
    sheet.write_with_format(1, 1, ExcelDateTime::parse_from_str("12:34").unwrap(), &clock).unwrap();
    sheet.write_with_format(1, 2, ExcelDateTime::parse_from_str("2026-11-23").unwrap(), &day).unwrap();
    sheet.merge_range(3, 0, 3, 2, "samen", &bold).unwrap();
    sheet.write_rich_string(4, 1, &[(&Format::new(), "deels "), (&bold, "vet")]).unwrap();
    sheet.write_formula(5, 0, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_string(6, 0, "=1+1").unwrap();
    let hidden = writer.add_worksheet();
    hidden.set_name("Verborgen").unwrap().set_hidden(true);
    let book = workbook(&writer.save_to_buffer().unwrap()).unwrap();
    insta::assert_snapshot!(shown(&book).join("\n"), @r"
    1:  An |3|TRUE
    2: 0:01:02|12:34|2026-11-23
    4: samen
    5: |deels vet
    6: #DIV/0!
    7: =1+1
    ");
    let names: Vec<_> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!((book.format, names), ("xlsx", vec![("Gesprek", false), ("Verborgen", true)]));
}

#[test]
fn a_sheet_that_claims_a_billion_cells_holds_what_it_holds() {
    let far = r#"<row r="1048576"><c r="C1048576" t="inlineStr"><is><t>ver</t></is></c></row>"#;
    let book = workbook(&xlsx(far)).unwrap();
    assert_eq!(
        book.sheets[0].rows,
        [Row { number: 1_048_576, cells: vec!["".into(), "".into(), "ver".into()] }]
    );
    let wide: String =
        (1..=400).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#)).collect();
    assert!(refused(&xlsx(&wide)).reason.contains("far more"));
}

#[test]
fn an_error_that_the_crate_does_not_know_costs_one_cell() {
    let row = r#"<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>2</v></c></row>"#;
    let book = workbook(&xlsx(row)).unwrap();
    assert_eq!((shown(&book), book.lost), (vec!["1: |2".to_owned()], 1));
}

#[test]
fn cells_of_libreoffice_with_repeats_and_paragraphs() {
    let book = workbook(&ods(r#"<table:table table:name="Blad1">
        <table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>ja</text:p><text:p>nee</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="2.50"/><table:table-cell office:value-type="time" office:time-value="PT00H01M02S"/><table:table-cell office:value-type="date" office:date-value="2026-11-23"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>"#)).unwrap();
    assert_eq!(shown(&book), ["1: ja\nnee|ja\nnee", "5: 2.5|0:01:02|2026-11-23"]);
    assert_eq!((book.format, book.sheets[0].name.as_str()), ("ods", "Blad1"));
}

#[test]
fn repeats_that_would_fill_the_memory_are_refused_before_anything_is_laid_out() {
    let cell = |attributes: &str, text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let many = cell(r#"table:number-columns-repeated="16384""#, "x");
    let row =
        |attributes: &str, cells: &str| format!("<table:table-row {attributes}>{cells}</table:table-row>");
    let table = |rows: &str| ods(&format!(r#"<table:table table:name="T">{rows}</table:table>"#));
    let blanks = cell("", r#"<text:s text:c="4000000000"/>"#);
    for bomb in [
        table(&row(r#"table:number-rows-repeated="1048576""#, &many)),
        table(&row("", &many).repeat(1000)),
        table(&row("", &blanks)),
        table(
            &(row("", &many)
                + &row(r#"table:number-rows-repeated="1048000""#, "<table:table-cell/>")
                + &row("", &cell("", "x"))),
        ),
        table(&row(r#"table:number-rows-repeated="&#49;000000""#, &many)),
    ] {
        assert!(refused(&bomb).reason.contains("far more"), "{}", refused(&bomb));
    }
    let nested = cell("", &format!(r#"<table:table>{}</table:table>"#, row("", &many)));
    assert!(refused(&table(&row("", &nested))).reason.contains("damaged"));
}

#[test]
fn a_zip_bomb_is_refused_without_unpacking_it() {
    let zeros = " ".repeat(40 << 20);
    let bomb = zipped(&[("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000 && refused(&bomb).reason.contains("far more"));
}

#[test]
fn a_table_of_texts_that_claims_a_trillion_is_refused() {
    let texts = r#"<sst uniqueCount = "1000000000000"><si><t>ja</t></si></sst>"#;
    assert!(
        refused(&zipped(&[("xl/workbook.xml", "<a/>"), ("xl/sharedStrings.xml", texts)]))
            .reason
            .contains("damaged")
    );
}

#[test]
fn what_is_no_workbook_is_explained() {
    for (bytes, what) in [
        (b"PK\x03\x04 en verder niets".to_vec(), "damaged"),
        (zipped(&[("xl/workbook.xml", "<workbook")]), "damaged"),
        (zipped(&[("xl/workbook.bin", "")]), "binary workbook"),
        (zipped(&[("mimetype", "x"), ("content.xml", "<a>")]), "damaged"),
    ] {
        let error = refused(&bytes);
        assert!(error.reason.contains(what) && !error.hint.is_empty(), "{error:?}");
    }
}

#[test]
fn cells_of_excel_have_a_look() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.write_with_format(0, 0, "Wachten", &Format::new().set_indent(2)).unwrap();
    sheet.write_with_format(1, 0, "●", &Format::new().set_font_color("#2A7FB8")).unwrap();
    sheet.write_blank(2, 1, &Format::new().set_background_color("#B3541E")).unwrap();
    sheet.write_with_format(3, 0, "wit", &Format::new().set_background_color("#FFFFFF")).unwrap();
    let read = workbook(&book.save_to_buffer().unwrap()).unwrap();
    let looks = &read.sheets[0].looks;
    let look = |indent, fill, ink| super::Look { indent, fill, ink };
    assert_eq!(looks.of(1, 0), look(2, None, None));
    assert_eq!(looks.of(2, 0), look(0, None, Some([0x2a, 0x7f, 0xb8])));
    assert_eq!(looks.of(3, 1), look(0, Some([0xb3, 0x54, 0x1e]), None));
    assert_eq!(looks.of(4, 0), look(0, None, None));
}
