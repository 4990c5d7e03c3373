//! Attributions that follow a corrected role, organisation or pattern into decks and documents.

use std::io::{Cursor, Read as _, Write as _};

use crate::export::{part, parts, words_of};
use crate::study::{Output, Study};

const SLIDE: &str = "ppt/slides/slide2.xml";
const NOTES: &str = "ppt/notesSlides/notesSlide2.xml";
const BODY: &str = "word/document.xml";

fn study() -> Study {
    let study = Study::new()
        .with("verbatim.toml", "name = \"Proef\"\nlanguage = \"nl\"\n[roles.client]\nname = \"cliënt\"\nnames.en = \"client\"\n[roles.volunteer]\nname = \"vrijwilliger\"\n")
        .with(
            "participants.csv",
            "source,speaker,participant,role,organisation\na,An,P1,client,De Kade\na,Bo,P2,volunteer,De Brug\n",
        )
        .with("corpus/a.txt", "An: Euh, ik vertrouw die mensen niet meer.\nBo: Wij bellen eerst, dan hoor je een stem.\nAn: Ja.\n");
    study.an(&["pick", "a:1-2", "--set", "s"]);
    study
}

fn exported(study: &Study, more: &[&str]) {
    for file in ["d.pptx", "d.docx"] {
        let output = study.an(&[&["export", "--set", "s", "-o", file], more].concat());
        assert_eq!(output.code, 0, "{}", output.stderr);
    }
}

/// Replaces `old`, which must be there, in a part of a package.
pub(crate) fn rewrite(study: &Study, file: &str, name: &str, old: &str, new: &str) {
    let bytes = study.read(file);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        let path = entry.name().unwrap().into_owned();
        let mut contents = Vec::new();
        entry.read_to_end(&mut contents).unwrap();
        if path == name {
            let text = String::from_utf8(contents).unwrap();
            assert!(text.contains(old), "{name} has no {old:?}: {text}");
            contents = text.replacen(old, new, 1).into_bytes();
        }
        out.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&contents).unwrap();
    }
    study.write(file, out.finish().unwrap().into_inner());
}

fn told(output: &Output) -> String {
    format!("{}{}", output.stdout, output.stderr)
}

#[test]
fn a_corrected_role_reaches_attribution_and_notes_and_nothing_else() {
    let study = study();
    exported(&study, &[]);
    let before = study.read("d.pptx");
    study.edit("participants.csv", "P1,client", "P1,volunteer");
    let dry = study.an(&["refresh", "d.pptx", "--dry-run"]);
    assert!(
        dry.stdout.contains("attribution renewed: [cliënt, De Kade] -> [vrijwilliger, De Kade]"),
        "{}",
        told(&dry)
    );
    assert_eq!(study.read("d.pptx"), before);
    for file in ["d.pptx", "d.docx"] {
        let output = study.an(&["refresh", file]);
        assert_eq!(output.code, 0, "{}", told(&output));
        assert!(
            output.stderr.contains(
                "1 up to date, 1 renewed, 0 edited by the author, 0 to decide, 1 line of notes renewed"
            ),
            "{}",
            told(&output)
        );
        let again = study.an(&["refresh", file]);
        assert!(again.stderr.contains("2 up to date, 0 renewed"), "{}", told(&again));
    }
    let after = study.read("d.pptx");
    let changed: Vec<String> = parts(&after)
        .into_iter()
        .filter(|name| name.ends_with("xml") && part(&before, name) != part(&after, name))
        .collect();
    assert_eq!(changed, [NOTES, SLIDE]);
    let notes = words_of(&part(&after, NOTES));
    assert!(notes.contains("rol vrijwilliger") && !notes.contains("cliënt"), "{notes}");
    let document = study.read("d.docx");
    assert!(words_of(&part(&document, BODY)).contains("[vrijwilliger, De Kade]"));
    let footnotes = part(&document, "word/footnotes.xml");
    assert!(!footnotes.contains("cliënt") && footnotes.contains("<w:footnoteRef/>"), "{footnotes}");
}

#[test]
fn a_renamed_role_and_corrected_words_come_in_one_go_and_keep_their_look() {
    let study = study();
    exported(&study, &[]);
    rewrite(
        &study,
        "d.pptx",
        SLIDE,
        "<a:t>[cliënt, De Kade]",
        "<a:t>[cli</a:t></a:r><a:r><a:rPr b=\"1\"/><a:t>ënt, De Kade]",
    );
    study.edit("verbatim.toml", "name = \"cliënt\"", "name = \"bezoeker\"");
    study.edit("corpus/a.txt", "die mensen niet", "die mensen toch niet");
    for file in ["d.pptx", "d.docx"] {
        let output = study.an(&["refresh", file]);
        assert_eq!(output.code, 0, "{}", told(&output));
        assert!(output.stderr.contains("1 up to date, 1 renewed"), "{}", told(&output));
    }
    let slide = part(&study.read("d.pptx"), SLIDE);
    let words = words_of(&slide);
    assert!(words.contains("die mensen toch niet meer.”[bezoeker, De Kade]"), "{words}");
    assert!(slide.contains("<a:rPr b=\"1\"/><a:t>, De Kade]"), "{slide}");
    assert!(words_of(&part(&study.read("d.docx"), BODY)).contains("[bezoeker, De Kade]"));
}

