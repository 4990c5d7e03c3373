//! A second, slow matcher written for clearness: every pattern at every word of every turn. It shares
//! nothing with the fast one but words, folding, stems and sentences, and must find the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{RuleCoding, Trigger, TurnContext};
use crate::codebook::{Code, CodePath, Codebook, Pattern, PatternKind, Rule, Unit, Word};
use crate::text::{Span, Stemmer, fold, sentences, words};
use crate::transcript::Transcript;

/// The codings of a transcript, as [`Matcher::code`](super::Matcher::code) must return them.
pub fn code(codebook: &Codebook, transcript: &Transcript, turns: &[TurnContext<'_>]) -> Vec<RuleCoding> {
    let mut codings = Vec::new();
    for (number, (turn, context)) in transcript.turns.iter().zip(turns).enumerate() {
        let text = transcript.words_of(turn);
        for (passage, code, triggers) in code_turn(codebook, text, context) {
            let offset = turn.span.start;
            let triggers =
                triggers.into_iter().map(|t| Trigger { span: t.span.shift(offset), ..t }).collect();
            codings.push(RuleCoding { code, turn: number, span: passage.shift(offset), triggers });
        }
    }
    codings.sort_by_key(|coding| (coding.span.start, coding.span.end, coding.code));
    codings
}

type Candidate<'c> = (Span, usize, &'c Rule, BTreeSet<Trigger>);

fn code_turn(
    codebook: &Codebook,
    text: &str,
    context: &TurnContext<'_>,
) -> Vec<(Span, usize, BTreeSet<Trigger>)> {
    let turn = Turn::read(text, context);
    let mut waiting: Vec<Candidate<'_>> = Vec::new();
    for (number, code) in codebook.codes.iter().enumerate() {
        for rule in code.rules.iter().filter(|rule| looks_at(rule, context)) {
            waiting.extend(
                turn.rule(code, rule)
                    .into_iter()
                    .map(|(passage, triggers)| (passage, number, rule, triggers)),
            );
        }
    }
    let mut coded: Vec<(Span, usize, BTreeSet<Trigger>)> = Vec::new();
    loop {
        let is_inside = |path: &CodePath, passage: Span| {
            coded.iter().any(|(span, code, _)| {
                span.contains(passage)
                    && codebook.codes.get(*code).is_some_and(|code| code.path.is_within(path))
            })
        };
        let holds = |(passage, _, rule, _): &Candidate<'_>| {
            rule.inside.is_empty() || rule.inside.iter().any(|path| is_inside(path, *passage))
        };
        let Some(at) = waiting.iter().position(holds) else { return coded };
        let (passage, code, _, triggers) = waiting.swap_remove(at);
        match coded.iter_mut().find(|(span, other, _)| (*span, *other) == (passage, code)) {
            Some((_, _, all)) => all.extend(triggers),
            None => coded.push((passage, code, triggers)),
        }
    }
}

fn looks_at(rule: &Rule, context: &TurnContext<'_>) -> bool {
    if rule.language.is_some_and(|language| language != context.language) {
        return false;
    }
    match &rule.roles {
        None => !context.asks,
        Some(roles) => roles.iter().any(|role| Some(role.as_str()) == context.role),
    }
}

struct Said {
    span: Span,
    folded: String,
    stem: String,
}

struct Turn<'a> {
    text: &'a str,
    said: Vec<Said>,
    sentences: Vec<Span>,
    stemmer: Stemmer,
}

impl<'a> Turn<'a> {
    fn read(text: &'a str, context: &TurnContext<'_>) -> Self {
        let stemmer = Stemmer::new(context.language);
        let said = words(text).map(|span| {
            let folded = fold(span.of(text)).into_owned();
            Said { span, stem: stemmer.stem(&folded), folded }
        });
        Self { text, said: said.collect(), sentences: sentences(text), stemmer }
    }

