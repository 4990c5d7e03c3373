//! How the index cuts text: the same words, folding and stems as rules use.

use std::collections::HashMap;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::text::{Language, Stemmer, fold, words};

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

pub(super) fn tokenizers(languages: &[Language]) -> TokenizerManager {
    // The default one knows `raw`, which whole values (roles, codes ...) are cut by.
    let manager = TokenizerManager::default();
    let stemmers = languages.iter().map(|language| Stemmer::new(*language)).collect();
    manager.register(FORMS, TextAnalyzer::from(Forms));
    manager.register(STEMS, TextAnalyzer::from(Stems { stemmers, known: HashMap::new() }));
    manager
}

/// Cuts a text into folded words.
#[derive(Clone)]
struct Forms;

impl Tokenizer for Forms {
    type TokenStream<'a> = Tokens<std::vec::IntoIter<(usize, String)>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let forms: Vec<(usize, String)> =
            words(text).enumerate().map(|(at, span)| (at, fold(span.of(text)).into_owned())).collect();
        Tokens { rest: forms.into_iter(), token: Token::default() }
    }
}

/// Cuts a text into the stems of its words, all stems of one word at the same position.
#[derive(Clone)]
struct Stems {
    stemmers: Vec<Stemmer>,
    /// Most words come again and again; stemming each form once halves the cost.
    known: HashMap<String, Vec<String>>,
}

/// Forms remembered per thread before the memory is given back.
const MOST_KNOWN: usize = 200_000;

impl Tokenizer for Stems {
    type TokenStream<'a> = Tokens<std::vec::IntoIter<(usize, String)>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        if self.known.len() > MOST_KNOWN {
            self.known.clear();
        }
        let mut stems: Vec<(usize, String)> = Vec::new();
        for (at, span) in words(text).enumerate() {
            let form = fold(span.of(text));
            if !self.known.contains_key(form.as_ref()) {
                self.known.insert(form.to_string(), stems_of(&form, &self.stemmers));
            }
            let known = self.known.get(form.as_ref()).into_iter().flatten();
            stems.extend(known.map(|stem| (at, stem.clone())));
        }
        Tokens { rest: stems.into_iter(), token: Token::default() }
    }
}

struct Tokens<I> {
    rest: I,
    token: Token,
}

impl<I: Iterator<Item = (usize, String)>> TokenStream for Tokens<I> {
    fn advance(&mut self) -> bool {
        match self.rest.next() {
            Some((position, text)) => {
                self.token.position = position;
                self.token.text = text;
                true
            }
            None => false,
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
    }
}
