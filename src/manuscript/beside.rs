//! The words beside a quotation in running text that may say who said it.

use super::codes;
use super::marks::Marked;
use crate::text::Span;

/// So far before a quotation the words that introduce it may stand, in characters.
const INTRODUCTION: usize = 90;

/// More behind a dash is a sentence that goes on.
const MOST_DASHED: usize = 60;

/// What says who in the paragraph itself, `within` the quotations before and after: brackets or codes after it, or
/// what introduces it and goes on behind it. And whether it stands where nothing else stands.
pub(super) fn beside(text: &str, one: Marked, within: Span) -> Option<(String, bool)> {
    let after = text.get(one.outer.end..within.end).unwrap_or("");
    let trimmed = after.trim_start_matches(['.', ',', ' ', '\u{a0}']);
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some(inner) = trimmed.strip_prefix(open)
            && let Some(end) = inner.find(close)
        {
            let inner = inner.get(..end).filter(|inner| !inner.trim().is_empty())?;
            return Some((inner.to_owned(), true));
        }
    }
    if let Some(codes) = codes::behind(trimmed) {
        return Some((codes.to_owned(), true));
    }
    if let Some(dashed) = trimmed.strip_prefix(['—', '–', '-']) {
        let said: String = dashed.trim().chars().take(INTRODUCTION).collect();
        let is_credit = within.end == text.len() && said.chars().count() < MOST_DASHED;
        return Some((said, is_credit)).filter(|(said, _)| !said.is_empty());
    }
    let before = introduction(text.get(within.start..one.outer.start).unwrap_or(""));
    let is_last = within.end == text.len();
    let after = following(after, one.inner.of(text), is_last);
    let both = format!("{before} {after}").trim().to_owned();
    Some((both, false)).filter(|(said, _)| said.chars().any(char::is_alphabetic))
}

/// The sentence that leads into a quotation; `…` stands for words of it that are left out.
pub(super) fn introduction(before: &str) -> String {
    let skip = before.chars().count().saturating_sub(INTRODUCTION);
    let near: String = before.chars().skip(skip).collect();
    let sentence = near.rsplit(['.', '!', '?', '”', '»']).next().unwrap_or("");
    match sentence.split_once(char::is_whitespace) {
        // Half a word says something else.
        Some((_, whole)) if skip > 0 && sentence.len() == near.len() => format!("…{}", whole.trim()),
        _ => sentence.trim_start_matches([',', ';', ' ']).trim().to_owned(),
    }
}

/// What goes on behind a quotation in the same sentence. A sentence of its own, or what introduces the next
/// quotation, says nothing of this one.
fn following(after: &str, quoted: &str, is_last: bool) -> String {
    let words = after.trim_start_matches(['.', ',', ' ', '\u{a0}']);
    let goes_on = after.trim_start().starts_with(',') || quoted.trim_end().ends_with(',');
    if words.starts_with(char::is_uppercase) && !goes_on {
        return String::new();
    }
    let is_end = ['.', '!', '?', '“', '„', '«'];
    let sentence = words.split(is_end).next().unwrap_or("");
    let introduces = !is_last && sentence.len() == words.len() && sentence.trim_end().ends_with(':');
    if introduces {
        String::new()
    } else {
        sentence.chars().take(INTRODUCTION).collect::<String>().trim().to_owned()
    }
}
