//! One pass over the words of a turn: where the patterns match.

use super::filter::{Filter, Key};
use super::lexicon::{Lexicon, OPEN, PLAIN, STARTS};
use super::plan::{Anchor, Plan, Planned};
use crate::text::{Span, runs, words};

/// A word of a turn and its class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// In bytes of the turn.
    pub(super) span: Span,
    class: u32,
}

/// A match of a pattern, in bytes of the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) pattern: u32,
    pub(super) span: Span,
}

/// What a scan of one turn found; kept from turn to turn for its memory.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) tokens: Vec<Token>,
    /// Sorted by pattern, start and end.
    pub(super) hits: Vec<Hit>,
    regexes: Vec<u32>,
}

impl Scan {
    /// Reads a turn; false when nothing in it leads to a coding.
    pub(super) fn turn(&mut self, plan: &Plan, lexicon: &mut Lexicon, text: &str) -> bool {
        let Self { tokens, hits, regexes } = self;
        tokens.clear();
        hits.clear();
        regexes.clear();
        regexes.extend_from_slice(&plan.always);
        match &plan.filters {
            Some(filters) => asked(&filters.asked, text, tokens),
            None => {
                tokens.extend(words(text).map(|span| Token { span, class: lexicon.first_look(text, span) }));
            }
        }
        let mut starts = 0;
        for token in tokens.iter_mut().filter(|token| token.class == OPEN) {
            token.class = lexicon.class_of(plan, text, token.span);
            starts |= token.class;
        }
        if starts & STARTS != 0 {
            self.anchored(plan, lexicon);
        }
        self.regexes(plan, text);
        self.hits.sort_unstable();
        !self.hits.is_empty()
    }

    /// The matches of `pattern`, sorted.
    pub(super) fn hits_of(&self, pattern: u32) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.pattern < pattern);
        let hits = self.hits.get(from..).unwrap_or_default();
        hits.get(..hits.partition_point(|hit| hit.pattern == pattern)).unwrap_or_default()
    }

    /// How many words `span` touches.
    pub(super) fn words_in(&self, span: Span) -> usize {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        let to = self.tokens.partition_point(|token| token.span.start < span.end);
        to.saturating_sub(from)
    }

    fn anchored(&mut self, plan: &Plan, lexicon: &Lexicon) {
        let Self { tokens, hits, regexes } = self;
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.class & STARTS != 0) {
            let Some(class) = lexicon.class(token.class) else { continue };
            regexes.extend_from_slice(&class.regexes);
            for &Anchor { pattern, offset } in &class.anchors {
                let Some(Planned::Words { atoms, .. }) = plan.patterns.get(pattern as usize) else {
                    continue;
                };
                let first = at.checked_sub(offset);
                if let Some(span) = first.and_then(|first| phrase(tokens, first, atoms, lexicon)) {
                    hits.push(Hit { pattern, span });
                }
            }
        }
    }

    fn regexes(&mut self, plan: &Plan, text: &str) {
        self.regexes.sort_unstable();
        self.regexes.dedup();
        for &pattern in &self.regexes {
            if let Some(Planned::Regex(regex)) = plan.patterns.get(pattern as usize) {
                self.hits.extend(regex_spans(regex, text).map(|span| Hit { pattern, span }));
            }
        }
    }

    /// The matches of a pattern that may stand in `not` only.
    pub(super) fn look_for(&self, pattern: u32, plan: &Plan, lexicon: &Lexicon, text: &str) -> Vec<Span> {
        match plan.patterns.get(pattern as usize) {
            None => Vec::new(),
            Some(Planned::Regex(regex)) => regex_spans(regex, text).collect(),
            Some(Planned::Words { atoms, anchor }) => {
                let atom = atoms.get(*anchor).copied().unwrap_or(u32::MAX);
                let anchored = |token: &Token| token.class != PLAIN && lexicon.passes(token.class, atom);
                let ats =
                    self.tokens.iter().enumerate().filter(|(_, token)| anchored(token)).map(|(at, _)| at);
                let first = ats.filter_map(|at| at.checked_sub(*anchor));
                first.filter_map(|first| phrase(&self.tokens, first, atoms, lexicon)).collect()
            }
        }
    }
}

/// The words of `text`; those that no pattern asks for are [`PLAIN`], the others [`OPEN`].
fn asked(filter: &Filter, text: &str, tokens: &mut Vec<Token>) {
    for run in runs(text) {
        let span = run.span;
        if run.is_ascii(text) {
            let key = Key::new(text, span);
            let is_open = filter.opens(key) && filter.passes(key);
            tokens.push(Token { span, class: if is_open { OPEN } else { PLAIN } });
        } else {
            let words = words(span.of(text)).map(|word| word.shift(span.start));
            tokens.extend(words.map(|span| Token { span, class: OPEN }));
        }
    }
}

/// The span of the words from number `first` if they pass all `atoms`.
fn phrase(tokens: &[Token], first: usize, atoms: &[u32], lexicon: &Lexicon) -> Option<Span> {
    let tokens = tokens.get(first..first.checked_add(atoms.len())?)?;
    let all_pass = tokens.iter().zip(atoms).all(|(token, atom)| lexicon.passes(token.class, *atom));
    let (from, to) = (tokens.first()?, tokens.last()?);
    all_pass.then(|| Span::new(from.span.start, to.span.end))
}

/// The matches of a regex, without outer blanks.
fn regex_spans(regex: &regex::Regex, text: &str) -> impl Iterator<Item = Span> {
    let trimmed = move |found: regex::Match<'_>| Span::new(found.start(), found.end()).trimmed(text);
    regex.find_iter(text).map(trimmed).filter(|span| !span.is_empty())
}
