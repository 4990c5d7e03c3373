//! Brackets and lines below a quotation that say who: every piece of them must fit, not one alone.

use std::ops::Range;

use super::beside::{Stand, Word, stand, words};
use super::lexicon::{ABOUT, ARTICLES, COMMON, DENIALS, INTRODUCES, OF, PEOPLE, REFERRING, TITLES};
use super::remarks::{ASKING, EDITORIAL, FORMER, OCCUPATIONS};
use super::roles::is_form;
use super::verbs::{precedes, says};
use super::{Attributed, People, Spoken, folded_words};

/// More words between two commas are a remark.
const MOST_WORDS: usize = 3;

impl People {
    /// Somebody of the study who is named besides and said it nowhere, or a denial of who did: `Annie, P20`,
    /// `geen cliënt`.
    pub(super) fn misfit(&self, text: &str, spoken: &[&Spoken]) -> Option<Attributed> {
        let words = words(text);
        let found = self.names.found(&words, &self.roles);
        let asks = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            before.is_some_and(|word| ASKING.contains(&word.folded.as_str()))
        };
        let speaks =
            |name: &super::persons::Name| found.speaking.iter().any(|one| one.written == name.written);
        let is_other = |name: &super::persons::Name| !spoken.iter().any(|turn| name.is_of(turn));
        let others =
            found.places.iter().filter(|(here, name)| speaks(name) && is_other(name) && !asks(here.start));
        let mut named: Vec<String> = others.map(|(_, name)| name.written.clone()).collect();
        let by_name = !named.is_empty();
        for (here, id) in self.places_of_roles(&words) {
            let is_own = !spoken.is_empty() && spoken.iter().all(|turn| turn.role.as_deref() == Some(id));
            if is_own && stand(&words, here.start) == Stand::Denies {
                named.push(format!("not {}", self.role_name(id)));
            }
        }
        named.dedup();
        (!named.is_empty())
            .then(|| Attributed::Wrong { named: named.join(", "), said_by: self.who_of(spoken, by_name) })
    }

    /// A piece in the place of who speaks, or an occupation, that the study does not have: `directeur, Buurtpunt`.
    pub(super) fn unknown_piece(&self, words: &[Word]) -> Option<String> {
        let roles = self.places_of_roles(words);
        let people = self.names.found(words, &self.roles);
        let former = roles.iter().find(|(here, _)| {
            let before = here.start.checked_sub(1).and_then(|before| words.get(before));
            let is_joined = words.get(here.start).is_some_and(|word| !word.is_parted);
            is_joined && before.is_some_and(|word| FORMER.contains(&word.folded.as_str()))
        });
        if let Some((here, _)) = former {
            let shown = words.get(here.start - 1..here.end).unwrap_or(&[]);
            return Some(shown.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" "));
        }
        let is_anybody = !people.named.is_empty() || !roles.is_empty();
        let places = roles.iter().map(|(here, _)| here.clone());
        let places = places.chain(people.places.iter().map(|(here, _)| here.clone()));
        let places = places.chain(self.places_of_organisations(words).into_iter().map(|(here, _)| here));
        let places: Vec<Range<usize>> = places.collect();
        let pieces = pieces(words);
        let is_unknown = |piece: &&Range<usize>| {
            let here = words.get((*piece).clone()).unwrap_or(&[]);
            let is_named = places.iter().any(|one| one.start < piece.end && piece.start < one.end);
            if is_named || here.len() > MOST_WORDS || here.iter().any(|word| self.is_harmless(word)) {
                return false;
            }
            let is_capital = here.iter().all(|word| word.written.starts_with(char::is_uppercase));
            let is_first = piece.start == 0;
            let is_occupation = here.last().is_some_and(|word| is_occupation(&word.folded));
            is_occupation || is_first && (is_capital || !is_anybody) || is_capital && !is_anybody
        };
        let piece = pieces.iter().find(is_unknown)?;
        let shown = words.get(piece.clone()).unwrap_or(&[]);
        Some(shown.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// Whether a word makes a remark of a piece, or is part of a place of the study.
    fn is_harmless(&self, word: &Word) -> bool {
        let folded = word.folded.as_str();
        let lists = [EDITORIAL, DENIALS, INTRODUCES, ABOUT, OF, REFERRING, TITLES, COMMON, ASKING];
        word.written.contains(|c: char| c.is_ascii_digit())
            || word.written.chars().count() < 2
            || says(folded)
            || precedes(folded)
            || lists.iter().any(|list| list.contains(&folded))
            || PEOPLE.iter().any(|known| is_form(folded, known))
            || self.sources.are_called(folded)
            || !ARTICLES.contains(&folded)
                && self.organisations.iter().any(|name| folded_words(name).any(|part| part == folded))
    }
}

/// What stands between commas and the like.
fn pieces(words: &[Word]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match pieces.last_mut().filter(|_| !word.is_parted) {
            Some(piece) => piece.end = at + 1,
            None => pieces.push(at..at + 1),
        }
    }
    pieces
}

fn is_occupation(word: &str) -> bool {
    OCCUPATIONS
        .iter()
        .any(|end| word.ends_with(end) || word.strip_suffix('s').is_some_and(|one| one.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::super::Attributed;
    use super::super::tests::{is_wrong, people, said_by};

    /// Where Samira, a client of De Kade, said it.
    fn credited(credit: &str) -> Attributed {
        people().check(Some(credit), true, &[&said_by("Samira", "P03", "client")])
    }

    #[test]
    fn every_piece_of_a_credit_that_names_somebody_of_the_study_must_fit() {
        for credit in ["Samira, P07", "P07, P03", "P03, An", "geen cliënt, De Kade", "not a client, De Kade"]
        {
            assert!(is_wrong(&credited(credit)), "{credit}");
        }
    }

    #[test]
    fn a_piece_that_names_nobody_known_is_told() {
        for (credit, piece) in [
            ("directeur, De Kade", "directeur"),
            ("mantelzorger, De Kade", "mantelzorger"),
            ("ex-cliënt, De Kade", "ex cliënt"),
            ("former client, De Kade", "former client"),
            ("Jan, De Kade", "Jan"),
            ("De Kade, Jan", "Jan"),
            ("P03, directeur", "directeur"),
            ("director, De Kade", "director"),
            ("Resp. 2, De Kade", "Resp 2"),
        ] {
            let found = credited(credit);
            let is_told = matches!(&found, Attributed::Unknown { named, .. } if named == piece);
            assert!(is_told, "{credit}: {found:?}");
        }
    }

    #[test]
    fn harmless_pieces_beside_a_right_one_are_none() {
        for credit in [
            "cliënt, De Kade",
            "Samira, P03, cliënt, De Kade",
            "man, 82 jaar, De Kade",
            "De Kade, 21 maart 2024",
            "P03, p. 12",
            "P03, over de coördinator",
            "P03, eigen vertaling",
            "cliënt, vrouw, Gent",
            "P03, alleenstaand",
            "P03, interview: An",
            "P03, vertaald door An",
            "P03, focusgroep 2",
            "client, De Kade, translated",
        ] {
            assert_eq!(credited(credit), Attributed::Right, "{credit}");
        }
        let second = said_by("R2", "P06", "client");
        assert!(!matches!(
            people().check(Some("Resp. 2, De Kade"), true, &[&second]),
            Attributed::Unknown { .. }
        ));
    }
}
