//! What every match of a regex must contain: letters that let most turns be passed over.

use std::collections::{BTreeSet, HashMap};

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::text::fold;

/// Alternatives beyond this number are not worth looking for.
const MOST: usize = 64;
/// Shorter runs of letters stand in too many words.
const SHORTEST: usize = 2;
/// Classes of more characters (`\w`) tell too little.
const MOST_OF_CLASS: usize = 8;
/// Literals are looked up by so many first bytes, or by all they have.
const KEY: usize = 4;

/// ASCII letters and digits that follow each other in a word, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    letters: String,
    /// Whether it begins the word, if that is all ASCII.
    starts: bool,
}

/// Runs of which every match of the regex `source` contains at least one, folded, within one word; `None` when no such runs are known.
///
/// Sound because a match contains the characters of the run one after the other, because such
/// characters always stand together in one word, and because folding goes character by character.
pub(super) fn required(source: &str) -> Option<BTreeSet<Run>> {
    let hir = regex_syntax::ParserBuilder::new().nest_limit(64).build().parse(source).ok()?;
    of(&hir).filter(|runs| shortest(runs) >= SHORTEST)
}

fn of(hir: &Hir) -> Option<BTreeSet<Run>> {
    if let Some(whole) = exactly(hir) {
        return runs_of(&whole);
    }
    match hir.kind() {
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
        HirKind::Concat(parts) => parts_of(parts),
        HirKind::Alternation(parts) => {
            let runs: BTreeSet<Run> =
                parts.iter().map(of).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
            (runs.len() <= MOST).then_some(runs)
        }
        _ => None,
    }
}

/// The best of: what is known of a single part, and of neighbours that are known exactly.
fn parts_of(parts: &[Hir]) -> Option<BTreeSet<Run>> {
    let mut found: Vec<BTreeSet<Run>> = parts.iter().filter_map(of).collect();
    let mut together = vec![String::new()];
    let mut is_outside = false;
    for part in parts {
        is_outside = ends_outside(part, is_outside);
        match exactly(part).map(|next| joined(&together, &next)) {
            Some(more) if more.len() <= MOST => together = more,
            _ => {
                let border = if is_outside { " " } else { "" };
                found.extend(runs_of(&std::mem::replace(&mut together, vec![border.to_owned()])));
            }
        }
    }
    found.extend(runs_of(&together));
    found.into_iter().max_by_key(|runs| (shortest(runs), usize::MAX - runs.len()))
}

