//! The roles that notes and footnotes tell, beside those of the people who said the quotes.

use verbatim::export::ToldRole;
use verbatim::quote::Quote;
use verbatim::refresh::Remark;

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
}

/// What becomes of a line of notes. The old and the new text of [`Verdict::Renewed`] are the whole lines.
pub(super) fn told(remark: &Remark, quotes: &[Placed], known: &Known, context: &Context) -> Verdict {
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
