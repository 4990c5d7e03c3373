//! What rules coded in one source, and what one person decided on it.

use verbatim::changes::Desk;
use verbatim::coding::{Anchor, Coding, Deed, Stood};
use verbatim::index::SourceEntry;
use verbatim::store::{StoredCoding, read_rules};
use verbatim::text::{CodePoints, Span, fingerprint};
use verbatim::transcript::Transcript;

use super::context::Context;
use super::exit::Failure;

/// A rule coding on the present text.
pub(crate) struct Proposal {
    pub(crate) stored: StoredCoding,
    /// In bytes of the text.
    pub(crate) span: Span,
}

/// What somebody did with a code on a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Coded,
    Accepted,
    Rejected,
}

/// One thing that the coder did.
struct Decided {
    id: String,
    kind: Kind,
    code: String,
    span: Span,
    memo: Option<String>,
}

/// One source, with what the coder of the desk decided in it.
pub(crate) struct Decisions<'c> {
    pub(crate) entry: &'c SourceEntry,
    pub(crate) transcript: Transcript,
    points: CodePoints,
    hash: String,
    mine: Vec<Decided>,
}

impl<'c> Decisions<'c> {
    pub(crate) fn new(
        context: &Context,
        desk: &Desk<'_>,
        entry: &'c SourceEntry,
        transcript: Transcript,
    ) -> Self {
        let points = CodePoints::new(&transcript.text);
        let hash = fingerprint(transcript.text.as_bytes());
        let mut decisions = Self { entry, transcript, points, hash, mine: Vec::new() };
        decisions.refresh(context, desk);
        decisions
    }

    /// Learns anew from the desk what holds.
    pub(crate) fn refresh(&mut self, context: &Context, desk: &Desk<'_>) {
        let standing = context.standing(desk, self.entry, &self.transcript);
        let all = standing.codings.iter().chain(&standing.rejected);
        self.mine = all.filter(|one| one.coder() == desk.coder()).map(Decided::of).collect();
    }

    /// The rule codings, in order of the text. One that does not fit the text (the source is just being read
    /// anew) is left out.
    pub(crate) fn proposals(&self, context: &Context) -> Vec<Proposal> {
        let text = &self.transcript.text;
        let on_text = |stored: StoredCoding| {
            let from = self.points.byte_of(text, stored.start)?;
            let span = Span::new(from, self.points.byte_of(text, stored.end)?);
            (span.of(text) == stored.quote).then_some(Proposal { stored, span })
        };
        read_rules(&context.study.codings(), &self.entry.short).into_iter().filter_map(on_text).collect()
    }

    /// Whether the coder accepted or rejected it; a decision counts for all rule codings of the code that
    /// overlap its passage.
    pub(crate) fn on(&self, proposal: &Proposal) -> Option<Kind> {
        let about = |one: &&Decided| {
            one.kind != Kind::Coded && one.code == proposal.stored.code && one.span.overlaps(proposal.span)
        };
        self.mine.iter().rev().find(about).map(|one| one.kind)
    }

    /// Puts an acceptance or a rejection on the desk; what the coder said to the contrary holds no longer.
    pub(crate) fn decide(
        &mut self,
        desk: &mut Desk<'_>,
        kind: Kind,
        proposal: &Proposal,
        memo: Option<&str>,
    ) -> Result<(), Failure> {
        let span = proposal.span;
        let replaced = |one: &Decided| match one.kind {
            // A coding by hand on other words of the passage is no answer to the rule.
            Kind::Coded => kind == Kind::Accepted && one.span == span,
            same if same == kind => one.span == span,
            _ => one.span.overlaps(span),
        };
        self.put(desk, kind, &proposal.stored.code, span, memo, replaced)
    }

    /// Puts a coding by hand on the desk.
    pub(crate) fn code(&mut self, desk: &mut Desk<'_>, code: &str, span: Span) -> Result<(), Failure> {
        let replaced = |one: &Decided| one.kind != Kind::Rejected && one.span == span;
        self.put(desk, Kind::Coded, code, span, None, replaced)
    }

    fn put(
        &mut self,
        desk: &mut Desk<'_>,
        kind: Kind,
        code: &str,
        span: Span,
        memo: Option<&str>,
        replaced: impl Fn(&Decided) -> bool,
    ) -> Result<(), Failure> {
        let goes = |one: &mut Decided| one.code == code && replaced(one);
        let gone: Vec<Decided> = self.mine.extract_if(.., goes).collect();
        let same_sense = gone.iter().filter(|one| (one.kind == Kind::Rejected) == (kind == Kind::Rejected));
        let kept_memo = same_sense.filter_map(|one| one.memo.clone()).next_back();
        let memo = memo.map(str::to_owned).or(kept_memo);
        let short = &self.entry.short;
        let mut supersedes: Vec<String> =
            gone.iter().flat_map(|one| desk.ledger(short).with_ancestors(&one.id)).collect();
        supersedes.sort();
        supersedes.dedup();
        let anchor = Anchor::on(&self.transcript.text, &self.points, &self.hash, span);
        let coding = Coding { memo: memo.clone(), ..Coding::new(code, anchor) };
        let deed = match kind {
            Kind::Coded => Deed::Code(coding),
            Kind::Accepted => Deed::Accept(coding),
            Kind::Rejected => Deed::Reject(coding),
        };
        desk.keep(short, &self.transcript)?;
        let id = desk.put(short, deed, supersedes);
        self.mine.push(Decided { id, kind, code: code.to_owned(), span, memo });
        Ok(())
    }
}

impl Decided {
    fn of(stood: &Stood<'_>) -> Self {
        let kind = match stood.operation.deed {
            Deed::Accept(_) => Kind::Accepted,
            Deed::Reject(_) => Kind::Rejected,
            _ => Kind::Coded,
        };
        Self {
            id: stood.operation.id.clone(),
            kind,
            code: stood.code.clone(),
            span: stood.span,
            memo: stood.coding().and_then(|coding| coding.memo.clone()),
        }
    }
}
