//! People of a focus group who are numbers (`1: words`). A list that somebody says looks the same, so that numbers
//! count only where they recur as no list does, or where otherwise nobody but the moderator would speak.

use std::collections::{HashMap, HashSet};

use crate::diag::Diagnostic;
use crate::source::names::{key, tidy};
use crate::text::Span;

use super::lines::Candidate;

/// No group has more people than this.
const MOST: u32 = 30;
/// Steps that no list takes, at the least, where others than those who lead the talk have names.
const STEPS: usize = 2;
/// Who leads or watches a talk, folded, without the number behind it.
const LEADERS: &str = "\
    moderator moderatrice mod m interviewer interviewster int i iv facilitator begeleider begeleidster gespreksleider \
    onderzoeker onderzoekster researcher host assistent assistente assistant observator observer notulist co-moderator \
    comoderator enqueteur enquetrice animateur animatrice allen iedereen groep all everyone group onbekend unknown";

/// What the lines with a number before a colon are.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// Those that begin a turn, their labels without `#`; in order.
    pub(super) speakers: Vec<Candidate>,
    /// How many others may.
    doubtful: usize,
}

/// A line that begins with a number and a colon.
struct Line<'t> {
    number: u32,
    words: &'t str,
    candidate: Candidate,
    /// How many turns of people with a name begin before it.
    block: usize,
}

impl Numbered {
    /// What those of the `candidates` before a colon are, where the `named` begin a turn.
    pub(super) fn of(text: &str, candidates: &[Candidate], named: &[Candidate]) -> Self {
        let lines = numbered(text, candidates, named);
        let mut counts: HashMap<u32, usize> = HashMap::new();
        lines.iter().for_each(|line| *counts.entry(line.number).or_default() += 1);
        let recurring = counts.values().filter(|count| **count > 1).count();
        let led = is_led(text, named);
        let sure = match recurring {
            0 => false,
            _ if led => !is_repeated(&lines),
            1 => false,
            _ if is_led_by_one(text, named) => {
                let come_and_go = steps(&lines) >= STEPS || are_out_of_order(&lines);
                come_and_go && say_something(&lines) && !is_repeated(&lines)
            }
            _ => !named.is_empty() && steps(&lines) >= STEPS,
        };
        if !sure {
            let is_list =
                recurring == 0 && !led && lines.iter().zip(1..).all(|(line, next)| line.number == next);
            let doubtful = if is_list || lines.len() < 2 { 0 } else { lines.len() };
            return Self { speakers: Vec::new(), doubtful };
        }
        let most =
            counts.iter().filter(|(_, count)| **count > 1).map(|(number, _)| *number).max().unwrap_or(0);
        let known = (1..=MOST).take_while(|number| *number <= most || counts.contains_key(number)).last();
        let all = lines.len();
        let lines = lines.into_iter().filter(|line| Some(line.number) <= known);
        let speakers: Vec<Candidate> = lines.map(|line| line.candidate).collect();
        Self { doubtful: all - speakers.len(), speakers }
    }

    /// What is said of the lines that were not taken for turns.
    pub(super) fn doubt(&self) -> Option<Diagnostic> {
        let message = format!(
            "{} line(s) begin with a number and a colon (`1:`) and were not taken for speakers; they stay with who speaks before",
            self.doubtful
        );
        let hint = "if the numbers are people, say so in verbatim.toml with a pattern of all labels: [source.\"...\"] speakers = '(?P<speaker>Moderator|[0-9]+):'";
        (self.doubtful > 0).then(|| Diagnostic::warning(message).hint(hint))
    }
}

/// The lines with a number of a group, in order.
fn numbered<'t>(text: &'t str, candidates: &[Candidate], named: &[Candidate]) -> Vec<Line<'t>> {
    let mut block = 0;
    let mut names = named.iter().peekable();
    let mut lines = Vec::new();
    for candidate in candidates {
        while names.next_if(|name| name.head.line <= candidate.head.line).is_some() {
            block += 1;
        }
        let label = candidate.head.label;
        let Some((number, sign)) = number(label.of(text)) else { continue };
        let mut candidate = *candidate;
        candidate.head.label = Span::new(label.start + sign, label.end);
        let words =
            text.get(candidate.head.words..).and_then(|rest| rest.lines().next()).unwrap_or("").trim();
        lines.push(Line { number, words, candidate, block });
    }
    lines
}

/// The number that `label` is, and how many bytes stand before it (`#1`).
fn number(label: &str) -> Option<(u32, usize)> {
    let digits = label.strip_prefix('#').unwrap_or(label);
    let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|number| fits && (1..=MOST).contains(number))?;
    Some((number, label.len() - digits.len()))
}

