//! Organisations that a text calls by a part of their name: `cliënt, Overbrug` for `Huis Overbrug`.

use super::beside::Word;
use super::lexicon::ARTICLES;
use super::persons::{is_list, is_person};
use super::{People, Spoken};

/// Shorter parts of a name are told apart by nobody.
const SHORTEST: usize = 4;

impl People {
    /// The word of a list that says who which stands for an organisation of nobody who said it. It may be a place as
    /// well (`Gent`), so that nobody is accused by it.
    pub(super) fn part_of_another(&self, words: &[Word], spoken: &[&Spoken]) -> Option<String> {
        if !is_list(words) || !self.places_of_organisations(words).is_empty() {
            return None;
        }
        let people = self.names.found(words, &self.roles).places;
        let is_own = |organisation: &str| {
            spoken.iter().any(|turn| turn.organisation.as_deref().is_none_or(|own| own == organisation))
        };
        let stands = |(at, word): &(usize, &Word)| {
            let is_named = people.iter().any(|(here, _)| here.contains(at));
            let only = self.only_with(word).filter(|_| !is_named);
            only.is_some_and(|organisation| !is_own(organisation))
        };
        words.iter().enumerate().find(stands).map(|(_, word)| word.written.clone())
    }

    /// The organisation that alone has this word, with its capital, in its name.
    fn only_with(&self, word: &Word) -> Option<&str> {
        let is_telling = word.written.chars().count() >= SHORTEST
            && !ARTICLES.contains(&word.folded.as_str())
            && !is_person(&word.folded, &self.roles);
        let has = |organisation: &&String| {
            let mut parts = organisation.split(|c: char| !c.is_alphanumeric());
            parts.any(|part| part.starts_with(char::is_uppercase) && part == word.written)
        };
        let mut all = self.organisations.iter().filter(has);
        let first = all.next().filter(|_| is_telling)?;
        all.next().is_none().then_some(first.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Attributed;
    use super::super::tests::{people, said_by};

    #[test]
    fn a_part_of_another_organisations_name_is_told() {
        let people = super::super::People {
            organisations: vec!["De Kade".into(), "Huis Overbrug".into(), "Huis Noord".into()],
            ..people()
        };
        let samira = said_by("Samira", "P03", "client");
        let found = |credit: &str| people.check(Some(credit), true, &[&samira]);
        for credit in ["cliënt, Overbrug", "cliënt Overbrug", "Samira, Noord"] {
            assert!(matches!(found(credit), Attributed::Unknown { .. }), "{credit}: {:?}", found(credit));
        }
        // Two have a house, and her own has a quay.
        for credit in ["cliënt, Huis", "cliënt, Kade", "cliënt, overbrug"] {
            assert_eq!(found(credit), Attributed::Right, "{credit}");
        }
    }
}
