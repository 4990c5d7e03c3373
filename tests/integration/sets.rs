//! Quote sets: picked, edited within the grammar, exported, refreshed; and they follow a corrected transcript.

use crate::export::{part, parts};
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
    assert!(shown.contains("edited: 1 omission, leaves out “niet”, “Euh” left out, capital"), "{shown}");
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
fn a_place_that_is_not_there_and_a_name_that_is_none_are_refused() {
    let study = study();
    study.an(&["pick", "a:1-3", "--set", "prive\u{301}"]).ok();
    assert!(study.exists("quotes/privé.yaml"));
    let before = study.text("quotes/privé.yaml");
    for to in ["0", "4", "99"] {
        let refused = study.an(&["set", "move", "privé", "1", "--to", to]).exits(2);
        refused.says(&[&format!("there is no number {to} in `privé`: it has 3 quotes"), "from 1 to 3"]);
    }
    assert_eq!(study.text("quotes/privé.yaml"), before);
    study.an(&["set", "move", "privé", "1", "--to", "3"]).ok();
    for name in ["CON", "nul", "a.", "a b"] {
        study.an(&["pick", "a:1", "--set", name]).exits(2).says(&["is no name for a quote set", "letters"]);
    }
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

#[test]
fn check_looks_into_quote_sets() {
    let study = study();
    assert_eq!(study.an(&["pick", "a:1-3", "--set", "s"]).code, 0);
    assert_eq!(study.an(&["ingest"]).code, 0);
    let whole = study.an(&["check"]);
    assert_eq!(whole.code, 0, "{}", whole.all());
    assert!(whole.stdout.contains("3 quotes in sets: all whole"), "{}", whole.stdout);
    // Words that were never said, and a shown form that is none of them.
    let set = study.text("quotes/s.yaml");
    study.edit("quotes/s.yaml", "Wij bellen eerst", "Wij bellen nooit");
    let output = study.an(&["check"]);
    assert_eq!(output.code, 4, "{}", output.all());
    assert!(
        output.stdout.contains("changed: quotes/s.yaml: the words of the quote a:2 do not stand"),
        "{}",
        output.stdout
    );
    study.write("quotes/s.yaml", &set);
    study.an(&["set", "edit", "s", "a:1", "--shown", "Ik vertrouw die mensen [...] meer."]);
    study.edit("quotes/s.yaml", "[...] meer", "zeker");
    let output = study.an(&["check"]);
    assert_eq!(output.code, 4);
    assert!(output.stdout.contains("the quote a:1 shows `zeker"), "{}", output.stdout);
    // A corrected transcript: what follows is whole, what was deleted waits.
    study.write("quotes/s.yaml", &set);
    study.edit("corpus/a.txt", "die mensen niet meer", "deze mensen niet meer");
    study.edit("corpus/a.txt", "Bo: Wij bellen eerst, dan hoor je een stem.\n", "");
    assert_eq!(study.an(&["ingest"]).code, 0);
    let output = study.an(&["check"]);
    assert_eq!(output.code, 5, "{}", output.all());
    assert!(
        output.stdout.contains("waits: quotes/s.yaml: the words of the quote a:2 are not found"),
        "{}",
        output.stdout
    );
    assert_eq!(output.stdout.matches("quotes/s.yaml").count(), 1, "{}", output.stdout);
    // The source itself is gone; and a set with mistakes is named with its line.
    study.write("quotes/kapot.yaml", "title: x\nsections: {");
    study.remove("corpus/a.txt");
    study.an(&["ingest"]);
    let output = study.an(&["check"]);
    assert!(output.stdout.contains("3 of its quotes stand in `a`, which is gone"), "{}", output.stdout);
    assert!(output.stdout.contains("quotes/kapot.yaml:"), "{}", output.stdout);
}

/// The notes of the slides of a deck, one after the other.
fn notes(study: &Study, deck: &str) -> String {
    let bytes = study.read(deck);
    let names = parts(&bytes).into_iter().filter(|name| name.starts_with("ppt/notesSlides/notesSlide"));
    names.map(|name| part(&bytes, &name)).collect()
}

#[test]
fn refresh_renews_what_notes_tell_of_a_corrected_quote() {
    let study = study();
    study.an(&["pick", "a:1-2", "--set", "s"]);
    study.an(&["export", "--set", "s", "-o", "d.pptx"]);
    study.write("beter.txt", study.text("corpus/a.txt").replace("niet meer", "helemaal niet meer"));
    assert_eq!(study.an(&["replace", "a", "beter.txt"]).code, 0);
    let refreshed = study.an(&["refresh", "d.pptx"]);
    assert_eq!(refreshed.code, 0, "{}", refreshed.all());
    let all = notes(&study, "d.pptx");
    assert_eq!(all.matches("helemaal niet meer").count(), 1, "{all}");
    assert!(!all.contains("mensen niet meer"), "{all}");
    // Nothing is left to do, and every word stands.
    assert_eq!(study.an(&["verify", "d.pptx"]).code, 0);
    let again = study.an(&["refresh", "d.pptx"]);
    assert!(
        again.stderr.contains("2 up to date, 0 renewed") && !again.stderr.contains("notes"),
        "{}",
        again.all()
    );
    // An edit in the set changes what notes say of it.
    study.an(&["set", "edit", "s", "a:2", "--shown", "Wij bellen eerst [...]"]);
    study.an(&["refresh", "d.pptx"]);
    let all = notes(&study, "d.pptx");
    assert!(all.contains("bewerkt: 1 weglating") && all.contains("gezegd: “Wij bellen eerst, dan"), "{all}");
}

#[test]
fn refresh_follows_the_set_that_was_exported_and_its_translations() {
    let study = study();
    study.an(&["pick", "a:2", "--set", "trust", "--shown", "Wij bellen eerst [...]"]);
    study.an(&["pick", "a:2", "--set", "aaa"]);
    study.an(&["export", "--set", "trust", "-o", "d.pptx"]);
    let fresh = study.an(&["refresh", "d.pptx"]);
    assert!(fresh.stderr.contains("1 up to date, 0 renewed"), "{}", fresh.all());
    study.an(&["set", "edit", "trust", "1", "--translation", "en=We call first."]);
    study.an(&["export", "--set", "trust", "--translation", "en", "-o", "en.pptx"]);
    study.an(&["set", "edit", "trust", "1", "--translation", "en=We always ring first."]);
    let renewed = study.an(&["refresh", "en.pptx"]);
    assert!(renewed.stdout.contains("We call first. -> We always ring first."), "{}", renewed.all());
    let again = study.an(&["refresh", "en.pptx"]);
    assert!(again.stderr.contains("1 up to date, 0 renewed"), "{}", again.all());
    assert!(!again.stdout.contains("attribution"), "{}", again.all());
}

#[test]
fn a_quote_over_several_slides_is_up_to_date_when_it_was_just_exported() {
    let long: Vec<String> =
        (0..400).map(|n| format!("Dit is zin {n} van wie lang aan het woord is.")).collect();
    let study = study().with("corpus/b.txt", format!("An: {}\nBo: Ja.\nAn: Ja.\nBo: Nee.\n", long.join(" ")));
    study.an(&["pick", "b:1", "--set", "s"]);
    assert_eq!(study.an(&["export", "--set", "s", "-o", "d.pptx"]).code, 0);
    let fresh = study.an(&["refresh", "d.pptx"]);
    assert_eq!(fresh.code, 0, "{}", fresh.all());
    assert!(fresh.stderr.contains("1 up to date, 0 renewed"), "{}", fresh.all());
}

#[test]
fn a_translation_of_words_that_were_corrected_since_goes_nowhere() {
    let study = study();
    study.an(&["pick", "a:1", "--set", "s"]).ok();
    let translation = "en=Er, I do not trust those people any more.";
    study.an(&["set", "edit", "s", "1", "--translation", translation, "--by", "Jane"]).ok();
    let export = |file: &str| study.an(&["export", "--set", "s", "--translation", "en", "-o", file]).ok();
    export("d.pptx");
    let before = study.read("d.pptx");
    study.edit("corpus/a.txt", "mensen niet meer", "mensen altijd meer");
    study.run("ingest").ok();
    export("e.md").says(&["so the translation is left out: a:1"]);
    let text = study.text("e.md");
    assert!(text.contains("mensen altijd meer") && !text.contains("not trust"), "{text}");
    study.an(&["set", "show", "s"]).ok().shows(&["by Jane; what was said was corrected since it was made)"]);
    study.an(&["check"]).exits(5).shows(&["the quote a:1 was corrected since it was translated into `en`"]);
    study.an(&["verify", "d.pptx"]).exits(4).shows(&["was corrected since this translation of it was made"]);
    let slide = part(&before, "ppt/slides/slide2.xml");
    let is_as_it_was = || part(&study.read("d.pptx"), "ppt/slides/slide2.xml") == slide;
    study.an(&["refresh", "d.pptx"]).exits(5).shows(&["corrected since this translation of it was made"]);
    assert!(is_as_it_was());
    // Somebody else's file without the mark of what was translated is held against what was picked.
    let of = regex::Regex::new(", of: \"[0-9a-f]{16}\"").unwrap();
    study.write("quotes/s.yaml", &*of.replace(&study.text("quotes/s.yaml"), ""));
    assert!(!study.text("quotes/s.yaml").contains("of:"));
    study.an(&["refresh", "d.pptx"]).exits(5);
    // A translation of the present words is one again, also where somebody finds the old one right.
    study.an(&["set", "edit", "s", "1", "--translation", "en=Er, I trust them ever more."]).ok();
    export("f.md");
    assert!(study.text("f.md").contains("I trust them ever more."));
    study.run("ingest").ok();
    study.an(&["check"]).ok();
    study.an(&["refresh", "d.pptx"]).ok().shows(&["any more. -> Er, I trust them ever more."]);
    assert!(!is_as_it_was());
    study.an(&["verify", "d.pptx"]).ok();
}

#[test]
fn a_section_with_the_name_of_its_code_has_it_in_the_language_of_labels() {
    let study = crate::buurt::buurt();
    study.an(&["pick", "fg1:4", "--set", "s"]).ok();
    study.an(&["pick", "fg1:6", "--set", "s", "--section", "Vertrouwen?"]).ok();
    study.an(&["export", "--set", "s", "-o", "en.md", "--labels", "en"]).ok();
    let text = study.text("en.md");
    assert!(text.contains("## Trust\n") && text.contains("## Vertrouwen?\n"), "{text}");
    study.an(&["export", "--set", "s", "-o", "nl.md"]).ok();
    assert!(study.text("nl.md").contains("## Vertrouwen\n"), "{}", study.text("nl.md"));
}
