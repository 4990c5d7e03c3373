//! Lines to paragraphs: by spacing, indents, lines that end early, and labels.

use std::collections::HashMap;

use crate::source::{PageStart, Settings};
use crate::text::Span;

use super::heads::{self, Head};
use super::hyphens::{Hyphens, Join};
use super::line::Line;
use super::set_off;

/// A shift to the right that counts as an indent, in parts of the size.
const INDENT: f32 = 0.8;
/// How far rows that reach the end of a column may differ, in points: about a long word.
const RAGGED: f32 = 36.0;
/// Middles (twice) and right ends this near to each other, in points, are one.
const CENTRED: f32 = 3.0;
/// Left ends this near to each other, in points, may belong to one column.
const COLUMN: i32 = 54;

/// A paragraph.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Paragraph {
    /// Its text in one line.
    pub(super) text: String,
    /// Its bold parts, in bytes of `text`.
    pub(super) bold: Vec<Span>,
    /// Where it begins, and where it goes on on another page, in bytes of `text`.
    pub(super) pages: Vec<PageStart>,
    /// Whether it is set off, as a block quote is.
    pub(super) is_set_off: bool,
}

/// The paragraphs of `lines`, and how many broken words were joined.
pub(super) fn of(lines: &[Line], settings: &Settings) -> (Vec<Paragraph>, usize) {
    let layout = Layout::of(lines, settings);
    let hyphens = Hyphens::of(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut joined = 0;
    let mut begins: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(paragraph) if !layout.begins(at, begins.last().copied().unwrap_or(0)) => {
                joined += usize::from(paragraph.add(line, &hyphens));
            }
            _ => {
                begins.push(at);
                let (text, bold) = (line.text.clone(), line.bold.clone());
                let pages = vec![page_start(line, 0)];
                paragraphs.push(Paragraph { text, bold, pages, ..Paragraph::default() });
            }
        }
    }
    let set_off = layout.set_off(&begins);
    paragraphs.iter_mut().zip(set_off).for_each(|(paragraph, is_set_off)| paragraph.is_set_off = is_set_off);
    (paragraphs, joined)
}

impl Paragraph {
    /// Adds the next line; whether a word was made whole.
    fn add(&mut self, line: &Line, hyphens: &Hyphens) -> bool {
        let join = hyphens.join(&self.text, &line.text);
        match join {
            Join::Blank => self.text.push(' '),
            Join::Kept => {}
            Join::Broken => {
                self.text.pop();
            }
        }
        let start = self.text.len();
        if let Some(last) = self.bold.last_mut() {
            last.end = last.end.min(start);
        }
        let page = page_start(line, start);
        if self.pages.last().is_none_or(|last| last.page != page.page) {
            self.pages.push(page);
        }
        self.text.push_str(&line.text);
        for bold in line.bold.iter().map(|bold| bold.shift(start)) {
            match self.bold.last_mut() {
                Some(last) if last.end + 1 >= bold.start => last.end = bold.end,
                _ => self.bold.push(bold),
            }
        }
        join == Join::Broken
    }
}

/// The page of a line that begins at byte `at`.
fn page_start(line: &Line, at: usize) -> PageStart {
    PageStart { at, page: u32::try_from(line.page).unwrap_or(u32::MAX).saturating_add(1) }
}

/// What is known of the lines of a document.
struct Layout<'a> {
    lines: &'a [Line],
    /// From line to line within a paragraph, in parts of the size; none where no two lines follow.
    pitch: f32,
    /// Where the column of each line ends.
    edges: Vec<f32>,
    /// Whether a line begins with a label.
    heads: Vec<Head>,
    /// Whether numbers in the margin say where paragraphs begin.
    numbered: bool,
    /// How far each line stands to the right of the text around it.
    shifts: Vec<f32>,
}

impl<'a> Layout<'a> {
    fn of(lines: &'a [Line], settings: &Settings) -> Self {
        let numbered = lines.iter().any(|line| line.numbered);
        let shifts = set_off::shifts(lines);
        let edges = edges(lines, &shifts);
        Self { lines, pitch: pitch(lines), edges, heads: heads::of(lines, settings), numbered, shifts }
    }

    /// Which paragraphs are set off, by the lines they begin with.
    fn set_off(&self, begins: &[usize]) -> Vec<bool> {
        let ends = begins.iter().skip(1).copied().chain([self.lines.len()]);
        let of = |(from, to): (&usize, usize)| set_off::Lines {
            lines: self.lines.get(*from..to).unwrap_or(&[]),
            shifts: self.shifts.get(*from..to).unwrap_or(&[]),
            is_close: self.is_close(*from),
        };
        set_off::of(&begins.iter().zip(ends).map(of).collect::<Vec<_>>())
    }

    /// Whether line `at` begins a paragraph, after one that began with line `begin`.
    fn begins(&self, at: usize, begin: usize) -> bool {
        let head = |at: usize| self.heads.get(at).copied().unwrap_or(Head::None);
        let before = at.wrapping_sub(1);
        let (Some(line), Some(last)) = (self.lines.get(at), self.lines.get(before)) else { return true };
        if let Some(begins) = line.begins {
            return begins;
        }
        if self.numbered {
            return line.numbered;
        }
        if head(at) != Head::None || head(before) == Head::Alone {
            return true;
        }
        if line.size.min(last.size) < 0.88 * line.size.max(last.size)
            || last.is_bold() != line.is_bold() && last.is_bold()
        {
            return true;
        }
        if line.page != last.page || line.region != last.region {
            return !self.runs_on(before, at);
        }
        // However far a line reaches, and wherever the next one stands, a sentence goes on.
        let goes_on = goes_on(last, line);
        !self.is_close(at)
            || self.is_short(before, line) && !goes_on
            || self.is_shifted(at, begin) && !(goes_on && are_centred(last, line))
    }

