//! The ways a line can begin with a label.

use crate::source::{duration, time};
use crate::text::Span;

use super::chat;
use super::lines::Candidate;
use super::shape::{Shape, has_speech, is_invisible, shape};
use super::{Form, Head};

/// Marks of Markdown around a label, longer ones first; a single one makes italics.
const FENCES: [&str; 6] = ["***", "___", "**", "__", "*", "_"];
/// A label is looked for in this many bytes from the start of a line.
const REACH: usize = 90;

/// What is left of a line after a time.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where it begins.
    pub(super) start: usize,
    /// Where what is left of it begins.
    pub(super) at: usize,
    /// What is left.
    pub(super) rest: &'a str,
    /// When it begins, as it says itself.
    pub(super) start_ms: Option<u64>,
    /// When it ends.
    pub(super) end_ms: Option<u64>,
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
        let mut from = from;
        if form == Form::Colon
            && self.start_ms.is_some()
            && let Some((before, writer)) = chat::writer(raw)
        {
            (from, raw) = (from + before, writer);
        }
        let inner = raw.trim_end_matches(|c: char| c.is_whitespace() || c == ':' || is_invisible(c));
        let blank =
            inner.len() - inner.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
        let label = Span::new(self.at + from + blank, self.at + from + inner.len());
        if label.is_empty() {
            return None;
        }
        let head = Head { line: self.start, label, words: self.at + words, start_ms, end_ms };
        Some(Candidate { form, head, bold: false })
    }

    /// A time in brackets (round ones with hours) or hashes between the label and the words (`Name: [00:12] words`), or one that
    /// ends the line (`[name] 00:00:12`), with the bytes it takes. Others may have been said.
    fn time_before_words(&self, words: usize) -> Option<(u64, Option<u64>, usize)> {
        let rest = self.rest.get(words..)?;
        let blank = rest.len() - rest.trim_start().len();
        let rest = rest.trim();
        let (start, end, length) = time::leading_range(rest)?;
        let apart = rest.starts_with(['[', '#'])
            || rest.starts_with('(') && rest.get(..length)?.matches(':').count() == 2
            || (length == rest.len() && self.rest.starts_with('['));
        apart.then_some((start, end, blank + length))
    }

    /// The first bytes of the rest, where a label can stand.
    fn reach(&self) -> &'a str {
        let end = (0..=REACH.min(self.rest.len())).rev().find(|&end| self.rest.is_char_boundary(end));
        self.rest.get(..end.unwrap_or(0)).unwrap_or("")
    }

    /// `Name: words`; colons inside times and addresses do not count.
    pub(super) fn colon(&self, bold: bool) -> Option<Candidate> {
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
    pub(super) fn bold(&self, mark: Option<Span>, markdown: bool) -> Option<Candidate> {
        if markdown && let Some(fence) = FENCES.into_iter().find(|fence| self.rest.starts_with(fence)) {
            let inner = self.reach().get(fence.len()..)?;
            let length = inner.find(fence)?;
            let (close, after) = (fence.len() + length, fence.len() * 2 + length);
            let colon_after = self.rest.get(after..)?.trim_start_matches(' ').starts_with(':');
            let colon = inner.get(..length)?.trim_end().ends_with(':') || colon_after;
            let skip = if colon_after { self.rest.get(after..)?.find(':')? + 1 } else { 0 };
            let form = if colon { Form::Colon } else { Form::Bold };
            // What is in italics without a colon is told, not named: `*lacht*`.
            let bold = fence.len() > 1;
            let found = if bold || colon {
                self.candidate(form, fence.len(), close, after + skip)?
            } else {
                return None;
            };
            return Some(Candidate { bold, ..found });
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
    pub(super) fn brackets(&self) -> Option<Candidate> {
        let reach = self.reach();
        let close = reach.find(']')?;
        let after = self.rest.get(close + 1..)?;
        let skip = usize::from(after.starts_with(':'));
        self.candidate(Form::Brackets, 1, close, close + 1 + skip)
    }

    /// `Name [00:00:12] words`, or a bare time that ends the line or stands apart.
    pub(super) fn name_time(&self) -> Option<Candidate> {
        let reach = self.reach();
        let bytes = reach.as_bytes();
        for (at, &byte) in bytes.iter().enumerate().skip(1) {
            let opens = matches!(byte, b'[' | b'(' | b'#') || byte.is_ascii_digit();
            if !opens || !bytes.get(at - 1).is_some_and(|b| matches!(b, b' ' | b'\t')) {
                continue;
            }
            let tail = self.rest.get(at..)?;
            let written_out = || Some((duration::written_out(tail)?, None, tail.len()));
            let Some((time, _, length)) = time::leading_range(tail).or_else(written_out) else { continue };
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
    pub(super) fn time_name(&self) -> Option<Candidate> {
        let name = self.rest.trim_end();
        let dash = ["- ", "– "].iter().find(|dash| name.starts_with(**dash)).map_or(0, |dash| dash.len());
        (name.len() <= 60).then(|| self.candidate(Form::NameTime, dash, name.len(), self.rest.len()))?
    }

    /// `Name<tab>words`.
    pub(super) fn tab(&self) -> Option<Candidate> {
        let at = self.reach().find('\t')?;
        let words = self.rest.get(at..)?.trim();
        let label = self.rest.get(..at)?;
        (!words.is_empty() && !label.trim_end().ends_with(':'))
            .then(|| self.candidate(Form::Tab, 0, at, at))?
    }

    /// `Name - words`, `(Name) words`, `R1. words`.
    pub(super) fn separator(&self) -> Option<Candidate> {
        let (from, to, words) = separated(self.reach())?;
        let said = self.rest.get(words..)?.chars().any(char::is_alphanumeric);
        said.then(|| self.candidate(Form::Separator, from, to, words))?
    }

    /// `INTERVIEWER` or `Interviewer` alone on its line.
    pub(super) fn alone(&self) -> Option<Candidate> {
        let name = self.rest.trim_end();
        let fits = name.len() <= 40
            && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && name.starts_with(char::is_uppercase)
            && !name.ends_with(['.', ':', ',', '?', '!', ')']);
        fits.then(|| self.candidate(Form::Alone, 0, name.len(), self.rest.len()))?
    }

    /// `sd A.1 utt2: words`, as in the Switchboard dialogue-act files.
    pub(super) fn utterance(&self) -> Option<Candidate> {
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

/// Where a name before a dash, in round brackets, or a code before a full stop begins and ends, and where what
/// follows begins.
fn separated(line: &str) -> Option<(usize, usize, usize)> {
    let is_name = |from: usize, to: usize| {
        line.get(from..to).is_some_and(|label| shape(label) == Shape::Name && !has_speech(label))
    };
    if line.starts_with('(') {
        let close = line.find(')')?;
        return is_name(1, close).then_some((1, close, close + 1));
    }
    if let Some(at) = line.find(". ").filter(|at| line.get(..*at).is_some_and(is_code)) {
        return Some((0, at, at + 1));
    }
    let dashes = [" - ", " – ", " — "];
    let dash = dashes.iter().filter_map(|dash| Some((line.find(dash)?, dash.len()))).min();
    dash.filter(|(at, _)| is_name(0, *at)).map(|(at, length)| (0, at, at + length))
}

/// Whether `label` is one capital or up to three letters with a number: `I`, `R1`.
fn is_code(label: &str) -> bool {
    let digits = label.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = label.len() - digits.len();
    let fits = letters == 1 && label.starts_with(char::is_uppercase) || !digits.is_empty();
    (1..=3).contains(&letters) && fits && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Spreker 1 [00:00:12]` as name and time.
fn name_and_time(label: &str) -> Option<(&str, u64)> {
    let trimmed = label.trim_end_matches([' ', ':']);
    let at = trimmed.rfind([' ', '\t', '['])?;
    let tail = trimmed.get(at..)?.trim_start();
    let time = time::parse(tail)?;
    Some((trimmed.get(..trimmed.len() - tail.len())?, time))
}
