//! Who is the subject of a verb of saying: `Een coördinator zei tegen een cliënt`. It is they who speak, whoever else
//! is named.

use std::ops::Range;

use super::Spoken;
use super::beside::{Stand, Word, stand, stand_of_role};
use super::lexicon::{ABOUT, ARTICLES, INTRODUCES, OF};
use super::pairs::pairs;
use super::persons::{Found, Name};
use super::verbs::{begins, precedes, says, says_at};

/// Somebody named, and where.
#[derive(Debug, Clone)]
pub(super) enum Who<'p> {
    /// The id of a role.
    Role(&'p str),
    Person(&'p Name),
}

/// Who says it, and which words say so: the name with its verb.
#[derive(Debug, Clone)]
pub(super) struct Subject<'p> {
    pub(super) who: Who<'p>,
    /// The words of the name.
    pub(super) name: Range<usize>,
    /// The name with its verb.
    whole: Range<usize>,
    /// Whether nothing that is said by others follows: `zegt dat cliënten klagen`.
    pub(super) is_plain: bool,
}

/// A clause that begins with one of them has its subject behind the verb, in Dutch and German.
const BEGINNING: &[&str] = &[
    "over", "op", "in", "tegen", "na", "bij", "met", "tijdens", "volgens", "aan", "zo", "daarover",
    "hierover", "dan", "toen", "uber", "nach", "bei", "auf", "gegen", "so", "dazu", "daruber", "comme",
];

/// What may stand before the subject of a clause.
const JOINING: &[&str] = &[
    "zoals", "en", "maar", "terwijl", "want", "dat", "as", "and", "but", "while", "wie", "und", "aber",
    "wie", "comme", "et", "mais", "like", "one",
];

/// Behind one of them others may speak.
const THAT: &[&str] = &[
    "dat", "hoe", "wat", "of", "waarom", "wanneer", "that", "how", "what", "whether", "why", "when", "dass",
    "ob", "que", "qu",
];

/// What may stand between who speaks and the verb.
const ADVERBS: &[&str] = &[
    "al", "ook", "dan", "toen", "later", "eens", "zelf", "het", "also", "once", "then", "himself", "herself",
    "aussi", "nous", "m", "a", "auch", "dazu",
];

/// So many words stand at most between a name and its verb: `een coördinator van Huis Overbrug zegt`.
const MOST_BETWEEN: usize = 6;

