//! Wrapping text to a width with stretches of it marked.

use unicode_width::UnicodeWidthChar;
use verbatim::text::Span;

use super::ui::{matched, safe_char};

/// A piece of a wrapped line: what is shown, and the byte of the text it came from.
struct Cell {
    shown: String,
    width: usize,
    at: usize,
    blank: bool,
}

/// A line of wrapped text.
pub(crate) struct Line {
    /// With matches painted.
    pub(crate) painted: String,
    /// Columns it takes.
    pub(crate) width: usize,
    /// The bytes of the text it shows.
    pub(crate) span: Span,
}

/// `text` in lines of at most `width` columns, broken at blanks where there are any, `matches` painted.
pub(crate) fn wrap(text: &str, width: usize, matches: &[Span]) -> Vec<Line> {
    let width = width.max(10);
    text.split('\n')
        .scan(0, |at, paragraph| {
            let start = *at;
            *at += paragraph.len() + 1;
            Some((start, paragraph))
        })
        .flat_map(|(start, paragraph)| wrap_paragraph(start, paragraph, width, matches))
        .collect()
}

fn wrap_paragraph(start: usize, paragraph: &str, width: usize, matches: &[Span]) -> Vec<Line> {
    let cells: Vec<Cell> = paragraph
        .char_indices()
        .map(|(at, c)| {
            let shown = safe_char(c);
            let width = if shown.chars().nth(1).is_some() { shown.len() } else { c.width().unwrap_or(0) };
            Cell { width, blank: c.is_whitespace(), at: start + at, shown }
        })
        .collect();
    let mut lines = Vec::new();
    let mut rest = cells.as_slice();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(break_at(rest, width));
        lines.push(line_of(line, matches));
        rest = after.iter().position(|c| !c.blank).and_then(|at| after.get(at..)).unwrap_or_default();
    }
    if lines.is_empty() {
        lines.push(Line { painted: String::new(), width: 0, span: Span::new(start, start) });
    }
    lines
}

/// How many cells fit: up to the last blank, or as many as there is room for when a word is too long.
fn break_at(cells: &[Cell], width: usize) -> usize {
    let mut used = 0;
    let mut last_blank = None;
    for (at, cell) in cells.iter().enumerate() {
        if cell.blank {
            last_blank = Some(at);
        }
        used += cell.width;
        if used > width {
            return last_blank.filter(|at| *at > 0).unwrap_or(at.max(1));
        }
    }
    cells.len()
}

fn line_of(cells: &[Cell], matches: &[Span]) -> Line {
    let mut painted = String::new();
    let mut open = String::new();
    for cell in cells {
        // Matches are in order and apart, so the one that could cover this place is found by halving.
        let next = matches.get(matches.partition_point(|m| m.end <= cell.at));
        if next.is_some_and(|m| m.start <= cell.at) {
            open.push_str(&cell.shown);
            continue;
        }
        if !open.is_empty() {
            painted.push_str(&matched(&std::mem::take(&mut open)));
        }
        painted.push_str(&cell.shown);
    }
    if !open.is_empty() {
        painted.push_str(&matched(&open));
    }
    let span = match (cells.first(), cells.last()) {
        (Some(first), Some(last)) => Span::new(first.at, last.at + 1),
        _ => Span::new(0, 0),
    };
    Line { painted, width: cells.iter().map(|c| c.width).sum(), span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap(text, width, &[]).into_iter().map(|line| line.painted).collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(lines("een twee drie vier", 10), ["een twee", "drie vier"]);
        assert_eq!(lines("aaaaaaaaaaaaaaa b", 10), ["aaaaaaaaaa", "aaaaa b"]);
        assert_eq!(lines("een\n\ntwee", 10), ["een", "", "twee"]);
    }

    #[test]
    fn a_match_is_painted_over_the_line_break() {
        let found = wrap("een twee drie", 10, &[Span::new(4, 13)]);
        assert!(found.iter().all(|line| line.painted.contains('\u{1b}')));
    }
}
