//! Why a request finds nothing.

use super::QueryError;
use super::parse::Expr;
use super::request::Plan;
use super::words::Words;
use crate::index::{Ask, Clause, Index, Who};

/// Why nothing was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Emptiness {
    /// How many turns were searched.
    pub turns: usize,
    /// Filters without which something would be found, and how much.
    pub blocking: Vec<(String, usize)>,
    /// Words nobody said, with the nearest that somebody did.
    pub unsaid: Vec<(String, Option<String>)>,
    /// How many would be found in whole turns, when quotes were searched.
    pub in_turns: usize,
    /// How many would be found among interviewers.
    pub by_interviewers: usize,
}

pub(super) fn explain(index: &Index, plan: &Plan) -> Result<Emptiness, QueryError> {
    let everything = Ask { who: plan.ask.who, ..Ask::default() };
    let mut emptiness = Emptiness { turns: index.count(&everything)?, ..Emptiness::default() };
    for (typed, filter) in &plan.typed {
        let mut without = plan.ask.clone();
        without.filters.retain(|f| f != filter);
        let found = index.count(&without)?;
        if found > 0 {
            emptiness.blocking.push((typed.clone(), found));
        }
    }
    if let Some(expr) = &plan.expr {
        if !plan.typed.is_empty() {
            let found = index.count(&Ask { text: None, ..plan.ask.clone() })?;
            if found > 0 {
                emptiness.blocking.push(("the words".to_owned(), found));
            }
        }
        for (word, clause) in said_words(expr, &plan.words) {
            let said = Ask { text: Some(clause), who: Who::Everyone, ..Ask::default() };
            if index.count(&said)? == 0 {
                let nearest = nearest_said(index, &word)?;
                emptiness.unsaid.push((word, nearest));
            }
        }
        if plan.ask.quotes {
            let mut turns = Ask { quotes: false, ..plan.ask.clone() };
            turns.filters.retain(|filter| !filter.is_on_codes());
            emptiness.in_turns = index.count(&turns)?;
        }
    }
    emptiness.by_interviewers = index.count(&Ask { who: Who::Everyone, ..plan.ask.clone() })?;
    Ok(emptiness)
}

/// The words a query wants to be there, each with the way it is looked for.
fn said_words(expr: &Expr, words: &Words) -> Vec<(String, Clause)> {
    match expr {
        Expr::Word(word) => vec![(word.clone(), words.clause(expr))],
        Expr::Phrase(forms) => {
            forms.iter().map(|form| (form.clone(), Clause::Phrase(vec![form.clone()]))).collect()
        }
        Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(|part| said_words(part, words)).collect(),
        Expr::Prefix(_) | Expr::Near(_) | Expr::Not(_) => Vec::new(),
    }
}

fn nearest_said(index: &Index, word: &str) -> Result<Option<String>, QueryError> {
    let forms = index.forms_like(word)?;
    let best = forms
        .into_iter()
        .map(|(form, often)| (strsim::damerau_levenshtein(&form, word), std::cmp::Reverse(often), form))
        .filter(|(distance, ..)| *distance <= 1 + word.chars().count() / 4)
        .min();
    Ok(best.map(|(_, _, form)| form))
}
