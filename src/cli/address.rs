//! Addresses: `fg1`, `fg1:17`, `fg1:17-19`, and exact words in them.

use verbatim::index::{Catalog, SourceEntry};
use verbatim::text::{Searchable, Span, nearest, sentences};
use verbatim::transcript::Transcript;

use super::context::Context;
use super::exit::{Exit, Failure};

/// What somebody points at.
pub(crate) struct Spot<'a> {
    pub(crate) entry: &'a SourceEntry,
    pub(crate) transcript: Transcript,
    /// In bytes of the text.
    pub(crate) span: Span,
}

/// The passage that `typed` and `words` name: whole turns, or the words in them.
pub(crate) fn spot<'a>(context: &'a Context, typed: &str, words: Option<&str>) -> Result<Spot<'a>, Failure> {
    let (_, entry, turns) = turns(context.index.catalog(), typed)?;
    let transcript = context.index.transcript(entry)?;
    let (first, last) = match (turns, words) {
        (Some(turns), _) => turns,
        (None, Some(_)) => (1, u32::try_from(transcript.turns.len()).unwrap_or(u32::MAX)),
        (None, None) => {
            return Err(Failure::usage(format!("`{typed}` names a whole source"))
                .hint(format!("name a turn (`{}:17`), or give --words", entry.short)));
        }
    };
    let at = |number: u32| transcript.turns.get(number as usize - 1).map(|turn| turn.span);
    let (Some(from), Some(to)) = (at(first), at(last)) else {
        return Err(Failure::usage(format!("{} has no turns", entry.short)));
    };
    let whole = Span::new(from.start, to.end);
    let span = match words {
        None => whole,
        Some(words) => words_in(&transcript, (first, last), words, entry)?,
    };
    if span.is_empty() {
        return Err(Failure::usage(format!("`{typed}` has no words")));
    }
    Ok(Spot { entry, transcript, span })
}

/// The one place where `words` were said in these turns (first and last, from 1), in bytes of the text.
pub(crate) fn words_in(
    transcript: &Transcript,
    (first, last): (u32, u32),
    words: &str,
    entry: &SourceEntry,
) -> Result<Span, Failure> {
    if words.trim().is_empty() {
        return Err(Failure::usage("no words are given, only blanks")
            .hint("give the words as they were said; for the whole turn leave --words out"));
    }
    let (first, last) = (first as usize, last as usize);
    let turns = transcript.turns.iter().enumerate().skip(first - 1).take(last + 1 - first);
    let mut places: Vec<(usize, Span)> = Vec::new();
    for (number, turn) in turns {
        let said = transcript.words_of(turn);
        let exact = said.match_indices(words).map(|(at, _)| Span::new(at, at + words.len()));
        let mut here: Vec<Span> = exact.collect();
        if here.is_empty() {
            here = Searchable::new(said).find(words, MOST + 1);
        }
        places.extend(here.into_iter().map(|span| (number + 1, span.shift(turn.span.start))));
    }
    match places.as_slice() {
        [(_, span)] => Ok(*span),
        [] => Err(Failure::usage("these words were not said there").hint(format!(
            "`verbatim find` looks for words everywhere; `verbatim show {}:{first}` shows what was said",
            entry.short
        ))),
        several => Err(ambiguous(transcript, several, entry)),
    }
}

/// So many places are listed.
const MOST: usize = 5;

/// Several places: each with its turn and its sentence.
fn ambiguous(transcript: &Transcript, places: &[(usize, Span)], entry: &SourceEntry) -> Failure {
    let mut message = format!("{} places match:", places.len());
    for (turn, span) in places.iter().take(MOST) {
        message.push_str(&format!("\n  {}:{turn}  {}", entry.short, sentence(transcript, *turn, *span)));
    }
    if places.len() > MOST {
        message.push_str("\n  ...");
    }
    Failure::new(Exit::Usage, message).hint("name the turn, or give more of the words around them")
}

/// The sentence of turn `number` that `span` begins in, shortened.
fn sentence(transcript: &Transcript, number: usize, span: Span) -> String {
    let Some(turn) = transcript.turns.get(number - 1) else { return String::new() };
    let said = transcript.words_of(turn);
    let here = span.start.saturating_sub(turn.span.start);
    let all = sentences(said);
    let found = all.iter().find(|s| s.start <= here && here < s.end);
    let shown = found.map_or(said, |s| s.of(said)).replace('\n', " ");
    if shown.chars().count() > 100 {
        format!("{} ...", shown.chars().take(96).collect::<String>())
    } else {
        shown
    }
}

/// First and last turn, from 1; `None` for the whole source.
pub(crate) type Turns = Option<(u32, u32)>;

/// The source and turns that `typed` names.
pub(crate) fn turns<'a>(catalog: &'a Catalog, typed: &str) -> Result<(u64, &'a SourceEntry, Turns), Failure> {
    let lookup = |name: &str| catalog.by_short(name).or_else(|| catalog.by_path(name));
    if let Some((number, entry)) = lookup(typed) {
        return Ok((number, entry, None));
    }
    let (name, turns) = typed.rsplit_once(':').unwrap_or((typed, ""));
    let Some((number, entry)) = lookup(name) else {
        let failure = Failure::usage(format!("unknown source `{name}`"));
        let shorts = catalog.sources.values().map(|s| s.short.as_str());
        return Err(match nearest(name, shorts) {
            Some(near) => failure.hint(format!("did you mean `{near}`?")),
            None => failure.hint("`verbatim status --sources` shows all sources"),
        });
    };
    let (first, last) = turns.split_once('-').unwrap_or((turns, turns));
    match (first.parse::<u32>(), last.parse::<u32>()) {
        (Ok(first), Ok(last)) if first >= 1 && first <= last && u64::from(last) <= entry.turns => {
            Ok((number, entry, Some((first, last))))
        }
        _ => Err(Failure::usage(format!("`{typed}` names no turns of {name}")).hint(format!(
            "its turns are numbered 1 to {}; write `{name}:17` or `{name}:17-22`",
            entry.turns
        ))),
    }
}
