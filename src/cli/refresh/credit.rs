//! The attribution that stands with a quote, beside who said it.

use verbatim::coding::Manner;
use verbatim::export::on_slide;
use verbatim::quote::Quote;
use verbatim::refresh::{Credit, Spot};
use verbatim::verify::{Attributed, Spoken};

use super::super::consent;
use super::super::context::Context;
use super::super::exit::Failure;
use super::Verdict;
use super::known::Known;
use super::manner::{Speakers, flat, in_languages, mark};

/// What becomes of an attribution.
pub(super) struct Credited {
    pub(super) verdict: Verdict,
    /// Which of the texts below the quote it is.
    pub(super) which: usize,
    /// What it is then, where it is verbatim's: the text, and in which manner.
    pub(super) ours: Option<(String, Manner)>,
}

/// What verbatim may have written, and in which manner.
struct Ours<'s> {
    which: usize,
    shown: &'s str,
    manner: Manner,
}

/// The attribution of `spot`, the last part of the quote `id`; `quotes` is what was said, by whom: several where more
/// people said these words. `pattern` is the one asked for, in place of that of the file.
pub(super) fn credited(
    spot: &Spot,
    quotes: &[Quote],
    pattern: Option<&str>,
    known: &Known,
    context: &Context,
) -> Result<Credited, Failure> {
    let none = |verdict| Credited { verdict, which: 0, ours: None };
    let (Some(quote), false) = (quotes.first(), spot.credits.is_empty()) else {
        return Ok(none(Verdict::Current));
    };
    let mut unsure = None;
    for said in quotes {
        let Some(ours) = ours(spot, said, known, context)? else { continue };
        let shown = ours.shown;
        let credited = renewed(ours, spot.slide.is_some(), said, pattern, context)?;
        if quotes.len() == 1 || matches!(credited.verdict, Verdict::Current) {
            return Ok(credited);
        }
        unsure =
            Some(format!("several people said these words, so its attribution stays: `{}`", flat(shown)));
    }
    if let Some(why) = unsure {
        return Ok(none(Verdict::Open(why)));
    }
    let Some(credit) = spot.credits.iter().rfind(|credit| credit.is_placed) else {
        // The author took it away.
        return Ok(none(Verdict::Current));
    };
    Ok(none(edited(credit, quote, quotes.len(), known)))
}

/// The text below the quote that verbatim wrote; or that is what it would write.
fn ours<'s>(
    spot: &'s Spot,
    quote: &Quote,
    known: &Known,
    context: &Context,
) -> Result<Option<Ours<'s>>, Failure> {
    for (which, credit) in spot.credits.iter().enumerate() {
        let (shown, fingerprint) = (credit.words.as_str(), mark(&credit.words));
        let noted = known.noted(&spot.id).rfind(|noted| noted.quote.credit.as_ref() == Some(&fingerprint));
        if let Some(noted) = noted {
            return Ok(Some(Ours { which, shown, manner: noted.manner.clone() }));
        }
    }
    for (which, credit) in spot.credits.iter().enumerate() {
        let own = known.manner_of(&spot.id);
        let Manner { unlabelled, without_originals, .. } = *own;
        let usual = Manner { unlabelled, without_originals, ..Manner::default() };
        let languages = in_languages(own, context).chain(in_languages(&usual, context));
        for manner in [own.clone(), usual.clone()].into_iter().chain(languages) {
            if mark(&Speakers::of(&manner, context).credit(quote)?) == mark(&credit.words) {
                return Ok(Some(Ours { which, shown: &credit.words, manner }));
            }
        }
    }
    Ok(None)
}

/// What verbatim wrote, as it would write it now.
fn renewed(
    ours: Ours<'_>,
    is_slide: bool,
    quote: &Quote,
    pattern: Option<&str>,
    context: &Context,
) -> Result<Credited, Failure> {
    let Ours { which, shown, manner } = ours;
    let manner = with_pattern(manner, pattern, context);
    let speakers = Speakers::of(&manner, context);
    if let Some(why) = consent::refusal_to_show(quote, speakers.are_named(), context)? {
        let verdict = Verdict::Open(format!("its attribution names somebody: {why}"));
        return Ok(Credited { verdict, which, ours: None });
    }
    let now = speakers.credit(quote)?;
    let now = if is_slide { on_slide(&now) } else { now };
    let verdict = if flat(&now) == flat(shown) {
        Verdict::Current
    } else {
        Verdict::Renewed { old: shown.to_owned(), new: now.clone() }
    };
    Ok(Credited { verdict, which, ours: Some((now, manner)) })
}

/// A manner with the pattern that was asked for.
pub(super) fn with_pattern(manner: Manner, pattern: Option<&str>, context: &Context) -> Manner {
    let Some(pattern) = pattern else { return manner };
    let asked =
        Some(pattern.to_owned()).filter(|pattern| *pattern != context.study.config.export.attribution);
    Manner { attribution: asked, ..manner }
}

/// What an author made of it: wrong where it names another role, organisation or person than those who said it.
fn edited(credit: &Credit, quote: &Quote, people: usize, known: &Known) -> Verdict {
    let spoken = Spoken {
        label: quote.speaker.clone().unwrap_or_default(),
        participants: quote.participants.clone(),
        role: quote.role.clone(),
        organisation: quote.attributes.get("organisation").cloned(),
        ..Spoken::default()
    };
    let shown = flat(&credit.words);
    // Of people with several roles none is known; nothing can be held against it.
    let is_known = quote.role.is_some() && people == 1;
    match known.people.check(Some(&shown), false, &[&spoken]) {
        Attributed::Wrong { said_by, .. } if is_known => Verdict::Open(format!(
            "its attribution was edited by hand and does not agree with who said it ({said_by}): `{shown}`"
        )),
        _ => Verdict::Own(format!("attribution edited by the author: {shown}")),
    }
}
