//! What an author sees of slides: marks within marks, titles, room for words, figures; and what `refresh` tells.

use std::process::Command;

use crate::attributions::rewrite;
use crate::export::{part, parts, words_of};
use crate::study::Study;

const WORDS: &str = "\
An: Ik zei nog: \"bel mij\", maar niemand belde.
Bo: “Duid dat maar aan”, zei ze aan het loket.
An: Ja, dat vertrouw ik wel.
";

fn study() -> Study {
    Study::new()
        .with("verbatim.toml", "name = \"Proef\"\nlanguage = \"nl\"\n[roles.client]\nname = \"cliënt\"\n")
        .with("participants.csv", "source,speaker,participant,role\na,An,P1,client\na,Bo,P2,volunteer\n")
        .with("corpus/a.txt", WORDS)
}

/// What a file shows: the words of its slides or its body.
fn shown(study: &Study, file: &str) -> String {
    let bytes = study.read(file);
    match file.rsplit('.').next().unwrap() {
        "pptx" => {
            let names = parts(&bytes).into_iter().filter(|name| name.starts_with("ppt/slides/slide"));
            names.map(|name| words_of(&part(&bytes, &name))).collect()
        }
        "docx" => words_of(&part(&bytes, "word/document.xml")),
        "odt" => part(&bytes, "content.xml"),
        _ => String::from_utf8(bytes).unwrap(),
    }
}

