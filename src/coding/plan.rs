//! A codebook made ready for matching: every distinct word test and pattern once.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use regex::Regex;

use super::filter::{Filter, Needle};
use super::literals::{self, Literals};
use crate::codebook::{Code, Codebook, Pattern, PatternKind, Rule, Unit, Word};
use crate::text::Language;

/// Everything the matcher knows before it sees a text.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The distinct word tests, by number.
    pub(super) atoms: Vec<Word>,
    /// Whether one of them asks for a stem.
    pub(super) stems: bool,
    /// The distinct patterns, by number.
    pub(super) patterns: Vec<Planned>,
    /// For each atom, where it anchors patterns that lead to codings.
    pub(super) anchors: Vec<Vec<Anchor>>,
    /// Which regexes may match around a word.
    pub(super) literals: Literals,
    /// The regexes that must be tried on every turn.
    pub(super) always: Vec<u32>,
    /// Passes over turns and words; `None` when anything may be asked for.
    pub(super) filters: Option<Filters>,
    /// All rules.
    pub(super) rules: Vec<PlannedRule>,
    /// For each pattern, the rules that find something by it.
    pub(super) rules_of: Vec<Vec<u32>>,
    /// The roles that rules name.
    pub(super) named_roles: BTreeSet<String>,
    /// Where each rule stands: by code, the number of its first rule.
    first_rule: Vec<usize>,
}

/// A pattern by numbers.
#[derive(Debug)]
pub(super) enum Planned {
    /// Atoms that follow each other; the one at `anchor` is looked for first.
    Words { atoms: Vec<u32>, anchor: usize },
    /// On the text of the turn.
    Regex(Regex),
}

/// What tells by the first letters of a word that no pattern asks for it.
#[derive(Debug)]
pub(super) struct Filters {
    /// Looks for what begins a match: turns without such words are passed over.
    pub(super) begins: Filter,
    /// Looks for every word that a pattern may ask for.
    pub(super) asked: Filter,
}

/// `pattern` has the atom at its word number `offset`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) pattern: u32,
    pub(super) offset: usize,
}

/// A rule by numbers.
#[derive(Debug)]
pub(super) struct PlannedRule {
    pub(super) id: Arc<str>,
    pub(super) code: usize,
    pub(super) unit: Unit,
    pub(super) any: Vec<Use>,
    pub(super) all: Vec<Use>,
    pub(super) not: Vec<Use>,
    pub(super) within: Option<usize>,
    /// Codes (with those below them) one of which must contain the passage; `None` without `in`.
    pub(super) inside: Option<Vec<usize>>,
    pub(super) roles: Option<Vec<String>>,
    pub(super) language: Option<Language>,
}

/// A pattern as one rule wrote it.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) pattern: u32,
    pub(super) written: Arc<str>,
}

impl Plan {
    pub(super) fn new(codebook: &Codebook) -> Self {
        let mut builder = Builder::default();
        for (number, code) in codebook.codes.iter().enumerate() {
            builder.plan.first_rule.push(builder.plan.rules.len());
            for rule in &code.rules {
                builder.rule(codebook, number, code, rule);
            }
        }
        builder.finish()
    }

    /// The rule that stands at `rule` among the rules of the code at `code`.
    pub(super) fn rule_at(&self, code: usize, rule: usize) -> Option<(u32, &PlannedRule)> {
        let number = self.first_rule.get(code)? + rule;
        let planned = self.rules.get(number).filter(|planned| planned.code == code)?;
        Some((number_of(number), planned))
    }
}

#[derive(Default)]
struct Builder {
    plan: Plan,
    atoms: HashMap<Word, u32>,
    patterns: HashMap<String, u32>,
}

impl Builder {
    fn rule(&mut self, codebook: &Codebook, number: usize, code: &Code, rule: &Rule) {
        let planned = PlannedRule {
            id: rule.id.as_str().into(),
            code: number,
            unit: code.unit,
            any: self.uses(&rule.any),
            all: self.uses(&rule.all),
            not: self.uses(&rule.not),
            within: rule.within,
            inside: (!rule.inside.is_empty()).then(|| {
                let is_meant = |code: &Code| rule.inside.iter().any(|path| code.path.is_within(path));
                (0..).zip(&codebook.codes).filter(|(_, code)| is_meant(code)).map(|(n, _)| n).collect()
            }),
            roles: rule.roles.clone(),
            language: rule.language,
        };
        let this = number_of(self.plan.rules.len());
        for Use { pattern, .. } in planned.any.iter().chain(&planned.all) {
            if let Some(rules) = self.plan.rules_of.get_mut(*pattern as usize) {
                rules.push(this);
            }
        }
        self.plan.named_roles.extend(rule.roles.iter().flatten().cloned());
        self.plan.rules.push(planned);
    }

    fn uses(&mut self, patterns: &[Pattern]) -> Vec<Use> {
        let written = |pattern: &Pattern| pattern.written.as_str().into();
        patterns
            .iter()
            .map(|pattern| Use { pattern: self.pattern(pattern), written: written(pattern) })
            .collect()
    }

