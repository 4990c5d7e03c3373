//! Quotes in which a listed name was said: shown without it, they leave without what was said.

use std::io::Read;
use std::process::Command;

use crate::study::Study;

const FORMATS: [&str; 9] = ["pptx", "docx", "odt", "xlsx", "html", "tex", "md", "csv", "json"];

const SAID: &str = "Euh, ik vertrouw Roswitha Gemmeker niet, zij belt nooit terug.";

/// A study with a listed name in what Marleen said, and a set that shows a pseudonym in its place.
fn study() -> Study {
    let study = crate::buurt::buurt();
    study.edit("corpus/groepen/fg1.txt", "Ik wacht al drie weken op een antwoord.", SAID);
    study.an(&["names", "add", "Roswitha Gemmeker", "Fatima"]).ok();
    study.an(&["names", "add", "Bertus Klaaskens", "Karim"]).ok();
    study
}

fn picked(study: &Study, shown: &str) {
    study.an(&["pick", "fg1:2", "--set", "s", "--words", SAID, "--shown", shown]).ok();
}

/// Every part of a file as one text, and its raw bytes where it is no package.
fn parts(bytes: &[u8]) -> String {
    let mut all = String::new();
    match zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        Ok(mut zip) => {
            for index in 0..zip.len() {
                let mut part = Vec::new();
                let mut file = zip.by_index(index).unwrap();
                all += &format!("{:?}\n", file.name());
                file.read_to_end(&mut part).unwrap();
                all += &if part.starts_with(b"PK") {
                    parts(&part)
                } else {
                    String::from_utf8_lossy(&part).into()
                };
            }
        }
        Err(_) => all += &String::from_utf8_lossy(bytes),
    }
    all
}

