//! Provenance: the line under a quote that says where it stands and how it got there.
//!
//! `fg1:17 · focusgroepen/fg1.docx 1042–1187 · 12:03 · speaker R3 · participant P07 · role client ·
//! code relationship/trust (rules)`. People read it; scripts find source and positions in it.

use std::collections::BTreeSet;

use super::attribution::role_name;
use super::words::{LABELS, Words, label, numbered, words};
use super::{Quote, Selection};
use crate::quote::clock;
use crate::text::{Language, Span};

/// Between two facts of a line.
const BETWEEN: &str = " · ";

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
    facts.extend(role_fact(selection, quote));
    facts.extend(codes(words, quote));
    facts.extend(editing(selection.language, quote));
    if quote.shown() != quote.text && !quote.is_without_original() {
        facts.push(format!("{}: “{}”", words.said, label(&quote.text)));
    }
    if replaced > 0 {
        facts.push(format!("{}: {}", words.not_exact, numbered(replaced, words.replaced)));
    }
    facts.join(BETWEEN)
}

/// What the provenance of a quote says of its role: `role client`; `None` where none is known.
pub fn role_fact(selection: &Selection, quote: &Quote) -> Option<String> {
    let role = role_name(selection, quote)?;
    Some(format!("{} {}", words(selection.language).role, label(&role)))
}

/// A line of provenance as it is found again in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRole<'a> {
    /// Where the quote stands: `fg1:17`.
    pub address: &'a str,
    /// What it says of the role: `role client`.
    pub fact: &'a str,
    /// The bytes of the line that hold it.
    pub span: Span,
}

impl<'a> ToldRole<'a> {
    /// The role in a line of provenance, with or without a number before it; `None` where the line is none, or tells
    /// no role.
    pub fn of(line: &'a str) -> Option<Self> {
        let mut facts = Vec::new();
        let mut at = 0;
        for fact in line.split(BETWEEN) {
            facts.push((at, fact));
            at += fact.len() + BETWEEN.len();
        }
        let address = told_address(line)?;
        let is_role = |fact: &str| LABELS.iter().any(|label| fact.split(' ').next() == Some(label.role));
        let (start, fact) = facts.into_iter().skip(2).find(|(_, fact)| is_role(fact))?;
        Some(Self { address, fact, span: Span::new(start, start + fact.len()) })
    }

    /// The line with another role, or with none.
    pub fn replaced(&self, line: &str, fact: Option<&str>) -> String {
        let (before, after) = (line.get(..self.span.start), line.get(self.span.end..));
        let (before, after) = (before.unwrap_or(""), after.unwrap_or(""));
        match fact {
            Some(fact) => format!("{before}{fact}{after}"),
            None => format!("{}{after}", before.strip_suffix(BETWEEN).unwrap_or(before)),
        }
    }
}

/// Where a line of provenance says that the quote stands: `fg1:17`. `None` where the line is none.
pub fn told_address(line: &str) -> Option<&str> {
    let mut facts = line.split(BETWEEN);
    let address = facts.next()?.rsplit(' ').find(|word| !word.is_empty())?;
    let (_, turn) = address.rsplit_once(':')?;
    let (from, to) = facts.next()?.rsplit_once(' ')?.1.split_once('–')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    [turn, from, to].into_iter().all(is_number).then_some(address)
}

/// A line of provenance whose place and editing are those of `quote` now; every other fact, and what an author took
/// out, stays. `None` where the line is no provenance.
pub fn renewed(line: &str, quote: &Quote) -> Option<String> {
    let mut facts = facts_of(line);
    let place = facts.get_mut(1)?;
    let (source, points) = place.rsplit_once(' ')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (from, to) = points.split_once('–')?;
    if !is_number(from) || !is_number(to) {
        return None;
    }
    *place = format!("{source} {}–{}", quote.start, quote.end);
    let tells = |fact: &String| {
        let is = |words: &&&Words| {
            let [edited, translated] = [format!("{}: ", words.edited), format!("{} (", words.translation)];
            fact == words.verbatim || fact.starts_with(&edited) || fact.starts_with(&translated)
        };
        LABELS.iter().find(is).copied()
    };
    if let Some((at, words)) = facts.iter().enumerate().find_map(|(at, fact)| Some((at, tells(fact)?))) {
        let is_dutch = words.said == super::words::words(Language::DUTCH).said;
        let language = if is_dutch { Language::DUTCH } else { Language::ENGLISH };
        let said = format!("{}: “", words.said);
        facts.retain(|fact| !fact.starts_with(&said));
        let stays_out = facts.get(at).is_some_and(|fact| tells_without_original(fact));
        let mut quote = std::borrow::Cow::Borrowed(quote);
        if stays_out && !quote.is_without_original() {
            quote.to_mut().withhold_original();
        }
        let quote = quote.as_ref();
        if let (Some(now), Some(fact)) = (editing(language, quote), facts.get_mut(at)) {
            *fact = now;
        }
        if quote.shown() != quote.text && !quote.is_without_original() {
            facts.insert((at + 1).min(facts.len()), format!("{said}{}”", label(&quote.text)));
        }
    }
    Some(facts.join(BETWEEN))
}

