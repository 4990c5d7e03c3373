//! `verify`: who is named in notes, tables and lines of documents, web pages and LaTeX, also where the same words stand
//! there twice; and notes of the study that `withdraw` lists.

use crate::study::Study;
use crate::verify_places::{docx, odt, pack, pptx};

const JANSEN: &str = "Ik ben daar in maart voor het eerst binnengestapt, met mijn zus.";

fn study() -> Study {
    Study::new()
        .with(
            "verbatim.toml",
            "name = \"Proef\"\n[roles.client]\nname = \"cliënt\"\n[roles.volunteer]\nname = \"vrijwilliger\"\n",
        )
        .with(
            "participants.csv",
            "source,speaker,participant,role\nfg1,R5,P07,client\nfg1,Luc,V01,volunteer\n",
        )
        .with("corpus/fg1.txt", format!("R5: {JANSEN}\nLuc: Wij zetten dan altijd koffie.\n"))
}

/// Tier, and whether who is named said it, of each quotation.
fn found(study: &Study, file: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    study.write(file, bytes);
    let lines = study.an(&["verify", file, "--json"]).json();
    let quoted = lines.iter().filter(|line| !line["quotation"].is_null());
    let of = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    quoted.map(|line| format!("{} {}", of(&line["tier"]), of(&line["attributed"]["is"]))).collect()
}

fn p(words: &str, style: &str, note: &str) -> String {
    let sign = if note.is_empty() {
        String::new()
    } else {
        format!("<w:r><w:footnoteReference w:id=\"{note}\"/></w:r>")
    };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r>{sign}</w:p>")
}

#[test]
fn each_of_the_same_quotations_has_its_own_note() {
    let study = study();
    for (style, words) in [("Standard", format!("“{JANSEN}”")), ("Quote", JANSEN.to_owned())] {
        let body = p(&words, style, "2") + &p("Daarna.", "Standard", "") + &p(&words, style, "3");
        let note = |id: &str, words: &str| {
            format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>")
        };
        let notes = note("2", "vrijwilliger") + &note("3", "cliënt");
        let word = pack(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
            ("word/footnotes.xml", &format!("<w:footnotes>{notes}</w:footnotes>")),
        ]);
        assert_eq!(found(&study, "n.docx", word), ["exact wrong", "exact right"], "{style}");
        let p = |words: &str, note: &str| {
            format!(
                "<text:p text:style-name=\"{style}\">{words}<text:note><text:note-body><text:p>{note}</text:p>\
                 </text:note-body></text:note></text:p>"
            )
        };
        let writer = odt(&(p(&words, "vrijwilliger") + "<text:p>Daarna.</text:p>" + &p(&words, "cliënt")));
        assert_eq!(found(&study, "n.odt", writer), ["exact wrong", "exact right"], "{style}");
    }
}

/// The quotation in each format, with words that were struck out or deleted within it.
fn struck() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let (before, after) = JANSEN.split_once(" voor het eerst").unwrap();
    let run = |look: &str, words: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>");
    let word = |within: &str| {
        let heading = format!("<w:p>{}</w:p>", run("", "Wachten"));
        let (before, after) = (run("", &format!("“{before}")), run("", &format!(" voor het eerst{after}”")));
        docx(&format!("{heading}<w:p>{before}{within}{after}</w:p>"))
    };
    let whole = |within: &str| format!("“{before}{within} voor het eerst{after}”");
    let style = "<office:automatic-styles><style:style style:name=\"T1\"><style:text-properties \
                 style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>";
    let span = "<text:span text:style-name=\"T1\"> nooit</text:span>";
    let slide = |words: &str, look: &str| format!("<a:r><a:rPr {look}/><a:t>{words}</a:t></a:r>");
    let slide = slide(&format!("“{before}"), "")
        + &slide(" nooit", "strike=\"sngStrike\"")
        + &slide(&format!(" voor het eerst{after}”"), "");
    let text = |within: &str| format!("Wachten\n\n{}\n", whole(within)).into_bytes();
    let page = |within: &str| format!("<h1>Wachten</h1><p>{}</p>", whole(within)).into_bytes();
    vec![
        ("s.docx", word(&run("<w:strike/>", " nooit")), "in paragraph 2"),
        ("s.docx", word("<w:del><w:r><w:delText> nooit</w:delText></w:r></w:del>"), "in paragraph 2"),
        (
            "s.odt",
            odt(&format!("{style}<text:p>Wachten</text:p><text:p>{}</text:p>", whole(span))),
            "in paragraph 2",
        ),
        ("s.odt", odt(&format!("<text:p>{}</text:p>", whole("<text:change/>"))), "in paragraph 1"),
        ("s.pptx", pptx(&format!("<p:sp><p:txBody><a:p>{slide}</a:p></p:txBody></p:sp>")), "on slide 1"),
        ("s.html", page("<s> nooit</s>"), "in paragraph 2"),
        ("s.html", page("<span style=\"text-decoration: line-through\"> nooit</span>"), "in paragraph 2"),
        ("s.md", text("~~nooit~~"), "at line 3"),
        ("s.md", text("<del> nooit</del>"), "at line 3"),
        ("s.tex", text("\\sout{ nooit}"), "at line 3"),
    ]
}

