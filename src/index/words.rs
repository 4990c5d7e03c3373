//! Conditions on words as queries of the engine.

use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{IndexRecordOption, Term};

use super::ask::Clause;
use super::fields::Fields;
use super::search::everything;

pub(super) fn text_query(clause: &Clause, fields: &Fields) -> Box<dyn Query> {
    match clause {
        Clause::Word { stems, forms } => {
            let in_field = |field, words: &[String]| -> Vec<(Occur, Box<dyn Query>)> {
                let terms = words.iter().map(|word| Term::from_field_text(field, word));
                let query =
                    |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>;
                terms.map(|term| (Occur::Should, query(term))).collect()
            };
            let mut parts = in_field(fields.stems, stems);
            parts.extend(in_field(fields.forms, forms));
            Box::new(BooleanQuery::new(parts))
        }
        Clause::Phrase(forms) => phrase(forms, fields),
        Clause::Prefix(prefix) => {
            match RegexQuery::from_pattern(&format!("{}.*", escaped(prefix)), fields.forms) {
                Ok(query) => Box::new(query),
                // Cannot happen with escaped words; finding nothing is the safe answer.
                Err(_) => Box::new(BooleanQuery::new(Vec::new())),
            }
        }
        Clause::Near(form) => {
            Box::new(FuzzyTermQuery::new(Term::from_field_text(fields.forms, form), 1, true))
        }
        Clause::And(parts) => Box::new(BooleanQuery::new(conjunction(parts, fields))),
        Clause::Or(parts) => {
            let parts = parts.iter().map(|part| (Occur::Should, text_query(part, fields)));
            Box::new(BooleanQuery::new(parts.collect()))
        }
        Clause::Not(inner) => Box::new(BooleanQuery::new(vec![
            (Occur::Must, everything()),
            (Occur::MustNot, text_query(inner, fields)),
        ])),
    }
}

fn conjunction(parts: &[Clause], fields: &Fields) -> Vec<(Occur, Box<dyn Query>)> {
    let mut all: Vec<(Occur, Box<dyn Query>)> = parts
        .iter()
        .map(|part| match part {
            Clause::Not(inner) => (Occur::MustNot, text_query(inner, fields)),
            part => (Occur::Must, text_query(part, fields)),
        })
        .collect();
    if all.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        all.push((Occur::Must, everything()));
    }
    all
}

fn phrase(forms: &[String], fields: &Fields) -> Box<dyn Query> {
    let terms: Vec<Term> = forms.iter().map(|form| Term::from_field_text(fields.forms, form)).collect();
    match <[Term; 1]>::try_from(terms) {
        Ok([term]) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
        Err(terms) if terms.is_empty() => Box::new(BooleanQuery::new(Vec::new())),
        Err(terms) => Box::new(PhraseQuery::new(terms)),
    }
}

/// Words hold letters and digits only, but a folded one may hold anything a script calls a letter.
fn escaped(word: &str) -> String {
    word.chars().map(|c| if c.is_alphanumeric() { c.to_string() } else { format!("\\{c}") }).collect()
}
