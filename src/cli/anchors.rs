//! `verbatim anchors`: what became of codings whose transcript changed, and what people have to decide.

use std::path::Path;

use clap::{Args as ClapArgs, Subcommand};
use verbatim::anchor::Why;
use verbatim::changes::Desk;
use verbatim::coding::{Anchor, Coding, Contradiction, Deed, Operation, Reason, Standing, Stood, Waiting};
use verbatim::index::SourceEntry;
use verbatim::text::{CodePoints, Span, fingerprint};
use verbatim::transcript::Transcript;

use super::address::{self, Spot, spot};
use super::code::{open_desk, shortened};
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, quiet, safe};

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
        None => list(&context, &desk, args.source.as_deref(), ui),
        Some(Decide::Place(place)) => put(place, &context, &mut desk, ui),
        Some(Decide::Drop(one)) => {
            let (short, id) = find(&desk, &one.id)?;
            desk.remove(&short, &id);
            desk.commit()?;
            ui.line(&format!("{} taken away", safe(&one.id)))?;
            Ok(Exit::Done)
        }
        Some(Decide::Keep(one)) => keep(&one.id, &mut desk, ui),
        Some(Decide::Confirm(one)) => confirm(one.source.as_deref(), &context, &mut desk, ui),
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

fn list(context: &Context, desk: &Desk<'_>, only: Option<&str>, ui: &mut Ui) -> Result<Exit, Failure> {
    let (mut waits, mut changed) = (0, 0);
    for entry in sources(context, desk, only)? {
        let transcript = context.index.transcript(entry)?;
        let standing = context.standing(desk, entry, &transcript);
        for one in &standing.waiting {
            show_waiting(one, entry, &transcript, ui)?;
            waits += 1;
        }
        for one in stood(&standing).filter(|one| one.changed) {
            show_changed(one, entry, &transcript, ui)?;
            changed += 1;
        }
        for one in desk.ledger(&entry.short).contradictions() {
            show_contradiction(&one, entry, ui)?;
            waits += 1;
        }
    }
    if changed > 0 {
        let corrected =
            count(changed, "coding stands on corrected words", "codings stand on corrected words");
        ui.message(&format!("{corrected}; `verbatim anchors confirm` lets them stand as they are"));
    }
    if waits == 0 {
        ui.message("Nothing waits for a decision.");
        return Ok(Exit::Done);
    }
    ui.message(&format!("{} for a decision", count(waits, "thing waits", "things wait")));
    Ok(Exit::Decision)
}

fn stood<'s, 'a>(standing: &'s Standing<'a>) -> impl Iterator<Item = &'s Stood<'a>> {
    [&standing.codings, &standing.rejected, &standing.stars, &standing.memos].into_iter().flatten()
}

/// The first digits of an id: enough to tell.
fn digits(operation: &Operation) -> &str {
    operation.id.get(..8).unwrap_or(&operation.id)
}

fn head(operation: &Operation, code: &str, entry: &SourceEntry, what: &str, ui: &Ui) -> String {
    let by = operation.deed.coding().and_then(|c| c.by.as_deref()).unwrap_or(&operation.coder);
    let kind = match &operation.deed {
        Deed::Reject(_) => format!("not {code}"),
        Deed::Star(_) => "best quote".to_owned(),
        Deed::Memo(_) => "note".to_owned(),
        _ => code.to_owned(),
    };
    let id = ui.strong(digits(operation));
    format!("{id}  {}  {} ({})  {what}", safe(&entry.short), safe(&kind), safe(by))
}

fn show_waiting(
    one: &Waiting<'_>,
    entry: &SourceEntry,
    transcript: &Transcript,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let (what, candidates): (&str, &[Span]) = match &one.why {
        Reason::TextMissing => ("the text it was made on is not kept any more", &[]),
        Reason::NotThere => ("its words never stood where it says", &[]),
        Reason::Changed(Why::Deleted) => ("its words are not there any more", &[]),
        Reason::Changed(Why::OtherSpeaker(span)) => {
            ("somebody else says its words now", std::slice::from_ref(span))
        }
        Reason::Changed(Why::Ambiguous(spans)) => ("it could stand in several places", spans),
    };
    let line = head(one.operation, &one.code, entry, &format!("waits: {what}"), ui);
    ui.line(&line)?;
    ui.line(&format!("    was  {}", safe(&shortened(&one.anchor.quote))))?;
    for span in candidates.iter().take(3) {
        ui.line(&format!("    now? {}  {}", turn_of(entry, transcript, *span), words(transcript, *span)))?;
    }
    let id = digits(one.operation);
    let first = candidates.first().map_or(format!("{}:17", entry.short), |s| turn_of(entry, transcript, *s));
    ui.line(&quiet(&format!(
        "    verbatim anchors place {id} {} --words \"...\"   or   verbatim anchors drop {id}",
        safe(&first)
    )))
}

fn show_changed(
    one: &Stood<'_>,
    entry: &SourceEntry,
    transcript: &Transcript,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let line = head(one.operation, &one.code, entry, "some of its words were corrected", ui);
    ui.line(&line)?;
    let was = one.operation.deed.anchor().map_or("", |anchor| anchor.quote.as_str());
    ui.line(&format!("    was  {}", safe(&shortened(was))))?;
    ui.line(&format!("    now  {}  {}", turn_of(entry, transcript, one.span), words(transcript, one.span)))
}

