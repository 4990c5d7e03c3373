//! The words of a quote in a file, beside what was said.

use verbatim::present::State;
use verbatim::quote::Quote;
use verbatim::quoteset::Picked;
use verbatim::refresh::Spot;
use verbatim::shown::{Ends, fit, tokens, told};
use verbatim::text::{CodePoints, Language, Span, fingerprint};

use verbatim::index::quote_at;

use super::super::code::shortened;
use super::super::consent;
use super::super::context::Context;
use super::super::exit::Failure;
use super::super::ui::safe;
use super::Verdict;
use super::known::Known;

/// What becomes of the words of a quote, and what was said: nothing where it may not be shown or is not found;
/// several where more people said the words of a quote of no set.
pub(super) fn verdict(
    id: &str,
    parts: &[(usize, &Spot)],
    known: &Known,
    context: &Context,
) -> Result<(Verdict, Vec<Quote>), Failure> {
    let words: Vec<&str> = parts.iter().map(|(_, spot)| spot.words.trim()).collect();
    let words = words.join(" ");
    let open = |why: String| Verdict::Open(format!("{}: {}", safe(&why), safe(&shortened(&words))));
    let Some(stood) = known.picked(id, &words) else { return unpicked(id, &words, known, context) };
    let Some(quote) = stood.quote() else {
        return Ok((open("its words are not found in the transcript any more".to_owned()), Vec::new()));
    };
    if let Some(why) = consent::refusal_to_show(quote, false, context)? {
        return Ok((open(why), Vec::new()));
    }
    let verdict = match &stood.state {
        State::Misquoted { shown, said, .. } => {
            open(format!("the set shows `{shown}` where `{said}` was said"))
        }
        _ => compared(&words, quote, &stood.picked, parts.len(), known),
    };
    Ok((verdict, vec![quote.clone()]))
}

/// The words in the file beside those of the set.
fn compared(words: &str, quote: &Quote, picked: &Picked, parts: usize, known: &Known) -> Verdict {
    let same = |text: &str| text.split_whitespace().eq(words.split_whitespace());
    if same(quote.shown()) || picked.translations.values().any(|translation| same(&translation.text)) {
        return Verdict::Current;
    }
    let told_of = |why: String| format!("{}: {}", safe(&why), safe(&shortened(words)));
    let was_ours = known.was_shown(&quote.id, &fingerprint(words.as_bytes()))
        // What was picked is what was shown before the transcript was corrected.
        || same(picked.shown());
    if was_ours && parts > 1 {
        let why = "its words changed, and it goes over several slides: export it to a new file and copy it";
        return Verdict::Open(told_of(why.to_owned()));
    }
    if was_ours {
        return Verdict::Renewed { old: words.to_owned(), new: quote.shown().to_owned() };
    }
    match fit(&quote.text, &tokens(&quote.text), words, &known.fillers, Ends::Whole) {
        Ok(fit) => {
            let edits = told(&fit.edits, Language::ENGLISH);
            Verdict::Own(format!("edited by the author ({}): {}", safe(&edits), safe(&shortened(words))))
        }
        Err(misfit) => {
            let (shown, said) = (misfit.shown.of(words), misfit.said.of(&quote.text));
            let why = format!("edited by hand beyond the grammar: `{shown}` where `{said}` was said");
            Verdict::Open(told_of(why))
        }
    }
}

/// A quote of no set: its words must still stand somewhere, and who said them must still agree.
fn unpicked(
    id: &str,
    words: &str,
    known: &Known,
    context: &Context,
) -> Result<(Verdict, Vec<Quote>), Failure> {
    let open = |why: &str| Verdict::Open(format!("{}: {}", safe(why), safe(&shortened(words))));
    if let Some(why) = consent::refusal_of(known.participants(id), false, context)? {
        return Ok((open(&why), Vec::new()));
    }
    let (stands, mut said) = said(words, context)?;
    if !stands {
        return Ok((open("it stands in no set, and its words are in no transcript"), Vec::new()));
    }
    let addresses = known.addresses(id);
    if said.iter().any(|quote| addresses.contains(quote.address.as_str())) {
        said.retain(|quote| addresses.contains(quote.address.as_str()));
    }
    said.dedup_by(|a, b| {
        a.participants == b.participants && a.role == b.role && a.attributes == b.attributes
    });
    for quote in &mut said {
        id.clone_into(&mut quote.id);
        if let Some(why) = consent::refusal_to_show(quote, false, context)? {
            return Ok((open(&why), Vec::new()));
        }
    }
    Ok((Verdict::Current, said))
}

/// Whether the words stand in a transcript, and each place where one turn holds them.
fn said(words: &str, context: &Context) -> Result<(bool, Vec<Quote>), Failure> {
    let (mut stands, mut said) = (false, Vec::new());
    for entry in context.index.catalog().sources.values() {
        if words.is_empty() || !context.index.text(entry)?.contains(words) {
            continue;
        }
        stands = true;
        let transcript = context.index.transcript(entry)?;
        let points = CodePoints::new(&transcript.text);
        let places = transcript.text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len()));
        said.extend(places.filter_map(|span| quote_at(entry, &transcript, &points, span)));
    }
    Ok((stands, said))
}
