//! Comments in Word documents: how many, whose, on which words, and the codes they name.

use std::collections::BTreeMap;

use serde_json::Value;
use verbatim::codebook::Codebook;
use verbatim::coding::named_codes;
use verbatim::source::{Comment, Settings, with_comments};

use super::{Case, Sheet, facts};

/// Checks the comments of `case`, if anything is known of them.
pub(crate) fn check(case: &Case<'_>, sheet: &mut Sheet) {
    let known = case.facts["comments"].is_u64();
    if !known && !matches!(case.name, "docx/pandoc_comments.docx" | "docx/mammoth_comments.docx") {
        return;
    }
    let (reading, comments) = with_comments(&case.bytes, &Settings::default()).expect("a Word document");
    let text = reading.transcript.text;
    let words = |comment: &Comment| comment.span.map_or("no place", |span| span.of(&text)).to_owned();
    let placed = comments.iter().filter(|comment| comment.span.is_some()).count();
    match case.name {
        "docx/pandoc_comments.docx" => {
            sheet.fact("comments with a place", 4, placed);
            let over: Vec<usize> = comments.iter().map(|c| words(c).matches('\n').count()).collect();
            sheet.fact("paragraphs they cross", "[0, 1, 0, 0]", format!("{over:?}"));
            let answers: usize = comments.iter().map(|comment| comment.replies.len()).sum();
            sheet.fact("answers", 1, answers);
        }
        "docx/mammoth_comments.docx" => sheet.fact("comments with a place", 2, placed),
        _ => {}
    }
    if known {
        known_facts(case.facts, &comments, words, sheet);
    }
}

fn known_facts(facts: &Value, comments: &[Comment], words: impl Fn(&Comment) -> String, sheet: &mut Sheet) {
    let count = facts["comments"].as_u64().unwrap_or(0);
    sheet.fact("comments", count, comments.len());
    let ranges = comments.iter().filter(|comment| comment.span.is_some()).count();
    sheet.fact("comment_ranges", facts["comment_ranges"].as_u64().unwrap_or(0), ranges);
    let mut authors: BTreeMap<&String, u64> = BTreeMap::new();
    comments.iter().for_each(|comment| *authors.entry(&comment.author).or_default() += 1);
    sheet.fact("authors", facts::counts(&facts["authors"]), format!("{authors:?}"));
    let first = facts["first_three"].as_array().cloned().unwrap_or_default();
    for (at, (known, comment)) in first.iter().zip(comments).enumerate() {
        passage(&format!("first_three {at}"), known, comment, &words, sheet);
    }
    if let Some(last) = comments.last() {
        passage("last", &facts["last"], last, &words, sheet);
    }
    let mut codes: BTreeMap<String, u64> = BTreeMap::new();
    for named in comments.iter().flat_map(|c| named_codes(&c.text, &Codebook::default())) {
        let name = named.code.expect_err("no codebook, no code").name;
        *codes.entry(name.to_lowercase()).or_default() += 1;
    }
    sheet.fact(
        "distinct_codes_lower_case",
        facts["distinct_codes_lower_case"].as_u64().unwrap_or(0),
        codes.len(),
    );
    for (code, uses) in facts["top_codes"].as_object().into_iter().flatten() {
        let found = codes.get(code).copied().unwrap_or(0);
        sheet.fact(&format!("top_codes: {code}"), uses.as_u64().unwrap_or(0), found);
    }
}

/// The words of a comment, of which at most the first 80 characters are known, and its codes.
fn passage(
    fact: &str,
    known: &Value,
    comment: &Comment,
    words: impl Fn(&Comment) -> String,
    sheet: &mut Sheet,
) {
    let (text, found) = (known["text"].as_str().unwrap_or(""), words(comment));
    let whole = text.chars().count() < 80;
    sheet.holds(fact, text, &found, if whole { found == text } else { found.starts_with(text) });
    sheet.fact(&format!("{fact}: codes"), known["codes"].as_str().unwrap_or(""), &comment.text);
}