#[test]
fn marks_within_the_marks_of_a_quote_are_single_ones_and_it_stays_what_was_said() {
    let study = study();
    study.an(&["pick", "a:1-2", "--set", "s"]).ok();
    let files = ["d.pptx", "d.docx", "d.odt", "d.html", "d.md", "d.tex", "marp.md", "quarto.md", "list.tex"];
    for file in files {
        let dialect = match file.split('.').next().unwrap() {
            "d" => vec![],
            other => vec!["--dialect", other],
        };
        study.an(&[&["export", "--set", "s", "-o", file], &*dialect].concat()).ok();
        let text = shown(&study, file);
        assert!(text.contains("“Ik zei nog: ‘bel mij’, maar niemand belde.”"), "{file}: {text}");
        assert!(text.contains("“‘Duid dat maar aan’, zei ze aan het loket.”"), "{file}: {text}");
        let verified = study.an(&["verify", file]).ok();
        verified.shows(&["    0  edited", "    0  altered", "    0  spliced", "    0  not found"]);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/check_quotes.py");
    let mut check = Command::new("python3");
    check
        .arg(script)
        .args(files)
        .args(["--verbatim", env!("CARGO_BIN_EXE_verbatim")])
        .current_dir(study.root());
    if let Ok(checked) = check.output() {
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
    for file in ["d.pptx", "d.docx"] {
        study.an(&["refresh", file]).ok().says(&["2 up to date, 0 renewed, 0 edited"]);
    }
    study.edit("corpus/a.txt", "aan het loket", "aan de balie");
    for file in ["d.pptx", "d.docx"] {
        study.an(&["refresh", file]).ok().says(&["1 up to date, 1 renewed"]);
        let text = shown(&study, file);
        assert!(text.contains("“‘Duid dat maar aan’, zei ze aan de balie.”"), "{file}: {text}");
        study.an(&["refresh", file]).ok().says(&["2 up to date, 0 renewed"]);
    }
}

#[test]
fn a_quote_of_no_set_with_marks_of_its_own_is_found_again() {
    let study = study();
    for file in ["q.pptx", "q.docx"] {
        study.an(&["export", "niemand", "-o", file]).ok();
        study.an(&["refresh", file]).ok().says(&["1 up to date, 0 renewed"]);
    }
}

#[test]
fn refresh_warns_where_longer_words_have_no_room() {
    let long = format!("Ik zei nog, {}en niemand belde.", "en ik heb gewacht en gewacht, ".repeat(20));
    let study = study().with("corpus/a.txt", format!("{WORDS}Bo: {long}\n"));
    study.an(&["pick", "a:4", "--set", "s", "--shown", "Ik zei nog [...] en niemand belde."]).ok();
    study.an(&["pick", "a:1-3", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    study.an(&["set", "edit", "s", "1", "--shown", "Ik zei nog, [...] en niemand belde."]).ok();
    let little = study.an(&["refresh", "d.pptx"]).ok().says(&["1 renewed"]);
    assert!(!little.stderr.contains("fit"), "{}", little.stderr);
    study.an(&["set", "edit", "s", "1", "--shown", &long]).ok();
    for dry in [&["--dry-run"][..], &[]] {
        study.an(&[&["refresh", "d.pptx"], dry].concat()).ok().says(&[
            "slide 2: by estimate the new text does not fit where it stands: Ik zei nog",
            "your layout is left alone",
        ]);
    }
}

#[test]
fn refresh_tells_what_is_not_in_the_file() {
    let study = study();
    study.an(&["pick", "a:1-2", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    let whole = study.an(&["refresh", "d.pptx"]).ok();
    assert!(!whole.stdout.contains("not in the file"), "{}", whole.all());
    study.an(&["pick", "a:3", "--set", "s"]).ok();
    for _ in 0..2 {
        study.an(&["refresh", "d.pptx"]).ok().shows(&["not in the file  a:3: Ja, dat vertrouw ik wel."]);
    }
}

#[test]
fn refresh_of_a_copy_under_another_name_names_what_was_lost_from_it() {
    let study = study();
    study.an(&["pick", "a:1-3", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx", "--attribution", "({role})"]).ok();
    // A set of which the copy holds less.
    study.an(&["pick", "a:2", "--set", "other"]).ok();
    study.an(&["export", "--set", "other", "-o", "other.pptx"]).ok();
    study.write("mine.pptx", study.read("d.pptx"));
    let slide = |file: &str| {
        let names = parts(&study.read(file)).into_iter().filter(|name| name.starts_with("ppt/slides/slide"));
        let holds = |name: &String| part(&study.read(file), name).contains("vertrouw ik wel");
        names.into_iter().find(holds).unwrap()
    };
    let whole = study.an(&["refresh", "mine.pptx"]).ok().says(&["its quotes are those of d.pptx"]);
    assert!(!whole.stdout.contains("not in the file"), "{}", whole.all());
    let on = slide("mine.pptx");
    let xml = part(&study.read("mine.pptx"), &on);
    let id = study.text("quotes/s.yaml").split("id: \"").nth(3).unwrap()[..16].to_owned();
    assert!(xml.contains(&format!("verbatim {id}")), "{xml}");
    rewrite(&study, "mine.pptx", &on, &format!("verbatim {id}"), "Tekstvak 7");
    let less = study.an(&["refresh", "mine.pptx"]).ok();
    less.shows(&["not in the file  a:3: Ja, dat vertrouw ik wel."]);
    // What it was exported with is known as well.
    study.edit("participants.csv", "P1,client", "P1,volunteer");
    study.an(&["refresh", "mine.pptx"]).ok().says(&["renewed"]);
    let text = shown(&study, "mine.pptx");
    assert!(text.contains("(volunteer)") || text.contains("(vrijwilliger)"), "{text}");
    // From then on it is known by its own name.
    let own = study.an(&["refresh", "mine.pptx"]).ok().shows(&["not in the file  a:3"]);
    assert!(!own.stderr.contains("its quotes are those"), "{}", own.stderr);
}

#[test]
fn a_file_that_is_refreshed_stays_of_its_kind_and_the_log_says_what_was_done() {
    let study = study();
    study.an(&["pick", "a:1-2", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    for (wrong, why) in [("x.md", "would be no .md"), ("x.docx", "stays a .pptx"), ("x", "has no ending")] {
        study.an(&["refresh", "d.pptx", "-o", wrong]).exits(2).says(&[why, "ends in .pptx"]);
        assert!(!study.exists(wrong));
    }
    let outside = study.root().parent().unwrap().join("elders.pptx");
    let same = study.an(&["refresh", "d.pptx", "-o", outside.to_str().unwrap()]).ok();
    same.says(&["nothing was renewed;", "is the file as it was"]);
    let log = study.an(&["log"]).ok().stdout;
    assert!(log.contains("exported 2 quotes of s to d.pptx"), "{log}");
    assert!(log.contains("refreshed 2 quotes of s in /") && !log.contains("//"), "{log}");
}

#[test]
fn a_deck_has_a_title_that_people_would_write() {
    let study = study();
    study.an(&["pick", "a:1", "--set", "wachten-op_hulp"]).ok();
    let title = |study: &Study| {
        study.an(&["export", "--set", "wachten-op_hulp", "-o", "d.pptx"]).ok();
        words_of(&part(&study.read("d.pptx"), "ppt/slides/slide1.xml"))
    };
    assert!(title(&study).contains("Wachten op hulp"), "{}", title(&study));
    study.edit("quotes/wachten-op_hulp.yaml", "wachten-op_hulp", "Wie wacht er?");
    assert!(title(&study).contains("Wie wacht er?"), "{}", title(&study));
}

#[test]
fn one_role_makes_no_bars() {
    let study = study();
    study.an(&["pick", "a:1", "a:3", "--set", "s"]).ok();
    let told = study.an(&["export", "--set", "s", "-o", "een.pptx", "--charts"]).ok();
    assert!(told.stderr.contains("no figures by role"), "{}", told.stderr);
    let has_chart = |file: &str| parts(&study.read(file)).iter().any(|name| name.starts_with("ppt/charts"));
    assert!(!has_chart("een.pptx"));
    study.an(&["pick", "a:2", "--set", "s"]).ok();
    let told = study.an(&["export", "--set", "s", "-o", "twee.pptx", "--charts"]).ok();
    assert!(has_chart("twee.pptx") && !told.stderr.contains("no figures"), "{}", told.stderr);
}

#[test]
fn refresh_takes_no_note_comment_or_emphasis_of_an_author_away() {
    let study = study();
    study.an(&["pick", "a:3", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.docx"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    let (document, slide) = ("word/document.xml", "ppt/slides/slide2.xml");
    let (docx, pptx) = (study.read("d.docx"), study.read("d.pptx"));
    study.edit("corpus/a.txt", "dat vertrouw ik", "dat vertrouw ik nu");
    let note = r#"</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve">"#;
    let comment = r#"</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">"#;
    let italics = r#"</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">"#;
    let bold = r#"</a:t></a:r><a:r><a:rPr b="1"/><a:t>"#;
    for (file, part_of, old, put, lost) in [
        ("d.docx", document, &docx, note, "a footnote"),
        ("d.docx", document, &docx, comment, "a comment"),
        ("d.docx", document, &docx, italics, "emphasis on some of its words"),
        ("d.pptx", slide, &pptx, bold, "emphasis on some of its words"),
    ] {
        study.write(file, old);
        rewrite(&study, file, part_of, "Ja, dat ", &format!("Ja, {put}dat "));
        let theirs = part(&study.read(file), part_of);
        study.an(&["refresh", file]).exits(5).shows(&[
            "its words are `Ja, dat vertrouw ik nu wel.` now; change them by hand",
            &format!("would lose {lost}: Ja, dat vertrouw ik wel."),
        ]);
        assert_eq!(part(&study.read(file), part_of), theirs, "{lost}");
    }
    // Runs that a program split are nobody's, and a note behind the words stays where it is.
    let split = r#"</w:t></w:r><w:proofErr w:type="gramStart"/><w:r><w:rPr><w:noProof/></w:rPr><w:t xml:space="preserve">"#;
    let behind = r#"</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:bookmarkEnd"#;
    study.write("d.docx", &docx);
    rewrite(&study, "d.docx", document, "Ja, dat ", &format!("Ja, {split}dat "));
    rewrite(&study, "d.docx", document, "</w:t></w:r><w:bookmarkEnd", behind);
    study.an(&["refresh", "d.docx"]).ok().says(&["1 renewed"]);
    let renewed = part(&study.read("d.docx"), document);
    assert!(renewed.contains(&format!("“Ja, dat vertrouw ik nu wel.”{behind}")), "{renewed}");
}