/// Whether those who have a name and return are nobody but who leads the talk.
fn is_led(text: &str, named: &[Candidate]) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    named.iter().for_each(|name| *counts.entry(name.head.label.of(text)).or_default() += 1);
    let leads = |label: &str| {
        let label = key(&tidy(label));
        let word = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        LEADERS.split_whitespace().any(|leader| leader == word)
    };
    counts.keys().any(|label| leads(label)) && counts.iter().all(|(label, count)| *count < 2 || leads(label))
}

/// Whether nobody with a name returns but one.
fn is_led_by_one(text: &str, named: &[Candidate]) -> bool {
    let labels: Vec<String> = named.iter().map(|name| key(&tidy(name.head.label.of(text)))).collect();
    let returning: HashSet<&String> =
        labels.iter().filter(|label| labels.iter().filter(|other| other == label).count() > 1).collect();
    returning.len() == 1
}

/// Whether most of the lines hold words, not numbers alone.
fn say_something(lines: &[Line]) -> bool {
    lines.iter().filter(|line| line.words.contains(char::is_alphabetic)).count() * 2 > lines.len()
}

/// Whether a number follows another as in no list at all: it neither counts on nor begins again.
fn are_out_of_order(lines: &[Line]) -> bool {
    let mut pairs = lines.iter().zip(lines.iter().skip(1));
    pairs.any(|(one, next)| next.number != one.number + 1 && next.number != 1)
}

/// Whether at least half of the lines that could say something again do: answers that are read out.
fn is_repeated(lines: &[Line]) -> bool {
    let (mut numbers, mut said) = (HashSet::new(), HashSet::new());
    let (mut later, mut again) = (0, 0);
    for line in lines {
        later += usize::from(!numbers.insert(line.number));
        again += usize::from(!said.insert((line.number, line.words)));
    }
    again * 2 >= later && later > 0 && lines.iter().all(|line| !line.words.is_empty())
}

/// How often a number follows another as in no list, which counts on, and begins again only later on.
fn steps(lines: &[Line]) -> usize {
    let is_step = |(one, next): &(&Line, &Line)| {
        let begins_again = next.number == 1 && next.block > one.block;
        next.number != one.number + 1 && !begins_again
    };
    lines.iter().zip(lines.iter().skip(1)).filter(is_step).count()
}

#[cfg(test)]
mod tests {
    use super::super::seen;
    use crate::source::{Reader, html::Html, md::Markdown, txt::Txt};

    /// The turns, and whether a doubt was told.
    fn turns(reader: &dyn Reader, text: &str) -> (Vec<String>, bool) {
        let (turns, reading) = seen::reading(reader, text);
        (turns, reading.diagnostics.iter().any(|note| note.message.contains("a number and a colon")))
    }

    const TURNS: [&str; 8] = [
        "Moderator|Wie begint?",
        "1|Ik, want ik wacht lang.",
        "2|Ja, ik ook.",
        "Moderator|Wat nog?",
        "3|De telefoon.",
        "1|De balie.",
        "Moderator|Dank u.",
        "2|Tot ziens.",
    ];

    /// The turns as lines, with what stands between label and words, and between turns.
    fn written(colon: &str, between: &str, label: impl Fn(&str) -> String) -> String {
        let line = |turn: &&str| {
            let (speaker, words) = turn.split_once('|').unwrap();
            format!("{}{colon}{words}{between}", label(speaker))
        };
        TURNS.iter().map(line).collect()
    }

    #[test]
    fn numbered_people_of_a_group_speak_for_themselves() {
        let plain = str::to_owned;
        let signed = |label: &str| {
            if label == "Moderator" { label.to_owned() } else { format!("#{label}") }
        };
        for text in [
            written(": ", "\n", plain),
            written(": ", "\n\n", plain),
            written(":\t", "\n", plain),
            written(": ", "\n", signed),
            written(": ", "\n", |label| format!("[00:12] {label}")),
        ] {
            assert_eq!(turns(&Txt, &text), (TURNS.map(str::to_owned).to_vec(), false), "{text}");
        }
        let bold = written(" ", "\n\n", |label| format!("**{label}:**"));
        assert_eq!(turns(&Markdown, &bold).0, TURNS);
        for html in [
            written(": ", "</p>", |label| format!("<p>{label}")),
            written("</b> ", "</p>", |label| format!("<p><b>{label}:")),
        ] {
            assert_eq!(turns(&Html, &html).0, TURNS, "{html}");
        }
        let short = written(": ", "\n", |label| label.replace("Moderator", "I"));
        assert_eq!(turns(&Txt, &short).0.len(), 8);
    }

