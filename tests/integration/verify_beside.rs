//! `verify`: words without quotation marks in tables and texts, and who is named beside a quotation in cells, lines
//! above it, codes and addresses.

use serde_json::Value;

use crate::study::Study;
use crate::verify_places::{docx, odt, pack, pptx};

pub(crate) const JANSEN: &str = "Ik ben daar in maart voor het eerst binnengestapt, met mijn zus.";
pub(crate) const LUC: &str = "Wij zetten dan altijd koffie, want dat praat makkelijker.";
const OTHER: &str = "Bij ons in de straat wist niemand dat dit bestond.";

pub(crate) fn study() -> Study {
    Study::new()
        .with(
            "verbatim.toml",
            "name = \"Proef\"\n[roles.client]\nname = \"cliënt\"\n[roles.volunteer]\nname = \"vrijwilliger\"\n",
        )
        .with(
            "participants.csv",
            "source,speaker,participant,role\nfg1,R5,P07,client\nfg1,Luc,V01,volunteer\nfg2,R5,P13,client\n",
        )
        .with("corpus/fg1.txt", format!("R5: {JANSEN}\nLuc: {LUC}\n"))
        .with("corpus/fg2.txt", format!("R5: {OTHER}\nLuc: Neen, dat klopt.\n"))
}

/// Tier, words, and whether who is named said it, of each quotation; and what was not looked into.
pub(crate) fn found(
    study: &Study,
    file: &str,
    bytes: impl AsRef<[u8]>,
) -> (Vec<(String, String, String)>, Vec<Value>) {
    study.write(file, bytes);
    let lines = study.an(&["verify", file, "--json"]).json();
    let of = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let is = |line: &Value| line["attributed"]["is"].as_str().unwrap_or_default().to_owned();
    let quoted = lines.iter().filter(|line| !line["quotation"].is_null());
    let quoted = quoted.map(|line| (of(line, "tier"), of(line, "quotation"), is(line))).collect();
    (quoted, lines.iter().flat_map(|line| line["unread"].as_array().cloned().unwrap_or_default()).collect())
}

pub(crate) fn one(tier: &str, words: &str, is: &str) -> (String, String, String) {
    (tier.to_owned(), words.to_owned(), is.to_owned())
}

#[test]
fn who_stands_in_the_next_cell_of_a_table_is_read() {
    let study = study();
    let rows = |who: &str, words: &str| {
        [["Wie".to_owned(), "Citaat".to_owned()], [who.to_owned(), words.to_owned()]]
    };
    let tables = |who: &str, words: &str| -> Vec<(&'static str, Vec<u8>)> {
        let table = |cell: &dyn Fn(&str) -> String, row: [&str; 2]| -> String {
            let row = |cells: [String; 2]| {
                format!("{}{}{}", row[0], cells.map(|words| cell(&words)).concat(), row[1])
            };
            rows(who, words).map(row).concat()
        };
        let word = table(
            &|words| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"),
            ["<w:tr>", "</w:tr>"],
        );
        let writer = table(
            &|words| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>"),
            ["<table:table-row>", "</table:table-row>"],
        );
        let web = table(&|words| format!("<td>{words}</td>"), ["<tr>", "</tr>"]);
        let slide = table(
            &|words| format!("<a:tc><a:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:txBody></a:tc>"),
            ["<a:tr>", "</a:tr>"],
        );
        vec![
            ("t.docx", docx(&format!("<w:p><w:r><w:t>Tabel</w:t></w:r></w:p><w:tbl>{word}</w:tbl>"))),
            ("t.odt", odt(&format!("<text:p>Tabel</text:p><table:table>{writer}</table:table>"))),
            ("t.html", format!("<p>Tabel</p><table>{web}</table>").into_bytes()),
            ("t.pptx", pptx(&format!("<p:graphicFrame><a:tbl>{slide}</a:tbl></p:graphicFrame>"))),
            ("t.md", format!("Tabel\n\n| Wie | Citaat |\n|---|---|\n| {who} | {words} |\n").into_bytes()),
        ]
    };
    for (who, is) in [
        ("cliënt", "right"),
        ("vrijwilliger", "wrong"),
        ("R5", "right"),
        ("Luc", "wrong"),
        ("P99", "unknown"),
    ] {
        for (words, mark) in [(format!("“{JANSEN}”"), "marked"), (JANSEN.to_owned(), "unmarked")] {
            for (file, bytes) in tables(who, &words) {
                assert_eq!(found(&study, file, bytes).0, [one("exact", JANSEN, is)], "{file} {who} {mark}");
            }
        }
    }
    // A head over the column says who as well.
    let md = format!("| Thema | Cliënten | Vrijwilligers |\n|---|---|---|\n| Begin | “{LUC}” | “{LUC}” |\n");
    assert_eq!(found(&study, "k.md", md).0, [one("exact", LUC, "wrong"), one("exact", LUC, "right")]);
}

