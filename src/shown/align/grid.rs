//! For every number of things asked for and of tokens used, the cheapest way there.

use super::{Case, Ends, Want};
use crate::shown::dispensable::Dispensable;
use crate::shown::replaced::Place;
use crate::shown::tokens::{Token, TokenKind, same_word};

/// How a cell was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    None,
    Match,
    Recased,
    Any,
    Skip,
    EndStar,
    Insert,
    Sound,
    /// So many tokens of a filler with the marks beside it.
    Filler(u8),
    /// A bracket in place of so many tokens of a listed name.
    Name(u8),
}

/// Costs no way has.
pub(super) const FAR: u32 = u32::MAX / 2;

/// What was said, with the listed names in it.
#[derive(Clone, Copy)]
pub(super) struct Said<'s> {
    pub(super) tokens: &'s [Token],
    /// In order.
    pub(super) names: &'s [Place<'s>],
}

impl<'s> Said<'s> {
    /// The names that begin at the token `at`.
    fn names_at(self, at: usize) -> impl Iterator<Item = &'s Place<'s>> {
        let first = self.names.partition_point(|name| name.from < at);
        self.names.iter().skip(first).take_while(move |name| name.from == at)
    }
}

/// For every number of wants met and of tokens used, the cheapest way there.
pub(super) struct Grid {
    pub(super) width: usize,
    steps: Vec<Step>,
    costs: Vec<u32>,
}

impl Grid {
    pub(super) fn fill(wants: &[Want<'_>], said: Said<'_>, dispensable: &Dispensable, ends: Ends) -> Self {
        let width = said.tokens.len() + 1;
        let cells = (wants.len() + 1) * width;
        let mut grid = Self { width, steps: vec![Step::None; cells], costs: vec![FAR; cells] };
        let dropped: Vec<(Step, usize, u32)> =
            (0..width).map(|at| droppable(said.tokens, at, dispensable)).collect();
        for met in 0..=wants.len() {
            for used in 0..width {
                if met == 0 && (used == 0 || ends == Ends::Free) {
                    grid.reach(met, used, 0, Step::None);
                }
                grid.onwards(wants, said, (met, used), &dropped);
            }
        }
        grid
    }

    /// Reaches from one cell whatever can be reached.
    fn onwards(
        &mut self,
        wants: &[Want<'_>],
        said: Said<'_>,
        (met, used): (usize, usize),
        dropped: &[(Step, usize, u32)],
    ) {
        let cost = self.cost(met, used);
        if cost >= FAR {
            return;
        }
        if let Some(&(step, length, price)) = dropped.get(used)
            && length > 0
        {
            self.reach(met, used + length, cost + price, step);
        }
        let token = said.tokens.get(used);
        match (wants.get(met), token) {
            (Some(Want::Insertion(want)), token) => {
                if token.is_some_and(|token| token.kind == want.kind) {
                    self.reach(met + 1, used + 1, cost, Step::Match);
                }
                self.reach(met + 1, used, cost + 2, Step::Insert);
                if let TokenKind::Insertion(words) = &want.kind {
                    for name in said.names_at(used).filter(|name| name.takes(words)) {
                        self.reach(
                            met + 1,
                            used + usize::from(name.length),
                            cost + 1,
                            Step::Name(name.length),
                        );
                    }
                }
            }
            (Some(Want::Star), token) => {
                self.reach(met + 1, used, cost, Step::EndStar);
                if token.is_some() {
                    self.reach(met, used + 1, cost, Step::Skip);
                }
            }
            (Some(Want::Any), Some(_)) => self.reach(met + 1, used + 1, cost + 2, Step::Any),
            (Some(Want::Token(want, case)), Some(token)) => {
                if want.kind == token.kind {
                    self.reach(met + 1, used + 1, cost, Step::Match);
                } else if recased(want, token, *case, self.step(met, used)) {
                    self.reach(met + 1, used + 1, cost + 1, Step::Recased);
                }
            }
            _ => {}
        }
    }

    fn reach(&mut self, met: usize, used: usize, cost: u32, step: Step) {
        let at = met * self.width + used;
        if let (Some(known), Some(by)) = (self.costs.get_mut(at), self.steps.get_mut(at))
            && used < self.width
            && cost < *known
        {
            (*known, *by) = (cost, step);
        }
    }

    pub(super) fn cost(&self, met: usize, used: usize) -> u32 {
        self.costs.get(met * self.width + used).copied().unwrap_or(FAR)
    }

    pub(super) fn step(&self, met: usize, used: usize) -> Step {
        self.steps.get(met * self.width + used).copied().unwrap_or(Step::None)
    }
}

pub(super) fn taken(step: Step) -> usize {
    match step {
        Step::Match | Step::Recased | Step::Any | Step::Skip | Step::Sound => 1,
        Step::Filler(length) | Step::Name(length) => usize::from(length),
        Step::None | Step::EndStar | Step::Insert => 0,
    }
}

/// Whether a word differs in the case of its first letter only, where it may.
fn recased(want: &Token, said: &Token, case: Case, came_by: Step) -> bool {
    match (&want.kind, &said.kind) {
        (TokenKind::Capital(want), TokenKind::Word(said)) => same_word(want, said),
        (TokenKind::Word(want), TokenKind::Word(said)) => {
            (case == Case::Free || matches!(came_by, Step::Filler(_) | Step::Sound)) && same_word(want, said)
        }
        _ => false,
    }
}

/// What may be left out at `at` without a mark: how many tokens, and what that costs.
fn droppable(said: &[Token], at: usize, dispensable: &Dispensable) -> (Step, usize, u32) {
    let nothing = (Step::None, 0, 0);
    let Some(token) = said.get(at) else { return nothing };
    match token.kind {
        // Dots of a transcriber are a pause.
        TokenKind::Sound(_) | TokenKind::Omission | TokenKind::Mark('…') => return (Step::Sound, 1, 1),
        _ => {}
    }
    let is_comma = |at: usize| said.get(at).is_some_and(|t| matches!(t.kind, TokenKind::Mark(',' | '…')));
    // `, euh,` between words goes with both commas, `euh,` at the beginning with its own.
    let before = usize::from(matches!(token.kind, TokenKind::Mark(',')));
    let rest = said.get(at + before..).unwrap_or(&[]);
    let words = dispensable.at(rest);
    if words == 0 {
        return nothing;
    }
    let after = usize::from(is_comma(at + before + words));
    match u8::try_from(before + words + after) {
        Ok(length) => (Step::Filler(length), usize::from(length), 1),
        Err(_) => nothing,
    }
}
