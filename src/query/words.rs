//! From the tree of a query to what the index is asked, and to the places in a text that answer it.

use super::parse::Expr;
use crate::index::{self, Clause, stems_of};
use crate::text::{Language, Span, Stemmer, fold, words};

/// Stems words for queries: in Dutch, English and the languages of the study.
pub(super) struct Words {
    stemmers: Vec<Stemmer>,
}

impl Words {
    pub(super) fn new(languages: &[Language]) -> Self {
        Self { stemmers: languages.iter().map(|language| Stemmer::new(*language)).collect() }
    }

    pub(super) fn clause(&self, expr: &Expr) -> Clause {
        let all = |parts: &[Expr]| parts.iter().map(|part| self.clause(part)).collect();
        match expr {
            Expr::Word(word) => index::word(word, &self.stemmers),
            Expr::Phrase(forms) => Clause::Phrase(forms.clone()),
            Expr::Prefix(prefix) => Clause::Prefix(prefix.clone()),
            Expr::Near(word) => Clause::Near(word.clone()),
            Expr::And(parts) => Clause::And(all(parts)),
            Expr::Or(parts) => Clause::Or(all(parts)),
            Expr::Not(inner) => Clause::Not(Box::new(self.clause(inner))),
        }
    }

    /// Where `text` answers the query: bytes, in order, joined where they touch or overlap.
    pub(super) fn matches(&self, expr: &Expr, text: &str) -> Vec<Span> {
        let said: Vec<(Span, String)> =
            words(text).map(|span| (span, fold(span.of(text)).into_owned())).collect();
        let mut found = Vec::new();
        self.collect(expr, &said, &mut found);
        found.sort_unstable();
        let mut joined: Vec<Span> = Vec::new();
        for span in found {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        joined
    }

    fn collect(&self, expr: &Expr, said: &[(Span, String)], found: &mut Vec<Span>) {
        let mut single = |is: &dyn Fn(&str) -> bool| {
            found.extend(said.iter().filter(|(_, form)| is(form)).map(|(span, _)| *span));
        };
        match expr {
            Expr::Word(word) => {
                let stems = stems_of(word, &self.stemmers);
                single(&|form| stems_of(form, &self.stemmers).iter().any(|stem| stems.contains(stem)));
            }
            Expr::Prefix(prefix) => single(&|form| form.starts_with(prefix.as_str())),
            Expr::Near(word) => single(&|form| strsim::osa_distance(form, word) <= 1),
            Expr::Phrase(forms) => {
                for row in said.windows(forms.len().max(1)) {
                    let same = row.iter().map(|(_, form)| form).eq(forms.iter());
                    if let (true, Some((first, _)), Some((last, _))) = (same, row.first(), row.last()) {
                        found.push(Span::new(first.start, last.end));
                    }
                }
            }
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().for_each(|part| self.collect(part, said, found));
            }
            // What is not there has no place.
            Expr::Not(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse::parse;

    #[test]
    fn the_places_are_those_of_the_text_as_said() {
        let words = Words::new(&[Language::DUTCH, Language::ENGLISH]);
        let text = "We wachtten, één jaar; ’t Wachten duurt. In de ogen kijken!";
        let found = |query: &str| -> Vec<&str> {
            let expr = parse(query).unwrap().unwrap();
            words.matches(&expr, text).into_iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(found("wacht"), ["wachtten", "Wachten"]);
        assert_eq!(found("\"in de ogen\" een"), ["één", "In de ogen"]);
        assert_eq!(found("kijke~1 NOT jaar"), ["kijken"]);
        assert_eq!(found("wach* duur*"), ["wachtten", "Wachten", "duurt"]);
    }
}
