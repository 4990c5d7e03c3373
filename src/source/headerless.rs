//! Tables of turns without header, by what their columns hold.

use std::collections::HashMap;

use super::columns::Layout;
use super::labels::{Shape, shape};
use super::names::key;
use super::time;

/// Fewer rows than this may be anything.
const FEWEST_ROWS: usize = 3;

/// Whether a table of so many columns can be one of turns; wider ones need not be looked at.
pub(super) fn fits(width: usize) -> bool {
    (2..=4).contains(&width)
}

/// What the columns (each from top to bottom) hold: times, names that recur, and the words in what is left.
pub(super) fn layout(columns: &[Vec<String>]) -> Option<Layout> {
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let width = columns.len();
    if rows < FEWEST_ROWS || !fits(width) {
        return None;
    }
    let times: Vec<usize> =
        (0..width).filter(|at| columns.get(*at).is_some_and(|cells| are_times(cells))).collect();
    let free = |at: &usize| !times.contains(at);
    let speaker = (0..width).filter(free).find(|at| columns.get(*at).is_some_and(|cells| are_names(cells)));
    let length =
        |at: &usize| columns.get(*at).map_or(0, |cells| cells.iter().map(String::len).sum::<usize>());
    let text = (0..width).filter(free).filter(|at| Some(*at) != speaker).max_by_key(length)?;
    if speaker.is_none() && times.is_empty() {
        return None;
    }
    let (start, end) = (times.first().copied(), times.get(1).copied());
    Some(Layout { text, speaker, start, end, attributes: Vec::new(), frames: false })
}

/// As [`layout`], where nothing but the cells tells that it is a table of turns at all: the first row must surely be
/// one, as its speaker returns below or says a sentence, and all speakers must have names and something to say.
pub(super) fn sure_layout(columns: &[Vec<String>]) -> Option<Layout> {
    let layout = layout(columns)?;
    let speakers = columns.get(layout.speaker?)?;
    let (first, below) = speakers.split_first()?;
    let is_name = |cell: &&String| shape(cell.trim_end_matches(':').trim()) == Shape::Name;
    let returns = !first.is_empty() && below.iter().any(|cell| key(cell) == key(first));
    let says = columns.get(layout.text).and_then(|cells| cells.first()).is_some_and(|words| is_said(words));
    let several = below.iter().any(|cell| key(cell) != key(first));
    let spoken =
        columns.get(layout.text)?.iter().filter(|cell| cell.chars().any(char::is_alphabetic)).count();
    let sure = (returns || says) && several && speakers.iter().all(|cell| is_name(&cell));
    (sure && spoken * 10 >= speakers.len() * 9).then_some(layout)
}

/// Whether `words` are what somebody says, and no name of a column: a sentence of several words that asks nothing.
fn is_said(words: &str) -> bool {
    words.ends_with(['.', '!', '…']) && words.split_whitespace().nth(1).is_some()
}

fn are_times(cells: &[String]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let times = cells
        .iter()
        .filter(|cell| time::leading_range(cell).is_some_and(|(.., length)| length == cell.len()))
        .count();
    filled > 1 && times * 10 >= filled * 8
}

/// Names that recur: nearly all have the shape of one, and there are at most half as many as rows, or three in four rows
/// have one that stands in others, too.
fn are_names(cells: &[String]) -> bool {
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let named = filled.iter().filter(|cell| shape(cell.trim_end_matches(':').trim()) >= Shape::Loose).count();
    let mut distinct: HashMap<String, usize> = HashMap::new();
    for cell in &filled {
        *distinct.entry(key(cell.trim_end_matches(':'))).or_default() += 1;
    }
    let recurring: usize = distinct.values().filter(|count| **count > 1).sum();
    let longest = filled.iter().map(|cell| cell.len()).max().unwrap_or(0);
    filled.len() * 2 >= cells.len()
        && named * 10 >= filled.len() * 9
        && (distinct.len() * 2 <= filled.len() || recurring * 4 >= filled.len() * 3)
        && longest <= 60
}