#[test]
fn a_pseudonym_in_brackets_stands_in_place_of_a_listed_name_and_nothing_holds_the_name() {
    let study = study();
    picked(&study, "Ik vertrouw [Fatima] niet, zij belt nooit terug.");
    study.an(&["set", "show", "s"]).ok().shows(&["name replaced by [Fatima]"]);
    study.an(&["check"]).all();
    for format in FORMATS {
        let file = format!("d.{format}");
        study.an(&["export", "--set", "s", "-o", &file]).ok().says(&["fg1:2: a listed name was said there"]);
        let text = parts(&study.read(&file)).to_lowercase();
        for word in ["roswitha", "gemmeker", "euh, ik"] {
            assert!(!text.contains(word), "{format} holds {word}");
        }
        assert!(text.contains("fatima"), "{format}");
        assert!(
            text.contains("origineel niet opgenomen") || text.contains("original not included"),
            "{format}"
        );
        study.an(&["names", "search", &file]).ok();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/check_quotes.py");
    let mut check = Command::new("python3");
    check.arg(script).arg("--self-test").args(FORMATS.map(|format| format!("d.{format}")));
    check.args(["--verbatim", env!("CARGO_BIN_EXE_verbatim")]).current_dir(study.root());
    if let Ok(checked) = check.output() {
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
    for file in ["d.pptx", "d.docx", "d.odt", "d.md", "d.tex", "d.html"] {
        study.an(&["verify", file]).ok().shows(&["    1  edited", "    0  altered", "    0  not found"]);
    }
}

#[test]
fn what_stands_for_somebody_else_is_refused_and_any_other_word_still_needs_its_mark() {
    let study = study();
    let pick = |shown: &str| study.an(&["pick", "fg1:2", "--set", "s", "--words", SAID, "--shown", shown]);
    pick("Ik vertrouw [Karim] niet, zij belt nooit terug.").exits(2).says(&["not what was said", "[naam]"]);
    pick("Ik [geloof] Roswitha Gemmeker niet, zij belt nooit terug.").exits(2);
    pick("Ik vertrouw [naam] niet, zij belt nooit terug.").ok();
}

#[test]
fn a_deck_without_originals_is_refreshed_and_stays_without() {
    let study = study();
    picked(&study, "Ik vertrouw [naam] niet, zij belt nooit terug.");
    for file in ["d.pptx", "d.docx"] {
        study.an(&["export", "--set", "s", "-o", file]).ok();
        study.an(&["refresh", file]).ok().says(&["1 up to date"]);
    }
    study.edit("corpus/groepen/fg1.txt", "belt nooit terug", "belt nooit eens terug");
    study
        .an(&["set", "edit", "s", "1", "--shown", "Ik vertrouw [naam] niet, zij belt nooit eens terug."])
        .ok();
    for file in ["d.pptx", "d.docx"] {
        study.an(&["refresh", file]).ok().says(&["1 renewed"]);
        let text = parts(&study.read(file));
        assert!(
            text.contains("belt nooit eens terug") && text.contains("origineel niet opgenomen"),
            "{file}"
        );
        assert!(!text.contains("Roswitha") && !text.contains("Gemmeker"), "{file}");
        study.an(&["refresh", file]).ok().says(&["1 up to date, 0 renewed"]);
    }
}

#[test]
fn a_name_that_is_listed_later_goes_out_of_the_notes_of_a_deck() {
    let study = crate::buurt::buurt();
    study.edit("corpus/groepen/fg1.txt", "Ik wacht al drie weken op een antwoord.", SAID);
    picked(&study, "Ik vertrouw [...] niet, zij belt nooit terug.");
    for file in ["d.pptx", "d.docx"] {
        study.an(&["export", "--set", "s", "-o", file]).ok();
        assert!(parts(&study.read(file)).contains("Gemmeker"), "{file}");
    }
    study.an(&["names", "add", "Roswitha Gemmeker", "Fatima"]).ok();
    for file in ["d.pptx", "d.docx"] {
        study.an(&["refresh", file]).ok();
        let text = parts(&study.read(file));
        assert!(!text.contains("Gemmeker") && text.contains("origineel niet opgenomen"), "{file}");
        study.an(&["refresh", file]).ok().says(&["1 up to date, 0 renewed"]);
    }
}

#[test]
fn originals_of_all_edited_quotes_stay_out_where_that_is_asked() {
    let study = crate::buurt::buurt();
    study.an(&["pick", "fg1:3", "--set", "s", "--shown", "Bij ons [...] wachten ze nog langer [...]"]).ok();
    study.an(&["pick", "fg1:4", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx", "--without-originals"]).ok();
    let text = parts(&study.read("d.pptx"));
    assert!(!text.contains("mijn zus") && text.contains("origineel niet opgenomen"), "{text}");
    study.an(&["export", "--set", "s", "-o", "d.json", "--without-originals"]).ok();
    let lines = study.text("d.json");
    assert!(
        lines.contains("\"quote\":null") && lines.contains("\"quote\":\"Ik vertrouw die mevrouw"),
        "{lines}"
    );
    assert!(lines.contains("original not included"), "{lines}");
    study.an(&["refresh", "d.pptx"]).ok().says(&["2 up to date"]);
    // A quote that is edited only later leaves its original out, too.
    study.an(&["set", "edit", "s", "2", "--shown", "Ik vertrouw die mevrouw [...] wel [...]"]).ok();
    study.an(&["refresh", "d.pptx"]).ok().says(&["1 renewed"]);
    let text = parts(&study.read("d.pptx"));
    assert!(!text.contains("in de ogen") && text.matches("origineel niet opgenomen").count() == 2, "{text}");
}

#[test]
fn a_name_beside_a_quote_does_not_stop_a_table_of_quotes() {
    let study = crate::buurt::buurt();
    study.edit("corpus/groepen/fg1.txt", "zegt mijn zus.", "zegt Gemmeker.");
    study.an(&["names", "add", "Roswitha Gemmeker", "Fatima"]).ok();
    study.an(&["export", "mevrouw", "-o", "d.csv"]).ok().says(&["fg1:4: a listed name stands next to it"]);
    assert!(!study.text("d.csv").contains("Gemmeker"));
}

#[test]
fn verify_takes_no_bracket_in_place_of_anything_but_the_listed_name() {
    let study = study();
    let tier = |quoted: &str| {
        study.write("p.md", format!("“{quoted}”\n"));
        study.an(&["verify", "p.md"]).stdout
    };
    let told = tier("Ik vertrouw [Fatima] niet, zij belt nooit terug.");
    assert!(
        told.contains("edited within the grammar") && told.contains("name replaced by [Fatima]"),
        "{told}"
    );
    for wrong in [
        "Ik vertrouw [Karim] niet, zij belt nooit terug.",
        "Ik [geloof] Roswitha Gemmeker niet, zij belt nooit terug.",
        "Ik vertrouw [Fatima], zij belt nooit terug.",
    ] {
        assert!(tier(wrong).contains("    0  edited within the grammar"), "{wrong}");
    }
}