    fn pattern(&mut self, pattern: &Pattern) -> u32 {
        let next = number_of(self.plan.patterns.len());
        match self.patterns.entry(pattern.canonical()) {
            std::collections::hash_map::Entry::Occupied(known) => return *known.get(),
            std::collections::hash_map::Entry::Vacant(free) => free.insert(next),
        };
        let planned = match &pattern.kind {
            PatternKind::Regex(regex) => Planned::Regex(regex.clone()),
            PatternKind::Words(words) => {
                let atoms = words.iter().map(|word| self.atom(word)).collect();
                Planned::Words { atoms, anchor: rarest(words) }
            }
        };
        self.plan.patterns.push(planned);
        self.plan.rules_of.push(Vec::new());
        next
    }

    fn atom(&mut self, word: &Word) -> u32 {
        let next = number_of(self.plan.atoms.len());
        *self.atoms.entry(word.clone()).or_insert_with(|| {
            self.plan.atoms.push(word.clone());
            self.plan.stems |= matches!(word, Word::Stem(_));
            self.plan.anchors.push(Vec::new());
            next
        })
    }

    /// Anchors the patterns that lead to codings; those in `not` only are looked for when needed.
    fn finish(mut self) -> Plan {
        let used: Vec<usize> = self
            .plan
            .rules_of
            .iter()
            .enumerate()
            .filter(|(_, rules)| !rules.is_empty())
            .map(|(n, _)| n)
            .collect();
        let patterns = std::mem::take(&mut self.plan.patterns);
        for number in used {
            match patterns.get(number) {
                Some(Planned::Words { atoms, anchor }) => self.anchor(number_of(number), atoms, *anchor),
                Some(Planned::Regex(regex)) => self.regex(number_of(number), regex.as_str()),
                None => {}
            }
        }
        self.plan.patterns = patterns;
        self.plan.filters = filters(&self.plan);
        self.plan
    }

    fn anchor(&mut self, pattern: u32, atoms: &[u32], offset: usize) {
        let anchors = atoms.get(offset).and_then(|atom| self.plan.anchors.get_mut(*atom as usize));
        if let Some(anchors) = anchors {
            anchors.push(Anchor { pattern, offset });
        }
    }

    fn regex(&mut self, pattern: u32, source: &str) {
        match literals::required(source) {
            Some(runs) => runs.into_iter().for_each(|run| self.plan.literals.add(run, pattern)),
            None => self.plan.always.push(pattern),
        }
    }
}

/// What lets turns and words be passed over, unless a pattern asks for a stem, or for every turn, or for
/// what may stand at the end of a word.
fn filters(plan: &Plan) -> Option<Filters> {
    if !plan.always.is_empty() {
        return None;
    }
    let used = plan.patterns.iter().zip(&plan.rules_of).filter(|(_, rules)| !rules.is_empty());
    let words = used.filter_map(|(pattern, _)| match pattern {
        Planned::Words { atoms, anchor } => Some((atoms, *anchor)),
        Planned::Regex(_) => None,
    });
    let mut begins = words.map(|(atoms, anchor)| needle(plan, atoms, anchor)).collect::<Option<Vec<_>>>()?;
    let mut asked = plan.atoms.iter().map(needle_of).collect::<Option<Vec<_>>>()?;
    for needles in [&mut begins, &mut asked] {
        needles.extend(plan.literals.starts()?.map(Needle::Start));
    }
    Some(Filters { begins: Filter::new(&begins), asked: Filter::new(&asked) })
}

/// What a phrase does not match without: its longest neighbours, three or two of them, or the word it is
/// anchored on.
fn needle<'p>(plan: &'p Plan, atoms: &[u32], anchor: usize) -> Option<Needle<'p>> {
    let word = |atom: &u32| plan.atoms.get(*atom as usize);
    let exact = |atom: &u32| match word(atom)? {
        Word::Exact(word) => Some(word.as_str()),
        Word::Prefix(_) | Word::Stem(_) => None,
    };
    let three = atoms.windows(3).filter_map(|row| match row {
        [first, second, third] => Some((exact(first)?, exact(second)?, exact(third)?)),
        _ => None,
    });
    if let Some((first, second, third)) = three.max_by_key(|(a, b, c)| a.len() + b.len() + c.len()) {
        return Some(Needle::Three(first, second, third));
    }
    let two = atoms.windows(2).filter_map(|row| match row {
        [first, second] => Some((exact(first)?, exact(second)?)),
        _ => None,
    });
    if let Some((first, second)) = two.max_by_key(|(first, second)| first.len() + second.len()) {
        return Some(Needle::Pair(first, second));
    }
    needle_of(word(atoms.get(anchor)?)?)
}

fn needle_of(word: &Word) -> Option<Needle<'_>> {
    match word {
        Word::Exact(word) => Some(Needle::Word(word)),
        Word::Prefix(start) => Some(Needle::Start(start)),
        Word::Stem(_) => None,
    }
}

/// The word to look for first: exact forms before stems before prefixes, then the longest.
fn rarest(words: &[Word]) -> usize {
    let rarity = |word: &Word| match word {
        Word::Exact(word) | Word::Stem(word) => 2 * word.len() + 1,
        Word::Prefix(word) => 2 * word.len(),
    };
    words.iter().enumerate().max_by_key(|(_, word)| rarity(word)).map_or(0, |(number, _)| number)
}

/// Numbers of patterns, atoms and rules; a codebook of four thousand million patterns does not load.
fn number_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
