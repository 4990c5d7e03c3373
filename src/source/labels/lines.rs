//! The labels a line could begin with. Nothing is decided here.

use regex::Regex;

use crate::source::time;
use crate::text::Span;

use super::numbers::{are_numbered, number};
use super::shape::{Shape, is_metadata, is_speech, shape};
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

/// A label is looked for in this many bytes from the start of a line.
const REACH: usize = 90;

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
    while let Some((start, line)) = lines.next() {
        match pattern {
            Some(pattern) => scan.by_pattern(start, line, pattern),
            None => scan.line(start, line),
        }
        if let (Some(range), Some((_, below))) = (above, lines.peek()) {
            scan.between(start, line, range, below);
        }
        above = range_alone(line);
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
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
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

/// What is left of a line after a time.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    at: usize,
    rest: &'a str,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
}

impl<'a> Line<'a> {
    /// A candidate with the label `from..to` of the rest (trimmed) and the words from `words` on.
    fn candidate(&self, form: Form, from: usize, to: usize, words: usize) -> Option<Candidate> {
        let mut raw = self.rest.get(from..to)?;
        let mut start_ms = self.start_ms;
        if let Some((name, time)) = name_and_time(raw) {
            (raw, start_ms) = (name, start_ms.or(Some(time)));
        }
        let mut words = words;
        let mut end_ms = self.end_ms;
        if start_ms.is_none()
            && let Some((from, to, length)) = self.time_before_words(words)
        {
            (start_ms, end_ms, words) = (Some(from), to, words + length);
        }
        let inner = raw.trim_end_matches(|c: char| c.is_whitespace() || c == ':');
        let blank = inner.len() - inner.trim_start().len();
        let label = Span::new(self.at + from + blank, self.at + from + inner.len());
        if label.is_empty() {
            return None;
        }
        let head = Head { line: self.start, label, words: self.at + words, start_ms, end_ms };
        Some(Candidate { form, head, bold: false })
    }

    /// A time in brackets or hashes between the label and the words (`Name: [00:12] words`), or one that
    /// ends the line (`[name] 00:00:12`), with the bytes it takes. Others may have been said.
    fn time_before_words(&self, words: usize) -> Option<(u64, Option<u64>, usize)> {
        let rest = self.rest.get(words..)?;
        let blank = rest.len() - rest.trim_start().len();
        let rest = rest.trim();
        let (start, end, length) = time::leading_range(rest)?;
        let apart = rest.starts_with(['[', '#']) || (length == rest.len() && self.rest.starts_with('['));
        apart.then_some((start, end, blank + length))
    }

