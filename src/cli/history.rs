//! `verbatim undo`, `redo` and `log`.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args as ClapArgs;
use serde_json::json;
use verbatim::changes::{self, Change, Desk};
use verbatim::coding::{Deed, Operation};
use verbatim::store::log::STUDY;

use super::code::shortened;
use super::coder::CoderArg;
use super::context::open_study;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, quiet, safe};

/// Take back your last change
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim undo          takes back what you did last, whatever command did it
  verbatim undo -n 3     the last three changes

What others did is not touched. `verbatim redo` makes it again; `verbatim log` lists all changes.

Exit codes: 0 taken back, 1 there is nothing, 5 a file changed since and would be lost, 12 could not write.")]
pub(crate) struct UndoArgs {
    /// How many changes
    #[arg(short = 'n', long, default_value_t = 1, value_name = "N")]
    number: usize,
    #[command(flatten)]
    coder: CoderArg,
}

/// Make the change again that you took back last
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim redo               makes it again
  verbatim redo --coder An    what An took back

Exit codes: 0 made again, 1 there is nothing, 5 a file changed since, 12 could not write.")]
pub(crate) struct RedoArgs {
    #[command(flatten)]
    coder: CoderArg,
}

/// Who did what, and when
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim log                      the last 20 changes, the latest first
  verbatim log --source fg1 -n 100
  verbatim log --json               every operation, one object a line

Exit codes: 0 shown, 1 nothing was done yet.")]
pub(crate) struct LogArgs {
    /// Only changes of this source
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only changes by this coder
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// How many changes
    #[arg(short = 'n', long, default_value_t = 20, value_name = "N")]
    number: usize,
    /// JSON Lines, one object an operation
    #[arg(long)]
    json: bool,
}

pub(crate) fn undo(args: &UndoArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let study = open_study(folder)?;
    let mut desk = Desk::open(&study, &coder)?;
    for done in 0..args.number {
        let Some(id) = changes::undo(&mut desk)? else {
            ui.message(&format!("There is nothing of {} left to take back.", safe(&coder)));
            return Ok(if done == 0 { Exit::Nothing } else { Exit::Done });
        };
        told(&desk, &id, "taken back", ui)?;
    }
    Ok(Exit::Done)
}

pub(crate) fn redo(args: &RedoArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let study = open_study(folder)?;
    let mut desk = Desk::open(&study, &coder)?;
    match changes::redo(&mut desk)? {
        Some(id) => told(&desk, &id, "made again", ui).map(|()| Exit::Done),
        None => {
            ui.message(
                "There is nothing to make again: nothing was taken back, or something was done since.",
            );
            Ok(Exit::Nothing)
        }
    }
}

fn told(desk: &Desk<'_>, id: &str, what: &str, ui: &mut Ui) -> Result<(), Failure> {
    let all = changes::changes(desk);
    let Some(change) = all.iter().find(|change| change.id == id) else { return Ok(()) };
    ui.line(&format!("{what}: {}", safe(&described(change))))
}

pub(crate) fn log(args: &LogArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let desk = Desk::open(&study, "")?;
    for note in desk.damage() {
        ui.diagnostic(note);
    }
    let wanted = |change: &&Change<'_>| {
        args.coder.as_ref().is_none_or(|coder| change.coder == coder)
            && args.source.as_ref().is_none_or(|s| change.operations.iter().any(|(short, _)| short == s))
    };
    let all = changes::changes(&desk);
    let shown: Vec<&Change<'_>> = all.iter().rev().filter(wanted).take(args.number).collect();
    for change in &shown {
        if args.json {
            for (short, operation) in &change.operations {
                ui.line(&json!({"v": 1, "source": short, "operation": operation}).to_string())?;
            }
        } else {
            ui.line(&line(change))?;
        }
    }
    Ok(if shown.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn line(change: &Change<'_>) -> String {
    let time = change.time.unwrap_or("").replace('T', " ").replace('Z', "");
    let undone = if change.undone_by.is_some() { quiet("  (taken back)") } else { String::new() };
    format!("{}  {}  {}{undone}", quiet(&format!("{time:<19}")), safe(change.coder), safe(&described(change)))
}

/// What a change did, in a line.
fn described(change: &Change<'_>) -> String {
    if let [(short, operation)] = change.operations.as_slice() {
        return one(short, operation);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, operation) in &change.operations {
        *counts.entry(verb(&operation.deed)).or_default() += 1;
    }
    let of_study = change.operations.iter().find(|(short, _)| *short == STUDY);
    let parts = counts.iter().map(|(verb, n)| format!("{verb} {}", count(*n, "time", "times")));
    match of_study {
        Some((short, operation)) if !matches!(operation.deed, Deed::Undo { .. } | Deed::Redo { .. }) => {
            one(short, operation)
        }
        _ => parts.collect::<Vec<_>>().join(", "),
    }
}

fn one(short: &str, operation: &Operation) -> String {
    let verb = verb(&operation.deed);
    match &operation.deed {
        Deed::Code(c) | Deed::Accept(c) | Deed::Reject(c) => {
            format!("{verb} {short} {}: {}", c.code, shortened(&c.anchor.quote))
        }
        Deed::Star(anchor) => format!("{verb} {short}: {}", shortened(&anchor.quote)),
        Deed::Memo(memo) => {
            format!("{verb} {}: {}", memo.code.as_deref().unwrap_or(short), shortened(&memo.note))
        }
        Deed::Recode(recode) => {
            let paths = recode.paths.iter().map(|(old, new)| format!("{old} to {new}"));
            format!("{verb} {}", paths.collect::<Vec<_>>().join(", "))
        }
        Deed::Files(files) => {
            let paths: Vec<&str> = files.files.iter().map(|f| f.path.as_str()).collect();
            format!("{} {}", files.by, paths.join(", "))
        }
        _ => format!("{verb} in {short}"),
    }
}

fn verb(deed: &Deed) -> &'static str {
    match deed {
        Deed::Code(_) => "coded",
        Deed::Accept(_) => "accepted",
        Deed::Reject(_) => "rejected",
        Deed::Star(_) => "starred",
        Deed::Memo(_) => "noted on",
        Deed::Remove {} => "took away",
        Deed::Undo { .. } => "took back",
        Deed::Redo { .. } => "made again",
        Deed::Recode(_) => "recoded",
        Deed::Files(_) => "changed files",
        Deed::Erased { .. } => "erased",
        Deed::Other(_) => "did something newer",
    }
}
