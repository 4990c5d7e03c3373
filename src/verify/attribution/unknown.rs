//! What looks like somebody, or like a place, and is none that the study has.

use super::beside::{Word, words};
use super::lexicon::{ARTICLES, DENIALS, INTRODUCES, PEOPLE, TITLES};
use super::persons::is_code;
use super::remarks::{CODES, EDITORIAL};
use super::roles::is_form;
use super::sources::addresses;
use super::verbs::{precedes, says};
use super::{People, Spoken, folded_words};

/// Longer words before the number of an address are no short name.
const LONGEST_SOURCE: usize = 12;

/// More words in the place of who speaks are a remark.
const MOST_WORDS: usize = 6;

/// Whether a label is the first letter of a word and a number: `R2` for `Resp. 2`.
fn is_short_for(label: &str, word: &str, number: &str) -> bool {
    let label = crate::text::fold(label);
    let rest = word.chars().next().and_then(|letter| label.strip_prefix(letter));
    rest.is_some_and(|rest| rest.trim_start_matches('0') == number.trim_start_matches('0'))
}

impl People {
    /// An address, code or label in `text` that is nobody's; and, where it is a credit and nothing in it `is_named`,
    /// all of it.
    pub(super) fn unknown(
        &self,
        text: &str,
        is_credit: bool,
        is_nobody: bool,
        spoken: &[&Spoken],
    ) -> Option<String> {
        // `fg9:3`; but not `noot:3`.
        let is_place = |written: &str| {
            written.split(':').next().is_some_and(|source| {
                source.ends_with(|c: char| c.is_ascii_digit()) && source.chars().count() <= LONGEST_SOURCE
            })
        };
        let mut all = addresses(text).into_iter().filter(|address| !self.sources.has(address));
        let address = all.find(|one| self.sources.know(one) || is_place(&one.written));
        if let Some(address) = address {
            return Some(address.written);
        }
        let all = words(text);
        if super::only_refers(&all) || spoken.is_empty() {
            return None;
        }
        let code = (0..all.len()).find_map(|at| self.unknown_code(&all, at, spoken));
        code.or_else(|| (is_credit && is_nobody && self.is_remark(&all)).then(|| text.trim().to_owned()))
            .or_else(|| if is_credit && !is_nobody { self.unknown_piece(&all) } else { None })
            .or_else(|| if is_nobody { None } else { self.part_of_another(&all, spoken) })
    }

    /// The code at the word `at`, where it stands for who speaks and is nobody's: `R12`, `Respondent 14`.
    fn unknown_code(&self, words: &[Word], at: usize, spoken: &[&Spoken]) -> Option<String> {
        let word = words.get(at)?;
        let next = words.get(at + 1).filter(|next| !next.is_parted);
        let number =
            next.filter(|next| next.written.bytes().all(|b| b.is_ascii_digit()) && next.written.len() <= 3);
        let is_titled = |word: &str| PEOPLE.iter().any(|known| is_form(word, known));
        let (written, end) = match number {
            Some(number) if is_titled(&word.folded) => {
                (format!("{} {}", word.written, number.written), at + 2)
            }
            _ if is_code(&word.written) => (word.written.clone(), at + 1),
            _ => return None,
        };
        let letters = word.folded.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_known = self.names.cover(words, at)
            || self.sources.are_called(&word.folded)
            || self.organisations.iter().any(|name| folded_words(name).any(|part| part == word.folded))
            || spoken.iter().any(|turn| folded_words(&turn.label).any(|part| part == word.folded))
            // `Resp. 2` is `R2`.
            || number.is_some_and(|number| spoken.iter().any(|turn| is_short_for(&turn.label, &word.folded, &number.written)));
        let is_of_people = end == at + 2 || CODES.contains(&letters) || self.names.have_prefix(letters);
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.folded.as_str());
        let is_begun = word.is_parted
            || at == 1 && words.first().is_some_and(|first| is_code(&first.written))
            || [TITLES, PEOPLE, INTRODUCES].iter().any(|list| list.contains(&before))
            || precedes(before)
            || matches!(before, "zoals" | "like" | "wie" | "comme");
        let after = words.get(end).filter(|after| !after.is_parted);
        let is_ended = after.is_none_or(|after| says(&after.folded) || is_code(&after.written));
        (!is_known && is_of_people && is_begun && is_ended).then_some(written)
    }

    /// Whether words in the place of who speaks may be somebody, and are not about the quotation, nor a book.
    fn is_remark(&self, words: &[Word]) -> bool {
        let is_other = |word: &Word| {
            let folded = word.folded.as_str();
            word.written.contains(|c: char| c.is_ascii_digit())
                || says(folded)
                || [EDITORIAL, DENIALS, INTRODUCES].iter().any(|list| list.contains(&folded))
        };
        let is_name = |word: &&Word| !ARTICLES.contains(&word.folded.as_str());
        let named = self.names.found(words, &self.roles);
        let is_anybody = !named.named.is_empty()
            || !self.roles_in(words).is_empty()
            || !self.organisations_in(words).is_empty();
        (1..=MOST_WORDS).contains(&words.len())
            && words.iter().any(|word| is_name(&word) && word.written.chars().count() > 1)
            && !words.iter().any(is_other)
            && !is_anybody
    }
}
