//! Running headers, footers and page numbers: rows at the edge of pages that stand at the same height
//! with the same words, numbers apart.

use std::collections::HashMap;

use super::rows::Row;

/// So many rows at either edge of a page may be furniture.
const DEEPEST: usize = 4;
/// The gap that sets a header apart where there are too few pages to tell, in parts of the size.
const SET_APART: f32 = 1.5;

/// A row at its height: points from below, in steps of two; words with `#` for numbers.
type Key = (i32, String);

/// Removes them and says how many rows there were.
pub(super) fn remove(pages: &mut [Vec<Row>]) -> usize {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    let mut inside: HashMap<String, usize> = HashMap::new();
    for rows in pages.iter() {
        let below = rows.len().saturating_sub(DEEPEST).max(DEEPEST);
        for row in rows.iter().take(DEEPEST).chain(rows.iter().skip(below)) {
            *seen.entry(key(row)).or_default() += 1;
        }
        for row in rows.iter().take(below).skip(DEEPEST) {
            *inside.entry(words(row)).or_default() += 1;
        }
    }
    let filled = pages.iter().filter(|rows| !rows.is_empty()).count();
    let mut removed = 0;
    for (number, rows) in pages.iter_mut().enumerate() {
        let is_furniture = |row: &Row, next: Option<&Row>| {
            let often = seen.get(&key(row)).copied().unwrap_or(0);
            let repeats = often >= 3 || often == 2 && filled == 2 && is_apart(row, next);
            repeats && often * 3 >= filled && !is_said(&inside, row, often)
                || is_apart(row, next) && is_number_of(&row.text(), number + 1)
        };
        let above = edge(rows.iter().collect(), is_furniture);
        rows.drain(..above);
        let below = edge(rows.iter().rev().collect(), is_furniture);
        rows.truncate(rows.len() - below);
        removed += above + below;
    }
    removed
}

/// How many rows, the outermost first, are furniture. Those below the outermost must be set apart from
/// what follows, or else words that happen to repeat at the edge of the text would go with them.
fn edge(rows: Vec<&Row>, is_furniture: impl Fn(&Row, Option<&Row>) -> bool) -> usize {
    let next = |at: usize| rows.get(at + 1).copied();
    let found = rows.iter().enumerate().take(DEEPEST).take_while(|(at, row)| is_furniture(row, next(*at)));
    let found: Vec<bool> = found.map(|(at, row)| at == 0 || is_apart(row, next(at))).collect();
    found.iter().rposition(|is_end| *is_end).map_or(0, |last| last + 1)
}

fn is_apart(row: &Row, next: Option<&Row>) -> bool {
    next.is_none_or(|next| (row.y - next.y).abs() > SET_APART * row.size.max(next.size))
}

/// Whether the words of a row stand inside the pages as often as at their edges, as labels on a line of their own do.
fn is_said(inside: &HashMap<String, usize>, row: &Row, often: usize) -> bool {
    let words = words(row);
    words.contains(char::is_alphabetic) && inside.get(&words).is_some_and(|inside| *inside >= often)
}

fn key(row: &Row) -> Key {
    // Rounding a height loses nothing that matters.
    #[allow(clippy::cast_possible_truncation)]
    let height = (row.y / 2.0).round() as i32;
    (height, words(row))
}

/// The words of a row with `#` for numbers.
fn words(row: &Row) -> String {
    let mut words = String::new();
    for c in row.text().chars() {
        match c.is_ascii_digit() {
            true if words.ends_with('#') => {}
            true => words.push('#'),
            false => words.push(c),
        }
    }
    words
}

/// Whether `text` is the number of a page (`3`, `- 3 -`, `Pagina 3`, `3 / 12`, `Page 3 of 12`).
fn is_number_of(text: &str, page: usize) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let named = |word: &&str| {
        ["pagina", "page", "p", "pg", "blz", "van", "of", "seite", "von", "sur"]
            .contains(&word.to_lowercase().as_str())
    };
    let mut numbers = words.iter().filter(|word| is_number(word));
    let first = numbers.next().and_then(|word| word.parse::<usize>().ok());
    first == Some(page) && numbers.count() <= 1 && words.iter().all(|word| is_number(word) || named(word))
}

#[cfg(test)]
mod tests {
    use super::super::extract::Run;
    use super::*;

    fn row(y: f32, text: &str) -> Row {
        let run = Run { text: text.into(), x: 70.0, right: 300.0, y, size: 11.0, bold: false };
        Row { y, size: 11.0, runs: vec![run], number: None, numbered: false }
    }

    fn texts(pages: &[Vec<Row>]) -> Vec<String> {
        pages.iter().map(|rows| rows.iter().map(Row::text).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn headers_that_repeat_with_changing_numbers_go() {
        let page = |n: usize| {
            vec![
                row(800.0, "Project Brug"),
                row(760.0, if n == 2 { "An: ja" } else { "Bo: nee" }),
                row(746.0, "meer"),
                row(40.0, &format!("Pagina {n} van 3")),
            ]
        };
        let mut pages = vec![page(1), page(2), page(3)];
        assert_eq!(remove(&mut pages), 6);
        assert_eq!(texts(&pages), ["Bo: nee|meer", "An: ja|meer", "Bo: nee|meer"]);
    }

    #[test]
    fn words_that_happen_to_repeat_stay() {
        let page = |n: usize| vec![row(760.0, "An: ja"), row(746.0, &format!("Bo: {n} keer"))];
        let mut pages = vec![page(1), page(2)];
        assert_eq!(remove(&mut pages), 0);
        let mut single = vec![vec![row(760.0, "An: 3 keer"), row(40.0, "1 / 1")]];
        assert_eq!(remove(&mut single), 1);
        assert_eq!(texts(&single), ["An: 3 keer"]);
    }
}
