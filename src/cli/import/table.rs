//! Codings from a table: words and codes in columns, or a survey whose rows were coded.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use verbatim::changes::{Intended, make_codings};
use verbatim::codebook::Codebook;
use verbatim::coding::{Named, is_reserved, named_codes};
use verbatim::sheet::{Row, Sheet};
use verbatim::text::fold;

use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::Ui;
use super::added::NewCodes;
use super::codes::Proposals;
use super::columns::{CodeColumn, Columns, cell};
use super::commas::Alone;
use super::counts::Counts;
use super::places::{Found, Source, locate, sources};
use super::{Args, marks, report, survey, target};

/// Codes of a row, and where the words stand that they are about.
pub(super) struct Coded<'a> {
    pub(super) row: &'a Row,
    /// The columns of the codes.
    pub(super) codes: Vec<&'a CodeColumn>,
    pub(super) found: Found,
}

/// A coding that a row asks for.
struct Wish {
    /// The number of its source.
    source: usize,
    /// Its name, where that is no code of the codebook.
    name: Option<String>,
    coding: Intended,
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
    let own = sources.iter().position(|source| is_file_of(source, bytes, &context));
    let columns = &chosen(args, sheet, columns, own.is_some(), &context.loaded.codebook)?;
    report::columns(columns, ui);
    let counts = counted(sheet, columns, own.is_some(), &context.loaded.codebook);
    report::counts(&counts, ui);
    let rows = match own.and_then(|at| Some((at, sources.get(at)?))) {
        Some((at, source)) => {
            let coded = survey::coded(sheet, columns, at, &source.transcript);
            report::together(&survey::coded_together(&coded, &source.transcript), ui);
            coded
        }
        None => {
            report::unfilled(sheet, columns, ui);
            rows(sheet, columns, &sources)?
        }
    };
    let (mut proposals, mut wishes, mut lost) = (Proposals::default(), Vec::new(), Vec::new());
    let mut unsure: Vec<(usize, &str, String)> = Vec::new();
    let alone = Alone::of(sheet, columns);
    for Coded { row, codes, found } in rows {
        let Found::At(source, span) = found else {
            lost.push((row, found));
            continue;
        };
        for column in codes {
            let found = row.cell(column.at).trim();
            if let Some(code) = column.marks.as_deref().filter(|_| marks::mark(found).is_none()) {
                unsure.push((row.number, code, found.to_owned()));
                continue;
            }
            let coder = coder(args, row, columns, column)?;
            let codebook = &context.loaded.codebook;
            let named = names(row, column, codebook).into_iter();
            for named in named.flat_map(|named| alone.parted(named, codebook)) {
                let (code, name) = match named.code {
                    Ok(code) => (code, None),
                    Err(unknown) => {
                        proposals.add(&unknown);
                        (String::new(), Some(unknown.name))
                    }
                };
                let memos = [named.memo.as_deref().unwrap_or_default(), cell(row, columns.memo)];
                let memo = memos.into_iter().filter(|memo| !memo.is_empty()).collect::<Vec<_>>().join("\n");
                let memo = Some(memo).filter(|memo| !memo.is_empty());
                let coding = Intended { coder: coder.clone(), span, code, memo, time: None };
                wishes.push(Wish { source, name, coding });
            }
        }
    }
    let new = match args.add_codes {
        true => Some(NewCodes::of(&proposals, &context.loaded.codebook, &context.study, name)?),
        false => None,
    };
    if let (Some(new), false) = (&new, args.dry_run) {
        new.write(&context.study, ui)?;
    }
    for (at, intended) in by_source(wishes, new.as_ref()) {
        let Some(source) = sources.get(at) else { continue };
        let short = &source.entry.short;
        let made = make_codings(&context.study, short, &source.transcript, intended, args.dry_run)?;
        report::made(&made, short, args.dry_run, ui)?;
    }
    if let Some(new) = &new {
        report::added(new, args.dry_run, ui)?;
    }
    if !args.dry_run {
        target::refresh_index(&mut context)?;
    }
    let open = report::open_names(&proposals, new.as_ref(), args.dry_run, ui)?;
    report::unsure(&unsure, ui)?;
    let (several, nowhere) = report::unfound(&lost, columns, ui)?;
    Ok(match (open || several, nowhere || !unsure.is_empty() || !counts.is_empty()) {
        (true, _) => Exit::Decision,
        (false, true) => Exit::Part,
        (false, false) => Exit::Done,
    })
}

/// The codings of which the code is known, or new, by the number of their source.
fn by_source(wishes: Vec<Wish>, new: Option<&NewCodes>) -> BTreeMap<usize, Vec<Intended>> {
    let mut by_source: BTreeMap<usize, Vec<Intended>> = BTreeMap::new();
    for Wish { source, name, coding } in wishes {
        let code = match name {
            None => Some(coding.code.clone()),
            Some(name) => new.and_then(|new| new.path(&name)).map(str::to_owned),
        };
        if let Some(code) = code {
            by_source.entry(source).or_default().push(Intended { code, ..coding });
        }
    }
    by_source
}

