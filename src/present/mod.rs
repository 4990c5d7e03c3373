//! A quote set as quotes that can be shown: put on the present transcripts, and every shown form checked
//! against what was said.

mod balance;
mod waiting;

use std::collections::BTreeMap;

pub use balance::{Balance, RoleBalance, balance};

use crate::index::{Ask, Filter, Index, IndexError, Order, SourceEntry, Who, quote_at};
use crate::quote::{Edits, Presented, Quote};
use crate::quoteset::{Picked, Place, QuoteSet, place};
use crate::shown::{Dispensable, Ends, fit, tokens, told};
use crate::store::{Study, kept_transcript};
use crate::text::{CodePoints, Language};
use crate::transcript::Transcript;

/// A quote of a set, as it stands now.
#[derive(Debug, Clone)]
pub struct Stood {
    /// Number of its section, from 0.
    pub section: usize,
    /// As it was picked.
    pub picked: Picked,
    /// What of it can be shown.
    pub state: State,
    /// The participants who said it, where its words stand no more.
    said_by: Vec<String>,
}

/// What of a quote can be shown.
#[derive(Debug, Clone)]
pub enum State {
    /// It stands: with its present words, and how it is shown. `corrected` when other words stand there than were
    /// picked.
    Stands {
        /// The quote; its id is that of the set.
        quote: Box<Quote>,
        /// Whether the transcript was corrected there.
        corrected: bool,
    },
    /// The shown form is not what was said: its part that was not, and what was.
    Misquoted {
        /// What stands in the transcript.
        quote: Box<Quote>,
        /// The words of the shown form that were not said there; empty where something is missing at its end.
        shown: String,
        /// What was said there.
        said: String,
    },
    /// Its words are not found for certain any more.
    Lost,
}

/// What is the matter with a shown form of which `shown` was not said, and `said` was: in one line.
pub fn told_misquoted(shown: &str, said: &str) -> String {
    match (shown.is_empty(), said.is_empty()) {
        (true, _) => format!("`{said}` is missing at its end"),
        (_, true) => format!("it shows `{shown}` where nothing more was said"),
        _ => format!("it shows `{shown}` where `{said}` was said"),
    }
}

impl Stood {
    /// The quote, where it stands.
    pub fn quote(&self) -> Option<&Quote> {
        match &self.state {
            State::Stands { quote, .. } | State::Misquoted { quote, .. } => Some(quote),
            State::Lost => None,
        }
    }

    /// The participants who said it, also where its words stand no more.
    pub fn participants(&self) -> &[String] {
        self.quote().map_or(&self.said_by, |quote| &quote.participants)
    }
}

/// What a set is shown with.
#[derive(Debug, Clone, Copy)]
pub struct Showing<'a> {
    /// What shown forms may do without.
    pub dispensable: &'a Dispensable,
    /// Show translations into this language, where there are any.
    pub translated: Option<Language>,
}

/// A source of a set, read once.
struct Source<'i> {
    entry: &'i SourceEntry,
    transcript: Transcript,
    points: CodePoints,
    coded: Vec<Quote>,
}

/// The quotes of `set` as they stand now, in order.
///
/// # Errors
/// When a transcript cannot be read.
pub fn present(
    set: &QuoteSet,
    study: &Study,
    index: &Index,
    showing: Showing<'_>,
) -> Result<Vec<Stood>, IndexError> {
    let mut sources: BTreeMap<&str, Option<Source<'_>>> = BTreeMap::new();
    let mut stood = Vec::new();
    for (section, picked) in set.quotes() {
        if !sources.contains_key(picked.source.as_str()) {
            sources.insert(&picked.source, open(index, &picked.source)?);
        }
        let source = sources.get(picked.source.as_str()).and_then(Option::as_ref);
        let state = source.map_or(State::Lost, |source| state(picked, source, study, showing));
        let said_by = match state {
            State::Lost => {
                let now = source.map(|source| (source.entry, &source.transcript));
                waiting::said_by(picked, study, now)
            }
            State::Stands { .. } | State::Misquoted { .. } => Vec::new(),
        };
        stood.push(Stood { section, picked: picked.clone(), state, said_by });
    }
    Ok(stood)
}

fn open<'i>(index: &'i Index, short: &str) -> Result<Option<Source<'i>>, IndexError> {
    let Some((number, entry)) = index.catalog().by_short(short) else { return Ok(None) };
    let transcript = index.transcript(entry)?;
    let points = CodePoints::new(&transcript.text);
    let ask = Ask {
        quotes: true,
        who: Who::Everyone,
        filters: vec![Filter::Sources(vec![number])],
        ..Ask::default()
    };
    let (_, hits) = index.top(&ask, Order::Source, usize::MAX)?;
    Ok(Some(Source { entry, transcript, points, coded: index.quotes(&hits)? }))
}

fn state(picked: &Picked, source: &Source<'_>, study: &Study, showing: Showing<'_>) -> State {
    let folder = study.codings().join(&picked.source);
    let old = |hash: &str| kept_transcript(&folder, hash);
    let (span, corrected) = match place(picked, &source.transcript, &source.points, &old) {
        Place::Same(span) => (span, false),
        Place::Changed(span) => (span, true),
        Place::Lost => return State::Lost,
    };
    let Some(quote) = quote_at(source.entry, &source.transcript, &source.points, span) else {
        return State::Lost;
    };
    let quote = Quote { id: picked.id.clone(), ..coded(quote, &source.coded) };
    match presented(picked, &quote, showing) {
        Ok(presented) => {
            State::Stands { quote: Box::new(Quote { presented: Some(presented), ..quote }), corrected }
        }
        Err((shown, said)) => State::Misquoted { quote: Box::new(quote), shown, said },
    }
}

/// With the codes of the passages it shares words with.
fn coded(mut quote: Quote, all: &[Quote]) -> Quote {
    let near = all.iter().filter(|other| other.start < quote.end && quote.start < other.end);
    for other in near {
        let exact = other.start == quote.start && other.end == quote.end;
        if exact {
            quote.codings.extend(other.codings.iter().cloned());
        }
        for code in &other.codes {
            if !quote.turn_codes.contains(&code.code) {
                quote.turn_codes.push(code.code.clone());
            }
            if !quote.codes.contains(code) {
                quote.codes.push(code.clone());
            }
        }
    }
    quote
}

/// How a quote is shown, or the words that were not said and those that were.
fn presented(picked: &Picked, quote: &Quote, showing: Showing<'_>) -> Result<Presented, (String, String)> {
    let shown = picked.shown.as_deref().unwrap_or(&quote.text);
    let fit = fit(&quote.text, &tokens(&quote.text), shown, showing.dispensable, Ends::Whole)
        .map_err(|misfit| (misfit.shown.of(shown).to_owned(), misfit.said.of(&quote.text).to_owned()))?;
    let edits =
        Edits { dutch: told(&fit.edits, Language::DUTCH), english: told(&fit.edits, Language::ENGLISH) };
    let translation =
        showing.translated.and_then(|language| Some((language, picked.translation(language, &quote.text)?)));
    let note = picked.note.clone();
    Ok(match translation {
        None => Presented { words: shown.to_owned(), edits, note, ..Presented::default() },
        Some((language, translation)) => Presented {
            words: translation.text.clone(),
            edits,
            translation: Some((language, translation.by.clone())),
            note,
            without_original: false,
        },
    })
}
