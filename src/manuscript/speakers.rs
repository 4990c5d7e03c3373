//! Who said each paragraph of a box: the lines above or below it that say who.

use std::ops::Range;

use super::Block;
use super::joined::Joined;
use super::neighbours::is_label;
use super::quoted::below;

/// Words beside a paragraph that may say who, and whether they stand behind a dash or in brackets.
pub(super) type Who = (String, bool);

/// Who stands beside each paragraph of a box.
pub(super) struct Speakers {
    who: Vec<Option<Who>>,
    /// Whether lines that say who stand between its paragraphs: then those are quotations of their own.
    pub(super) are_between: bool,
}

/// Paragraphs of words, each with those that one quotation goes on in, and the lines below them that may say who.
struct Group {
    units: Vec<Range<usize>>,
    labels: Range<usize>,
}

impl Speakers {
    /// Of the paragraphs of one box.
    pub(super) fn of(inside: &[Block]) -> Self {
        let (lead, groups) = groups(inside);
        let who = vec![None; inside.len()];
        let mut speakers = Self { who, are_between: groups.len() > 1 };
        let Some((last, former)) = groups.split_last() else { return speakers };
        let each = last.labels.len().max(lead.len());
        let are_even = |groups: &[Group]| groups.iter().all(|group| group.labels.len() == each);
        let is_below = lead.is_empty() && each > 0 && are_even(&groups);
        let is_above = last.labels.is_empty() && each > 0 && are_even(former);
        if is_above && groups.iter().all(|group| group.units.len() == 1) {
            let above = [lead].into_iter().chain(former.iter().map(|group| group.labels.clone()));
            for (group, labels) in groups.iter().zip(above) {
                speakers.set(group.units.first(), inside, labels, true);
            }
        } else if is_below || groups.len() == 1 {
            for group in &groups {
                speakers.set(group.units.last(), inside, group.labels.clone(), false);
            }
        } else {
            speakers.unevenly(inside, &lead, former, last);
        }
        speakers
    }

    /// What stands in brackets or behind a dash belongs to the words above it, and a bare line only where every
    /// quotation is told below.
    fn unevenly(&mut self, inside: &[Block], lead: &Range<usize>, former: &[Group], last: &Group) {
        let are_below = lead.is_empty() && !last.labels.is_empty();
        for group in former {
            let first = group.labels.start..group.labels.start + 1;
            let is_set_off = is_credit(inside, first.start) && !lead.clone().any(|at| is_credit(inside, at));
            if is_set_off || are_below {
                self.set(group.units.last(), inside, first, false);
            }
        }
        let is_set_off =
            is_credit(inside, last.labels.start) && !lead.clone().any(|at| is_credit(inside, at));
        if is_set_off || are_below {
            self.set(last.units.last(), inside, last.labels.clone(), false);
        }
    }

    fn set(&mut self, unit: Option<&Range<usize>>, inside: &[Block], labels: Range<usize>, is_above: bool) {
        let Some(unit) = unit.filter(|_| !labels.is_empty()) else { return };
        let are_credits = labels.clone().all(|at| is_credit(inside, at));
        let lines = labels.filter_map(|at| {
            let text = inside.get(at)?.text.trim();
            // A colon leads into what stands below.
            let is_lead = text.ends_with(':') && !is_above;
            (!is_lead).then(|| below(inside, at).unwrap_or_else(|| text.to_owned()))
        });
        let words = lines.collect::<Vec<_>>().join("; ");
        if !words.is_empty() {
            let who = self.who.get_mut(unit.clone()).unwrap_or_default();
            who.fill(Some((words, are_credits)));
        }
    }

    /// Who stands beside the paragraph `at`.
    pub(super) fn get(&self, at: usize) -> Option<&Who> {
        self.who.get(at)?.as_ref()
    }
}

