//! Consent: who may be quoted, who took it back, and what becomes of sets and exports then.

use crate::study::Study;

fn study(consent: &str) -> Study {
    let people = format!(
        "source,speaker,participant,role,consent\na,Annelies,P1,client,{consent}\na,Bo,P2,volunteer,named-quote\n"
    );
    Study::new().with("participants.csv", people).with(
        "corpus/a.txt",
        "Annelies: Ik vertrouw die mensen niet meer.\nBo: Wij bellen eerst, dan hoor je een stem.\n",
    )
}

#[test]
fn nobody_is_quoted_beyond_what_was_agreed() {
    let refused = [
        ("none", "P1 gave no consent"),
        ("analysis", "P1 agreed to analysis only"),
        ("anoniem citaat tot 2020-01-01", "the consent of P1 ended on 2020-01-01"),
        ("withdrawn 2026-01-02", "P1 took consent back on 2026-01-02"),
        ("anonymus", "is not understood"),
    ];
    for (consent, why) in refused {
        let study = study(consent);
        for format in ["pptx", "docx", "csv", "md", "json"] {
            let file = format!("x.{format}");
            let output = study.an(&["export", "vertrouw OR bellen", "-o", &file]);
            assert_eq!(output.code, 4, "{consent}: {}", output.stderr);
            assert!(output.stderr.contains(why) && !study.exists(&file), "{}", output.stderr);
        }
        let whole = study.an(&["export", "--comments", "a", "-o", "w.docx"]);
        assert!(whole.code == 4 && !study.exists("w.docx"), "{}", whole.stderr);
        let output = study.an(&["export", "vertrouw OR bellen", "-o", "y.md", "--only-consented"]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        let text = study.text("y.md");
        assert!(text.contains("Wij bellen") && !text.contains("vertrouw die"), "{text}");
    }
}

#[test]
fn who_agreed_without_a_name_is_not_named() {
    let study = study("anonymous-quote");
    for format in ["md", "csv", "json", "html"] {
        let file = format!("x.{format}");
        assert_eq!(study.an(&["export", "vertrouw OR bellen", "-o", &file]).code, 0);
        let text = study.text(&file);
        assert!(text.contains("vertrouw die") && !text.contains("Annelies"), "{format}: {text}");
        assert!(text.contains("Bo"), "{format}: {text}");
    }
    let output = study.an(&["export", "vertrouw", "-o", "n.md", "--attribution", "[{speaker}]"]);
    assert_eq!(output.code, 4, "{}", output.stderr);
    assert!(output.stderr.contains("without a name only"), "{}", output.stderr);
    study.an(&["export", "bellen", "-o", "l.md", "--no-labels"]);
    assert!(!study.text("l.md").contains("Bo"));
}

#[test]
fn who_agreed_without_a_name_is_not_named_beside_a_quotation_of_a_finished_text() {
    let study = study("anonymous-quote");
    study.write("p.md", "“Ik vertrouw die mensen niet meer.” (Annelies)\n");
    let named = study.an(&["verify", "p.md"]).exits(4);
    assert!(named.stdout.contains("P1 agreed to be quoted without a name only"), "{}", named.stdout);
    for beside in ["(P1)", "(client)", "", "(a client, not Bo)"] {
        study.write("q.md", format!("“Ik vertrouw die mensen niet meer.” {beside}\n"));
        assert_eq!(study.an(&["verify", "q.md"]).code, 0, "{beside}");
    }
    study.write("b.md", "“Wij bellen eerst, dan hoor je een stem.” (Bo)\n");
    assert_eq!(study.an(&["verify", "b.md"]).code, 0);
    // A real name that stands nowhere in the study, for one that does.
    study.write("q.md", "“Ik vertrouw die mensen niet meer.” (Godelieve Pannecoucke)\n");
    assert_eq!(study.an(&["verify", "q.md"]).code, 0);
    study.an(&["names", "add", "Godelieve Pannecoucke", "P1"]).exits(0);
    for beside in ["(Godelieve Pannecoucke)", "(mevrouw Pannecoucke, client)"] {
        study.write("q.md", format!("“Ik vertrouw die mensen niet meer.” {beside}\n"));
        let named = study.an(&["verify", "q.md"]).exits(4);
        assert!(named.stdout.contains("without a name only"), "{}", named.stdout);
    }
}

#[test]
fn who_takes_consent_back_goes_out_of_sets_and_is_marked_everywhere() {
    let study = study("anonymous-quote");
    study.an(&["pick", "a:1-2", "--set", "s"]);
    assert_eq!(study.an(&["export", "--set", "s", "-o", "d.pptx"]).code, 0);
    let before = (study.text("participants.csv"), study.text("quotes/s.yaml"));
    let listed = study.an(&["withdraw", "p1"]);
    assert_eq!(listed.code, 5);
    assert!(
        listed.stdout.contains("quote set s  a:1") && listed.stdout.contains("export    d.pptx  1 quote")
    );
    assert_eq!((study.text("participants.csv"), study.text("quotes/s.yaml")), before);
    assert_eq!(study.an(&["withdraw", "P1", "--yes"]).code, 0);
    assert!(
        study.text("participants.csv").contains("client,withdrawn 2"),
        "{}",
        study.text("participants.csv")
    );
    assert!(!study.text("quotes/s.yaml").contains("vertrouw"));
    study.write("p.md", "“Ik vertrouw die mensen niet meer.”\n");
    let verified = study.an(&["verify", "p.md"]);
    assert_eq!(verified.code, 4);
    assert!(verified.stdout.contains("P1 took consent back"), "{}", verified.stdout);
    let refreshed = study.an(&["refresh", "d.pptx"]);
    assert_eq!(refreshed.code, 5, "{}{}", refreshed.stdout, refreshed.stderr);
    assert!(refreshed.stdout.contains("P1 took consent back"), "{}", refreshed.stdout);
    assert_eq!(study.an(&["undo"]).code, 0);
    assert_eq!((study.text("participants.csv"), study.text("quotes/s.yaml")), before);
    assert_eq!(study.an(&["withdraw", "P9"]).code, 2);
}

#[test]
fn every_file_with_words_of_the_person_is_listed_whoever_wrote_it() {
    let study = study("anonymous-quote");
    study.write("corpus/b.txt", "Bo: Niemand anders is hier.\nNele: Ja?\nBo: Neen.\nNele: Goed.\n");
    study.write("p.md", "“Ik vertrouw die mensen niet meer.”\n");
    for line in [
        ["export", "--comments", "a", "-o", "whole.docx"],
        ["export", "--comments", "b", "-o", "other.docx"],
        ["verify", "p.md", "--html", "report.html", "--short"],
    ] {
        assert_eq!(study.an(&line).code, 0, "{line:?}");
    }
    study.run("export vertrouw -o nobody.md").ok();
    study.run("export --comments a -o nobody.docx").ok().says(&["nobody is named as coder"]);
    study.an(&["export", "vertrouw", "-o", "again.md"]);
    study.an(&["export", "bellen", "-o", "again.md"]);
    let listed = study.an(&["withdraw", "P1"]).exits(5);
    let exports: Vec<&str> = listed.stdout.lines().filter(|line| line.starts_with("export")).collect();
    assert_eq!(
        exports,
        [
            "export    again.md  1 quote  (written again without since; copies may be elsewhere)",
            "export    nobody.docx  the whole of a",
            "export    nobody.md  1 quote",
            "export    report.html  words",
            "export    whole.docx  the whole of a",
        ]
    );
    assert!(listed.stderr.contains("Not listed"), "{}", listed.stderr);
    assert!(study.an(&["log"]).stdout.contains("exported all of a to whole.docx"));
    // Named, it goes into the ledger.
    study.an(&["export", "vertrouw", "-o", "nobody.md", "--overwrite"]);
    let ledger: String =
        study.files("codings/study").into_values().map(|b| String::from_utf8(b).unwrap()).collect();
    assert!(ledger.contains("nobody.md") && !ledger.contains("nobody.docx"), "{ledger}");
    study.edit("participants.csv", "a,Bo,P2", "a,Bo,P1");
    let listed = study.an(&["withdraw", "P1"]);
    assert!(!listed.stdout.contains("other.docx"), "{}", listed.stdout);
    study.edit("participants.csv", "a,Bo,P1", ",Bo,P1");
    let listed = study.an(&["withdraw", "P1"]);
    assert!(listed.stdout.contains("other.docx  the whole of b"), "{}", listed.stdout);
}

/// A deck with a quote of P1 whose words are gone from the transcript since, and one of P2.
fn with_a_waiting_quote() -> Study {
    let study = study("anonymous-quote");
    let words = study.text("corpus/a.txt").replace("meer.\n", "meer. Ik teken niks.\n");
    study.write("corpus/a.txt", words);
    study.an(&["pick", "a:1-2", "--set", "s"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    study.edit("corpus/a.txt", "vertrouw die mensen niet meer. Ik teken niks.", "weet het.");
    study.edit("corpus/a.txt", "eerst, dan hoor", "altijd eerst, dan hoor");
    study
}

#[test]
fn quotes_that_wait_are_found_when_consent_is_taken_back() {
    let study = with_a_waiting_quote();
    study.an(&["refresh", "d.pptx"]).exits(5).shows(&["not found in the transcript any more"]);
    let listed = study.an(&["withdraw", "P1"]).exits(5);
    let listed = listed.shows(&["quote set s  a:1  (its words are not in the transcript any more)"]);
    assert!(listed.stdout.ends_with("export    d.pptx  1 quote\n"), "{}", listed.all());
    study.an(&["withdraw", "P1", "--yes"]).ok().shows(&["out of 1 set"]);
    let set = study.text("quotes/s.yaml");
    assert!(!set.contains("words: \"Ik vertrouw") && set.contains("words: \"Wij bellen"), "{set}");
    study.an(&["refresh", "d.pptx"]).exits(5).shows(&["P1 took consent back"]);
    study.edit("corpus/a.txt", "altijd eerst", "eerst");
    study.an(&["refresh", "d.pptx"]).exits(5).says(&["1 renewed"]);
    study.remove("d.pptx");
    study.an(&["withdraw", "P1"]).exits(5).shows(&["export    d.pptx  1 quote  (not there any more"]);
}

#[test]
fn refresh_names_consent_that_was_taken_back_also_of_a_quote_that_waits_in_a_set() {
    let study = with_a_waiting_quote();
    study.edit("participants.csv", "anonymous-quote", "withdrawn 2026-01-02");
    study.an(&["refresh", "d.pptx"]).exits(5).shows(&["P1 took consent back on 2026-01-02: "]);
    // Without its transcript, and where nobody was named as coder.
    study.remove("d.pptx");
    study.edit("participants.csv", "withdrawn 2026-01-02", "anonymous-quote");
    study.an(&["pick", "a:2", "--set", "t"]).ok();
    study.run("export --set t -o e.pptx").ok();
    study.remove("corpus/a.txt");
    study.an(&["withdraw", "P2", "--yes"]).ok().shows(&["out of 2 sets"]);
    study.an(&["refresh", "e.pptx"]).exits(5).shows(&["P2 took consent back"]);
}

#[test]
fn a_file_that_still_holds_words_is_listed_whatever_the_ledger_says() {
    let study = with_a_waiting_quote();
    let deck = study.read("d.pptx");
    study.an(&["set", "drop", "s", "a:1"]).ok();
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    study.an(&["withdraw", "P1"]).exits(5).shows(&["d.pptx  1 quote  (written again without since"]);
    study.write("d.pptx", deck);
    let listed = study.an(&["withdraw", "P1"]).exits(5);
    assert!(listed.stdout.ends_with("export    d.pptx  1 quote\n"), "{}", listed.all());
}
