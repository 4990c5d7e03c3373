//! Which quotes stand on which slide, and how large: by room, never by overflowing.
//!
//! Quotes of a theme are spread evenly over as few slides as they need. One that does not fit in the
//! usual sizes gets a slide of its own and smaller type; one that does not fit even so is cut after a
//! sentence and goes on on the next slide.

use std::ops::Range;

use crate::text::{line_ends, lines, sentences};

/// Type sizes of quotes in points, largest first.
const SIZES: [u32; 4] = [26, 24, 22, 20];
/// For a short quote that has a slide to itself.
const LARGE_SIZES: [u32; 3] = [36, 32, 28];
/// For a long quote on a slide of its own.
const SMALL_SIZES: [u32; 3] = [20, 18, 16];
/// For one that is cut, largest first.
const CUT_SIZES: [u32; 3] = [22, 20, 18];
/// More on one slide nobody reads.
const MOST: usize = 4;
/// Type size of attributions in points.
pub(super) const CREDIT_SIZE: u32 = 14;
/// White space above a quote that is not the first, and above an attribution, in points.
pub(super) const GAP: u32 = 20;
pub(super) const CREDIT_GAP: u32 = 5;
/// Distance of lines, in hundredths of the type size: the font's own 1.15 and our 108 per cent.
const LEADING: u32 = 125;
/// Thousandths of a type size that the opening quotation mark hangs out.
pub(super) const HANG: u32 = 345;

/// The room for quotes, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    width: u32,
    height: u32,
}

impl Room {
    /// The room in a text box of this size in EMU (914,400 an inch), inside its usual insets and with a
    /// little to spare.
    pub(super) fn inside(width: i64, height: i64) -> Self {
        let points = |emu: i64, inset: i64| u32::try_from(((emu - inset) / 12_700).max(72)).unwrap_or(72);
        Self { width: points(width, 182_880) * 96 / 100, height: points(height, 91_440) * 97 / 100 }
    }

    /// The width of a line of type of this size, in thousandths of that size.
    fn line(self, size: u32) -> u32 {
        (self.width * 1000 / size.max(1)).saturating_sub(HANG).max(1000)
    }

    /// How many lines of cut text stand on a slide, beside attribution and mark of continuation.
    fn cut_lines(self, size: u32) -> usize {
        let rest = self.height.saturating_sub(2 * credit_height(1));
        usize::try_from(rest * 100 / (size * LEADING)).unwrap_or(1).max(1)
    }
}

/// What is to be placed: the words of a quote and its attribution.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) text: &'a str,
    pub(super) credit: &'a str,
}

impl Item<'_> {
    /// Its height in points, without the gap above it.
    pub(super) fn height(self, room: Room, size: u32) -> u32 {
        let quote = lines(self.text, room.line(size)).saturating_mul(size * LEADING) / 100;
        let credit = if self.credit.is_empty() { 0 } else { lines(self.credit, room.line(CREDIT_SIZE)) };
        quote.saturating_add(credit_height(credit))
    }
}

fn credit_height(lines: u32) -> u32 {
    if lines == 0 { 0 } else { CREDIT_GAP.saturating_add(lines.saturating_mul(CREDIT_SIZE * 116 / 100)) }
}

/// A quote, or a part of one, on a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Index of the item.
    pub(super) item: usize,
    /// The bytes of its text that stand here.
    pub(super) span: Range<usize>,
    /// Which part of how many.
    pub(super) part: (usize, usize),
}

/// A slide: pieces, and the type size of their words in points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SlidePlan {
    pub(super) pieces: Vec<Piece>,
    pub(super) size: u32,
}