/// Whether the table is the file of a source.
fn is_file_of(source: &Source, bytes: &[u8], context: &Context) -> bool {
    let path = context.study.corpus().join(&source.entry.path);
    std::fs::metadata(&path).is_ok_and(|meta| meta.len() == bytes.len() as u64)
        && std::fs::read(&path).is_ok_and(|there| there == bytes)
}

/// The columns that are asked for.
fn chosen(
    args: &Args,
    sheet: &Sheet,
    columns: &Columns,
    is_source: bool,
    codebook: &Codebook,
) -> Result<Columns, Failure> {
    let mut columns = columns.clone();
    let coders: Vec<&str> = columns.codes.iter().filter_map(|column| column.coder.as_deref()).collect();
    if let Some(wanted) = args.coder.as_deref().filter(|_| !coders.is_empty()) {
        if !coders.iter().any(|coder| fold(coder) == fold(wanted.trim())) {
            let message =
                format!("the headers say who coded ({}), and it is not `{wanted}`", coders.join(", "));
            return Err(Failure::usage(message)
                .hint("leave `--coder` out; with one of these names only their column is imported"));
        }
        let is_theirs = |column: &CodeColumn| {
            column.coder.as_deref().is_some_and(|coder| fold(coder) == fold(wanted.trim()))
        };
        columns.codes.retain(is_theirs);
    }
    if is_source {
        columns.left_out.clear();
    }
    if is_source && columns.is_matrix() {
        // A survey has questions that are answered by a mark, too.
        let is_code = |column: &CodeColumn| {
            column
                .marks
                .as_deref()
                .is_some_and(|name| named_codes(name, codebook).iter().any(|n| n.code.is_ok()))
        };
        let (codes, answers) = std::mem::take(&mut columns.codes).into_iter().partition(is_code);
        columns.codes = codes;
        columns.left_out.extend(answers.into_iter().filter_map(|column: CodeColumn| column.marks));
    }
    if args.coder.is_some() {
        columns.coder_header = None;
    }
    // With `--source`, a table of one document is of that source, whatever its name was elsewhere.
    let rows = sheet.rows.iter().skip(columns.below);
    let documents: BTreeSet<String> = rows
        .map(|row| fold(cell(row, columns.source)).into_owned())
        .filter(|name| !name.is_empty())
        .collect();
    if args.source.is_some() && documents.len() == 1 {
        columns.source = None;
    }
    Ok(columns)
}

/// The columns beside those of marks that hold numbers and would be of codes: their header is one, or most of them are 0 or 1.
/// A survey has such answers.
fn counted(sheet: &Sheet, columns: &Columns, is_source: bool, codebook: &Codebook) -> Vec<Counts> {
    let rows = sheet.rows.get(columns.below..).unwrap_or_default();
    let header = columns.below.checked_sub(1).and_then(|at| sheet.rows.get(at));
    let Some(header) = header.filter(|_| columns.is_matrix()) else { return Vec::new() };
    let is_code =
        |counts: &Counts| named_codes(&counts.header, codebook).iter().any(|named| named.code.is_ok());
    let mut all = Counts::all(header, rows);
    all.retain(|counts| {
        !columns.is_taken(counts.at) && (counts.mostly_marks && !is_source || is_code(counts))
    });
    all
}

/// The codes that a cell names, or of which it holds the mark.
fn names(row: &Row, column: &CodeColumn, codebook: &Codebook) -> Vec<Named> {
    let Some(code) = &column.marks else { return named_codes(row.cell(column.at), codebook) };
    let is_marked = marks::mark(row.cell(column.at)) == Some(true);
    let codes = if is_marked { named_codes(code, codebook) } else { Vec::new() };
    codes.into_iter().map(|named| Named { memo: None, ..named }).collect()
}

fn coder(args: &Args, row: &Row, columns: &Columns, column: &CodeColumn) -> Result<String, Failure> {
    let named = Some(cell(row, columns.coder)).filter(|coder| !coder.is_empty()).map(str::to_owned);
    let set = || std::env::var("VERBATIM_CODER").ok().filter(|coder| !coder.trim().is_empty());
    let coder = column.coder.clone().or_else(|| args.coder.clone()).or(named).or_else(set);
    match coder.map(|coder| coder.trim().to_owned()) {
        Some(coder) if !is_reserved(&coder) => Ok(coder),
        _ => Err(Failure::usage(format!("row {} does not say which person coded", row.number))
            .hint("say who: --coder NAME, or a column `coder`")),
    }
}

/// The coded rows with the place of their words.
fn rows<'a>(sheet: &'a Sheet, columns: &'a Columns, sources: &[Source]) -> Result<Vec<Coded<'a>>, Failure> {
    if columns.text.is_none() {
        return Err(Failure::usage("no column of this table holds the words that were coded").hint(
            "name it `text`; a survey whose rows were coded has to be a source first: `verbatim add`",
        ));
    }
    let coded = |row: &'a Row| {
        let codes: Vec<&CodeColumn> = columns.codes.iter().filter(|code| code.is_filled(row)).collect();
        let is_coded = !codes.is_empty() && !cell(row, columns.text).is_empty();
        is_coded.then(|| Coded { row, codes, found: locate(row, columns, sources) })
    };
    Ok(sheet.rows.iter().skip(columns.below).filter_map(coded).collect())
}
