//! Boxes of slides, cells of tables and paragraphs without quotation marks: whether they quote, only what was said can
//! tell.

use std::ops::Range;

use super::boxes::is_mostly_marked;
use super::joined::Joined;
use super::label::labelled;
use super::marks::marked;
use super::neighbours::{Neighbours, is_label};
use super::quoted::{below, leading, split_attribution};
use super::speakers::{Speakers, Who, is_credit};
use super::{Block, Kind, Manuscript, Mark, Place, Quotation, What};

/// Something that may quote, in one of several readings.
#[derive(Debug, Clone)]
pub struct Unmarked {
    /// Where it begins.
    pub place: Place,
    /// All of it as one quotation: with every word, or with a paragraph that says who.
    pub wholes: Vec<Reading>,
    /// Each of its paragraphs as one, where there are several.
    pub parts: Vec<Reading>,
    /// Whether something in it stands between marks: then it must be sound as a whole to be a quotation.
    pub has_marks: bool,
    /// Whether lines that say who stand between its paragraphs: then only what is sound as a whole is one quotation.
    pub is_several: bool,
    /// How what is taken is marked.
    mark: Mark,
    /// Whether verbatim wrote it, to tell of something.
    is_legend: bool,
}

/// A way to read a passage as a quotation.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The words, and what may say who.
    pub quotation: Quotation,
    /// The blocks that this explains.
    pub blocks: Range<usize>,
}

/// Fewer words stand anywhere.
const FEWEST_WORDS: usize = 5;
/// Of paragraphs, which hardly ever quote, it takes more.
const FEWEST_PLAIN: usize = 8;
/// What is longer, in bytes, quotes nobody as a whole.
const LONGEST: usize = 4_000;

impl Unmarked {
    /// What it is that was not taken as a quotation.
    pub(super) fn what(&self) -> What {
        if self.mark == Mark::Cell { What::Cell } else { What::Box }
    }

    /// Whether it is a paragraph as others are: hardly one of them quotes.
    pub fn is_plain(&self) -> bool {
        self.mark == Mark::Plain
    }

    /// Whether what was `taken` (ranges of blocks) leaves out words enough to be a quotation.
    pub fn is_left(&self, taken: &[Range<usize>]) -> bool {
        if self.is_plain() || self.is_legend {
            return false;
        }
        let all = if self.parts.is_empty() { &self.wholes } else { &self.parts };
        if all.is_empty() {
            // It was too long to be looked up.
            return true;
        }
        let is_taken = |at: usize| taken.iter().any(|range| range.contains(&at));
        all.iter().any(|one| !is_taken(one.quotation.block) && one.quotation.words() >= FEWEST_WORDS)
    }
}

/// Every passage of a text that may be a quotation without marks, in order.
pub fn unmarked(manuscript: &Manuscript) -> Vec<Unmarked> {
    let blocks = &manuscript.blocks;
    let neighbours = Neighbours::of(manuscript);
    let mut found = Vec::new();
    let mut at = 0;
    let spread = spread(blocks);
    while let Some(first) = blocks.get(at) {
        let run = blocks.get(at..).unwrap_or(&[]).iter();
        let run = (1..).zip(run).take_while(|(next, block)| {
            let before: Option<&Block> =
                (at + next).checked_sub(2).filter(|_| *next > 1).and_then(|at| blocks.get(at));
            block.kind == first.kind
                && block.cell == first.cell
                && before.is_none_or(|before| goes_on(before, block))
        });
        let run = run.count().max(1);
        let inside = blocks.get(at..at + run).unwrap_or(&[]);
        let before = spread.partition_point(|range| range.end <= at);
        let is_spread = spread.get(before).is_some_and(|range| range.start < at + run);
        let shape = |number: usize| manuscript.shapes.get(&number);
        let is_legend =
            matches!(first.kind, Kind::Box { number, .. } if shape(number).is_some_and(|s| s.is_legend));
        if let Some(mark) = mark_of(blocks, at, inside).filter(|mark| *mark != Mark::Plain || !is_spread) {
            found.extend(Passage { blocks, at, inside, mark, neighbours: &neighbours, is_legend }.unmarked());
        }
        at += run;
    }
    found
}

/// The paragraphs that quotations between marks go on in.
fn spread(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let used = Joined::of(blocks, at).used;
        found.extend((used > 1).then(|| at..at + used));
        at += used;
    }
    found
}

