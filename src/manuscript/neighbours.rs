//! What stands beside a quotation in a table or on a slide, and may say who: the other cells of the row and the head of
//! the column, or the other boxes.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::marked;
use super::placed::{Placed, pairs};
use super::quoted::split_attribution;
use super::speakers::Speakers;
use super::{Block, Cell, Frame, Kind, Manuscript, Place, Quotation};

/// Longer cells and boxes are no labels.
const MOST_WORDS: usize = 7;
const LONGEST: usize = 70;
/// A box of more lines is a list: a label has a name, a role, and where.
const MOST_LINES: usize = 3;
/// A row of more labels is a table of other things.
const MOST_LABELS: usize = 8;

/// The cells and boxes of a text.
pub(super) struct Neighbours<'m> {
    blocks: &'m [Block],
    /// The labels in a row, with their columns, by table and row.
    rows: BTreeMap<(usize, usize), Vec<(usize, &'m str)>>,
    /// What the boxes of a slide say that belong to a box of words, by its number.
    boxes: BTreeMap<usize, String>,
}

impl<'m> Neighbours<'m> {
    pub(super) fn of(manuscript: &'m Manuscript) -> Self {
        let blocks = manuscript.blocks.as_slice();
        let mut rows: BTreeMap<(usize, usize), Vec<(usize, &str)>> = BTreeMap::new();
        for block in blocks {
            if let Some(cell) = block.cell.filter(|_| is_label(&block.text)) {
                rows.entry((cell.table, cell.row)).or_default().push((cell.column, &block.text));
            }
        }
        Self { blocks, rows, boxes: paired(manuscript) }
    }

    /// Adds what stands beside a quotation, where nothing says better who said it.
    pub(super) fn name(&self, quotation: &mut Quotation) {
        let Some(block) = self.blocks.get(quotation.block).filter(|_| !quotation.is_credit) else { return };
        let Some(beside) = self.beside(block) else { return };
        let own = quotation.attribution.take().map(|own| format!("; {own}")).unwrap_or_default();
        quotation.attribution = Some(beside + &own);
    }

    fn beside(&self, block: &Block) -> Option<String> {
        match (block.cell, block.kind) {
            (Some(cell), _) => self.of_cell(cell),
            (None, Kind::Box { number, is_ours: false }) => self.boxes.get(&number).cloned(),
            _ => None,
        }
    }

    fn of_cell(&self, cell: Cell) -> Option<String> {
        let of = |row: usize| self.rows.get(&(cell.table, row)).map_or(&[][..], Vec::as_slice);
        let besides = of(cell.row).iter().filter(|(column, _)| *column != cell.column);
        let head = of(1).iter().filter(|(column, _)| *column == cell.column && cell.row > 1);
        let all: Vec<&str> =
            besides.chain(head).map(|(_, words)| words.trim()).take(MOST_LABELS + 1).collect();
        (1..=MOST_LABELS).contains(&all.len()).then(|| all.join("; "))
    }
}

/// Whether a cell or a box may say who, and is no sentence and no quotation.
pub(super) fn is_label(text: &str) -> bool {
    text.split_whitespace().take(MOST_WORDS + 1).count() <= MOST_WORDS
        && text.chars().take(LONGEST + 1).count() <= LONGEST
        && text.contains(char::is_alphabetic)
        && !text.trim_end().ends_with(['.', '!', '?', '…'])
        && !is_sentence_of_somebody(text)
        && marked(text).is_empty()
}

/// `Ik wacht al weken. (cliënt)`; but not `M. (cliënt)`.
fn is_sentence_of_somebody(text: &str) -> bool {
    let (words, who) = split_attribution(text);
    who.is_some() && words.contains(char::is_whitespace) && words.trim_end().ends_with(['.', '!', '?', '…'])
}

/// A box with its words, and whether they may say who.
struct Seen<'m> {
    number: usize,
    inside: &'m [Block],
    frame: Option<Frame>,
    is_label: bool,
}

/// The lines of a box.
fn lines(inside: &[Block]) -> String {
    inside.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("; ")
}

/// The boxes of each slide that verbatim did not write.
fn seen(manuscript: &Manuscript) -> BTreeMap<Place, Vec<Seen<'_>>> {
    let mut slides: BTreeMap<Place, Vec<Seen<'_>>> = BTreeMap::new();
    let is_one = |one: &Block, other: &Block| one.kind == other.kind && one.place == other.place;
    for inside in manuscript.blocks.chunk_by(is_one) {
        let Some(first) = inside.first().filter(|first| first.cell.is_none()) else { continue };
        let Kind::Box { number, is_ours: false } = first.kind else { continue };
        let frame = manuscript.shapes.get(&number).and_then(|shape| shape.frame);
        let is_label = inside.len() <= MOST_LINES
            && inside.iter().all(|block| is_label(&block.text))
            && is_label(&lines(inside));
        slides.entry(first.place).or_default().push(Seen { number, inside, frame, is_label });
    }
    slides
}

/// The labels that belong to boxes of words: those of a slide to its only one, or those that stand beside each.
fn paired(manuscript: &Manuscript) -> BTreeMap<usize, String> {
    let mut pairs: BTreeMap<usize, String> = BTreeMap::new();
    for boxes in seen(manuscript).values() {
        let each = of_only(boxes).unwrap_or_else(|| by_place(boxes));
        // In a box with lines that say who, each says whose words they are.
        let has_own = |one: &Seen<'_>| !one.is_label && Speakers::of(one.inside).are_between;
        let apart: BTreeSet<usize> = boxes.iter().filter(|one| has_own(one)).map(|one| one.number).collect();
        for (one, label) in each.iter().filter(|(one, _)| !apart.contains(&one.number)) {
            let words = pairs.entry(one.number).or_default();
            words.push_str(if words.is_empty() { "" } else { "; " });
            words.push_str(&lines(label.inside));
        }
    }
    pairs
}

/// All labels of a slide with its only box of words.
fn of_only<'s, 'm>(boxes: &'s [Seen<'m>]) -> Option<Vec<(&'s Seen<'m>, &'s Seen<'m>)>> {
    let (labels, words): (Vec<&Seen<'_>>, Vec<&Seen<'_>>) = boxes.iter().partition(|one| one.is_label);
    let [only] = words.as_slice() else { return None };
    Some(labels.into_iter().map(|label| (*only, label)).collect())
}

/// By where they stand: the order in the file is that in which they were drawn.
fn by_place<'s, 'm>(boxes: &'s [Seen<'m>]) -> Vec<(&'s Seen<'m>, &'s Seen<'m>)> {
    let placed = boxes.iter().map(|one| Some(Placed { frame: one.frame?, is_label: one.is_label }));
    let Some(placed) = placed.collect::<Option<Vec<_>>>() else { return Vec::new() };
    let both = |(words, label): (usize, usize)| Some((boxes.get(words)?, boxes.get(label)?));
    pairs(&placed).into_iter().filter_map(both).collect()
}