/// The slides for these items, in their order.
pub(super) fn plan(items: &[Item<'_>], room: Room) -> Vec<SlidePlan> {
    let smallest = SIZES.last().copied().unwrap_or(20);
    let fits_among_others: Vec<bool> =
        items.iter().map(|item| item.height(room, smallest) <= room.height).collect();
    let mut slides = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for (index, (item, &fits)) in items.iter().zip(&fits_among_others).enumerate() {
        if fits {
            run.push(index);
            continue;
        }
        slides.extend(spread(items, &std::mem::take(&mut run), room));
        slides.extend(alone(index, *item, room));
    }
    slides.extend(spread(items, &run, room));
    slides
}

/// Slides for neighbours that each fit: as few as possible, and evenly filled.
fn spread(items: &[Item<'_>], run: &[usize], room: Room) -> Vec<SlidePlan> {
    let smallest = SIZES.last().copied().unwrap_or(20);
    let heights: Vec<u32> =
        run.iter().filter_map(|&index| items.get(index)).map(|item| item.height(room, smallest)).collect();
    // best[n]: for the first n items, (slides, unevenness, items on the last slide).
    let mut best: Vec<(u32, u64, usize)> = vec![(0, 0, 0)];
    for end in 1..=heights.len() {
        let mut height = 0u32;
        let mut found: Option<(u32, u64, usize)> = None;
        for count in 1..=MOST.min(end) {
            let added = heights.get(end - count).copied().unwrap_or(0);
            height = height.saturating_add(added).saturating_add(if count > 1 { GAP } else { 0 });
            if height > room.height && count > 1 {
                break;
            }
            let (slides, uneven, _) = best.get(end - count).copied().unwrap_or_default();
            let candidate = (slides + 1, uneven.saturating_add(u64::from(height).pow(2)), count);
            found = Some(found.map_or(candidate, |known| known.min(candidate)));
        }
        best.push(found.unwrap_or_default());
    }
    let mut slides = Vec::new();
    let mut end = run.len();
    while let Some((_, _, count)) = best.get(end).copied().filter(|_| end > 0) {
        let start = end.saturating_sub(count.max(1));
        slides.push(together(items, run.get(start..end).unwrap_or(&[]), room));
        end = start;
    }
    slides.reverse();
    slides
}

/// One slide with these items, in the largest size that fits.
fn together(items: &[Item<'_>], indices: &[usize], room: Room) -> SlidePlan {
    let shown: Vec<(usize, Item<'_>)> =
        indices.iter().filter_map(|&index| items.get(index).map(|item| (index, *item))).collect();
    let fits = |size: u32| {
        let gaps = u32::try_from(shown.len().saturating_sub(1)).unwrap_or(0) * GAP;
        shown.iter().map(|(_, item)| item.height(room, size)).fold(gaps, u32::saturating_add) <= room.height
    };
    // Alone and large it takes half of the slide at most.
    let is_short = |size: u32| {
        shown.first().is_some_and(|(_, item)| item.height(room, size).saturating_mul(2) <= room.height)
    };
    let large = LARGE_SIZES.into_iter().find(|&size| shown.len() == 1 && is_short(size));
    let usual = || SIZES.into_iter().find(|&size| fits(size)).or(SIZES.last().copied());
    let size = large.or_else(usual).unwrap_or(20);
    let whole =
        |(item, Item { text, .. }): (usize, Item<'_>)| Piece { item, span: 0..text.len(), part: (1, 1) };
    SlidePlan { pieces: shown.into_iter().map(whole).collect(), size }
}

/// A long quote: a slide of its own, or several.
fn alone(index: usize, item: Item<'_>, room: Room) -> Vec<SlidePlan> {
    let whole = |size| SlidePlan {
        pieces: vec![Piece { item: index, span: 0..item.text.len(), part: (1, 1) }],
        size,
    };
    if let Some(size) = SMALL_SIZES.into_iter().find(|&size| item.height(room, size) <= room.height) {
        return vec![whole(size)];
    }
    // The largest type that takes no more slides than the smallest.
    let cuts = CUT_SIZES.map(|size| (size, cut(item.text, room.line(size), room.cut_lines(size))));
    let fewest = cuts.iter().map(|(_, spans)| spans.len()).min().unwrap_or(0);
    let largest = cuts.into_iter().find(|(_, spans)| spans.len() == fewest);
    let Some((size, spans)) = largest.filter(|(_, spans)| spans.len() > 1) else {
        return vec![whole(SMALL_SIZES.last().copied().unwrap_or(16))];
    };
    let of = spans.len();
    let slide =
        |(part, span)| SlidePlan { pieces: vec![Piece { item: index, span, part: (part, of) }], size };
    (1..).zip(spans).map(slide).collect()
}

/// Cuts `text` into parts of at most `most` lines, after sentences where there is one, and evenly.
fn cut(text: &str, line: u32, most: usize) -> Vec<Range<usize>> {
    let borders: Vec<usize> = sentences(text).into_iter().skip(1).map(|span| span.start).collect();
    let needed = cut_greedily(text, line, most, &borders);
    // The fewest lines a slide that still give no more slides: the last one is not left nearly empty.
    let (mut low, mut high) = (1, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if cut_greedily(text, line, middle, &borders).len() <= needed.len() {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    cut_greedily(text, line, high, &borders)
}

fn cut_greedily(text: &str, line: u32, most: usize, borders: &[usize]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let limit = start + line_ends(rest, line).take(most).last().unwrap_or(rest.len());
        let last = borders.partition_point(|&border| border <= limit).checked_sub(1);
        let sentence = last.and_then(|at| borders.get(at)).copied().filter(|&border| border > start);
        let end = if limit >= text.len() { text.len() } else { sentence.unwrap_or(limit) };
        parts.push(start..end);
        start = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn room() -> Room {
        Room::inside(9_692_640, 4_370_832)
    }

    fn slides(texts: &[&str]) -> Vec<SlidePlan> {
        let items: Vec<Item<'_>> =
            texts.iter().map(|text| Item { text, credit: "[cliënt, De Kade]" }).collect();
        plan(&items, room())
    }

    #[test]
    fn few_short_quotes_are_large_and_many_are_spread_evenly() {
        let short = "Ge belt, ge wacht, en dan valt het weg.";
        let two = slides(&[short; 2]);
        assert_eq!((two.len(), two[0].size), (1, 26));
        let five: Vec<usize> = slides(&[short; 5]).iter().map(|slide| slide.pieces.len()).collect();
        assert!(five == [3, 2] || five == [2, 3], "{five:?}");
    }

    #[test]
    fn a_long_quote_stands_alone_and_a_very_long_one_is_cut_after_sentences() {
        let long = "Dat is dus wat ik bedoel, en ge moogt dat gerust opschrijven. ".repeat(17);
        let plans = slides(&["Kort.", long.trim(), "Ook kort."]);
        assert_eq!(plans.len(), 3);
        assert!(plans[1].size < 20 && plans[1].pieces[0].part == (1, 1));
        let longer = long.repeat(5);
        let plans = slides(&[&longer]);
        assert!(plans.len() > 1);
        for slide in plans.iter().take(plans.len() - 1) {
            assert!(longer[slide.pieces[0].span.clone()].ends_with("opschrijven. "));
        }
        let lengths: Vec<usize> = plans.iter().map(|slide| slide.pieces[0].span.len()).collect();
        assert!(lengths.iter().max().unwrap() < &(lengths.iter().min().unwrap() * 2), "{lengths:?}");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_over_slides(
            texts in prop::collection::vec(("[a-zé .\n]{0,60}", 1usize..90), 0..12),
            width in 400_000i64..12_000_000,
            height in 200_000i64..6_000_000,
        ) {
            let texts: Vec<String> = texts.into_iter().map(|(text, times)| text.repeat(times)).collect();
            let items: Vec<Item<'_>> = texts.iter().map(|text| Item { text, credit: "[x]" }).collect();
            let slides = plan(&items, Room::inside(width, height));
            let mut shown = vec![String::new(); texts.len()];
            let mut order = Vec::new();
            for piece in slides.iter().flat_map(|slide| &slide.pieces) {
                shown[piece.item].push_str(&texts[piece.item][piece.span.clone()]);
                order.push(piece.item);
            }
            prop_assert_eq!(shown, texts.clone());
            order.dedup();
            prop_assert_eq!(order, (0..texts.len()).collect::<Vec<_>>());
            prop_assert!(slides.iter().all(|slide| !slide.pieces.is_empty() && slide.pieces.len() <= MOST));
        }
    }
}
