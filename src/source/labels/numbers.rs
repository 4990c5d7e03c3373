//! Numbers that a transcriber typed before the lines (`  3 R: words`): they were never said, and are no part of a name.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::source::names::{key, tidy};
use crate::text::Span;
use crate::transcript::{Transcript, Turn};

use super::Form;
use super::lines::{Candidate, lines};

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

/// Numbers typed at some lines only, mostly every fifth one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineNumbers {
    /// What all of them are multiples of.
    step: u32,
}

impl LineNumbers {
    /// Takes numbers of lines off the labels they stand before (`10 An: words`): those before labels that stand
    /// without a number as well. They rise through the document; those of every fifth line may begin again on a page.
    pub(super) fn take_off(text: &str, candidates: &mut [Candidate]) -> Option<Self> {
        let split = |candidate: &Candidate| {
            let label = candidate.head.label.of(text);
            let (number, length) = number(label).filter(|(_, length)| *length < label.len())?;
            Some((number, length, (candidate.form, key(&tidy(label.get(length..)?)))))
        };
        let named = |candidate: &&Candidate| !matches!(candidate.form, Form::Pattern | Form::Time);
        candidates.iter().filter(named).find_map(split)?;
        let plain: HashSet<_> = candidates
            .iter()
            .filter(|candidate| split(candidate).is_none())
            .map(|candidate| (candidate.form, key(&tidy(candidate.head.label.of(text)))))
            .collect();
        let before = |candidate: &Candidate| {
            split(candidate).filter(|(_, _, label)| named(&candidate) && plain.contains(label))
        };
        let mut numbers: Vec<(usize, u32)> = candidates
            .iter()
            .filter_map(|candidate| Some((candidate.head.line, before(candidate)?.0)))
            .collect();
        numbers.dedup();
        let numbers: Vec<u32> = numbers.into_iter().map(|(_, number)| number).collect();
        if !rise(&numbers) {
            return None;
        }
        for candidate in candidates.iter_mut() {
            if let Some((_, length, _)) = before(candidate) {
                let label = candidate.head.label;
                candidate.head.label = Span::new(label.start + length, label.end);
            }
        }
        Some(Self { step: numbers.into_iter().fold(0, divisor) })
    }
}

/// Whether `numbers` are those of lines from the first one to the last.
fn rise(numbers: &[u32]) -> bool {
    let steps = numbers.len().saturating_sub(1);
    let rising = numbers.iter().zip(numbers.iter().skip(1)).filter(|(one, next)| one < next).count();
    let fifths = numbers.iter().all(|number| number % 5 == 0);
    steps > 0 && (rising == steps || fifths && rising > (steps - rising) * 2)
}

/// The greatest number that divides both.
fn divisor(one: u32, other: u32) -> u32 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// What is said of a transcript with numbered lines, all or some of them, whose turns go over several.
pub(super) fn inside(transcript: &Transcript, some: Option<LineNumbers>) -> Option<Diagnostic> {
    let step = if are_numbered(&transcript.text) { 1 } else { some?.step.max(1) };
    let is_cut = |turn: &&Turn| {
        let mut rest = lines(transcript.words_of(turn)).skip(1);
        rest.any(|(_, line)| number(line).is_some_and(|(number, _)| number % step == 0))
    };
    let count = transcript.turns.iter().filter(is_cut).count();
    let message =
        format!("the lines are numbered, and {count} turn(s) have numbers of lines among their words");
    let hint = "take the numbers out of the file (Word can show line numbers that are no text), so that quotes have none";
    (count > 0).then(|| Diagnostic::warning(message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use crate::source::{Reading, txt::Txt};

    fn read(text: &str) -> (Vec<String>, Reading) {
        let (turns, reading) = seen::reading(&Txt, text);
        assert_eq!(reading.transcript.text, text, "the text is the whole file");
        (turns, reading)
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

    #[test]
    fn the_number_of_every_fifth_line_is_no_part_of_a_name() {
        let (turns, reading) = read(
            "5 Interviewer: Hoe gaat dat?\nMia: Goed.\nInterviewer: Al lang?\nMia: Al lang.\n10 Interviewer: Goed.\nMia: Ja.\nInterviewer: En nu?\nMia: Niets\n15 Interviewer: ok\n20 Mia: dag\n",
        );
        let speakers: Vec<&str> = turns.iter().filter_map(|turn| Some(turn.split_once('|')?.0)).collect();
        let (i, m) = ("Interviewer", "Mia");
        assert_eq!(speakers, [i, m, i, m, i, m, i, m, i, m]);
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let pages =
            "An: Dag.\n5 Bo: Dag.\n10 An: Ja?\n15 Bo: Nee.\n20 An: Goed.\nBo: Ja.\n5 An: En?\n10 Bo: Dag.\n";
        assert!(read(pages).0.iter().all(|turn| turn.starts_with("An|") || turn.starts_with("Bo|")));
        let (turns, reading) = read(
            "An: Dag.\n5 Bo: Er zijn er nog\n10 van mijn zus.\nAn: Ja.\n15 Bo: Dus.\nBo: Ja.\nAn: Dag.\n",
        );
        assert_eq!(turns[1], "Bo|Er zijn er nog\n10 van mijn zus.");
        assert!(reading.diagnostics.iter().any(|note| note.message.contains("1 turn(s) have numbers")));
    }

    #[test]
    fn numbers_that_do_not_rise_are_parts_of_names() {
        let (turns, _) =
            read("2 Anna: Dag.\n1 Anna: Dag.\nAnna: Kom je?\n2 Anna: Nee.\n1 Anna: Ja.\nAnna: Goed.\n");
        assert_eq!(turns[0], "2 Anna|Dag.");
        let (turns, _) = read("1 Anna: Dag.\n2 Bo: Dag.\n1 Anna: Kom je?\n2 Bo: Nee.\n");
        assert_eq!(turns[0], "1 Anna|Dag.");
        let (turns, _) = read("R 1: Dag.\nRespondent 2: Dag.\nR 1: Kom je?\nRespondent 2: Nee.\n");
        assert_eq!(turns[..2], ["R 1|Dag.", "Respondent 2|Dag."]);
    }
}