    /// The first bytes of the rest, where a label can stand.
    fn reach(&self) -> &'a str {
        let end = (0..=REACH.min(self.rest.len())).rev().find(|&end| self.rest.is_char_boundary(end));
        self.rest.get(..end.unwrap_or(0)).unwrap_or("")
    }

    /// `Name: words`; colons inside times and addresses do not count.
    fn colon(&self, bold: bool) -> Option<Candidate> {
        let reach = self.reach();
        for (at, _) in reach.match_indices(':') {
            let next = self.rest.get(at + 1..).unwrap_or("").chars().next();
            let before = reach.get(..at).unwrap_or("");
            if next.is_some_and(|c| c.is_ascii_digit()) && before.ends_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            if next.is_some_and(|c| c == '/' || c == ':' || c == '\\' || c == ')' || c == '-') {
                return None;
            }
            let found = self.candidate(Form::Colon, 0, at, at + 1)?;
            return Some(Candidate { bold, ..found });
        }
        None
    }

    /// A label in bold, by the format's own marks or by `**`: with a colon in or after it, or without.
    fn bold(&self, mark: Option<Span>, markdown: bool) -> Option<Candidate> {
        if markdown && let Some(fence) = ["**", "__"].into_iter().find(|fence| self.rest.starts_with(fence)) {
            let inner = self.reach().get(2..)?;
            let length = inner.find(fence)?;
            let (close, after) = (2 + length, 2 + length + 2);
            let colon_after = self.rest.get(after..)?.trim_start_matches(' ').starts_with(':');
            let colon = inner.get(..length)?.trim_end().ends_with(':') || colon_after;
            let skip = if colon_after { self.rest.get(after..)?.find(':')? + 1 } else { 0 };
            let form = if colon { Form::Colon } else { Form::Bold };
            let found = self.candidate(form, 2, close, after + skip)?;
            return Some(Candidate { bold: true, ..found });
        }
        let end = mark?.end.saturating_sub(self.at).min(self.rest.len());
        if let Some(found) = self.colon(true)
            && found.head.label.end <= self.at + end
        {
            return Some(found);
        }
        let found = self.candidate(Form::Bold, 0, end, end)?;
        Some(Candidate { bold: true, ..found })
    }

    /// `[name] words`.
    fn brackets(&self) -> Option<Candidate> {
        let reach = self.reach();
        let close = reach.find(']')?;
        let after = self.rest.get(close + 1..)?;
        let skip = usize::from(after.starts_with(':'));
        self.candidate(Form::Brackets, 1, close, close + 1 + skip)
    }

    /// `Name [00:00:12] words`, or a bare time that ends the line or stands apart.
    fn name_time(&self) -> Option<Candidate> {
        let reach = self.reach();
        let bytes = reach.as_bytes();
        for (at, &byte) in bytes.iter().enumerate().skip(1) {
            let opens = matches!(byte, b'[' | b'(' | b'#') || byte.is_ascii_digit();
            if !opens || !bytes.get(at - 1).is_some_and(|b| matches!(b, b' ' | b'\t')) {
                continue;
            }
            let Some((time, _, length)) = self.rest.get(at..).and_then(time::leading_range) else { continue };
            let after = self.rest.get(at + length..)?;
            let name = self.rest.get(..at)?;
            let apart = name.ends_with("  ") || name.ends_with('\t') || !byte.is_ascii_digit();
            if !apart && !after.trim().is_empty() {
                continue;
            }
            let bare = name.trim_end_matches([' ', '\t', ',', '-', '–', '|']);
            let mut found = self.candidate(Form::NameTime, 0, bare.len(), at + length)?;
            found.head.start_ms = Some(time);
            return Some(found);
        }
        None
    }

    /// `0:12 Name` or `[0:12] - Name` alone on its line.
    fn time_name(&self) -> Option<Candidate> {
        let name = self.rest.trim_end();
        let dash = ["- ", "– "].iter().find(|dash| name.starts_with(**dash)).map_or(0, |dash| dash.len());
        (name.len() <= 60).then(|| self.candidate(Form::NameTime, dash, name.len(), self.rest.len()))?
    }

    /// `Name<tab>words`.
    fn tab(&self) -> Option<Candidate> {
        let at = self.reach().find('\t')?;
        let words = self.rest.get(at..)?.trim();
        let label = self.rest.get(..at)?;
        (!words.is_empty() && !label.trim_end().ends_with(':'))
            .then(|| self.candidate(Form::Tab, 0, at, at))?
    }

    /// `INTERVIEWER` or `Interviewer` alone on its line.
    fn alone(&self) -> Option<Candidate> {
        let name = self.rest.trim_end();
        let fits = name.len() <= 40
            && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && name.starts_with(char::is_uppercase)
            && !name.ends_with(['.', ':', ',', '?', '!', ')']);
        fits.then(|| self.candidate(Form::Alone, 0, name.len(), self.rest.len()))?
    }

    /// `sd A.1 utt2: words`, as in the Switchboard dialogue-act files.
    fn utterance(&self) -> Option<Candidate> {
        let head = self.reach();
        let colon = head.find(':')?;
        let mut parts = head.get(..colon)?.split_whitespace().rev();
        let numbered = parts.next()?.strip_prefix("utt")?;
        let unit = parts.next()?;
        let (name, turn) = unit.split_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(numbered) || !digits(turn) || name.is_empty() || parts.count() > 1 {
            return None;
        }
        let from = head.get(..colon)?.rfind(unit)?;
        self.candidate(Form::Utterance, from, from + name.len(), colon + 1)
    }
}

/// `Spreker 1 [00:00:12]` as name and time.
fn name_and_time(label: &str) -> Option<(&str, u64)> {
    let trimmed = label.trim_end_matches([' ', ':']);
    let at = trimmed.rfind([' ', '\t', '['])?;
    let tail = trimmed.get(at..)?.trim_start();
    let time = time::parse(tail)?;
    Some((trimmed.get(..trimmed.len() - tail.len())?, time))
}
