//! `verbatim anchors`: what became of codings whose transcript changed, and what people have to decide.

mod decide;
mod list;

use std::path::Path;

use clap::{Args as ClapArgs, Subcommand};
use verbatim::changes::Desk;
use verbatim::coding::{Standing, Stood};
use verbatim::index::SourceEntry;
use verbatim::text::Span;
use verbatim::transcript::Transcript;

use super::address;
use super::code::{open_desk, shortened};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, safe};

/// Show what became of codings whose transcript changed, and decide what waits
///
/// Lists codings that wait (their words are gone, ambiguous, or said by somebody else now), those whose words
/// were corrected, and what two people decided differently.
#[derive(Debug, ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim anchors                                        what waits, with what to type
  verbatim anchors place 3f2a fg1:17 --words \"drie weken\"   it stands there now
  verbatim anchors drop 3f2a                              take it away
  verbatim anchors confirm fg1                            corrected words are right as they stand now
  verbatim anchors keep 9b1c                              of two decisions, this one counts

Exit codes: 0 nothing waits, 2 unknown source or id, 5 something waits for a decision, 12 could not write."
)]
pub(crate) struct Args {
    /// Only this source
    #[arg(value_name = "SOURCE")]
    source: Option<String>,
    #[command(subcommand)]
    decide: Option<Decide>,
}

#[derive(Debug, Subcommand)]
enum Decide {
    Place(PlaceArgs),
    Drop(OneArgs),
    Keep(KeepArgs),
    Confirm(ConfirmArgs),
}

/// Say where a waiting coding stands now
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim anchors place 3f2a fg1:17                      the whole turn
  verbatim anchors place 3f2a fg1:17 --words \"drie weken\"")]
struct PlaceArgs {
    /// The beginning of its id, as listed
    #[arg(value_name = "ID")]
    id: String,
    /// The turn or turns
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// Only these words
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

/// Take a waiting coding away
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim anchors drop 3f2a
  verbatim anchors drop 3f2a --coder An")]
struct OneArgs {
    /// The beginning of its id, as listed
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    coder: CoderArg,
}

/// Of two decisions that cannot both be meant, let one count
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim anchors keep 9b1c
  verbatim anchors keep 9b1c --coder An")]
struct KeepArgs {
    /// The beginning of the id of the decision, as listed
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    coder: CoderArg,
}

/// Let codings whose words were corrected stand on the words as they are now
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim anchors confirm        in all sources
  verbatim anchors confirm fg1    in one")]
struct ConfirmArgs {
    /// Only this source
    #[arg(value_name = "SOURCE")]
    source: Option<String>,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = match &args.decide {
        None => String::new(),
        Some(Decide::Place(PlaceArgs { coder, .. })) => coder.name(ui)?,
        Some(Decide::Drop(OneArgs { coder, .. })) => coder.name(ui)?,
        Some(Decide::Keep(KeepArgs { coder, .. })) => coder.name(ui)?,
        Some(Decide::Confirm(ConfirmArgs { coder, .. })) => coder.name(ui)?,
    };
    let context = Context::open(folder, ui)?;
    let mut desk = open_desk(&context, &coder, ui)?;
    match &args.decide {
        None => list::list(&context, &desk, args.source.as_deref(), ui),
        Some(Decide::Place(place)) => decide::put(place, &context, &mut desk, ui),
        Some(Decide::Drop(one)) => decide::drop_one(&one.id, &mut desk, ui),
        Some(Decide::Keep(one)) => decide::keep(&one.id, &mut desk, ui),
        Some(Decide::Confirm(one)) => decide::confirm(one.source.as_deref(), &context, &mut desk, ui),
    }
}

/// The sources to look at, in which something was done.
fn sources<'c>(
    context: &'c Context,
    desk: &Desk<'_>,
    only: Option<&str>,
) -> Result<Vec<&'c SourceEntry>, Failure> {
    let catalog = context.index.catalog();
    if let Some(typed) = only {
        return Ok(vec![address::turns(catalog, typed)?.1]);
    }
    let is_worked_on = |entry: &&SourceEntry| desk.ledger(&entry.short).counter() > 0;
    Ok(catalog.sources.values().filter(is_worked_on).collect())
}

fn stood<'s, 'a>(standing: &'s Standing<'a>) -> impl Iterator<Item = &'s Stood<'a>> {
    [&standing.codings, &standing.rejected, &standing.stars, &standing.memos].into_iter().flatten()
}

fn words(transcript: &Transcript, span: Span) -> String {
    safe(&shortened(span.of(&transcript.text)))
}
