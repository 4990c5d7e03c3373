//! Markdown and LaTeX: what a reader of the typeset text sees, paragraph by paragraph.

mod commands;
mod latex;
mod markdown;
mod tabular;
mod typeset;

use std::sync::LazyLock;

use regex::Regex;

use super::label::begins_turn;
use super::seen::is_note_sign;
use super::{Block, Cell, Kind, Manuscript, Place, Unread, What};

pub(super) use latex::latex;
pub(super) use markdown::markdown;
use typeset::Typeset;

/// A paragraph being gathered; it is typeset when it is whole, since what marks it up may go over lines.
struct Gathering {
    blocks: Vec<Block>,
    text: String,
    line: u32,
    /// Its lines below the first, with their numbers.
    later: Vec<(u32, String)>,
    is_quote: bool,
    /// Whether it is set off and begins with who speaks.
    is_turn: bool,
    /// The cell of a table in which it stands.
    cell: Option<Cell>,
    unread: Vec<Unread>,
    /// What its reader sees of a paragraph.
    typeset: fn(&str) -> Typeset,
}

impl Gathering {
    fn new(typeset: fn(&str) -> Typeset) -> Self {
        let (blocks, unread) = (Vec::new(), Vec::new());
        let (text, later) = (String::new(), Vec::new());
        Self { blocks, text, line: 0, later, is_quote: false, is_turn: false, cell: None, unread, typeset }
    }

    fn add(&mut self, number: u32, line: &str, is_quote: bool) {
        let is_turn = is_quote && line.contains(':') && begins_turn((self.typeset)(line).text.trim());
        // Lines that begin with who speaks are quotations of their own.
        if is_quote != self.is_quote || is_turn && self.is_turn {
            self.close();
        }
        if self.text.is_empty() {
            (self.line, self.is_quote, self.is_turn) = (number, is_quote, is_turn);
        } else {
            self.text.push(' ');
            if number > self.line {
                self.later.push((number, line.to_owned()));
            }
        }
        self.text.push_str(line);
    }

    /// Notes what a line shows that is no text: each match of a pattern.
    fn look(&mut self, number: u32, line: &str, patterns: &[(&LazyLock<Regex>, What)]) {
        for (pattern, what) in patterns {
            let found = pattern.find_iter(line).map(|_| Unread::at(*what, Place::Line(number)));
            self.unread.extend(found);
        }
    }

    fn close(&mut self) {
        let Typeset { text, notes, below } = (self.typeset)(&std::mem::take(&mut self.text));
        let kind = if self.is_quote { Kind::BlockQuote } else { Kind::Paragraph };
        let later = places(&std::mem::take(&mut self.later), &text, self.typeset);
        if !text.is_empty() {
            let block = Block::new(text, Place::Line(self.line), kind);
            self.blocks.push(Block { cell: self.cell, later, notes, ..block });
        }
        let below = below.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        let below = below.map(|text| Block::new(text, Place::Line(self.line), Kind::Paragraph));
        self.blocks.extend(below.map(|block| Block { cell: self.cell, ..block }));
    }

    fn finish(mut self) -> Manuscript {
        self.close();
        Manuscript { blocks: self.blocks, unread: self.unread, ..Manuscript::default() }
    }
}

/// So many bytes around where a line is expected it is looked for: what marks it up may go over lines.
const NEAR: usize = 200;

/// Where in a typeset paragraph its lines begin; one that is not found goes with the line before.
fn places(lines: &[(u32, String)], text: &str, typeset: fn(&str) -> Typeset) -> Vec<(usize, Place)> {
    // Nobody asks for the line of what quotes nothing.
    if !text.contains(['“', '”', '„', '«', '»', '"', '‘', '’', '\'', '‚', '‹', '›']) {
        return Vec::new();
    }
    let mut found: Vec<(usize, Place)> = Vec::new();
    let mut from = 0;
    for (number, line) in lines {
        let line = typeset(line).text;
        let line = line.as_str();
        let end = text.len().min(from + line.len() + 2 * NEAR);
        let end = (from..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from);
        let at = text.get(from..end).and_then(|near| near.find(line)).filter(|_| !line.is_empty());
        match at {
            Some(at) => {
                found.push((from + at, Place::Line(*number)));
                from += at + line.len();
            }
            None => {
                let next = text.len().min(from + line.len().saturating_sub(NEAR));
                from = (next..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            }
        }
    }
    found
}

/// `text` without the numbers of notes among what a pattern says is raised.
fn without_raised(text: &str, raised: &Regex) -> String {
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for found in raised.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let sign = found.iter().skip(1).flatten().next().map_or("", |sign| sign.as_str());
        left.push_str(text.get(at..whole.start()).unwrap_or(""));
        if !is_note_sign(&left, sign, false) {
            left.push_str(whole.as_str());
        }
        at = whole.end();
    }
    left + text.get(at..).unwrap_or("")
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|_| unreachable_pattern())
}

/// The patterns of this folder are constants that the tests compile.
#[allow(clippy::unwrap_used)]
fn unreachable_pattern() -> Regex {
    Regex::new("$^").unwrap()
}
