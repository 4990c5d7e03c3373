//! Decisions: where a coding stands, whether it goes, and which of two decisions counts.

use verbatim::changes::Desk;
use verbatim::coding::{Anchor, Coding, Deed};
use verbatim::text::{CodePoints, Span, fingerprint};
use verbatim::transcript::Transcript;

use super::super::address::{Spot, spot};
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, count, safe};
use super::{PlaceArgs, sources, stood, words};

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

pub(super) fn put(
    args: &PlaceArgs,
    context: &Context,
    desk: &mut Desk<'_>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
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

pub(super) fn drop_one(begin: &str, desk: &mut Desk<'_>, ui: &mut Ui) -> Result<Exit, Failure> {
    let (short, id) = find(desk, begin)?;
    desk.remove(&short, &id);
    desk.commit()?;
    ui.line(&format!("{} taken away", safe(begin)))?;
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

pub(super) fn keep(begin: &str, desk: &mut Desk<'_>, ui: &mut Ui) -> Result<Exit, Failure> {
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

pub(super) fn confirm(
    only: Option<&str>,
    context: &Context,
    desk: &mut Desk<'_>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
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
