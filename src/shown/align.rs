//! Whether a shown form is what was said, edited within the grammar: the cheapest way through both.

use super::edit::{Edit, is_negation};
use super::fillers::Fillers;
use super::replaced::Place;
use super::tokens::{Token, TokenKind, same_word, tokens};
use crate::text::Span;

/// Whether the whole of what was said must be shown, or any stretch of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// From its first word to its last.
    Whole,
    /// Wherever it stands.
    Free,
}

/// The shown form is what was said, edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The bytes of what was said that are shown, left-out ones between them included.
    pub span: Span,
    /// What was done to them, in order; empty where they are shown as they were said.
    pub edits: Vec<Edit>,
}

/// Where a shown form leaves what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The bytes of the shown form that were not said there; empty at its end, where something is missing.
    pub shown: Span,
    /// The bytes of what was said that should stand there.
    pub said: Span,
}

/// More cells than this are not compared: a quote of 500 words in a turn of 20,000.
const MOST_CELLS: usize = 12_000_000;

/// What a shown form asks for, one after the other.
enum Want<'t> {
    Token(&'t Token, Case),
    /// One thing that was said, whatever it is: an omission leaves out something.
    Any,
    /// As many more as it takes.
    Star,
    Insertion(&'t Token),
}

/// Whether the first letter may have another case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Said,
    Free,
}

/// How a cell was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
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

/// Fits `shown` to `said`, the tokens of `text`.
///
/// # Errors
/// Where it is not what was said.
pub fn fit(text: &str, said: &[Token], shown: &str, fillers: &Fillers, ends: Ends) -> Result<Fit, Misfit> {
    if text == shown {
        return Ok(Fit { span: Span::new(0, text.len()), edits: Vec::new() });
    }
    let shown_all = tokens(shown);
    // Brackets alone quote nobody.
    if !shown_all.iter().any(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Capital(_))) {
        return Err(Misfit { shown: Span::new(0, shown.len()), said: Span::new(0, text.len()) });
    }
    let wants = wants(&shown_all, ends);
    let width = said.len() + 1;
    if (wants.len() + 1).saturating_mul(width) > MOST_CELLS {
        return Err(Misfit { shown: Span::new(0, shown.len()), said: Span::new(0, text.len()) });
    }
    let has_brackets = wants.iter().any(|want| matches!(want, Want::Insertion(_)));
    let names = if has_brackets { fillers.names(text, said) } else { Vec::new() };
    let grid = Grid::fill(&wants, Said { tokens: said, names: &names }, fillers, ends);
    let last = wants.len();
    let end = match ends {
        Ends::Whole => Some(said.len()).filter(|&end| grid.cost(last, end) < FAR),
        Ends::Free => {
            (0..width).filter(|&end| grid.cost(last, end) < FAR).min_by_key(|&end| grid.cost(last, end))
        }
    };
    match end {
        Some(end) => {
            let mut fit = grid.way(&wants, said, end, text, shown);
            if ends == Ends::Free {
                fit.edits.extend(cut_off(said, fit.span, &shown_all, text).into_iter().map(Edit::Negation));
            }
            Ok(fit)
        }
        None => Err(grid.misfit(&wants, said, text, shown)),
    }
}

/// What the tokens of a shown form ask for.
fn wants(shown: &[Token], ends: Ends) -> Vec<Want<'_>> {
    let mut wants = Vec::with_capacity(shown.len() + 4);
    let mut at_edge = true;
    for (number, token) in shown.iter().enumerate() {
        match &token.kind {
            TokenKind::Omission => {
                // At an end of a stretch, what is left out stands outside it.
                let outer = number == 0 || number + 1 == shown.len();
                if ends == Ends::Whole || !outer {
                    wants.push(Want::Any);
                }
                wants.push(Want::Star);
                at_edge = true;
            }
            TokenKind::Insertion(_) => wants.push(Want::Insertion(token)),
            kind => {
                wants.push(Want::Token(token, if at_edge { Case::Free } else { Case::Said }));
                at_edge = at_edge && !matches!(kind, TokenKind::Word(_) | TokenKind::Capital(_));
            }
        }
    }
    wants
}

/// Costs no way has.
const FAR: u32 = u32::MAX / 2;

/// What was said, with the listed names in it.
#[derive(Clone, Copy)]
struct Said<'s> {
    tokens: &'s [Token],
    /// In order.
    names: &'s [Place<'s>],
}

