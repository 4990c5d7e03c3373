//! What templates see of a selection. `docs/templates.md` lists it; what stands there stays.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::attribution::{role_name, translated};
use super::contrast::on_paper;
use super::groups::{Group, groups};
use super::plan::{Item, Room, SlidePlan, plan};
use super::provenance::{distinct, provenance, roles, summary};
use super::words::{Words, label, locale, words};
use super::{Quote, Selection, attribution};
use crate::quote::clock;

/// The text area of a wide slide below its title, in EMU: what beamer, Marp and reveal.js have in common.
const SLIDE: (i64, i64) = (10_300_000, 4_300_000);

/// A selection, made ready to be shown.
#[derive(Serialize)]
pub(super) struct Page {
    title: String,
    study: String,
    /// `nl`.
    language: String,
    /// `nl-BE`.
    locale: String,
    /// The study, how many quotes, how many of each role; none of them empty.
    facts: Vec<String>,
    labels: &'static Words,
    /// Every quote once.
    quotes: Vec<Value>,
    groups: Vec<GroupView>,
    /// The codes that occur, by path.
    codes: Vec<CodeView>,
    /// The names of the roles that occur, and of the sources.
    roles: BTreeSet<String>,
    sources: BTreeSet<String>,
}

#[derive(Serialize)]
struct CodeView {
    path: String,
    name: String,
    /// Six hexadecimal digits.
    color: String,
}

#[derive(Serialize)]
struct QuoteView {
    number: usize,
    id: String,
    text: String,
    attribution: String,
    provenance: String,
    address: String,
    source: String,
    turn: u32,
    start: usize,
    end: usize,
    time: String,
    speaker: String,
    participant: String,
    role: String,
    language: String,
    codes: Vec<String>,
    attributes: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct GroupView {
    title: String,
    definition: String,
    color: String,
    quotes: Vec<Value>,
    slides: Vec<SlideView>,
}

/// A slide of a group. `size` is the type size on a slide 960 points wide.
#[derive(Serialize)]
struct SlideView {
    part: usize,
    parts: usize,
    size: u32,
    pieces: Vec<PieceView>,
}

/// A quote, or a part of one, on a slide.
#[derive(Serialize)]
struct PieceView {
    quote: Value,
    text: String,
    provenance: String,
    first: bool,
    last: bool,
}

impl Page {
    /// The page of a selection; `is_held` says which characters the format can hold.
    pub(super) fn of(selection: &Selection, is_held: fn(char) -> bool) -> Self {
        let facts = [label(&selection.study), summary(selection), roles(selection)];
        let quotes: Vec<Value> = (1..)
            .zip(&selection.quotes)
            .map(|(number, quote)| Value::from(Serde(quote_view(selection, number, quote, is_held))))
            .collect();
        let code = |(path, code): (&String, &super::CodeLabel)| CodeView {
            path: label(path),
            name: label(&code.name),
            color: super::groups::color(&code.color),
        };
        let role = |quote: &Quote| role_name(selection, quote).map(|name| label(&name));
        Self {
            title: label(&selection.title),
            study: label(&selection.study),
            language: selection.language.code().to_owned(),
            locale: locale(selection.language),
            facts: facts.into_iter().filter(|fact| !fact.is_empty()).collect(),
            labels: words(selection.language),
            groups: groups(selection)
                .into_iter()
                .map(|group| group_view(selection, group, &quotes, is_held))
                .collect(),
            quotes,
            codes: selection.codes.iter().map(code).collect(),
            roles: selection.quotes.iter().filter_map(role).collect(),
            sources: selection.quotes.iter().map(|quote| label(&quote.source)).collect(),
        }
    }
}

fn quote_view(selection: &Selection, number: usize, quote: &Quote, is_held: fn(char) -> bool) -> QuoteView {
    let shown = |text: Option<&String>| text.map(|text| label(text)).unwrap_or_default();
    let participants = quote.participants.join(", ");
    QuoteView {
        number,
        id: quote.id.clone(),
        text: quote.shown().to_owned(),
        attribution: translated(selection, quote, &attribution(selection, quote)),
        provenance: line(selection, quote, is_held),
        address: label(&quote.address),
        source: label(&quote.source),
        turn: quote.turn,
        start: quote.start,
        end: quote.end,
        time: quote.start_ms.map(clock).unwrap_or_default(),
        speaker: shown(quote.speaker.as_ref()),
        participant: shown(quote.participant.as_ref().or(Some(&participants))),
        role: shown(role_name(selection, quote).as_ref()),
        language: quote.shown_language().unwrap_or(selection.language).code().to_owned(),
        codes: distinct(quote.codes.iter().map(|code| code.code.as_str())).into_iter().map(label).collect(),
        attributes: quote.attributes.iter().map(|(name, value)| (name.clone(), label(value))).collect(),
    }
}

fn line(selection: &Selection, quote: &Quote, is_held: fn(char) -> bool) -> String {
    provenance(selection, quote, quote.shown().chars().filter(|&c| !is_held(c)).count())
}

fn group_view(
    selection: &Selection,
    group: Group<'_>,
    quotes: &[Value],
    is_held: fn(char) -> bool,
) -> GroupView {
    let credit = |quote: &Quote| translated(selection, quote, &attribution(selection, quote));
    let credits: Vec<String> = group.quotes.iter().map(|(_, quote)| credit(quote)).collect();
    let items: Vec<Item<'_>> = group
        .quotes
        .iter()
        .zip(&credits)
        .map(|((_, quote), credit)| Item { text: quote.shown(), credit })
        .collect();
    let planned = plan(&items, Room::inside(SLIDE.0, SLIDE.1));
    let value = |number: usize| quotes.get(number - 1).cloned().unwrap_or_default();
    let slide = |(part, slide): (usize, &SlidePlan)| SlideView {
        part,
        parts: planned.len(),
        size: slide.size,
        pieces: slide
            .pieces
            .iter()
            .filter_map(|piece| {
                let &(number, quote) = group.quotes.get(piece.item)?;
                let (part, parts) = piece.part;
                let mut provenance = line(selection, quote, is_held);
                if parts > 1 {
                    provenance.push_str(&format!(" · {} {part}/{parts}", words(selection.language).part));
                }
                let text = quote.shown().get(piece.span.clone())?.to_owned();
                Some(PieceView {
                    quote: value(number),
                    text,
                    provenance,
                    first: part == 1,
                    last: part == parts,
                })
            })
            .collect(),
    };
    let slides = (1..).zip(&planned).map(slide).collect();
    GroupView {
        quotes: group.quotes.iter().map(|&(number, _)| value(number)).collect(),
        title: group.title,
        definition: group.definition,
        color: on_paper(&group.color),
        slides,
    }
}
