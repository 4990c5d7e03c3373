//! Where the words of a row stand in the sources.

use verbatim::index::{SourceEntry, SpeakerEntry};
use verbatim::sheet::Row;
use verbatim::text::{CodePoints, Searchable, Span, fold};
use verbatim::transcript::Transcript;

use super::super::context::Context;
use super::super::exit::Failure;
use super::columns::{Columns, cell};

/// Places named of words that stand in several.
const PLACES: usize = 5;
/// So many words stand in one place for a reason, also where a row gives a position of another version of the text.
const TELLING: usize = 4;

/// A source that may hold the words of a row.
pub(super) struct Source {
    pub(super) entry: SourceEntry,
    pub(super) transcript: Transcript,
    searchable: Searchable,
    points: CodePoints,
}

/// Where the words of a row stand.
pub(super) enum Found {
    At(usize, Span),
    Several(Vec<String>),
    /// They are too few to be sure of, and do not stand at the position that the row gives, but there.
    Elsewhere(String),
    /// The row names somebody else who speaks in that source: the place, and who said it there.
    SaidBy(String, String),
    Nowhere(Option<String>),
    /// The row names a source that the study does not have.
    NoSource(String),
}

/// The sources that words are looked for in: all, or the one that was asked for.
pub(super) fn sources(context: &Context, wanted: Option<&str>) -> Result<Vec<Source>, Failure> {
    let catalog = context.index.catalog();
    let is = |entry: &SourceEntry| wanted.is_none_or(|wanted| is_called(entry, wanted));
    let entries: Vec<&SourceEntry> = catalog.sources.values().filter(|entry| is(entry)).collect();
    if entries.is_empty() {
        return Err(match wanted {
            Some(wanted) => Failure::usage(format!("unknown source `{wanted}`")),
            None => Failure::usage("the study has no sources yet").hint("`verbatim add` adds transcripts"),
        });
    }
    let open = |entry: &SourceEntry| {
        let transcript = context.index.transcript(entry)?;
        let (searchable, points) = (Searchable::new(&transcript.text), CodePoints::new(&transcript.text));
        Ok(Source { entry: entry.clone(), transcript, searchable, points })
    };
    entries.into_iter().map(open).collect()
}

/// By short name, path, file name, or file name without ending.
fn is_called(entry: &SourceEntry, name: &str) -> bool {
    let file = entry.path.rsplit('/').next().unwrap_or(&entry.path);
    [entry.short.as_str(), &entry.path, file, stem(file)].iter().any(|known| fold(known) == fold(name))
}

/// By a name as other programs write it: with the number or the folder before it (`D 3: fg1`, `Files\\fg1`), or with the
/// ending of the file that they had.
fn may_be_called(entry: &SourceEntry, name: &str) -> bool {
    let last = name.rsplit(['/', '\\', '>']).next().unwrap_or(name).trim();
    let numbered = last.strip_prefix(['D', 'P']).unwrap_or(last).trim_start();
    let after = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = after.strip_prefix(':').filter(|_| after.len() < numbered.len()).map_or(last, str::trim);
    is_called(entry, bare) || is_called(entry, stem(bare))
}

/// A file name without its ending.
fn stem(file: &str) -> &str {
    let is_ending =
        |ending: &str| (1..=5).contains(&ending.len()) && ending.chars().all(char::is_alphanumeric);
    file.rsplit_once('.').filter(|(_, ending)| is_ending(ending)).map_or(file, |(stem, _)| stem)
}

