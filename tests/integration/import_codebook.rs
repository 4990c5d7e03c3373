//! Codebooks from tables and to tables, through the binary.

use crate::buurt::buurt;
use crate::study::Study;

const TABLE: &str = "Code;Definitie;Zoekwoorden;Aantal\nToegang;Wie binnen geraakt;;12\nToegang > Wachten;Hoe lang het duurt;wacht*, lange rij;3\nToegang > Wachten;nog eens;;\n=cmd|' /C calc'!A0;+32 475;;\n";

#[test]
fn a_table_becomes_a_codebook_and_every_row_left_out_is_named() {
    let study = Study::new().with("../codeboek.csv", TABLE);
    let output = study.run("import ../codeboek.csv --name toegang").exits(3);
    insta::assert_snapshot!(output.all(), @r"
    exit 3
    --- stdout
    3 codes written to codebooks/toegang.yaml; the tree is from paths parted by `>`.
    --- stderr
    note: how often a code was used is counted anew; column left out: `Aantal`
    warning: 1 row or cell was left out:
      row 4: Toegang > Wachten | nog eens: the code `Wachten` stands in row 3 already
    ");
    insta::assert_snapshot!(study.text("codebooks/toegang.yaml"), @r#"
    codebook: toegang
    language: nl
    codes:
      - id: toegang
        name: Toegang
        definition: Wie binnen geraakt
        codes:
          - id: wachten
            name: Wachten
            definition: Hoe lang het duurt
            rules:
              - any: ["wacht*", "lange rij"]
      - id: cmd-c-calc-a0
        name: "=cmd|' /C calc'!A0"
        definition: "+32 475"
    "#);
    study.run("codes check").ok().shows(&["3 codes, 1 rule"]);
}

#[test]
fn another_codebook_is_never_replaced_unasked() {
    let study =
        Study::new().with("../c.csv", "Code,Definitie\nA,x\n").with("codebooks/c.yaml", "codes: []\n");
    study.run("import ../c.csv").exits(2).says(&["codebooks/c.yaml", "--overwrite"]);
    assert_eq!(study.text("codebooks/c.yaml"), "codes: []\n");
    let dry = study.run("import ../c.csv --dry-run").ok();
    assert_eq!(study.text("codebooks/c.yaml"), "codes: []\n");
    study.run("import ../c.csv --overwrite").ok();
    assert_eq!(study.text("codebooks/c.yaml"), dry.stdout);
    study.run("import ../c.csv").ok();
    study.run("import ../c.csv --name ../weg").exits(2).says(&["no name for a file"]);
    study.run("import ../nergens.csv").exits(2).says(&["cannot read"]);
    study.write("../leeg.csv", "naam,tekst\n");
    study.run("import ../leeg.csv").exits(2).says(&["no codebook", "first 20 rows"]);
    study.write("../oud.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    study.run("import ../oud.xls").exits(2).says(&["old", ".xlsx"]);
}

#[test]
fn codes_that_exist_already_are_told_and_nothing_is_written() {
    let study = buurt();
    study.write("../meer.csv", "id,naam,definitie\nrelationship,Relatie,x\n");
    let before = study.truth();
    let told = "the code `relationship` exists already";
    study.run("import ../meer.csv").exits(2).says(&[told, "nothing was written"]);
    study.run("import ../meer.csv --dry-run").ok().says(&[told, "would not be written"]);
    assert_eq!(study.truth(), before);
}

/// The codes of a study, with how many quotes they have.
fn codes(study: &Study) -> Vec<String> {
    study.run("codes list --json").ok().stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_codebook_goes_out_and_comes_back_the_same() {
    for file in ["uit.csv", "uit.xlsx"] {
        let study = buurt();
        let before = codes(&study);
        let output = study.run(&format!("codes export -o {file}")).ok();
        output.shows(&["9 codes written to"]).says(&["tests of rules"]);
        // The same codebook gives the same bytes.
        study.run(&format!("codes export -o nog-{file}")).ok();
        assert_eq!(study.read(file), study.read(&format!("nog-{file}")), "{file}");
        study.remove("codebooks/buurt.yaml");
        study.run(&format!("import {file} --name buurt")).ok();
        assert_eq!(codes(&study), before, "{file}");
    }
}

#[test]
fn formulas_in_a_codebook_stay_text_and_come_back() {
    let yaml = "codebook: Gevaar\nlanguage: nl\ncodes:\n  - id: a\n    name: \"=cmd|' /C calc'!A0\"\n    definition: \"+32 475\"\n    include: \"@SUM(A1)\"\n    exclude: \"-x\"\n    example: \"'=1\"\n  - id: b\n    name: \"Man > vrouw\"\n";
    for file in ["uit.csv", "uit.xlsx"] {
        let study = Study::new().with("codebooks/gevaar.yaml", yaml);
        study.run(&format!("codes export -o {file}")).ok();
        if file == "uit.csv" {
            let text = study.text(file);
            assert!(text.contains("'=cmd") && text.contains("'+32") && !text.contains(",=cmd"), "{text}");
        }
        study.remove("codebooks/gevaar.yaml");
        let dry = study.run(&format!("import {file} --dry-run --name Gevaar")).ok();
        for part in [
            "name: \"=cmd|' /C calc'!A0\"",
            "\"+32 475\"",
            "\"@SUM(A1)\"",
            "exclude: \"-x\"",
            "\"'=1\"",
            "name: \"Man > vrouw\"",
        ] {
            assert!(dry.stdout.contains(part), "{part}\n{}", dry.stdout);
        }
    }
}

#[test]
fn an_export_of_codes_replaces_nothing_of_others() {
    let study = buurt();
    study.write("uit.csv", "van mij");
    study.run("codes export -o uit.csv").exits(2).says(&["--overwrite"]);
    assert_eq!(study.text("uit.csv"), "van mij");
    study.run("codes export -o uit.txt").exits(2).says(&[".csv or .xlsx"]);
    Study::new().run("codes export -o uit.csv").exits(1);
}
