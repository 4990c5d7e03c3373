//! Which lines begin with a label, judged over the whole document.

use std::collections::HashMap;

use crate::source::Settings;
use crate::source::labels::{self, Marks};

use super::line::Line;

/// What a label makes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    None,
    /// A label and words.
    Label,
    /// A label alone.
    Alone,
}

/// What begins each line.
pub(super) fn of(lines: &[Line], settings: &Settings) -> Vec<Head> {
    let mut text = String::new();
    let mut marks = Marks::default();
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        let start = text.len();
        starts.push(start);
        marks.bold.extend(line.bold.iter().map(|bold| bold.shift(start)));
        text.push_str(&line.text);
        text.push('\n');
    }
    let found = labels::find(&text, &marks, &settings.speakers, &mut Vec::new());
    let rows = Rows::of(lines);
    let mut heads = found.heads.iter().peekable();
    let of = |(start, line): (&usize, &Line)| match heads.next_if(|head| head.line == *start) {
        None if rows.have(line) => Head::Label,
        None => Head::None,
        Some(head) => {
            let words = text.get(head.words..start + line.text.len()).unwrap_or("");
            if words.trim_matches(|c: char| c.is_whitespace() || c == ':').is_empty() {
                Head::Alone
            } else {
                Head::Label
            }
        }
    };
    starts.iter().zip(lines).map(of).collect()
}

/// What stands before the tab of rows, and how often. Where words take several lines most lines have no label, so that
/// those before a tab cannot be told as in whole paragraphs.
struct Rows<'a>(HashMap<&'a str, usize>);

impl<'a> Rows<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for name in lines.iter().filter_map(name) {
            *seen.entry(name).or_default() += 1;
        }
        Self(seen)
    }

    /// Whether a line begins a row as others do.
    fn have(&self, line: &Line) -> bool {
        name(line).and_then(|name| self.0.get(name)).is_some_and(|often| *often >= 2)
    }
}

/// What stands before the first tab of a line.
fn name(line: &Line) -> Option<&str> {
    line.text.split_once('\t').map(|(name, _)| name).filter(|name| name.contains(char::is_alphabetic))
}
