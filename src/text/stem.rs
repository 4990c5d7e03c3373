//! Stems. Dutch is stemmed by Snowball's Porter algorithm, not by Kraaij-Pohlmann: the latter cuts
//! `ge-` off nouns, so that *gemeente* and *ik meen* would become one word.

use std::fmt;

use frostem::Algorithm;

use super::Language;

/// What makes the stems: goes into every record that depends on them.
pub const STEMMER_ID: &str = "snowball-porter-20260821";

/// Cuts words of one language down to their stems. Give it folded words.
#[derive(Clone)]
pub struct Stemmer(Option<frostem::Stemmer>);

impl fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stemmer")
    }
}

impl Stemmer {
    /// The stemmer of `language`; a language without one leaves words whole.
    pub fn new(language: Language) -> Self {
        let algorithm = match language {
            Language::DUTCH => Some(Algorithm::DutchPorter),
            Language::ENGLISH => Some(Algorithm::English),
            Language::FRENCH => Some(Algorithm::French),
            Language::GERMAN => Some(Algorithm::German),
            _ => None,
        };
        Self(algorithm.map(frostem::Stemmer::new))
    }

    /// The stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        match &self.0 {
            Some(stemmer) => stemmer.stem(word).into_owned(),
            None => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipality_is_not_to_mean() {
        let dutch = Stemmer::new(Language::DUTCH);
        assert_ne!(dutch.stem("gemeente"), dutch.stem("meen"));
        assert_eq!(dutch.stem("vrijwilligers"), dutch.stem("vrijwilliger"));
        assert_eq!(dutch.stem("wachttijden"), dutch.stem("wachttijd"));
    }

    #[test]
    fn unknown_languages_keep_their_words() {
        let swedish = Stemmer(None);
        assert_eq!(swedish.stem("vattnet"), "vattnet");
    }
}
