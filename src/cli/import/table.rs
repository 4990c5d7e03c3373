//! Codings from a table: words and codes in columns, or a survey whose rows were coded.

use std::collections::BTreeMap;
use std::path::Path;

use verbatim::changes::{Intended, make_codings};
use verbatim::coding::{is_reserved, named_codes};
use verbatim::index::SourceEntry;
use verbatim::sheet::{Row, Sheet};
use verbatim::text::{CodePoints, Searchable, Span, fold};
use verbatim::transcript::Transcript;

use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, count, safe};
use super::codes::{NewCodes, Proposals};
use super::columns::{Columns, cell};
use super::{Args, report, survey, target};

/// Rows listed one by one.
const MOST: usize = 20;
/// Places named of words that stand in several.
const PLACES: usize = 5;

/// A source that may hold the words of a row.
struct Source {
    entry: SourceEntry,
    transcript: Transcript,
    searchable: Searchable,
    points: CodePoints,
}

/// Codes of a row, and where the words stand that they are about.
pub(super) struct Coded<'a> {
    pub(super) row: &'a Row,
    /// The columns of the codes.
    pub(super) codes: Vec<usize>,
    pub(super) found: Found,
}

/// Where the words of a row stand.
pub(super) enum Found {
    At(usize, Span),
    Several(Vec<String>),
    Nowhere(Option<String>),
}

pub(super) fn run(
    args: &Args,
    name: &str,
    bytes: &[u8],
    (sheet, columns): (&Sheet, &Columns),
    folder: Option<&Path>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let mut context = Context::open(folder, ui)?;
    let sources = sources(&context, args.source.as_deref())?;
    let rows = rows(sheet, columns, &sources, bytes, &context)?;
    let (mut proposals, mut wishes, mut lost) = (Proposals::default(), Vec::new(), Vec::new());
    for name in &columns.unread {
        ui.warning(&format!("column `{}` was not read", safe(name)));
        ui.hint("columns of codes are called alike: `code 1`, `code 2` and so on");
    }
    for Coded { row, codes, found } in rows {
        let (at, span) = match found {
            Found::At(at, span) => (at, span),
            other => {
                lost.push((row, other));
                continue;
            }
        };
        let coder = coder(args, row, columns)?;
        let all = codes.iter().flat_map(|at| named_codes(row.cell(*at), &context.loaded.codebook));
        for named in all.collect::<Vec<_>>() {
            let (code, name) = match named.code {
                Ok(code) => (code, None),
                Err(unknown) => {
                    proposals.add(&unknown);
                    (String::new(), Some(unknown.name))
                }
            };
            let noted = named.memo.unwrap_or_else(|| cell(row, columns.memo).to_owned());
            let memo = Some(noted).filter(|memo| !memo.is_empty());
            wishes.push((at, name, Intended { coder: coder.clone(), span, code, memo, time: None }));
        }
    }
    let new = match args.add_codes {
        true => Some(NewCodes::of(&proposals, &context.loaded.codebook, &context.study, name)?),
        false => None,
    };
    let mut by_source: BTreeMap<usize, Vec<Intended>> = BTreeMap::new();
    for (at, name, wish) in wishes {
        let code = match name {
            None => Some(wish.code.clone()),
            Some(name) => new.as_ref().and_then(|new| new.path(&name)).map(str::to_owned),
        };
        if let Some(code) = code {
            by_source.entry(at).or_default().push(Intended { code, ..wish });
        }
    }
    if let (Some(new), false) = (&new, args.dry_run) {
        new.write(&context.study, ui)?;
    }
    for (at, intended) in by_source {
        let Some(source) = sources.get(at) else { continue };
        let short = &source.entry.short;
        let made = make_codings(&context.study, short, &source.transcript, intended, args.dry_run)?;
        report::made(&made, &source.entry.short, args.dry_run, ui)?;
    }
    if let Some(new) = &new {
        report::added(new, args.dry_run, ui)?;
    }
    if !args.dry_run {
        target::refresh_index(&mut context)?;
    }
    let open = report::open_names(&proposals, new.as_ref(), ui)?;
    let (several, nowhere) = unfound(&lost, columns, ui)?;
    Ok(match (open || several, nowhere) {
        (true, _) => Exit::Decision,
        (false, true) => Exit::Part,
        (false, false) => Exit::Done,
    })
}

fn sources(context: &Context, wanted: Option<&str>) -> Result<Vec<Source>, Failure> {
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
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    [entry.short.as_str(), &entry.path, file, stem].iter().any(|known| fold(known) == fold(name))
}

