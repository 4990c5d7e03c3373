//! Codings as other programs export them in tables: each at its words, by its coder, or named as not found.

use crate::buurt;
use crate::study::{Study, field};

/// Quote, code, coder and memo of every coding by people.
fn codings(study: &Study) -> Vec<[String; 3]> {
    let quotes = study.run("find --coded --with-interviewers --all --json").json();
    let mut all = Vec::new();
    for quote in quotes {
        for code in quote["codes"].as_array().unwrap() {
            if field(code, "coder") != "rules" {
                all.push(
                    [field(&quote, "quote"), field(code, "code"), field(code, "coder")].map(str::to_owned),
                );
            }
        }
    }
    all.sort();
    all
}

fn owned<const N: usize>(expected: [[&str; 3]; N]) -> Vec<[String; 3]> {
    expected.map(|coding| coding.map(str::to_owned)).to_vec()
}

const WAIT: &str = "Ik wacht al drie weken op een antwoord.";
const EYES: &str = "zij kijkt mij in de ogen";

#[test]
fn quotations_of_atlas_ti() {
    let study = buurt::fresh().with(
        "atlas.csv",
        format!(
            "ID,Document,Quotation Content,Codes,Comment,Reference,Created by,Created\n\
             1:1,D 1: fg1.docx,{WAIT},\"○ Toegang: Wachten\n○ Vertrouwen\",zegt zij zacht,3 - 3,Lies Daems,1-3-2026\n\
             1:2,D 1: fg1.docx,{EYES},Trust,,6 - 6,Lies Daems,1-3-2026\n\
             1:3,D 1: fg1.docx,Op het scherm zie ik geen gezicht,,een vrij citaat,7 - 7,Lies Daems,1-3-2026\n\
             1:4,D 1: fg1.docx,,Trust,een beeld,7 - 7,Lies Daems,1-3-2026\n\
             2:1,D 2: Interview Noord.docx,Hier staat iets anders.,Trust,,1 - 1,Jo,1-3-2026\n"
        ),
    );
    let output = study.run("import atlas.csv").exits(3);
    let output =
        output.shows(&["fg1: 3 codings imported (3 by Lies Daems)", "of `D 2: Interview Noord.docx`"]);
    output.says(&["1 row has no code", "1 row has no words"]);
    let expected = [
        [WAIT, "access/waiting", "Lies Daems"],
        [WAIT, "relationship/trust", "Lies Daems"],
        [EYES, "relationship/trust", "Lies Daems"],
    ];
    assert_eq!(codings(&study), owned(expected));
    let log = study.files("codings/fg1").into_keys().find(|name| name.contains("Lies-Daems")).unwrap();
    assert!(study.text(&log).contains("zegt zij zacht"));
}

#[test]
fn coded_segments_of_maxqda() {
    let english = "Color,Comment,Document group,Document name,Code,Begin,End,Weight score,Segment,Created by,Created,Area,Code: Toegang > Wachten";
    let german = "Farbe,Kommentar,Dokumentgruppe,Dokumentname,Code,Anfang,Ende,Gewicht,Segment,Erstellt von,Erstellt am,Fläche,Code: Toegang > Wachten";
    for header in [english, german] {
        let rows = format!(
            "●,kort,Groepen,fg1,Toegang > Wachten,3,3,0,{WAIT},ADaems,1-3-2026,39,1\n\
             ●,,Groepen,fg1,Relatie\\Vertrouwen,6,6,0,{EYES},ADaems,1-3-2026,24,0\n\
             ●,,Groepen,fg1,Toegang > Online toegang,6,6,0,{EYES},ADaems,1-3-2026,24,0\n"
        );
        let study = buurt::fresh().with("maxqda.csv", format!("{header}\n{rows}"));
        let output = study.run("import maxqda.csv").ok().shows(&["fg1: 3 codings imported (3 by ADaems)"]);
        let coder = if header == english { "Created by" } else { "Erstellt von" };
        assert!(
            output.stderr.contains(&format!("column `{coder}` is taken for the coder")),
            "{}",
            output.all()
        );
        assert!(!output.stderr.contains("not read"), "{}", output.all());
        let expected = [
            [WAIT, "access/waiting", "ADaems"],
            [EYES, "access/online", "ADaems"],
            [EYES, "relationship/trust", "ADaems"],
        ];
        assert_eq!(codings(&study), owned(expected), "{header}");
    }
}

