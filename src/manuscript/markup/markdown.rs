//! Markdown: paragraphs, `>` and `<blockquote>`; code and front matter left out.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::typeset::{SIGN, Typeset, is_short};
use super::{Cell, Gathering, Manuscript, What, pattern, without_raised};
use crate::manuscript::seen::STRUCK;
use crate::manuscript::{inline, seen};
use crate::source::FigureKind;

static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)"));
/// `[^1]`: a sign of a note, or with `:` what it stands before; `[@key]`: a source; `^[words]`: a note where it is
/// referred to.
static FOOTNOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\[\^[^\]]*\]:|(\[\^[^\]]*\])|\[@[^\]]*\]|\^\[([^\[\]]*)\]"));
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ {0,3}(\[\^[^\]]+\]):(.*)$"));
/// `^1^`: a raised number.
static RAISED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\^([^\s^\[\]]{1,12})\^"));
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\*\*|__|\*|`|\{[.#=][^}]*\}"));
static BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<br\b[^>]*>"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<!--(?:[^<]|<[^!])*?-->|</?[A-Za-z][^<>]*>"));
static BLOCKQUOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(/?)blockquote\b[^>]*>"));
/// `~~words~~`, within a paragraph.
static TILDES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^~\\])(~~(?:[^~\s]|[^~\s](?:[^~\n]|\n[^~\n])*?[^~\s])~~)"));

/// `![words](file)`, `![words][name]`, `![[file]]`, and tags of web pages.
static SHOWN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[^\\])!\[(?:\[|[^\n]*?\][(\[])|<(?:img|svg|canvas)\b"));
static PLAYED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(?:video|audio)\b"));
static EMBEDDED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(?:iframe|object|embed)\b"));

/// What is no text.
static FIGURES: [(&LazyLock<Regex>, What); 3] = [
    (&SHOWN, What::Figure(FigureKind::Picture)),
    (&PLAYED, What::Figure(FigureKind::Recording)),
    (&EMBEDDED, What::Figure(FigureKind::Object)),
];

pub(in super::super) fn markdown(text: &str) -> Manuscript {
    let text = inline::with_marks(&without_struck(&seen::web(text)));
    let mut gathering = Gathering::new(typeset);
    let mut fence: Option<&str> = None;
    let mut in_front = text.starts_with("---\n");
    let mut depth = 0usize;
    let mut rows = Rows::default();
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim();
        if in_front {
            in_front = number == 1 || !matches!(trimmed, "---" | "...");
            continue;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            gathering.close();
            fence = if fence == Some(mark) { None } else { fence.or(Some(mark)) };
            continue;
        }
        if fence.is_some() {
            continue;
        }
        if rows.take(number, trimmed, &mut gathering) {
            continue;
        }
        let is_quote = trimmed.starts_with('>');
        let inner = trimmed.trim_start_matches(['>', ' ']);
        if inner.is_empty() {
            gathering.close();
            continue;
        }
        gathering.look(number, inner, &FIGURES);
        if inner.starts_with('#') || inner.starts_with("- ") || inner.starts_with("* ") {
            gathering.close();
        }
        // A line that ends in two blanks or a backslash breaks.
        let is_broken = line.ends_with("  ") || inner.ends_with('\\');
        let inner = inner.strip_suffix('\\').unwrap_or(inner);
        add(&mut gathering, number, inner, is_quote, &mut depth);
        if is_broken {
            gathering.close();
        }
    }
    let mut manuscript = gathering.finish();
    let below = notes_below(&text);
    for block in &mut manuscript.blocks {
        block.notes.retain_mut(|(_, note)| match below.get(note.as_str()) {
            Some(words) => {
                note.clone_from(words);
                is_short(note)
            }
            None => !note.starts_with("[^"),
        });
    }
    manuscript
}

/// The tables of a text: their rows begin with a bar.
#[derive(Default)]
struct Rows {
    tables: usize,
    row: usize,
    /// The line of the last row.
    last: u32,
}

impl Rows {
    /// Takes a line that is a row, cell by cell; whether it is one.
    fn take(&mut self, number: u32, line: &str, gathering: &mut Gathering) -> bool {
        let Some(inner) = line.strip_prefix('|') else { return false };
        gathering.close();
        gathering.look(number, inner, &FIGURES);
        if self.last + 1 != number {
            (self.tables, self.row) = (self.tables + 1, 0);
        }
        self.last = number;
        if inner.chars().all(|c| "|:- ".contains(c)) {
            return true;
        }
        self.row += 1;
        for (column, words) in (1..).zip(cells(inner)) {
            gathering.cell = Some(Cell { table: self.tables, row: self.row, column });
            put(gathering, number, words, false);
            gathering.close();
        }
        gathering.cell = None;
        true
    }
}

/// The cells of a row, at bars without a backslash.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    row.split(move |c| {
        let is_border = c == '|' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_border
    })
}

/// Adds a line, what stands within `<blockquote>` as set off.
fn add(gathering: &mut Gathering, number: u32, line: &str, is_quote: bool, depth: &mut usize) {
    let mut at = 0;
    for tag in BLOCKQUOTE.captures_iter(line) {
        let Some(whole) = tag.get(0) else { continue };
        put(gathering, number, line.get(at..whole.start()).unwrap_or(""), is_quote || *depth > 0);
        gathering.close();
        let is_end = tag.get(1).is_some_and(|slash| !slash.is_empty());
        *depth = if is_end { depth.saturating_sub(1) } else { *depth + 1 };
        at = whole.end();
    }
    put(gathering, number, line.get(at..).unwrap_or(""), is_quote || *depth > 0);
}

fn put(gathering: &mut Gathering, number: u32, text: &str, is_quote: bool) {
    if !text.trim().is_empty() {
        gathering.add(number, text.trim(), is_quote);
    }
}

/// The text with a mark in place of what stands between pairs of tildes; line breaks stay.
fn without_struck(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut at = 0;
    for struck in TILDES.captures_iter(text).filter_map(|found| found.get(1)) {
        left.push_str(text.get(at..struck.start()).unwrap_or(""));
        left.push(STRUCK);
        left.extend(struck.as_str().chars().filter(|c| *c == '\n'));
        at = struck.end();
    }
    left + text.get(at..).unwrap_or("")
}

fn typeset(text: &str) -> Typeset {
    let text = text.replace(SIGN, " ");
    let plain = LINK.replace_all(&text, "$1");
    let (plain, notes, below) = signed(&plain);
    Typeset::new(&marked_up(&plain), notes, below)
}

/// What marks a paragraph up, gone.
fn marked_up(text: &str) -> String {
    let plain = without_raised(text, &RAISED);
    let plain = BREAK.replace_all(&plain, " ");
    let plain = TAG.replace_all(&plain, "");
    let plain = EMPHASIS.replace_all(&plain, "");
    unescaped(&resolved(&plain))
}

/// The text with signs in place of its notes; of each sign the note, or where it stands elsewhere its label (`[^1]`);
/// and the notes that stand where they are referred to.
fn signed(text: &str) -> (String, Vec<String>, Vec<String>) {
    let (mut left, mut notes, mut below) = (String::with_capacity(text.len()), Vec::new(), Vec::new());
    let mut at = 0;
    for found in FOOTNOTE.captures_iter(text) {
        let (Some(whole), note) = (found.get(0), found.get(2)) else { continue };
        left.push_str(text.get(at..whole.start()).unwrap_or(""));
        at = whole.end();
        if let Some(note) = note {
            let note = marked_up(note.as_str());
            below.push(note.clone());
            notes.push(note);
        } else if let Some(label) = found.get(1) {
            notes.push(label.as_str().to_owned());
        } else {
            continue;
        }
        left.push(SIGN);
    }
    left.push_str(text.get(at..).unwrap_or(""));
    (left, notes, below)
}

/// The notes of a text that stand on lines of their own, by label.
fn notes_below(text: &str) -> HashMap<String, String> {
    let lines = text.lines().filter_map(|line| DEFINITION.captures(line));
    let note = |found: regex::Captures<'_>| {
        Some((found.get(1)?.as_str().to_owned(), typeset(found.get(2)?.as_str()).text))
    };
    lines.filter_map(note).collect()
}

/// Entities of web pages as their characters.
fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let page = scraper::Html::parse_fragment(&shielded(text));
    page.root_element().text().collect()
}

/// The text with `<`, and `&` behind a backslash, as entities: they stand for themselves.
fn shielded(text: &str) -> String {
    let mut shielded = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '<' => shielded.push_str("&lt;"),
            '\\' => match chars.next() {
                Some('&') => shielded.push_str("&amp;"),
                Some('<') => shielded.push_str("\\&lt;"),
                next => shielded.extend(std::iter::once('\\').chain(next)),
            },
            c => shielded.push(c),
        }
    }
    shielded
}

/// Backslashes before marks are no marks.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(c);
        } else {
            // `\\` is one backslash.
            plain.extend(chars.next());
        }
    }
    plain
}
