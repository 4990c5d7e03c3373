//! What every match of a regex must contain: letters that let most turns be passed over.

use std::collections::{BTreeSet, HashMap};

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::text::fold;

/// Alternatives beyond this number are not worth looking for.
const MOST: usize = 64;
/// Shorter runs of letters stand in too many words.
const SHORTEST: usize = 2;
/// Classes of more characters (`\w`) tell too little.
const MOST_OF_CLASS: usize = 8;
/// Literals are looked up by so many first bytes, or by all they have.
const KEY: usize = 4;

/// Runs of ASCII letters and digits, folded, of which every match of the regex `source` contains at
/// least one, folded, within one word; `None` when no such runs are known.
///
/// Sound because a match contains the characters of the run one after the other, because such
/// characters always stand together in one word, and because folding goes character by character.
pub(super) fn required(source: &str) -> Option<BTreeSet<String>> {
    let hir = regex_syntax::ParserBuilder::new().nest_limit(64).build().parse(source).ok()?;
    of(&hir).filter(|runs| shortest(runs) >= SHORTEST)
}

fn of(hir: &Hir) -> Option<BTreeSet<String>> {
    if let Some(whole) = exactly(hir) {
        return runs_of(&whole);
    }
    match hir.kind() {
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
        HirKind::Concat(parts) => parts_of(parts),
        HirKind::Alternation(parts) => {
            let runs: BTreeSet<String> =
                parts.iter().map(of).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
            (runs.len() <= MOST).then_some(runs)
        }
        _ => None,
    }
}

/// The best of: what is known of a single part, and of neighbours that are known exactly.
fn parts_of(parts: &[Hir]) -> Option<BTreeSet<String>> {
    let mut found: Vec<BTreeSet<String>> = parts.iter().filter_map(of).collect();
    let mut together = vec![String::new()];
    for part in parts {
        match exactly(part).map(|next| joined(&together, &next)) {
            Some(more) if more.len() <= MOST => together = more,
            _ => found.extend(runs_of(&std::mem::replace(&mut together, vec![String::new()]))),
        }
    }
    found.extend(runs_of(&together));
    found.into_iter().max_by_key(|runs| (shortest(runs), usize::MAX - runs.len()))
}

/// All that `hir` can match, folded, where that is little; a space stands for what is no letter or digit.
fn exactly(hir: &Hir) -> Option<Vec<String>> {
    let all: Vec<String> = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => {
            vec![std::str::from_utf8(&literal.0).ok()?.chars().map(folded).collect()]
        }
        HirKind::Class(Class::Unicode(class)) => {
            let few = class.iter().map(|range| range.len()).sum::<usize>() <= MOST_OF_CLASS;
            let chars = few.then(|| class.iter().flat_map(|range| range.start()..=range.end()))?;
            chars.map(folded).collect::<BTreeSet<_>>().into_iter().collect()
        }
        HirKind::Capture(capture) => exactly(&capture.sub)?,
        HirKind::Repetition(repetition) if (repetition.min, repetition.max) == (0, Some(1)) => {
            let mut all = exactly(&repetition.sub)?;
            all.push(String::new());
            all
        }
        HirKind::Concat(parts) => parts.iter().try_fold(vec![String::new()], |all, part| {
            Some(joined(&all, &exactly(part)?)).filter(|all| all.len() <= MOST)
        })?,
        HirKind::Alternation(parts) => parts.iter().map(exactly).collect::<Option<Vec<_>>>()?.concat(),
        HirKind::Class(Class::Bytes(_)) | HirKind::Repetition(_) => return None,
    };
    (all.len() <= MOST).then_some(all)
}

fn joined(firsts: &[String], nexts: &[String]) -> Vec<String> {
    firsts.iter().flat_map(|first| nexts.iter().map(move |next| format!("{first}{next}"))).collect()
}

/// A character of a word as ASCII letters and digits, or a space for any other.
fn folded(c: char) -> String {
    let folded = fold(c.encode_utf8(&mut [0; 4])).into_owned();
    let is_plain = c.is_alphanumeric() && !folded.is_empty();
    if is_plain && folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) { folded } else { " ".to_owned() }
}

