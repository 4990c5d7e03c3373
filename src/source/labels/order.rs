//! Which `Name 0:12` lines are none: a spoken line may end in a time of the clock (`I leave at 10:30`).

use std::collections::{HashMap, HashSet};

use crate::source::names::{key, tidy};

use super::Head;
use super::lines::Candidate;
use super::shape::{Shape, shape};

/// How a time stands by its name; one program, or one person, writes it one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    /// `0:12 Name`.
    Before,
    /// `Name 0:12`.
    Near,
    /// `Name   0:12`.
    Apart,
    /// `Name (0:12)`, `Name, 0:12`.
    Marked,
}

/// The candidates without those lines with a name and a time that fit neither the way the speakers
/// who return have their times written, nor the order of those times.
pub(super) fn in_order(text: &str, candidates: &[Candidate]) -> Vec<Candidate> {
    let returning = returning(text, candidates);
    let is_anchor = |candidate: &Candidate| {
        let label = candidate.head.label.of(text);
        returning.contains(&key(&tidy(label))) && shape(label) == Shape::Name
    };
    let anchors = || candidates.iter().filter(|candidate| is_anchor(candidate));
    let mut heads: Vec<Head> = anchors().map(|anchor| anchor.head).collect();
    heads.sort_by_key(|head| head.line);
    if heads.len() < 2 {
        return candidates.to_vec();
    }
    let ways: HashSet<Way> = anchors().map(|anchor| way(text, anchor)).collect();
    let fits = |candidate: &&Candidate| {
        is_anchor(candidate) || ways.contains(&way(text, candidate)) && rises(&heads, &candidate.head)
    };
    candidates.iter().filter(fits).copied().collect()
}

/// The labels that stand more than once, with times that differ.
fn returning(text: &str, candidates: &[Candidate]) -> HashSet<String> {
    let mut times: HashMap<String, HashSet<Option<u64>>> = HashMap::new();
    for candidate in candidates {
        let label = key(&tidy(candidate.head.label.of(text)));
        times.entry(label).or_default().insert(candidate.head.start_ms);
    }
    times.into_iter().filter(|(_, times)| times.len() > 1).map(|(label, _)| label).collect()
}

fn way(text: &str, candidate: &Candidate) -> Way {
    let label = candidate.head.label;
    let before = text.get(candidate.head.line..label.start).unwrap_or("");
    if before.contains(':') || before.is_empty() && candidate.head.end_ms.is_some() {
        return Way::Before;
    }
    let after = text.get(label.end..).unwrap_or("");
    let blanks: &str = after.get(..after.len() - after.trim_start().len()).unwrap_or("");
    match after.trim_start().chars().next() {
        Some(c) if c.is_ascii_digit() && (blanks.contains('\t') || blanks.chars().count() > 1) => Way::Apart,
        Some(c) if c.is_ascii_digit() => Way::Near,
        _ => Way::Marked,
    }
}

/// Whether the time of `head` lies between those of the timed heads around it. Where the times
/// themselves begin again (a second recording), either will do.
pub(super) fn rises(heads: &[Head], head: &Head) -> bool {
    let Some(time) = head.start_ms else { return true };
    let (above, below) = heads.split_at(heads.partition_point(|other| other.line < head.line));
    let before = above.iter().rev().find_map(|other| other.start_ms);
    let after = below.iter().find_map(|other| other.start_ms);
    let late = before.is_none_or(|before| before <= time);
    let early = after.is_none_or(|after| time <= after);
    match (before, after) {
        (Some(before), Some(after)) if before > after => late || early,
        _ => late && early,
    }
}

#[cfg(test)]
mod tests {
    use super::super::seen::read;

    #[test]
    fn a_spoken_line_that_ends_in_a_time_is_no_speaker() {
        let otter = "Roos de Wit  00:18\nWhen do you leave?\n\nPiet Jansen  00:55\nI leave at 10:30\nand then go home.\n\nRoos de Wit  00:58\nFine.\n\nPiet Jansen  01:05\nWe meet at 12:15\n";
        assert_eq!(
            read(otter),
            [
                "Roos de Wit|When do you leave?",
                "Piet Jansen|I leave at 10:30\nand then go home.",
                "Roos de Wit|Fine.",
                "Piet Jansen|We meet at 12:15",
            ]
        );
        let near = "Roos 00:18\nWanneer?\nPiet 00:55\nIk vertrek om 10:30\nen dan naar huis.\nRoos 00:58\nGoed.\nPiet 01:05\nDag.\n";
        assert_eq!(read(near)[1], "Piet|Ik vertrek om 10:30\nen dan naar huis.");
        assert_eq!(read(near).len(), 4);
    }

    #[test]
    fn a_spoken_line_that_begins_with_a_time_stays_whole() {
        let text = "Roos  0:18\nWanneer?\n\nIlias  0:33\n12:30 is te laat.\nOk?\n\nRoos  0:50\nGoed.\n";
        assert_eq!(read(text), ["Roos|Wanneer?", "Ilias|12:30 is te laat.\nOk?", "Roos|Goed."]);
    }

    #[test]
    fn who_speaks_once_in_order_is_a_speaker() {
        let text = "Roos   0:01\nKom je?\nIlias   0:03\nStraks.\nBo Maes   0:09\nIk ook.\nRoos   1:05\nNu dan.\nIlias   0:00\nEen tweede opname.\nRoos   0:04\nJa.\n";
        let speakers: Vec<String> =
            read(text).into_iter().filter_map(|turn| Some(turn.split_once('|')?.0.to_owned())).collect();
        assert_eq!(speakers, ["Roos", "Ilias", "Bo Maes", "Roos", "Ilias", "Roos"]);
    }
}