#[test]
fn positions_of_qualcoder_are_held_against_the_text() {
    let text = buurt::FOCUS_GROUP;
    let at = |words: &str| text[..text.find(words).unwrap()].chars().count();
    let second = text.rfind("aan de balie").unwrap();
    let second = text[..second].chars().count();
    let table = format!(
        "codename,filename,owner,pos0,pos1,seltext\n\
         Wachten,fg1.txt,kees,{},{},{WAIT}\n\
         Vertrouwen,fg1.txt,kees,{second},{},aan de balie\n\
         Vertrouwen,fg1.txt,kees,0,8,clientèle\n\
         Vertrouwen,fg1.txt,kees,2,11,clientèle\n\
         Vertrouwen,fg1.txt,kees,2,14,aan de balie\n",
        at(WAIT),
        at(WAIT) + WAIT.chars().count(),
        second + 12,
    );
    let study = buurt::fresh().with("qualcoder.csv", table);
    let output = study.run("import qualcoder.csv").exits(5);
    output
        .shows(&[
            "fg1: 3 codings imported (3 by kees)",
            "row 5: “clientèle” is not where the row says, but at fg1:8",
        ])
        .shows(&["row 6: “aan de balie” stands at fg1:4, fg1:6"]);
    let expected = [
        [WAIT, "access/waiting", "kees"],
        ["aan de balie", "relationship/trust", "kees"],
        ["clientèle", "relationship/trust", "kees"],
    ];
    assert_eq!(codings(&study), owned(expected));
    let turn = study.run("find --coded --coder kees --code trust --json").ok().json();
    assert_eq!(turn[0]["turn"], 6, "the second place, as the position says");
}

#[test]
fn the_report_of_qualcoder() {
    let table = format!(
        "File/case,Coder,Text,Id,Codename,Coded_Memo,Categories,Variables\nfg1,kees,{WAIT},4,Wachten,van Kees,Toegang,\n"
    );
    let study = buurt::fresh().with("rapport.csv", table);
    study.run("import rapport.csv").ok().shows(&["fg1: 1 coding imported (1 by kees)"]);
}

#[test]
fn highlights_of_taguette() {
    let table = format!(
        "id,document,tag,content\n1,fg1.docx,trust,{EYES}\n1,fg1.docx,trust,{EYES}\n2,fg1.docx,waiting,{WAIT}\n"
    );
    let study = buurt::fresh().with("highlights.csv", table);
    study.run("import highlights.csv").exits(2).says(&["--coder"]);
    let output = study.run("import highlights.csv --coder Lies").ok();
    output.shows(&["fg1: 2 codings imported (2 by Lies); 1 was there already"]);
    let expected = [[WAIT, "access/waiting", "Lies"], [EYES, "relationship/trust", "Lies"]];
    assert_eq!(codings(&study), owned(expected));
}

#[test]
fn references_of_nvivo_in_one_table() {
    let table = format!(
        "Hierarchical Name,File Name,Coded Text,Coded By Initials,Coverage\n\
         Codes\\\\Relatie\\Vertrouwen,Files\\\\fg1,{EYES},LD,\"2,1%\"\nNodes\\\\Toegang,Files\\\\fg1,{WAIT},LD,3%\n"
    );
    let study = buurt::fresh().with("nvivo.csv", table);
    study.run("import nvivo.csv").ok().shows(&["fg1: 2 codings imported (2 by LD)"]);
    assert_eq!(codings(&study), owned([[WAIT, "access", "LD"], [EYES, "relationship/trust", "LD"]]));
}

#[test]
fn a_table_of_one_document_is_of_the_source_that_is_named() {
    let table = format!("Document,Code,Segment,Author\nGesprek maart,trust,{EYES},Lies\n");
    let study = buurt::fresh().with("een.csv", table);
    study.run("import een.csv").exits(3).says(&["1 row names a source that was not found", "--source"]);
    study.run("import een.csv --source fg1").ok().shows(&["fg1: 1 coding imported (1 by Lies)"]);
}
