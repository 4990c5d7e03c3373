//! What stands beside a quotation in a table or on a slide, and may say who: the other cells of the row and the head of
//! the column, or the other boxes.

use std::collections::BTreeMap;

use super::marks::marked;
use super::{Block, Cell, Kind, Manuscript, Place, Quotation};

/// Longer cells and boxes are no labels.
const MOST_WORDS: usize = 7;
const LONGEST: usize = 70;
/// A row of more labels is a table of other things.
const MOST_LABELS: usize = 8;

/// The cells and boxes of a text.
pub(super) struct Neighbours<'m> {
    blocks: &'m [Block],
    /// The labels in a row, with their columns, by table and row.
    rows: BTreeMap<(usize, usize), Vec<(usize, &'m str)>>,
    /// What the boxes of a slide say beside the one box that has words, or beside each of several, by the number of
    /// the box.
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
        Self { blocks, rows, boxes: paired(blocks) }
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
        && marked(text).is_empty()
}

/// A box with its words, and whether they may say who.
struct Seen {
    number: usize,
    words: String,
    is_label: bool,
}

/// The labels that belong to boxes of words: those of a slide to its only one, or one each in turn.
fn paired(blocks: &[Block]) -> BTreeMap<usize, String> {
    let mut slides: BTreeMap<Place, Vec<Seen>> = BTreeMap::new();
    for block in blocks {
        let Kind::Box { number, is_ours: false } = block.kind else { continue };
        if block.cell.is_some() {
            continue;
        }
        let boxes = slides.entry(block.place).or_default();
        match boxes.last_mut().filter(|last| last.number == number) {
            Some(last) => {
                last.is_label = false;
                last.words.push('\n');
                last.words.push_str(&block.text);
            }
            None => {
                let words = block.text.clone();
                boxes.push(Seen { number, is_label: is_label(&words), words });
            }
        }
    }
    let mut pairs = BTreeMap::new();
    for boxes in slides.values() {
        let (labels, quoted): (Vec<&Seen>, Vec<&Seen>) = boxes.iter().partition(|one| one.is_label);
        let in_turn = boxes.windows(2).all(|two| matches!(two, [a, b] if a.is_label != b.is_label));
        match quoted.as_slice() {
            [only] if !labels.is_empty() => {
                let all: Vec<&str> = labels.iter().map(|label| label.words.as_str()).collect();
                pairs.insert(only.number, all.join("; "));
            }
            several if in_turn && labels.len() == several.len() => {
                let each = several.iter().zip(labels).map(|(one, label)| (one.number, label.words.clone()));
                pairs.extend(each);
            }
            _ => {}
        }
    }
    pairs
}
