//! From the lines that begin a turn to the turns themselves.

use std::collections::HashSet;

use crate::source::names::{Names, key, tidy};
use crate::source::{duration, time};
use crate::text::Span;
use crate::transcript::{Transcript, Turn};

use super::lines::{lines, range_alone, reached};
use super::notices::is_notice;
use super::numbers::{are_numbered, number};
use super::set_off;
use super::stamps::{self, Stamps};
use super::words::is_trailer;
use super::{Form, Found, Head, Marks};

/// The transcript of `text`, whose turns begin at the heads found, and how many of its paragraphs were set off.
pub(super) fn turns(text: String, marks: &Marks, found: &Found, ignore: &[String]) -> (Transcript, usize) {
    let end = body_end(&text, marks.end.unwrap_or(text.len()));
    let body = text.get(..end).unwrap_or(&text);
    let (turns, names, set_off) = if found.form.is_some() {
        labelled(body, marks, found, ignore)
    } else {
        (paragraphs(body, marks), Names::default(), 0)
    };
    (Transcript { turns, speakers: names.speakers(), text, format: String::new() }, set_off)
}

/// Where the last turn ends at the latest: before the trailers.
fn body_end(text: &str, end: usize) -> usize {
    let mut end = end;
    for _ in 0..4 {
        let body = text.get(..end).unwrap_or("").trim_end();
        let line = body.rfind('\n').map_or(0, |at| at + 1);
        if line == 0 || !is_trailer(body.get(line..).unwrap_or("")) {
            break;
        }
        end = line;
    }
    end
}

struct Walk<'t> {
    text: &'t str,
    turns: Vec<Turn>,
    names: Names,
    ignored: HashSet<String>,
    /// The turn that goes on, with its label.
    open: Option<(Turn, &'t str)>,
    /// Who spoke last; `None` after a label that is no speaker.
    last: Option<&'t str>,
    /// A time below a label that stands alone: said, where nothing else is.
    time_below: Option<Span>,
    /// When the turn before says it ended; the next one begins there (f4).
    ended_ms: Option<u64>,
    stamps: Stamps,
    /// Whether the first words of the open turn are emphasised, once they are known.
    emphasised: Option<bool>,
    /// Who says the next words without a label, where they follow what was set off; empty for nobody.
    resumed: Option<&'t str>,
    /// How many paragraphs were set off.
    set_off: usize,
}

fn labelled(text: &str, marks: &Marks, found: &Found, ignore: &[String]) -> (Vec<Turn>, Names, usize) {
    let ignored = ignore.iter().map(|label| key(&tidy(label))).collect();
    let turns = Vec::with_capacity(found.heads.len());
    let stamps = Stamps::of(text, found.heads.len());
    let is_written_out =
        |line: &str| found.form == Some(Form::NameTime) && duration::written_out(line).is_some();
    let mut walk = Walk {
        text,
        turns,
        names: Names::default(),
        ignored,
        open: None,
        last: Some(""),
        time_below: None,
        ended_ms: None,
        stamps,
        emphasised: None,
        resumed: None,
        set_off: 0,
    };
    let stand_alone = matches!(found.form, Some(Form::Alone | Form::Bold));
    let mut heads = found.heads.iter().peekable();
    let mut breaks = marks.breaks.iter().copied().peekable();
    let mut parts = marks.parts.iter().copied().peekable();
    let (mut aside, mut boxed, mut emphasis) = (0, 0, 0);
    // A time alone on its line belongs to the turn whose label follows it, else to the words around.
    let mut alone: Option<u64> = None;
    let numbered = are_numbered(text);
    for (start, line) in lines(text) {
        while breaks.next_if(|at| *at <= start).is_some() {
            walk.close();
            walk.resumed = None;
        }
        while parts.next_if(|at| *at <= start).is_some() {
            walk.part();
        }
        if let Some(head) = heads.next_if(|head| head.line == start) {
            if walk.close() {
                alone = None;
            }
            walk.open(head, start + line.len(), alone.take());
            let said =
                line.get(head.words.saturating_sub(start)..).is_some_and(|words| !words.trim().is_empty());
            let emphasised = reached(&marks.emphasised, &mut emphasis, head.words).is_some();
            (walk.emphasised, walk.resumed) = (said.then_some(emphasised), None);
            continue;
        }
        let trimmed = line.trim_start();
        let trimmed = if numbered && number(line).is_some_and(|(_, length)| length == line.len()) {
            ""
        } else {
            trimmed
        };
        let at = start + line.len() - trimmed.len();
        let counts = !trimmed.is_empty()
            && !is_notice(trimmed)
            && reached(&marks.asides, &mut aside, at).is_none()
            && reached(&marks.boxes, &mut boxed, at).is_none();
        if counts {
            alone = time::parse(trimmed).or(range_alone(trimmed).map(|(start, _)| start));
            if stand_alone && alone.is_some() {
                walk.time_below = Some(Span::new(at, start + line.len()));
            }
            if alone.is_none() && !is_written_out(trimmed) {
                let whole = Span::new(at, start + line.len()).trimmed(text);
                let inner = marks.markdown.then(|| set_off::in_markdown(whole.of(text))).flatten();
                let emphasised = reached(&marks.emphasised, &mut emphasis, at).map(|_| whole);
                let emphasised = emphasised.or(inner.map(|inner| {
                    let fence = (whole.len() - inner.len()) / 2;
                    Span::new(whole.start + fence, whole.end - fence).trimmed(text)
                }));
                walk.line(whole, emphasised);
            }
        }
    }
    walk.close();
    let (turns, asked) = set_off::questions(text, walk.turns);
    (turns, walk.names, walk.set_off + asked)
}