/// All that `hir` can match, folded, where that is little; a space stands for what is no letter
/// or digit, and for a border of a word.
fn exactly(hir: &Hir) -> Option<Vec<String>> {
    let all: Vec<String> = match hir.kind() {
        HirKind::Empty | HirKind::Look(Look::WordAsciiNegate | Look::WordUnicodeNegate) => {
            vec![String::new()]
        }
        // Whatever border it is: a letter behind it begins a word, or nothing matches.
        HirKind::Look(_) => vec![" ".to_owned()],
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

/// Whether `hir` ends where no word of ASCII can go on: with a character that is no ASCII letter or digit, or
/// with nothing where it `was` so.
fn ends_outside(hir: &Hir, was: bool) -> bool {
    match hir.kind() {
        HirKind::Empty => was,
        HirKind::Literal(literal) => literal.0.last().is_some_and(|byte| !byte.is_ascii_alphanumeric()),
        HirKind::Class(Class::Unicode(class)) => {
            let has = |c: char| class.iter().any(|range| (range.start()..=range.end()).contains(&c));
            !(0..128).map(char::from).any(|c| c.is_ascii_alphanumeric() && has(c))
        }
        HirKind::Capture(capture) => ends_outside(&capture.sub, was),
        HirKind::Repetition(repetition) => (repetition.min > 0 || was) && ends_outside(&repetition.sub, was),
        HirKind::Concat(parts) => parts.iter().fold(was, |was, part| ends_outside(part, was)),
        HirKind::Alternation(parts) => parts.iter().all(|part| ends_outside(part, was)),
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => false,
    }
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
fn runs_of(all: &[String]) -> Option<BTreeSet<Run>> {
    let longest = |text: &String| {
        let runs = text.split(' ').enumerate().map(|(number, run)| (run.len(), number > 0, run));
        let (_, starts, letters) = runs.max()?;
        (!letters.is_empty()).then(|| Run { letters: letters.to_owned(), starts })
    };
    all.iter().map(longest).collect()
}

fn shortest(runs: &BTreeSet<Run>) -> usize {
    runs.iter().map(|run| run.letters.len()).min().unwrap_or(0)
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
    run: Run,
    regexes: Vec<u32>,
}

impl Literals {
    /// Every match of `regex` contains `run`, or another that is added for it.
    pub(super) fn add(&mut self, run: Run, regex: u32) {
        let length = run.letters.len().min(KEY);
        let start = key(run.letters.as_bytes().get(..length).unwrap_or_default());
        let Some(by_start) = self.by_start.get_mut(length) else { return };
        let same = by_start.entry(start).or_default();
        match same.iter_mut().find(|known| known.run == run) {
            Some(known) => known.regexes.push(regex),
            None => same.push(Needed { run, regexes: vec![regex] }),
        }
    }

    /// What words of ASCII begin with around which a regex may match, if all of that stands at their start.
    pub(super) fn starts(&self) -> Option<impl Iterator<Item = &str>> {
        let all = || self.by_start.iter().flat_map(HashMap::values).flatten().map(|needed| &needed.run);
        all().all(|run| run.starts).then(|| all().map(|run| run.letters.as_str()))
    }

    /// The regexes one of whose literals stands in the word `folded`, sorted.
    pub(super) fn regexes(&self, folded: &str) -> Vec<u32> {
        let bytes = folded.as_bytes();
        let mut regexes = Vec::new();
        for (length, by_start) in self.by_start.iter().enumerate().filter(|(_, table)| !table.is_empty()) {
            for (at, start) in bytes.windows(length.max(1)).enumerate() {
                for needed in by_start.get(&key(start)).into_iter().flatten() {
                    if bytes.get(at..).is_some_and(|rest| rest.starts_with(needed.run.letters.as_bytes())) {
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
        let show = |Run { letters, starts }: Run| if starts { format!("<{letters}") } else { letters };
        let sure = |source: &str| {
            required(source).map(|runs| runs.into_iter().map(show).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(sure("(ver|be)trouw\\w+").as_deref(), Some("betrouw|vertrouw"));
        assert_eq!(sure("(wacht|bel)lijst?").as_deref(), Some("bellijs|bellijst|wachtlijs|wachtlijst"));
        assert_eq!(sure("Wacht|bel").as_deref(), Some("bel|wacht"));
        assert_eq!(sure("\\bja(?:en|s)\\b").as_deref(), Some("<jaen|<jas"));
        assert_eq!(sure("^ja\\B(en|s)").as_deref(), Some("<jaen|<jas"));
        assert_eq!(sure("\\bja\\W+(?:\\w+\\W+){0,3}ogen").as_deref(), Some("<ogen"));
        assert_eq!(sure("ja\\W*ogen").as_deref(), Some("ogen"));
        assert_eq!(sure("ja\\w+[^a-z]ogen").as_deref(), Some("ogen"));
        assert_eq!(sure("ja\\w+[-\\s](\\w{2}\\d )?(?:\\s|-)+ogen").as_deref(), Some("<ogen"));
        assert_eq!(sure("ja(-| )\\w*ogen\\b").as_deref(), Some("ogen"));
        assert_eq!(sure("in de ogen").as_deref(), Some("<ogen"));
        assert_eq!(sure("wachten op-").as_deref(), Some("wachten"));
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
            literals.add(Run { letters: literal.to_owned(), starts: false }, regex);
        }
        assert_eq!(literals.regexes("vertrouwen"), [1, 2, 3, 7]);
        assert_eq!(literals.regexes("trou"), [1]);
        assert_eq!(literals.regexes("x"), [9]);
        assert!(literals.regexes("").is_empty());
    }
}
