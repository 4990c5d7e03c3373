//! Tests of what was once lost, or given to somebody else, without a word.

use super::seen::{self, read};
use crate::source::{Reader, md::Markdown, txt::Txt};

/// The turns, and what is said of them.
fn read_by(reader: &dyn Reader, text: &str) -> (Vec<String>, Vec<String>) {
    let (turns, reading) = seen::reading(reader, text);
    (turns, reading.diagnostics.into_iter().map(|note| note.message).collect())
}

/// What Roos and Ilias say in turn after others, label and words written by `turn`.
fn talk(turn: impl Fn(&str, &str) -> String) -> String {
    ["Roos|Kom je?", "Ilias|Straks.", "Roos|Nu dan.", "Ilias|Goed."]
        .iter()
        .filter_map(|said| said.split_once('|'))
        .map(|(who, words)| turn(who, words))
        .collect()
}

#[test]
fn who_speaks_once_and_first_has_a_turn() {
    let colon = |who: &str, words: &str| format!("{who}: {words}\n");
    let below = |who: &str, words: &str| format!("{who}:\n{words}\n\n");
    for (form, text) in [
        ("colon", format!("{}{}", colon("Tine", "Ik blijf."), talk(colon))),
        ("below", format!("{}{}", below("Tine", "Ik blijf."), talk(below))),
        ("brackets", format!("[Tine] Ik blijf.\n{}", talk(|who, words| format!("[{who}] {words}\n")))),
    ] {
        let turns = read(&text);
        assert_eq!((turns.len(), turns[0].as_str()), (5, "Tine|Ik blijf."), "{form}: {turns:?}");
    }
    assert_eq!(read(&format!("I: Hoe?\n{}", talk(colon)))[0], "I|Hoe?");
    assert_eq!(read(&format!("Tine: Dag iedereen.\nBo: Goeiemorgen\n{}", talk(colon))).len(), 6);
}

#[test]
fn a_round_of_introductions_with_times_is_kept() {
    let names = ["Mia", "Bert", "Carla", "Dirk"];
    let round: String =
        names.iter().zip(0..).map(|(name, at)| format!("{name}  {at}:00\nIk ben {name}\n\n")).collect();
    let times = std::cell::Cell::new(9);
    let later = talk(|who, words| {
        times.set(times.get() + 1);
        format!("{who}  {}:30\n{words}\n\n", times.get())
    });
    let turns = read(&format!("{round}{later}"));
    assert_eq!((turns.len(), turns[0].as_str()), (8, "Mia|Ik ben Mia"), "{turns:?}");
}

#[test]
fn who_speaks_once_has_a_turn_where_names_stand_alone() {
    let bold = talk(|who, words| format!("**{who}**\n\n{words}\n\n"));
    let (turns, _) = read_by(&Markdown, &format!("**Tine**\n\nIk blijf.\n\n{bold}"));
    assert_eq!((turns.len(), turns[0].as_str()), (5, "Tine|Ik blijf."), "{turns:?}");
    let alone = talk(|who, words| format!("{}\n{words}\n\n", who.replace("Roos", "Interviewer")));
    let turns = read(&format!("Tine\nIk blijf.\n\n{alone}Bo Maes\nIk ook.\n"));
    assert_eq!(turns.len(), 6, "{turns:?}");
    assert_eq!((turns[0].as_str(), turns[5].as_str()), ("Tine|Ik blijf.", "Bo Maes|Ik ook."));
    let titled = read(&format!("Wijkhuis De Linde\nEen gesprek over wachten en geduld\n\n{alone}"));
    assert_eq!(titled.len(), 4, "{titled:?}");
}

#[test]
fn lines_above_the_first_turn_that_sound_like_speech_are_told() {
    let colon = talk(|who, words| format!("{who}: {words}\n"));
    for line in ["Goeiemorgen, gaat u zitten.", "Hoe bent u hier gekomen?", "Dan begin ik maar."] {
        let (turns, notes) = read_by(&Txt, &format!("Gesprek drie\n\n{line}\n{colon}"));
        assert_eq!(turns.len(), 4);
        let told = notes.iter().any(|note| note.contains(&format!("line 3 `{line}`")));
        assert!(told, "{line}: {notes:?}");
    }
    for header in ["Gesprek drie\nWijkhuis: De Linde\n", "Datum: 3 mei\nDoel: nagaan wat u vindt.\n\n"] {
        let (turns, notes) = read_by(&Txt, &format!("{header}{colon}"));
        assert_eq!(turns.len(), 4, "{turns:?}");
        assert!(!notes.iter().any(|note| note.contains("look like speech")), "{notes:?}");
    }
}

#[test]
fn an_answer_that_looks_like_a_label_is_what_was_said() {
    for answer in ["Vrouw", "Man", "Cliënt", "Vrijwilliger", "Student", "Vraag 3", "Onbekend", "10:30"] {
        let text = format!(
            "Interviewer\nWie bent u?\n\nFatima\nIk ben Fatima.\n\nInterviewer\nEn dan?\n\nFatima\n{answer}\n\nInterviewer\nGoed.\n\nFatima\nDag.\n"
        );
        for text in [text.clone(), text.replace("\n\n", "\n")] {
            let turns = read(&text);
            assert_eq!((turns.len(), &turns[3]), (6, &format!("Fatima|{answer}")), "{turns:?}");
            assert_eq!(turns[4], "Interviewer|Goed.");
        }
        let twice = read(&format!("{text}\nInterviewer\nZeker?\n\nFatima\n{answer}\n"));
        assert_eq!((twice.len(), &twice[7]), (8, &format!("Fatima|{answer}")), "{twice:?}");
        let on = read(&text.replace(answer, &format!("{answer}\nen nog wat.")));
        assert_eq!(on.len(), 6, "{on:?}");
    }
}