fn coder(args: &Args, row: &Row, columns: &Columns) -> Result<String, Failure> {
    let named = Some(cell(row, columns.coder)).filter(|coder| !coder.is_empty()).map(str::to_owned);
    let set = || std::env::var("VERBATIM_CODER").ok().filter(|coder| !coder.trim().is_empty());
    let coder = args.coder.clone().or(named).or_else(set);
    match coder.map(|coder| coder.trim().to_owned()) {
        Some(coder) if !is_reserved(&coder) => Ok(coder),
        _ => Err(Failure::usage(format!("row {} does not say which person coded", row.number))
            .hint("say who: --coder NAME, or a column `coder`")),
    }
}

/// The coded rows with the place of their words: found in the sources, or where the table is a source itself,
/// what stands in the row.
fn rows<'a>(
    sheet: &'a Sheet,
    columns: &Columns,
    sources: &[Source],
    bytes: &[u8],
    context: &Context,
) -> Result<Vec<Coded<'a>>, Failure> {
    let own = |source: &Source| {
        let path = context.study.corpus().join(&source.entry.path);
        std::fs::metadata(&path).is_ok_and(|meta| meta.len() == bytes.len() as u64)
            && std::fs::read(&path).is_ok_and(|there| there == bytes)
    };
    if let Some((at, source)) = sources.iter().enumerate().find(|(_, source)| own(source)) {
        return Ok(survey::coded(sheet, columns, at, &source.transcript));
    }
    if columns.text.is_none() {
        return Err(Failure::usage("no column of this table holds the words that were coded").hint(
            "name it `text`; a survey whose rows were coded has to be a source first: `verbatim add`",
        ));
    }
    let coded = |row: &'a Row| {
        let codes = columns.codes.iter().copied().filter(|at| !cell(row, Some(*at)).is_empty());
        let codes: Vec<usize> = codes.collect();
        let is_filled = !codes.is_empty() && !cell(row, columns.text).is_empty();
        is_filled.then(|| Coded { row, codes, found: locate(row, columns, sources) })
    };
    Ok(sheet.rows.iter().skip(1).filter_map(coded).collect())
}

fn locate(row: &Row, columns: &Columns, sources: &[Source]) -> Found {
    let (words, named) = (cell(row, columns.text), cell(row, columns.source));
    let here: Vec<(usize, &Source)> =
        sources.iter().enumerate().filter(|(_, s)| named.is_empty() || is_called(&s.entry, named)).collect();
    let number = |at: Option<usize>| cell(row, at).parse::<usize>().ok();
    if let (Some(start), Some(end), [(at, source)]) =
        (number(columns.start), number(columns.end), here.as_slice())
    {
        let text = &source.transcript.text;
        let span = source.points.byte_of(text, start).zip(source.points.byte_of(text, end));
        if let Some(span) = span.map(|(a, b)| Span::new(a, b)).filter(|span| span.of(text).trim() == words) {
            return Found::At(*at, span);
        }
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
    match places.as_slice() {
        [(at, span, _)] => Found::At(*at, *span),
        [] => Found::Nowhere(nearest(words, &here)),
        several => Found::Several(several.iter().take(PLACES).map(|(.., place)| place.clone()).collect()),
    }
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

/// Lists the rows whose words were not found in one place; whether there are some of several places, and of
/// none.
fn unfound(lost: &[(&Row, Found)], columns: &Columns, ui: &mut Ui) -> Result<(bool, bool), Failure> {
    let is_several = |found: &Found| matches!(found, Found::Several(_));
    let several = lost.iter().filter(|(_, found)| is_several(found)).count();
    let nowhere = lost.len() - several;
    if several > 0 {
        ui.warning(&format!("the words of {} in several places", count(several, "row stand", "rows stand")));
        ui.hint("add a column `source`, `turn`, or `start` and `end`, then import again");
    }
    if nowhere > 0 {
        ui.warning(&format!("the words of {} in no source", count(nowhere, "row stand", "rows stand")));
    }
    for (row, found) in lost.iter().take(MOST) {
        let words: String = cell(row, columns.text).replace('\n', " ").chars().take(60).collect();
        let where_ = match found {
            Found::Several(places) => format!("stands at {}", places.join(", ")),
            Found::Nowhere(Some(near)) => format!("not found; its beginning stands at {near}"),
            _ => "not found".to_owned(),
        };
        ui.line(&format!("  row {}: “{}” {where_}", row.number, safe(&words)))?;
    }
    if lost.len() > MOST {
        ui.line(&format!("  ... and {} more", lost.len() - MOST))?;
    }
    Ok((several > 0, nowhere > 0))
}
