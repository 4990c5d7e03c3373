//! How the index cuts text: the same words, folding and stems as rules use.

use std::iter::Enumerate;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::ask::Clause;
use crate::text::{Form, Forms, Language, Span, Stemmer, Words, fold, fold_into, words};

pub(super) const FORMS: &str = "verbatim_forms";
pub(super) const STEMS: &str = "verbatim_stems";

/// The languages a word is stemmed in: the study's, and always Dutch and English.
pub fn stem_languages(study: &[Language]) -> Vec<Language> {
    let mut languages = vec![Language::DUTCH, Language::ENGLISH];
    for language in study {
        if !languages.contains(language) {
            languages.push(*language);
        }
    }
    languages
}

/// The distinct stems of a folded word in these languages.
pub fn stems_of(word: &str, stemmers: &[Stemmer]) -> Vec<String> {
    let mut stems: Vec<String> = Vec::with_capacity(stemmers.len());
    for stemmer in stemmers {
        let stem = stemmer.stem(word);
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}

/// The condition that a word of the stems of the folded `word` was said.
pub fn word(word: &str, stemmers: &[Stemmer]) -> Clause {
    let stems = stems_of(word, stemmers);
    let forms = stems.iter().filter(|stem| stems_of(stem, stemmers).contains(stem)).cloned().collect();
    Clause::Word { stems, forms }
}

pub(super) fn tokenizers(languages: &[Language]) -> TokenizerManager {
    // The default one knows `raw`, which whole values (roles, codes ...) are cut by.
    let manager = TokenizerManager::default();
    let stemmers = languages.iter().map(|language| Stemmer::new(*language)).collect();
    manager.register(FORMS, TextAnalyzer::from(FoldedWords));
    manager.register(STEMS, TextAnalyzer::from(Stems { stemmers, known: Known::default() }));
    manager
}

/// Cuts a text into folded words.
#[derive(Clone)]
struct FoldedWords;

impl Tokenizer for FoldedWords {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        FoldedStream { text, words: words(text).enumerate(), token: Token::default() }
    }
}

struct FoldedStream<'a> {
    text: &'a str,
    words: Enumerate<Words<'a>>,
    token: Token,
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, span)) = self.words.next() else { return false };
        self.token.position = position;
        fold_into(span.of(self.text), &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Cuts a text into the stems of its words, all stems of one word at the same position. A stem that is the
/// word itself is left out: [`FoldedWords`] gives it.
#[derive(Clone)]
struct Stems {
    stemmers: Vec<Stemmer>,
    known: Known,
}

/// Most words come again and again, so each form is folded and stemmed once.
#[derive(Default)]
struct Known {
    forms: Forms<u32>,
    /// By number of the form.
    stems: Vec<Vec<String>>,
}

/// Each thread learns for itself.
impl Clone for Known {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Forms remembered per thread before the memory is given back.
const MOST_KNOWN: usize = 200_000;

impl Known {
    fn number_of(&mut self, stemmers: &[Stemmer], text: &str, span: Span) -> u32 {
        let form = Form::new(text, span);
        if let Some(number) = self.forms.get(form) {
            return number;
        }
        let number = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let word = fold(span.of(text));
        let mut stems = stems_of(&word, stemmers);
        stems.retain(|stem| *stem != word);
        self.stems.push(stems);
        self.forms.insert(form, number);
        number
    }
}

impl Tokenizer for Stems {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        if self.known.forms.len() > MOST_KNOWN {
            self.known = Known::default();
        }
        let (stems, words) = (self, words(text).enumerate());
        StemStream { text, stems, words, number: 0, given: usize::MAX, token: Token::default() }
    }
}

struct StemStream<'a> {
    text: &'a str,
    stems: &'a mut Stems,
    words: Enumerate<Words<'a>>,
    /// Of the form whose stems are being given.
    number: u32,
    /// How many of them were.
    given: usize,
    token: Token,
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let stems = self.stems.known.stems.get(self.number as usize);
            if let Some(stem) = stems.and_then(|stems| stems.get(self.given)) {
                self.token.text.clone_from(stem);
                self.given += 1;
                return true;
            }
            let Some((position, span)) = self.words.next() else { return false };
            self.number = self.stems.known.number_of(&self.stems.stemmers, self.text, span);
            (self.given, self.token.position) = (0, position);
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_a_stem_in_each_language_at_one_position() {
        let mut analyzer = tokenizers(&[Language::DUTCH, Language::ENGLISH]).get(STEMS).unwrap();
        let mut stream = analyzer.token_stream("Wachttijden zijn: waiting!");
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        let at = |position: usize| -> Vec<&str> {
            found.iter().filter(|(p, _)| *p == position).map(|(_, t)| t.as_str()).collect()
        };
        assert!(at(0).contains(&"wachttijd"), "{found:?}");
        assert!(at(2).contains(&"wait"), "{found:?}");
        assert!(!at(1).contains(&"zijn"), "{found:?}");
    }

    #[test]
    fn a_word_is_asked_for_as_said_where_it_is_its_own_stem() {
        let stemmers = [Stemmer::new(Language::DUTCH), Stemmer::new(Language::ENGLISH)];
        let Clause::Word { stems, forms } = word("wachten", &stemmers) else { panic!("no word") };
        assert!(stems.contains(&"wacht".to_owned()) && forms.contains(&"wacht".to_owned()), "{forms:?}");
        let Clause::Word { stems, forms } = word("happily", &stemmers) else { panic!("no word") };
        assert!(stems.contains(&"happili".to_owned()), "{stems:?}");
        for form in forms {
            assert!(stems_of(&form, &stemmers).iter().any(|stem| stems.contains(stem)), "{form}");
        }
    }
}
