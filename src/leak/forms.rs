//! The forms of a name: how people write it, whole and in parts, and how much of a capital each form needs.

use super::endings::inflected;
use super::spellings::{spelled_out, with_particles};
use super::tokens::{Token, is_invisible, tokens};
use super::words::{is_abbreviation, is_common, is_generic, is_particle};

/// Fewer letters are searched only exactly as written.
const FEWEST: usize = 3;
/// Fewer letters run together say nothing.
const FEWEST_GLUED: usize = 5;

/// How a form must be written to count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Case {
    /// In any case.
    Any,
    /// Its last word with a capital.
    Capital,
    /// Exactly so.
    Exact(String),
}

/// A form of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Form {
    /// Folded tokens that follow each other, whatever stands between them.
    pub(super) tokens: Vec<String>,
    pub(super) case: Case,
    /// Whether it is all of the name rather than a part of it.
    pub(super) whole: bool,
}

/// A word of a name: `Anne-Marie` is one.
struct Word {
    tokens: Vec<String>,
    written: String,
}

impl Word {
    fn glued(&self) -> String {
        self.tokens.concat()
    }

    fn letters(&self) -> usize {
        self.tokens.iter().map(|token| token.chars().count()).sum()
    }

    fn initial(&self) -> Option<String> {
        self.tokens.first()?.chars().next().map(String::from)
    }

    fn is_particle(&self) -> bool {
        self.tokens.iter().all(|token| is_particle(token))
    }

    fn is_common(&self) -> bool {
        self.tokens.iter().all(|token| is_common(token))
    }
}

/// The forms of one listed name.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) forms: Vec<Form>,
    /// Folded initials that stand with dots: `kp` for `K.P.`.
    pub(super) initials: Vec<String>,
    /// Words that stand in the replacement: they are shown on purpose.
    shown: Vec<String>,
}

impl Forms {
    /// The forms of the name `real`, shown as `replacement`; its parts too unless it is searched as a whole only.
    pub(super) fn of(real: &str, replacement: &str, whole_only: bool) -> Self {
        let shown = tokens(replacement).into_iter().map(|token| token.folded).collect();
        let mut forms = Self { shown, ..Self::default() };
        let real: String = real.chars().filter(|c| !is_invisible(*c)).collect();
        forms.add(&real, whole_only);
        let spelled = spelled_out(&real);
        if spelled != real {
            forms.add(&spelled, whole_only);
        }
        forms
    }

    fn add(&mut self, real: &str, whole_only: bool) {
        let words = words(real);
        let Some((first, rest)) = words.split_first() else { return };
        let all: Vec<&Word> = words.iter().collect();
        if rest.is_empty() {
            self.one_word(first);
            self.respelled(&words, whole_only);
            return;
        }
        let reversed: Vec<&Word> = rest.iter().chain([first]).collect();
        self.sequence(&all, true);
        self.sequence(&reversed, true);
        if !first.is_particle() {
            self.with_initial(first, rest);
        }
        self.respelled(&words, whole_only);
        if !whole_only {
            let surname: Vec<&Word> = rest.iter().collect();
            if rest.len() > 1 {
                self.sequence(&surname, false);
            }
            self.parts(&words);
            self.initials(&words);
        }
    }

    fn one_word(&mut self, word: &Word) {
        let short = word.letters() < FEWEST && word.written.is_ascii();
        if short {
            self.put(word.tokens.clone(), Case::Exact(word.written.clone()), true);
        } else {
            let case = if word.is_common() { Case::Capital } else { Case::Any };
            self.inflections(word.tokens.clone(), &case, true);
            self.glue(&word.glued(), &word.tokens, true);
        }
    }

    /// The words one after another, apart and run together.
    fn sequence(&mut self, words: &[&Word], whole: bool) {
        let tokens: Vec<String> = words.iter().flat_map(|word| word.tokens.iter().cloned()).collect();
        let plain = |word: &&Word| word.is_common() || word.is_particle() || word.letters() < FEWEST;
        let case = if words.iter().all(plain) { Case::Capital } else { Case::Any };
        self.glue(&tokens.concat(), &tokens, whole);
        self.inflections(tokens, &case, whole);
    }

    /// Surnames with their particles apart, together or half together, whichever the list has: `Van de Kerkhove`,
    /// `Vande Kerkhove`, `Vandekerkhove`.
    fn respelled(&mut self, words: &[Word], whole_only: bool) {
        let mut begin = 0;
        for (end, word) in words.iter().enumerate() {
            if word.is_particle() && end + 1 < words.len() {
                continue;
            }
            let group = words.get(begin..=end).unwrap_or_default();
            let is_first_name = end == 0 && words.len() > 1;
            if !is_first_name {
                let before = tokens_of(words.get(..begin).unwrap_or_default());
                let after = tokens_of(words.get(end + 1..).unwrap_or_default());
                for surname in with_particles(&tokens_of(group).concat()) {
                    self.respelling(&before, surname, &after, whole_only);
                }
            }
            begin = end + 1;
        }
    }

    fn respelling(&mut self, before: &[String], surname: Vec<String>, after: &[String], whole_only: bool) {
        let last = surname.last().map_or("", String::as_str);
        // `de wit` is a colour.
        let is_plain = is_common(last) || last.chars().count() < FEWEST_GLUED;
        let case = if is_plain { Case::Capital } else { Case::Any };
        let alone = before.is_empty() && after.is_empty();
        if !alone {
            let whole = [before, &surname, after].concat();
            let reversed = [&surname, after, before].concat();
            self.inflections(whole, &case, true);
            self.put(reversed, Case::Any, true);
            if let Some(initial) = before.first().and_then(|first| first.chars().next()) {
                let short = [vec![initial.to_string()], surname.clone()].concat();
                self.put(short, case.clone(), false);
            }
        }
        if alone || !whole_only {
            self.inflections(surname, &case, alone);
        }
    }

