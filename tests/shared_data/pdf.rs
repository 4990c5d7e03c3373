//! Facts of PDFs: paragraphs by their printed numbers, and a transcript that also exists as Markdown.

use std::path::Path;

use verbatim::source::{Reading, Settings, read};

use super::facts::{counts, speakers};
use super::{Case, Sheet};

/// Checks the facts of a PDF.
pub(crate) fn check(case: &Case<'_>, corpora: &Path, sheet: &mut Sheet) {
    if !case.name.ends_with(".pdf") {
        return;
    }
    let reading = case.read(&Settings::default());
    if case.facts["numbered_paragraphs"].is_u64() {
        numbered(case, &reading, sheet);
    }
    let twin = corpora.join(case.name.replace("pdf", "md"));
    if let Ok(bytes) = std::fs::read(twin) {
        let other = read("twin.md", &bytes, &Settings::default()).expect("the twin can be read");
        sheet.holds("turns of the Markdown", "the same", "others", turns(&reading) == turns(&other));
    }
}

/// Each numbered paragraph is a line of the text; those with a label are turns.
fn numbered(case: &Case<'_>, reading: &Reading, sheet: &mut Sheet) {
    let facts = case.facts;
    let lines: Vec<&str> = reading.transcript.text.lines().collect();
    sheet.fact("numbered_paragraphs", &facts["numbered_paragraphs"], lines.len());
    let labelled = &facts["paragraphs_with_label"];
    sheet.fact("paragraphs_with_label", counts(labelled), speakers(&reading.transcript));
    sheet.fact("turns (derived)", lines.len() - 1, reading.transcript.turns.len());
    let second = facts["paragraph_2"].as_str().unwrap_or("-");
    let found = lines.get(1).copied().unwrap_or("");
    sheet.holds("paragraph_2", second, found, found.starts_with(second));
    sheet.fact(
        "last_paragraph",
        facts["last_paragraph"].as_str().unwrap_or("-"),
        lines.last().unwrap_or(&""),
    );
}

/// Who says what, blanks aside.
fn turns(reading: &Reading) -> Vec<(String, String)> {
    let transcript = &reading.transcript;
    let words = |turn| transcript.words_of(turn).split_whitespace().collect::<Vec<_>>().join(" ");
    let label = |turn| transcript.speaker_of(turn).map_or(String::new(), |speaker| speaker.label.clone());
    transcript.turns.iter().map(|turn| (label(turn), words(turn))).collect()
}
