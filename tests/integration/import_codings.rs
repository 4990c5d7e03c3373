//! Codings by people: in from Word comments, found with their coders, out as Word comments, and never lost.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use serde_json::Value;
use verbatim::export::{Commented, Note};
use verbatim::source::{Settings, with_comments};
use verbatim::text::{Language, Span};
use verbatim::transcript::Transcript;

use crate::buurt;
use crate::study::{Study, field, number};

/// A Word document of these lines; `[[id:` opens the range of a comment and `:id]]` closes it.
fn document(lines: &[&str], comments: &[(&str, &str)]) -> Vec<u8> {
    let paragraph = |line: &&str| {
        let mut inner = line.replace('&', "&amp;").replace('<', "&lt;");
        for id in 0..comments.len() {
            let text = r#"</w:t></w:r>"#;
            let next = r#"<w:r><w:t xml:space="preserve">"#;
            let start = format!(r#"{text}<w:commentRangeStart w:id="{id}"/>{next}"#);
            let sign = format!(r#"<w:r><w:commentReference w:id="{id}"/></w:r>"#);
            let end = format!(r#"{text}<w:commentRangeEnd w:id="{id}"/>{sign}{next}"#);
            inner = inner.replace(&format!("[[{id}:"), &start).replace(&format!(":{id}]]"), &end);
        }
        format!(r#"<w:p><w:r><w:t xml:space="preserve">{inner}</w:t></w:r></w:p>"#)
    };
    let body: String = lines.iter().map(paragraph).collect();
    let notes: String = comments
        .iter()
        .enumerate()
        .map(|(id, (author, text))| {
            format!(r#"<w:comment w:id="{id}" w:author="{author}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"#)
        })
        .collect();
    let xmlns = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", format!("<w:document {xmlns}><w:body>{body}</w:body></w:document>")),
        ("word/comments.xml", format!("<w:comments {xmlns}>{notes}</w:comments>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const LINES: &[&str] = &[
    "Moderator: Hoe gaat het met [[0:bellen:0]]?",
    "An: [[1:Ik [[2:bel:1]] nooit meer. 🙂:2]]",
    "Bo: [[3:Ja, dat herken ik.",
    "An: Zo is het:3]] maar net.",
];
const COMMENTS: &[(&str, &str)] = &[
    ("Lies Daems", "Vertrouwen"),
    ("Lies Daems", "waiting; Trust: zij zegt het"),
    ("Jo", "Online toegang"),
    ("Jo", "iets nieuws"),
];

fn coded() -> Study {
    Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("gecodeerd.docx", document(LINES, COMMENTS))
}

fn passages(study: &Study, filters: &str) -> Vec<(String, String, String)> {
    let output = study.run(&format!("find --coded --with-interviewers --all --json {filters}"));
    let of = |line: &Value| {
        let codes = line["codes"].as_array().unwrap().clone();
        let quote = field(line, "quote").to_owned();
        codes.into_iter().map(move |c| (quote.clone(), field(&c, "code").into(), field(&c, "coder").into()))
    };
    let mut all: Vec<_> = output.json().iter().flat_map(of).filter(|(.., coder)| coder != "rules").collect();
    all.sort();
    all
}

#[test]
fn comments_become_codings_and_unknown_codes_are_proposed() {
    let study = coded();
    let dry = study.run("import gecodeerd.docx --dry-run").exits(5);
    assert!(!study.exists("corpus/gecodeerd.docx") && !study.exists("codings/gecodeerd"), "{}", dry.all());
    study
        .run("import gecodeerd.docx")
        .exits(5)
        .says(&["1 name is no code", "--add-codes"])
        .shows(&["gecodeerd: 4 codings imported (1 by Jo, 3 by Lies Daems)", "1  iets nieuws"]);
    study.run("import gecodeerd.docx --add-codes").ok().shows(&[
        "1 coding imported (1 by Jo); 4 were there already",
        "1 code added to codebooks/from-gecodeerd.yaml",
    ]);
    study.run("import gecodeerd.docx").ok().shows(&["0 codings imported; 5 were there already"]);
    study.run("codes check").ok();
    let three = |q: &str, c: &str, who: &str| (q.to_owned(), c.to_owned(), who.to_owned());
    assert_eq!(
        passages(&study, "--coder 'lies daems' --coder jo"),
        [
            three("Ik bel", "access/waiting", "Lies Daems"),
            three("Ik bel", "relationship/trust", "Lies Daems"),
            three("Ja, dat herken ik.", "iets-nieuws", "Jo"),
            three("Zo is het", "iets-nieuws", "Jo"),
            three("bel nooit meer. 🙂", "access/online", "Jo"),
            three("bellen", "relationship/trust", "Lies Daems"),
        ]
    );
    let spanning = study.run("find --code iets-nieuws --json").ok().json();
    assert_eq!(spanning[0]["coding"], spanning[1]["coding"]);
    assert_eq!((number(&spanning[0], "turn"), number(&spanning[1], "turn")), (3, 4));
    study.run("find --code trust --coder 'Lies Daems'").ok().shows(&["relationship/trust (Lies Daems)"]);
    study.run("find --code trust --coder 'Lies Daems' --count").ok().shows(&["1"]);
    study.run("show gecodeerd:2").ok().shows(&["access/waiting (Lies Daems)"]);
    let log = study.files("codings/gecodeerd").into_keys().find(|name| name.contains("Lies-Daems")).unwrap();
    assert!(study.text(&log).contains("\"memo\":\"zij zegt het\""));
}

#[test]
fn the_source_with_exactly_the_text_is_coded_and_no_other() {
    let study = coded().with("corpus/fg1.txt", "Moderator: Hoe gaat het met bellen?\nAn: Ik bel nooit meer. 🙂\nBo: Ja, dat herken ik.\nAn: Zo is het maar net.");
    study
        .run("import gecodeerd.docx --add-codes --coder Piet")
        .ok()
        .shows(&["fg1: 5 codings imported (5 by Piet)"]);
    assert!(!study.exists("corpus/gecodeerd.docx"));
    study.edit("corpus/fg1.txt", "nooit meer", "nooit");
    let refused =
        study.run("import gecodeerd.docx").exits(2).says(&["not exactly the text of fg1", "line 2"]);
    assert!(refused.stderr.contains("hint"), "{}", refused.stderr);
    study.run("import gecodeerd.docx --source fg1").exits(2).says(&["not exactly the text"]);
    study.run("import gecodeerd.docx --source fg9").exits(2).says(&["unknown source"]);
    study.run("import gecodeerd.docx --coder rules").exits(2);
    study.run("import verbatim.toml").exits(2).says(&["no Word document and no table"]);
    study.write("gecodeerd.fodt", "<office:document/>");
    study.run("import gecodeerd.fodt").exits(2).says(&["save it as .docx"]);
}

#[test]
fn other_blanks_are_no_other_text() {
    let typed = "Moderator: Hoe gaat het met bellen?\nAn: Ik bel nooit meer. 🙂\nBo: Ja, dat herken ik.\nAn: Zo is het maar net.";
    let of = |text: &str| {
        let study = coded().with("corpus/fg1.txt", text);
        study.run("import gecodeerd.docx --add-codes").ok().shows(&["fg1: 5 codings imported"]);
        passages(&study, "")
    };
    let exact = of(typed);
    assert!(exact.len() >= 5);
    for text in [
        format!("{typed}\n"),
        typed.replace('\n', "\n\n"),
        format!("\n{}  \n", typed.replace("\nBo: ", "  \nBo:  ")),
    ] {
        assert_eq!(of(&text), exact, "{text}");
    }
}

#[test]
fn codings_wait_when_the_transcript_changes_and_come_back_with_it() {
    let study = coded();
    study.run("import gecodeerd.docx --add-codes").ok();
    let before = passages(&study, "");
    let old = study.read("corpus/gecodeerd.docx");
    study.write("corpus/gecodeerd.docx", document(&["An: [[0:Heel:0]] anders."], &[("Jo", "trust")]));
    study
        .run("ingest")
        .exits(5)
        .says(&["5 coding(s) wait: the transcript changed since (Jo 2, Lies Daems 3)"]);
    study.run("status").ok().shows(&["5 codings wait", "gecodeerd"]);
    assert_eq!(passages(&study, ""), []);
    let texts = study.files("codings/gecodeerd").into_keys().filter(|n| n.contains("text-")).count();
    assert!(texts >= 1, "the text they stand on is kept");
    study.write("corpus/gecodeerd.docx", old);
    study.run("ingest").ok();
    assert_eq!(passages(&study, ""), before);
}

#[test]
fn codings_outlive_their_code() {
    let study = coded();
    study.run("import gecodeerd.docx --add-codes").ok();
    study.remove("codebooks/from-gecodeerd.yaml");
    study.run("ingest").ok().says(&["1 coding has the code `iets-nieuws`, which is not in the codebook"]);
    study.run("status").ok().shows(&["`iets-nieuws`"]);
    assert_eq!(study.run("find --code iets-nieuws --json").ok().json().len(), 2);
    assert!(passages(&study, "").iter().any(|(_, code, _)| code == "iets-nieuws"));
}

#[test]
fn a_changed_log_makes_its_source_stale_and_no_other() {
    let study = coded().with("corpus/ander.txt", "An: Iets anders.\nBo: Ja.\nAn: Nee.\n");
    study.run("import gecodeerd.docx --add-codes").ok();
    let log = study.files("codings/gecodeerd").into_keys().find(|name| name.contains("/Jo-")).unwrap();
    let text = study.text(&log);
    let cut = text.trim_end().rfind('\n').unwrap();
    study.write(&log, &text[..cut + 40]);
    let output = study.run("ingest").ok();
    assert!(output.stdout.contains("1 source read and coded"), "{}", output.all());
    assert!(output.stderr.contains("half written") && output.stderr.contains("/Jo-"), "{}", output.all());
    study.run("ingest").ok().shows(&["Nothing has changed"]);
    // The whole log under the name a synced folder gives to a conflict.
    study.write(&log.replace(".jsonl", " (conflict).jsonl"), &text);
    study.run("ingest").ok();
    assert_eq!(study.run("find --code iets-nieuws --json").ok().json().len(), 2);
    study.write(&log, text.replacen("\"op\"", "\"po\"", 1));
    study.run("ingest").ok().says(&["damaged", ":2:1"]);
}

#[test]
fn a_coded_source_goes_out_and_comes_back_as_it_was() {
    let study = coded();
    study.run("import gecodeerd.docx --add-codes").ok();
    study.run("export --comments gecodeerd -o uit.docx").ok().shows(&["written to uit.docx"]);
    study
        .run("export --comments gecodeerd --coder jo --code iets-nieuws -o jo.docx")
        .ok()
        .shows(&["with 1 comment "]);
    study
        .run("export --comments gecodeerd --role client -o x.docx")
        .exits(2)
        .says(&["--code and --coder only"]);
    study.run("export --comments gecodeerd -o x.csv").exits(2);
    study.run("export --comments weg -o x.docx").exits(2).says(&["unknown source"]);
    let fresh = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("codebooks/from-gecodeerd.yaml", study.read("codebooks/from-gecodeerd.yaml"))
        .with("corpus/gecodeerd.docx", study.read("corpus/gecodeerd.docx"))
        .with("uit.docx", study.read("uit.docx"));
    fresh.run("import uit.docx").ok().shows(&["5 codings imported"]);
    assert_eq!(passages(&fresh, ""), passages(&study, ""));
    let operations = |study: &Study| {
        let logs = study
            .files("codings/gecodeerd")
            .into_iter()
            .filter(|(name, _)| name.contains('-') && name.ends_with(".jsonl"));
        let mut all: Vec<(String, usize, usize, String, Option<String>)> = logs
            .flat_map(|(_, bytes)| {
                String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
            })
            .map(|line| serde_json::from_str::<Value>(&line).unwrap())
            .filter(|line| line["op"] == "code")
            .map(|o| {
                let memo = o["memo"].as_str().map(str::to_owned);
                (
                    field(&o, "coder").into(),
                    number(&o, "start"),
                    number(&o, "end"),
                    field(&o, "code").into(),
                    memo,
                )
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(operations(&fresh), operations(&study));
}

#[test]
fn a_document_without_comments_imports_nothing() {
    let study = Study::new().with("leeg.docx", document(&["An: Dag.", "Bo: Ja."], &[]));
    study.run("import leeg.docx").exits(1).says(&["no comments"]);
    assert!(!study.exists("corpus/leeg.docx"));
}

#[test]
fn codes_in_a_table_go_to_the_words_they_stand_beside() {
    let table = "\
citaat;codes;codeur;bron;opmerking
\"Ik wacht al drie weken op een antwoord.\";Vertrouwen, waiting;Lies;fg1;lang
\"zij  kijkt mij
in de ogen\";trust;Lies;;
\"vertrouw\";trust;Lies;;
\"Dat heeft nooit iemand gezegd, hoor.\";trust;Lies;;
\"Het wachten valt mee.\";nieuw ding;Lies;enquete;
";
    let study = buurt::fresh().with("codes.csv", table);
    let output = study.run("import codes.csv").exits(5);
    let output =
        output.says(&["1 name is no code", "in several places", "the words of 1 row stand in no source"]);
    assert!(output.stdout.contains("fg1: 3 codings imported (3 by Lies)"), "{}", output.all());
    study.run("import codes.csv").exits(5).shows(&["3 were there already"]);
    let found = passages(&study, "--coder lies");
    let quotes: Vec<(&str, &str)> =
        found.iter().map(|(quote, code, _)| (quote.as_str(), code.as_str())).collect();
    assert_eq!(
        quotes,
        [
            ("Ik wacht al drie weken op een antwoord.", "access/waiting"),
            ("Ik wacht al drie weken op een antwoord.", "relationship/trust"),
            ("zij kijkt mij in de ogen", "relationship/trust"),
        ]
    );
    study.write("niemand.csv", "text,code\nHet wachten valt mee.,trust\n");
    study.run("import niemand.csv").exits(2).says(&["--coder"]);
    study.run("import niemand.csv --coder Jo").ok().shows(&["enquete: 1 coding imported (1 by Jo)"]);
}

#[test]
fn a_survey_that_was_coded_keeps_its_codes_by_row() {
    let survey = "nr,Wat vindt u van bellen?,Waarom vindt u dat?,human_codes\n\
        1,Ik bel niet graag met hen.,Het duurt altijd lang.,trust; waiting\n\
        2,Bellen gaat heel goed hier.,Ze zijn vriendelijk voor mij.,\n\
        3,Ik bel liever dan ik mail.,Dan hoor ik een stem.,trust\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/bel.csv", survey);
    study.run("import corpus/bel.csv --coder Lies").ok().shows(&["bel: 3 codings imported (3 by Lies)"]);
    let quotes = study.run("find --code trust --coder Lies --json").ok().json();
    assert_eq!(quotes.iter().map(|q| number(q, "turn")).collect::<Vec<_>>(), [1, 2, 5, 6]);
    assert_eq!(quotes[0]["coding"][0], quotes[1]["coding"][0]);
}

#[test]
fn each_column_of_codes_of_a_survey_goes_to_its_own_answers_and_each_coder_is_kept() {
    let survey = "respondent;coder;Wat is hier goed geregeld?;codes;Wat mist u hier nog het meest?;codes\n\
        R01;AB;het wachten valt hier mee;trust;een bankje bij de deur;waiting\n\
        R01;CD;het wachten valt hier mee;trust;een bankje bij de deur;trust\n\
        R02;AB;het wachten valt hier mee;waiting;een stoel om op te zitten;\n\
        R02;CD;het wachten valt hier mee;;een stoel om op te zitten;waiting\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/wens.csv", survey);
    study.run("import corpus/wens.csv").ok().shows(&["wens: 6 codings imported (3 by AB, 3 by CD)"]);
    let turns = |filters: &str| -> Vec<usize> {
        let quotes = study.run(&format!("find --json {filters}")).ok().json();
        quotes.iter().map(|quote| number(quote, "turn")).collect()
    };
    assert_eq!(turns("--code trust --coder AB"), [1]);
    assert_eq!(turns("--code waiting --coder AB"), [2, 3]);
    assert_eq!(turns("--code trust --coder CD"), [1, 2]);
    assert_eq!(turns("--code waiting --coder CD"), [4]);
}

#[test]
fn every_column_of_codes_in_a_table_is_read_or_named() {
    let study = buurt::fresh();
    let words = "Ik wacht al drie weken op een antwoord.";
    study.write("veel.csv", format!("citaat;code 1;code 2;coder\n{words};trust;waiting;Lies\n"));
    study.run("import veel.csv").ok().shows(&["fg1: 2 codings imported (2 by Lies)"]);
    study
        .write("twee.csv", format!("citaat;code;hulpcode;code thema;code groep;nr\n{words};trust;a;b;c;1\n"));
    let told = study.run("import twee.csv --coder Jo --dry-run").ok();
    let told = told.says(&["not read: `code thema`, `code groep`", "left out: `hulpcode`, `nr`"]);
    assert_eq!(told.stderr.matches("hint").count(), 1, "{}", told.all());
    study.write("geen.csv", format!("citaat;hoofdcode;coder\n{words};trust;Lies\n"));
    study.run("import geen.csv").exits(2).says(&["none of codes", "`code 1`"]);
}

#[test]
fn a_table_with_a_column_a_code_is_read_by_its_marks() {
    let study = buurt::fresh();
    let table = "nr;citaat;bron;codeur;trust;Wachten;Nieuw thema;leeftijd;opmerking\n\
        1;Ik wacht al drie weken op een antwoord.;fg1;Lies;x;1;0;44;lang\n\
        2;zij kijkt mij in de ogen;fg1;Jo;X;;;51;\n\
        3;Het wachten valt mee.;enquete;Jo;0;?;1;38;\n\
        4;Online wacht ik nog langer dan aan de balie.;fg1;Jo;nee;ja;;29;\n";
    study.write("matrix.csv", table);
    let dry = study.run("import matrix.csv --dry-run").exits(5);
    insta::assert_snapshot!(dry.all(), @r"
    exit 5
    --- stdout
    fg1: 4 codings would be imported (2 by Jo, 2 by Lies)
          1  Nieuw thema
      row 4: ?
    --- stderr
    note: a column for each code, with a mark (1, x, ja) where it holds: `trust`, `Wachten`, `Nieuw thema`
    note: columns left out: `nr`, `leeftijd`
    warning: 1 name is no code of the codebook; what was coded with it would not be imported, the rest would
      hint: `--add-codes` adds them to the codebook, then import again: nothing is imported twice
    warning: 1 cell holds neither a mark (1, x, ja) nor a 0, and no coding is made of it
    ");
    study.run("import matrix.csv").exits(5).shows(&["fg1: 4 codings imported (2 by Jo, 2 by Lies)"]);
    assert_eq!(
        passages(&study, ""),
        [
            ("Ik wacht al drie weken op een antwoord.", "access/waiting", "Lies"),
            ("Ik wacht al drie weken op een antwoord.", "relationship/trust", "Lies"),
            ("Online wacht ik nog langer dan aan de balie.", "access/waiting", "Jo"),
            ("zij kijkt mij in de ogen", "relationship/trust", "Jo"),
        ]
        .map(|(q, c, who)| (q.to_owned(), c.to_owned(), who.to_owned()))
    );
    study
        .run("import matrix.csv --add-codes")
        .exits(3)
        .shows(&["enquete: 1 coding imported", "1 code added"]);
    // Titles above, in English, one code only.
    study.write("one.csv", "Coding of March,,\n,,\nQuote,Trust,Coder\nzij kijkt mij in de ogen,yes,An\nHet wachten valt mee.,no,An\n");
    study.run("import one.csv").ok().shows(&["fg1: 1 coding imported (1 by An)"]);
}

#[test]
fn a_survey_coded_by_marks_keeps_its_own_questions_apart() {
    let survey = "nr,Wat vindt u van bellen?,Belt u zelf?,trust,waiting\n\
        1,Ik bel niet graag met hen.,ja,x,x\n\
        2,Bellen gaat heel goed hier.,nee,,\n\
        3,Ik bel liever dan ik mail.,ja,x,\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/bel.csv", survey);
    let output = study.run("import corpus/bel.csv --coder Lies").ok();
    let output = output.shows(&["bel: 3 codings imported (3 by Lies)"]).says(&["left out: `Belt u zelf?`"]);
    assert!(!output.stderr.contains("several questions"), "{}", output.stderr);
    let quotes = study.run("find --code trust --coder Lies --json").ok().json();
    assert!(quotes.iter().all(|quote| field(quote, "quote").contains("Ik bel")), "{quotes:?}");
}

#[test]
fn columns_headed_by_coders_are_theirs_and_nobody_else_s() {
    let study = buurt::fresh();
    let words = "Ik wacht al drie weken op een antwoord.";
    study.write("ab.csv", format!("citaat;code AB;code CD\n{words};trust;\"trust; waiting\"\n"));
    study.run("import ab.csv --coder Jo").exits(2).says(&["AB, CD", "leave `--coder` out"]);
    study
        .run("import ab.csv --coder cd --dry-run")
        .ok()
        .shows(&["fg1: 2 codings would be imported (2 by CD)"]);
    study
        .run("import ab.csv")
        .ok()
        .shows(&["fg1: 3 codings imported (1 by AB, 2 by CD)"])
        .says(&["`AB`, `CD`"]);
    for (coder, header) in [
        ("An", "Gecodeerd door"),
        ("Bo", "Coded by"),
        ("Cas", "Codeur"),
        ("Do", "Kodierer/in"),
        ("Els", "Auteur"),
        ("Fay", "Codé par"),
        ("Gus", "Kodiert von"),
        ("Hal", "Coder"),
        ("Ine", "Annotator"),
    ] {
        study.write("wie.csv", format!("citaat;code;{header}\n{words};trust;{coder}\n"));
        study.run("import wie.csv").ok().shows(&[&format!("1 coding imported (1 by {coder})")]);
    }
    study.write("nummers.csv", format!("Quote,Coder 1,Coder 2\n{words},trust,waiting\n"));
    study.run("import nummers.csv").ok().shows(&["2 codings imported (1 by Coder 1, 1 by Coder 2)"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn any_codings_on_any_text_come_back_to_the_character(
        text in "[a-zé🙂👩\u{200d}👧e\u{301}\u{5d0} \t\n_x0-4<&;\"]{1,60}",
        cuts in proptest::collection::vec((0usize..60, 0usize..60, "[a-c]", "(An|Bo B\\.)"), 0..9),
    ) {
        prop_assume!(!text.trim().is_empty());
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let notes: Vec<Note> = cuts
            .into_iter()
            .map(|(a, b, code, author)| {
                let (a, b) = (borders[a % borders.len()], borders[b % borders.len()]);
                Note { span: Span::new(a.min(b), a.max(b)), author, date: None, text: code, memo: None }
            })
            .filter(|note| !note.span.is_empty())
            .collect();
        let transcript = Transcript { text: text.clone(), ..Transcript::default() };
        let commented =
            Commented { title: "t", language: Language::DUTCH, transcript: &transcript, notes: notes.clone() };
        let (reading, comments) = with_comments(&commented.write().unwrap(), &Settings::default()).unwrap();
        prop_assert_eq!(&reading.transcript.text, &text);
        let mut out: Vec<_> = notes.iter().map(|n| (Some(n.span), n.author.clone(), n.text.clone())).collect();
        let mut back: Vec<_> = comments.into_iter().map(|c| (c.span, c.author, c.text)).collect();
        out.sort();
        back.sort();
        prop_assert_eq!(back, out);
    }
}

#[test]
fn codes_between_commas_are_parted_where_each_is_a_code_by_itself() {
    let study = buurt::fresh();
    let words = ["zij kijkt mij in de ogen", "Ik wacht al drie weken op een antwoord."];
    study.write(
        "komma.csv",
        format!(
            "citaat;code;codeur\n{0};rust;An\n{1};groen;An\n{0};groen, trust;An\n{1};rust, formeel;An\n",
            words[0], words[1]
        ),
    );
    let output = study.run("import komma.csv --add-codes").ok();
    output.shows(&["5 codings imported", "3 codes added"]).says(&["`rust, formeel` is taken for one code"]);
    let groen = study.run("find --code groen --json").ok().json();
    assert_eq!(groen.len(), 2, "{groen:?}");
}

#[test]
fn the_speaker_of_a_row_tells_places_apart_and_is_held_against_the_transcript() {
    let study =
        Study::empty().with("verbatim.toml", buurt::TOML).with("codebooks/buurt.yaml", buurt::CODEBOOK).with(
            "corpus/fg9.txt",
            "Moderator: Komt u?\nFons: Ja, dat klopt.\nSamira: Ja, dat klopt.\nFons: Ik wacht daar lang.\n",
        );
    study.run("ingest").ok();
    study.write(
        "wie.csv",
        "bron,spreker,citaat,code,codeur\nfg9,Samira,\"Ja, dat klopt.\",trust,An\nfg9,Samira,Ik wacht daar lang.,trust,An\nfg9,R7,Ik wacht daar lang.,waiting,An\n",
    );
    let output = study.run("import wie.csv").exits(5);
    output
        .shows(&["fg9: 2 codings imported", "row 3: “Ik wacht daar lang.” stands at fg9:4, said by Fons"])
        .says(&["said by somebody else than the row says"]);
    let trust = study.run("find --code trust --coder An --json").ok().json();
    let at: Vec<&str> = trust.iter().map(|quote| field(quote, "address")).collect();
    assert_eq!(at, ["fg9:3"]);
}

#[test]
fn answers_that_are_coded_together_are_named() {
    let survey = "nr,Wat vindt u van bellen?,Wat mist u nu?,code\n\
        1,Ik bel niet graag met hen.,Iemand die terugbelt.,trust\n\
        2,Bellen gaat heel goed hier.,Niets wat ik weet.,\n";
    let study = Study::empty()
        .with("verbatim.toml", buurt::TOML)
        .with("codebooks/buurt.yaml", buurt::CODEBOOK)
        .with("corpus/bel.csv", survey);
    study
        .run("import corpus/bel.csv --coder Lies --dry-run")
        .ok()
        .says(&["answers to several questions together: `Wat vindt u van bellen?`, `Wat mist u nu?`"]);
}
