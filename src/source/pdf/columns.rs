//! The pieces of a page in reading order: columns one after the other, a column of names row by row.

use unpdf::parser::xycut::{Block, XyCutConfig, xycut_partition};

use super::cells;
use super::line::Line;
use super::names::Names;
use super::paragraphs;
use super::rows::Row;

/// With more pieces a page is read straight across: the search for columns is quadratic at worst.
const MOST_PIECES: usize = 4_000;
/// Sides of the largest page, in points (ISO 32000-1, annex C).
const LARGEST_PAGE: f32 = 14_400.0;

/// The lines of all pages in reading order.
pub(super) fn in_reading_order(pages: Vec<Vec<Row>>) -> Vec<Line> {
    let of_page = |rows: &Vec<Row>| rows.iter().flat_map(Row::pieces).collect();
    let pages: Vec<Vec<Line>> = pages.iter().map(of_page).collect();
    let names = Names::of(&pages);
    let mut lines = Vec::new();
    let mut region = 0;
    for (page, pieces) in pages.into_iter().enumerate() {
        for group in groups(pieces, &names) {
            region += 1;
            lines.extend(across(group).into_iter().map(|line| Line { page, region, ..line }));
        }
    }
    lines
}

/// The stretches of a page that are read one after the other.
fn groups(pieces: Vec<Line>, names: &Names) -> Vec<Vec<Line>> {
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
    if found.len() < 2 || names.are_in(&pieces, &found) {
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

/// Pieces as lines from top to bottom, those at one height joined.
fn across(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let pitch = paragraphs::pitch(&pieces);
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            // Pieces of one row bear the height of the row.
            Some(row) if row.last().is_some_and(|last| (last.y - piece.y).abs() < 0.01) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    cells::lines(rows, pitch)
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

    #[test]
    fn names_are_known_by_what_other_pages_say_however_short_the_words() {
        let long = [
            (60.0, "Interviewer", 160.0, "En wat zei die dan tegen u, weet u dat nog een beetje?"),
            (60.0, "Greet", 160.0, "Dat ik gerust mocht gaan zitten, en dat deed ik dan ook"),
            (60.0, "Bram", 160.0, "En ik ging naast haar zitten, want er was toch plaats."),
        ];
        let short = [
            (60.0, "Bram", 160.0, "Ja?"),
            (60.0, "Greet", 160.0, "Ja."),
            (60.0, "Interviewer", 160.0, "Dag."),
        ];
        let lines = in_reading_order(vec![page(&long), page(&short)]);
        let last: Vec<&str> = texts(&lines).into_iter().skip(3).collect();
        assert_eq!(last, ["Bram\tJa?", "Greet\tJa.", "Interviewer\tDag."]);
    }

    #[test]
    fn names_alone_in_both_columns_are_no_column_of_names() {
        let rows = [
            (60.0, "Interviewer", 310.0, "Interviewer"),
            (
                60.0,
                "Wat zei die dan tegen u, weet u dat nog?",
                310.0,
                "En bent u daarna nog eens terug geweest?",
            ),
            (60.0, "Greet", 310.0, "Greet"),
            (
                60.0,
                "Dat ik gerust mocht gaan zitten wachten.",
                310.0,
                "Neen, want ik had daar niets meer te doen.",
            ),
        ];
        let lines = in_reading_order(vec![page(&rows)]);
        assert_eq!(lines.len(), 8, "{:?}", texts(&lines));
    }
}