#[test]
fn words_that_are_struck_out_within_a_quotation_are_no_words_of_it_and_are_told() {
    let study = study();
    for (file, bytes, place) in struck() {
        assert_eq!(found(&study, file, &bytes), ["exact unchecked"], "{file}");
        let told = study.an(&["verify", file, "--short"]).ok().stderr;
        assert!(
            told.contains(&format!("not looked into: words that are struck out {place}\n")),
            "{file}: {told}"
        );
    }
}

#[test]
fn a_line_that_lists_who_within_a_block_quote_is_no_quotation() {
    let study = study();
    for (who, is) in [("vrijwilliger, Antwerpen", "wrong"), ("cliënt, 62 jaar", "right")] {
        let broken = format!("{JANSEN}</w:t><w:br/><w:t>{who}");
        assert_eq!(found(&study, "b.docx", docx(&p(&broken, "Quote", ""))), [format!("exact {is}")]);
        let apart = p(JANSEN, "Quote", "") + &p(who, "Quote", "");
        assert_eq!(found(&study, "b.docx", docx(&apart)), [format!("exact {is}")]);
        assert_eq!(found(&study, "b.md", format!("> {JANSEN}\n>\n> {who}\n")), [format!("exact {is}")]);
    }
    // What names nobody is words.
    let words = format!("> {JANSEN}\n>\n> Nooit meer, zeg ik u\n");
    assert_eq!(found(&study, "w.md", words), ["exact unchecked", "not-found unchecked"]);
}

#[test]
fn a_cell_with_words_that_stand_elsewhere_is_a_cell() {
    let study = study();
    let quote = p(JANSEN, "Quote", "") + &p("Daarna.", "Standard", "");
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(words, "Standard", ""));
    let table = |who: &str| {
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>{}", cell(who), cell(JANSEN), p("Slot.", "", ""))
    };
    for (who, is) in [("vrijwilliger", "wrong"), ("cliënt", "right")] {
        let after = docx(&(quote.clone() + &table(who)));
        assert_eq!(found(&study, "t.docx", after), ["exact unchecked".to_owned(), format!("exact {is}")]);
        let before = docx(&(table(who) + &quote));
        assert_eq!(found(&study, "t.docx", before), [format!("exact {is}"), "exact unchecked".to_owned()]);
    }
}

#[test]
fn the_html_that_was_exported_is_checked_for_who_said_it() {
    let study = study();
    study.run("export binnengestapt -o own.html").ok();
    let own = study.text("own.html");
    assert_eq!(found(&study, "own.html", &own), ["exact right"]);
    let other = own.replacen("<cite>[cliënt]</cite>", "<cite>[vrijwilliger]</cite>", 1);
    assert_ne!(own, other);
    assert_eq!(found(&study, "other.html", other), ["exact wrong"]);
}

#[test]
fn a_note_of_a_web_page_says_who() {
    let study = study();
    for (who, is) in [("vrijwilliger", "wrong"), ("cliënt", "right"), ("P99", "unknown")] {
        for sign in ["<sup><a href=\"#n1\">1</a></sup>", "<a href=\"#n1\"><sup>1</sup></a>"] {
            for note in [
                format!("<ol><li id=\"n1\">{who} <a href=\"#r1\">↩</a></li></ol>"),
                format!("<p id=\"n1\">1 {who}</p>"),
            ] {
                for quoted in [
                    format!("<p>Zo: “{JANSEN}”{sign}</p>"),
                    format!("<blockquote><p>{JANSEN}{sign}</p></blockquote>"),
                ] {
                    let after = if who == "cliënt" { "" } else { "<p>En dan verder.</p>" };
                    let page = format!("<p>Begin.</p>{quoted}{after}{note}");
                    assert_eq!(found(&study, "n.html", &page), [format!("exact {is}")], "{page}");
                }
            }
        }
    }
}