    /// `K. Peeters`, `Peeters, K.`, `kpeeters`, `katrienp`.
    fn with_initial(&mut self, first: &Word, rest: &[Word]) {
        let surname: Vec<String> = rest.iter().flat_map(|word| word.tokens.iter().cloned()).collect();
        let (Some(initial), Some(last)) = (first.initial(), rest.last()) else { return };
        let case = if last.is_common() || last.letters() < FEWEST { Case::Capital } else { Case::Any };
        if last.letters() < FEWEST {
            return;
        }
        let before: Vec<String> = [initial.clone()].into_iter().chain(surname.iter().cloned()).collect();
        let after: Vec<String> = surname.iter().cloned().chain([initial.clone()]).collect();
        self.handle(&before.concat(), last);
        self.handle(&after.concat(), last);
        if let Some(end) = last.initial() {
            self.handle(&format!("{}{end}", first.glued()), first);
        }
        self.put(before, case.clone(), false);
        self.put(after, case, false);
    }

    /// `kpeeters`: a name with one more letter. With a common or a short word that may be another word (`markt`).
    fn handle(&mut self, handle: &str, of: &Word) {
        if !of.is_common() && of.letters() >= FEWEST_GLUED {
            self.put(vec![handle.to_owned()], Case::Any, false);
        }
    }

    /// Each word by itself, where it names somebody.
    fn parts(&mut self, words: &[Word]) {
        let mut after_particle = false;
        for (at, word) in words.iter().enumerate() {
            let particle = word.is_particle();
            if !particle {
                let needs_capital = after_particle || word.is_common();
                self.part(word.tokens.clone(), needs_capital);
                self.glue(&word.glued(), &word.tokens, false);
                // Either half of `Peeters-Claes` is used alone; `Anne-Marie` is one name.
                if word.tokens.len() > 1 && at > 0 {
                    for half in &word.tokens {
                        self.part(vec![half.clone()], needs_capital || is_common(half));
                    }
                }
            }
            after_particle = particle && at > 0;
        }
    }

    fn part(&mut self, tokens: Vec<String>, needs_capital: bool) {
        let letters: usize = tokens.iter().map(|token| token.chars().count()).sum();
        let silent = |token: &String| is_generic(token) || is_particle(token) || self.shown.contains(token);
        let lettered = tokens.iter().any(|token| token.chars().any(char::is_alphabetic));
        if letters < FEWEST || !lettered || tokens.iter().all(silent) {
            return;
        }
        let case = if needs_capital { Case::Capital } else { Case::Any };
        self.inflections(tokens, &case, false);
    }

    fn initials(&mut self, words: &[Word]) {
        let lettered = |word: &&Word| word.written.starts_with(char::is_alphabetic);
        let of = |words: &mut dyn Iterator<Item = &Word>| words.filter_map(Word::initial).collect::<String>();
        let all = of(&mut words.iter().filter(lettered));
        let without = of(&mut words.iter().filter(lettered).filter(|word| !word.is_particle()));
        for initials in [all, without] {
            let known = self.initials.contains(&initials) || is_abbreviation(&initials);
            if initials.chars().count() > 1 && !known {
                self.initials.push(initials);
            }
        }
    }

    /// Several tokens as one word, as in `katrienpeeters@`.
    fn glue(&mut self, glued: &str, tokens: &[String], whole: bool) {
        if tokens.len() > 1 && glued.chars().count() >= FEWEST_GLUED {
            self.inflections(vec![glued.to_owned()], &Case::Any, whole);
        }
    }

    /// The form itself, and with every ending of its last word.
    fn inflections(&mut self, tokens: Vec<String>, case: &Case, whole: bool) {
        if let Some((last, before)) = tokens.split_last() {
            // `Bosje` may be somebody, `bosje` is a wood.
            let short = last.chars().count() < FEWEST_GLUED && before.is_empty();
            let ended = if short { Case::Capital } else { case.clone() };
            for form in inflected(last) {
                let all = before.iter().cloned().chain([form]).collect();
                self.put(all, ended.clone(), whole);
            }
        }
        self.put(tokens, case.clone(), whole);
    }

    fn put(&mut self, tokens: Vec<String>, case: Case, whole: bool) {
        if !tokens.is_empty() {
            self.forms.push(Form { tokens, case, whole });
        }
    }
}

fn tokens_of(words: &[Word]) -> Vec<String> {
    words.iter().flat_map(|word| word.tokens.iter().cloned()).collect()
}

/// The words of a name in their order; `Peeters, Katrien` is turned round.
fn words(real: &str) -> Vec<Word> {
    let ordered = match real.split_once(',') {
        Some((surname, given)) if !given.contains(',') => format!("{given} {surname}"),
        _ => real.to_owned(),
    };
    let word = |written: &str| {
        let cut: Vec<Token> = tokens(written);
        let written = written.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        (!cut.is_empty())
            .then(|| Word { tokens: cut.into_iter().map(|token| token.folded).collect(), written })
    };
    ordered.split_whitespace().filter_map(word).collect()
}