/// The subjects among `words`; `roles` are the places of roles with their ids.
pub(super) fn subjects<'p>(
    words: &[Word],
    roles: &[(Range<usize>, &'p str)],
    people: &Found<'p>,
    is_lead: bool,
) -> Vec<Subject<'p>> {
    let of_role = |(name, id): &(Range<usize>, &'p str)| {
        let is_named = stand_of_role(words, name.start, name.end) == Stand::Names;
        is_named.then(|| (name.clone(), Who::Role(id)))
    };
    let of_person = |(name, who): &(Range<usize>, &'p Name)| {
        let is_named = stand(words, name.start) == Stand::Names && !is_longer(words, name, who);
        is_named.then(|| (name.clone(), Who::Person(who)))
    };
    let roles: Vec<(Range<usize>, Who<'p>)> = roles.iter().filter_map(of_role).collect();
    let people: Vec<(Range<usize>, Who<'p>)> = people.places.iter().filter_map(of_person).collect();
    let together: Vec<Range<usize>> =
        [&roles, &people].into_iter().flat_map(|all| together(words, all)).collect();
    let mut found = Vec::new();
    for (name, who) in roles.iter().chain(&people) {
        let is_article = |word: &Word| ARTICLES.contains(&word.folded.as_str());
        // `Een coördinator:`
        let is_all = is_lead
            && name.end == words.len()
            && words.get(..name.start).is_some_and(|before| before.iter().all(is_article));
        let is_both = |both: &&Range<usize>| both.start == name.start || both.end == name.end;
        let both = together.iter().find(is_both).unwrap_or(name);
        let by_verb = with_verb(words, both, matches!(who, Who::Person(_)));
        let Some(whole) = by_verb.or_else(|| is_all.then_some(0..name.end)) else { continue };
        let after = words.iter().skip(whole.end).take_while(|word| !word.folded.is_empty());
        let is_plain = !after.clone().any(|word| THAT.contains(&word.folded.as_str()));
        found.push(Subject { who: who.clone(), name: name.clone(), whole, is_plain });
    }
    found
}

/// From the first to the second of each two who are named together: one verb says of both that they speak.
fn together(words: &[Word], all: &[(Range<usize>, Who<'_>)]) -> Vec<Range<usize>> {
    let places: Vec<Range<usize>> = all.iter().map(|(here, _)| here.clone()).collect();
    let both = |(one, other): (usize, usize)| Some(places.get(one)?.start..places.get(other)?.end);
    pairs(words, &places).into_iter().filter_map(both).collect()
}

/// `Koen Hermans` is no `Koen`; and a year behind a name is a book.
fn is_longer(words: &[Word], name: &Range<usize>, who: &Name) -> bool {
    let next = words.get(name.end);
    let is_capital = |word: &&Word| !word.is_parted && word.written.starts_with(char::is_uppercase);
    let is_book = |word: &Word| word.written.len() == 4 && word.written.bytes().all(|b| b.is_ascii_digit());
    who.is_name() && (next.filter(is_capital).is_some() || words.iter().any(is_book))
}

/// The name with the verb of which it is the subject.
fn with_verb(words: &[Word], name: &Range<usize>, is_person: bool) -> Option<Range<usize>> {
    let folded = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let is_joined = |at: usize| words.get(at).is_some_and(|word| !word.is_parted);
    // Where its articles and adjectives begin.
    let mut begin = name.start;
    while begin > 0 && is_joined(begin) && ARTICLES.contains(&folded(begin - 1)) {
        begin -= 1;
    }
    let has_adjective = begin == name.start
        && name.start >= 2
        && is_joined(begin)
        && is_joined(begin - 1)
        && ARTICLES.contains(&folded(begin - 2))
        && !says(folded(begin - 1));
    if has_adjective && !is_person {
        begin -= 2;
    }
    let before = if begin > 0 && is_joined(begin) { folded(begin - 1) } else { "" };
    if INTRODUCES.contains(&before) {
        return Some(begin - 1..name.end);
    }
    let two = begin.checked_sub(2).map(|two| (folded(two), before));
    if matches!(two, Some(("according", "to") | ("d", "apres"))) {
        return Some(begin - 2..name.end);
    }
    // `zegt een coördinator`, with nobody before the verb.
    if begin > 0 && (precedes(before) || begins(before)) {
        let verb = begin - 1;
        let clause = (0..=verb).rev().find(|at| *at == 0 || !is_joined(*at)).unwrap_or(0);
        let is_cut = words.get(clause).is_some_and(|word| !word.is_parted);
        if !is_cut && (clause == verb || BEGINNING.contains(&folded(clause))) {
            return Some(verb..name.end);
        }
    }
    // `Een coördinator (van Huis Overbrug) zegt`, at the beginning of its clause.
    let is_first = words.get(begin).is_some_and(|word| word.is_parted) || JOINING.contains(&before);
    if !is_first {
        return None;
    }
    let verb = (name.end..=name.end + MOST_BETWEEN)
        .take_while(|at| is_joined(*at))
        .find(|at| says_at(words, *at))?;
    let is_of =
        |at: usize| OF.contains(&folded(at)) || matches!(folded(at), "in" | "at" | "te" | "de" | "du" | "d");
    let is_near = (name.end..verb).all(|at| ADVERBS.contains(&folded(at)));
    (is_near || is_of(name.end)).then_some(begin..verb + 1)
}

impl Subject<'_> {
    /// Whether one of those who said it is meant.
    pub(super) fn fits(&self, turn: &Spoken) -> bool {
        match &self.who {
            Who::Role(id) => turn.role.as_deref() == Some(*id),
            Who::Person(name) => name.is_of(turn),
        }
    }

    /// Whether what is named at `here` may be said of the subject itself: `zegt Annie, vrijwilligster`.
    pub(super) fn is_with(&self, words: &[Word], here: &Range<usize>, all: &[Range<usize>]) -> bool {
        if self.name.start <= here.start && here.end <= self.name.end {
            return true;
        }
        // `vrijwilliger Annie`.
        if here.end == self.name.start {
            return words.get(here.end).is_some_and(|word| !word.is_parted);
        }
        if here.start < self.name.end {
            return false;
        }
        let is_between = |other: &Range<usize>| {
            self.name.end <= other.start
                && other.end <= here.start
                && (other.start, other.end) != (here.start, here.end)
        };
        if all.iter().any(is_between) {
            return false;
        }
        let mut begin = here.start;
        let is_article =
            |at: usize| words.get(at).is_some_and(|word| ARTICLES.contains(&word.folded.as_str()));
        while begin > 0 && words.get(begin).is_some_and(|word| !word.is_parted) && is_article(begin - 1) {
            begin -= 1;
        }
        let is_parted = words.get(begin).is_some_and(|word| word.is_parted);
        is_parted || here.start <= self.whole.end
    }

    /// Whether `here` stands behind what says that it speaks, and names somebody else: `Pieter (R1)` does not.
    pub(super) fn is_before(&self, here: &Range<usize>) -> bool {
        self.whole.end <= here.start && here.start != self.name.end
    }
}

/// Whether somebody there is only spoken to or of.
pub(super) fn is_spoken_of(words: &[Word], at: usize) -> bool {
    super::beside::leading(words, at)
        .filter(|word| !ARTICLES.contains(word))
        .take(2)
        .any(|word| ABOUT.contains(&word))
}
