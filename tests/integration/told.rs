//! What a reader cannot see is told: patterns that name nothing, translations, words turned around, consent that
//! nobody wrote down.

use crate::study::Study;

fn study() -> Study {
    Study::new()
        .with(
            "verbatim.toml",
            "name = \"Proef\"\nlanguage = \"nl\"\n[roles.client]\nname = \"cliënt\"\n[roles.interviewer]\n\
             name = \"interviewer\"\n",
        )
        .with(
            "participants.csv",
            "source,speaker,participant,role,organisation,stad\na,An,P1,client,De Kade,\na,Bo,P2,client,,Gent\n\
             a,Int,,interviewer,,\n",
        )
        .with(
            "corpus/a.txt",
            "Int: Horen de mensen u?\nAn: Ik vertrouw die mensen niet meer.\nBo: Wij bellen eerst, dan hoor je een stem.\n",
        )
}

#[test]
fn an_attribution_that_names_nothing_is_refused() {
    let study = study();
    let named =
        [("[{rol}]", "`{role}`"), ("[{sted}]", "{stad}"), ("", "empty"), ("[{role", "a brace stands alone")];
    for (pattern, told) in named {
        let output = study.an(&["export", "bellen", "-o", "x.md", "--attribution", pattern]);
        assert_eq!(output.code, 2, "{pattern}: {}", output.all());
        assert!(
            output.stderr.contains(told) && output.stderr.contains("{organisation}"),
            "{}",
            output.stderr
        );
        assert!(!study.exists("x.md"));
    }
    // A column of the study may be empty for some.
    let output =
        study.an(&["export", "bellen OR vertrouw", "-o", "x.md", "--attribution", "[{role}, {stad}]"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let text = study.text("x.md");
    assert!(text.contains("cliënt, Gent") && text.contains("cliënt\\]"), "{text}");
    study.edit(
        "verbatim.toml",
        "language = \"nl\"\n",
        "language = \"nl\"\n[export]\nattribution = \"[{rol}]\"\n",
    );
    let output = study.an(&["export", "bellen", "-o", "y.md"]);
    assert_eq!(output.code, 2, "{}", output.all());
    assert!(output.stderr.contains("verbatim.toml"), "{}", output.stderr);
}

#[test]
fn a_translation_is_marked_beside_the_attribution() {
    let study = study();
    study.an(&["pick", "a:2-3", "--set", "s"]);
    let output =
        study.an(&["set", "edit", "s", "1", "--translation", "en=I trust them no more.", "--by", " "]);
    assert_eq!(output.code, 2, "{}", output.all());
    let output =
        study.an(&["set", "edit", "s", "1", "--translation", "en=I do not trust those people any more."]);
    assert_eq!(output.code, 0, "{}", output.all());
    for format in ["md", "html", "tex", "docx", "pptx", "odt"] {
        let file = format!("x.{format}");
        let output = study.an(&["export", "--set", "s", "-o", &file, "--translation", "en"]);
        assert_eq!(output.code, 0, "{}", output.all());
        assert!(output.stderr.contains("1 of 2 quotes have a translation into `en`"), "{}", output.stderr);
        if matches!(format, "md" | "html" | "tex") {
            assert!(study.text(&file).contains("cliënt, De Kade · vertaling door An"), "{format}");
        }
        if format == "tex" {
            continue;
        }
        let told = study.an(&["verify", &file, "--json"]).stdout;
        assert!(told.contains("\"tier\":\"translation\"") && !told.contains("\"wrong\""), "{format}: {told}");
        assert!(told.contains("\"is\":\"right\""), "{format}: {told}");
    }
    let output = study.an(&["export", "--set", "s", "-o", "fr.md", "--translation", "fr"]);
    assert!(output.stderr.contains("0 of 2 quotes have a translation into `fr`"), "{}", output.stderr);
    study.an(&["export", "--set", "s", "-o", "en.md", "--translation", "en", "--labels", "en"]);
    assert!(study.text("en.md").contains("De Kade · translation by An"), "{}", study.text("en.md"));
}

#[test]
fn words_that_are_turned_around_are_told() {
    let study = study();
    for shown in ["[...]", "[...] [...]", "[so]"] {
        let refused = study.an(&["pick", "a:2", "--set", "s", "--shown", shown]);
        assert_eq!(refused.code, 2, "{}", refused.all());
        assert!(refused.stderr.contains("no word that was said"), "{}", refused.stderr);
    }
    let picked = study.an(&["pick", "a:2", "--set", "s", "--shown", "Ik vertrouw die mensen [...]"]);
    assert_eq!(picked.code, 0, "{}", picked.all());
    assert!(picked.stderr.contains("leaves out “niet”"), "{}", picked.stderr);
    let edited =
        study.an(&["pick", "a:3", "--set", "s", "--shown", "Wij bellen [niet] eerst, dan hoor je een stem."]);
    assert!(edited.stderr.contains("puts in [niet]"), "{}", edited.stderr);
    let exported = study.an(&["export", "--set", "s", "-o", "x.md"]);
    assert!(exported.stderr.contains("a:2 leaves out “niet”; a:3 puts in [niet]"), "{}", exported.stderr);
    let verified = study.an(&["verify", "x.md"]);
    assert!(verified.stdout.contains("1 omission, leaves out “niet”"), "{}", verified.all());
}

#[test]
fn who_may_not_be_quoted_or_only_asks_is_told_when_picked() {
    let study = study();
    let asked = study.an(&["pick", "a:1", "--set", "s"]);
    assert!(asked.code == 0 && asked.stderr.contains("a:1 was said by an interviewer"), "{}", asked.all());
    let exported = study.an(&["export", "--set", "s", "-o", "x.md"]);
    assert!(exported.stderr.contains("said by interviewers: a:1"), "{}", exported.stderr);
    study.edit("participants.csv", "organisation,stad", "consent,stad");
    study.edit("participants.csv", "De Kade", "none");
    let picked = study.an(&["pick", "a:2", "--set", "s"]);
    assert!(picked.stderr.contains("a:2: P1 gave no consent"), "{}", picked.all());
}

#[test]
fn an_empty_set_is_called_empty() {
    let study = study();
    study.an(&["pick", "a:2", "--set", "s"]);
    study.an(&["set", "drop", "s", "1"]);
    for command in [&["set", "show", "s"][..], &["export", "--set", "s", "-o", "x.md"]] {
        let output = study.an(command);
        assert_eq!(output.code, 1, "{}", output.all());
        assert!(
            output.stderr.contains("is empty") && output.stderr.contains("verbatim pick"),
            "{}",
            output.stderr
        );
    }
    let all = study.an(&["set", "from", "--set", "w"]);
    assert!(all.code == 2 && all.stderr.contains("no filter"), "{}", all.all());
    assert!(!study.exists("quotes/w.yaml"));
}

#[test]
fn a_blank_consent_names_nobody() {
    let study = study();
    study.edit("participants.csv", "organisation,stad", "consent,stad");
    study.edit("participants.csv", "De Kade", "named-quote");
    let output = study.an(&["export", "bellen OR vertrouw", "-o", "x.json"]);
    assert_eq!(output.code, 0, "{}", output.all());
    assert!(output.stderr.contains("no consent is noted in participants.csv for P2"), "{}", output.stderr);
    let text = study.text("x.json");
    assert!(text.contains("\"An\"") && !text.contains("\"Bo\""), "{text}");
    let named = study.an(&["export", "bellen", "-o", "y.md", "--attribution", "{speaker}"]);
    assert_eq!(named.code, 4, "{}", named.all());
    assert!(study.an(&["export", "--help"]).stdout.contains("cell is blank"));
}

/// The checker of exports, where Python is there to run it.
#[test]
fn the_checker_accepts_what_was_edited_and_finds_every_mistake() {
    let study = study();
    study.an(&["pick", "a:2", "--set", "s", "--shown", "Ik vertrouw die [van het loket] mensen [...]"]);
    study.an(&["pick", "a:3", "--set", "s"]);
    study.an(&["set", "edit", "s", "2", "--translation", "en=We call first, then you hear a voice."]);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/check_quotes.py");
    let mut command = std::process::Command::new("python3");
    command
        .args([script, "--self-test", "--verbatim", env!("CARGO_BIN_EXE_verbatim")])
        .current_dir(study.root());
    for format in ["pptx", "docx", "odt", "xlsx", "html", "md", "tex", "csv", "json"] {
        let (file, other) = (format!("x.{format}"), format!("en.{format}"));
        study.an(&["export", "--set", "s", "-o", &file]);
        command.arg(file);
        if !matches!(format, "xlsx" | "csv" | "json") {
            study.an(&["export", "--set", "s", "-o", &other, "--translation", "en", "--labels", "en"]);
            command.arg(other);
        }
    }
    let Ok(output) = command.output() else { return };
    let (told, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}{wrong}");
    assert!(told.contains("34 quotes checked, 0 wrong"), "{told}");
}

#[test]
fn a_column_that_only_says_who_took_consent_back_says_nothing_of_others() {
    let study = study();
    assert_eq!(study.an(&["withdraw", "P2", "--yes"]).code, 0);
    let output = study.an(&["export", "vertrouw", "-o", "x.csv"]);
    assert_eq!(output.code, 0, "{}", output.all());
    assert!(!output.stderr.contains("no consent is noted"), "{}", output.stderr);
    assert!(study.text("x.csv").contains(",An,"), "{}", study.text("x.csv"));
    assert_eq!(study.an(&["export", "bellen", "-o", "y.csv"]).code, 4);
}
