//! What people did, on the present text of a source.

use std::collections::{BTreeMap, HashMap};

use super::anchored::{Anchor, Coding};
use super::ledger::Ledger;
use super::operation::{Deed, Operation};
use super::recodes::Recodes;
use crate::anchor::{Carrier, Fate, Why};
use crate::text::{CodePoints, Span, fingerprint};
use crate::transcript::Transcript;

/// Everything of one source that holds: on the present text, or waiting for somebody.
#[derive(Debug, Default)]
pub struct Standing<'a> {
    /// Codings by people, in order.
    pub codings: Vec<Stood<'a>>,
    /// Decisions that a rule's coding is wrong.
    pub rejected: Vec<Stood<'a>>,
    /// Best quotes.
    pub stars: Vec<Stood<'a>>,
    /// Notes on passages.
    pub memos: Vec<Stood<'a>>,
    /// What could not be placed for certain.
    pub waiting: Vec<Waiting<'a>>,
}

/// Something that stands on the present text.
#[derive(Debug, Clone)]
pub struct Stood<'a> {
    /// The operation that made it; its id is the id of the coding.
    pub operation: &'a Operation,
    /// What its code is called now; empty where there is none.
    pub code: String,
    /// Where it stands, in bytes of the present text.
    pub span: Span,
    /// Whether it was made on another text and came over.
    pub carried: bool,
    /// Whether some of its words are others now.
    pub changed: bool,
}

/// Something that waits for a decision.
#[derive(Debug, Clone)]
pub struct Waiting<'a> {
    /// The operation that made it.
    pub operation: &'a Operation,
    /// What its code is called now; empty where there is none.
    pub code: String,
    /// The words it was made on.
    pub anchor: &'a Anchor,
    /// Why it waits.
    pub why: Reason,
}

/// Why something waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The text it was made on is not kept any more.
    TextMissing,
    /// Its words are not where it says, even in the text it was made on.
    NotThere,
    /// The transcript changed.
    Changed(Why),
}

impl Stood<'_> {
    /// The coding, where it is one.
    pub fn coding(&self) -> Option<&Coding> {
        self.operation.deed.coding()
    }

    /// Whose it is.
    pub fn coder(&self) -> &str {
        self.coding().and_then(|c| c.by.as_deref()).unwrap_or(&self.operation.coder)
    }
}

/// Puts what holds in `ledger` on the present `transcript`. `old` gives the transcripts that codings were made
/// on, by the fingerprints of their texts.
pub fn stand<'a>(
    ledger: &'a Ledger,
    recodes: &Recodes,
    transcript: &Transcript,
    points: &CodePoints,
    old: &dyn Fn(&str) -> Option<Transcript>,
) -> Standing<'a> {
    let anchored: Vec<(&Operation, &Anchor)> =
        ledger.holding().into_iter().filter_map(|o| Some((o, o.deed.anchor()?))).collect();
    let hash = fingerprint(transcript.text.as_bytes());
    let mut places: HashMap<&str, Place> = HashMap::new();
    for (text, group) in by_text(&anchored) {
        if text == hash {
            places.extend(group.iter().map(|(o, anchor)| {
                (
                    o.id.as_str(),
                    anchor.span_in(&transcript.text, points).map(Fate::Same).ok_or(Reason::NotThere),
                )
            }));
        } else if let Some(old) = old(text) {
            let (points, carrier) = (CodePoints::new(&old.text), Carrier::new(&old, transcript));
            places.extend(group.iter().map(|(o, anchor)| {
                let span = anchor.span_in(&old.text, &points).ok_or(Reason::NotThere);
                (o.id.as_str(), span.map(|span| carrier.fate(span)))
            }));
        }
    }
    let mut standing = Standing::default();
    for (operation, anchor) in anchored {
        let place = places.remove(operation.id.as_str()).unwrap_or(Err(Reason::TextMissing));
        standing.add(operation, anchor, recodes, place, anchor.text != hash);
    }
    standing
}

/// Where something stands now, or why nowhere.
type Place = Result<Fate, Reason>;

fn by_text<'a, 'b>(
    anchored: &'b [(&'a Operation, &'a Anchor)],
) -> BTreeMap<&'a str, Vec<&'b (&'a Operation, &'a Anchor)>> {
    let mut groups: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for one in anchored {
        groups.entry(one.1.text.as_str()).or_default().push(one);
    }
    groups
}

impl<'a> Standing<'a> {
    fn add(
        &mut self,
        operation: &'a Operation,
        anchor: &'a Anchor,
        recodes: &Recodes,
        place: Place,
        carried: bool,
    ) {
        let code = operation.deed.coding().map(|c| recodes.code(operation, &c.code).into_owned());
        let code = code.unwrap_or_default();
        let (span, changed) = match place {
            Ok(Fate::Same(span)) => (span, false),
            Ok(Fate::Changed(span)) => (span, true),
            Ok(Fate::Waits(why)) => {
                return self.waiting.push(Waiting { operation, code, anchor, why: Reason::Changed(why) });
            }
            Err(why) => return self.waiting.push(Waiting { operation, code, anchor, why }),
        };
        let stood = Stood { operation, code, span, carried, changed };
        match &operation.deed {
            Deed::Code(_) | Deed::Accept(_) => self.codings.push(stood),
            Deed::Reject(_) => self.rejected.push(stood),
            Deed::Star(_) => self.stars.push(stood),
            _ => self.memos.push(stood),
        }
    }
}
