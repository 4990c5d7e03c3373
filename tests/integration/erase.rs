//! Erasing for good: a withdrawn participant, a real name, a source.

use verbatim::text::{fold, words};

use crate::buurt::{FOCUS_GROUP, buurt};
use crate::study::Study;

const SAID: &str = "Ik wacht al drie weken op een antwoord. Dat vertrouw ik niet meer.";

/// Files of the study that hold these words, whatever the case and what stands between them.
fn holding(study: &Study, text: &str) -> Vec<String> {
    let folded =
        |text: &str| words(text).map(|word| fold(word.of(text)).into_owned()).collect::<Vec<_>>().join(" ");
    let sought = folded(text);
    let holds = |bytes: &[u8]| folded(&String::from_utf8_lossy(bytes)).contains(&sought);
    study.files("").into_iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect()
}

/// A study in which Marleen's words stand in logs, memos, kept texts and a former file, and no longer in the
/// corpus.
fn withdrawn() -> Study {
    let study = buurt();
    study.run("code fg1:2 trust --coder An").ok();
    study.run("code fg1:3 trust --words 'nog langer' --coder An").ok();
    study.run("memo fg1:4 'zij zei: ik wacht al drie weken op een antwoord' --coder Bo").ok();
    study.run("star fg1:2 --coder An").ok();
    study.write(
        "../new.txt",
        FOCUS_GROUP.lines().filter(|l| !l.starts_with("Marleen")).collect::<Vec<_>>().join("\n"),
    );
    study.run("replace fg1 ../new.txt --coder An").exits(5);
    assert!(holding(&study, SAID).len() >= 3, "{:?}", holding(&study, SAID));
    study
}