    /// Whether line `at` stands as near below the one before as lines of a paragraph do.
    fn is_close(&self, at: usize) -> bool {
        let (Some(line), Some(last)) = (self.lines.get(at), self.lines.get(at.wrapping_sub(1))) else {
            return false;
        };
        are_close(last, line, self.pitch)
    }

    /// Whether a paragraph goes on over the end of a column or page.
    fn runs_on(&self, before: usize, at: usize) -> bool {
        let (Some(last), Some(line)) = (self.lines.get(before), self.lines.get(at)) else { return false };
        let lower = line.text.starts_with(char::is_lowercase);
        goes_on(last, line) || !self.is_short(before, line) && (lower || !is_ended(last))
    }

    /// Whether the first word of `next` had fitted on line `at`.
    fn is_short(&self, at: usize, next: &Line) -> bool {
        let (Some(line), Some(edge)) = (self.lines.get(at), self.edges.get(at)) else { return false };
        line.right + 0.25 * line.size + next.first_word() < edge - 0.5 * line.size
    }

    /// Whether line `at` is indented as the first of a paragraph, or returns from a hanging indent.
    fn is_shifted(&self, at: usize, begin: usize) -> bool {
        let line = |at: usize| self.lines.get(at);
        let (Some(this), Some(last), Some(first)) = (line(at), line(at.wrapping_sub(1)), line(begin)) else {
            return false;
        };
        let shift = this.x - last.x;
        let least = INDENT * this.size;
        if shift < -least {
            // Below the first line of an indented paragraph it goes back; below others it begins anew.
            return begin + 1 != at;
        }
        // A second line may hang below the first, as in a list; else the third shows whether it does.
        let next = line(at + 1).filter(|next| next.region == this.region);
        let hangs = begin + 1 == at
            && (set_off::is_item(&first.text)
                || next.is_some_and(|next| next.x > first.x + least && (next.x - this.x).abs() < least));
        let is_row = first.text.contains('\t');
        is_row && this.text.contains('\t') || shift > least && !hangs && !(is_row && begin + 1 == at)
    }
}

/// Whether a sentence ends with `line`.
fn is_ended(line: &Line) -> bool {
    line.text.ends_with(['.', '?', '!', '…', '"', '”', ')', ']'])
}

/// Whether a sentence that `line` begins in goes on in `next`.
fn goes_on(line: &Line, next: &Line) -> bool {
    !is_ended(line) && next.text.starts_with(char::is_lowercase)
}

/// Whether two lines have one middle, or end at one place, wherever they begin.
fn are_centred(line: &Line, next: &Line) -> bool {
    let is_near = |a: f32, b: f32| (a - b).abs() < CENTRED;
    is_near(line.x + line.right, next.x + next.right) || is_near(line.right, next.right)
}

/// Whether `line` stands as near below `last` as lines of a paragraph do that stand `pitch` apart.
pub(super) fn are_close(last: &Line, line: &Line, pitch: f32) -> bool {
    (last.y - line.y) <= (pitch * 1.15 + 0.05) * line.size.max(last.size)
}

/// The smallest distance between lines that is usual, in parts of the size.
pub(super) fn pitch(lines: &[Line]) -> f32 {
    let mut steps: HashMap<u16, usize> = HashMap::new();
    let mut all = 0;
    for pair in lines.windows(2) {
        let [a, b] = pair else { continue };
        let step = (a.y - b.y) / a.size.max(b.size);
        if a.region == b.region && (0.8..3.0).contains(&step) {
            // In twentieths; between 16 and 60.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let step = (step * 20.0).round() as u16;
            *steps.entry(step).or_default() += 1;
            all += 1;
        }
    }
    let usual = steps.iter().filter(|(_, count)| **count >= 2 && **count * 30 >= all);
    usual.map(|(step, _)| *step).min().map_or(1.5, |step| f32::from(step) / 20.0)
}

/// Where the column of each line ends: the farthest that several lines beginning near it reach. What is set off may end
/// before the text around it does.
fn edges(lines: &[Line], shifts: &[f32]) -> Vec<f32> {
    // Whole points are exact enough.
    #[allow(clippy::cast_possible_truncation)]
    let bucket = |line: &Line| (line.x / 18.0).floor() as i32;
    let mut starts: HashMap<i32, Vec<f32>> = HashMap::new();
    for line in lines {
        starts.entry(bucket(line)).or_default().push(line.right);
    }
    let near = COLUMN / 18;
    let mut known: HashMap<i32, f32> = HashMap::new();
    for start in starts.keys() {
        let around = (start - near..=start + near).filter_map(|bucket| starts.get(&bucket));
        known.insert(*start, edge(around.flatten().copied().collect()));
    }
    let set_off = set_off::edges(lines, shifts);
    let edge = |(line, own): (&Line, Option<f32>)| {
        own.or_else(|| known.get(&bucket(line)).copied()).unwrap_or(line.right)
    };
    lines.iter().zip(set_off).map(edge).collect()
}

/// The farthest that several of these lines reach, or else the farthest.
fn edge(mut rights: Vec<f32>) -> f32 {
    rights.sort_by(|a, b| b.total_cmp(a));
    let several = (rights.len() / 20).max(3);
    reached(&rights, several).or(rights.first().copied()).unwrap_or(0.0)
}

/// The farthest that `several` lines reach of those that end at `rights`, farthest first.
pub(super) fn reached(rights: &[f32], several: usize) -> Option<f32> {
    let mut pairs = rights.iter().zip(rights.iter().skip(several.saturating_sub(1)));
    pairs.find(|(far, other)| **far - **other <= RAGGED).map(|(far, _)| *far)
}
