//! Facts that stand under the same name in many files: turns, speakers, first, middle and last words,
//! times, cues, words in order.

use std::collections::BTreeMap;

use serde_json::Value;
use verbatim::source::Settings;
use verbatim::transcript::{Transcript, Turn};

use super::{Case, Sheet};

/// Checks every fact of `case` that is understood here.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    let facts = case.facts;
    let transcript = case.read(&Settings::default()).transcript;
    let apart = case.read(&Settings { join: Some(false), ..Settings::default() }).transcript;
    for name in ["turns", "labelled_units", "merged_turns", "units"] {
        if let Some(count) = facts[name].as_u64() {
            sheet.fact(name, count, transcript.turns.len());
        }
    }
    if facts["speakers"].is_object() {
        sheet.fact("speakers", counts(&facts["speakers"]), speakers(&transcript));
    }
    if let Some(words) = facts["words"].as_u64().filter(|_| facts["by"].is_null()) {
        let found: usize =
            transcript.turns.iter().map(|turn| transcript.words_of(turn).split_whitespace().count()).sum();
        sheet.fact("words", words, found);
    }
    if facts["cues"].is_u64() || facts["arrows"].is_u64() {
        cues(facts, &transcript, &apart, sheet);
    } else if facts["comments"].is_null() {
        let at = |fact: &str, turn: Option<&Turn>, sheet: &mut Sheet| {
            unit(fact, &facts[fact], &transcript, turn, sheet)
        };
        at("first", transcript.turns.first(), sheet);
        let middle = facts["middle"]["n"].as_u64().unwrap_or(1) as usize;
        at("middle", transcript.turns.get(middle - 1), sheet);
        at("last", transcript.turns.last(), sheet);
    }
    if facts["by"].is_string() {
        in_order(facts, &transcript.text, sheet);
    }
}

/// A turn against what is known of it: its first 90 characters (its last 90 if it is the last one), who
/// speaks, and when.
fn unit(fact: &str, known: &Value, transcript: &Transcript, turn: Option<&Turn>, sheet: &mut Sheet) {
    let Some(text) = known["text"].as_str() else { return };
    let Some(turn) = turn else {
        sheet.holds(fact, text, "no such turn", false);
        return;
    };
    let words = transcript.words_of(turn).split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let met = if fact == "last" { words.ends_with(&expected) } else { words.starts_with(&expected) };
    sheet.holds(&format!("{fact}: words"), &expected, &words, met);
    if let Some(speaker) = known["speaker"].as_str().filter(|name| !name.is_empty()) {
        let found = transcript.speaker_of(turn).map_or("nobody", |speaker| &speaker.label);
        sheet.fact(&format!("{fact}: speaker"), speaker, found);
    }
    let shown = |time: Option<u64>| time.map_or("none".to_owned(), |time| time.to_string());
    if let Some(seconds) = known["start_s"].as_u64() {
        sheet.fact(&format!("{fact}: start_s"), seconds, shown(turn.start_ms.map(|ms| ms / 1000)));
    }
    if let Some(time) = known["time"].as_str() {
        sheet.fact(&format!("{fact}: time"), clock(time), shown(turn.start_ms));
    }
    for (name, found) in [("start_ms", turn.start_ms), ("end_ms", turn.end_ms)] {
        if let Some(ms) = known[name].as_u64() {
            sheet.fact(&format!("{fact}: {name}"), ms, shown(found));
        }
    }
}

