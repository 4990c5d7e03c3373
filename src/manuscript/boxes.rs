//! The text boxes of slides: those that verbatim wrote, and those that somebody made.

use std::ops::Range;

use super::marks::marked;
use super::quoted::{LONGEST_ATTRIBUTION, below, in_paragraph};
use super::speakers::{Speakers, is_credit};
use super::{Block, Kind, Mark, Quotation};

fn same_box(blocks: &[Block], at: usize, number: usize) -> &[Block] {
    let rest = blocks.get(at..).unwrap_or(&[]);
    let run = rest
        .iter()
        .take_while(|block| matches!(block.kind, Kind::Box { number: n, .. } if n == number))
        .count();
    rest.get(..run).unwrap_or(&[])
}

/// A box that verbatim wrote: the words, and below them who said them. What somebody added is quoted as well.
pub(super) fn own_box(blocks: &[Block], at: usize, number: usize, found: &mut Vec<Quotation>) -> usize {
    let inside = same_box(blocks, at, number);
    let begun = inside.iter().position(|block| !block.text.starts_with('…')).unwrap_or(inside.len());
    let credit_at = credit(blocks, at, inside, begun);
    let credit = credit_at.and_then(|at| inside.get(at)).map(|block| block.text.clone());
    for (here, block) in inside.iter().enumerate().skip(begun) {
        // A line that says who may quote as well.
        if Some(here) == credit_at || block.text.starts_with('[') && block.text.contains('“') {
            let quoted = marked(&block.text).into_iter().filter(|one| one.is_closed);
            found.extend(quoted.map(|one| Quotation {
                text: one.inner.of(&block.text).trim().to_owned(),
                block: at + here,
                place: block.place,
                mark: Mark::Quotes,
                attribution: credit.clone(),
                is_credit: credit.is_some(),
            }));
            continue;
        }
        let text = block.text.trim();
        let text = text.strip_prefix('“').unwrap_or(text);
        let text = text.strip_suffix('”').unwrap_or(text).to_owned();
        let (mark, attribution, is_credit) = (Mark::Box, credit.clone(), credit.is_some());
        found.push(Quotation { text, block: at + here, place: block.place, mark, attribution, is_credit });
    }
    inside.len().max(1)
}

/// Which paragraph of a box that verbatim wrote says who: one that looks so, or the last one if it is no sentence.
fn credit(blocks: &[Block], at: usize, inside: &[Block], begun: usize) -> Option<usize> {
    let after = begun + 1..inside.len();
    let looks = after.clone().find(|here| below(blocks, at + here).is_some());
    looks.or_else(|| {
        let last = after.last()?;
        let text = inside.get(last)?.text.trim();
        let is_sentence =
            text.ends_with(['.', '!', '?', '”', '…']) || text.chars().count() > LONGEST_ATTRIBUTION;
        (!is_sentence).then_some(last)
    })
}

/// Whether what stands between marks is most of some paragraphs, and not what somebody quotes within a quotation.
pub(super) fn is_mostly_marked(words: &[Block]) -> bool {
    let of_marked = |block: &Block| -> usize {
        marked(&block.text).iter().map(|one| one.outer.of(&block.text).chars().count()).sum()
    };
    let all: usize = words.iter().map(|block| block.text.chars().count()).sum();
    2 * words.iter().map(of_marked).sum::<usize>() > all
}

/// A box somebody made: what is marked in it, or all of it where somebody is named below.
pub(super) fn other_box(blocks: &[Block], at: usize, number: usize, found: &mut Vec<Quotation>) -> usize {
    let inside = same_box(blocks, at, number);
    let names_somebody = inside.len() > 1 && below(inside, inside.len() - 1).is_some();
    let words = inside.split_last().map_or(inside, |(_, words)| if names_somebody { words } else { inside });
    let is_any_marked = inside.iter().any(|block| !marked(&block.text).is_empty());
    if is_any_marked && (!names_somebody || is_mostly_marked(words)) {
        marked_box(inside, at, found);
    } else if names_somebody {
        credited_box(inside, at, found);
    }
    inside.len().max(1)
}

/// What stands between marks in a box, with the line above or below it that says who.
fn marked_box(inside: &[Block], at: usize, found: &mut Vec<Quotation>) {
    let speakers = Speakers::of(inside);
    let quoting = |block: &Block| !marked(&block.text).is_empty();
    let is_only = inside.iter().filter(|block| quoting(block)).count() == 1;
    let sentence = inside.last().filter(|last| is_only && inside.len() == 2 && !quoting(last));
    let mut here = 0;
    while here < inside.len() {
        let before = found.len();
        let first = here;
        // Only the box itself is looked into: what stands in another one may belong to anything.
        here += in_paragraph(inside, here, found);
        for quotation in found.iter_mut().skip(before) {
            if quotation.attribution.is_none() {
                let who = speakers.get(first).cloned();
                let who = who.or_else(|| sentence.map(|last| (last.text.clone(), false)));
                let (words, is_credit) = who.unzip();
                quotation.attribution = words;
                quotation.is_credit = is_credit.unwrap_or(false);
            }
            quotation.block += at;
        }
    }
}

/// The paragraphs above each line in brackets or behind a dash, as one quotation.
fn credited_box(inside: &[Block], at: usize, found: &mut Vec<Quotation>) {
    for (words, who) in credited(inside) {
        let (Some(words), Some(credit)) = (inside.get(words.clone()), inside.get(who)) else { continue };
        let Some(first) = words.first() else { continue };
        let text = words.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
        found.push(Quotation {
            text,
            block: at + who.saturating_sub(words.len()),
            place: first.place,
            mark: Mark::Box,
            attribution: Some(credit.text.clone()),
            is_credit: true,
        });
    }
}

/// The words above each such line; all of a box as one quotation where lines follow each other.
fn credited(inside: &[Block]) -> Vec<(Range<usize>, usize)> {
    let last = inside.len().saturating_sub(1);
    let mut found = Vec::new();
    let mut from = 0;
    for who in (0..inside.len()).filter(|at| *at == last || is_credit(inside, *at)) {
        if who == from {
            return vec![(0..last, last)];
        }
        found.push((from..who, who));
        from = who + 1;
    }
    found
}
