//! Quotations in paragraphs of their own, and the plain paragraphs above and below that may say who.

use std::ops::Range;

use super::joined::Joined;
use super::label::unmarked;
use super::neighbours::is_label;
use super::quoted::{leading, with_note};
use super::{Block, Kind, Quotation};

/// Adds what stands above and below the paragraphs `at` to the only quotation in them, where they are nothing but that,
/// between marks. `credited` is the line that was last taken as who said what stands above it.
pub(super) fn name_alone(
    blocks: &[Block],
    at: Range<usize>,
    credited: &mut Option<usize>,
    quotation: &mut Quotation,
) {
    let text = Joined::of(blocks, at.start).text;
    let is_alone = unmarked(text.trim()).trim() == quotation.text && text.trim() != quotation.text;
    let is_in_cell = blocks.get(at.start).is_some_and(|block| block.cell.is_some());
    if quotation.is_credit || !is_alone || is_in_cell {
        return;
    }
    let lead = at.start.checked_sub(1).and_then(|above| leading(blocks.get(above)?));
    let plain = plain_below(blocks, at.end, at.start, *credited);
    *credited = plain.as_ref().map(|_| at.end).or(*credited);
    quotation.attribution = with_note(with_note(lead, plain), quotation.attribution.take());
}

/// The ordinary paragraph at `below` when nothing but a label stands in it, below what is set off from `from` on. One
/// above that is not that of the quotation before (`credited`) says that labels stand above what was said.
pub(super) fn plain_below(
    blocks: &[Block],
    below: usize,
    from: usize,
    credited: Option<usize>,
) -> Option<String> {
    let is_plain = |block: &Block| {
        block.kind == Kind::Paragraph && block.is_ordinary && block.cell.is_none() && is_label(&block.text)
    };
    let label = blocks.get(below).filter(|block| is_plain(block))?;
    let above = from.checked_sub(1).filter(|above| credited != Some(*above));
    let is_above = above.and_then(|above| blocks.get(above)).is_some_and(is_plain);
    let is_lead = label.text.trim_end().ends_with([':', ',']);
    (!is_above && !is_lead).then(|| label.text.trim().to_owned())
}
