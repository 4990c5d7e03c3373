//! Corrected transcripts: codings follow, wait, are placed, dropped and confirmed.

use crate::buurt::{FOCUS_GROUP, buurt};
use crate::study::{Output, Study, differing};

const TEXT: &str = "corpus/groepen/fg1.txt";

/// The study with codings in most turns of the focus group, by An.
fn coded() -> Study {
    let study = buurt();
    for line in [
        "code fg1:2 trust --words 'Dat vertrouw ik niet meer'",
        "code fg1:3 waiting",
        "code fg1:4 trust --words 'in de ogen'",
        "code fg1:7 trust",
        "code fg1:8 client --words 'clientèle van een winkel'",
        "star fg1:6",
    ] {
        study.run(&format!("{line} --coder An")).ok();
    }
    study.ingested()
}

/// The focus group with a word put right, a turn that somebody else said, and words that were never said.
fn corrected() -> String {
    FOCUS_GROUP
        .replace("Hoe lang", "Zeg eens, hoe lang")
        .replace("nog langer, zegt", "nog veel langer, zegt")
        .replace("Fons: Op het scherm", "Marleen: Op het scherm")
        .replace("De cliënten van hier zijn geen clientèle van een winkel.", "Ik ben een mens.")
}

/// The id that `anchors` lists with these words in its first line.
fn id(anchors: &Output, with: &str) -> String {
    let line = anchors.stdout.lines().find(|line| line.contains(with) && !line.starts_with(' '));
    line.unwrap_or_else(|| panic!("no {with:?} in {}", anchors.stdout)).split(' ').next().unwrap().to_owned()
}

/// What people coded: address, code with coder, words.
fn standing(study: &Study) -> Vec<String> {
    let quotes = study.run("find --all --json --coded --coder An").json();
    let line =
        |quote: &serde_json::Value| format!("{} {}", quote["address"], quote["quote"]).replace('"', "");
    quotes.iter().map(line).collect()
}