#[test]
fn an_answer_below_a_name_with_a_time_is_what_was_said() {
    let text = "Interviewer 0:01\nWie?\n\nFatima 0:05\nVrouw\n\nInterviewer 0:09\nEn?\n\nFatima 0:12\nMan\n";
    assert_eq!(read(text), ["Interviewer|Wie?", "Fatima|Vrouw", "Interviewer|En?", "Fatima|Man"]);
}

#[test]
fn names_in_a_list_above_the_turns_are_no_answers() {
    let text = "Interviewer\nFatima\n\nInterviewer\nHoe?\n\nFatima\nGoed.\n\nInterviewer\nDag.\n";
    assert_eq!(read(text), ["Interviewer|Hoe?", "Fatima|Goed.", "Interviewer|Dag."]);
}

#[test]
fn lines_in_bold_between_turns_are_nobodys() {
    let asked = "**Hoe was dat?**\n\nR: Lang.\n\n**En toen?**\n\nR: Niets.\n\n**Thema 2 in het kort**\n\nMaar ja.\n\nR: Dag.\n";
    let (turns, notes) = read_by(&Markdown, asked);
    assert_eq!(turns, ["R|Lang.", "-|En toen?", "R|Niets.", "-|Thema 2 in het kort", "R|Maar ja.", "R|Dag."]);
    assert!(notes.iter().any(|note| note.starts_with("2 paragraph(s) without a label")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("`**Hoe was dat?**`")), "{notes:?}");
    let loud = "**I:** **Hoe?**\n\nR: Ik zei\n**(stilte)**\ngoed.\n\n**I:** En?\n\nR: Ja.\n";
    assert_eq!(read_by(&Markdown, loud).0.len(), 4);
}

#[test]
fn questions_without_a_label_are_not_the_words_of_who_answers() {
    for sign in ["", "1. ", "- "] {
        let text: String = ["Wie?", "En toen?", "Hoe lang?", "Waarom dan?"]
            .iter()
            .map(|question| format!("{sign}{question}\nR: Een antwoord.\n"))
            .collect();
        let turns = read(&text);
        assert_eq!((turns.len(), &turns[1]), (7, &format!("-|{sign}En toen?")), "{turns:?}");
    }
    let said = "I: Wat zei hij?\nR: Hij riep.\nWaar ga je heen?\nI: En?\nR: Ja.\n";
    assert_eq!(read(said)[1], "R|Hij riep.\nWaar ga je heen?");
}

#[test]
fn names_before_a_dash_a_stop_or_in_brackets_are_labels() {
    let expected = ["Roos|Kom je?", "Ilias|Straks: om tien uur.", "Roos|Nu dan.", "Bo|Goed."];
    for (before, after) in [("", " - "), ("", " – "), ("(", ") ")] {
        let text: String =
            expected.iter().map(|turn| format!("{before}{}\n", turn.replace('|', after))).collect();
        assert_eq!(read(&text), expected, "{text}");
    }
    assert_eq!(read("R1. Kom je?\nR2. Straks.\nR1. Nu.\n"), ["R1|Kom je?", "R2|Straks.", "R1|Nu."]);
    let codes = "I. Kom je?\nR1. Straks - om tien – elf uur.\nI. Nee - nu.\nR2. Ja, nu.\nR1. Goed.\n";
    let expected = ["I|Kom je?", "R1|Straks - om tien – elf uur.", "I|Nee - nu.", "R2|Ja, nu.", "R1|Goed."];
    assert_eq!(read(codes), expected);
    let list = ["-|A. Eerst dit.", "-|B. Dan dat - of niet.", "-|C. Ten slotte niets."];
    assert_eq!(read(&list.map(|line| line.replace("-|", "") + "\n").concat()), list);
    let aside = "Roos: Kom je?\n(lacht) Of niet.\nIlias: Straks - denk ik.\nRoos: Nu.\nIlias: Goed.\n";
    assert_eq!(read(aside).len(), 4);
}

#[test]
fn a_name_with_another_mark_is_told() {
    let text = "Roos: Kom je?\nIlias: Straks.\nRoos: Nu dan.\nIlias; Goed.\nRoos: Dag.\n";
    let (turns, notes) = read_by(&Txt, text);
    assert_eq!(turns.len(), 4);
    assert!(notes.iter().any(|note| note.contains("line 4 (`Ilias`)")), "{notes:?}");
}

#[test]
fn marks_that_nobody_sees_are_no_part_of_a_label() {
    for name in ["\u{200b}Ilias", "\u{200e}Ilias\u{200e}", "\u{2068}Ilias\u{2069}"] {
        let turns = read(&format!("Roos: Kom je?\n{name}: Straks.\nRoos: Nu.\n{name}: Goed.\n"));
        assert_eq!(turns, ["Roos|Kom je?", "Ilias|Straks.", "Roos|Nu.", "Ilias|Goed."]);
    }
}

#[test]
fn labels_that_tell_who_somebody_is_are_labels() {
    for name in [
        "Ilias, vrijwilliger bij Wijkhuis De Linde Gent",
        "Mevrouw Verhulst van het Welzijnspunt in Rozebeke",
    ] {
        let turn = |words| format!("I: Ja?\n{name}: {words}\n");
        let turns = read(&["Een.", "Twee.", "Drie."].map(turn).concat());
        assert_eq!((turns.len(), &turns[3]), (6, &format!("{name}|Twee.")), "{turns:?}");
    }
}
