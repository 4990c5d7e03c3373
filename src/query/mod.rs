//! Finding: a request with names and words, to quotes from the index.
//!
//! Stages: [`parse`] (text to tree), names made sure against codebook and catalog ([`Request`]), one
//! question to the index, and the places in each quote that answer the words.

mod explain;
pub mod parse;
mod request;
mod words;

pub use explain::Emptiness;
pub use request::{Names, Request, RoleNames, matching_sources};

use std::collections::BTreeMap;
use std::fmt;

use crate::index::{Ask, By, Index, IndexError, Tally, Who};
use crate::quote::Quote;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many answer in all.
    pub total: usize,
    /// Those that were asked for, in order.
    pub quotes: Vec<Quote>,
    /// Whether they are coded passages rather than turns.
    pub are_quotes: bool,
    /// How many turns or passages of interviewers answer too, but were left out.
    pub interviewers_left_out: usize,
    /// The paths of the codes asked for.
    pub codes: Vec<String>,
}

/// A name that is not there, or stands for several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// `code`, `role`, `source` ...
    pub kind: &'static str,
    /// As typed.
    pub typed: String,
    /// What it could stand for, when it is several things.
    pub candidates: Vec<String>,
    /// What was probably meant, when it is nothing.
    pub nearest: Option<String>,
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, typed, candidates, nearest } = self;
        if !candidates.is_empty() {
            return write!(f, "`{typed}` stands for several {kind}s: {}", candidates.join(", "));
        }
        write!(f, "unknown {kind} `{typed}`")?;
        match nearest {
            Some(near) => write!(f, "; did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

/// Why nothing could be asked.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// A name is not there.
    #[error("{0}")]
    Unknown(Unknown),
    /// The words cannot be understood.
    #[error(transparent)]
    Words(#[from] parse::ParseError),
    /// Something else was typed wrong.
    #[error("{0}")]
    Usage(String),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Answers `request`.
///
/// # Errors
/// When a name in it is unknown, its words cannot be understood, or the index fails.
pub fn find(index: &Index, names: Names<'_>, request: &Request) -> Result<Found, QueryError> {
    let plan = request.plan(names)?;
    let (total, hits) = index.top(&plan.ask, plan.order, request.limit.unwrap_or(usize::MAX))?;
    let mut quotes = index.quotes(&hits)?;
    if let Some(expr) = &plan.expr {
        for quote in &mut quotes {
            quote.matches = plan.words.matches(expr, &quote.text);
        }
    }
    let left_out = left_out(index, &plan.ask)?;
    Ok(Found {
        total,
        quotes,
        are_quotes: plan.ask.quotes,
        interviewers_left_out: left_out,
        codes: plan.codes,
    })
}

fn left_out(index: &Index, ask: &Ask) -> Result<usize, QueryError> {
    if ask.who != Who::Answering {
        return Ok(0);
    }
    Ok(index.count(&Ask { who: Who::Asking, ..ask.clone() })?)
}

/// Counts what answers `request` by one of its properties.
///
/// # Errors
/// As [`find`].
pub fn tally(
    index: &Index,
    names: Names<'_>,
    request: &Request,
    by: &By,
) -> Result<BTreeMap<Option<String>, Tally>, QueryError> {
    let plan = request.plan(names)?;
    // By code means the codes asked for, not whatever else stands on the same quotes.
    let by = match by {
        By::Code(_) => By::Code(plan.codes.clone()),
        other => other.clone(),
    };
    Ok(index.tally(&plan.ask, &by)?)
}

/// Why `request` finds nothing.
///
/// # Errors
/// As [`find`].
pub fn explain(index: &Index, names: Names<'_>, request: &Request) -> Result<Emptiness, QueryError> {
    explain::explain(index, &request.plan(names)?)
}
