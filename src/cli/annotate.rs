//! `verbatim export --comments`: a source as a Word document with its codings as comments.

use std::path::Path;

use verbatim::changes::Desk;
use verbatim::codebook::is_within;
use verbatim::export::{Commented, Note};
use verbatim::index::SourceEntry;
use verbatim::query::{QueryError, Request, Unknown};
use verbatim::store::read_rules;
use verbatim::text::{CodePoints, Span, fold, nearest};
use verbatim::transcript::Transcript;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::ledger;
use super::ui::{Ui, count, safe};

/// Writes the source `typed` with the codings that `request` leaves.
pub(crate) fn run(
    typed: &str,
    request: &Request,
    output: &Path,
    permit: super::export::Permit,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let plain =
        Request { codes: request.codes.clone(), coders: request.coders.clone(), ..Request::default() };
    if format!("{plain:?}") != format!("{request:?}") {
        return Err(Failure::usage(
            "`--comments` writes a whole source; it goes with --code and --coder only",
        ));
    }
    let entry = source(typed, context)?;
    let codes: Vec<String> =
        request.codes.iter().map(|code| path(code, context)).collect::<Result<_, _>>()?;
    let transcript = context.index.transcript(entry)?;
    let mut notes = notes(&transcript, entry, context)?;
    let wanted_code = |note: &Note| codes.is_empty() || codes.iter().any(|code| is_within(&note.text, code));
    let wanted_coder = |note: &Note| {
        request.coders.is_empty() || request.coders.iter().any(|coder| fold(coder) == fold(&note.author))
    };
    notes.retain(|note| wanted_code(note) && wanted_coder(note));
    let comments = notes.len();
    let language = context.study.config.language.first().copied();
    let commented = Commented {
        title: &entry.short,
        language: language.unwrap_or(verbatim::text::Language::DUTCH),
        transcript: &transcript,
        notes,
    };
    let bytes = commented.write().map_err(super::export::trouble)?;
    super::export::write(output, &bytes, permit, &context.study, ui)?;
    ledger::note(&context.study, output, &bytes, ledger::Export::whole(entry), ui)?;
    let comments = count(comments, "comment", "comments");
    ui.line(&format!(
        "{} with {comments} written to {}",
        safe(&entry.short),
        safe(&output.display().to_string())
    ))?;
    Ok(Exit::Done)
}

fn source<'a>(typed: &str, context: &'a Context) -> Result<&'a SourceEntry, Failure> {
    let catalog = context.index.catalog();
    if let Some((_, entry)) = catalog.by_short(typed).or_else(|| catalog.by_path(typed)) {
        return Ok(entry);
    }
    let near = nearest(typed, catalog.sources.values().map(|s| s.short.as_str())).map(str::to_owned);
    Err(QueryError::Unknown(Unknown {
        kind: "source",
        typed: typed.to_owned(),
        candidates: Vec::new(),
        nearest: near,
    })
    .into())
}

fn path(typed: &str, context: &Context) -> Result<String, Failure> {
    match context.loaded.codebook.resolve(typed) {
        Ok(code) => Ok(code.path.as_str().to_owned()),
        Err(_) if context.index.catalog().by_people().any(|by| by.code == typed) => Ok(typed.to_owned()),
        Err(unresolved) => Err(QueryError::Unknown(Unknown {
            kind: "code",
            typed: typed.to_owned(),
            candidates: unresolved.candidates,
            nearest: unresolved.nearest,
        })
        .into()),
    }
}

/// Everything coded in a source, in order of the text: what people did as they did it, over turns and all.
fn notes(transcript: &Transcript, entry: &SourceEntry, context: &Context) -> Result<Vec<Note>, Failure> {
    let folder = context.study.codings();
    let text = transcript.text.as_str();
    let points = CodePoints::new(text);
    let desk = Desk::open(&context.study, "")?;
    let standing = context.standing(&desk, entry, transcript);
    let by_people = standing.codings.iter().map(|one| Note {
        span: one.span,
        author: one.coder().to_owned(),
        date: one.operation.time.clone(),
        text: one.code.clone(),
        memo: one.coding().and_then(|coding| coding.memo.clone()),
    });
    let mut notes: Vec<Note> = by_people.collect();
    let rejected =
        |code: &str, span: Span| standing.rejected.iter().any(|r| r.code == code && r.span.overlaps(span));
    notes.extend(read_rules(&folder, &entry.short).into_iter().filter_map(|rule| {
        let span = Span::new(points.byte_of(text, rule.start)?, points.byte_of(text, rule.end)?);
        if rejected(&rule.code, span) {
            return None;
        }
        let author = "rules".to_owned();
        (span.of(text) == rule.quote).then_some(Note {
            span,
            author,
            date: None,
            text: rule.code,
            memo: None,
        })
    }));
    notes.sort_by(|a, b| (a.span, &a.author, &a.text).cmp(&(b.span, &b.author, &b.text)));
    Ok(notes)
}
