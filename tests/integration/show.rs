//! Showing: the text exactly, turns as JSON, codings in the margin.

use crate::buurt::{FOCUS_GROUP, buurt};
use crate::study::{Study, cut, field, number};

#[test]
fn the_text_is_the_decoded_source_and_nothing_else() {
    let study = buurt();
    assert_eq!(study.run("show fg1 --text").ok().bytes, FOCUS_GROUP.as_bytes());
    // Windows line ends and a byte order mark are no part of the text; combining marks and odd blanks are.
    let said = "An: Cafe\u{301}\u{a0}is  toe.\t\n\nBo: Jawel \u{1f469}\u{200d}\u{1f467}!\n";
    study.write("corpus/crlf.txt", format!("\u{feff}{}", said.replace('\n', "\r\n")));
    assert_eq!(study.run("show crlf --text").ok().stdout, said);
    study.write("corpus/cr.txt", said.replace('\n', "\r"));
    assert_eq!(study.run("show cr --text").ok().stdout, said);
    let utf16: Vec<u8> = format!("\u{feff}{said}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    study.write("corpus/utf16.txt", utf16);
    assert_eq!(study.run("show utf16 --text").ok().stdout, said);
    // "An: Ja, één café in de buurt – “daar” wel." as Windows-1252 has it.
    let old =
        b"An: Ja, \xe9\xe9n caf\xe9 in de buurt \x96 \x93daar\x94 wel.\nBo: Allez, na\xefef zijn we niet.\n";
    study.write("corpus/oud.txt", old);
    let text = study.run("show oud --text").ok().stdout;
    assert_eq!(text, "An: Ja, één café in de buurt – “daar” wel.\nBo: Allez, naïef zijn we niet.\n");
    assert_eq!(study.run("show oud:1 --text").ok().stdout, "Ja, één café in de buurt – “daar” wel.");
}

#[test]
fn positions_count_code_points_of_the_text() {
    let said = "Moderator: 👩‍👧 Vertel!\nAn: Ik vertrouw 👍🏽 dat cafe\u{301} niet, één keer is genoeg. Ik wacht.\n\
        Moderator: Ja?\nAn: 𝔘we balie… vertrouw ik 🤷🏽‍♀️ wél.\n";
    let study = buurt();
    study.write("corpus/emoji.txt", said);
    let text = study.run("show emoji --text").ok().stdout;
    assert_eq!(text, said);
    let turns = study.run("show emoji --json").ok().json();
    assert_eq!(turns.len(), 4);
    let quotes = study.run("find --coded --source emoji --json").ok().json();
    assert_eq!(quotes.len(), 3);
    for (lines, words) in [(&turns, "text"), (&quotes, "quote")] {
        for line in lines {
            assert_eq!(cut(&text, number(line, "start"), number(line, "end")), field(line, words));
        }
    }
    for quote in &quotes {
        let (start, end) = (number(quote, "start"), number(quote, "end"));
        assert_eq!(field(quote, "before"), cut(&text, start.saturating_sub(32), start));
        let after: String = text.chars().skip(end).take(32).collect();
        assert_eq!(field(quote, "after"), after);
    }
}

#[test]
fn every_turn_stands_in_the_text() {
    let study = buurt();
    for source in ["fg1", "i1", "enquete"] {
        let text = study.run(&format!("show {source} --text")).ok().stdout;
        let turns = study.run(&format!("show {source} --json")).ok().json();
        for (at, turn) in turns.iter().enumerate() {
            assert_eq!(number(turn, "turn"), at + 1);
            assert_eq!(cut(&text, number(turn, "start"), number(turn, "end")), field(turn, "text"));
            let alone = study.run(&format!("show {source}:{} --text", at + 1)).ok().stdout;
            assert_eq!(alone, field(turn, "text"));
        }
    }
    let roles: Vec<String> =
        study.run("show i1 --json").ok().json().iter().map(|t| field(t, "role").to_owned()).collect();
    assert_eq!(roles, ["interviewer", "coordinator", "coordinator"], "interviewers are always shown");
}

#[test]
fn codings_stand_in_the_margin() {
    insta::assert_snapshot!(buurt().run("show fg1:6-8").ok().stdout, @r#"
    fg1  groepen/fg1.txt · txt, "Name:" labels · 8 turns

       6  Marleen · cliënt
           ▌▌ Nee. Online wacht ik nog langer dan aan de balie.                        ‹ access/waiting
                                                                                       ‹ access/online

       7  Fons · vrijwilliger
           ▌▌ Op het scherm zie ik geen gezicht, dus vertrouw ik het niet.        ‹ relationship/trust
                                                                                  ‹ relationship/online

       8  Samira · cliënt
           ▌▌ De cliënten van hier zijn geen clientèle van een winkel.                      ‹ client
                                                                                            ‹ clientele
    "#);
}

#[test]
fn addresses_go_without_case_and_by_path() {
    let study = buurt();
    for address in ["FG1:4", "groepen/fg1.txt:4", "fg1:4-4"] {
        study.run(&format!("show {address}")).ok().shows(&["zij kijkt mij in de ogen"]);
    }
    let two = study.run("show fg1:3-4 --json").ok().json();
    assert_eq!(two.iter().map(|t| number(t, "turn")).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(
        study.run("show fg1:3-4 --text").ok().stdout,
        "Bij ons in de buurt wachten ze nog langer, zegt mijn zus.\nSamira: \
         Ik vertrouw die mevrouw aan de balie wel, zij kijkt mij in de ogen."
    );
}

#[test]
fn unknown_addresses_are_refused_with_what_there_is() {
    let study = buurt();
    study.run("show fg2").exits(2).says(&["unknown source `fg2`", "did you mean `fg1`?"]);
    for address in ["fg1:9", "fg1:0", "fg1:3-2", "fg1:x", "fg1:", "fg1:99999999999999999999"] {
        let refused = study.run(&format!("show {address}")).exits(2);
        refused.says(&["names no turns of fg1", "its turns are numbered 1 to 8"]);
    }
    study.run("show fg1 --text --json").exits(2);
}

#[test]
fn a_line_that_looks_like_a_label_is_no_new_speaker() {
    let said = "Moderator: Hoe was dat vroeger?\nLies: Kijk: tot zijn achttiende woonde hij thuis.\n\
        Eerlijk: dat was niet simpel.\nModerator: En nu?\nLies: Nu belt hij.\nModerator: Vaak?\nLies: Ja.\n";
    let study = Study::new().with("corpus/i1.txt", said);
    let turns = study.run("show i1 --json").ok().json();
    assert_eq!(turns.len(), 6);
    assert_eq!(
        field(&turns[1], "text"),
        "Kijk: tot zijn achttiende woonde hij thuis.\nEerlijk: dat was niet simpel."
    );
    assert!(turns.iter().all(|turn| ["Moderator", "Lies"].contains(&field(turn, "speaker"))));
}
