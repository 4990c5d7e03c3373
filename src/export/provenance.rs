//! Provenance: the line under a quote that says where it stands and how it got there.
//!
//! `fg1:17 · focusgroepen/fg1.docx 1042–1187 · 12:03 · speaker R3 · participant P07 · role client ·
//! code relationship/trust (rules)`. People read it; scripts find source and positions in it.

use std::collections::BTreeSet;

use super::attribution::role_name;
use super::words::{Words, label, numbered, words};
use super::{Quote, Selection};
use crate::quote::clock;
use crate::text::Language;

/// The provenance of a quote, on one line. `replaced` says how many of its characters the document
/// cannot hold.
pub(super) fn provenance(selection: &Selection, quote: &Quote, replaced: usize) -> String {
    let words = words(selection.language);
    let place = format!("{} {}–{}", label(&quote.source), quote.start, quote.end);
    let mut facts = vec![label(&quote.address), place];
    facts.extend(quote.start_ms.map(clock));
    let named = |name: &str, value: &str| format!("{name} {}", label(value));
    facts.extend(quote.speaker.as_deref().map(|speaker| named(words.speaker, speaker)));
    if !quote.participants.is_empty() {
        facts.push(named(words.participant, &quote.participants.join(", ")));
    } else if let Some(participant) = &quote.participant {
        facts.push(named(words.participant, participant));
    }
    facts.extend(role_name(selection, quote).map(|role| named(words.role, &role)));
    facts.extend(codes(words, quote));
    facts.extend(editing(selection.language, quote));
    if quote.shown() != quote.text {
        facts.push(format!("{}: “{}”", words.said, label(&quote.text)));
    }
    if replaced > 0 {
        facts.push(format!("{}: {}", words.not_exact, numbered(replaced, words.replaced)));
    }
    facts.join(" · ")
}

/// Whether a quote of a set is shown as it was said: `verbatim`, `edited: 1 omission`, `translation (en) by An`.
pub(super) fn editing(language: Language, quote: &Quote) -> Option<String> {
    let presented = quote.presented.as_ref()?;
    let words = words(language);
    Some(match &presented.translation {
        Some((into, by)) if by.is_empty() => format!("{} ({})", words.translation, into.code()),
        Some((into, by)) => format!("{} ({}) {} {}", words.translation, into.code(), words.by, label(by)),
        None if presented.edits.is_empty() => words.verbatim.to_owned(),
        None => format!("{}: {}", words.edited, label(&presented.edits)),
    })
}

/// `codes contact/online (jan, rules), relationship/trust (rules)`.
fn codes(words: &Words, quote: &Quote) -> Option<String> {
    let paths: Vec<&str> = distinct(quote.codes.iter().map(|code| code.code.as_str()));
    let shown = paths.iter().map(|path| {
        let coders = quote.codes.iter().filter(|code| code.code == **path).map(|code| code.coder.as_str());
        format!("{} ({})", label(path), label(&distinct(coders).join(", ")))
    });
    let [one, many] = words.codes;
    let name = if paths.len() == 1 { one } else { many };
    let listed = shown.collect::<Vec<_>>().join(", ");
    (!paths.is_empty()).then(|| format!("{name} {listed}"))
}

/// Each value once, where it stands first.
pub(super) fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    values.filter(|&value| seen.insert(value)).collect()
}

/// `12 quotes from 7 participants in 4 sources`.
pub(super) fn summary(selection: &Selection) -> String {
    let words = words(selection.language);
    let quotes = &selection.quotes;
    let sources = distinct(quotes.iter().map(|quote| quote.source.as_str())).len();
    let people = quotes.iter().flat_map(|quote| quote.participants.iter().chain(&quote.participant));
    let people = distinct(people.map(String::as_str)).len();
    let mut line = numbered(quotes.len(), words.quotes);
    if people > 0 {
        line.push_str(&format!(" {} {}", words.from, numbered(people, words.participants)));
    }
    line.push_str(&format!(" {} {}", words.in_sources, numbered(sources, words.sources)));
    line
}

/// How many quotes each role has, most first: `client 15 · volunteer 6`; empty when no role is known.
pub(super) fn roles(selection: &Selection) -> String {
    let names: Vec<Option<String>> =
        selection.quotes.iter().map(|quote| role_name(selection, quote)).collect();
    if names.iter().all(Option::is_none) {
        return String::new();
    }
    let unknown = words(selection.language).no_role;
    let named: Vec<&str> = names.iter().map(|name| name.as_deref().unwrap_or(unknown)).collect();
    let count = |role: &str| named.iter().filter(|&&name| name == role).count();
    let mut counts: Vec<(&str, usize)> =
        distinct(named.iter().copied()).into_iter().map(|role| (role, count(role))).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.iter().map(|(role, count)| format!("{} {count}", label(role))).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn a_line_tells_where_a_quote_stands() {
        let selection = sample::study();
        insta::assert_snapshot!(provenance(&selection, &selection.quotes[0], 0), @"fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)");
        insta::assert_snapshot!(provenance(&selection, &selection.quotes[1], 2), @"fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules) · niet exact: 2 tekens die een document niet kan bevatten, staan als �");
        insta::assert_snapshot!(summary(&selection), @"2 citaten van 3 deelnemers uit 1 bron");
        insta::assert_snapshot!(roles(&selection), @"cliënt 1 · rol onbekend 1");
    }
}
