//! Lines above the first turn that look like speech. They are no turns, and that is told.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::text::Span;

use super::header::{is_told, opens_speech};
use super::lines::{Candidate, lines, reached};
use super::shape::{Shape, is_metadata, shape};
use super::{Form, Head, Marks};

/// Who speaks of themselves or to somebody.
const PERSONS: &str = "ik mij mijn we wij ons jij jou jullie u uw i me my you your our";
/// So many lines are shown, cut to so many characters.
const SHOWN: usize = 3;
const LONGEST: usize = 60;

/// What is said of lines between the header and the first of the `heads` that look like speech.
pub(super) fn doubt(
    text: &str,
    marks: &Marks,
    candidates: &[Candidate],
    heads: &[Head],
    head_end: usize,
) -> Option<Diagnostic> {
    let first = heads.first()?.line;
    let above = candidates.iter().take_while(|candidate| candidate.head.line < first);
    let labelled: HashSet<usize> = above.filter(|c| speaks(text, c)).map(|c| c.head.line).collect();
    let mut aside = 0;
    let is_aside = |start: usize, line: &str| {
        reached(&marks.asides, &mut aside, start + line.len() - line.trim_start().len()).is_some()
    };
    let mut outside = is_aside;
    let above = lines(text).zip(1..).take_while(|((start, _), _)| *start < first);
    let found: Vec<String> = above
        .filter(|((start, line), _)| *start >= head_end && !line.trim().is_empty() && !outside(*start, line))
        .filter(|((start, line), _)| sounds(bare(line)) || labelled.contains(start))
        .map(|((_, line), number)| format!("line {number} `{}`", shortened(line.trim())))
        .collect();
    let more = if found.len() > SHOWN { ", ..." } else { "" };
    let shown = found.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let message = format!(
        "{} line(s) above the first turn look like speech and are no turns: {shown}{more}",
        found.len()
    );
    let hint = "if somebody says them, put a label before them as the other turns have";
    (!found.is_empty()).then(|| Diagnostic::warning(message).hint(hint))
}

/// Whether a line could be a turn of somebody with a name.
fn speaks(text: &str, candidate: &Candidate) -> bool {
    let label: Span = candidate.head.label;
    let words = text.get(candidate.head.words..).and_then(|rest| rest.lines().next()).unwrap_or("").trim();
    let named = shape(label.of(text)) == Shape::Name && !is_metadata(label.of(text));
    matches!(candidate.form, Form::Colon | Form::Brackets) && named && !words.is_empty() && !is_told(words)
}

/// Whether `line` asks something, greets, or is about who speaks or listens.
fn sounds(line: &str) -> bool {
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let person = |word: &str| PERSONS.split_whitespace().any(|known| known == word.to_lowercase());
    let asks = line.ends_with('?') && words().nth(1).is_some();
    asks || line.ends_with(['.', '!']) && (opens_speech(line) || words().any(person))
}

/// `line` without the marks of Markdown around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", line.get(..end).unwrap_or("")),
        None => line.to_owned(),
    }
}
