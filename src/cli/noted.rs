//! What people noted in a study, and what they marked in it.

use verbatim::changes::Desk;
use verbatim::coding::{Deed, Ledger, Memo, Recodes, Standing, Stood};
use verbatim::index::SourceEntry;
use verbatim::store::log::{self, STUDY};
use verbatim::text::Span;
use verbatim::transcript::Transcript;

use super::context::Context;
use super::exit::Failure;

/// A note that holds.
pub(crate) struct Note {
    /// The operation that made it.
    pub(crate) id: String,
    pub(crate) coder: String,
    pub(crate) about: About,
    pub(crate) note: String,
}

/// What something was noted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    Source,
    Code(String),
    /// In bytes of the present text.
    Passage(Span),
    /// A coding, or a decision on one.
    Coding(String, Span),
}

impl About {
    /// The passage, where it is on one.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::Passage(span) | Self::Coding(_, span) => Some(*span),
            Self::Source | Self::Code(_) => None,
        }
    }
}

/// The notes in one source, of which `standing` holds what `ledger` says: on the source, then in order of the
/// text.
pub(crate) fn in_source(ledger: &Ledger, standing: &Standing<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = memos(ledger)
        .filter(|(_, _, memo)| memo.on.is_none() && memo.code.is_none())
        .map(|(id, coder, memo)| Note::new(id, coder, About::Source, &memo.note))
        .collect();
    let on_passage = |stood: &Stood<'_>| match &stood.operation.deed {
        Deed::Memo(memo) => {
            Some(Note::new(&stood.operation.id, stood.coder(), About::Passage(stood.span), &memo.note))
        }
        _ => None,
    };
    let on_coding = |stood: &Stood<'_>| {
        let note = stood.coding()?.memo.as_ref()?;
        let about = About::Coding(stood.code.clone(), stood.span);
        Some(Note::new(&stood.operation.id, stood.coder(), about, note))
    };
    let mut placed: Vec<(Span, Note)> = Vec::new();
    placed.extend(standing.memos.iter().filter_map(|stood| Some((stood.span, on_passage(stood)?))));
    let codings = standing.codings.iter().chain(&standing.rejected);
    placed.extend(codings.filter_map(|stood| Some((stood.span, on_coding(stood)?))));
    placed.sort_by_key(|(span, _)| *span);
    notes.extend(placed.into_iter().map(|(_, note)| note));
    notes
}

/// The notes on codes, in the order in which they were made.
pub(crate) fn on_codes(desk: &Desk<'_>) -> Vec<Note> {
    let recodes = desk.recodes();
    let ledger = desk.ledger(STUDY);
    let note = |(id, coder, memo): (&str, &str, &Memo)| {
        let code = memo.code.as_deref()?;
        let code = recodes.code(ledger.get(id)?, code).into_owned();
        Some(Note::new(id, coder, About::Code(code), &memo.note))
    };
    memos(ledger).filter_map(note).collect()
}

fn memos(ledger: &Ledger) -> impl Iterator<Item = (&str, &str, &Memo)> {
    ledger.holding().into_iter().filter_map(|operation| match &operation.deed {
        Deed::Memo(memo) => Some((operation.id.as_str(), operation.coder.as_str(), memo)),
        _ => None,
    })
}

impl Note {
    fn new(id: &str, coder: &str, about: About, note: &str) -> Self {
        Self { id: id.to_owned(), coder: coder.to_owned(), about, note: note.to_owned() }
    }
}

/// What people marked and noted in one source.
#[derive(Default)]
pub(crate) struct Noted {
    notes: Vec<Note>,
    /// In bytes of the text.
    stars: Vec<Span>,
}

/// What of it lies in one turn.
pub(crate) struct Within<'a> {
    /// Notes that begin in it.
    pub(crate) notes: Vec<&'a Note>,
    /// Whether some of it is a best quote.
    pub(crate) star: bool,
}

impl Noted {
    /// What lies in the turn `span`.
    pub(crate) fn within(&self, span: Span) -> Within<'_> {
        let begins =
            |note: &&Note| note.about.span().is_some_and(|own| own.overlaps(span) && own.start >= span.start);
        Within {
            notes: self.notes.iter().filter(begins).collect(),
            star: self.stars.iter().any(|star| star.overlaps(span)),
        }
    }
}

/// What is marked and noted in one source, for a command that only shows: what is the matter with the logs is
/// told elsewhere.
pub(crate) fn read(
    context: &Context,
    entry: &SourceEntry,
    transcript: &Transcript,
) -> Result<Noted, Failure> {
    let codings = context.study.codings();
    let (ledger, _) = log::read(&codings, &entry.short)?;
    if ledger.operations().next().is_none() {
        return Ok(Noted::default());
    }
    let recodes = Recodes::of(&log::read(&codings, STUDY)?.0);
    let standing = context.standing_of(&ledger, &recodes, entry, transcript);
    let stars = standing.stars.iter().map(|star| star.span).collect();
    Ok(Noted { notes: in_source(&ledger, &standing), stars })
}
