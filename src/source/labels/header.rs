//! Where the header of a document ends: the lines with `Datum: ...`, `Aanwezig: ...` above the first
//! turn. What stands above its end is no turn, so that in doubt the header ends early: a line too many
//! among the turns can be seen, a turn that is gone cannot.

use std::collections::{HashMap, HashSet};

use crate::source::join::ends_sentence;
use crate::source::names::{key, tidy};

use super::Form;
use super::lines::{Candidate, lines};
use super::shape::{Shape, has_speech, is_metadata, is_role, is_stage_direction, shape};

/// A header is looked for in this many lines, and begins in the first of them.
const LINES: usize = 40;
const FIRST_LINES: usize = 12;
/// This many other lines at most stand between two lines of a header.
const GAP: usize = 3;

/// Header words that transcribers put among the turns as well: below a label they begin no header.
const REMARKS: &str = "noot nota note notes opmerking opmerkingen remark remarks comment tijd time";
/// Header words under which people are listed, each on a line with the label they have in the turns.
const PEOPLE: &str = "\
    aanwezig aanwezigen present attendees deelnemers participants respondenten respondents sprekers \
    speakers";
/// What a header may tell of several people, one below the other.
const REPEATED: &str = "naam name voornaam achternaam pseudoniem pseudonym";
/// What people say first, and no name has.
const GREETINGS: &str = "\
    dag hallo hoi welkom goedemorgen goedemiddag goedenavond goeiedag goeiemorgen goeiemiddag goeienavond bonjour welcome goodmorning \
    morning klaar";

/// Where the header ends, in bytes; 0 without one.
pub(super) fn header_end(text: &str, candidates: &[Candidate]) -> usize {
    let labelled = Labelled::of(text, candidates);
    if !labelled.lines.values().any(|label| label.metadata) {
        return 0;
    }
    let mut seen = HashSet::new();
    let (mut end, mut last, mut inside, mut listing, mut labels) = (0, None, false, false, false);
    for (number, (start, line)) in lines(text).enumerate().take(LINES) {
        let blank = line.trim().is_empty();
        let label = labelled.at(start);
        if let Some(field) = label.filter(|label| label.metadata) {
            let remark = last.is_none() && labels && among(REMARKS, &field.key);
            if remark || last.map_or(number >= FIRST_LINES, |last| number - last > GAP) {
                break;
            }
            (last, inside, end) = (Some(number), true, start + line.len());
            listing = field.words.is_empty() && among(PEOPLE, &field.key);
            continue;
        }
        if let Some(label) = label {
            let first = seen.insert(label.key.clone());
            let told = listing && !ends_sentence(label.words) || label.names_somebody();
            labels |= !told;
            if labelled.begins_a_turn(label) && !(first && told) {
                break;
            }
        }
        if blank {
            (inside, listing) = (false, false);
        } else if inside && block_ends_soon(text, start) {
            end = start + line.len();
        }
    }
    followed_by_roles(text, candidates, end)
}

/// A line with a label.
struct Label<'t> {
    form: Form,
    raw: &'t str,
    key: String,
    words: &'t str,
    metadata: bool,
}

impl Label<'_> {
    /// `Interviewer: An Maes` tells who it is, in the place of what was said.
    fn names_somebody(&self) -> bool {
        is_role(self.raw)
            && self.raw.chars().count() > 2
            && shape(self.words) == Shape::Name
            && is_told(self.words)
    }
}

/// Whether `word` is one of those in `list`.
fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// Whether people say `word` when they meet.
fn greets(word: &str) -> bool {
    among(GREETINGS, word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether the first of `words` is one that people begin with when they speak.
pub(super) fn opens_speech(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|word| greets(word) || has_speech(word))
}

/// Whether `words` are told of somebody, in a few words that nobody says.
pub(super) fn is_told(words: &str) -> bool {
    words.split_whitespace().take(5).count() <= 4
        && !ends_sentence(words)
        && !has_speech(words)
        && !words.split_whitespace().any(greets)
}

/// The lines at the start that have a label, and how often each label stands in the whole document.
struct Labelled<'t> {
    lines: HashMap<usize, Label<'t>>,
    counts: HashMap<(Form, String), usize>,
}

