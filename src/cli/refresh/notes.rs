//! What notes and footnotes tell of the quotes: who said them in which role, where, and their words.

use std::borrow::Cow;
use std::collections::BTreeMap;

use verbatim::export::{ToldRole, renewed_provenance, told_address};
use verbatim::quote::Quote;
use verbatim::refresh::Remark;

use super::super::code::shortened;
use super::super::context::Context;
use super::Verdict;
use super::known::Known;
use super::manner::{Speakers, in_languages, mark};

/// A quote of the file, and where it stands.
pub(super) struct Placed {
    pub(super) id: String,
    /// The number of its slide; `None` in a document, and where only a set has it.
    pub(super) slide: Option<usize>,
    pub(super) quote: Quote,
    /// Whether the words as they were said stay out of the file.
    pub(super) stays_out: bool,
}

impl Placed {
    /// The quote as it goes into the file.
    fn written(&self) -> Cow<'_, Quote> {
        let mut quote = Cow::Borrowed(&self.quote);
        if self.stays_out {
            quote.to_mut().withhold_original();
        }
        quote
    }
}

/// What a line of notes is.
pub(super) enum Line<'q> {
    /// Something of the author's.
    Other,
    /// The provenance of a quote; which one, where that is certain.
    Provenance(Option<&'q Placed>),
    /// The words of the quote whose provenance stands above.
    Words(&'q Placed),
}

/// Goes from line to line and knows which quote each is about.
#[derive(Default)]
pub(super) struct Beside<'q> {
    /// How many lines so far were about this address on this slide.
    seen: BTreeMap<(String, Option<usize>), usize>,
    /// The quote whose provenance was the line before, and where.
    above: Option<(&'q Placed, String)>,
}

impl<'q> Beside<'q> {
    pub(super) fn quote_of(&mut self, remark: &Remark, quotes: &'q [Placed]) -> Line<'q> {
        let above = self.above.take();
        let Some(address) = told_address(&remark.words) else {
            let is_words = remark.words.trim_start().starts_with('“');
            return match above.filter(|(_, place)| is_words && *place == remark.place) {
                Some((placed, _)) => Line::Words(placed),
                None => Line::Other,
            };
        };
        let same = |placed: &&Placed| placed.quote.address == address && placed.slide == remark.slide;
        let number = self.seen.entry((address.to_owned(), remark.slide)).or_default();
        let placed = quotes.iter().filter(same).nth(*number);
        *number += 1;
        self.above = placed.map(|placed| (placed, remark.place.clone()));
        Line::Provenance(placed)
    }
}

/// What becomes of a line of provenance. The old and the new text of [`Verdict::Renewed`] are the whole lines.
pub(super) fn provenance(
    remark: &Remark,
    placed: Option<&Placed>,
    quotes: &[Placed],
    known: &Known,
    context: &Context,
) -> Verdict {
    let of_role = role(remark, quotes, known, context);
    if matches!(of_role, Verdict::Open(_)) {
        return of_role;
    }
    let line = match &of_role {
        Verdict::Renewed { new, .. } => new,
        _ => &remark.words,
    };
    let now = placed.and_then(|placed| renewed_provenance(line, &placed.written()));
    match now.filter(|now| now != line) {
        Some(new) => Verdict::Renewed { old: remark.words.clone(), new },
        None => of_role,
    }
}

/// What becomes of the words of a quote in notes: there they stand as they were said.
pub(super) fn words(remark: &Remark, placed: &Placed, known: &Known) -> Verdict {
    let line = remark.words.trim();
    let inner = line.strip_prefix('“').unwrap_or(line);
    let inner = inner.strip_suffix('”').unwrap_or(inner);
    let said = &placed.quote.text;
    let is_said = inner.split_whitespace().eq(said.split_whitespace());
    if placed.stays_out && (is_said || known.was_said(&placed.id, inner)) {
        return Verdict::Renewed { old: remark.words.clone(), new: String::new() };
    }
    if is_said {
        return Verdict::Current;
    }
    if known.was_said(&placed.id, inner) {
        return Verdict::Renewed { old: remark.words.clone(), new: format!("“{said}”") };
    }
    Verdict::Open(format!("they hold other words than `{}`, which was said", shortened(said)))
}

/// What becomes of the role in a line of provenance.
fn role(remark: &Remark, quotes: &[Placed], known: &Known, context: &Context) -> Verdict {
    let Some(told) = ToldRole::of(&remark.words) else { return Verdict::Current };
    let is_at = |placed: &&Placed| {
        placed.quote.address == told.address || known.addresses(&placed.id).contains(told.address)
    };
    let here = |placed: &&Placed| placed.slide == remark.slide;
    let mut said: Vec<&Placed> = quotes.iter().filter(is_at).filter(here).collect();
    if said.is_empty() {
        // The author moved the quote to another slide than its notes, or took it away.
        said = quotes.iter().filter(is_at).collect();
    }
    let verdicts: Vec<Verdict> =
        said.iter().map(|placed| beside(&told, remark, placed, known, context)).collect();
    let mut verdicts = verdicts.into_iter();
    let Some(first) = verdicts.next() else { return Verdict::Current };
    if matches!(first, Verdict::Current) || verdicts.any(|other| matches!(other, Verdict::Current)) {
        return Verdict::Current;
    }
    first
}

fn beside(
    told: &ToldRole<'_>,
    remark: &Remark,
    placed: &Placed,
    known: &Known,
    context: &Context,
) -> Verdict {
    let own = known.manner_of(&placed.id);
    let now = Speakers::of(own, context).role(&placed.quote);
    let mut languages = in_languages(own, context);
    let is_told = |role: Option<String>| role.as_deref() == Some(told.fact);
    if is_told(now.clone()) || languages.any(|m| is_told(Speakers::of(&m, context).role(&placed.quote))) {
        return Verdict::Current;
    }
    let fingerprint = mark(told.fact);
    let noted = known.noted(&placed.id).rfind(|noted| noted.quote.role.as_ref() == Some(&fingerprint));
    match noted {
        Some(noted) => {
            let now = Speakers::of(&noted.manner, context).role(&placed.quote);
            let new = told.replaced(&remark.words, now.as_deref());
            Verdict::Renewed { old: remark.words.clone(), new }
        }
        None => {
            let now = now.unwrap_or_else(|| "no role".to_owned());
            Verdict::Open(format!("they say `{}` of {}, where `{now}` is known", told.fact, told.address))
        }
    }
}