#[test]
fn nothing_is_erased_while_a_source_still_holds_it() {
    let study = buurt();
    study.run("code fg1:2 trust --coder An").ok();
    let before = study.truth();
    let output = study.run("erase --participant P1 --yes --coder An").exits(5);
    insta::assert_snapshot!(output.all(), @r"
    exit 5
    --- stdout
    fg1:2 fg1:6
    --- stderr
    Nothing was erased: these still hold it.
      hint: take the words out of the files (`verbatim replace SOURCE NEWFILE`, or an editor), then run this again
      hint: --leave-elsewhere leaves what others said in the same words
    ");
    assert_eq!(study.truth(), before);
    study.run("erase --participant P9 --yes --coder An").exits(1).says(&["Nothing of it is known"]);
    study.run("erase --words ' - ' --yes --coder An").exits(1);
    study.run("erase --source fg9 --yes --coder An").exits(2).says(&["fg9"]);
    study.run("erase --yes --coder An").exits(2);
}

#[test]
fn a_participant_who_withdrew_leaves_no_eight_words() {
    let study = withdrawn();
    let log = study.files("codings").into_iter().find(|(name, _)| name.contains("fg1/An-")).unwrap();
    study.run("erase --participant P1 --coder An").exits(2).says(&["nothing was erased", "--yes"]);
    let output = study.run("erase --participant P1 --yes --coder An").ok();
    insta::assert_snapshot!(output.stdout, @r"
    erased from 1 kept text; 2 codings and notes masked, 2 gone; 2 former files removed; the index is made anew
    verbatim cannot reach exports elsewhere, backups, versions that a sync service keeps, and copies of
    the study on other devices: run the same command there.
    ");
    let all: Vec<_> = words(SAID).collect();
    for stretch in all.windows(8) {
        let stretch = &SAID[stretch[0].start..stretch[7].end];
        assert_eq!(holding(&study, stretch), Vec::<String>::new(), "{stretch}");
    }
    // What stands beside it still stands, and the study is whole.
    study.run("find --coder An --plain").ok().shows(&["nog langer"]);
    study.run("check").ok();
    study.run("anchors").ok().says(&["Nothing waits"]);
    study.run("log").ok().shows(&["erased"]);
    // A copy of the log from another device does not bring it back.
    study.write(&log.0.replace(".jsonl", " (conflict).jsonl"), &log.1);
    study.run("find --code trust --coder An --plain").ok();
    assert!(!study.run("find --code trust --coder An --plain").all().contains("drie weken"));
    study.run("erase --words 'drie weken op een antwoord' --yes --coder An").ok();
    assert_eq!(holding(&study, "drie weken op een antwoord"), Vec::<String>::new());
}

#[test]
fn a_name_is_masked_and_codings_around_it_stay() {
    let study = buurt();
    study.run("code fg1:4 trust --memo 'Fons De Wachter bedoelt de buurt' --coder An").ok();
    study.run("code fg1:6 trust --coder An").ok();
    study.run("erase --words 'die mevrouw' --yes --coder An").exits(5).shows(&["fg1:4"]);
    study.edit("corpus/groepen/fg1.txt", "die mevrouw", "[naam]");
    study.run_typing("erase --words - --yes --coder An", "die mevrouw\n").ok();
    study.run("erase --words 'Fons de Wachter' --yes --coder An").ok();
    assert_eq!(holding(&study, "die mevrouw"), Vec::<String>::new());
    assert_eq!(holding(&study, "De Wachter"), Vec::<String>::new());
    study.run("find --coder An --plain").ok().shows(&["[naam]", "Nee. Online"]);
    study.run("memo fg1:4").ok().shows(&["███████████████ bedoelt de buurt"]);
    study.run("check").ok();
}

#[test]
fn a_source_goes_with_all_that_was_made_of_it() {
    let study = buurt();
    study.run("code fg1:2 trust --memo 'bijzonder' --coder An").ok();
    study.run("code i1:2 trust --coder An").ok();
    study.run("erase --source fg1 --yes --coder An").ok();
    assert!(!study.exists("corpus/groepen/fg1.txt"));
    for line in FOCUS_GROUP.lines().filter(|line| line.contains(": ") && !line.starts_with("Moderator")) {
        assert_eq!(holding(&study, line.split_once(": ").unwrap().1), Vec::<String>::new());
    }
    assert_eq!(holding(&study, "bijzonder"), Vec::<String>::new());
    study.run("find --coder An --plain").ok().shows(&["i1:2"]);
    study.run("check").ok();
}

#[test]
fn what_others_said_in_the_same_words_can_be_left() {
    let study = buurt();
    study.run("code fg1:2 trust --coder An").ok();
    let echo = format!("{}Samira: Ze zei toch: ik wacht al drie weken op een antwoord!\n", FOCUS_GROUP);
    study.write(
        "corpus/groepen/fg1.txt",
        echo.lines().filter(|l| !l.starts_with("Marleen")).collect::<Vec<_>>().join("\n"),
    );
    study.run("erase --participant P1 --yes --coder An").exits(5).shows(&["fg1:7"]);
    study.run("erase --participant P1 --yes --leave-elsewhere --coder An").ok();
    assert_eq!(holding(&study, "dat vertrouw ik niet meer"), Vec::<String>::new());
    study.run("find 'drie weken' --plain").ok().shows(&["fg1:7"]);
}

#[test]
fn files_that_cannot_be_looked_into_are_named() {
    let study = buurt();
    study.run("code fg1:2 trust --coder An").ok();
    study.run("export --code trust -o trust.docx").ok();
    study.write("notes.txt", "Let op: hij zegt die mevrouw in het verslag");
    study.edit("corpus/groepen/fg1.txt", "die mevrouw", "iemand");
    study.run("erase --words 'die mevrouw' --yes --coder An").exits(4).shows(&[
        "  notes.txt",
        "  trust.docx",
        "cannot reach exports elsewhere",
    ]);
}

#[test]
fn erasing_is_not_taken_back() {
    let study = buurt();
    study.run("code fg1:6 trust --coder An").ok();
    study.run("code fg1:4 trust --coder An").ok();
    study.edit(
        "corpus/groepen/fg1.txt",
        "Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen.",
        "[gewist]",
    );
    study.run("erase --words 'Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen' --yes --coder An").ok();
    study.run("log").ok().shows(&["erased"]);
    study.run("undo --coder An").ok().shows(&["taken back: coded fg1 relationship/trust: Nee. Online"]);
    study.run("undo --coder An").exits(1);
}

/// What Marleen says in turns 2 and 6 of `fg1`, in stretches of any length that nobody else says.
const HERS: [&str; 3] = ["drie weken op een antwoord", "niet meer", "langer dan aan de balie"];

/// Files of the study outside the corpus and the index that hold any of it.
fn hers(study: &Study) -> Vec<String> {
    let all = HERS.iter().flat_map(|words| holding(study, words));
    all.filter(|path| !path.starts_with("corpus/") && !path.starts_with("index/")).collect()
}

#[test]
fn no_set_holds_words_of_somebody_who_took_consent_back_not_even_around_a_quote() {
    let study = buurt();
    study.an(&["pick", "fg1:2", "fg1:3", "fg1:7", "--set", "s"]).ok();
    study.an(&["pick", "fg1:2", "--words", "niet meer", "--set", "t"]).ok();
    let note = "zie ook: ik wacht al drie weken op een antwoord";
    study.an(&["pick", "fg1:4", "--set", "t", "--note", note]).ok();
    let listed = study.an(&["withdraw", "P1"]).exits(5);
    listed.shows(&["fg1:3  (words of the person stand next to it, and go)", "fg1:4  (its note holds words"]);
    let before = (study.text("quotes/s.yaml"), study.text("quotes/t.yaml"));
    study.an(&["withdraw", "P1", "--yes"]).ok();
    let sets = study.text("quotes/s.yaml") + &study.text("quotes/t.yaml");
    for words in ["vertrouw ik niet meer", "dan aan de balie", "drie weken"] {
        assert!(!sets.contains(words), "{words}: {sets}");
    }
    // What stays still stands, and what stands beside it that others said.
    study.an(&["set", "show", "s"]).ok().shows(&["fg1:3", "fg1:7"]);
    assert!(sets.contains("Samira: Ik vertrouw die mevrou"), "{sets}");
    study.an(&["check"]).all();
    study.an(&["undo"]).ok();
    assert_eq!((study.text("quotes/s.yaml"), study.text("quotes/t.yaml")), before);
}

#[test]
fn what_is_erased_stands_in_no_set_however_short() {
    let study = buurt();
    study.an(&["pick", "fg1:2", "--words", "niet meer", "--set", "s"]).ok();
    study.an(&["pick", "fg1:3", "fg1:7", "--set", "s"]).ok();
    let others: Vec<_> = FOCUS_GROUP.lines().filter(|line| !line.starts_with("Marleen")).collect();
    study.write("../new.txt", others.join("\n"));
    study.run("replace fg1 ../new.txt --coder An").all();
    let refused = study.run("erase --participant P1 --yes --coder An").exits(5);
    refused.shows(&["quotes/s.yaml  fg1:2"]).says(&["withdraw PARTICIPANT --yes"]);
    assert!(!hers(&study).is_empty());
    // What others said in the same words says nothing of a set.
    study.run("erase --participant P1 --yes --leave-elsewhere --coder An").exits(5);
    study.an(&["set", "drop", "s", "1"]).ok();
    study.run("erase --participant P1 --yes --coder An").ok();
    assert_eq!(hers(&study), Vec::<String>::new());
    study.an(&["set", "show", "s"]).ok().shows(&["fg1:2 · vrijwilliger", "fg1:5 · vrijwilliger"]);
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
    study.run("check").ok();
}

#[test]
fn a_name_in_a_quote_of_a_set_is_masked_where_it_is_kept_and_the_quote_still_stands() {
    let study = buurt();
    study.an(&["pick", "fg1:4", "--set", "s"]).ok();
    study.an(&["pick", "fg1:3", "--set", "s", "--note", "die mevrouw is Els"]).ok();
    study.edit("corpus/groepen/fg1.txt", "die mevrouw", "[naam]");
    study.run("erase --words 'die mevrouw' --yes --coder An").exits(5).shows(&["quotes/s.yaml  fg1:3"]);
    study.an(&["set", "edit", "s", "2", "--note", ""]).ok();
    study.run("erase --words 'die mevrouw' --yes --coder An").ok();
    assert_eq!(holding(&study, "die mevrouw"), Vec::<String>::new());
    study.an(&["set", "show", "s"]).ok().shows(&["[naam]", "Bij ons in de buurt"]);
    study.an(&["export", "--set", "s", "-o", "d.pptx"]).ok();
}
