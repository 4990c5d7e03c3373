//! Paragraphs and tables to the text of the transcript and its turns.

use std::collections::{HashMap, HashSet};

use crate::diag::Diagnostic;
use crate::source::labels::{self, Marks, Shape, shape};
use crate::source::names::{key, tidy};
use crate::source::units::Units;
use crate::source::{Settings, Speakers, join};
use crate::text::Span;
use crate::transcript::Transcript;

use super::body::{Block, Body, Grid, Paragraph};
use super::places::Places;
use super::styles::Styles;
use super::tables::{self, Turns};

/// The transcript of a document, and where its comments stand.
pub(super) fn transcript(
    format: &str,
    body: Body,
    styles: &Styles,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Transcript, Places) {
    if matches!(settings.speakers, Speakers::Auto | Speakers::Columns) {
        let found = body.blocks.iter().find_map(|block| match block {
            Block::Table(grid) => tables::turns(grid, &settings.columns),
            Block::Paragraph(_) => None,
        });
        match found {
            Some(turns) => return rows(format, &body, &turns, settings),
            None if settings.speakers == Speakers::Columns => {
                let hint = "name them in verbatim.toml: [source.\"...\"] columns.speaker and columns.text";
                let message = "no table with columns for speaker and words; labels were looked for instead";
                diagnostics.push(Diagnostic::warning(message).hint(hint));
            }
            None => {}
        }
    }
    let paragraphs = paragraphs(body.blocks, settings);
    let (text, marks, places) = text(&paragraphs, &body.notes, styles);
    (labels::transcript(format, text, &marks, settings, diagnostics), places)
}

/// A table of turns: the text is the words, a row a line; what stands around it is text and no turn.
fn rows(format: &str, body: &Body, turns: &Turns, settings: &Settings) -> (Transcript, Places) {
    let ignored: Vec<String> = settings.ignore.iter().map(|label| key(&tidy(label))).collect();
    let mut units = Units::default();
    let mut places = Places::default();
    let line = |units: &mut Units, places: &mut Places, paragraph: &Paragraph| {
        units.line(&paragraph.text);
        places.line(units.length(), std::slice::from_ref(paragraph));
    };
    for block in &body.blocks {
        match block {
            Block::Paragraph(paragraph) => line(&mut units, &mut places, paragraph),
            Block::Table(grid) if grid.width() == turns.width => {
                for (number, row) in grid.rows.iter().enumerate() {
                    if turns.is_header(grid, number) {
                        continue;
                    }
                    turns.layout.add(&mut units, |at| Grid::words(row, at), &ignored);
                    places.row(units.length(), row, turns.layout.text);
                }
            }
            Block::Table(grid) => {
                for paragraph in grid.rows.iter().flatten().flatten() {
                    line(&mut units, &mut places, paragraph);
                }
            }
        }
    }
    for note in &body.notes {
        line(&mut units, &mut places, note);
    }
    let columns = if turns.header.is_empty() { "a table with a turn a row" } else { "a table with columns" };
    let mut transcript = units.finish(format!("{format}, {columns}"));
    if settings.join == Some(true) {
        join::speakers(&mut transcript);
    }
    (transcript, places)
}

/// All paragraphs in reading order, cells row by row.
fn paragraphs(blocks: Vec<Block>, settings: &Settings) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => all.push(paragraph),
            Block::Table(mut grid) => {
                tables::mark_remarks(&mut grid, &settings.columns);
                all.extend(grid.rows.into_iter().flatten().flatten());
            }
        }
    }
    all
}

/// The paragraphs joined by line feeds, and what is known of them.
fn text(body: &[Paragraph], notes: &[Paragraph], styles: &Styles) -> (String, Marks, Places) {
    let speaking = speaker_styles(body, styles);
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
