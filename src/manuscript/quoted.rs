//! What a text says somebody said, and the words beside it that say who.

use super::alone::{name_alone, plain_below};
use super::beside::{beside, introduction};
use super::boxes::{other_box, own_box};
use super::codes;
use super::joined::Joined;
use super::label::unmarked;
use super::marks::{marked, open_singles};
use super::neighbours::{Neighbours, is_label};
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
    /// Whether they stand where nothing else stands: in brackets, behind a dash, below.
    pub is_credit: bool,
}

/// How a quotation is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Quotation marks.
    Quotes,
    /// A paragraph, or several, set off.
    BlockQuote,
    /// A text box of a slide, with an attribution below, or a stretch of one whose words were said.
    Box,
    /// A cell of a table whose words were said.
    Cell,
    /// A paragraph without marks whose words were said: set off by how it is laid out, which not every format tells.
    Plain,
}

impl Quotation {
    /// How many words it has.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
    }
}

/// Longer paragraphs are no attributions.
pub(super) const LONGEST_ATTRIBUTION: usize = 160;

/// Every quotation of a text, in order.
pub fn quotations(manuscript: &Manuscript) -> Vec<Quotation> {
    let blocks = &manuscript.blocks;
    let mut found = Vec::new();
    let mut at = 0;
    // The plain line that was last taken as who said what stands above it.
    let mut credited = None;
    while let Some(block) = blocks.get(at) {
        at += match block.kind {
            Kind::BlockQuote => block_quote(blocks, at, &mut credited, &mut found),
            Kind::Box { is_ours: true, number } => own_box(blocks, at, number, &mut found),
            Kind::Box { number, .. } => other_box(blocks, at, number, &mut found),
            Kind::Paragraph => {
                let before = found.len();
                let used = in_paragraph(blocks, at, &mut found);
                if let Some([only]) = found.get_mut(before..) {
                    name_alone(blocks, at..at + used, &mut credited, only);
                }
                used
            }
        };
    }
    let neighbours = Neighbours::of(manuscript);
    found.iter_mut().for_each(|quotation| neighbours.name(quotation));
    found
}

/// The quotations in a paragraph, and in those it goes on in; how many blocks were used.
pub(super) fn in_paragraph(blocks: &[Block], at: usize, found: &mut Vec<Quotation>) -> usize {
    let joined = Joined::of(blocks, at);
    let text = joined.text.as_str();
    let all = marked(text);
    for (number, one) in all.iter().enumerate().filter(|(_, one)| one.is_closed) {
        let next = all.get(number + 1).map_or(text.len(), |next| next.outer.start);
        let former = number.checked_sub(1).and_then(|former| all.get(former)).filter(|one| one.is_closed);
        let former = former.map_or(0, |former| former.outer.end);
        let said_by = beside(text, *one, Span::new(former, next)).or_else(|| {
            let is_last = number + 1 == all.len() && one.outer.end + 2 >= text.trim_end().len();
            if is_last { below(blocks, at + joined.used).map(|who| (who, true)) } else { None }
        });
        let (block, place) = joined.place_at(blocks, one.inner.start);
        let note = joined.note_at(blocks, one.inner.end, one.outer.end);
        let text = one.inner.of(text).trim().to_owned();
        let (attribution, is_credit) = said_by.unzip();
        let is_credit = is_credit.unwrap_or(false);
        let attribution = with_note(attribution, note.filter(|_| !is_credit));
        found.push(Quotation { text, block, place, mark: Mark::Quotes, attribution, is_credit });
    }
    joined.used
}

/// What a note says before what stands beside a quotation.
pub(super) fn with_note(attribution: Option<String>, note: Option<String>) -> Option<String> {
    match (note, attribution) {
        (Some(note), Some(beside)) => Some(format!("{note}; {beside}")),
        (note, beside) => note.or(beside),
    }
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
pub(super) fn below(blocks: &[Block], at: usize) -> Option<String> {
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
fn block_quote(
    blocks: &[Block],
    at: usize,
    credited: &mut Option<usize>,
    found: &mut Vec<Quotation>,
) -> usize {
    let run =
        blocks.get(at..).unwrap_or(&[]).iter().take_while(|block| block.kind == Kind::BlockQuote).count();
    let inside = blocks.get(at..at + run).unwrap_or(&[]);
    let Some(first) = inside.first() else { return 1 };
    // One paragraph each, unless a mark opens here and closes below.
    let mut number = 0;
    let mut lead = at.checked_sub(1).and_then(|above| leading(blocks.get(above)?));
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
        let credit = tail.or_else(|| credit_line(blocks, here + joined.used));
        let is_credit = credit.is_some();
        let end = joined.text.trim_end().len();
        let note = joined.note_at(inside, end.saturating_sub(1), end).filter(|_| !is_credit);
        let plain =
            if credit.is_some() { None } else { plain_below(blocks, here + joined.used, at, *credited) };
        *credited = plain.as_ref().map(|_| here + joined.used).or(*credited);
        let attribution = with_note(with_note(credit.or_else(|| lead.clone()), plain), note);
        // What leads in goes for nothing behind one who is named.
        lead = lead.filter(|_| !is_credit);
        found.push(Quotation {
            text: text.trim().to_owned(),
            block: here,
            place: if run > 0 { block.place } else { first.place },
            mark: Mark::BlockQuote,
            attribution,
            is_credit,
        });
    }
    run.max(1)
}

/// Who said what stands above: a line that looks like one that says so, or, within a block quote, one that names more
/// than one thing (`Vrijwilliger, Huis Overbrug`) below a sentence. That one is a quotation as well: only who knows the
/// study can tell it from words.
fn credit_line(blocks: &[Block], at: usize) -> Option<String> {
    let line = blocks.get(at)?;
    let above = blocks.get(at.checked_sub(1)?)?;
    let is_within = line.kind == Kind::BlockQuote && above.kind == Kind::BlockQuote;
    let text = line.text.trim();
    let is_listed = text.contains(',') || text.contains(|c: char| c.is_ascii_digit());
    let is_sentence = above.text.trim_end().ends_with(['.', '!', '?', '…', '”', '"', '’', '»']);
    below(blocks, at)
        .or_else(|| (is_within && is_listed && is_sentence && is_label(text)).then(|| text.to_owned()))
}

/// What leads into a block quote below a paragraph: `R6, cliënt:`, `Zoals P13 zei:`.
pub(super) fn leading(above: &Block) -> Option<String> {
    let text = above.text.trim_end();
    let is_lead = above.kind == Kind::Paragraph && text.ends_with([':', ',']);
    Some(introduction(text)).filter(|lead| is_lead && lead.contains(char::is_alphabetic))
}

/// Brackets at the very end of a paragraph that is set off say who.
pub(super) fn split_attribution(text: &str) -> (&str, Option<String>) {
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
    if let Some((words, codes)) = codes::split(text) {
        return (words, Some(codes.to_owned()));
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
