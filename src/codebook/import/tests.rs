//! Codebooks as people lay them out, in four languages.

use proptest::prelude::*;

use super::*;
use crate::codebook::Codebook;
use crate::sheet::{Row, delimited};

/// A table: cells parted by bars, rows by line ends.
fn sheet(name: &str, text: &str) -> Sheet {
    let row = |(at, line): (usize, &str)| Row {
        number: at + 1,
        cells: line.split('|').map(str::to_owned).collect(),
    };
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(row).collect();
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}

fn imported(text: &str) -> Imported {
    import(&[sheet("Blad1", text)], "Proef", Language::DUTCH).expect("a codebook")
}

/// The codebook as its own reader reads it: without mistakes.
fn read_back(imported: &Imported) -> Codebook {
    let yaml = imported.draft.yaml();
    let (codebook, diagnostics) = Codebook::load(&[("proef.yaml".to_owned(), yaml.clone())]);
    let errors: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}\n{yaml}", errors.join("\n"));
    assert_eq!(codebook.codes.len(), imported.draft.count());
    codebook
}

/// The tree as paths of ids with names, and what was left out.
fn tree(text: &str) -> String {
    let imported = imported(text);
    let mut lines = vec![imported.layout.clone()];
    for code in &read_back(&imported).codes {
        let definition = code.definition.as_deref().map(|text| format!(" = {text}")).unwrap_or_default();
        lines.push(format!("{}: {}{definition}", code.path, code.name));
    }
    lines.extend(imported.left_out.iter().map(|out| format!("- row {}: {}: {}", out.row, out.what, out.why)));
    lines.extend(imported.notes.iter().map(|note| format!("* {note}")));
    lines.join("\n")
}

const TREE: [&str; 3] =
    ["relatie: Relatie", "relatie/vertrouwen: Vertrouwen", "relatie/vertrouwen/diep: Diep"];

#[test]
fn every_layout_of_a_tree_gives_the_same_tree() {
    for (layout, text) in [
        ("paths by >", "Code|Definitie\nRelatie|\nRelatie > Vertrouwen|x\nRelatie > Vertrouwen > Diep|"),
        ("paths by /", "Code;|Omschrijving\nRelatie|\nRelatie/Vertrouwen|x\nRelatie/Vertrouwen/Diep|"),
        ("paths by :", "Code|Comment\nRelatie|\nRelatie: Vertrouwen|x\nRelatie: Vertrouwen: Diep|"),
        (
            "nvivo",
            "Name|Description\nNodes\\\\Relatie|\nNodes\\\\Relatie\\Vertrouwen|x\nNodes\\\\Relatie\\Vertrouwen\\Diep|",
        ),
        ("maxqda", "Codesystem|Memo\nRelatie|\nRelatie\\Vertrouwen|x\nRelatie\\Vertrouwen\\Diep|"),
        ("parents", "Code|Parent|Definition\nRelatie||\nVertrouwen|Relatie|x\nDiep|Relatie\\Vertrouwen|"),
        ("parents by number", "Nummer|Label|Betekenis|Valt onder\n1|Relatie||\n2|Vertrouwen|x|1\n3|Diep||2"),
        (
            "french parents",
            "Libellé|Catégorie parente|Description\nRelatie||\nVertrouwen|Relatie|x\nDiep|Vertrouwen|",
        ),
        ("main codes", "Code|Hoofdcode|Definitie\nRelatie||\nVertrouwen|Relatie|x\nDiep|Vertrouwen|"),
        (
            "parents below",
            "Code|Bovenliggende code|Definitie\nDiep|Vertrouwen|\nVertrouwen|Relatie|x\nRelatie||",
        ),
        ("numbers", "Nr|Code|Définition\n1|Relatie|\n1.1|Vertrouwen|x\n1.1.1|Diep|"),
        ("numbers in names", "Code|Definition\n1. Relatie|\n1.1 Vertrouwen|x\n1.1.1 Diep|"),
        ("letters", "Nr|Code|Définition\nA|Relatie|\nA1|Vertrouwen|x\nA1a|Diep|"),
        ("letters in names", "Code|Definitie\nA Relatie|\nA1 Vertrouwen|x\nA1a Diep|"),
        ("letters below numbers", "Code|Definitie\n1. Relatie|\n1.a Vertrouwen|x\n1.a.1 - Diep|"),
        ("roman", "Nr.|Kode|Beschreibung\nII|Relatie|\nII.1|Vertrouwen|x\nII.1.a|Diep|"),
        ("points at the end", "Nr|Code|Definitie\n1.|Relatie|\n1.1.|Vertrouwen|x\n1.1.1.|Diep|"),
        (
            "maxqda code system",
            "Color|Parent code|Code|Code memo|Cod. seg. (all documents)\n||Relatie||4\n|Relatie|Vertrouwen|x|2\n|Relatie > Vertrouwen|Diep||1",
        ),
        (
            "taguette",
            "tag|description|number of highlights\nRelatie||2\nRelatie/Vertrouwen|x|1\nRelatie/Vertrouwen/Diep||3",
        ),
        ("levels", "Hoofdcode|Code|Subcode|Definitie\nRelatie|||\n|Vertrouwen||x\n||Diep|"),
        (
            "levels filled",
            "Level 1|Level 2|Level 3|Definition\nRelatie|||\nRelatie|Vertrouwen||x\nRelatie|Vertrouwen|Diep|",
        ),
        (
            "german levels",
            "Oberkategorie|Kategorie|Unterkategorie|Beschreibung\nRelatie|||\n|Vertrouwen||x\n||Diep|",
        ),
        ("themes", "Thema|Subthema|Code|Definitie\nRelatie|||\n|Vertrouwen||x\n||Diep|"),
        ("french levels", "Niveau 1|Niveau 2|Niveau 3|Définition\nRelatie|||\n|Vertrouwen||x\n||Diep|"),
        ("depths", "Niveau|Naam|Definitie\n1|Relatie|\n2|Vertrouwen|x\n3|Diep|"),
        ("indents", "Code|Definitie\nRelatie|\n  Vertrouwen|x\n    Diep|"),
        ("dashes", "Code|Definitie\nRelatie|\n- Vertrouwen|x\n-- Diep|"),
        (
            "ids",
            "id|name|definition\nrelatie|Relatie|\nrelatie/vertrouwen|Vertrouwen|x\nrelatie/vertrouwen/diep|Diep|",
        ),
        (
            "titles",
            "Codeboek Huis Zuid\n\nversie 3|mei\nCode|Definitie\nRelatie|\nRelatie > Vertrouwen|x\nRelatie > Vertrouwen > Diep|",
        ),
    ] {
        let imported = imported(text);
        let found: Vec<String> =
            read_back(&imported).codes.iter().map(|code| format!("{}: {}", code.path, code.name)).collect();
        assert_eq!(found, TREE, "{layout}\n{}", tree(text));
        assert_eq!(imported.left_out, [], "{layout}");
    }
}