#[test]
fn a_plain_line_below_a_block_quote_says_who() {
    let study = study();
    let below = |words: &str, style: &str| {
        docx(&(p(JANSEN, "Quote", "") + &p(words, style, "") + &p("Dan gaat het verder.", "Standard", "")))
    };
    for (words, is) in [
        ("Vrijwilliger, Huis Noord", "wrong"),
        ("cliënt", "right"),
        ("V01", "wrong"),
        ("P07, cliënt", "right"),
        ("Bijeenkomst in het voorjaar", "unchecked"),
        ("Een vrijwilliger zet koffie.", "unchecked"),
        ("Vrijwilligers:", "unchecked"),
    ] {
        assert_eq!(found(&study, "b.docx", below(words, "Standard")), [format!("exact {is}")], "{words}");
    }
    for style in ["Heading2", "Kop1", "ListParagraph", "Caption"] {
        assert_eq!(found(&study, "b.docx", below("Vrijwilliger", style)), ["exact unchecked"], "{style}");
    }
    // Names that stand above what they said.
    let above = p("Cliënt", "Standard", "") + &p(JANSEN, "Quote", "") + &p("Vrijwilliger", "Standard", "");
    assert_eq!(found(&study, "a.docx", docx(&above)), ["exact unchecked"]);
    let writer =
        format!("<text:p text:style-name=\"Quotations\">{JANSEN}</text:p><text:p>Vrijwilliger</text:p>");
    assert_eq!(found(&study, "b.odt", odt(&writer)), ["exact wrong"]);
    let page = format!("<blockquote>{JANSEN}</blockquote><p>Vrijwilliger</p>");
    assert_eq!(found(&study, "b.html", page), ["exact wrong"]);
    let page = format!("<blockquote>{JANSEN}</blockquote><h2>Vrijwilliger</h2>");
    assert_eq!(found(&study, "b.html", page), ["exact unchecked"]);
}

#[test]
fn lines_around_a_paragraph_that_is_one_quotation_say_who() {
    let study = study();
    let quoted = format!("“{JANSEN}”");
    let of = |lines: &[&str]| {
        docx(
            &lines
                .iter()
                .chain(&["Dan gaat het verder."])
                .map(|words| p(words, "Standard", ""))
                .collect::<String>(),
        )
    };
    for (lines, is) in [
        (&["Toen.", &quoted, "Vrijwilliger, Huis Noord"][..], "wrong"),
        (&["Toen.", &quoted, "cliënt"], "right"),
        (&["Zoals Luc zei:", &quoted], "wrong"),
        (&["R5, cliënt:", &quoted, "Bijeenkomst in het voorjaar"], "right"),
        (&["Toen.", &quoted, "Een vrijwilliger zet koffie."], "unchecked"),
        (&["Cliënt", &quoted, "Vrijwilliger"], "unchecked"),
        (&["Toen.", &format!("Zij zei: {quoted}"), "Vrijwilliger"], "unchecked"),
    ] {
        assert_eq!(found(&study, "b.docx", of(lines)), [format!("exact {is}")], "{lines:?}");
    }
    let page = format!("<p>{quoted}</p><p>Vrijwilliger</p><p>{quoted}</p><h2>Vrijwilligers</h2>");
    assert_eq!(found(&study, "b.html", page), ["exact wrong", "exact unchecked"]);
}

#[test]
fn a_title_below_a_block_quote_of_a_web_page_is_nobody() {
    let study = study();
    for (cite, is) in [
        ("Rapport Wonen 2021", "unchecked"),
        ("De Avond", "unknown"),
        ("vrijwilliger", "wrong"),
        ("R5", "right"),
    ] {
        let page = format!("<blockquote><p>{JANSEN}</p><cite>{cite}</cite></blockquote>");
        assert_eq!(found(&study, "c.html", page), [format!("exact {is}")], "{cite}");
    }
    let page =
        format!("<p>R5, cliënt:</p><blockquote><p>{JANSEN}</p><cite>Rapport Wonen 2021</cite></blockquote>");
    assert_eq!(found(&study, "c.html", page), ["exact right"]);
    // The title that a sentence ends in belongs to it.
    let said = JANSEN.replace("mijn zus.", "<cite>mijn zus</cite>.");
    assert_eq!(
        found(&study, "c.html", format!("<blockquote><p>{said}</p></blockquote>")),
        ["exact unchecked"]
    );
}

#[test]
fn codes_at_the_end_of_a_block_quote_say_who() {
    let study = study();
    for (codes, is) in
        [("FG1-R5", "exact right"), ("FG1, R5", "exact right"), ("R5", "exact right"), ("V01", "exact wrong")]
    {
        assert_eq!(found(&study, "c.docx", docx(&p(&format!("{JANSEN} {codes}"), "Quote", ""))), [is]);
    }
    for words in ["Toen niet", "En V"] {
        let altered = found(&study, "c.docx", docx(&p(&format!("{JANSEN} {words}"), "Quote", "")));
        assert_eq!(altered, ["altered unchecked"], "{words}");
    }
}