/// The longest run of each; `None` when one has none.
fn runs_of(all: &[String]) -> Option<BTreeSet<String>> {
    let longest = |text: &String| text.split(' ').max_by_key(|run| run.len()).map(str::to_owned);
    all.iter().map(longest).map(|run| run.filter(|run| !run.is_empty())).collect()
}

fn shortest(runs: &BTreeSet<String>) -> usize {
    runs.iter().map(String::len).min().unwrap_or(0)
}

/// Which regexes may match around a word, by the literals in it.
#[derive(Debug, Default)]
pub(super) struct Literals {
    /// By their first bytes, as many as [`KEY`] or fewer.
    by_start: [HashMap<u32, Vec<Needed>>; KEY + 1],
}

/// A literal, and the regexes that need it.
#[derive(Debug)]
struct Needed {
    literal: String,
    regexes: Vec<u32>,
}

impl Literals {
    /// Every match of `regex` contains `literal`.
    pub(super) fn add(&mut self, literal: String, regex: u32) {
        let length = literal.len().min(KEY);
        let start = key(literal.as_bytes().get(..length).unwrap_or_default());
        let Some(by_start) = self.by_start.get_mut(length) else { return };
        let same = by_start.entry(start).or_default();
        match same.iter_mut().find(|known| known.literal == literal) {
            Some(known) => known.regexes.push(regex),
            None => same.push(Needed { literal, regexes: vec![regex] }),
        }
    }

    /// The regexes one of whose literals stands in the word `folded`, sorted.
    pub(super) fn regexes(&self, folded: &str) -> Vec<u32> {
        let bytes = folded.as_bytes();
        let mut regexes = Vec::new();
        for (length, by_start) in self.by_start.iter().enumerate().filter(|(_, table)| !table.is_empty()) {
            for (at, start) in bytes.windows(length.max(1)).enumerate() {
                for needed in by_start.get(&key(start)).into_iter().flatten() {
                    if bytes.get(at..).is_some_and(|rest| rest.starts_with(needed.literal.as_bytes())) {
                        regexes.extend_from_slice(&needed.regexes);
                    }
                }
            }
        }
        regexes.sort_unstable();
        regexes.dedup();
        regexes
    }
}

fn key(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |key, byte| key << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sure_letters_are_found() {
        let sure = |source: &str| required(source).map(|runs| runs.into_iter().collect::<Vec<_>>().join("|"));
        assert_eq!(sure("(ver|be)trouw\\w+").as_deref(), Some("betrouw|vertrouw"));
        assert_eq!(sure("(wacht|bel)lijst?").as_deref(), Some("bellijs|bellijst|wachtlijs|wachtlijst"));
        assert_eq!(sure("Wacht|bel").as_deref(), Some("bel|wacht"));
        assert_eq!(sure("\\bja(?:en|s)\\b").as_deref(), Some("jaen|jas"));
        assert_eq!(sure("in de ogen").as_deref(), Some("ogen"));
        assert_eq!(sure("crèche").as_deref(), Some("creche"));
        assert_eq!(sure("(wacht)?end+").as_deref(), Some("en"));
        assert_eq!(sure("\\w+|wacht"), None);
        assert_eq!(sure("[ab]+c"), None);
        assert_eq!(sure("[ab]cd").as_deref(), Some("acd|bcd"));
        assert_eq!(sure("(?i:kwéls)").as_deref(), Some("kwels"));
        assert_eq!(sure("(wacht)?(bel)?"), None);
    }

    #[test]
    fn words_that_hold_a_literal_ask_for_its_regexes() {
        let mut literals = Literals::default();
        for (literal, regex) in [("trouw", 3), ("ou", 1), ("trouw", 2), ("wen", 7), ("x", 9)] {
            literals.add(literal.to_owned(), regex);
        }
        assert_eq!(literals.regexes("vertrouwen"), [1, 2, 3, 7]);
        assert_eq!(literals.regexes("trou"), [1]);
        assert_eq!(literals.regexes("x"), [9]);
        assert!(literals.regexes("").is_empty());
    }
}