#[test]
fn what_an_author_wrote_is_told_and_left() {
    let study = study();
    exported(&study, &[]);
    for (file, name) in [("d.pptx", SLIDE), ("d.docx", BODY)] {
        rewrite(&study, file, name, "[cliënt, De Kade]", "[een cliënt van De Kade]");
        let agrees = study.an(&["refresh", file]);
        assert_eq!(agrees.code, 0, "{}", told(&agrees));
        assert!(
            agrees.stdout.contains("edited by the author: [een cliënt van De Kade]"),
            "{}",
            told(&agrees)
        );
    }
    study.edit("participants.csv", "P1,client", "P1,volunteer");
    for file in ["d.pptx", "d.docx"] {
        let wrong = study.an(&["refresh", file]);
        assert_eq!(wrong.code, 5, "{}", told(&wrong));
        assert!(
            wrong.stdout.contains("does not agree with who said it (vrijwilliger, De Kade)"),
            "{}",
            told(&wrong)
        );
    }
    assert!(words_of(&part(&study.read("d.pptx"), SLIDE)).contains("[een cliënt van De Kade]"));
}

#[test]
fn an_attribution_that_was_taken_away_stays_away() {
    let study = study();
    exported(&study, &[]);
    rewrite(&study, "d.pptx", SLIDE, "<a:t>[cliënt, De Kade]</a:t>", "<a:t></a:t>");
    rewrite(&study, "d.docx", BODY, "[cliënt, De Kade]", "");
    for file in ["d.pptx", "d.docx"] {
        let output = study.an(&["refresh", file]);
        assert_eq!((output.code, output.stdout.as_str()), (0, ""), "{}", told(&output));
        assert!(output.stderr.contains("2 up to date"), "{}", told(&output));
    }
}

#[test]
fn a_coarser_pattern_reaches_the_deck_and_one_of_its_own_stays() {
    let study = study();
    exported(&study, &[]);
    study.an(&[
        "export",
        "--set",
        "s",
        "-o",
        "own.pptx",
        "--attribution",
        "{role} ({organisation})",
        "--labels",
        "en",
    ]);
    study.edit("verbatim.toml", "[roles.client]", "[export]\nattribution = \"[{role}]\"\n[roles.client]");
    for file in ["d.pptx", "d.docx"] {
        let output = study.an(&["refresh", file]);
        assert_eq!(output.code, 0, "{}", told(&output));
        assert!(output.stdout.contains("[cliënt, De Kade] -> [cliënt]"), "{}", told(&output));
    }
    let own = study.an(&["refresh", "own.pptx"]);
    assert!(
        own.stderr.contains("2 up to date") && own.stderr.contains("takes the coarser one"),
        "{}",
        told(&own)
    );
    study.edit("verbatim.toml", "names.en = \"client\"", "names.en = \"visitor\"");
    let renamed = study.an(&["refresh", "own.pptx"]);
    assert!(renamed.stdout.contains("client (De Kade) -> visitor (De Kade)"), "{}", told(&renamed));
    let coarse = study.an(&["refresh", "own.pptx", "--attribution", "[{role}]"]);
    assert!(coarse.stdout.contains("visitor (De Kade) -> [visitor]"), "{}", told(&coarse));
    assert!(study.an(&["refresh", "own.pptx"]).stderr.contains("2 up to date, 0 renewed"));
}

#[test]
fn a_deck_copied_elsewhere_and_quotes_of_no_set_follow_too() {
    let study = study();
    assert_eq!(study.an(&["export", "vertrouw", "-o", "f.pptx"]).code, 0);
    study.write("elders.pptx", study.read("f.pptx"));
    study.edit("participants.csv", "P1,client,De Kade", "P1,client,De Sluis");
    let output = study.an(&["refresh", "elders.pptx"]);
    assert_eq!(output.code, 0, "{}", told(&output));
    assert!(output.stdout.contains("[cliënt, De Kade] -> [cliënt, De Sluis]"), "{}", told(&output));
}

#[test]
fn without_a_ledger_a_wrong_role_is_told() {
    let study = study();
    assert_eq!(study.run("export --set s -o d.pptx").code, 0);
    let fine = study.an(&["refresh", "d.pptx"]);
    assert!(fine.stderr.contains("2 up to date"), "{}", told(&fine));
    study.edit("participants.csv", "P1,client", "P1,volunteer");
    let output = study.an(&["refresh", "d.pptx"]);
    assert_eq!(output.code, 5, "{}", told(&output));
    assert!(output.stdout.contains("does not agree with who said it"), "{}", told(&output));
    assert!(output.stdout.contains("notes of slide 2  they say `rol cliënt` of a:1"), "{}", told(&output));
}

#[test]
fn charts_of_our_own_are_no_unread_pictures_and_their_numbers_are_searched_for_names() {
    let study = study();
    assert_eq!(study.an(&["export", "--set", "s", "--charts", "-o", "d.pptx"]).code, 0);
    let told = study.an(&["verify", "d.pptx"]);
    assert!(!told.stdout.contains("a chart on") && !told.stderr.contains("a chart on"), "{}", told.stderr);
    assert!(!told.stdout.contains("not looked into"), "{}", told.stdout);
    assert!(!told.stderr.contains("not looked into"), "{}", told.stderr);
    let workbook = {
        let bytes = study.read("d.pptx");
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut inner = Vec::new();
        let name = parts(&bytes).into_iter().find(|name| name.ends_with(".xlsx")).unwrap();
        archive.by_name(&name).unwrap().read_to_end(&mut inner).unwrap();
        inner
    };
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(part(&workbook, "xl/sharedStrings.xml").contains("vrijwilliger"));
}