impl<'t> Labelled<'t> {
    fn of(text: &'t str, candidates: &[Candidate]) -> Self {
        let mut labelled = Self { lines: HashMap::new(), counts: HashMap::new() };
        let reach = lines(text).nth(LINES).map_or(text.len(), |(start, _)| start);
        let labels = || candidates.iter().filter(|candidate| candidate.form != Form::Time);
        for candidate in labels().take_while(|candidate| candidate.head.line < reach) {
            let raw = candidate.head.label.of(text);
            let words = text.get(candidate.head.words..).unwrap_or("").lines().next().unwrap_or("").trim();
            let metadata = candidate.form == Form::Colon && is_metadata(raw);
            let label = Label { form: candidate.form, raw, key: key(&tidy(raw)), words, metadata };
            labelled.counts.insert((label.form, label.key.clone()), 0);
            labelled.add(candidate.head.line, label);
        }
        // Most documents have no header, and nothing to count for it.
        let header = labelled.lines.values().any(|label| label.metadata);
        for candidate in labels().filter(|_| header) {
            let label = (candidate.form, key(&tidy(candidate.head.label.of(text))));
            if let Some(count) = labelled.counts.get_mut(&label) {
                *count += 1;
            }
        }
        labelled
    }

    /// Of what a line could be, a label before a colon counts first.
    fn add(&mut self, line: usize, label: Label<'t>) {
        let colon = label.form == Form::Colon;
        if colon || !self.lines.contains_key(&line) {
            self.lines.insert(line, label);
        }
    }

    fn at(&self, line: usize) -> Option<&Label<'t>> {
        self.lines.get(&line)
    }

    /// Whether `label` is one of a turn: it returns, or a sentence follows it.
    fn begins_a_turn(&self, label: &Label) -> bool {
        let returns = self.counts.get(&(label.form, label.key.clone())).is_some_and(|count| *count > 1);
        let shape = shape(label.raw);
        match label.form {
            Form::Colon if among(REPEATED, &label.key) => false,
            Form::Colon if is_role(label.raw) && opens_speech(label.words) => true,
            Form::Colon => returns && shape != Shape::No || shape == Shape::Name && is_sentence(label.words),
            Form::Style | Form::Utterance | Form::Pattern => true,
            Form::Alone => returns && (is_role(label.raw) || !label.raw.chars().any(char::is_lowercase)),
            Form::Brackets if is_stage_direction(label.raw) => false,
            _ => returns && shape == Shape::Name && !is_metadata(label.raw),
        }
    }
}

/// Whether `words` are a sentence to its mark; `An M.` is none.
fn is_sentence(words: &str) -> bool {
    let last = words.split_whitespace().last().unwrap_or("");
    ends_sentence(words) && (!words.ends_with('.') || last.chars().count() > 3 && words.contains(' '))
}

