//! The matcher: all rules of a codebook over transcripts, from many threads.

use std::sync::{Mutex, PoisonError};

use super::beginnings::Beginnings;
use super::inside::{self, Proposal};
use super::lexicon::Lexicon;
use super::passages::View;
use super::plan::{Plan, PlannedRule};
use super::scan::Scan;
use super::{RuleCoding, TurnContext};
use crate::codebook::Codebook;
use crate::text::Language;
use crate::transcript::Transcript;

/// Finds what the rules of one codebook code. Made once, then used for all transcripts; each thread
/// at work borrows a worker with its own word tables, and leaves it for the next.
#[derive(Debug)]
pub struct Matcher {
    plan: Plan,
    idle: Mutex<Vec<Worker>>,
}

/// The tables and the memory of one thread.
#[derive(Debug, Default)]
struct Worker {
    lexicons: Vec<Lexicon>,
    scan: Scan,
    active: Vec<u32>,
}

impl Matcher {
    /// Makes the rules of `codebook` ready.
    pub fn new(codebook: &Codebook) -> Self {
        Self { plan: Plan::new(codebook), idle: Mutex::default() }
    }

    /// The codings of a transcript, sorted by start, end and code. `turns` says of each turn what is
    /// known of it besides its words, in the order of the turns.
    pub fn code(&self, transcript: &Transcript, turns: &[TurnContext<'_>]) -> Vec<RuleCoding> {
        let mut worker = self.worker();
        let mut codings = Vec::new();
        let text = transcript.text.as_str();
        // Whatever the language: where something may be passed over, no pattern asks for a stem.
        let mut beginnings = lexicon(&mut worker.lexicons, &self.plan, Language::DUTCH)
            .and_then(|lexicon| Beginnings::of(&self.plan, lexicon, text));
        let mut has_none = |span| beginnings.as_mut().is_some_and(|beginnings| !beginnings.any_in(span));
        for (number, (turn, context)) in transcript.turns.iter().zip(turns).enumerate() {
            if has_none(turn.span) {
                continue;
            }
            let proposals = worker.turn(&self.plan, transcript.words_of(turn), context);
            if !proposals.is_empty() {
                let settled = inside::settle(&self.plan, proposals);
                inside::merge(&self.plan, number, turn.span.start, &settled, &mut codings);
            }
        }
        self.give_back(worker);
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.turn));
        codings
    }

    /// Shows one rule at work on one text: the rule at `rule` of the code at `code`, without regard
    /// to `in`, role and language.
    pub(super) fn try_rule<T>(
        &self,
        (code, rule): (usize, usize),
        text: &str,
        language: Language,
        look: impl FnOnce(&View<'_>, &PlannedRule) -> T,
    ) -> Option<T> {
        let (_, rule) = self.plan.rule_at(code, rule)?;
        let mut worker = self.worker();
        let Worker { lexicons, scan, .. } = &mut worker;
        let seen = lexicon(lexicons, &self.plan, language).map(|lexicon| {
            scan.turn(&self.plan, lexicon, text);
            look(&View::new(&self.plan, lexicon, scan, text), rule)
        });
        self.give_back(worker);
        seen
    }

    fn worker(&self) -> Worker {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give_back(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }
}

impl Worker {
    /// What the rules propose for one turn, before `in`.
    fn turn(&mut self, plan: &Plan, text: &str, context: &TurnContext<'_>) -> Vec<Proposal> {
        let Self { lexicons, scan, active } = self;
        let Some(lexicon) = lexicon(lexicons, plan, context.language) else { return Vec::new() };
        let is_named = |role| plan.named_roles.contains(role);
        if (context.asks && !context.role.is_some_and(is_named)) || !scan.turn(plan, lexicon, text) {
            return Vec::new();
        }
        active.clear();
        let mut last = None;
        for hit in &scan.hits {
            if last.replace(hit.pattern) != Some(hit.pattern) {
                active.extend(plan.rules_of.get(hit.pattern as usize).into_iter().flatten());
            }
        }
        active.sort_unstable();
        active.dedup();
        let view = View::new(plan, lexicon, scan, text);
        let mut proposals = Vec::new();
        for &number in active.iter() {
            let rule = plan.rules.get(number as usize).filter(|rule| rule.looks_at(context));
            let found = rule.map(|rule| view.passages(rule)).unwrap_or_default();
            proposals.extend(found.into_iter().map(|found| (number, found)));
        }
        proposals
    }
}

impl PlannedRule {
    fn looks_at(&self, context: &TurnContext<'_>) -> bool {
        let right_role = match (&self.roles, context.role) {
            (None, _) => !context.asks,
            (Some(_), None) => false,
            (Some(_), Some(role)) => self.names(role),
        };
        right_role && self.language.is_none_or(|language| language == context.language)
    }

    fn names(&self, role: &str) -> bool {
        self.roles.as_ref().is_some_and(|roles| roles.iter().any(|named| named == role))
    }
}

/// The lexicon of `language`, made when it is first asked for. Without stems all languages share one: what
/// stays near counts, and changes less often.
fn lexicon<'l>(lexicons: &'l mut Vec<Lexicon>, plan: &Plan, language: Language) -> Option<&'l mut Lexicon> {
    let language = if plan.stems { language } else { Language::DUTCH };
    let known = lexicons.iter().position(|lexicon| lexicon.language == language);
    let at = known.unwrap_or_else(|| {
        lexicons.push(Lexicon::new(plan, language));
        lexicons.len() - 1
    });
    let lexicon = lexicons.get_mut(at)?;
    lexicon.keep_small();
    Some(lexicon)
}