/// Whether a paragraph stands in brackets or behind a dash, and is no sentence that somebody speaks.
pub(super) fn is_credit(inside: &[Block], at: usize) -> bool {
    let text = inside.get(at).map_or("", |block| block.text.trim());
    let is_sentence = !text.starts_with(['[', '(']) && text.ends_with(['.', '!', '?', '…', '”', '"']);
    below(inside, at).is_some_and(|who| who.contains(char::is_alphabetic)) && !is_sentence
}

/// The lines before the first words, and the words with the lines below them.
fn groups(inside: &[Block]) -> (Range<usize>, Vec<Group>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut lead = 0..0;
    let mut at = 0;
    while let Some(block) = inside.get(at) {
        let used = Joined::of(inside, at).used.max(1);
        let is_line = used == 1 && (is_label(&block.text) || is_credit(inside, at));
        let unit = at..at + used;
        at = unit.end;
        match groups.last_mut() {
            None if is_line => lead.end = at,
            Some(last) if is_line => last.labels.end = at,
            Some(last) if last.labels.is_empty() => {
                last.labels = at..at;
                last.units.push(unit);
            }
            _ => groups.push(Group { units: vec![unit], labels: at..at }),
        }
    }
    (lead, groups)
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Place};
    use super::*;

    /// Who stands beside each paragraph: `A`, `B` and `C` are sentences.
    fn who(lines: &[&str]) -> Vec<String> {
        let text = |line: &str| match line {
            "A" | "B" | "C" => format!("{line} is wat wij daar toen allemaal van dachten."),
            other => other.to_owned(),
        };
        let kind = Kind::Box { number: 1, is_ours: false };
        let blocks: Vec<Block> =
            lines.iter().map(|line| Block::new(text(line), Place::Slide(1), kind)).collect();
        let speakers = Speakers::of(&blocks);
        let of = |at: usize| speakers.get(at).map_or_else(|| "-".to_owned(), |(words, _)| words.clone());
        (0..lines.len()).filter(|at| ["A", "B", "C"].contains(&lines[*at])).map(of).collect()
    }

    #[test]
    fn a_line_belongs_to_the_words_above_it_or_below_it_where_each_begins_with_one() {
        for (lines, said) in [
            (&["A", "gids", "B", "buur"][..], &["gids", "buur"][..]),
            (&["A", "gids", "B", "buur", "C", "kok"], &["gids", "buur", "kok"]),
            (&["gids", "A", "buur", "B"], &["gids", "buur"]),
            (&["gids:", "A", "buur:", "B"], &["gids:", "buur:"]),
            (&["A", "An", "gids", "B", "Bo", "buur"], &["An; gids", "Bo; buur"]),
            (&["De weg", "A", "gids"], &["gids"]),
            (&["A", "B", "gids"], &["-", "gids"]),
            (&["A", "gids", "B", "C", "buur"], &["gids", "-", "buur"]),
            (&["A", "(P19)", "B", "[gids]"], &["P19", "gids"]),
            (&["A", "— gids", "B"], &["gids", "-"]),
            (&["De weg", "A", "— gids", "B", "— buur"], &["gids", "buur"]),
            // Nobody can tell.
            (&["A", "gids", "B"], &["-", "-"]),
            (&["gids", "A", "buur", "B", "kok"], &["-", "-"]),
            (&["gids", "A", "B"], &["-", "-"]),
            (&["A", "gids:", "B", "buur:"], &["-", "-"]),
            (&["[gids]", "A", "[buur]", "B", "C"], &["-", "-", "-"]),
            (&["A", "– Dat dacht ik ook.", "B", "— gids"], &["-", "gids"]),
        ] {
            let expected: Vec<&str> = said.to_vec();
            assert_eq!(who(lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn what_one_quotation_goes_on_in_is_no_line_that_says_who() {
        let lines = ["“A kwam daar toen ook", "en niet meer”", "gids"];
        let kind = Kind::Box { number: 1, is_ours: false };
        let blocks = lines.map(|line| Block::new(line, Place::Slide(1), kind));
        let speakers = Speakers::of(&blocks);
        assert_eq!(speakers.get(0).map(|(words, _)| words.as_str()), Some("gids"));
        assert!(!speakers.are_between);
    }
}
