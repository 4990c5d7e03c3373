//! The pieces of a page in reading order: columns one after the other, a column of names row by row.

use unpdf::parser::xycut::{Block, XyCutConfig, xycut_partition};

use super::line::Line;
use super::rows::Row;

/// With more pieces a page is read straight across: the search for columns is quadratic at worst.
const MOST_PIECES: usize = 4_000;
/// A column of names takes less than this part of the width.
const NARROW: f32 = 0.3;
/// Sides of the largest page, in points (ISO 32000-1, annex C).
const LARGEST_PAGE: f32 = 14_400.0;
/// Left ends this near to each other, in points, are one.
const SAME_PLACE: f32 = 12.0;

/// The lines of all pages in reading order.
pub(super) fn in_reading_order(pages: Vec<Vec<Row>>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut region = 0;
    for (page, rows) in pages.into_iter().enumerate() {
        let pieces: Vec<Line> = rows.iter().flat_map(Row::pieces).collect();
        for group in groups(pieces) {
            region += 1;
            lines.extend(across(group).into_iter().map(|line| Line { page, region, ..line }));
        }
    }
    lines
}

/// The stretches of a page that are read one after the other.
fn groups(pieces: Vec<Line>) -> Vec<Vec<Line>> {
    if pieces.is_empty() || pieces.len() > MOST_PIECES {
        return vec![pieces];
    }
    let blocks: Vec<Block> = pieces.iter().map(block).collect();
    // The cuts are found in a row of cells as long as the page: what lies on no page is not cut.
    if !blocks.iter().all(lies_on_a_page) {
        return vec![pieces];
    }
    let size = median(pieces.iter().map(|piece| piece.size));
    // As wide as the crate's own reading of lines has them: gutters of half the size, between texts of
    // real width; anything else only where it cannot be overlooked.
    let config = XyCutConfig {
        min_x_gap: (size * 5.0).max(60.0),
        min_y_gap: (size * 3.0).max(36.0),
        min_gutter: (size * 0.5).max(4.0),
    };
    let found = xycut_partition(&blocks, &config).groups;
    if found.len() < 2 || has_names(&pieces, &found) {
        return vec![pieces];
    }
    let mut slots: Vec<Option<Line>> = pieces.into_iter().map(Some).collect();
    let mut take = |at: usize| slots.get_mut(at).and_then(Option::take);
    found.into_iter().map(|group| group.into_iter().filter_map(&mut take).collect()).collect()
}

/// Whether a block lies within the largest page that there can be; numbers that are none do not.
fn lies_on_a_page(block: &Block) -> bool {
    [block.x, block.y, block.width, block.height].iter().all(|length| length.abs() <= LARGEST_PAGE)
}

fn block(piece: &Line) -> Block {
    Block { x: piece.x, y: piece.y + 0.8 * piece.size, width: piece.right - piece.x, height: piece.size }
}

/// Whether one of the groups is a column of names or times: narrow, with words beside most of its lines,
/// and several of them or nothing wide that begins at the same place (as the heading of a column has).
fn has_names(pieces: &[Line], groups: &[Vec<usize>]) -> bool {
    let of = |at: &usize| pieces.get(*at);
    let extent = |pieces: &mut dyn Iterator<Item = &Line>| {
        let both = |(left, right): (f32, f32), piece: &Line| (left.min(piece.x), right.max(piece.right));
        pieces.fold((f32::MAX, f32::MIN), both)
    };
    let page = extent(&mut pieces.iter());
    let is_narrow = |(left, right): (f32, f32)| right - left < NARROW * (page.1 - page.0);
    let extents: Vec<(f32, f32)> =
        groups.iter().map(|group| extent(&mut group.iter().filter_map(of))).collect();
    groups.iter().zip(&extents).any(|(group, here)| {
        let beside = |piece: &Line| {
            let near = pieces.partition_point(|other| other.y > piece.y + 0.5 * piece.size);
            let mut row = pieces.iter().skip(near).take_while(|other| other.y > piece.y - 0.5 * piece.size);
            row.any(|other| other.x > here.1)
        };
        let accompanied = group.iter().filter_map(of).filter(|piece| beside(piece)).count();
        let heads = |other: &(f32, f32)| !is_narrow(*other) && (other.0 - here.0).abs() < SAME_PLACE;
        is_narrow(*here)
            && accompanied * 10 >= group.len() * 6
            && (group.len() >= 3 || !extents.iter().any(heads))
    })
}

/// Pieces as lines from top to bottom, those at one height joined.
fn across(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            // Pieces of one row bear the height of the row.
            Some(line) if (line.y - piece.y).abs() < 0.01 => line.append(&piece),
            _ => lines.push(piece),
        }
    }
    lines
}

fn median(lengths: impl Iterator<Item = f32>) -> f32 {
    let mut lengths: Vec<f32> = lengths.collect();
    lengths.sort_by(f32::total_cmp);
    lengths.get(lengths.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::extract::Run;
    use super::super::rows;
    use super::*;

    fn page(rows: &[(f32, &str, f32, &str)]) -> Vec<Row> {
        let mut runs = Vec::new();
        for (at, (x, left, at_right, right)) in (0_u16..).zip(rows) {
            let y = 700.0 - 14.0 * f32::from(at);
            for (x, text) in [(*x, *left), (*at_right, *right)] {
                let right = x + 5.0 * Line { text: text.into(), ..Line::default() }.chars();
                runs.push(Run { text: text.into(), x, right, y, size: 11.0, bold: false });
            }
        }
        rows::of(runs).0
    }

    fn texts(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let words = "een twee drie vier vijf zes zeven acht";
        let rows: Vec<_> =
            (0..6).map(|_| (60.0, words, 310.0, "negen tien elf twaalf dertien veertien")).collect();
        let lines = in_reading_order(vec![page(&rows)]);
        assert_eq!(lines.len(), 12);
        assert!(texts(&lines)[..6].iter().all(|text| *text == words), "{:?}", texts(&lines));
        assert_ne!(lines[5].region, lines[6].region);
    }

    #[test]
    fn a_column_of_names_is_read_row_by_row() {
        let rows = [
            (60.0, "Greet", 160.0, "Ik stond daar maar te wachten aan de deur van het loket"),
            (60.0, "", 160.0, "en toen kwam er iemand naar buiten die mij binnenliet."),
            (60.0, "Interviewer", 160.0, "En wat zei die dan tegen u, weet u dat nog een beetje?"),
            (60.0, "Greet", 160.0, "Dat ik gerust mocht gaan zitten, en dat deed ik dan ook"),
            (60.0, "Interviewer", 160.0, "Goed, dan gaan we daarmee verder in het volgende stuk."),
        ];
        let lines = in_reading_order(vec![page(&rows)]);
        assert_eq!(lines.len(), 5, "{:?}", texts(&lines));
        assert!(lines[0].text.starts_with("Greet\tIk stond"));
        assert!(lines[1].text.starts_with("en toen"));
    }
}
