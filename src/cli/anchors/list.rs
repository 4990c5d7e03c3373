//! What waits, what stands on corrected words, and what was decided differently, with what to type.

use verbatim::anchor::Why;
use verbatim::changes::Desk;
use verbatim::coding::{Contradiction, Deed, Operation, Reason, Stood, Waiting};
use verbatim::index::SourceEntry;
use verbatim::text::Span;
use verbatim::transcript::Transcript;

use super::super::code::shortened;
use super::super::context::Context;
use super::super::exit::{Exit, Failure};
use super::super::ui::{Ui, count, quiet, safe};
use super::{sources, stood, words};

pub(super) fn list(
    context: &Context,
    desk: &Desk<'_>,
    only: Option<&str>,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
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
