//! Paragraphs that a document sets off, as block quotes are: every line of them stands to the right of the text around
//! it. A PDF knows no styles; this is what is left of one.

use std::collections::HashMap;

use super::line::Line;
use super::paragraphs::reached;

/// A shift to the right that is one, in parts of the size.
const LEAST: f32 = 0.8;
/// What begins farther to the right, in points, stands in another column.
const COLUMN: i32 = 100;
/// Shifts this near to each other, in points, are one.
const SAME: f32 = 1.5;
/// The text around begins where at least one of so many lines of its column does.
const SHARE: usize = 5;
/// How far, in points, the first line of a block may stand to the right of the others.
const FIRST: f32 = 40.0;

/// How far each line stands to the right of the text around it, in points; 0 where it is that text.
pub(super) fn shifts(lines: &[Line]) -> Vec<f32> {
    let mut begun: HashMap<(usize, i32), usize> = HashMap::new();
    for line in lines {
        *begun.entry((line.page, point(line.x))).or_default() += 1;
    }
    let lefts: HashMap<(usize, i32), i32> =
        begun.keys().map(|(page, x)| ((*page, *x), left(&begun, *page, *x))).collect();
    let left = |line: &Line| lefts.get(&(line.page, point(line.x))).copied().unwrap_or(0);
    lines.iter().map(|line| (line.x - points(left(line))).max(0.0)).collect()
}

/// Where the text begins around what begins at `x`, in points.
fn left(begun: &HashMap<(usize, i32), usize>, page: usize, x: i32) -> i32 {
    let at = |x: i32| begun.get(&(page, x)).copied().unwrap_or(0);
    let near = |x: i32| at(x.saturating_sub(1)) + at(x) + at(x.saturating_add(1));
    let from = x.saturating_sub(COLUMN);
    let all: usize = (from..=x.saturating_add(COLUMN)).map(at).sum();
    let is_text = |x: &i32| at(*x) > 0 && near(*x) >= (all / SHARE).max(2);
    (from..=x).find(is_text).unwrap_or(x)
}

/// Whole points are exact enough.
fn point(x: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation)]
    let point = x.round() as i32;
    point
}

/// No page is wider than an `i16`.
fn points(x: i32) -> f32 {
    i16::try_from(x).map_or(f32::INFINITY, f32::from)
}

/// Where the blocks of shifted lines end that each line is one of, by those in the document that begin where it does;
/// nothing for other lines, and where no two agree.
pub(super) fn edges(lines: &[Line], shifts: &[f32]) -> Vec<Option<f32>> {
    let own = |(line, shift): (&Line, &f32)| (*shift >= LEAST * line.size).then(|| point(line.x));
    let begun: Vec<Option<i32>> = lines.iter().zip(shifts).map(own).collect();
    let mut rights: HashMap<i32, Vec<f32>> = HashMap::new();
    for (pair, at) in lines.windows(2).zip(begun.windows(2)) {
        if let ([line, next], [Some(x), Some(below)]) = (pair, at)
            && x == below
            && line.region == next.region
        {
            rights.entry(*x).or_default().push(line.right);
        }
    }
    rights.values_mut().for_each(|rights| rights.sort_by(|a, b| b.total_cmp(a)));
    let edge = |x: i32| rights.get(&x).and_then(|rights| reached(rights, (rights.len() / 20).max(2)));
    begun.into_iter().map(|x| x.and_then(edge)).collect()
}

/// A paragraph: its lines, and how far each is shifted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'a> {
    pub(super) lines: &'a [Line],
    pub(super) shifts: &'a [f32],
    /// Whether no space stands above it.
    pub(super) is_close: bool,
}

/// Which of all paragraphs of a document are set off.
pub(super) fn of(paragraphs: &[Lines<'_>]) -> Vec<bool> {
    let blocks: Vec<bool> = paragraphs.iter().map(Lines::is_block).collect();
    let inside = paragraphs.iter().zip(&blocks).filter(|(_, is_block)| **is_block);
    let of_blocks: Vec<f32> = inside.filter_map(|(block, _)| block.shifts.last().copied()).collect();
    let of_firsts: Vec<f32> = paragraphs.iter().filter_map(Lines::first_shift).collect();
    // One line may be set off, or as the first of an indented paragraph.
    let is_single = |one: &Lines<'_>| {
        let is_like =
            |known: &[f32]| one.shifts.iter().any(|own| known.iter().any(|k| (k - own).abs() <= SAME));
        one.is_sentence() && (is_like(&of_blocks) || !is_like(&of_firsts))
    };
    let above = [None].into_iter().chain(paragraphs.iter().map(Some));
    let all = paragraphs.iter().zip(blocks).zip(above);
    all.map(|((one, is_block), above)| (is_block || is_single(one)) && !one.goes_on(above)).collect()
}

