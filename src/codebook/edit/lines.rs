//! A file as lines that keep their own line ends, so that what is not touched stays as it was.

use std::ops::Range;

/// The lines of a file.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    /// A byte order mark stands before them.
    marked: bool,
    lines: Vec<Line>,
    /// The line end for new lines: that of the first.
    end: &'static str,
    /// The last line had no end.
    open: bool,
}

#[derive(Debug, Clone)]
struct Line {
    text: String,
    end: &'static str,
}

/// Other words for part of a line.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
    /// How many characters go.
    pub(super) width: usize,
    /// What comes instead.
    pub(super) text: String,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let unmarked = text.strip_prefix('\u{feff}');
        let mut rest = unmarked.unwrap_or(text);
        let mut lines = Vec::new();
        while !rest.is_empty() {
            let (line, after) = first_line(rest);
            lines.push(line);
            rest = after;
        }
        let end = lines.first().map(|line| line.end).filter(|end| !end.is_empty()).unwrap_or("\n");
        let open = lines.last().is_some_and(|line| line.end.is_empty());
        Self { marked: unmarked.is_some(), lines, end, open }
    }

    /// The text as the reader of codebooks takes it: without mark, all line ends LF.
    pub(super) fn plain(&self) -> String {
        self.lines
            .iter()
            .flat_map(|line| [line.text.as_str(), if line.end.is_empty() { "" } else { "\n" }])
            .collect()
    }

    /// The text to write.
    pub(super) fn into_text(mut self) -> String {
        if self.open
            && let Some(last) = self.lines.last_mut()
        {
            last.end = "";
        }
        let mark = if self.marked { "\u{feff}" } else { "" };
        [mark].into_iter().chain(self.lines.iter().flat_map(|line| [line.text.as_str(), line.end])).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Line `number`, from 0, without its end; nothing outside the file.
    pub(super) fn get(&self, number: usize) -> &str {
        self.lines.get(number).map_or("", |line| &line.text)
    }

    /// Other words for line `number`, from 0.
    pub(super) fn set(&mut self, number: usize, text: String) {
        if let Some(line) = self.lines.get_mut(number) {
            line.text = text;
        }
    }

    /// Takes lines out.
    pub(super) fn cut(&mut self, range: Range<usize>) -> Vec<String> {
        let end = range.end.min(self.lines.len());
        self.lines.drain(range.start.min(end)..end).map(|line| line.text).collect()
    }

    /// Puts lines in before line `at`, from 0.
    pub(super) fn insert(&mut self, at: usize, lines: impl IntoIterator<Item = String>) {
        let (at, end) = (at.min(self.lines.len()), self.end);
        if at == self.lines.len()
            && let Some(last) = self.lines.last_mut()
            && last.end.is_empty()
        {
            last.end = end;
        }
        self.lines.splice(at..at, lines.into_iter().map(|text| Line { text, end }));
    }

    /// Makes all changes; they do not overlap. A LF in a change begins a line.
    pub(super) fn change(&mut self, mut changes: Vec<Change>) {
        changes.sort_by_key(|change| (change.line, change.column));
        for of_line in changes.chunk_by(|a, b| a.line == b.line) {
            let number = of_line.first().map_or(0, |change| change.line);
            if let Some(line) = self.lines.get_mut(number.saturating_sub(1)) {
                line.text = changed(&line.text, of_line).replace('\n', self.end);
            }
        }
    }
}

fn first_line(text: &str) -> (Line, &str) {
    let (line, rest) = text.split_at(text.find(['\n', '\r']).unwrap_or(text.len()));
    let end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest.starts_with(end)).unwrap_or("");
    (Line { text: line.to_owned(), end }, rest.get(end.len()..).unwrap_or(""))
}

fn changed(line: &str, changes: &[Change]) -> String {
    let mut chars = line.chars();
    let (mut text, mut at) = (String::with_capacity(line.len()), 1);
    for change in changes {
        text.extend(chars.by_ref().take(change.column.saturating_sub(at)));
        text.push_str(&change.text);
        chars.by_ref().take(change.width).for_each(drop);
        at = change.column.max(at) + change.width;
    }
    text.extend(chars);
    text
}

/// How many blanks begin `line`; `None` when nothing else is in it.
pub(super) fn indent(line: &str) -> Option<usize> {
    (!line.trim().is_empty()).then(|| line.len() - line.trim_start_matches(' ').len())
}

/// `line` with its indentation changed from `from` to `to`; of a line with less, all goes.
pub(super) fn shifted(line: &str, from: usize, to: usize) -> String {
    let blanks = line.len() - line.trim_start_matches(' ').len();
    if line.is_empty() {
        String::new()
    } else if to >= from {
        format!("{}{line}", " ".repeat(to - from))
    } else {
        line.get(blanks.min(from - to)..).unwrap_or("").to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_marks_stay() {
        for text in ["", "a", "a\n", "\u{feff}a\r\n\r\nb", "a\rb\r\nc\n"] {
            assert_eq!(Lines::new(text).into_text(), text);
        }
        let mut lines = Lines::new("a: é1\r\nb");
        let change = |line, column, width, text: &str| Change { line, column, width, text: text.to_owned() };
        lines.change(vec![change(1, 5, 1, "23"), change(1, 1, 1, "x"), change(2, 1, 0, "-\n")]);
        lines.insert(2, ["c".to_owned()]);
        assert_eq!(lines.into_text(), "x: é23\r\n-\r\nb\r\nc");
    }

    #[test]
    fn a_shift_takes_no_more_than_blanks() {
        assert_eq!(shifted("    a", 4, 2), "  a");
        assert_eq!(shifted(" a", 4, 0), "a");
        assert_eq!(shifted("a", 0, 2), "  a");
        assert_eq!(shifted("", 0, 2), "");
    }
}