impl<'t> Walk<'t> {
    fn open(&mut self, head: &Head, end: usize, alone: Option<u64>) {
        let end = end.max(head.words);
        let written = head.label.of(self.text);
        let words = self.text.get(head.words..end).unwrap_or("");
        // Who goes on after a time goes on speaking; what only notes something is said by nobody.
        let Some(label) = (if written.is_empty() { self.last } else { Some(written) }) else { return };
        let label = if written.is_empty() && is_note(words) { "" } else { label };
        if !self.ignored.is_empty() && self.ignored.contains(&key(&tidy(label))) {
            (self.ended_ms, self.last) = (None, None);
            return;
        }
        if !label.is_empty() {
            self.last = Some(label);
        }
        let mut turn = Turn::new(Span::new(head.words, end));
        turn.start_ms = head.start_ms.or(alone).or(self.ended_ms.take());
        turn.end_ms = head.end_ms;
        self.open = Some((turn, label));
    }

    /// Words without a label; `emphasised` where they are so as a whole.
    fn line(&mut self, whole: Span, emphasised: Option<Span>) {
        let first = self.emphasised.is_none();
        if first {
            self.emphasised = Some(emphasised.is_some());
        }
        if let Some(set_off) = emphasised.filter(|_| !first && self.emphasised == Some(false))
            && !is_note(set_off.of(self.text))
        {
            self.set_off(set_off);
        } else if let Some((open, _)) = &mut self.open {
            open.span.end = whole.end;
        } else if let Some(label) = self.resumed {
            self.set_off += usize::from(label.is_empty());
            self.open = Some((Turn::new(whole), label));
        }
    }

    /// Makes what is not the words of who speaks a turn of nobody. Below a question somebody else may answer.
    fn set_off(&mut self, span: Span) {
        let Some(label) = self.open.as_ref().map(|(_, label)| *label).or(self.resumed) else { return };
        self.close();
        self.turns.push(Turn::new(span));
        self.set_off += 1;
        self.resumed = Some(if span.of(self.text).ends_with('?') { "" } else { label });
    }

    /// From here on nobody says what has no label.
    fn part(&mut self) {
        if self.open.is_some() || self.resumed.is_some() {
            self.close();
            self.resumed = Some("");
        }
    }

    /// Ends the turn; whether its words are a time.
    fn close(&mut self) -> bool {
        let below = self.time_below.take();
        let Some((mut turn, label)) = self.open.take() else { return false };
        let mut span = turn.span.trimmed(self.text);
        if let Some((words, time)) = self.stamps.at_end(span.of(self.text)) {
            turn.end_ms = turn.end_ms.or(Some(time));
            self.ended_ms = Some(time);
            span = Span::new(span.start, span.start + words).trimmed(self.text);
        }
        let time = below.filter(|_| span.is_empty());
        span = time.map_or(span, |time| time.trimmed(self.text));
        if !span.is_empty() {
            turn.span = span;
            turn.speaker = (!label.is_empty()).then(|| self.names.index(label));
            self.turns.push(turn);
        }
        time.is_some()
    }
}

/// Whether `words` are nothing but a note of the transcriber: `[pauze]`, `(stilte)`.
pub(in crate::source) fn is_note(words: &str) -> bool {
    let words = words.trim();
    let inner = |open, close| words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let inner: Option<&str> = inner('[', ']').or_else(|| inner('(', ')'));
    inner.is_some_and(|inner| !inner.contains(['[', ']', '(', ')']))
}

/// Paragraphs as turns without speaker; lines without letter or digit (`-----`) and notices only part them.
fn paragraphs(text: &str, marks: &Marks) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut aside = 0;
    let mut block: Vec<Span> = Vec::new();
    let numbered = are_numbered(text);
    for (start, line) in lines(text) {
        let number = number(line).filter(|_| numbered).map_or(0, |(_, length)| length);
        let span = Span::new(start + number, start + line.len()).trimmed(text);
        let parts = !span.of(text).chars().any(char::is_alphanumeric) || is_notice(span.of(text));
        if parts || reached(&marks.asides, &mut aside, span.start).is_some() {
            flush(text, &mut block, &mut turns);
        } else {
            block.push(span);
        }
    }
    flush(text, &mut block, &mut turns);
    stamps::take(text, &mut turns);
    turns
}

/// A block of lines becomes one turn where its lines were broken to a width, else a turn a line.
fn flush(text: &str, block: &mut Vec<Span>, turns: &mut Vec<Turn>) {
    match (block.first(), block.last()) {
        (Some(first), Some(last)) if is_wrapped(text, block) => {
            turns.push(Turn::new(Span::new(first.start, last.end)));
        }
        _ => turns.extend(block.iter().map(|line| Turn::new(*line))),
    }
    block.clear();
}

/// Whether lines were broken to a width: none of them had room for the first word of the next, and
/// most end in the middle of a sentence.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    const NARROWEST: usize = 45;
    const WIDEST: usize = 110;
    let length = |line: &Span| line.of(text).chars().count();
    let width = block.iter().map(length).max().unwrap_or(0);
    let full = |(line, next): (&Span, &Span)| {
        let word = next.of(text).split_whitespace().next().unwrap_or("").chars().count();
        length(line) + 1 + word > width
    };
    let ends = |line: &&Span| line.of(text).ends_with(['.', '?', '!', '…', '"', '”']);
    let ended = block.iter().rev().skip(1).filter(ends).count();
    block.len() > 1
        && ended * 2 < block.len().saturating_sub(1)
        && (NARROWEST..=WIDEST).contains(&width)
        && block.iter().zip(block.iter().skip(1)).all(full)
}
