//! Every form of every name at once, in one pass over the tokens of a text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::forms::{Case, Forms};
use super::tokens::{Token, humps, mended, tokens};
use crate::text::Span;

/// What kind of place a text was found in: how much it takes for a word there to be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Register {
    /// What people read.
    Prose,
    /// Values and scripts, with words of machines (`max`): a short word needs its capital.
    Technical,
    /// Fonts and styles (`Georgia`): only a whole name with its capital.
    Design,
}

/// In technical places, words of fewer letters need a capital.
const PLAINLY_A_NAME: usize = 6;

/// Between digits, fewer letters come about by chance.
const FEWEST_IN_AN_ID: usize = 5;

/// The end of a form.
#[derive(Debug)]
struct End {
    entry: usize,
    case: Case,
    whole: bool,
}

/// A tree of tokens: the forms of all names by their first token, their second ...
#[derive(Debug, Default)]
pub(super) struct Matcher {
    tokens: HashMap<String, u32>,
    /// From a node by a token to the next node; node 0 is the root.
    next: HashMap<(u32, u32), u32>,
    ends: HashMap<u32, Vec<End>>,
    initials: HashMap<String, Vec<usize>>,
    nodes: u32,
}

impl Matcher {
    /// Adds the forms of a name; `entry` is its number in the list.
    pub(super) fn add(&mut self, entry: usize, forms: Forms) {
        for initials in forms.initials {
            self.initials.entry(initials).or_default().push(entry);
        }
        for form in forms.forms {
            let mut node = 0;
            for token in form.tokens {
                node = self.step(node, token);
            }
            let ends = self.ends.entry(node).or_default();
            if !ends.iter().any(|end| end.entry == entry && end.case == form.case && end.whole == form.whole)
            {
                ends.push(End { entry, case: form.case, whole: form.whole });
            }
        }
    }

    fn step(&mut self, node: u32, token: String) -> u32 {
        let count = u32::try_from(self.tokens.len()).unwrap_or(u32::MAX);
        let token = *self.tokens.entry(token).or_insert(count);
        let nodes = &mut self.nodes;
        *self.next.entry((node, token)).or_insert_with(|| {
            *nodes = nodes.saturating_add(1);
            *nodes
        })
    }

    /// The names in `text`, which holds no invisible characters: the number of each entry, with the byte where
    /// it stands first and how often it stands there.
    pub(super) fn find(&self, text: &str, register: Register) -> BTreeMap<usize, (Span, usize)> {
        let mut found = Found { text, register, hits: BTreeMap::new(), last: HashMap::new(), all: None };
        self.look(&mut found);
        found.hits
    }

    /// Every place of a name in a text that people read, which holds no invisible characters: the number of its entry
    /// and its bytes; forms of one name overlap.
    pub(super) fn places(&self, text: &str) -> BTreeSet<(usize, Span)> {
        let (register, all) = (Register::Prose, Some(BTreeSet::new()));
        let mut found = Found { text, register, hits: BTreeMap::new(), last: HashMap::new(), all };
        self.look(&mut found);
        found.all.unwrap_or_default()
    }

    fn look(&self, found: &mut Found<'_>) {
        let text = found.text;
        let all = tokens(text);
        let broken = Broken::of(text, &all);
        for at in 0..all.len() {
            let from = all.get(at..).unwrap_or_default();
            let Some(first) = from.first() else { continue };
            let parts = humps(text, first);
            if !is_escaped(text, &parts) {
                self.walk(from, found);
            }
            for at in 0..parts.len() {
                self.walk(parts.get(at..).unwrap_or_default(), found);
            }
            if let Some(whole) = broken.mended(at) {
                self.walk(&whole, found);
            }
            self.chain(from, found);
        }
    }

    /// Follows the tree from the root along `tokens`.
    fn walk(&self, along: &[Token], found: &mut Found<'_>) {
        let mut node = 0;
        for (at, token) in along.iter().enumerate() {
            let next = self.tokens.get(&token.folded).and_then(|id| self.next.get(&(node, *id)));
            let Some(next) = next else { return };
            node = *next;
            let (Some(first), true) = (along.first(), self.ends.contains_key(&node)) else { continue };
            for end in self.ends.get(&node).into_iter().flatten() {
                found.take(end, first, token, at == 0);
            }
        }
    }

