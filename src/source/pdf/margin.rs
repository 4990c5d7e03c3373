//! Numbers in the left margin: of paragraphs (MAXQDA prints them) or of lines (1, 2, 3 or 5, 10, 15).

use super::rows::Row;

/// Fewer numbers are a list.
const FEWEST: usize = 4;
/// Line numbers stand at every line, or every second, fifth or tenth.
const LARGEST_STEP: usize = 10;

/// Removes them and says how many there were. Those of paragraphs are kept beside their rows; where every
/// row has one, they are of lines and say nothing.
pub(super) fn remove(pages: &mut [Vec<Row>]) -> usize {
    let Some(left) = left_of_words(pages) else { return 0 };
    let number = |row: &Row| number(row).filter(|(_, right)| *right <= left).map(|(number, _)| number);
    let numbers: Vec<usize> = pages.iter().flatten().filter_map(number).collect();
    let rows = pages.iter().flatten().count();
    if numbers.len() < FEWEST || !is_counting(&numbers) {
        return 0;
    }
    let of_lines = numbers.len() * 10 > rows * 8 || step(&numbers) > 1;
    // The words may stand a little lower than their number, or on the next page.
    let mut before = None;
    for rows in pages.iter_mut() {
        for row in rows.iter_mut() {
            let own = number(row);
            if own.is_some() {
                row.runs.remove(0);
            }
            row.number = own.or(before).filter(|_| !of_lines);
            before = own.filter(|_| row.runs.is_empty());
        }
        rows.retain(|row| !row.runs.is_empty());
    }
    numbers.len()
}

/// Marks the rows that begin a paragraph: those with a number that the one before did not have. On a new
/// page the number of a paragraph may be printed again.
pub(super) fn mark(pages: &mut [Vec<Row>]) {
    let mut last = None;
    for row in pages.iter_mut().flatten().filter(|row| row.number.is_some()) {
        row.numbered = row.number != last;
        last = row.number;
    }
}

/// The number a row begins with, and where it ends.
fn number(row: &Row) -> Option<(usize, f32)> {
    let first = row.runs.first()?;
    let digits = first.text.trim();
    let fits = digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    Some((digits.parse().ok().filter(|_| fits)?, first.right))
}

/// How much the numbers grow from one to the next, mostly.
fn step(numbers: &[usize]) -> usize {
    let steps = numbers.windows(2).filter_map(|pair| match pair {
        [a, b] => b.checked_sub(*a),
        _ => None,
    });
    let mut steps: Vec<usize> = steps.collect();
    steps.sort_unstable();
    steps.get(steps.len() / 2).copied().unwrap_or(0)
}

/// Whether nine of ten numbers are one step above the one before; a page may begin anew, or repeat one.
fn is_counting(numbers: &[usize]) -> bool {
    let step = step(numbers);
    let fits = |pair: &&[usize]| matches!(pair, [a, b] if b == a || *b == a + step || b < a && *b <= step);
    let fitting = numbers.windows(2).filter(fits).count();
    (1..=LARGEST_STEP).contains(&step) && fitting * 10 >= (numbers.len() - 1) * 9
}

/// Where the words of most rows begin, with hardly any further to the left; none without such a place.
fn left_of_words(pages: &[Vec<Row>]) -> Option<f32> {
    let begins = |row: &Row| row.runs.get(usize::from(number(row).is_some())).map(|run| run.x);
    let mut words: Vec<f32> = pages.iter().flatten().filter_map(begins).collect();
    words.sort_by(f32::total_cmp);
    let left = words.get(words.len() / 20).copied()?;
    let there = words.iter().filter(|x| (**x - left).abs() < 1.0).count();
    (there * 2 > words.len()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::super::extract::Run;
    use super::super::rows;
    use super::*;

    fn page(rows: &[(&str, &str)]) -> Vec<Row> {
        let mut runs = Vec::new();
        for (at, (number, words)) in (0_u16..).zip(rows) {
            let y = 700.0 - 14.0 * f32::from(at);
            let run =
                |text: &str, x: f32| Run { text: text.into(), x, right: x + 8.0, y, size: 11.0, bold: false };
            runs.extend([run(number, 40.0), run(words, 62.0)]);
        }
        rows::of(runs).0
    }

    #[test]
    fn paragraph_numbers_go_and_begin_paragraphs() {
        let mut pages = vec![
            page(&[("1", "Gesprek"), ("2", "An: ja"), ("", "en nog"), ("3", "Bo: nee"), ("", "niet")]),
            page(&[("3", "toch"), ("4", "An: 2 keer")]),
        ];
        assert_eq!(remove(&mut pages), 5);
        mark(&mut pages);
        let shown: Vec<(String, bool)> =
            pages.iter().flatten().map(|row| (row.text(), row.numbered)).collect();
        let shown: Vec<(&str, bool)> =
            shown.iter().map(|(text, numbered)| (text.as_str(), *numbered)).collect();
        assert_eq!(
            shown,
            [
                ("Gesprek", true),
                ("An: ja", true),
                ("en nog", false),
                ("Bo: nee", true),
                ("niet", false),
                ("toch", false),
                ("An: 2 keer", true),
            ]
        );
    }

    #[test]
    fn line_numbers_begin_nothing() {
        let mut pages = vec![page(&[("1", "An: ja"), ("2", "en nog"), ("3", "wat"), ("4", "Bo: nee")]); 2];
        assert_eq!(remove(&mut pages), 8);
        mark(&mut pages);
        assert!(pages.iter().flatten().all(|row| !row.numbered));
    }

    #[test]
    fn numbers_people_say_stay() {
        let mut pages =
            vec![page(&[("3", "keer"), ("12", "keer"), ("7", "keer"), ("1", "keer"), ("40", "jaar")])];
        assert_eq!(remove(&mut pages), 0);
        assert_eq!(pages[0][0].text(), "3\tkeer");
    }
}