/// Facts about cues. What follows for turns: read apart, each cue is a turn; with voices also by
/// default; joined into sentences there are no more of them, the words and their order are the same,
/// and the first and last times stay.
fn cues(facts: &Value, transcript: &Transcript, apart: &Transcript, sheet: &mut Sheet) {
    for name in ["cues", "webvtt_py", "arrows", "pysubs2"] {
        if let Some(count) = facts[name].as_u64() {
            sheet.fact(name, count, apart.turns.len());
        }
    }
    let voices = counts(&facts["voice_tags"]);
    if facts["voice_tags"].is_object() {
        sheet.fact("voice_tags", voices, speakers(apart));
    }
    for (fact, turn) in [("first", apart.turns.first()), ("last", apart.turns.last())] {
        let (Some(turn), Some(text)) = (turn, facts[fact]["text"].as_str()) else { continue };
        let words = apart.words_of(turn);
        let met = if fact == "last" { words.ends_with(text) } else { words.starts_with(text) };
        sheet.holds(&format!("{fact}: words"), text, words, met);
        for (name, found) in [("start", turn.start_ms), ("end", turn.end_ms)] {
            if let Some(time) = facts[fact][name].as_str() {
                sheet.fact(
                    &format!("{fact}: {name}"),
                    clock(time),
                    found.map_or("none".into(), |ms| ms.to_string()),
                );
            }
        }
    }
    sheet.fact("text is the same joined", apart.text.len(), transcript.text.len());
    let ends =
        |t: &Transcript| (t.turns.first().and_then(|t| t.start_ms), t.turns.last().and_then(|t| t.end_ms));
    sheet.fact("outer times joined", format!("{:?}", ends(apart)), format!("{:?}", ends(transcript)));
    let fewer = transcript.turns.len() <= apart.turns.len();
    sheet.holds("turns joined", format!("<= {}", apart.turns.len()), transcript.turns.len(), fewer);
}

/// What pandoc writes, word by word and in order. Its own marks are no words of the document: the
/// numbers of notes in brackets, and table rules.
fn in_order(facts: &Value, text: &str, sheet: &mut Sheet) {
    let found = words(text);
    let start = words(facts["text_start"].as_str().unwrap_or(""));
    let end = &words(facts["text_end"].as_str().unwrap_or(""));
    // The samples may be cut inside a word.
    let start = &start[..start.len().saturating_sub(usize::from(start.len() > 12))];
    sheet.holds(
        "words at the start",
        start.join(" "),
        shown(found.iter().take(start.len())),
        found.starts_with(start),
    );
    let tail = &found[found.len().saturating_sub(end.len())..];
    let same = tail.len() == end.len()
        && tail
            .iter()
            .zip(end)
            .enumerate()
            .all(|(at, (a, b))| a == b || (at == 0 && a.ends_with(b.as_str())));
    sheet.holds("words at the end", end.join(" "), shown(tail.iter()), same);
}

fn shown<'a>(words: impl Iterator<Item = &'a String>) -> String {
    words.cloned().collect::<Vec<_>>().join(" ")
}

/// The words of a text in lower case, without numbers of notes in brackets.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for piece in text.split_inclusive(']') {
        match piece.rsplit_once('[') {
            Some((before, number)) if number.trim_end_matches(']').chars().all(|c| c.is_ascii_digit()) => {
                plain.push_str(before);
                plain.push(' ');
            }
            _ => plain.push_str(piece),
        }
    }
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// `01:02:03.400` as milliseconds.
fn clock(time: &str) -> u64 {
    let (whole, millis) = time.split_once('.').unwrap_or((time, "0"));
    let seconds = whole.split(':').fold(0, |sum, part| sum * 60 + part.parse::<u64>().expect("a number"));
    seconds * 1000 + millis.parse::<u64>().expect("a number")
}

/// Known counts by speaker, for comparison; a speaker without name is nobody.
pub(crate) fn counts(known: &Value) -> String {
    let counts: BTreeMap<&String, u64> = known
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, count)| (name, count.as_u64().unwrap_or(0)))
        .collect();
    format!("{counts:?}")
}

/// Turns by speaker, for comparison.
pub(crate) fn speakers(transcript: &Transcript) -> String {
    let mut counts: BTreeMap<&String, u64> = BTreeMap::new();
    for speaker in transcript.turns.iter().filter_map(|turn| transcript.speaker_of(turn)) {
        *counts.entry(&speaker.label).or_default() += 1;
    }
    format!("{counts:?}")
}
