//! Formats, dialects and templates, as people ask for them on the command line.

use crate::buurt::buurt;
use crate::export::{part, parts};

#[test]
fn help_lists_every_format() {
    let study = buurt();
    for format in [".pptx", ".docx", ".odt", ".xlsx", ".csv", ".html", ".md", ".tex", ".json"] {
        study.run("export -h").ok().shows(&[format]);
    }
}

#[test]
fn formats_that_others_write_get_the_way_to_them() {
    let study = buurt();
    let output = study.run("export --code trust -o uit.pdf").exits(2);
    insta::assert_snapshot!(output.all(), @r#"
    exit 2
    --- stderr
    error: no format `.pdf`
      hint: export .html or .docx and print to PDF
    "#);
    study.run("export --code trust -o uit.ods").exits(2).says(&[".xlsx"]);
    study.run("export --code trust -o uit.qmd").exits(2).says(&["--dialect quarto"]);
    study.run("export --coded -o uit.csv").ok().says(&[".xlsx"]);
}

#[test]
fn options_of_other_formats_are_refused() {
    let study = buurt();
    study.run("export --coded -o uit.docx --sheet-per-code").exits(2).says(&["--sheet-per-code", ".xlsx"]);
    study.run("export --coded -o uit.md --dialect beamer").exits(2).says(&["plain, marp, quarto"]);
    study.run("export --coded -o uit.odt --dialect marp").exits(2).says(&["no dialect `marp` of .odt"]);
    study.write("eigen.md", "{{ title }}");
    study.run("export --coded -o uit.csv --template eigen.md").exits(2).says(&[".csv takes none"]);
    study.run("export --coded -o uit.html --template eigen.md").exits(2).says(&["no template for .html"]);
    study.run("export --print-template --format docx").exits(2).says(&["not written by a template"]);
}

#[test]
fn a_sheet_a_code_is_a_sheet_a_code() {
    let study = buurt();
    study.run("export --coded -o uit.xlsx --sheet-per-code").ok();
    let bytes = study.read("uit.xlsx");
    assert!(part(&bytes, "xl/workbook.xml").contains("name=\"Vertrouwen\""));
    let sheets = parts(&bytes).into_iter().filter(|name| name.starts_with("xl/worksheets/sheet"));
    assert!(sheets.count() > 3);
}

#[test]
fn slides_for_marp_and_quarto_carry_their_notes() {
    let study = buurt();
    study.run("export --code relationship/online -o marp.md --dialect marp").ok();
    let page = study.text("marp.md");
    insta::assert_snapshot!(&page[page.find("<!-- _class").unwrap()..], @r#"
    <!-- _class: lead -->

    # Relatie op afstand

    Buurtwerk\
    2 citaten van 1 deelnemer uit 2 bronnen\
    coördinator 1 · vrijwilliger 1

    ---

    ## Relatie op afstand

    > “geen gezicht”
    >
    > \[vrijwilliger, Huis Noord\]

    > “nooit een gezicht”
    >
    > \[coördinator, Huis Noord\]

    <!--
    1. fg1:7 · groepen/fg1.txt 437–449 · spreker Fons · deelnemer P2 · rol vrijwilliger · code relationship/online (rules)
    -->
    <!--
    2. i1:3 · i1.vtt 118–135 · 12:03 · spreker Fons · deelnemer P2 · rol coördinator · code relationship/online (rules)
    -->
    "#);
    study.run("export --code relationship/online -o quarto.md --dialect quarto").ok();
    insta::assert_snapshot!(study.text("quarto.md"), @r#"
    ---
    title: "Relatie op afstand"
    subtitle: "Buurtwerk"
    lang: nl
    from: markdown-smart
    format:
      revealjs:
        width: 1280
        height: 720
        slide-number: true
        center: false
        footer: "Buurtwerk"
        include-in-header:
          text: |
            <style>
            .reveal .slides section { text-align: left; }
            .reveal h2 { font-size: 1.1em; text-transform: none; }
            .reveal .slides section blockquote { border: 0; box-shadow: none; background: none; color: inherit; width: auto; margin: 0 0 .8em; padding: 0; font-size: .7em; font-style: normal; text-align: left; }
            .reveal .slides section blockquote p { display: block; margin: 0; }
            .reveal .slides section blockquote p + p { font-size: .65em; margin-top: .2em; }
            .reveal .slides section blockquote + p em { font-size: .5em; }
            </style>
    ---

    Buurtwerk\
    2 citaten van 1 deelnemer uit 2 bronnen\
    coördinator 1 · vrijwilliger 1

    ## Relatie op afstand


    > “geen gezicht”
    >
    > \[vrijwilliger, Huis Noord\]

    > “nooit een gezicht”
    >
    > \[coördinator, Huis Noord\]

    ::: {.notes}
    * fg1:7 · groepen/fg1.txt 437–449 · spreker Fons · deelnemer P2 · rol vrijwilliger · code relationship/online (rules)
    * i1:3 · i1.vtt 118–135 · 12:03 · spreker Fons · deelnemer P2 · rol coördinator · code relationship/online (rules)
    :::
    "#);
}

#[test]
fn a_template_starts_from_the_built_in_one() {
    let study = buurt();
    let own = study.run("export --print-template --format md").ok().stdout;
    study.write("eigen.md", format!("{own}\nEinde van {{{{ study }}}}.\n"));
    study.run("export --code relationship/online -o uit.md --template eigen.md").ok();
    assert!(study.text("uit.md").ends_with("Einde van Buurtwerk.\n"));
    study.write("eigen.md", "# {{ title }}\n\n{{ quote.text }}\n");
    let output = study.run("export --code trust -o fout.md --template eigen.md").exits(2);
    insta::assert_snapshot!(output.all(), @r#"
    exit 2
    --- stderr
    error: eigen.md:3: undefined value
      3 | {{ quote.text }}
      hint: docs/templates.md lists what a template knows; `| default("")` stands in for what may be missing
    "#);
    assert!(!study.exists("fout.md"));
}
