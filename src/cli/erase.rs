//! `verbatim erase`: a withdrawn participant, a real name, a source.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal};
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::coding::Deed;
use verbatim::erase::{Erased, Erasure, InTheWay, Target};
use verbatim::store::Study;
use verbatim::store::log::STUDY;
use verbatim::transcript::Transcript;

use super::accepted::accept_all;
use super::address;
use super::code::open_desk;
use super::coder::CoderArg;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Erase a participant's words, a real name, or a source, for good
///
/// The one command that rewrites what was kept: texts that codings stand on, logs, former files, the index.
/// Sources and codebooks are yours: take the words out of them first (`verbatim replace`, or an editor); as long
/// as one still holds them nothing is erased, and every place is named. No eight words in a row of what was
/// erased are left in the study; `undo` does not bring them back.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim erase --participant P07            what P07 said
  verbatim erase --words \"Jan Peeters\"        a name that slipped through
  verbatim erase --words - < names.txt        the words from standard input, so that no shell remembers them
  verbatim erase --source i04                 an interview, its file in corpus/ included
  verbatim erase --participant P07 --dry-run  only say where the words still stand

Exit codes: 0 erased, 1 nothing of it is known, 2 unknown source, or not confirmed, 4 files in the study may still
hold it (they are named), 5 sources or codebooks still hold it: nothing was erased, 12 could not write.")]
#[group(id = "target", required = true, multiple = false, args = ["participant", "words", "source"])]
pub(crate) struct Args {
    /// Everything this participant said
    #[arg(long, value_name = "ID")]
    participant: Option<String>,
    /// These words, whoever said them; `-` reads them from standard input
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// This source and everything on it
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Leave what others said in the same words, and what codebooks quote
    #[arg(long)]
    leave_elsewhere: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Say where the words still stand, and erase nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    coder: CoderArg,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let coder = args.coder.name(ui)?;
    let context = Context::open(folder, ui)?;
    let target = target(args, &context)?;
    // What a crash left behind is finished first.
    open_desk(&context, &coder, ui)?;
    let present = transcripts(&context)?;
    let mut erasure = Erasure::new(&context.study, target, &present, Some(super::apart::read))?;
    if erasure.is_empty() {
        ui.message("Nothing of it is known in this study.");
        return Ok(Exit::Nothing);
    }
    if args.leave_elsewhere {
        erasure.leave_elsewhere(&present)?;
    }
    let in_the_way = erasure.in_the_way(&present)?;
    if !in_the_way.is_empty() {
        return named(&in_the_way, ui);
    }
    if args.dry_run {
        ui.message("No source and no codebook holds it any more; it can be erased.");
        return Ok(Exit::Done);
    }
    if !args.yes && !confirmed(ui)? {
        return Err(Failure::usage("nothing was erased").hint("type `erase` when asked, or give --yes"));
    }
    let erased = erasure.carry_out()?;
    let mut desk = open_desk(&context, &coder, ui)?;
    desk.put(STUDY, Deed::Erased { what: kind(args).to_owned() }, Vec::new());
    desk.commit()?;
    drop(desk);
    renew(&context.study, folder, ui)?;
    told(&erased, &erasure.left()?, &context.study, ui)
}

fn kind(args: &Args) -> &'static str {
    match (&args.participant, &args.words) {
        (Some(_), _) => "participant",
        (_, Some(_)) => "words",
        _ => "source",
    }
}

fn target(args: &Args, context: &Context) -> Result<Target, Failure> {
    if let Some(participant) = &args.participant {
        return Ok(Target::Participant(participant.clone()));
    }
    if let Some(typed) = &args.source {
        let (_, entry, turns) = address::turns(context.index.catalog(), typed)?;
        if turns.is_some() {
            return Err(Failure::usage("a source is erased as a whole")
                .hint("for a stretch of it take the words out of the file, then `verbatim erase --words`"));
        }
        return Ok(Target::Source(entry.short.clone()));
    }
    let words = args.words.clone().unwrap_or_default();
    if words != "-" {
        return Ok(Target::Words(words));
    }
    let read: Result<String, _> = std::io::read_to_string(std::io::stdin());
    read.map(Target::Words).map_err(|e| Failure::usage(format!("cannot read standard input: {e}")))
}

pub(super) fn transcripts(context: &Context) -> Result<BTreeMap<String, Transcript>, Failure> {
    let sources = context.index.catalog().sources.values();
    sources.map(|entry| Ok((entry.short.clone(), context.index.transcript(entry)?))).collect()
}

fn named(in_the_way: &[InTheWay], ui: &mut Ui) -> Result<Exit, Failure> {
    const MOST: usize = 8;
    for one in in_the_way {
        let line = match one {
            InTheWay::Quote(set, at) => format!("{}  {}", safe(set), safe(at)),
            InTheWay::Line(path, line) => format!("{}:{line}", safe(path)),
            InTheWay::Turns(short, numbers) if numbers.is_empty() => {
                format!("{}  outside its turns (a heading, a label)", safe(short))
            }
            InTheWay::Turns(short, numbers) => {
                let all: Vec<String> =
                    numbers.iter().take(MOST).map(|number| format!("{}:{number}", safe(short))).collect();
                let more = numbers.len().saturating_sub(MOST);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("{}{more}", all.join(" "))
            }
        };
        ui.line(&line)?;
    }
    ui.message("Nothing was erased: these still hold it.");
    ui.hint("take the words out of the files (`verbatim replace SOURCE NEWFILE`, or an editor), then run this again");
    if in_the_way.iter().any(|one| matches!(one, InTheWay::Quote(..))) {
        ui.hint("`verbatim withdraw PARTICIPANT --yes` takes somebody's quotes out of every set, `verbatim set drop` takes out one, `verbatim set edit` changes a note or translation");
    }
    ui.hint("--leave-elsewhere leaves what others said in the same words");
    Ok(Exit::Decision)
}

fn confirmed(ui: &mut Ui) -> Result<bool, Failure> {
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Ok(false);
    }
    ui.message("This cannot be undone. Type `erase` to go on:");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok();
    Ok(line.trim() == "erase")
}

/// The index is made anew: what was taken out of one can linger in its files.
fn renew(study: &Study, folder: Option<&Path>, ui: &mut Ui) -> Result<(), Failure> {
    let dir = study.index_dir();
    if let Err(error) = std::fs::remove_dir_all(&dir)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(Failure::new(Exit::Unwritten, format!("cannot remove {}: {error}", dir.display()))
            .hint("remove that folder yourself; it is made anew"));
    }
    Context::open(folder, ui)?;
    accept_all(study, None, ui);
    Ok(())
}

fn told(erased: &Erased, left: &[String], study: &Study, ui: &mut Ui) -> Result<Exit, Failure> {
    ui.line(&format!(
        "erased from {}; {} masked, {} gone; {} removed; the index is made anew",
        count(erased.texts, "kept text", "kept texts"),
        count(erased.masked, "coding or note", "codings and notes"),
        erased.tombstones,
        count(erased.files, "former file", "former files"),
    ))?;
    if !left.is_empty() {
        ui.line("These files of the study hold it, or cannot be looked into:")?;
        for path in left {
            ui.line(&format!("  {}", safe(path)))?;
        }
    }
    ui.line(
        "verbatim cannot reach exports elsewhere, backups, versions that a sync service keeps, and copies of",
    )?;
    ui.line("the study on other devices: run the same command there.")?;
    if study.root.join(".git").exists() {
        ui.line("The history in .git still holds it.")?;
    }
    Ok(if left.is_empty() { Exit::Done } else { Exit::Check })
}