impl Lines<'_> {
    /// Whether it has several lines, all shifted alike.
    fn is_block(&self) -> bool {
        let [first, second, rest @ ..] = self.shifts else { return false };
        let are_alike = rest.iter().all(|shift| (shift - second).abs() <= SAME);
        are_alike && (-SAME..FIRST).contains(&(first - second)) && self.is_shifted() && self.is_prose()
    }

    /// Whether it is one shifted line that ends as a sentence or an attribution does.
    fn is_sentence(&self) -> bool {
        let [line] = self.lines else { return false };
        let ends = line.text.trim_end().ends_with(['.', '?', '!', '…', '"', '”', '’', '»', ')', ']']);
        ends && self.is_shifted() && self.is_prose()
    }

    /// How far the first line stands to the right of the second, where it does.
    fn first_shift(&self) -> Option<f32> {
        let [first, second, ..] = self.shifts else { return None };
        let size = self.lines.first()?.size;
        Some(first - second).filter(|shift| *shift >= LEAST * size)
    }

    fn is_shifted(&self) -> bool {
        self.lines.iter().zip(self.shifts).all(|(line, shift)| *shift >= LEAST * line.size)
    }

    /// Whether it is no row of a table, no item or line of a list, no entry of a table of contents and no heading.
    fn is_prose(&self) -> bool {
        let Some(first) = self.lines.first() else { return false };
        let is_row = |line: &Line| ["\t", ". . .", "...."].iter().any(|sign| line.text.contains(sign));
        !is_item(&first.text) && !self.lines.iter().any(|line| is_row(line) || line.is_bold())
    }

    /// Whether it is the rest of the item of a list `above` it.
    fn goes_on(&self, above: Option<&Lines<'_>>) -> bool {
        let is_item = above.and_then(|above| above.lines.first()).is_some_and(|line| is_item(&line.text));
        self.is_close && is_item
    }
}

/// Whether a line begins as the item of a list does: `•`, `1.`, `(b)`, `–`.
pub(super) fn is_item(text: &str) -> bool {
    let mark = text.split(char::is_whitespace).next().unwrap_or("");
    let inner = mark.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let is_counted = inner.len() < mark.len()
        && (!inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || c == '.')
            || inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic));
    !mark.contains(char::is_alphanumeric) && !mark.contains(['"', '“', '„', '«', '[', '…', '‘', '\''])
        || is_counted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 10 points on one page, each with its left end.
    fn lines(all: &[(f32, &str)]) -> Vec<Line> {
        let line =
            |(x, text): &(f32, &str)| Line { text: (*text).into(), x: *x, size: 10.0, ..Line::default() };
        all.iter().map(line).collect()
    }

    /// Whether each paragraph, given by its lines, is set off.
    fn set_off(paragraphs: &[&[(f32, &str)]]) -> Vec<bool> {
        let all = lines(&paragraphs.concat());
        let shifts = shifts(&all);
        let mut at = 0;
        let of_one = |one: &&[(f32, &str)]| {
            let range = at..at + one.len();
            at = range.end;
            Lines { lines: &all[range.clone()], shifts: &shifts[range], is_close: true }
        };
        of(&paragraphs.iter().map(of_one).collect::<Vec<_>>())
    }

    const TEXT: &[(f32, &str)] =
        &[(60.0, "Wie wacht, wacht niet"), (60.0, "alleen, en dat"), (60.0, "werd gezegd.")];

    #[test]
    fn every_line_stands_to_the_right() {
        let block: &[(f32, &str)] = &[(90.0, "Ik wacht al"), (90.0, "drie weken.")];
        let first: &[(f32, &str)] = &[(72.0, "Daarna werd het"), (60.0, "rustig.")];
        assert_eq!(set_off(&[TEXT, block, TEXT, first]), [false, true, false, false]);
        // Centred lines are no block; nor is the item of a list, or a row.
        let centred: &[(f32, &str)] = &[(90.0, "Figuur 2. Wachttijd"), (100.0, "per jaar."), (95.0, "n = 8")];
        let item: &[(f32, &str)] = &[(80.0, "• langer open"), (80.0, "op vrijdag.")];
        let rest: &[(f32, &str)] = &[(80.0, "Dat vragen ook"), (80.0, "wie er werken.")];
        let row: &[(f32, &str)] = &[(80.0, "cliënt\tzeven"), (80.0, "weken.")];
        let entry: &[(f32, &str)] = &[(80.0, "Wachten . . . . 7"), (80.0, "Weten . . . . 9")];
        assert_eq!(set_off(&[TEXT, centred, TEXT, item, rest, row, entry]), [false; 7]);
    }

    #[test]
    fn one_line_is_set_off_unless_paragraphs_begin_so() {
        let one: &[(f32, &str)] = &[(90.0, "Ik wacht al drie weken.")];
        assert_eq!(set_off(&[TEXT, one, TEXT]), [false, true, false]);
        let first: &[(f32, &str)] = &[(90.0, "Daarna werd het"), (60.0, "rustig.")];
        assert_eq!(set_off(&[TEXT, one, first]), [false; 3]);
        let block: &[(f32, &str)] = &[(90.0, "Ik kom niet"), (90.0, "meer terug.")];
        assert_eq!(set_off(&[TEXT, one, first, block]), [false, true, false, true]);
        let heading: &[(f32, &str)] = &[(90.0, "Wachten en weten")];
        assert_eq!(set_off(&[TEXT, heading, TEXT]), [false; 3]);
    }

    #[test]
    fn a_page_in_which_nothing_else_begins_has_no_text_around() {
        let block: &[(f32, &str)] = &[(90.0, "Ik wacht al"), (90.0, "drie weken.")];
        assert_eq!(set_off(&[block, block]), [false; 2]);
        let far: &[(f32, &str)] = &[(310.0, "De tweede kolom"), (310.0, "begint hier.")];
        assert_eq!(set_off(&[TEXT, far, far]), [false; 3]);
    }

    #[test]
    fn items_of_lists() {
        for item in ["• een", "1. een", "(b) een", "2.1. een", "– een", "a) een"] {
            assert!(is_item(item), "{item}");
        }
        for none in ["Ik", "“ Ik", "… en", "[Hij] zei", "3 weken", "(lacht) ja"] {
            assert!(!is_item(none), "{none}");
        }
    }
}
