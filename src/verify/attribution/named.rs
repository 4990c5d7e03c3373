//! Whether people are called by their names, whatever is said of them.

use super::super::corpus::folded_words;
use super::beside::{Word, words};
use super::lexicon::ARTICLES;
use super::persons::is_person;
use super::roles::is_form;
use super::{People, Spoken};

impl People {
    /// Whether `attribution` holds the name by which a transcript knows who said it. A code is no name.
    pub fn call_by_name(&self, attribution: &str, spoken: &Spoken) -> bool {
        let words = words(attribution);
        let found = self.names.found(&words, &self.roles);
        found.named.iter().any(|name| name.is_name() && name.written == spoken.label)
    }

    /// Whether `label` names somebody of the study, or a role, and says nothing else: `R6`, `Een vrijwilliger`,
    /// `Respondent 3`.
    pub fn are_labelled(&self, label: &str) -> bool {
        let all = words(label);
        let words = match all.split_first() {
            Some((article, words)) if ARTICLES.contains(&article.folded.as_str()) => words,
            _ => &all,
        };
        let Some((first, rest)) = words.split_first() else { return false };
        let is_numbered = |words: &[Word]| words.iter().all(|word| is_code(&word.written));
        let is_name = |words: &[Word]| self.names.starting(&first.folded).any(|name| name.is_all(words));
        is_name(&all)
            || self.roles.iter().any(|(_, name)| is_role(words, name))
            || is_person(&first.folded, &self.roles) && is_numbered(rest)
            || rest.is_empty() && first.written.starts_with(char::is_uppercase) && is_code(&first.written)
    }
}

/// Whether the words are a form of a role's name.
fn is_role(words: &[Word], name: &str) -> bool {
    let name: Vec<String> = folded_words(name).collect();
    words.len() == name.len() && words.iter().zip(&name).all(|(word, name)| is_form(&word.folded, name))
}

/// `3`, `R6`, `P012`: few letters, and few digits behind them.
fn is_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.len() - digits.len();
    letters <= 3 && (1..=3).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}
