//! The words of one language: each distinct form is folded, stemmed and tested once.

use std::collections::{BTreeSet, HashMap};

use super::plan::{Anchor, Plan};
use crate::codebook::Word;
use crate::text::{Form, Forms, Language, Span, Stemmer, fold};

/// Forms kept before the table begins anew, so that memory stays bounded.
const MOST_FORMS: usize = 1 << 20;
/// Set on classes that begin something: a word anchor or a regex.
pub(super) const STARTS: u32 = 1 << 31;
/// The class of all words that no pattern asks for.
pub(super) const PLAIN: u32 = 0;
/// A class that must still be found out.
pub(super) const OPEN: u32 = 1 << 30;

/// What is known of the words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) language: Language,
    stemmer: Stemmer,
    exact: HashMap<String, Vec<u32>>,
    prefix: HashMap<String, Vec<u32>>,
    /// The lengths of the keys of `prefix` in bytes, each once.
    prefix_lengths: BTreeSet<usize>,
    stem: HashMap<String, Vec<u32>>,
    /// The forms of the class [`PLAIN`].
    plain: Forms<()>,
    /// The others: few.
    marked: Forms<u32>,
    classes: Vec<Class>,
}

/// What the forms of one kind have to do with the patterns.
#[derive(Debug, Default)]
pub(super) struct Class {
    /// The word tests they pass, sorted.
    pub(super) atoms: Vec<u32>,
    /// The patterns anchored on them.
    pub(super) anchors: Vec<Anchor>,
    /// The regexes that may match around them.
    pub(super) regexes: Vec<u32>,
}

impl Lexicon {
    pub(super) fn new(plan: &Plan, language: Language) -> Self {
        let mut lexicon = Self {
            language,
            stemmer: Stemmer::new(language),
            exact: HashMap::new(),
            prefix: HashMap::new(),
            prefix_lengths: BTreeSet::new(),
            stem: HashMap::new(),
            plain: Forms::default(),
            marked: Forms::default(),
            classes: vec![Class::default()],
        };
        for (number, atom) in (0_u32..).zip(&plan.atoms) {
            let atoms = match atom {
                Word::Exact(word) => lexicon.exact.entry(word.clone()),
                Word::Prefix(word) => {
                    lexicon.prefix_lengths.insert(word.len());
                    lexicon.prefix.entry(word.clone())
                }
                Word::Stem(word) => lexicon.stem.entry(lexicon.stemmer.stem(word)),
            };
            atoms.or_default().push(number);
        }
        lexicon
    }

    /// To be called between turns: forgets the forms when there are too many.
    pub(super) fn keep_small(&mut self) {
        if self.plain.len() + self.marked.len() > MOST_FORMS {
            (self.plain, self.marked) = (Forms::default(), Forms::default());
            self.classes.truncate(1);
        }
    }

    /// [`PLAIN`] when a first look into the table says so, else [`OPEN`]. Nothing waits for the answer, so
    /// the looks for the words of a turn go on beside each other: fetching entries is what they cost.
    #[inline]
    pub(super) fn first_look(&self, text: &str, span: Span) -> u32 {
        OPEN * self.plain.away(Form::new(text, span))
    }

    /// The class of the word of `text` at `span`.
    pub(super) fn class_of(&mut self, plan: &Plan, text: &str, span: Span) -> u32 {
        let form = Form::new(text, span);
        if self.plain.get(form).is_some() {
            return PLAIN;
        }
        if let Some(class) = self.marked.get(form) {
            return class;
        }
        let class = self.classify(plan, span.of(text));
        match class {
            PLAIN => self.plain.insert(form, ()),
            _ => self.marked.insert(form, class),
        }
        class
    }

    /// What `class` has to do with the patterns.
    pub(super) fn class(&self, class: u32) -> Option<&Class> {
        self.classes.get((class & !STARTS) as usize)
    }

    /// Whether words of `class` pass the word test `atom`.
    pub(super) fn passes(&self, class: u32, atom: u32) -> bool {
        class != PLAIN && self.class(class).is_some_and(|class| class.atoms.binary_search(&atom).is_ok())
    }

    fn classify(&mut self, plan: &Plan, word: &str) -> u32 {
        let class = self.describe(plan, &fold(word));
        if class.atoms.is_empty() && class.regexes.is_empty() {
            return PLAIN;
        }
        let starts = if class.anchors.is_empty() && class.regexes.is_empty() { 0 } else { STARTS };
        let number = u32::try_from(self.classes.len()).unwrap_or(PLAIN) | starts;
        self.classes.push(class);
        number
    }

    fn describe(&self, plan: &Plan, folded: &str) -> Class {
        let mut atoms = Vec::new();
        let mut take = |found: Option<&Vec<u32>>| atoms.extend(found.into_iter().flatten().copied());
        take(self.exact.get(folded));
        if !self.stem.is_empty() {
            take(self.stem.get(&self.stemmer.stem(folded)));
        }
        let starts = self.prefix_lengths.iter().filter_map(|length| folded.get(..*length));
        starts.for_each(|start| take(self.prefix.get(start)));
        atoms.sort_unstable();
        let anchored = |atom: &u32| plan.anchors.get(*atom as usize).into_iter().flatten().copied();
        let anchors = atoms.iter().flat_map(anchored).collect();
        Class { anchors, regexes: plan.literals.regexes(folded), atoms }
    }
}
