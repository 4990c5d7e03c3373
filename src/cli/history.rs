//! `verbatim undo`, `redo` and `log`.

use std::path::Path;

use clap::Args as ClapArgs;
use serde_json::json;
use verbatim::changes::{self, Change, Desk, Undoing};

use super::coder::CoderArg;
use super::context::open_study;
use super::exit::{Exit, Failure};
use super::told::Told;
use super::ui::{Ui, quiet, safe};

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
    let last: Vec<(Undoing, String)> = {
        let told = Told::new(changes::changes(&desk), &desk);
        let last = changes::undoable(&told.all, &coder).take(args.number);
        last.map(|change| (change.undoing(), told.change(change))).collect()
    };
    for (undoing, what) in &last {
        changes::take_back(&mut desk, undoing)?;
        ui.line(&format!("taken back: {}", safe(what)))?;
    }
    if last.len() < args.number {
        ui.message(&format!("There is nothing of {} left to take back.", safe(&coder)));
    }
    Ok(if last.is_empty() { Exit::Nothing } else { Exit::Done })
}

pub(crate) fn redo(args: &RedoArgs, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let study = open_study(folder)?;
    let mut desk = Desk::open(&study, &coder)?;
    match changes::redo(&mut desk)? {
        Some(id) => {
            let told = Told::new(changes::changes(&desk), &desk);
            ui.line(&format!("made again: {}", safe(&told.by_id(&id))))?;
            Ok(Exit::Done)
        }
        None => {
            ui.message(
                "There is nothing to make again: nothing was taken back, or something was done since.",
            );
            Ok(Exit::Nothing)
        }
    }
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
    let told = Told::new(changes::changes(&desk), &desk);
    let shown: Vec<&Change<'_>> = told.all.iter().rev().filter(wanted).take(args.number).collect();
    for change in &shown {
        if args.json {
            for (short, operation) in &change.operations {
                ui.line(&json!({"v": 1, "source": short, "operation": operation}).to_string())?;
            }
        } else {
            ui.line(&line(change, &told.change(change)))?;
        }
    }
    if shown.is_empty() {
        let none = if told.all.is_empty() { "Nothing was done yet." } else { "No change is like that." };
        ui.message(none);
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

fn line(change: &Change<'_>, what: &str) -> String {
    let time = change.time.unwrap_or("").replace('T', " ").replace('Z', "");
    let undone = if change.undone_by.is_some() { quiet("  (taken back)") } else { String::new() };
    format!("{}  {}  {}{undone}", quiet(&format!("{time:<19}")), safe(change.coder), safe(what))
}