/// Whether a fact of a line says that the words that were said are left out.
fn tells_without_original(fact: &str) -> bool {
    LABELS.iter().any(|words| fact.ends_with(&format!("; {}", words.without_original)))
}

/// The facts of a line; what stands in quotation marks is not parted.
fn facts_of(line: &str) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    for piece in line.split(BETWEEN) {
        match facts.last_mut().filter(|last| last.matches('“').count() > last.matches('”').count()) {
            Some(open) => open.push_str(&format!("{BETWEEN}{piece}")),
            None => facts.push(piece.to_owned()),
        }
    }
    facts
}

/// Whether a quote of a set is shown as it was said: `verbatim`, `edited: 1 omission`, `translation (en) by An`.
pub(super) fn editing(language: Language, quote: &Quote) -> Option<String> {
    let presented = quote.presented.as_ref()?;
    let words = words(language);
    let told = match &presented.translation {
        Some((into, by)) if by.is_empty() => format!("{} ({})", words.translation, into.code()),
        Some((into, by)) => format!("{} ({}) {} {}", words.translation, into.code(), words.by, label(by)),
        None if presented.edits.is_empty() => words.verbatim.to_owned(),
        None => format!("{}: {}", words.edited, label(presented.edits.told_in(language))),
    };
    Some(if presented.without_original { format!("{told}; {}", words.without_original) } else { told })
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

/// How many people are known to have said these quotes, and what stands before the number where others said some as
/// well.
pub(super) fn people<'q>(
    selection: &Selection,
    quotes: impl Iterator<Item = &'q Quote> + Clone,
) -> (usize, String) {
    let is_unknown = |quote: &Quote| quote.participants.is_empty() && quote.participant.is_none();
    let known = quotes.clone().flat_map(|quote| quote.participants.iter().chain(&quote.participant));
    let count = distinct(known.map(String::as_str)).len();
    let at_least = words(selection.language).at_least;
    (count, if quotes.clone().any(is_unknown) { format!("{at_least} ") } else { String::new() })
}

/// `12 quotes from 7 participants in 4 sources`.
pub(super) fn summary(selection: &Selection) -> String {
    let words = words(selection.language);
    let quotes = &selection.quotes;
    let sources = distinct(quotes.iter().map(|quote| quote.source.as_str())).len();
    let mut line = numbered(quotes.len(), words.quotes);
    let (people, at_least) = people(selection, quotes.iter());
    if people > 0 {
        let people = numbered(people, words.participants);
        line.push_str(&format!(" {} {at_least}{people}", words.from));
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
        let mut some = selection.clone();
        some.quotes[0].participants.clear();
        some.quotes[0].participant = None;
        insta::assert_snapshot!(summary(&some), @"2 citaten van minstens 2 deelnemers uit 1 bron");
        insta::assert_snapshot!(roles(&selection), @"cliënt 1 · rol onbekend 1");
    }

    #[test]
    fn the_role_in_a_line_is_found_and_replaced() {
        let selection = sample::study();
        let line = format!("12. {} · deel 1/2", provenance(&selection, &selection.quotes[0], 0));
        let told = ToldRole::of(&line).unwrap();
        assert_eq!((told.address, told.fact), ("fg1:17", "rol cliënt"));
        let new = told.replaced(&line, Some("rol vrijwilliger"));
        assert_eq!(new, line.replace("rol cliënt", "rol vrijwilliger"));
        assert_eq!(told.replaced(&line, None), line.replace(" · rol cliënt", ""));
        assert_eq!(ToldRole::of("fg1:17 · zegt iets 3–4 · geen rol"), None);
        assert_eq!(ToldRole::of("mijn nota · rol cliënt"), None);
    }
}
