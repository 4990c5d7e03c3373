//! Quote sets: picked, edited within the grammar, exported, refreshed; and they follow a corrected transcript.

use crate::study::Study;

fn study() -> Study {
    Study::new()
        .with("verbatim.toml", "name = \"Proef\"\nlanguage = \"nl\"\n[roles.client]\nname = \"cliënt\"\n")
        .with("participants.csv", "source,speaker,participant,role\na,An,P1,client\na,Bo,P2,volunteer\n")
        .with("corpus/a.txt", "An: Euh, ik vertrouw die mensen niet meer.\nBo: Wij bellen eerst, dan hoor je een stem.\nAn: Ja.\n")
}

#[test]
fn a_shown_form_is_edited_within_the_grammar_or_refused() {
    let study = study();
    let output =
        study.an(&["pick", "a:1", "--set", "trust", "--shown", "Ik vertrouw die mensen [...] meer."]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let shown = study.an(&["set", "show", "trust"]).stdout;
    assert!(shown.contains("edited: 1 weglating, “Euh” weggelaten, hoofdletter"), "{shown}");
    assert!(shown.contains("said: Euh, ik vertrouw die mensen niet meer."), "{shown}");
    let refused = study.an(&["set", "edit", "trust", "1", "--shown", "Ik vertrouw die mensen wel."]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains(">>>wel<<<") && refused.stderr.contains("`niet`"), "{}", refused.stderr);
    // By hand in the file it is seen all the same.
    study.edit("quotes/trust.yaml", "[...] meer", "zeker");
    assert_eq!(study.an(&["set", "show", "trust"]).code, 5);
    assert_eq!(study.an(&["export", "--set", "trust", "-o", "x.md"]).code, 5);
    assert!(!study.exists("x.md"));
}

#[test]
fn what_is_done_to_a_set_can_be_undone() {
    let study = study();
    study.an(&["pick", "a:1-3", "--set", "s"]);
    let before = study.text("quotes/s.yaml");
    study.an(&["set", "move", "s", "3", "--to", "1"]);
    study.an(&["set", "drop", "s", "a:2"]);
    assert_ne!(study.text("quotes/s.yaml"), before);
    assert_eq!(study.an(&["undo", "-n", "2"]).code, 0);
    assert_eq!(study.text("quotes/s.yaml"), before);
    assert_eq!(study.an(&["undo"]).code, 0);
    assert!(!study.exists("quotes/s.yaml"));
}

#[test]
fn every_export_says_what_was_edited_and_keeps_what_was_said() {
    let study = study();
    study.an(&["pick", "a:1", "--set", "s", "--shown", "Ik vertrouw die mensen niet [...]"]);
    study.an(&["pick", "a:2", "--set", "s", "--section", "Bellen"]);
    study.an(&["set", "edit", "s", "2", "--translation", "en=We call first, then you hear a voice."]);
    for format in ["md", "html", "tex", "csv", "json"] {
        let file = format!("x.{format}");
        let output = study.an(&["export", "--set", "s", "-o", &file]);
        assert_eq!(output.code, 0, "{format}: {}", output.stderr);
        let text = study.text(&file);
        assert!(text.contains("Ik vertrouw die mensen niet"), "{format}: {text}");
        assert!(text.contains("Euh, ik vertrouw die mensen niet meer."), "{format}: {text}");
        assert!(text.contains("bewerkt") || text.contains("edited"), "{format}: {text}");
        assert!(text.contains("letterlijk") || text.contains("verbatim"), "{format}: {text}");
    }
    study.an(&["export", "--set", "s", "-o", "en.md", "--translation", "en"]);
    let text = study.text("en.md");
    assert!(text.contains("We call first") && text.contains("vertaling (en) door"), "{text}");
    assert!(text.contains("Wij bellen eerst"), "{text}");
}

#[test]
fn a_set_follows_a_corrected_transcript_and_refresh_brings_it_into_the_deck() {
    let study = study();
    study.an(&["pick", "a:1-2", "--set", "s"]);
    for file in ["d.pptx", "d.docx"] {
        assert_eq!(study.an(&["export", "--set", "s", "-o", file]).code, 0);
        assert_eq!(study.an(&["refresh", file]).code, 0);
    }
    let before = study.read("d.pptx");
    study.edit("corpus/a.txt", "hoor je een stem", "hoort ge een stem");
    let told = study.an(&["refresh", "d.pptx", "--dry-run"]);
    assert!(told.stdout.contains("hoort ge een stem"), "{}{}", told.stdout, told.stderr);
    assert_eq!(study.read("d.pptx"), before);
    for file in ["d.pptx", "d.docx"] {
        let told = study.an(&["refresh", file]);
        assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
        assert!(told.stderr.contains("1 up to date, 1 renewed"), "{}", told.stderr);
        assert!(study.an(&["refresh", file]).stderr.contains("2 up to date, 0 renewed"));
    }
    // Another export would overwrite what was refreshed: it refuses and names refresh.
    let refused = study.an(&["export", "--set", "s", "-o", "d.pptx", "--title", "Anders"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("verbatim refresh d.pptx"), "{}", refused.stderr);
    let log = study.an(&["log"]).stdout;
    assert!(log.contains("exported 2 quotes of s to d.pptx"), "{log}");
}

#[test]
fn who_is_quoted_and_who_is_not_is_told() {
    let study = study();
    study.an(&["pick", "a:1", "--set", "s"]);
    let told = study.an(&["set", "balance"]).stdout;
    assert!(told.contains("cliënt       1 of   1 participants (100 %) 1 quote"), "{told}");
    assert!(told.contains("silent: volunteer"), "{told}");
}