impl<'s> Said<'s> {
    /// The names that begin at the token `at`.
    fn names_at(self, at: usize) -> impl Iterator<Item = &'s Place<'s>> {
        let first = self.names.partition_point(|name| name.from < at);
        self.names.iter().skip(first).take_while(move |name| name.from == at)
    }
}

/// For every number of wants met and of tokens used, the cheapest way there.
struct Grid {
    width: usize,
    steps: Vec<Step>,
    costs: Vec<u32>,
}

impl Grid {
    fn fill(wants: &[Want<'_>], said: Said<'_>, fillers: &Fillers, ends: Ends) -> Self {
        let width = said.tokens.len() + 1;
        let cells = (wants.len() + 1) * width;
        let mut grid = Self { width, steps: vec![Step::None; cells], costs: vec![FAR; cells] };
        let dropped: Vec<(Step, usize, u32)> =
            (0..width).map(|at| droppable(said.tokens, at, fillers)).collect();
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

    fn cost(&self, met: usize, used: usize) -> u32 {
        self.costs.get(met * self.width + used).copied().unwrap_or(FAR)
    }

    fn step(&self, met: usize, used: usize) -> Step {
        self.steps.get(met * self.width + used).copied().unwrap_or(Step::None)
    }

    /// The way to the cell where all wants are met and `end` tokens used.
    fn way(&self, wants: &[Want<'_>], said: &[Token], end: usize, text: &str, shown: &str) -> Fit {
        let (mut met, mut used) = (wants.len(), end);
        let mut edits = Vec::new();
        // Outer pieces that are left out do not belong to what is shown.
        let mut borders: Option<(usize, usize)> = None;
        loop {
            let step = self.step(met, used);
            let before = used.saturating_sub(taken(step));
            if matches!(step, Step::Match | Step::Recased | Step::Any | Step::Name(_)) {
                borders = Some((before, borders.map_or(used, |(_, end)| end)));
            }
            if matches!(step, Step::Any | Step::Skip) {
                edits.extend(negation(said, before, text).map(Edit::Negation));
            }
            match step {
                Step::None => break,
                Step::Recased => edits.push(recasing(wants.get(met - 1))),
                Step::Any => edits.push(Edit::Omission),
                Step::Insert => edits.extend(bracket(wants.get(met - 1), shown).map(Edit::Insertion)),
                Step::Name(_) => edits.extend(bracket(wants.get(met - 1), shown).map(Edit::Name)),
                Step::Sound => edits.push(Edit::Sound),
                Step::Filler(_) => edits.push(Edit::Filler(filler_in(said.get(before..used), text))),
                Step::EndStar
                    if !met.checked_sub(2).is_some_and(|at| matches!(wants.get(at), Some(Want::Any))) =>
                {
                    // An omission at an end of a stretch.
                    edits.push(Edit::Omission);
                }
                _ => {}
            }
            if !matches!(step, Step::Skip | Step::Sound | Step::Filler(_)) {
                met -= 1;
            }
            used = before;
        }
        edits.reverse();
        let (first, last) = borders.unwrap_or((0, 0));
        let of = |at: usize| said.get(at).map(|token| token.span);
        let span = match (of(first), last.checked_sub(1).and_then(of)) {
            (Some(from), Some(to)) => Span::new(from.start, to.end),
            _ => Span::new(0, 0),
        };
        if edits.is_empty() && span.of(text) != shown.trim() {
            edits.push(Edit::Typography);
        }
        Fit { span, edits }
    }

    /// How many tokens are used where the best way ends that meets so many wants: the cheapest, the first among equals
    /// for words that are said again later, and past what may be left out; after `[...]` the last.
    fn broken_off(&self, met: usize, wants: &[Want<'_>]) -> Option<usize> {
        let mut reached = (0..self.width).filter(|&used| self.cost(met, used) < FAR);
        let after_star = met.checked_sub(1).is_some_and(|at| matches!(wants.get(at), Some(Want::Star)));
        if after_star {
            return reached.next_back();
        }
        let mut best = reached.min_by_key(|&used| self.cost(met, used))?;
        let is_silent = |step: Step| matches!(step, Step::Sound | Step::Filler(_));
        for used in best + 1..self.width {
            let step = self.step(met, used);
            if is_silent(step) && used.checked_sub(taken(step)) == Some(best) {
                best = used;
            }
        }
        Some(best)
    }

    /// The first want that no way meets, and what was said where the farthest way ends.
    fn misfit(&self, wants: &[Want<'_>], said: &[Token], text: &str, shown: &str) -> Misfit {
        let farthest = (0..=wants.len()).rev().find_map(|met| Some((met, self.broken_off(met, wants)?)));
        let (met, used) = farthest.unwrap_or((0, 0));
        // A bracket in place of words that were said is itself what is wrong.
        let bracket = met.checked_sub(1).and_then(|before| wants.get(before)).and_then(|want| match want {
            Want::Insertion(token) => Some(token.span.start),
            _ => None,
        });
        let shown_span = match wants.get(met) {
            Some(Want::Token(token, _) | Want::Insertion(token)) => {
                Span::new(bracket.unwrap_or(token.span.start), token.span.end)
            }
            _ => Span::new(shown.len(), shown.len()),
        };
        let said_span = said.get(used).map_or(Span::new(text.len(), text.len()), |token| token.span);
        Misfit { shown: shown_span, said: said_span }
    }
}

fn taken(step: Step) -> usize {
    match step {
        Step::Match | Step::Recased | Step::Any | Step::Skip | Step::Sound => 1,
        Step::Filler(length) | Step::Name(length) => usize::from(length),
        Step::None | Step::EndStar | Step::Insert => 0,
    }
}

/// The negations that `[...]` at an end of a stretch leaves out of the sentence that it breaks off.
fn cut_off(said: &[Token], span: Span, shown: &[Token], text: &str) -> Vec<String> {
    let is_open = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Omission);
    let goes_on = |at: &usize| {
        let ends = |token: &Token| matches!(token.kind, TokenKind::Mark('.' | '?' | '!'));
        said.get(*at).is_some_and(|token| !ends(token))
    };
    let first = said.iter().position(|token| token.span.start >= span.start).unwrap_or(said.len());
    let next = said.iter().position(|token| token.span.start >= span.end).unwrap_or(said.len());
    let before = (0..first).rev().take_while(goes_on).filter(|_| is_open(shown.first()));
    let after = (next..said.len()).take_while(goes_on).filter(|_| is_open(shown.last()));
    before.chain(after).filter_map(|at| negation(said, at, text)).collect()
}

/// The negation that the token `at` is, if it is one: `niet`, `don't`.
fn negation(said: &[Token], at: usize, text: &str) -> Option<String> {
    let token = said.get(at).filter(|token| matches!(token.kind, TokenKind::Word(_)))?;
    // An apostrophe parts a word in two: `don`, `'`, `t`.
    let apart = at.checked_sub(2).and_then(|first| said.get(first)).filter(|first| {
        let is_joined = said
            .get(at - 1)
            .is_some_and(|mark| mark.kind == TokenKind::Mark('\'') && mark.span.start == first.span.end);
        is_joined && said.get(at - 1).is_some_and(|mark| mark.span.end == token.span.start)
    });
    let start = apart.map_or(token.span.start, |first| first.span.start);
    let word = Span::new(start, token.span.end).of(text);
    is_negation(word).then(|| word.to_owned())
}

/// Which case the first letter of a word was given.
fn recasing(want: Option<&Want<'_>>) -> Edit {
    let word = match want {
        Some(Want::Token(Token { kind: TokenKind::Word(word) | TokenKind::Capital(word), .. }, _)) => {
            word.as_str()
        }
        _ => "",
    };
    if word.starts_with(char::is_lowercase) { Edit::SmallLetter } else { Edit::Capital }
}

/// The words of an insertion with its brackets.
fn bracket(want: Option<&Want<'_>>, shown: &str) -> Option<String> {
    match want {
        Some(Want::Insertion(token)) => Some(token.span.of(shown).to_owned()),
        _ => None,
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
fn droppable(said: &[Token], at: usize, fillers: &Fillers) -> (Step, usize, u32) {
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
    let words = fillers.at(rest);
    if words == 0 {
        return nothing;
    }
    let after = usize::from(is_comma(at + before + words));
    match u8::try_from(before + words + after) {
        Ok(length) => (Step::Filler(length), usize::from(length), 1),
        Err(_) => nothing,
    }
}

/// The words of a filler that was left out, without the marks beside it.
fn filler_in(tokens: Option<&[Token]>, text: &str) -> String {
    let words = tokens.unwrap_or(&[]).iter().filter(|token| matches!(token.kind, TokenKind::Word(_)));
    words.map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
}