/// Whether a block goes on in the next one, which is of its kind: lines of plain text do up to a blank line.
fn goes_on(before: &Block, next: &Block) -> bool {
    match (before.cell, before.kind, before.last_place(), next.place) {
        (None, Kind::Paragraph, Place::Line(before), Place::Line(next)) => before + 1 == next,
        (None, Kind::Paragraph, ..) => false,
        _ => true,
    }
}

/// How blocks are marked that may quote without quotation marks, and have none, or quote something within.
fn mark_of(blocks: &[Block], at: usize, inside: &[Block]) -> Option<Mark> {
    let first = inside.first()?;
    let is_credited = inside.len() > 1 && below(blocks, at + inside.len() - 1).is_some();
    let mark = match first.kind {
        Kind::Box { is_ours: false, .. } if !is_credited => Mark::Box,
        Kind::Paragraph if first.cell.is_some() => Mark::Cell,
        // Titles and notes of slides are left alone.
        Kind::Paragraph if !matches!(first.place, Place::Slide(_) | Place::Notes(_)) => Mark::Plain,
        _ => return None,
    };
    let mark = if first.cell.is_some() { Mark::Cell } else { mark };
    (!is_mostly_marked(inside)).then_some(mark)
}

fn has_marks(inside: &[Block]) -> bool {
    inside.iter().any(|block| !marked(&block.text).is_empty())
}

/// Blocks that may quote.
struct Passage<'m> {
    blocks: &'m [Block],
    at: usize,
    inside: &'m [Block],
    mark: Mark,
    neighbours: &'m Neighbours<'m>,
    is_legend: bool,
}

impl Passage<'_> {
    fn unmarked(&self) -> Option<Unmarked> {
        let (inside, end) = (self.inside, self.inside.len());
        let speakers = Speakers::of(inside);
        // In plain text a line may be short since it was wrapped.
        let is_plain = self.mark == Mark::Plain;
        let is_several = speakers.are_between && !is_plain;
        let label = |block: Option<&Block>| {
            let label = block.filter(|block| end > 1 && !is_several && is_label(&block.text));
            label.map(|block| (block.text.clone(), false))
        };
        // Two paragraphs with what is in brackets between them would be one with words added.
        let are_apart = is_several && (1..end).any(|at| is_credit(inside, at));
        let mut wholes: Vec<Reading> =
            self.reading(0, end, None).filter(|_| !are_apart).into_iter().collect();
        if let Some(last) = label(inside.last()) {
            wholes.extend(self.reading(0, end - 1, Some(&last)));
        }
        if let Some(first) = label(inside.first()) {
            wholes.extend(self.reading(1, end, Some(&first)));
        }
        let last = label(inside.last());
        let who = |here: usize| {
            if is_plain { last.as_ref().filter(|_| end > 2 && here + 2 == end) } else { speakers.get(here) }
        };
        let parts = (0..end).filter(|_| end > 1);
        let parts = parts.filter_map(|here| self.reading(here, here + 1, who(here)));
        let with_others = |one: Reading| unlabelled(&one).into_iter().chain([one]);
        let parts: Vec<Reading> = parts.flat_map(with_others).collect();
        let wholes: Vec<Reading> = wholes.into_iter().flat_map(with_others).collect();
        let length: usize = inside.iter().map(|block| block.text.len()).sum();
        let is_long = length > LONGEST && self.mark != Mark::Plain;
        let is_any = is_long || !wholes.is_empty() || !parts.is_empty();
        let place = inside.first()?.place;
        let (has_marks, mark, is_legend) = (has_marks(inside), self.mark, self.is_legend);
        is_any.then_some(Unmarked { place, wholes, parts, has_marks, is_several, mark, is_legend })
    }

    /// The paragraphs `from` up to `to` as a quotation of `who`.
    fn reading(&self, from: usize, to: usize, who: Option<&Who>) -> Option<Reading> {
        let words = self.inside.get(from..to)?;
        let length: usize = words.iter().map(|block| block.text.len()).sum();
        if length > LONGEST {
            return None;
        }
        let text = words.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
        let (text, tail) = split_attribution(&text);
        let mut quotation = Quotation {
            text: without_mark(text).trim().to_owned(),
            block: self.at + from,
            place: words.first()?.place,
            mark: self.mark,
            is_credit: tail.is_some() || who.is_some_and(|(_, is_credit)| *is_credit),
            attribution: tail.or_else(|| who.map(|(words, _)| words.clone())),
        };
        if quotation.attribution.is_none() {
            self.name(&mut quotation, self.at + to);
        }
        let is_whole = who.is_some() && to - from + 1 == self.inside.len();
        let used = if is_whole { 0..self.inside.len() } else { from..to };
        let blocks = self.at + used.start..self.at + used.end;
        (quotation.words() >= fewest(&quotation)).then_some(Reading { quotation, blocks })
    }

    /// Who stands beside a quotation, or around a paragraph; `next` is the block below it.
    fn name(&self, quotation: &mut Quotation, next: usize) {
        if self.mark != Mark::Plain {
            return self.neighbours.name(quotation);
        }
        let credit = self
            .blocks
            .get(next)
            .filter(|below| is_label(&below.text))
            .and_then(|_| below(self.blocks, next));
        quotation.is_credit = credit.is_some();
        let above = || self.blocks.get(quotation.block.checked_sub(1)?);
        quotation.attribution = credit.or_else(|| leading(above()?));
    }
}