    fn rule(&self, code: &Code, rule: &Rule) -> BTreeMap<Span, BTreeSet<Trigger>> {
        let find = |patterns: &[Pattern]| -> Vec<(String, Span)> {
            patterns
                .iter()
                .flat_map(|p| self.find(p).into_iter().map(|span| (p.written.clone(), span)))
                .collect()
        };
        let (any, not) = (find(&rule.any), find(&rule.not));
        let all: Vec<Vec<(String, Span)>> = rule.all.iter().map(|p| find(std::slice::from_ref(p))).collect();
        let hits: Vec<Span> = match rule.all.is_empty() {
            true => any.iter().map(|(_, span)| *span).collect(),
            false => self
                .windows(&all, (!rule.any.is_empty()).then_some(&any))
                .into_iter()
                .filter(|window| self.is_near(*window, rule.within, code.unit))
                .collect(),
        };
        let every: Vec<(String, Span)> = any.into_iter().chain(all.into_iter().flatten()).collect();
        let mut found: BTreeMap<Span, BTreeSet<Trigger>> = BTreeMap::new();
        for hit in hits {
            let passage = self.passage(hit, code.unit);
            let barred = not
                .iter()
                .any(|(_, n)| passage.contains(*n) || (code.unit == Unit::Match && passage.overlaps(*n)));
            if barred {
                continue;
            }
            let inside = every
                .iter()
                .filter(|(_, span)| if rule.all.is_empty() { *span == hit } else { hit.contains(*span) });
            let trigger = |(pattern, span): &(String, Span)| Trigger {
                rule: rule.id.as_str().into(),
                pattern: pattern.as_str().into(),
                span: *span,
            };
            found.entry(passage).or_default().extend(inside.map(trigger));
        }
        found
    }

    fn find(&self, pattern: &Pattern) -> Vec<Span> {
        match &pattern.kind {
            PatternKind::Regex(regex) => {
                let found =
                    regex.find_iter(self.text).map(|m| Span::new(m.start(), m.end()).trimmed(self.text));
                found.filter(|span| !span.is_empty()).collect()
            }
            PatternKind::Words(wanted) => {
                let tests: Vec<Word> = wanted
                    .iter()
                    .map(|word| match word {
                        Word::Stem(word) => Word::Stem(self.stemmer.stem(word)),
                        other => other.clone(),
                    })
                    .collect();
                let fits = |said: &[Said]| {
                    said.iter().zip(&tests).all(|(said, test)| match test {
                        Word::Stem(stem) => said.stem == *stem,
                        Word::Exact(word) => said.folded == *word,
                        Word::Prefix(start) => said.folded.starts_with(start.as_str()),
                    })
                };
                let runs = self.said.windows(tests.len().max(1)).filter(|said| fits(said));
                runs.filter_map(|said| Some(Span::new(said.first()?.span.start, said.last()?.span.end)))
                    .collect()
            }
        }
    }

    /// Every stretch from the start of a match to the end of a match that holds all and of which no part does.
    fn windows(&self, all: &[Vec<(String, Span)>], any: Option<&Vec<(String, Span)>>) -> Vec<Span> {
        let items: Vec<&Vec<(String, Span)>> = all.iter().chain(any).collect();
        if items.iter().any(|item| item.is_empty()) {
            return Vec::new();
        }
        let spans: BTreeSet<Span> =
            items.iter().flat_map(|item| item.iter().map(|(_, span)| *span)).collect();
        let holds =
            |window: Span| items.iter().all(|item| item.iter().any(|(_, span)| window.contains(*span)));
        let mut windows: BTreeSet<Span> = BTreeSet::new();
        for start in spans.iter().map(|span| span.start) {
            let ends = spans.iter().map(|span| span.end).filter(|end| *end > start);
            windows.extend(ends.map(|end| Span::new(start, end)).filter(|window| holds(*window)));
        }
        let is_smallest =
            |window: &&Span| !windows.iter().any(|other| other != *window && window.contains(*other));
        windows.iter().filter(is_smallest).copied().collect()
    }

    fn is_near(&self, window: Span, within: Option<usize>, unit: Unit) -> bool {
        match within {
            Some(most) => self.said.iter().filter(|said| said.span.overlaps(window)).count() <= most,
            None => unit == Unit::Turn || self.sentences.iter().filter(|s| s.overlaps(window)).count() <= 1,
        }
    }

    fn passage(&self, hit: Span, unit: Unit) -> Span {
        let touched = || self.sentences.iter().filter(|sentence| sentence.overlaps(hit));
        match unit {
            Unit::Match => hit,
            Unit::Turn => Span::new(0, self.text.len()),
            Unit::Sentence => match (touched().next(), touched().next_back()) {
                (Some(first), Some(last)) => Span::new(first.start, last.end),
                _ => hit,
            },
        }
    }
}