    #[test]
    fn rounds_in_which_everybody_speaks_in_turn_are_no_lists() {
        let round = |n| format!("Moderator: Ronde {n}?\n1: Een {n}.\n2: Twee {n}.\n3: Ja.\n");
        let text: String = (1..=4).map(round).collect();
        let (found, doubt) = turns(&Txt, &text);
        assert_eq!((found.len(), doubt), (16, false), "{found:?}");
        assert_eq!(found[6], "2|Twee 2.");
    }

    #[test]
    fn a_list_that_somebody_says_stays_with_the_words() {
        let said = "Interviewer: Noem drie dingen.\nMia: Dit:\n1: de zorg\n2: de kinderen\n3: het werk\nInterviewer: Zo.\nMia: Ja.\n";
        let (found, doubt) = turns(&Txt, said);
        assert_eq!((found.len(), doubt), (4, false), "{found:?}");
        assert_eq!(found[1], "Mia|Dit:\n1: de zorg\n2: de kinderen\n3: het werk");
    }

    #[test]
    fn numbers_that_may_be_people_or_not_are_told() {
        let list = "1: oneens\n2: neutraal\n3: eens\n";
        let read_out = format!("Interviewer: Kies.\n{list}Mia: 2.\nInterviewer: En nu?\n{list}Mia: 3.\n");
        let (found, doubt) = turns(&Txt, &read_out);
        assert_eq!((found.len(), doubt), (4, true), "{found:?}");
        let alone = format!("Interviewer: Kies.\n{list}Interviewer: En nu?\n{list}");
        assert_eq!(
            turns(&Txt, &alone),
            (
                vec![
                    "Interviewer|Kies.\n1: oneens\n2: neutraal\n3: eens".to_owned(),
                    "Interviewer|En nu?\n1: oneens\n2: neutraal\n3: eens".to_owned()
                ],
                true
            )
        );
        let once = "Moderator: Wie?\n1: Ik.\n2: Ik ook.\nModerator: Dank u.\n";
        assert!(turns(&Txt, once).1);
        let nobody = "1: Hoe?\n2: Goed.\n1: En nu?\n2: Nee.\n";
        assert!(turns(&Txt, nobody).1);
        let far = "Moderator: Wie?\n1: Ik.\n2: En ik.\nModerator: En?\n2: Dat.\n1: Dit.\n25: euro kost het.\nModerator: Dag.\n";
        let (found, doubt) = turns(&Txt, far);
        assert_eq!((found[5].as_str(), doubt), ("1|Dit.\n25: euro kost het.", true));
    }

    #[test]
    fn numbers_beside_names_are_people_where_they_come_and_go_as_in_no_list() {
        let text =
            "An: Wie?\n2: Ik.\n1: En ik.\nBea: Waarom?\n2: Zomaar.\n1: Ja.\nAn: Goed.\n2: Dag.\nBea: Dag.\n";
        let (found, doubt) = turns(&Txt, text);
        assert_eq!((found.len(), doubt), (9, false), "{found:?}");
    }

    #[test]
    fn numbers_beside_one_name_are_people_where_they_neither_count_on_nor_begin_again() {
        let text = "Sanne: Wie begint?\n1: Ik, want ik wacht lang.\n2: Ik ook.\nSanne: En verder?\n2: De telefoon.\nSanne: En bij jou?\n1: De balie.\nSanne: Dank u.\n";
        let (found, doubt) = turns(&Txt, text);
        assert_eq!((found.len(), doubt), (8, false), "{found:?}");
        assert_eq!(found[4], "2|De telefoon.");
        let begun = "Sanne: Wat neem je mee?\n";
        for list in [
            "1: brood\n2: melk\nen in de week:\n1: kaas\n2: boter\n",
            "1: brood\n2: melk\nSanne: En dan?\n1: kaas\n2: boter\n",
            "1: oneens\n3: eens\nSanne: En dan?\n1: oneens\n3: eens\n",
            "1: 4\n3: 7\nSanne: En dan?\n3: 2\n1: 8\n",
            "1: brood\n2: melk\nSanne: En dan?\n4: kaas\n5: boter\n",
        ] {
            let (found, _) = turns(&Txt, &format!("{begun}{list}Sanne: Goed.\n"));
            assert!(found.iter().all(|turn| turn.starts_with("Sanne|")), "{found:?}");
        }
    }

    #[test]
    fn times_are_no_people() {
        let text =
            "Moderator: Hoe laat?\nAn: Om\n10:15 of\n10:30 uur.\nModerator: Zo.\nAn: Ja,\n10:15 dus.\n";
        let (found, doubt) = turns(&Txt, text);
        assert_eq!((found.len(), doubt), (4, false), "{found:?}");
    }
}