/// A header may go on with who takes part: `Interviewer: An` directly below, under a label that
/// never returns.
fn followed_by_roles(text: &str, candidates: &[Candidate], end: usize) -> usize {
    let (from, mut end) = (end, end);
    if end == 0 {
        return end;
    }
    let labels = || candidates.iter().filter(|c| c.form == Form::Colon);
    for candidate in labels().skip_while(|c| c.head.line <= from).take(3) {
        let label = candidate.head.label.of(text);
        let line = text.get(candidate.head.line..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let words = text.get(candidate.head.words..candidate.head.line + line.len()).unwrap_or("");
        let adjacent = candidate.head.line == end + 1;
        let once = labels().filter(|c| c.head.label.of(text) == label).take(2).count() == 1;
        if !adjacent || !once || !is_role(label) || !is_told(words) {
            break;
        }
        end = candidate.head.line + line.len();
    }
    end
}

/// Whether the block of lines at `start` ends with a blank line within a few lines.
fn block_ends_soon(text: &str, start: usize) -> bool {
    let rest = text.get(start..).unwrap_or("");
    lines(rest).take(4).any(|(_, line)| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::seen::{self, read};
    use crate::source::md::Markdown;

    #[test]
    fn a_remark_among_the_turns_takes_none_away() {
        for word in ["Noot", "Note", "Datum", "Tijd", "Opmerking", "Locatie"] {
            let text =
                format!("I: Hoe?\nR: Goed.\nI: En verder?\nR: Nee\n{word}: R lacht\nI: Ok\nR: Ja\nI: Dag\n");
            let nee = format!("R|Nee\n{word}: R lacht");
            assert_eq!(
                read(&text),
                ["I|Hoe?", "R|Goed.", "I|En verder?", &nee, "I|Ok", "R|Ja", "I|Dag"],
                "{word}"
            );
        }
        let bold =
            "**Roos:** Hoe?\n\n**Ilias:** Goed.\n\n**Noot:** Ilias lacht\n\n**Roos:** Ok\n\n**Ilias:** Ja\n";
        let (turns, _) = seen::reading(&Markdown, bold);
        assert_eq!(turns.len(), 4, "{turns:?}");
        let timed = "Roos [00:00:01] Hoe?\nIlias [00:00:03] Goed.\nTijd: die heb ik niet.\nRoos [00:00:09] Ok\nIlias [00:00:12] Ja\n";
        assert_eq!(read(timed)[1], "Ilias|Goed.\nTijd: die heb ik niet.");
        assert_eq!(read(timed).len(), 4);
    }

    #[test]
    fn a_remark_takes_no_turn_of_somebody_who_speaks_once() {
        let text =
            "Moderator: Welkom allemaal.\nNoot: iedereen knikt\nAn: Dag.\nBo: Dag.\nAn: Ja.\nBo: Nee.\n";
        assert_eq!(read(text).len(), 5, "{:?}", read(text));
        let short = "I: Hoe?\nR: Goed hoor\nNoot: R lacht\n";
        assert_eq!(read(short), ["I|Hoe?", "R|Goed hoor\nNoot: R lacht"]);
    }

    #[test]
    fn turns_below_a_header_without_a_blank_line_are_no_part_of_it() {
        let text = "Datum: 3 mei\nI: Hoe?\nR: Goed\n\nI: En?\nR: Nee\n\nI: Dag\n";
        assert_eq!(read(text), ["I|Hoe?", "R|Goed", "I|En?", "R|Nee", "I|Dag"]);
        let spoken = "Datum: 3 mei\nInterviewer: Hallo Bea\nTijd: even kijken\nBea: Dag.\nInterviewer: Ok.\nBea: Ja.\n";
        assert_eq!(read(spoken)[0], "Interviewer|Hallo Bea\nTijd: even kijken");
    }

    #[test]
    fn a_header_tells_who_takes_part_under_labels_of_turns() {
        for header in [
            "Interviewer: An Maes\nDatum: 3 mei\n\n",
            "Datum: 3 mei\nInterviewer: An Maes\nR1: onbekend\nOpmerking: vlot\n\n",
            "Datum: 3 mei\nDeelnemers:\nR1: vrouw, 45 jaar\nR2: man, 33 jaar\n\n",
            "Naam: Bea\nLeeftijd: 30\nNaam: Cas\nLeeftijd: 31\n\n",
        ] {
            let text =
                format!("{header}Interviewer: Dag.\nR1: Dag.\nInterviewer: Goed?\nR2: Ja.\nR2: Nee.\n");
            let read = read(&text);
            assert_eq!(read.last().unwrap(), "R2|Nee.", "{header}");
            if !header.contains("onbekend") {
                assert_eq!(read[0], "Interviewer|Dag.", "{header}");
            }
        }
    }
}
