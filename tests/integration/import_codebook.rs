//! Codebooks from tables, through the binary.

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
fn codes_that_exist_already_are_told() {
    let study = buurt();
    study.write("../meer.csv", "id,naam,definitie\nrelationship,Relatie,x\n");
    let before = study.truth();
    study.run("import ../meer.csv --dry-run").ok().says(&["the code `relationship` exists already"]);
    assert_eq!(study.truth(), before);
}