#[test]
fn cells_of_latex_say_who() {
    let study = study();
    let of = |begin: &str, who: &str, rows: &str| {
        let name = begin.split('}').next().unwrap_or_default();
        format!(
            "Tabel.\n\n\\begin{{{begin}\n\\toprule\n{rows}{who} & {JANSEN} \\\\[2pt]\n\\bottomrule\n\\end{{{name}}}\n"
        )
    };
    for begin in ["tabular}{ll}", "tabularx}{\\textwidth}{l@{}X}", "longtable}[c]{lp{5cm}}"] {
        for (who, is) in [("cliënt", "right"), ("vrijwilliger", "wrong"), ("\\textbf{R5}", "right")] {
            let tex = of(begin, who, "Wie & Wat \\\\ \\midrule\n");
            assert_eq!(found(&study, "t.tex", &tex), [format!("exact {is}")], "{tex}");
        }
    }
    let over = "\\multicolumn{1}{c}{Wie} & \\multicolumn{1}{l}{A \\& B} \\\\ \\hline\n";
    assert_eq!(found(&study, "t.tex", of("tabular}{ll}", "vrijwilliger", over)), ["exact wrong"]);
}

#[test]
fn a_line_at_the_end_of_a_latex_quotation_says_who() {
    let study = study();
    let quote = |last: &str| format!("\\begin{{quote}}\n{JANSEN}\\\\\n{last}\n\\end{{quote}}\n");
    for (last, is) in [
        ("\\hfill cliënt, Huis Noord", "exact right"),
        ("\\hfill vrijwilliger", "exact wrong"),
        ("cliënt, Huis Noord", "exact right"),
        ("maar niet vandaag", "altered unchecked"),
        ("En dan niet meer, neen.", "altered unchecked"),
    ] {
        assert_eq!(found(&study, "q.tex", quote(last)), [is], "{last}");
    }
}

#[test]
fn who_takes_consent_back_is_listed_with_notes_that_repeat_the_words() {
    let study = study();
    study.an(&["memo", "fg1:2", &format!("zij zei: {JANSEN}")]);
    study.an(&["memo", "fg1:2", "mooi gezegd"]);
    let listed = study.an(&["withdraw", "P07"]);
    let notes: Vec<&str> = listed.stdout.lines().filter(|line| line.starts_with("note")).collect();
    assert_eq!(notes.len(), 1, "{}", listed.stdout);
    assert!(notes[0].starts_with("note      fg1:2"), "{}", notes[0]);
}

#[test]
fn a_paragraph_without_marks_that_was_altered_is_told_where_it_is_known_to_quote() {
    let study = study();
    // Marks within it, less than half of it, are no reason to pass it over.
    let marks = "Ik ben daar in “maart” voor het eerst binnengestapt, met mijn broer.\n";
    assert_eq!(found(&study, "m.md", marks), ["altered unchecked"]);
    // A short one is known by who is said to have said it.
    assert_eq!(found(&study, "c.md", "*Wij zetten dan nooit koffie.* (vrijwilliger)\n"), ["altered right"]);
    assert_eq!(found(&study, "c.md", "Wij zetten dan altijd koffie. (cliënt)\n"), ["exact wrong"]);
    for none in ["Wij zetten dan nooit koffie.\n", "Wij zetten daar soms thee. (vrijwilliger)\n"] {
        study.write("n.md", none);
        assert_eq!(study.an(&["verify", "n.md"]).code, 1, "{none}");
    }
}

#[test]
fn items_of_a_latex_list_are_paragraphs_and_what_stands_for_their_bullets_says_who() {
    let study = study();
    let list = |items: &str| {
        format!(
            "\\documentclass{{article}}\\begin{{document}}\nUit de gesprekken:\n\\begin{{itemize}}\n{items}\\end{{itemize}}\n\\end{{document}}\n"
        )
    };
    let items = list(&format!(
        "\\item {JANSEN} (vrijwilliger)\n\\item Wij zetten dan altijd koffie. (vrijwilliger)\n"
    ));
    assert_eq!(found(&study, "l.tex", items), ["exact wrong", "exact right"]);
    let who = list(&format!("\\item[Luc] {JANSEN}\n\\item[R5] {JANSEN}\n"));
    assert_eq!(found(&study, "w.tex", who), ["exact wrong", "exact right"]);
}
