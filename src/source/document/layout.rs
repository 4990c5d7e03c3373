//! Paragraphs and tables to the text of the transcript and its turns.

use std::collections::{HashMap, HashSet};

use crate::diag::Diagnostic;
use crate::source::labels::{self, Marks, Shape, shape};
use crate::source::names::{key, tidy};
use crate::source::{Settings, Speakers};
use crate::text::Span;
use crate::transcript::Transcript;

use super::body::{Block, Body, Paragraph};
use super::places::Places;
use super::styles::Styles;
use super::{rows, tables};

/// The transcript of a document, and where its comments stand.
pub(super) fn transcript(
    format: &str,
    body: Body,
    styles: &Styles,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Transcript, Places) {
    if matches!(settings.speakers, Speakers::Auto | Speakers::Columns) {
        let grids = || {
            body.blocks.iter().filter_map(|block| match block {
                Block::Table(grid) => Some(grid),
                Block::Paragraph(_) => None,
            })
        };
        let found = grids().find_map(|grid| tables::turns(grid, &settings.columns));
        match found.or_else(|| tables::together(grids(), &settings.columns)) {
            Some(turns) => return rows::transcript(format, &body, &turns, settings, diagnostics),
            None if settings.speakers == Speakers::Columns => {
                let hint = "name them in verbatim.toml: [source.\"...\"] columns.speaker and columns.text";
                let message = "no table with columns for speaker and words; labels were looked for instead";
                diagnostics.push(Diagnostic::warning(message).hint(hint));
            }
            None => {}
        }
    }
    let (paragraphs, parts) = paragraphs(body.blocks, settings);
    let (text, marks, places) = text(&paragraphs, &parts, &body.notes, styles);
    (labels::transcript(format, text, &marks, settings, diagnostics), places)
}

/// All paragraphs in reading order, cells row by row; and where tables of several columns begin and end among them.
fn paragraphs(blocks: Vec<Block>, settings: &Settings) -> (Vec<Paragraph>, Vec<usize>) {
    let (mut all, mut parts) = (Vec::new(), Vec::new());
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => all.push(paragraph),
            Block::Table(mut grid) => {
                tables::mark_remarks(&mut grid, &settings.columns);
                let several = grid.width() > 1;
                parts.extend(several.then_some(all.len()));
                all.extend(grid.rows.into_iter().flatten().flatten());
                parts.extend(several.then_some(all.len()));
            }
        }
    }
    (all, parts)
}

/// The paragraphs joined by line feeds, and what is known of them.
fn text(
    body: &[Paragraph],
    parts: &[usize],
    notes: &[Paragraph],
    styles: &Styles,
) -> (String, Marks, Places) {
    let speaking = speaker_styles(body, styles);
    let mut parts = parts.iter().peekable();
    let mut text = String::new();
    let mut marks = Marks::default();
    let mut places = Places::default();
    for (number, paragraph) in body.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&paragraph.text);
        let span = Span::new(start, text.len());
        while parts.next_if(|at| **at <= number).is_some() {
            marks.parts.push(start);
        }
        if paragraph.is_emphasised() {
            marks.emphasised.push(span);
        }
        places.add(&paragraph.marks, |at| start + at);
        marks.bold.extend(paragraph.bold.iter().map(|bold| bold.shift(start)));
        let style = paragraph.style.as_deref().unwrap_or("");
        if speaking.contains(style) && !paragraph.text.trim().is_empty() {
            marks.labels.push(span);
        } else if styles.is_heading(style) || paragraph.is_remark {
            marks.asides.push(span);
        }
        if paragraph.boxed {
            marks.boxes.push(span);
        }
    }
    if !notes.is_empty() {
        marks.end = Some(text.len());
    }
    for note in notes {
        text.push('\n');
        let start = text.len();
        places.add(&note.marks, |at| start + at);
        text.push_str(&note.text);
    }
    (text, marks, places)
}

/// The styles whose paragraphs name who speaks: by their name, or because they hold nothing but short
/// names that recur, each followed by a paragraph in another style.
fn speaker_styles<'p>(body: &'p [Paragraph], styles: &Styles) -> HashSet<&'p str> {
    let mut uses: HashMap<&str, Uses> = HashMap::new();
    let filled = || body.iter().filter(|p| !p.text.trim().is_empty() && !p.boxed);
    let nexts = filled().skip(1).map(|next| next.style.as_deref()).chain([None]);
    for (paragraph, next) in filled().zip(nexts) {
        let Some(style) = paragraph.style.as_deref() else { continue };
        let used = uses.entry(style).or_default();
        used.count += 1;
        used.named += usize::from(shape(&tidy(&paragraph.text)) >= Shape::Loose);
        used.followed += usize::from(next.is_some_and(|next| next != style) || next.is_none());
        used.distinct.insert(key(&paragraph.text));
        used.longest = used.longest.max(paragraph.text.len());
    }
    let total = filled().count();
    let fits = |style: &str, used: &Uses| {
        styles.is_speaker(style)
            || used.count >= 4
                && used.count * 2 <= total + 1
                && used.named * 10 >= used.count * 9
                && used.followed * 10 >= used.count * 9
                && used.distinct.len() * 2 <= used.count
                && used.longest <= 60
    };
    uses.iter().filter(|(style, used)| fits(style, used)).map(|(style, _)| *style).collect()
}

#[derive(Default)]
struct Uses {
    count: usize,
    named: usize,
    followed: usize,
    longest: usize,
    distinct: HashSet<String>,
}