#[test]
fn what_leads_into_a_block_quote_says_who() {
    let study = study();
    for (lead, is) in [
        ("R5, cliënt:", "right"),
        ("Dat klinkt dan zo. Zoals P07 zei:", "right"),
        ("Zoals Luc zei:", "wrong"),
        ("Een vrijwilliger vertelt,", "wrong"),
        ("Zoals P98 zei:", "unknown"),
        ("Over de vrijwilliger ging het niet.", "unchecked"),
    ] {
        let md = format!("{lead}\n\n> {JANSEN}\n");
        assert_eq!(found(&study, "a.md", md).0, [one("exact", JANSEN, is)], "{lead}");
        let tex = format!("{lead}\n\\begin{{quote}}\n{JANSEN}\n\\end{{quote}}\n");
        assert_eq!(found(&study, "a.tex", tex).0, [one("exact", JANSEN, is)], "{lead}");
        let html = format!("<p>{lead}</p><blockquote><p>{JANSEN}</p></blockquote>");
        assert_eq!(found(&study, "a.html", html).0, [one("exact", JANSEN, is)], "{lead}");
    }
    // Below, another is named.
    let md = format!("Zoals Luc zei:\n\n> {LUC}\n\n> {JANSEN} [cliënt]\n\n> {JANSEN}\n");
    let all: Vec<String> = found(&study, "a.md", md).0.into_iter().map(|(_, _, is)| is).collect();
    assert_eq!(all, ["right", "right", "unchecked"]);
}

#[test]
fn codes_sources_and_addresses_beside_a_quotation_are_held_against_the_study() {
    let study = study();
    for (beside, is) in [
        ("(P 07)", "right"),
        ("(P-13)", "wrong"),
        ("(FG1-R5)", "right"),
        ("(FG2-R5)", "wrong"),
        ("(FG1, R5)", "right"),
        ("(FG2, R5)", "wrong"),
        ("(R5, FG2)", "wrong"),
        ("[cliënt, FG2]", "wrong"),
        ("(fg1:1)", "right"),
        ("(fg1:2)", "wrong"),
        ("[cliënt, fg1:1]", "right"),
        ("[cliënt, fg1:99]", "unknown"),
        ("(fg9:1)", "unknown"),
        ("(FG9-R5)", "unknown"),
        ("(P99)", "unknown"),
        ("(cliënt, P99)", "unknown"),
        ("(Respondent 14)", "unknown"),
        ("(psycholoog)", "unknown"),
        ("— Samira", "unknown"),
        (", zegt R31.", "unknown"),
        ("(Jansen, 2019, p. 12)", "unchecked"),
        ("(eigen vertaling)", "unchecked"),
        ("(zie FG2)", "unchecked"),
        ("– en dat was het dan.", "unchecked"),
        (", zei ze om 10:30.", "unchecked"),
        ("(cliënt)", "right"),
        ("P07.", "right"),
        ("P13.", "wrong"),
        ("FG1-R5", "right"),
        ("FG2-R5.", "wrong"),
        ("P99.", "unknown"),
        ("(P07 en P13)", "wrong"),
        (", zeggen P07 en P13.", "unchecked"),
    ] {
        let text = format!("“{JANSEN}” {beside}\n");
        assert_eq!(found(&study, "a.md", text).0, [one("exact", JANSEN, is)], "{beside}");
    }
    study.write("b.md", format!("“{JANSEN}” (P99)\n\n“{LUC}”\n"));
    let output = study.an(&["verify", "b.md", "--html", "b.html"]).ok();
    output.shows(&[
        "`P99` beside it is nobody that the study knows for certain, so not checked: said by cliënt",
        "0  misattributed: somebody else is named beside it",
        "1  said, but who is named beside it is nobody of the study",
        "1  said, with nobody of the study, or nobody for certain, named beside it",
    ]);
    assert!(study.text("b.html").contains("is nobody that the study knows for certain"));
}

