//! Which columns of a survey hold answers in people's own words.

use std::collections::HashSet;

use crate::source::columns;
use crate::text::fold;

use super::Sheet;

/// Words that a question begins with, folded.
const ASKING: &str = "\
    wat wie waar waarom wanneer hoe hoezo welk welke waarmee waarvoor waaruit waarover hebt vindt bent \
    what who where why when how which whose describe explain tell \
    beschrijf vertel geef noem leg \
    was wer wo warum wann welcher welches beschreiben \
    que quoi qui pourquoi quand comment quel quelle quels quelles decrivez expliquez";
/// Words for what people may add, folded; anywhere in a header.
const ADDING: &str = "\
    toelichting toelichten licht motivatie motivering motiveer namelijk omschrijf uitleg suggestie suggesties \
    clarification elaborate specify reason reasons suggestion suggestions \
    erlauterung begrundung precisez precisions";
/// Names of a column of answers, folded; several are numbered.
const ANSWERS: &str = "antwoord antwoorden answer answers antwort antworten reponse reponses";
/// A question without its mark has so many words at least (`wat` alone heads the words of a transcript).
const FEWEST_WORDS: usize = 3;
/// More different answers than this are no choice from a list.
const MOST_CHOICES: usize = 12;

/// What a column of a survey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Answers in people's own words.
    Answers,
    /// Answers to a question, chosen from a few: they say who answers, too.
    Choices,
    /// What says who answers.
    Attribute,
    /// What may be answers, though its header asks nothing.
    Doubtful,
}

/// What column `at` of `sheet` is.
pub(super) fn column(sheet: &Sheet, at: usize) -> Column {
    let header = sheet.headers.get(at).map_or("", |header| header.trim());
    let cells: Vec<&str> = sheet.column(at).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let lettered = cells.iter().filter(|cell| cell.chars().any(char::is_alphabetic)).count();
    let asks = asks(header);
    if cells.is_empty() || lettered * 2 < cells.len() || !asks && columns::is_coding(header) {
        return Column::Attribute;
    }
    let distinct = cells.iter().collect::<HashSet<_>>().len();
    let words: usize = cells.iter().map(|cell| cell.split_whitespace().count()).sum();
    let per_cell = words as f64 / cells.len() as f64;
    let varied = distinct * 2 > cells.len() || distinct > MOST_CHOICES;
    if asks {
        let chosen = !varied && per_cell < 3.0 || per_cell <= 1.2;
        return if chosen { Column::Choices } else { Column::Answers };
    }
    if per_cell >= 5.0 && (varied || (distinct > 1 && per_cell >= 8.0) || cells.len() == 1) {
        return Column::Answers;
    }
    let spoken =
        cells.iter().filter(|cell| cell.contains([',', ';', '.', '!', '?']) || cell.contains(' ')).count();
    let doubtful = varied && per_cell >= 2.0 && distinct > 3 && spoken * 2 > cells.len();
    if doubtful { Column::Doubtful } else { Column::Attribute }
}

/// Whether `header` asks something: with its mark, or by how it begins, or for what people may add; or is called an answer.
pub(super) fn asks(header: &str) -> bool {
    if header.contains('?') {
        return true;
    }
    let folded = fold(header);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == ':');
    if ANSWERS.split_whitespace().any(|known| known == bare) {
        return true;
    }
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `V3. Wat ...`, `q12: what ...`: the number of the question comes first.
    let is_number = |word: &&&str| word.len() <= 4 && word.ends_with(|c: char| c.is_ascii_digit());
    let asking = words.iter().skip_while(is_number).collect::<Vec<_>>();
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    asking.len() >= FEWEST_WORDS && asking.first().is_some_and(|word| is_in(ASKING, word))
        || words.iter().any(|word| is_in(ADDING, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_ask() {
        for header in [
            "Kent u het loket?",
            "Wat vindt u ervan? *",
            "V3. Hoe ging het gesprek",
            "Toelichting bij vraag 2",
            "q2: why is that",
            "Anders, namelijk:",
            "Antwoord",
            "Réponse 2",
        ] {
            assert!(asks(header), "{header}");
        }
        for header in
            ["leeftijd", "functie", "wat", "Wie", "V3", "organisatie", "Opmerkingen", "Antwoordtijd"]
        {
            assert!(!asks(header), "{header}");
        }
    }
}
