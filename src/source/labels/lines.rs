//! The labels a line could begin with. Nothing is decided here.

use regex::Regex;

use crate::source::time;
use crate::text::Span;

use super::line::Line;
use super::numbers::{are_numbered, number};
use super::shape::{Shape, is_invisible, is_metadata, is_speech, shape};
use super::stacked::Stacked;
use super::{Form, Head, Marks};

/// A label that may count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// How it is written.
    pub(super) form: Form,
    /// The turn it would begin.
    pub(super) head: Head,
    /// Whether it is bold.
    pub(super) bold: bool,
}

/// Every line of `text` with its first byte, without line feed.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.strip_suffix('\n').unwrap_or(line))
    })
}

/// The candidates of every line up to where the body ends, in order.
pub(super) fn candidates(text: &str, marks: &Marks, pattern: Option<&Regex>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let body = text.get(..marks.end.unwrap_or(text.len())).unwrap_or(text);
    let numbered = are_numbered(body);
    let mut scan = Scan { marks, numbered, bold: 0, label: 0, aside: 0, found: &mut found };
    let mut above = None;
    let mut lines = lines(body).peekable();
    let mut stacked = Stacked::default();
    while let Some((start, line)) = lines.next() {
        stacked.line(start, line);
        match pattern {
            Some(pattern) => scan.by_pattern(start, line, pattern),
            None => scan.line(start, line),
        }
        if let (Some(range), Some((_, below))) = (above, lines.peek()) {
            scan.between(start, line, range, below);
        }
        above = range_alone(line);
    }
    if pattern.is_none() {
        found.extend(stacked.candidates());
        found.sort_by_key(|candidate: &Candidate| candidate.head.line);
    }
    found
}

/// The name before a colon that `line` begins with, if by itself it could be one of a speaker.
pub(in crate::source) fn colon_label(line: &str) -> Option<&str> {
    let found = candidates(line, &Marks::default(), None);
    let label = found.iter().find(|candidate| candidate.form == Form::Colon)?.head.label.of(line);
    (shape(label) == Shape::Name && !is_metadata(label) && !is_speech(label)).then_some(label)
}

struct Scan<'a> {
    marks: &'a Marks,
    /// Whether all lines have a number.
    numbered: bool,
    bold: usize,
    label: usize,
    aside: usize,
    found: &'a mut Vec<Candidate>,
}

impl Scan<'_> {
    fn by_pattern(&mut self, start: usize, line: &str, pattern: &Regex) {
        let blank = line.len() - line.trim_start().len();
        let rest = line.get(blank..).unwrap_or("");
        let Some(groups) = pattern.captures(rest) else { return };
        let (Some(all), Some(name)) = (groups.get(0), groups.name("speaker")) else { return };
        if all.start() > 0 || name.is_empty() {
            return;
        }
        let base = start + blank;
        let start_ms = groups.name("time").and_then(|time| time::parse(time.as_str()));
        let label = Span::new(base + name.start(), base + name.end());
        let head = Head { line: start, label, words: base + all.end(), start_ms, end_ms: None };
        self.found.push(Candidate { form: Form::Pattern, head, bold: false });
    }

    /// A name between the times of a range above it and the words below it (Teams).
    fn between(&mut self, start: usize, line: &str, range: (u64, u64), below: &str) {
        if below.trim().is_empty() || time::leading_range(below.trim_start()).is_some() {
            return;
        }
        let name = Line { start, at: start, rest: line, start_ms: Some(range.0), end_ms: Some(range.1) };
        self.found.extend(name.time_name());
    }

    fn line(&mut self, start: usize, line: &str) {
        let number = number(line).filter(|_| self.numbered).map_or(0, |(_, length)| length);
        let lead = number + lead(line.get(number..).unwrap_or(""));
        let Some(mut rest) = line.get(lead..).filter(|rest| !rest.is_empty()) else { return };
        let mut at = start + lead;
        if reached(&self.marks.asides, &mut self.aside, at).is_some() {
            return;
        }
        if let Some(label) = reached(&self.marks.labels, &mut self.label, at) {
            let head = Head { line: start, label, words: label.end, start_ms: None, end_ms: None };
            self.found.push(Candidate { form: Form::Style, head, bold: false });
            return;
        }
        let (mut start_ms, mut end_ms) = (None, None);
        if let Some((from, to, length)) = time::leading_range(rest) {
            (start_ms, end_ms) = (Some(from), to);
            let after = rest.get(length..).unwrap_or("");
            let blank = after.len() - after.trim_start().len();
            (at, rest) = (at + length + blank, after.get(blank..).unwrap_or(""));
            let head = Head { line: start, label: Span::new(at, at), words: at, start_ms, end_ms };
            self.found.push(Candidate { form: Form::Time, head, bold: false });
        }
        let line = Line { start, at, rest, start_ms, end_ms };
        let bold = reached(&self.marks.bold, &mut self.bold, at);
        let before = self.found.len();
        self.found.extend(line.bold(bold, self.marks.markdown));
        if self.found.len() == before {
            self.found.extend(line.colon(false));
        }
        let first = rest.as_bytes().first().copied().unwrap_or(0);
        if first == b'[' {
            self.found.extend(line.brackets());
        } else if first.is_ascii_alphabetic() || !first.is_ascii() || matches!(first, b'^' | b'\'') {
            self.found.extend(line.name_time());
            self.found.extend(line.tab());
            if start_ms.is_none() {
                self.found.extend(line.alone());
            }
        }
        self.found.extend(line.utterance());
        if self.found.len() == before && start_ms.is_some() {
            self.found.extend(line.time_name());
        }
        self.found.extend(line.separator());
    }
}

/// The times of a line that holds nothing but a range, `0:0:1.5 --> 0:0:3.0`.
pub(super) fn range_alone(line: &str) -> Option<(u64, u64)> {
    let line = line.trim();
    let (start, end, length) = time::leading_range(line)?;
    (length == line.len()).then_some((start, end?))
}

/// How many bytes of a line come before a label can: blanks, a dash (`- An: ja`), the `>>` of captions
/// for a change of speaker, a line number (`12. An: ja`, `12<tab>An: ja`).
fn lead(line: &str) -> usize {
    let blank = |c: char| c.is_whitespace() || is_invisible(c);
    let rest = line.trim_start_matches(blank);
    let dashed =
        ["- ", "– ", "— ", "-\t", "–\t", ">>>", ">>"].iter().find_map(|dash| rest.strip_prefix(dash));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = rest
        .get(digits..)
        .filter(|_| (1..=5).contains(&digits))
        .and_then(|after| ["\t", "  ", ". ", ") ", ".\t"].iter().find_map(|sign| after.strip_prefix(sign)));
    let rest = dashed.or(numbered).map_or(rest, |rest| rest.trim_start_matches(blank));
    line.len() - rest.len()
}

/// The first of `spans` from `cursor` on that covers `at`, if one does; the cursor moves on.
pub(super) fn reached(spans: &[Span], cursor: &mut usize, at: usize) -> Option<Span> {
    while let Some(span) = spans.get(*cursor) {
        if span.end > at {
            return (span.start <= at).then_some(*span);
        }
        *cursor += 1;
    }
    None
}