#[test]
fn what_only_its_layout_sets_off_is_a_quotation_where_it_was_said() {
    let study = study();
    let around = "In de gesprekken ging het vaak over de eerste keer dat iemand langskwam.";
    let wrapped = JANSEN.replace("maart voor", "maart\n    voor");
    for (text, is) in [
        (format!("{around}\n\n    {wrapped}\n\n{around}\n"), "unchecked"),
        (format!("{around}\n\n    {wrapped}\n    (vrijwilliger)\n\n{around}\n"), "wrong"),
        (format!("{around} Een cliënt vertelt:\n\n    {wrapped}\n\n{around}\n"), "right"),
        (
            format!("{around}\n> {wrapped}\n> — vrijwilliger\n\n{around}\n").replace("    voor", "> voor"),
            "wrong",
        ),
        (format!("{around}\n\n– {JANSEN}\n\n{around}\n"), "unchecked"),
        (format!("{around}\n\nLuc: {JANSEN}\n\n{around}\n"), "wrong"),
    ] {
        let quoted = found(&study, "a.txt", &text).0;
        let words =
            quoted.first().map(|(tier, words, is)| (tier.as_str(), words.replace('\n', " "), is.as_str()));
        assert_eq!(words, Some(("exact", JANSEN.to_owned(), is)), "{text}");
        assert_eq!(quoted.len(), 1, "{text}");
    }
    for (name, bytes) in [
        (
            "a.docx",
            docx(&[around, JANSEN, around].map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).concat()),
        ),
        ("a.md", format!("{around}\n\n{JANSEN}\n\n{around}\n").into_bytes()),
        ("a.tex", format!("{around}\n\n\\epigraph{{{JANSEN}}}{{vrijwilliger}}\n").into_bytes()),
        ("b.tex", format!("{around}\n\n\\dictum[vrijwilliger]{{{JANSEN}}}\n").into_bytes()),
    ] {
        let is = if name.ends_with(".tex") { "wrong" } else { "unchecked" };
        assert_eq!(found(&study, name, bytes), (vec![one("exact", JANSEN, is)], vec![]), "{name}");
    }
    // What stands between marks is what is quoted, whatever is about it.
    let off = JANSEN.replace("maart", "april");
    let quoted = format!("Dat zij er ooit is gaan kijken, en hoe dat toen ging, klinkt zo: “{off}”\n");
    for file in ["d.md", "d.txt"] {
        assert_eq!(found(&study, file, &quoted).0, [one("altered", &off, "unchecked")], "{file}");
    }
    // A word off in a long one is told; words of the author's own, or few, are none.
    let off = JANSEN.replace("maart", "april");
    assert_eq!(found(&study, "c.md", format!("{off}\n")).0, [one("altered", &off, "unchecked")]);
    for none in [around, "Ik ben daar in maart", "Wij zetten dan een tafel buiten, want dat oogt open."] {
        assert_eq!(found(&study, "c.md", format!("{none}\n")), (vec![], vec![]), "{none}");
    }
}

#[test]
fn a_note_at_the_end_of_a_quotation_says_who() {
    let study = study();
    let word = |note: &str, style: &str, words: &str| {
        let body = format!(
            "<w:p>{style}<w:r><w:t>{words}</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:p>"
        );
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let notes = format!(
            "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>"
        );
        let relation = "<Relationships><Relationship Id=\"r1\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
        pack(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", &document),
            ("word/_rels/document.xml.rels", relation),
            ("word/footnotes.xml", &notes),
        ])
    };
    for (who, is) in
        [("R5, cliënt", "right"), ("Luc", "wrong"), ("Interview P99", "unknown"), ("Zie Luc", "unchecked")]
    {
        for (style, words) in
            [("", format!("“{JANSEN}”")), ("<w:pPr><w:pStyle w:val=\"Quote\"/></w:pPr>", JANSEN.to_owned())]
        {
            assert_eq!(
                found(&study, "n.docx", word(who, style, &words)).0[0],
                one("exact", JANSEN, is),
                "{who} {style}"
            );
        }
        let note = format!(
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{who}</text:p></text:note-body></text:note>"
        );
        let bytes = odt(&format!("<text:p>Zij zei: “{JANSEN}”{note}.</text:p>"));
        assert_eq!(found(&study, "n.odt", bytes).0[0], one("exact", JANSEN, is), "{note}");
        for (file, words) in [
            ("n.md", format!("Zij zei: “{JANSEN}”[^a]\n\nEn verder.\n\n[^a]: NOTE\n")),
            ("n.md", format!("> {JANSEN}[^a]\n\n[^a]: NOTE\n")),
            ("n.md", format!("Zij zei *toen*[^b]: “{JANSEN}”^[NOTE]\n\n[^b]: Zie daar.\n")),
            ("n.tex", format!("Zij zei\\footnote{{Zie daar.}}: ``{JANSEN}''\\footnote{{NOTE}}\n")),
            ("n.tex", format!("\\begin{{quote}}\n{JANSEN}\\footnote{{NOTE}}\n\\end{{quote}}\n")),
        ] {
            let words = words.replace("NOTE", who);
            assert_eq!(found(&study, file, &words).0[0], one("exact", JANSEN, is), "{words}");
        }
    }
}

#[test]
fn who_leads_in_is_checked_where_a_code_follows_as_well() {
    let study = study();
    for (text, is) in [
        (format!("Een vrijwilliger zei: “{JANSEN}” (P07)"), "wrong"),
        (format!("Volgens Luc (R5): “{JANSEN}”"), "wrong"),
        (format!("Een vrijwilliger zei:\n\n> {JANSEN} (P07)"), "wrong"),
        (format!("Een cliënt zei: “{JANSEN}” (P07)"), "right"),
        (format!("“{LUC}”, zegt een vrijwilliger, en “{JANSEN}” (P07)"), "right"),
        (format!("“{LUC}” (een vrijwilliger zegt), “{JANSEN}” (P07)"), "right"),
        (format!("Een vrijwilliger zei dat ook. Zo klinkt het: “{JANSEN}” (P07)"), "right"),
        (format!("“{JANSEN}” (P07, V01)"), "wrong"),
        (format!("“{JANSEN}” (directeur, fg1)"), "unknown"),
    ] {
        let all = found(&study, "p.md", &text).0;
        assert_eq!(all.last(), Some(&one("exact", JANSEN, is)), "{text}");
    }
}
