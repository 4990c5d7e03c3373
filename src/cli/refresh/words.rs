//! The words of a quote in a file, beside what was said.

use regex::Regex;
use verbatim::present::{State, told_misquoted};
use verbatim::quote::{Presented, Quote};
use verbatim::quoteset::Picked;
use verbatim::refresh::Spot;
use verbatim::shown::{Ends, fit, overlong, tokens, told};
use verbatim::text::{CodePoints, Language, Span, fingerprint, inner_marks};

use verbatim::index::quote_at;

use super::super::code::shortened;
use super::super::consent;
use super::super::context::Context;
use super::super::exit::Failure;
use super::super::pick::too_long;
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
        // Whoever said it may have taken consent back since; that weighs more than where the words are.
        let who: Vec<String> = stood.participants().iter().chain(known.participants(id)).cloned().collect();
        let refusal = consent::refusal_of(&who, false, context)?;
        let why = refusal.unwrap_or_else(|| "its words are not found in the transcript any more".to_owned());
        return Ok((open(why), Vec::new()));
    };
    if let Some(why) = consent::refusal_to_show(quote, false, context)? {
        return Ok((open(why), Vec::new()));
    }
    if let State::Stands { .. } = &stood.state
        && let Some(outdated) = outdated(&words, quote, &stood.picked, known)
    {
        let why = "what was said was corrected since this translation of it was made; put the right one into the set";
        return Ok((open(why.to_owned()), vec![outdated]));
    }
    let verdict = match &stood.state {
        State::Misquoted { shown, said, .. } => {
            open(format!("the set has what was not said: {}", told_misquoted(shown, said)))
        }
        _ => compared(&words, quote, &stood.picked, parts, known),
    };
    Ok((verdict, vec![quote.clone()]))
}

/// The quote as the file has it, where that is a translation of other words than stand now: the one of the set, or an
/// older one that was exported.
fn outdated(words: &str, quote: &Quote, picked: &Picked, known: &Known) -> Option<Quote> {
    let same = |text: &str| text.split_whitespace().eq(words.split_whitespace());
    let shows = |text: &str, language| same(text) || same(&inner_marks(text, language));
    let is_said =
        [quote.shown(), &quote.text, picked.shown()].into_iter().any(|said| shows(said, quote.language));
    let was_shown = !is_said && known.was_shown(&quote.id, &fingerprint(words.as_bytes()));
    let asked = known.manner_of(&quote.id).translation.filter(|_| was_shown);
    let (language, translation) = picked.outdated(&quote.text).find(|(language, translation)| {
        asked == Some(*language) || shows(&translation.text, Some(*language))
    })?;
    let presented = Presented {
        words: translation.text.clone(),
        translation: Some((language, translation.by.clone())),
        ..quote.presented.clone().unwrap_or_default()
    };
    Some(Quote { presented: Some(presented), ..quote.clone() })
}

/// The words in the file beside those of the set.
fn compared(words: &str, quote: &Quote, picked: &Picked, parts: &[(usize, &Spot)], known: &Known) -> Verdict {
    let same = |text: &str| text.split_whitespace().eq(words.split_whitespace());
    let shows = |text: &str, language| same(text) || same(&inner_marks(text, language));
    let mut translated = picked.translations.iter();
    if shows(quote.shown(), quote.shown_language())
        || translated.any(|(language, translation)| shows(&translation.text, Some(*language)))
    {
        return Verdict::Current;
    }
    let told_of = |why: String| format!("{}: {}", safe(&why), safe(&shortened(words)));
    let was_ours = known.was_shown(&quote.id, &fingerprint(words.as_bytes()))
        // What was picked is what was shown before the transcript was corrected.
        || shows(picked.shown(), quote.language);
    if was_ours {
        return renewed(words, &quote.within_marks(), parts);
    }
    match fit(&quote.text, &tokens(&quote.text), words, &known.dispensable, Ends::Whole) {
        Ok(fit) => {
            let edits = told(&fit.edits, Language::ENGLISH);
            Verdict::Own(format!("edited by the author ({}): {}", safe(&edits), safe(&shortened(words))))
        }
        Err(misfit) => {
            let (shown, said) = (misfit.shown.of(words), misfit.said.of(&quote.text));
            let why = match overlong(words) {
                Some(long) => too_long(words, long),
                None => format!("`{shown}` where `{said}` was said"),
            };
            Verdict::Open(told_of(format!("edited by hand beyond the grammar: {why}")))
        }
    }
}

/// Words that verbatim wrote, as `new` says them now; left to the author where more than words would go.
fn renewed(words: &str, new: &str, parts: &[(usize, &Spot)]) -> Verdict {
    let told_of = |why: &str| Verdict::Open(format!("{why}: {}", safe(&shortened(words))));
    if parts.len() > 1 {
        return told_of(
            "its words changed, and it goes over several slides: export it to a new file and copy it",
        );
    }
    let own: Vec<&str> = parts.iter().flat_map(|(_, spot)| spot.own()).copied().collect();
    if own.is_empty() {
        return Verdict::Renewed { old: words.to_owned(), new: new.to_owned() };
    }
    let now = safe(&shortened(new));
    let lost = own.join(", ");
    told_of(&format!("its words are `{now}` now; change them by hand, for renewing them would lose {lost}"))
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
    let sought = Sought::of(words);
    for entry in context.index.catalog().sources.values() {
        if words.is_empty() || !sought.stands_in(&context.index.text(entry)?) {
            continue;
        }
        stands = true;
        let transcript = context.index.transcript(entry)?;
        let points = CodePoints::new(&transcript.text);
        let places = sought.places(&transcript.text).into_iter();
        said.extend(places.filter_map(|span| quote_at(entry, &transcript, &points, span)));
    }
    Ok((stands, said))
}

/// Words of a file as they may stand in a transcript: single marks within those of the file may have been double ones.
enum Sought<'w> {
    Plain(&'w str),
    Marked(Regex),
}

impl<'w> Sought<'w> {
    fn of(words: &'w str) -> Self {
        if !words.contains(['‘', '’', '‚']) {
            return Self::Plain(words);
        }
        let pattern = regex::escape(words);
        let pattern = pattern.replace('‘', "[‘“\"]").replace('’', "[’”\"]").replace('‚', "[‚„\"]");
        Regex::new(&pattern).map_or(Self::Plain(words), Self::Marked)
    }

    fn stands_in(&self, text: &str) -> bool {
        match self {
            Self::Plain(words) => text.contains(words),
            Self::Marked(pattern) => pattern.is_match(text),
        }
    }

    fn places(&self, text: &str) -> Vec<Span> {
        match self {
            Self::Plain(words) => {
                text.match_indices(words).map(|(at, _)| Span::new(at, at + words.len())).collect()
            }
            Self::Marked(pattern) => {
                pattern.find_iter(text).map(|found| Span::new(found.start(), found.end())).collect()
            }
        }
    }
}