#[test]
fn codings_follow_a_corrected_transcript_or_wait() {
    let study = coded();
    study.write("nieuw.txt", corrected());
    let before = study.truth();
    let told = "\
3 codings and notes by people stand on the same words
1 stands on words that were corrected: `verbatim anchors fg1`
2 wait for your decision: `verbatim anchors fg1`
";
    assert_eq!(study.run("replace fg1 nieuw.txt --dry-run --coder An").exits(5).stdout, told);
    assert_eq!(differing(&study.truth(), &before), [""; 0], "a dry run writes nothing");
    let done = study.run("replace fg1 nieuw.txt --coder An").exits(5).stdout;
    assert_eq!(done, format!("{told}corpus/groepen/fg1.txt is the new file\n"));
    assert_eq!(study.text(TEXT), corrected());
    assert_eq!(
        standing(&study),
        [
            "fg1:2 Dat vertrouw ik niet meer",
            "fg1:3 Bij ons in de buurt wachten ze nog veel langer, zegt mijn zus.",
            "fg1:4 in de ogen",
        ]
    );
    study.run("show fg1:6").ok().shows(&["★"]);
    study.run("status").ok().shows(&["2 codings wait: the transcript changed since (fg1)"]);
    let anchors =
        study.run("anchors").exits(5).says(&["1 coding stands on corrected words", "2 things wait"]);
    let hidden = [("not there any more", "[a] "), ("says its words now", "[b] "), ("were corrected", "[c] ")]
        .iter()
        .fold(anchors.stdout.clone(), |text, (with, name)| text.replace(&id(&anchors, with), name.trim()));
    insta::assert_snapshot!(hidden, @r#"
    [b]  fg1  relationship/trust (An)  waits: somebody else says its words now
        was  Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.
        now? fg1:7  Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.
        verbatim anchors place [b] fg1:7 --words "..."   or   verbatim anchors drop [b]
    [a]  fg1  client (An)  waits: its words are not there any more
        was  clientèle van een winkel
        verbatim anchors place [a] fg1:17 --words "..."   or   verbatim anchors drop [a]
    [c]  fg1  access/waiting (An)  some of its words were corrected
        was  Bij ons in de buurt wachten ze nog langer, zegt mijn zus.
        now  fg1:3  Bij ons in de buurt wachten ze nog veel langer, zegt mijn zus.
    "#);
}

#[test]
fn what_waits_is_placed_dropped_or_confirmed_and_all_of_it_can_be_taken_back() {
    let study = coded();
    let (before, truth) = (standing(&study), study.text(TEXT));
    study.write("nieuw.txt", corrected());
    study.run("replace fg1 nieuw.txt --coder An").exits(5);
    let anchors = study.run("anchors fg1").exits(5);
    let (gone, other) = (id(&anchors, "not there any more"), id(&anchors, "says its words"));
    let refused = |line: &str, says: &[&str]| {
        study.run(&format!("{line} --coder Bo")).exits(2).says(says);
    };
    refused("anchors place ffff fg1:7", &["nothing has the id `ffff`"]);
    refused(&format!("anchors drop {}", &gone[..2]), &["at least four digits"]);
    refused(&format!("anchors place {other} i1:2"), &["belongs to fg1, not to i1"]);
    refused(&format!("anchors place {other} fg1:7 --words zebra"), &["not said there"]);
    refused(&format!("anchors keep {other}"), &["is no decision that another one contradicts"]);
    study.run(&format!("anchors drop {gone}")).exits(2).says(&["nobody is named as coder"]);

    study.run(&format!("anchors place {other} fg1:7 --words 'geen gezicht' --coder Bo")).ok();
    assert_eq!(standing(&study).last().unwrap(), "fg1:7 geen gezicht", "still An's");
    study.run("anchors").exits(5).says(&["1 thing waits"]);
    study.run(&format!("anchors drop {gone} --coder Bo")).ok();
    study.run("anchors").ok().says(&["Nothing waits for a decision."]);
    study.run("anchors confirm fg1 --coder Bo").ok().shows(&["1 coding confirmed"]);
    study.run("anchors confirm --coder Bo").exits(1).says(&["No coding stands on corrected words."]);
    assert!(study.run("anchors").ok().stdout.is_empty());
    study.run("check").ok();

    study.run("undo -n 3 --coder Bo").ok();
    assert_eq!(study.run("anchors").exits(5).stdout, anchors.stdout);
    study.run("undo --coder An").ok().shows(&["taken back: replaced corpus/groepen/fg1.txt"]);
    assert_eq!((study.text(TEXT), standing(&study)), (truth, before));
    study.run("anchors").ok();
    study.run("check").ok();
}

#[test]
fn another_format_keeps_the_short_name_and_the_codings() {
    for (name, make) in [("nieuw.md", markdown as fn() -> String), ("nieuw.vtt", captions)] {
        let study = coded();
        let before = standing(&study);
        study.write(name, make());
        let ending = name.rsplit('.').next().unwrap();
        let done = study.run(&format!("replace fg1 {name} --coder An")).ok();
        done.shows(&[
            "6 codings and notes by people stand on the same words",
            &format!("corpus/groepen/fg1.{ending} stands in the place of corpus/groepen/fg1.txt"),
        ]);
        assert!(!study.exists(TEXT));
        assert_eq!(standing(&study), before, "{name}");
        study.run("check").ok();
        study.run("undo --coder An").ok();
        assert!(study.exists(TEXT) && !study.exists(&format!("corpus/groepen/fg1.{ending}")));
        assert_eq!(standing(&study), before);
        study.run("redo --coder An").ok();
        assert_eq!(standing(&study), before);
    }
}

fn markdown() -> String {
    let turns = FOCUS_GROUP.lines().skip(2).map(|line| {
        let (name, said) = line.split_once(": ").unwrap();
        format!("**{name}:** {said}\n\n")
    });
    turns.collect()
}

fn captions() -> String {
    let turns = FOCUS_GROUP.lines().skip(2).enumerate().map(|(at, line)| {
        let (name, said) = line.split_once(": ").unwrap();
        format!("00:00:{at:02}.000 --> 00:00:{at:02}.900\n<v {name}>{said}\n\n")
    });
    format!("WEBVTT\n\n{}", turns.collect::<String>())
}

#[test]
fn a_file_that_cannot_take_the_place_is_refused() {
    let study = coded();
    study.write("corpus/groepen/fg1.md", "Ander: Iets anders.\n");
    study.write("leeg.pdf", b"\x00\x01");
    study.write("nieuw.md", markdown());
    study.run("ingest").ok();
    let before = study.truth();
    study.run("replace fg1 nergens.txt --coder An").exits(2).says(&["cannot read `nergens.txt`"]);
    study.run("replace fg9 nieuw.md --coder An").exits(2).says(&["unknown source `fg9`"]);
    study.run("replace fg1 leeg.pdf --coder An").exits(2);
    study.run("replace i1 nieuw.md").exits(2).says(&["nobody is named as coder"]);
    let other = study.run("replace groepen/fg1.txt nieuw.md --coder An").exits(2);
    other.says(&["corpus/groepen/fg1.md is another source"]);
    assert_eq!(differing(&study.truth(), &before), [""; 0]);
}

#[test]
fn a_file_edited_in_place_is_followed_like_one_that_was_replaced() {
    let study = coded();
    study.write(TEXT, corrected());
    study.run("ingest").exits(5).says(&["wait: the transcript changed"]);
    assert_eq!(standing(&study).len(), 3);
    study.run("anchors").exits(5).says(&["2 things wait"]);
    study.write(TEXT, FOCUS_GROUP);
    study.run("ingest").ok();
    study.run("anchors").ok();
    assert_eq!(standing(&study).len(), 5);
}

#[test]
fn a_file_that_was_renamed_keeps_its_short_name_and_its_codings() {
    let study = coded();
    let before = standing(&study);
    study.remove(TEXT);
    study.write("corpus/mei/gesprek met de groep.txt", FOCUS_GROUP);
    study.run("ingest").ok();
    assert_eq!(standing(&study), before);
    study.run("show fg1:6").ok().shows(&["★", "mei/gesprek met de groep.txt"]);
    study.run("anchors").ok();
}

#[test]
fn what_one_took_away_and_another_coded_anew_waits_for_a_decision() {
    for keep in ["took it away", "made it relationship/trust"] {
        let study = buurt();
        study.run("code fg1:4 trust --words ogen --coder An").ok();
        let log = |study: &Study| {
            study.files("codings/fg1").into_keys().find(|name| name.contains("/An-")).unwrap()
        };
        let first = log(&study);
        let both_know = study.read(&first);
        study.run("uncode fg1:4 trust --of An --coder Bo").ok();
        let bo = study.files("codings/fg1").into_keys().find(|name| name.contains("/Bo-")).unwrap();
        let of_bo = study.read(&bo);
        // On another copy of the study An noted something with it, not knowing of Bo.
        study.remove(&bo);
        let line = "code fg1:4 trust --words ogen --coder An --memo letterlijk";
        study.run(line).ok();
        assert_ne!(study.read(&first), both_know);
        study.write(&bo, of_bo);
        study.run("ingest").ok();

        let anchors = study.run("anchors").exits(5).says(&["1 thing waits for a decision"]);
        for part in ["relationship/trust (An)  decided differently", "Bo took it away", "An made it"] {
            assert!(anchors.stdout.contains(part), "{}", anchors.stdout);
        }
        let line = anchors.stdout.lines().find(|line| line.contains(keep)).unwrap();
        let id = line.rsplit(' ').next().unwrap();
        study.run(&format!("anchors keep {id} --coder Cas")).ok().shows(&["counts"]);
        study.run("anchors").ok();
        let stands = study.run("show fg1:4").ok().stdout.contains("relationship/trust (An)");
        assert_eq!(stands, keep.starts_with("made"), "{keep}");
        study.run("undo --coder Cas").ok();
        study.run("anchors").exits(5);
    }
}