#[test]
fn every_column_of_a_code_in_dutch() {
    let text = "Code|Naam|Name (English)|Omschrijving|Wanneer wel|Wanneer niet|Voorbeeld|Kleur|Zoekwoorden|Aantal|Status|Memo\n\
                VTR|Vertrouwen|Trust|Of de ander het goed voorheeft|ook twijfel|zie Gezag: dat is anders|“Ik geloof haar.”|2A7FB8|vertrouw*; in de ogen kijken; wa*cht|12|klaar|van An\n";
    let imported = imported(text);
    insta::assert_snapshot!(imported.draft.yaml(), @r##"
    codebook: Proef
    language: nl
    codes:
      - id: VTR
        name: Vertrouwen
        names: {en: "Trust"}
        definition: |-
          Of de ander het goed voorheeft

          van An
        include: ook twijfel
        exclude: "zie Gezag: dat is anders"
        example: "“Ik geloof haar.”"
        color: "#2a7fb8"
        rules:
          - any: ["vertrouw*", "in de ogen kijken"]
    "##);
    let code = &read_back(&imported).codes[0];
    assert_eq!((code.rules.len(), code.rules[0].any.len()), (1, 2));
    let why: Vec<_> = imported.left_out.iter().map(|out| (out.row, out.what.as_str())).collect();
    assert_eq!(why, [(2, "wa*cht")]);
    let notes = imported.notes.join("\n");
    assert!(notes.contains("`Aantal`") && notes.contains("`Status`") && notes.contains("memos"), "{notes}");
}

#[test]
fn columns_in_english_french_and_german() {
    for header in [
        "Code|Definition|Inclusion criteria|Exclusion criteria|Example|Keywords",
        "Nom du code|Définition|Critères d'inclusion|Critères d’exclusion|Exemple|Mots-clés",
        "Kode|Beschreibung|Einschlusskriterien|Ausschlusskriterien|Ankerbeispiel|Suchbegriffe",
        "CODES|Scope note|When to use|When not to use|Typical exemplar|Search terms",
    ] {
        let codebook = read_back(&imported(&format!("{header}\nA|d|i|e|v|ja, nee\nB||||||")));
        let code = &codebook.codes[0];
        let texts = [&code.definition, &code.include, &code.exclude, &code.example].map(|t| t.as_deref());
        assert_eq!(texts, [Some("d"), Some("i"), Some("e"), Some("v")], "{header}");
        assert_eq!(code.rules[0].any.len(), 2, "{header}");
    }
}

#[test]
fn sections_duplicates_and_rows_without_a_code_are_told() {
    insta::assert_snapshot!(tree("Code|Definitie|Voorbeeld\nTOEGANG||\nWachten|lang|\nBellen|kort|\nRELATIE||\nBellen|anders|\nWachten|x|\nwachten|nog eens|\n|los|\nCode|Definitie|Voorbeeld"), @r"
    a list
    toegang: TOEGANG
    toegang/wachten: Wachten = lang
    toegang/bellen: Bellen = kort
    relatie: RELATIE
    relatie/bellen: Bellen = anders
    relatie/wachten: Wachten = x
    - row 8: wachten | nog eens: the code `Wachten` stands in row 7 already
    - row 9: los: there is no code in it
    - row 10: Code | Definitie | Voorbeeld: the header stands here again
    ");
}

#[test]
fn ids_are_unique_and_made_of_names() {
    insta::assert_snapshot!(tree("Code|Definitie\nCliënt & hulp|a\nCliënt, hulp|b\n???|c\n!!!|d\n1|e"), @r"
    a list
    client-hulp: Cliënt & hulp = a
    client-hulp-2: Cliënt, hulp = b
    code: ??? = c
    code-2: !!! = d
    1: 1 = e
    ");
}

#[test]
fn parents_that_nobody_describes_and_circles_are_told() {
    insta::assert_snapshot!(tree("Code|Parent|Definitie\nA|B|x\nB|A|y\nC|D|z"), @r"
    a column with the code above
    a: A = x
    a/b: B = y
    d: D
    d/c: C = z
    * put at the top, because they stand below themselves or too deep: `A`
    * codes that other rows mention and no row describes: `D`
    ");
}

#[test]
fn a_slash_or_colon_in_a_name_is_no_path() {
    let names = "Code|Definitie\nMan/vrouw|a\nAan/uit|b\nLet op: gezag|c";
    assert_eq!(read_back(&imported(names)).codes.iter().map(|c| c.path.depth()).max(), Some(0));
}

#[test]
fn the_sheet_that_looks_like_a_codebook_is_taken() {
    let sheets = [
        sheet("Planning", "Wie|Wanneer\nAn|maandag"),
        sheet("Codes", "Code|Definitie|Voorbeeld\nWachten|lang|x"),
        sheet("Deelnemers", "Naam|Leeftijd\nP1|34"),
    ];
    let imported = import(&sheets, "Proef", Language::DUTCH).unwrap();
    assert_eq!(imported.draft.codes[0].name, "Wachten");
    assert_eq!(imported.notes, ["sheet `Codes` is the codebook; not read: `Planning`, `Deelnemers`"]);
    assert!(import(&sheets[..1], "Proef", Language::DUTCH).is_none());
    assert!(import(&[], "Proef", Language::DUTCH).is_none());
}

#[test]
fn a_chain_of_parents_without_end_does_no_harm() {
    let rows: String = (0..30_000).map(|n| format!("c{n},c{}\n", n + 1)).collect();
    let table = delimited(&format!("code,parent\n{rows}")).unwrap().sheet;
    assert_eq!(import(&[table], "Proef", Language::DUTCH).unwrap().draft.count(), 30_001);
}

#[test]
fn signs_that_people_use_for_codes_are_their_ids() {
    insta::assert_snapshot!(tree("Code|Naam|Definitie\nA|Relatie|\nA1|Vertrouwen|x\nA1a|Diep|\nB|Toegang|"), @r"
    numbers such as 1.2 or A1
    A: Relatie
    A/A1: Vertrouwen = x
    A/A1/A1a: Diep
    B: Toegang
    ");
    // In vivo codes that begin alike have no numbers.
    insta::assert_snapshot!(tree("Code|Definitie\nI feel lost|x\nI think so|y\nA lot|z"), @r"
    a list
    i-feel-lost: I feel lost = x
    i-think-so: I think so = y
    a-lot: A lot = z
    ");
}

#[test]
fn a_number_in_the_name_of_one_code_stays_in_it() {
    insta::assert_snapshot!(tree("Code|Definitie\n1. Toegang|\n1.1 Bellen|x\n2. Relatie|\n3 dagen wachten|y"), @r"
    numbers such as 1.2 or A1
    toegang: Toegang
    toegang/bellen: Bellen = x
    relatie: Relatie
    3-dagen-wachten: 3 dagen wachten = y
    ");
    insta::assert_snapshot!(tree("Code|Definitie\n2 keer bellen|x\n3 dagen wachten|y"), @r"
    a list
    2-keer-bellen: 2 keer bellen = x
    3-dagen-wachten: 3 dagen wachten = y
    ");
}

#[test]
fn groups_of_atlas_ti_are_codes_above_where_a_code_is_in_one_only() {
    let one =
        "Code|Grounded|Density|Code Groups|Comment\nWachten|4|0|Toegang|lang\nBellen|2|0|Toegang|\nLos|1|0||";
    insta::assert_snapshot!(tree(one), @r"
    a column with the code above
    los: Los
    toegang: Toegang
    toegang/wachten: Wachten = lang
    toegang/bellen: Bellen
    * codes that other rows mention and no row describes: `Toegang`
    * how often a code was used is counted anew; column left out: `Grounded`
    * columns that have no place in a codebook are left out: `Density`
    * memos stand at the end of the definitions
    ");
    insta::assert_snapshot!(tree(&one.replace("|Toegang|lang", "|Toegang; Tijd|lang")), @r"
    a list
    wachten: Wachten = lang

    Code Groups: Toegang; Tijd
    bellen: Bellen = Code Groups: Toegang
    los: Los
    * how often a code was used is counted anew; column left out: `Grounded`
    * columns that have no place in a codebook are left out: `Density`
    * groups stand at the end of the definitions, for a code may be in several
    * memos stand at the end of the definitions
    ");
}

#[test]
fn cells_that_are_set_in_or_coloured_say_the_tree_and_the_colours() {
    let look = |indent: u8, fill: Option<[u8; 3]>| crate::sheet::Look { indent, fill, ink: None };
    let mut table = sheet("Codes", "Code|Definitie\nRelatie|a\nVertrouwen|b\nDiep|c\nToegang|d");
    for (row, indent) in [(2, 0), (3, 1), (4, 2), (5, 0)] {
        table.looks.put(row, 0, look(indent, (row != 5).then_some([0x10 * row as u8, 0, 0])));
    }
    let imported = import(std::slice::from_ref(&table), "Proef", Language::DUTCH).unwrap();
    let codes: Vec<String> = read_back(&imported)
        .codes
        .iter()
        .map(|code| format!("{} {}", code.path, code.color.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        codes,
        ["relatie #200000", "relatie/vertrouwen #300000", "relatie/vertrouwen/diep #400000", "toegang "]
    );
    assert_eq!(
        (imported.layout.as_str(), imported.notes),
        ("indentation", vec!["colours are those of the cells".to_owned()])
    );
    // Rows that are grey by turns have no colours.
    let mut table = sheet("Codes", "Code|Definitie\nRelatie|a\nVertrouwen|b\nToegang|d");
    table.looks.put(3, 0, look(0, Some([0xee; 3])));
    assert_eq!(import(&[table], "Proef", Language::DUTCH).unwrap().notes, [""; 0]);
    // A column of colours that is filled, or holds names or a coloured dot.
    let mut table = sheet("Codes", "Code|Kleur\nRelatie|\nVertrouwen|rood\nToegang|●\nTijd|kleurig");
    table.looks.put(2, 1, look(0, Some([1, 2, 3])));
    table.looks.put(4, 1, crate::sheet::Look { ink: Some([4, 5, 6]), ..Default::default() });
    let imported = import(&[table], "Proef", Language::DUTCH).unwrap();
    let colors: Vec<_> = read_back(&imported).codes.iter().map(|code| code.color.clone()).collect();
    assert_eq!(colors, [Some("#010203".into()), Some("#e02020".into()), Some("#040506".into()), None]);
    assert_eq!(imported.left_out[0].what, "kleurig");
}

proptest! {
    #[test]
    fn any_table_gives_a_codebook_without_mistakes(
        header in 0..6usize,
        cells in proptest::collection::vec(
            proptest::collection::vec("[ A-Za-zé:#'\"=+@|\\-/>\\\\.1-3\n\u{feff}\u{85}\u{2028}]{0,8}", 4), 1..12),
    ) {
        let header = [
            ["Code", "Definitie", "Voorbeeld", "Memo"], ["Naam", "Parent", "Code", "Definitie"],
            ["Thema", "Code", "Subcode", "Definitie"], ["Nr", "Code", "Include", "Exclude"],
            ["id", "name (nl)", "name (en)", "guid"], ["Niveau", "Naam", "Kleur", "Aantal"],
        ][header].map(str::to_owned).to_vec();
        let rows = std::iter::once(header).chain(cells);
        let rows = rows.enumerate().map(|(at, cells)| Row { number: at + 1, cells }).collect();
        let sheet = Sheet { rows, ..Sheet::default() };
        if let Some(imported) = import(&[sheet], "Proef", Language::DUTCH) {
            read_back(&imported);
        }
    }
}
