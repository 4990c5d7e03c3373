//! The text boxes of slides: those that verbatim wrote, and those that somebody made.

use super::marks::marked;
use super::quoted::{LONGEST_ATTRIBUTION, below, in_paragraph};
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
    let names_somebody = inside.len() > 1 && below(blocks, at + inside.len() - 1).is_some();
    let words = inside.split_last().map_or(inside, |(_, words)| if names_somebody { words } else { inside });
    let is_any_marked = inside.iter().any(|block| !marked(&block.text).is_empty());
    if is_any_marked && (!names_somebody || is_mostly_marked(words)) {
        let last = inside.last().map(|block| block.text.clone()).filter(|_| inside.len() > 1);
        let mut here = 0;
        while here < inside.len() {
            let before = found.len();
            here += in_paragraph(blocks, at + here, found);
            for quotation in found.iter_mut().skip(before) {
                quotation.attribution = quotation.attribution.take().or_else(|| last.clone());
            }
        }
    } else if let [words @ .., who] = inside
        && below(blocks, at + inside.len() - 1).is_some()
        && let Some(first) = words.first()
    {
        let text = words.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
        found.push(Quotation {
            text,
            block: at,
            place: first.place,
            mark: Mark::Box,
            attribution: Some(who.text.clone()),
            is_credit: true,
        });
    }
    inside.len().max(1)
}
