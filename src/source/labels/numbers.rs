//! Numbers that a transcriber typed before the lines (`  3 R: words`): they were never said, and are no part of a name.

use crate::diag::Diagnostic;
use crate::transcript::{Transcript, Turn};

use super::lines::lines;

/// Fewer numbers in a row than this may be anything.
const FEWEST: usize = 3;
/// Numbers have this many digits at most.
const MOST_DIGITS: usize = 5;

/// Whether at least half of the lines of `text` that are not blank begin with a number, one more than the one before.
pub(super) fn are_numbered(text: &str) -> bool {
    let (mut all, mut numbered, mut rising) = (0, 0, 0);
    let mut before = None;
    for (_, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
        all += 1;
        let Some((number, _)) = number(line) else { continue };
        numbered += 1;
        rising += usize::from(before.is_none_or(|before: u32| before + 1 == number));
        before = Some(number);
    }
    numbered >= FEWEST && numbered * 2 >= all && rising * 10 >= numbered * 9
}

/// The number that `line` begins with before a blank, or as all there is of it, and how many bytes it takes with all
/// blanks around it.
pub(super) fn number(line: &str) -> Option<(u32, usize)> {
    let rest = line.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=MOST_DIGITS).contains(&digits) {
        return None;
    }
    let after = rest.get(digits..)?;
    let words = after.trim_start();
    let apart = words.len() < after.len() || after.is_empty();
    Some((rest.get(..digits)?.parse().ok()?, line.len() - words.len())).filter(|_| apart)
}

/// What is said of a transcript with numbered lines whose turns go over several of them.
pub(super) fn inside(transcript: &Transcript) -> Option<Diagnostic> {
    if !are_numbered(&transcript.text) {
        return None;
    }
    let is_cut =
        |turn: &&Turn| lines(transcript.words_of(turn)).skip(1).any(|(_, line)| number(line).is_some());
    let count = transcript.turns.iter().filter(is_cut).count();
    let message =
        format!("the lines are numbered, and {count} turn(s) have numbers of lines among their words");
    let hint = "take the numbers out of the file (Word can show line numbers that are no text), so that quotes have none";
    (count > 0).then(|| Diagnostic::warning(message).hint(hint))
}

#[cfg(test)]
mod tests {
    use crate::source::{Reader, Reading, Settings, txt::Txt};

    fn read(text: &str) -> (Vec<String>, Reading) {
        let reading = Txt.read(text.as_bytes(), &Settings::default()).unwrap();
        let transcript = &reading.transcript;
        assert_eq!(transcript.text, text, "the text is the whole file");
        let show = |turn: &crate::transcript::Turn| {
            let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
            format!("{speaker}|{}", transcript.words_of(turn))
        };
        (transcript.turns.iter().map(show).collect(), reading)
    }

    #[test]
    fn the_number_of_a_line_is_no_part_of_a_name() {
        let (turns, reading) = read(
            "  1 I: Hoe ging dat?\n  2 R: Goed, en\n  3 ook weer niet.\n  4\n  5 I: Echt?\n  6 R: 2 keer per week.\n",
        );
        assert_eq!(
            turns,
            ["I|Hoe ging dat?", "R|Goed, en\n  3 ook weer niet.", "I|Echt?", "R|2 keer per week."]
        );
        assert!(
            reading.diagnostics.iter().any(|note| note.message.contains("numbered")),
            "{:?}",
            reading.diagnostics
        );
        let (turns, reading) = read("1 Anna: Dag.\n\n2 Bo: Dag.\n\n3 Anna: Kom je?\n\n4 Bo: Nee.\n");
        assert_eq!(turns, ["Anna|Dag.", "Bo|Dag.", "Anna|Kom je?", "Bo|Nee."]);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let (turns, _) =
            read("7 [00:12] Anna: Dag.\n8 [00:14] Bo: Dag.\n9 [00:20] Anna: Kom je?\n10 [00:25] Bo: Nee.\n");
        assert_eq!(turns, ["Anna|Dag.", "Bo|Dag.", "Anna|Kom je?", "Bo|Nee."]);
    }

    #[test]
    fn numbered_lines_without_labels_are_turns_without_their_numbers() {
        let (turns, _) = read("1 Ik kwam daar elke week.\n2 Toen niet meer.\n3 Jammer was dat.\n");
        assert_eq!(turns, ["-|Ik kwam daar elke week.", "-|Toen niet meer.", "-|Jammer was dat."]);
    }

    #[test]
    fn numbers_that_were_said_stay() {
        let list = "An: Wat moet je halen?\nBo: Dit hier.\n1 brood\n2 melk: halfvol\n3 kaas\nAn: Goed.\nBo: Ja.\nAn: Dag.\n";
        let (turns, _) = read(list);
        assert_eq!(turns[1], "Bo|Dit hier.\n1 brood\n2 melk: halfvol\n3 kaas");
        let (turns, _) = read("3 R: Dag.\n3 I: Dag.\n3 R: Kom je?\n3 I: Nee.\n");
        assert_eq!(turns[0], "3 R|Dag.");
    }
}