fn show_contradiction(one: &Contradiction<'_>, entry: &SourceEntry, ui: &mut Ui) -> Result<(), Failure> {
    let code = one.about.deed.coding().map_or("", |c| c.code.as_str());
    let line = head(one.about, code, entry, "decided differently", ui);
    ui.line(&line)?;
    for side in &one.sides {
        let what = match &side.deed {
            Deed::Remove {} => "took it away".to_owned(),
            deed => match (deed.coding(), deed.anchor()) {
                (Some(coding), Some(anchor)) => {
                    format!("made it {}: {}", coding.code, shortened(&anchor.quote))
                }
                _ => "changed it".to_owned(),
            },
        };
        let (coder, id) = (safe(&side.coder), digits(side));
        ui.line(&format!("    {coder} {}   verbatim anchors keep {id}", safe(&what)))?;
    }
    Ok(())
}

/// The address of the turn that `span` begins in.
fn turn_of(entry: &SourceEntry, transcript: &Transcript, span: Span) -> String {
    let number = transcript.turns.partition_point(|turn| turn.span.end <= span.start) + 1;
    format!("{}:{number}", safe(&entry.short))
}

fn words(transcript: &Transcript, span: Span) -> String {
    safe(&shortened(span.of(&transcript.text)))
}

/// The one operation whose id begins like this, and its source.
fn find(desk: &Desk<'_>, begin: &str) -> Result<(String, String), Failure> {
    let all = desk.ledgers().flat_map(|(short, ledger)| {
        ledger.holding().into_iter().map(move |operation| (short.to_owned(), operation.id.clone()))
    });
    let found: Vec<(String, String)> = all.filter(|(_, id)| id.starts_with(begin)).collect();
    match found.as_slice() {
        [one] if begin.len() >= 4 => Ok(one.clone()),
        [] => Err(Failure::usage(format!("nothing has the id `{begin}`"))
            .hint("`verbatim anchors` lists what waits, with ids")),
        _ => Err(Failure::usage(format!("`{begin}` is not enough of an id"))
            .hint("give at least four digits, and as many as tell it from others")),
    }
}

fn put(args: &PlaceArgs, context: &Context, desk: &mut Desk<'_>, ui: &mut Ui) -> Result<Exit, Failure> {
    let (short, id) = find(desk, &args.id)?;
    let Spot { entry, transcript, span } = spot(context, &args.address, args.words.as_deref())?;
    if entry.short != short {
        return Err(Failure::usage(format!("{} belongs to {short}, not to {}", args.id, entry.short)));
    }
    move_to(desk, &short, &id, &transcript, span)?;
    desk.commit()?;
    ui.line(&format!("{}  stands at {}: {}", safe(&args.id), safe(&args.address), words(&transcript, span)))?;
    Ok(Exit::Done)
}

/// Puts what the operation `id` did on `span` of the present transcript. It stays its coder's.
fn move_to(
    desk: &mut Desk<'_>,
    short: &str,
    id: &str,
    transcript: &Transcript,
    span: Span,
) -> Result<(), Failure> {
    let Some(operation) = desk.ledger(short).get(id).cloned() else { return Ok(()) };
    let hash = desk.keep(short, transcript)?;
    debug_assert_eq!(hash, fingerprint(transcript.text.as_bytes()));
    let anchor = Anchor::on(&transcript.text, &CodePoints::new(&transcript.text), &hash, span);
    let owner = operation.deed.coding().and_then(|c| c.by.clone()).unwrap_or(operation.coder.clone());
    let by = Some(owner).filter(|owner| owner != desk.coder());
    let deed = match operation.deed.moved(anchor) {
        Deed::Code(coding) => Deed::Code(Coding { by, ..coding }),
        Deed::Accept(coding) => Deed::Accept(Coding { by, ..coding }),
        Deed::Reject(coding) => Deed::Reject(Coding { by, ..coding }),
        other => other,
    };
    let supersedes = desk.ledger(short).with_ancestors(id);
    desk.put(short, deed, supersedes);
    Ok(())
}

fn keep(begin: &str, desk: &mut Desk<'_>, ui: &mut Ui) -> Result<Exit, Failure> {
    let (short, id) = find(desk, begin)?;
    let ledger = desk.ledger(&short);
    let found = ledger.contradictions().into_iter().find(|c| c.sides.iter().any(|side| side.id == id));
    let Some(found) = found else {
        return Err(Failure::usage(format!("`{begin}` is no decision that another one contradicts"))
            .hint("`verbatim anchors` lists those"));
    };
    let mut supersedes: Vec<String> =
        found.sides.iter().flat_map(|side| ledger.with_ancestors(&side.id)).collect();
    supersedes.sort();
    supersedes.dedup();
    let deed = ledger.get(&id).map(|operation| operation.deed.clone()).unwrap_or(Deed::Remove {});
    let owner = ledger.get(&id).map(|operation| operation.coder.clone());
    let deed = match deed {
        Deed::Code(c) => Deed::Code(Coding { by: owner.filter(|o| o != desk.coder()), ..c }),
        other => other,
    };
    desk.put(&short, deed, supersedes);
    desk.commit()?;
    ui.line(&format!("{} counts", safe(begin)))?;
    Ok(Exit::Done)
}

fn confirm(only: Option<&str>, context: &Context, desk: &mut Desk<'_>, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut confirmed = 0;
    for entry in sources(context, desk, only)? {
        let transcript = context.index.transcript(entry)?;
        let standing = context.standing(desk, entry, &transcript);
        let changed: Vec<(String, Span)> = stood(&standing)
            .filter(|one| one.changed)
            .map(|one| (one.operation.id.clone(), one.span))
            .collect();
        drop(standing);
        for (id, span) in changed {
            move_to(desk, &entry.short, &id, &transcript, span)?;
            confirmed += 1;
        }
    }
    if confirmed == 0 {
        ui.message("No coding stands on corrected words.");
        return Ok(Exit::Nothing);
    }
    desk.commit()?;
    ui.line(&format!("{} confirmed", count(confirmed, "coding", "codings")))?;
    Ok(Exit::Done)
}