    /// Initials with dots, from the first of `tokens` on: `K.P.`, `K. P.`.
    fn chain(&self, from: &[Token], found: &mut Found<'_>) {
        const LONGEST: usize = 6;
        if self.initials.is_empty() || found.register == Register::Design {
            return;
        }
        let text = found.text;
        let begun = from
            .first()
            .and_then(|first| text.get(..first.span.start))
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '.'));
        let mut chain = String::new();
        let mut span: Option<Span> = None;
        for token in from.iter().take(LONGEST) {
            let near = span.is_none_or(|span| {
                matches!(text.get(span.end..token.span.start), Some("" | " " | "\u{a0}" | "\u{202f}"))
            });
            let one = token.folded.chars().count() == 1 && token.capital;
            let dotted = text.get(token.span.end..).is_some_and(|rest| rest.starts_with('.'));
            if !(near && one && dotted) {
                break;
            }
            chain.push_str(&token.folded);
            let start = span.map_or(token.span.start, |span| span.start);
            span = Some(Span::new(start, token.span.end + 1));
        }
        if let (Some(span), Some(entries), false) = (span, self.initials.get(&chain), begun) {
            entries.iter().for_each(|entry| found.count(*entry, span));
        }
    }
}

/// Words that are cut in two, among the tokens of a text.
struct Broken<'t> {
    text: &'t str,
    all: &'t [Token],
    /// The numbers of their first halves.
    at: Vec<usize>,
}

impl<'t> Broken<'t> {
    /// No form of a name has more tokens that matter here.
    const LONGEST: usize = 8;

    fn of(text: &'t str, all: &'t [Token]) -> Self {
        let is_cut = |pair: &[Token]| match pair {
            [first, second] => mended(text, first, second).is_some(),
            _ => false,
        };
        let at = (0..).zip(all.windows(2)).filter(|(_, pair)| is_cut(pair)).map(|(at, _)| at).collect();
        Self { text, all, at }
    }

    /// The tokens from `from` on with the words near it in one piece; `None` where all are.
    fn mended(&self, from: usize) -> Option<Vec<Token>> {
        let next = *self.at.get(self.at.partition_point(|at| *at < from))?;
        if next >= from + Self::LONGEST {
            return None;
        }
        let mut whole: Vec<Token> = Vec::new();
        for (number, token) in (from..).zip(self.all.get(from..)?).take(2 * Self::LONGEST) {
            let is_second = number > from && self.at.binary_search(&(number - 1)).is_ok();
            let joined = whole.last().filter(|_| is_second).and_then(|last| mended(self.text, last, token));
            match (joined, whole.last_mut()) {
                (Some(joined), Some(last)) => *last = joined,
                _ => whole.push(token.clone()),
            }
        }
        Some(whole)
    }
}

/// Whether a token cut at its capitals begins with the letter of an escape, as in `\tIn`.
fn is_escaped(text: &str, parts: &[Token]) -> bool {
    parts.first().is_some_and(|first| {
        first.span.len() == 1 && text.get(..first.span.start).is_some_and(|before| before.ends_with('\\'))
    })
}

/// What is found while a text is gone through.
struct Found<'a> {
    text: &'a str,
    register: Register,
    hits: BTreeMap<usize, (Span, usize)>,
    /// Where the last hit of an entry ended: forms that overlap count once.
    last: HashMap<usize, usize>,
    /// Every hit, where they are wanted.
    all: Option<BTreeSet<(usize, Span)>>,
}

impl Found<'_> {
    fn take(&mut self, end: &End, first: &Token, last: &Token, alone: bool) {
        let span = Span::new(first.span.start, last.span.end);
        let capital = last.capital;
        let written = match &end.case {
            Case::Any => true,
            Case::Capital => capital,
            Case::Exact(written) => span.of(self.text) == written,
        };
        let here = match self.register {
            Register::Prose => true,
            Register::Technical => capital || !alone || last.folded.chars().count() >= PLAINLY_A_NAME,
            Register::Design => end.whole && capital,
        };
        // A few letters of an id are no name.
        let by_chance = alone && last.mixed && last.folded.chars().count() < FEWEST_IN_AN_ID;
        if written && here && !by_chance {
            self.count(end.entry, span);
        }
    }

    fn count(&mut self, entry: usize, span: Span) {
        if let Some(all) = &mut self.all {
            all.insert((entry, span));
        }
        let last = self.last.entry(entry).or_default();
        let hit = self.hits.entry(entry).or_insert((span, 0));
        if hit.1 == 0 || span.start >= *last {
            hit.1 += 1;
        }
        *last = span.end.max(*last);
    }
}