/// Where the words of a row stand.
pub(super) fn locate(row: &Row, columns: &Columns, sources: &[Source]) -> Found {
    let (words, named) = (cell(row, columns.text), cell(row, columns.source));
    let called = |is: fn(&SourceEntry, &str) -> bool| -> Vec<(usize, &Source)> {
        let all = sources.iter().enumerate();
        all.filter(|(_, source)| named.is_empty() || is(&source.entry, named)).collect()
    };
    let mut here = called(is_called);
    if here.is_empty() {
        here = called(may_be_called);
    }
    if here.is_empty() {
        return Found::NoSource(named.to_owned());
    }
    let number = |at: Option<usize>| cell(row, at).parse::<usize>().ok();
    let mut is_displaced = false;
    if let (Some(start), Some(end)) = (number(columns.start), number(columns.end)) {
        let at = |(number, source): &(usize, &Source)| {
            let text = &source.transcript.text;
            let (start, end) = source.points.byte_of(text, start).zip(source.points.byte_of(text, end))?;
            let span = Some(Span::new(start, end)).filter(|_| start <= end)?;
            (span.of(text).trim() == words).then_some((*number, span))
        };
        let mut there = here.iter().filter_map(at);
        if let (Some((at, span)), None) = (there.next(), there.next()) {
            return Found::At(at, span);
        }
        // Other programs count paragraphs.
        is_displaced = end.checked_sub(start) == Some(words.chars().count());
    }
    let turn = number(columns.turn);
    let mut places: Vec<(usize, Span, String)> = Vec::new();
    for (at, source) in &here {
        let exact = source.transcript.text.match_indices(words).take(PLACES + 1);
        let mut spans: Vec<Span> = exact.map(|(start, hit)| Span::new(start, start + hit.len())).collect();
        if spans.is_empty() {
            spans = source.searchable.find(words, PLACES + 1);
        }
        let address = |span: Span| (*at, span, address(source, span));
        places.extend(
            spans
                .into_iter()
                .filter(|span| turn.is_none_or(|turn| turn_at(source, *span) == turn))
                .map(address),
        );
    }
    let speaker = cell(row, columns.speaker);
    if here.iter().any(|(_, source)| speaks_there(source, speaker)) {
        let is_theirs = |(at, span, _): &(usize, Span, String)| {
            sources
                .get(*at)
                .and_then(|source| said_by(source, *span))
                .is_some_and(|said| is_one(said, speaker))
        };
        let other = places.first().cloned().filter(|_| !places.iter().any(is_theirs));
        if let Some((at, span, place)) = other {
            let said = sources.get(at).and_then(|source| said_by(source, span));
            return Found::SaidBy(place, said.map_or_else(String::new, |said| said.label.clone()));
        }
        places.retain(is_theirs);
    }
    match places.as_slice() {
        [(.., place)] if is_displaced && words.split_whitespace().count() < TELLING => {
            Found::Elsewhere(place.clone())
        }
        [(at, span, _)] => Found::At(*at, *span),
        [] => Found::Nowhere(nearest(words, &here)),
        several => Found::Several(several.iter().take(PLACES).map(|(.., place)| place.clone()).collect()),
    }
}

/// Whether somebody called so speaks in the source.
fn speaks_there(source: &Source, name: &str) -> bool {
    !name.is_empty() && source.entry.speakers.iter().any(|one| is_one(one, name))
}

/// By label or participant.
fn is_one(speaker: &SpeakerEntry, name: &str) -> bool {
    let name = fold(name.trim_end_matches(':'));
    std::iter::once(&speaker.label).chain(&speaker.participants).any(|known| fold(known) == name)
}

/// Who says the words in which `span` begins.
fn said_by(source: &Source, span: Span) -> Option<&SpeakerEntry> {
    let turn = source.transcript.turns.get(turn_at(source, span).checked_sub(1)?)?;
    source.entry.speakers.get(turn.speaker?)
}

/// The place of the longest beginning of the words that is found.
fn nearest(words: &str, sources: &[(usize, &Source)]) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let beginnings = [12, 8, 5, 3].into_iter().filter_map(|length| Some(words.get(..length)?.join(" ")));
    beginnings.into_iter().find_map(|beginning| {
        sources.iter().find_map(|(_, source)| {
            source.searchable.find(&beginning, 1).first().map(|span| address(source, *span))
        })
    })
}

/// The number of the turn in which `span` begins, or of the next.
fn turn_at(source: &Source, span: Span) -> usize {
    source.transcript.turns.partition_point(|turn| turn.span.end <= span.start) + 1
}

fn address(source: &Source, span: Span) -> String {
    format!("{}:{}", source.entry.short, turn_at(source, span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_goes_by_the_names_that_other_programs_give_it() {
        let entry = SourceEntry {
            short: "fg1".into(),
            path: "groepen/Focusgroep 1.docx".into(),
            ..SourceEntry::default()
        };
        for name in ["fg1", "FG1", "groepen/Focusgroep 1.docx", "focusgroep 1.docx", "Focusgroep 1"] {
            assert!(is_called(&entry, name), "{name}");
        }
        for name in
            ["D 3: Focusgroep 1", "12: Focusgroep 1.rtf", "Files\\\\Focusgroep 1", "Maart > Focusgroep 1"]
        {
            assert!(!is_called(&entry, name) && may_be_called(&entry, name), "{name}");
        }
        for name in ["Focusgroep 10", "Focusgroep", "1", ""] {
            assert!(!may_be_called(&entry, name), "{name}");
        }
    }
}
