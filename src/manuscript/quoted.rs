//! What a text says somebody said, and the words beside it that say who.

use super::beside::beside;
use super::joined::Joined;
use super::label::unmarked;
use super::marks::{marked, open_singles};
use super::{Block, Kind, Manuscript, Place};
use crate::text::Span;

/// Something a text says that somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks around them.
    pub text: String,
    /// Number of its (first) block.
    pub block: usize,
    /// Where it begins.
    pub place: Place,
    /// How it is marked.
    pub mark: Mark,
    /// The words beside it that may say who.
    pub attribution: Option<String>,
}

/// How a quotation is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Quotation marks.
    Quotes,
    /// A paragraph, or several, set off.
    BlockQuote,
    /// A text box of a slide, with an attribution below.
    Box,
}

impl Quotation {
    /// How many words it has.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
    }
}

/// Longer paragraphs are no attributions.
const LONGEST_ATTRIBUTION: usize = 160;

/// Every quotation of a text, in order.
pub fn quotations(manuscript: &Manuscript) -> Vec<Quotation> {
    let blocks = &manuscript.blocks;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        at += match block.kind {
            Kind::BlockQuote => block_quote(blocks, at, &mut found),
            Kind::Box { is_ours: true, number } => own_box(blocks, at, number, &mut found),
            Kind::Box { number, .. } => other_box(blocks, at, number, &mut found),
            Kind::Paragraph => in_paragraph(blocks, at, &mut found),
        };
    }
    found
}

/// The quotations in a paragraph, and in those it goes on in; how many blocks were used.
fn in_paragraph(blocks: &[Block], at: usize, found: &mut Vec<Quotation>) -> usize {
    let joined = Joined::of(blocks, at);
    let text = joined.text.as_str();
    let all = marked(text);
    for (number, one) in all.iter().enumerate().filter(|(_, one)| one.is_closed) {
        let next = all.get(number + 1).map_or(text.len(), |next| next.outer.start);
        let former = number.checked_sub(1).and_then(|former| all.get(former)).filter(|one| one.is_closed);
        let former = former.map_or(0, |former| former.outer.end);
        let attribution = beside(text, *one, Span::new(former, next)).or_else(|| {
            let is_last = number + 1 == all.len() && one.outer.end + 2 >= text.trim_end().len();
            if is_last { below(blocks, at + joined.used) } else { None }
        });
        let (block, place) = joined.place_at(blocks, one.inner.start);
        let text = one.inner.of(text).trim().to_owned();
        found.push(Quotation { text, block, place, mark: Mark::Quotes, attribution });
    }
    joined.used
}

/// Where a quotation mark opens and nothing closes it.
pub(super) fn unclosed(manuscript: &Manuscript) -> Vec<Place> {
    let blocks = &manuscript.blocks;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if matches!(block.kind, Kind::Box { is_ours: true, .. }) {
            at += 1;
            continue;
        }
        let joined = Joined::of(blocks, at);
        let open = marked(&joined.text).into_iter().filter(|one| !one.is_closed);
        let mut open: Vec<usize> = open.map(|one| one.outer.start).collect();
        open.extend(open_singles(&joined.text));
        open.sort_unstable();
        found.extend(open.into_iter().map(|at| joined.place_at(blocks, at).1));
        at += joined.used;
    }
    found
}

/// The next paragraph, when it is short and looks like one that says who.
fn below(blocks: &[Block], at: usize) -> Option<String> {
    let text = blocks.get(at)?.text.trim();
    let looks =
        text.starts_with(['—', '–', '-', '[', '(', '~']) && text.chars().count() <= LONGEST_ATTRIBUTION;
    // `[D]at is zo.` begins with a bracket as well, and is what somebody said.
    let is_whole = match text.chars().next() {
        Some('[') => text.find(']').is_none_or(|at| text.len() <= at + 2),
        _ => true,
    };
    (looks && is_whole).then(|| text.trim_matches(['—', '–', '-', ' ', '[', ']', '(', ')', '~']).to_owned())
}

/// Paragraphs set off together; quotation marks in them are part of how they are set.
fn block_quote(blocks: &[Block], at: usize, found: &mut Vec<Quotation>) -> usize {
    let run =
        blocks.get(at..).unwrap_or(&[]).iter().take_while(|block| block.kind == Kind::BlockQuote).count();
    let inside = blocks.get(at..at + run).unwrap_or(&[]);
    let Some(first) = inside.first() else { return 1 };
    // One paragraph each, unless a mark opens here and closes below.
    let mut number = 0;
    while let Some(block) = inside.get(number) {
        let here = at + number;
        number += 1;
        if below(blocks, here).is_some() && here > at {
            continue;
        }
        let joined = Joined::of(inside, number - 1);
        number += joined.used - 1;
        let (text, tail) = split_attribution(&joined.text);
        let text = unmarked(text);
        let attribution = tail.or_else(|| below(blocks, here + joined.used));
        found.push(Quotation {
            text: text.trim().to_owned(),
            block: here,
            place: if run > 0 { block.place } else { first.place },
            mark: Mark::BlockQuote,
            attribution,
        });
    }
    run.max(1)
}

/// Brackets at the very end of a paragraph that is set off say who.
fn split_attribution(text: &str) -> (&str, Option<String>) {
    let trimmed = text.trim_end().trim_end_matches('.');
    for (open, close) in [('[', ']'), ('(', ')')] {
        if trimmed.ends_with(close)
            && let Some(at) = trimmed.rfind(open)
            && let (Some(words), Some(inner)) = (text.get(..at), trimmed.get(at + 1..trimmed.len() - 1))
            && inner.chars().any(char::is_alphabetic)
            && !words.trim().is_empty()
        {
            return (words.trim_end(), Some(inner.to_owned()));
        }
    }
    match text.rsplit_once(['—', '–']) {
        Some((words, who))
            if words.trim_end().ends_with(['”', '"', '.', '!', '?', '’']) && who.chars().count() <= 80 =>
        {
            (words.trim_end(), Some(who.trim().to_owned()))
        }
        _ => (text, None),
    }
}

fn same_box(blocks: &[Block], at: usize, number: usize) -> &[Block] {
    let rest = blocks.get(at..).unwrap_or(&[]);
    let run = rest
        .iter()
        .take_while(|block| matches!(block.kind, Kind::Box { number: n, .. } if n == number))
        .count();
    rest.get(..run).unwrap_or(&[])
}

/// A box that verbatim wrote: the words, and below them who said them. What somebody added is quoted as well.
fn own_box(blocks: &[Block], at: usize, number: usize, found: &mut Vec<Quotation>) -> usize {
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
            }));
            continue;
        }
        let text = block.text.trim();
        let text = text.strip_prefix('“').unwrap_or(text);
        let text = text.strip_suffix('”').unwrap_or(text).to_owned();
        let (mark, attribution) = (Mark::Box, credit.clone());
        found.push(Quotation { text, block: at + here, place: block.place, mark, attribution });
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
fn is_mostly_marked(words: &[Block]) -> bool {
    let of_marked = |block: &Block| -> usize {
        marked(&block.text).iter().map(|one| one.outer.of(&block.text).chars().count()).sum()
    };
    let all: usize = words.iter().map(|block| block.text.chars().count()).sum();
    2 * words.iter().map(of_marked).sum::<usize>() > all
}

/// A box somebody made: what is marked in it, or all of it where somebody is named below.
fn other_box(blocks: &[Block], at: usize, number: usize, found: &mut Vec<Quotation>) -> usize {
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
        });
    }
    inside.len().max(1)
}