/// How many words it takes to quote: of a paragraph more, unless it says who said them.
fn fewest(quotation: &Quotation) -> usize {
    if quotation.mark == Mark::Plain && !quotation.is_credit { FEWEST_PLAIN } else { FEWEST_WORDS }
}

/// `– Ik kom niet`, `• Ik kom niet`, `2) Ik kom niet`: the dash says that somebody speaks, and a mark of a list says
/// nothing.
fn without_mark(text: &str) -> &str {
    let text = text.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_counted = (1..=2).contains(&(text.len() - number.len()));
    let signs: &[char] =
        if is_counted { &['.', ')'] } else { &['–', '—', '-', '•', '▪', '◦', '·', '*'] };
    let rest = if is_counted { number } else { text };
    rest.strip_prefix(signs).filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(text)
}

/// The same without who speaks at its head: `R6: Ik kom niet.`
fn unlabelled(reading: &Reading) -> Option<Reading> {
    let Quotation { text, attribution, .. } = &reading.quotation;
    let (label, words) = labelled(text)?;
    let who = [label].into_iter().chain(attribution.as_deref()).collect::<Vec<_>>().join(", ");
    let quotation =
        Quotation { text: words.trim().to_owned(), attribution: Some(who), ..reading.quotation.clone() };
    (quotation.words() >= fewest(&quotation)).then(|| Reading { quotation, blocks: reading.blocks.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slide(boxes: &[&[&str]]) -> Manuscript {
        let of = |(number, words): (usize, &&[&str])| -> Vec<Block> {
            let kind = Kind::Box { number, is_ours: false };
            words.iter().map(|words| Block::new(*words, Place::Slide(1), kind)).collect()
        };
        let blocks = (1..).zip(boxes).flat_map(of).collect();
        Manuscript { blocks, ..Manuscript::default() }
    }

    fn readings(boxes: &[&[&str]]) -> Vec<(String, String)> {
        let all = unmarked(&slide(boxes)).into_iter();
        let all = all.flat_map(|one| one.wholes.into_iter().chain(one.parts)).map(|one| one.quotation);
        all.map(|one| (one.text, one.attribution.unwrap_or_default())).collect()
    }

    #[test]
    fn a_box_may_be_words_alone_or_words_and_who_said_them() {
        let (words, who) = ("Ik kom daar al jaren niet meer.", "cliënt, De Kade");
        let both = format!("{words}\n{who}");
        let pair = |text: &str, who: &str| (text.to_owned(), who.to_owned());
        assert_eq!(readings(&[&[words, who]]), [pair(&both, ""), pair(words, who), pair(words, who)]);
        assert_eq!(readings(&[&[words], &[who]]), [pair(words, who)]);
        assert_eq!(readings(&[&["Wachten"], &[words], &[words]]), [pair(words, ""), pair(words, "")]);
        let headed = format!("R6: {words}");
        assert_eq!(readings(&[&[&headed]]), [pair(words, "R6"), pair(&headed, "")]);
        for mark in ["•", "–", "2)", "12."] {
            assert_eq!(readings(&[&[&format!("{mark} {words}")]]), [pair(words, "")], "{mark}");
        }
        for none in [&["Te kort voor iets"][..], &["“Ik kom daar al jaren niet meer.”"], &[words, "— cliënt"]]
        {
            assert_eq!(readings(&[none]), [], "{none:?}");
        }
    }
}
