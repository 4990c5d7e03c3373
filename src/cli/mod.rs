//! The command line: one file a command, one place for exit codes and messages.

mod accepted;
mod add;
mod address;
mod anchors;
mod annotate;
mod apart;
mod by_people;
mod check;
mod code;
mod coder;
mod codes;
mod consent;
mod context;
mod count;
mod decide;
mod decisions;
mod disclosure;
mod erase;
mod exit;
mod export;
mod filters;
mod find;
mod formats;
mod history;
mod import;
mod ingest;
mod init;
mod leaks;
mod ledger;
mod man;
mod margin;
mod memo;
mod names;
mod noted;
mod originals;
mod participants;
mod pick;
mod recode;
mod refresh;
mod replace;
mod review;
mod set;
mod show;
mod star;
mod status;
mod table;
mod told;
mod ui;
mod verify;
mod withdraw;
mod wrap;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use exit::{Exit, Failure};
use ui::Ui;

/// Qualitative coding and quotes that can be trusted: every quote was said, by someone in that role,
/// and still stands in the transcript.
#[derive(Debug, Parser)]
#[command(name = "verbatim", version, propagate_version = true, arg_required_else_help = false)]
pub(crate) struct Cli {
    /// The study's folder; by default the one you stand in, or one above it
    #[arg(long, global = true, value_name = "DIR")]
    study: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Add(add::Args),
    Import(import::Args),
    Ingest(ingest::Args),
    Status(status::Args),
    Check(check::Args),
    Find(find::Args),
    Show(show::Args),
    Export(export::Args),
    Pick(pick::Args),
    Set(set::Args),
    Refresh(refresh::Args),
    Verify(verify::Args),
    Withdraw(withdraw::Args),
    Code(code::Args),
    Uncode(code::UncodeArgs),
    Recode(recode::Args),
    Replace(replace::Args),
    Anchors(anchors::Args),
    Erase(erase::Args),
    Accept(decide::AcceptArgs),
    Reject(decide::RejectArgs),
    Adjust(decide::AdjustArgs),
    Review(review::Args),
    Star(star::Args),
    Memo(memo::Args),
    Undo(history::UndoArgs),
    Redo(history::RedoArgs),
    Log(history::LogArgs),
    Codes(codes::Args),
    Participants(participants::Args),
    Names(names::Args),
    Formats(formats::Args),
    Completions(man::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs the command line of this process.
pub(crate) fn run() -> ExitCode {
    if let Some(code) = apart::asked() {
        return code;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            error.print().ok();
            return ExitCode::from(if error.use_stderr() { Exit::Usage } else { Exit::Done } as u8);
        }
    };
    let mut ui = Ui::new();
    let result = match &cli.command {
        None => welcome(&mut ui),
        Some(command) => dispatch(&cli, command, &mut ui),
    };
    match result.and_then(|exit| ui.finish().map(|()| exit)) {
        Ok(exit) => ExitCode::from(exit as u8),
        // A reader that has seen enough (`| head`) is no failure.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            ui.finish().ok();
            ui.failure(&failure);
            ExitCode::from(failure.exit as u8)
        }
    }
}

fn dispatch(cli: &Cli, command: &Command, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = cli.study.as_deref();
    match command {
        Command::Init(args) => init::run(args, study, ui),
        Command::Add(args) => add::run(args, study, ui),
        Command::Import(args) => import::run(args, study, ui),
        Command::Ingest(args) => ingest::run(args, study, ui),
        Command::Status(args) => status::run(args, study, ui),
        Command::Check(args) => check::run(args, study, ui),
        Command::Find(args) => find::run(args, study, ui),
        Command::Show(args) => show::run(args, study, ui),
        Command::Pick(args) => pick::run(args, study, ui),
        Command::Set(args) => set::run(args, study, ui),
        Command::Withdraw(args) => withdraw::run(args, study, ui),
        Command::Verify(args) => verify::run(args, study, ui),
        Command::Refresh(args) => refresh::run(args, study, ui),
        Command::Export(args) => export::run(args, study, ui),
        Command::Code(args) => code::run(args, study, ui),
        Command::Uncode(args) => code::run_uncode(args, study, ui),
        Command::Recode(args) => recode::run(args, study, ui),
        Command::Replace(args) => replace::run(args, study, ui),
        Command::Anchors(args) => anchors::run(args, study, ui),
        Command::Erase(args) => erase::run(args, study, ui),
        Command::Accept(args) => decide::accept(args, study, ui),
        Command::Reject(args) => decide::reject(args, study, ui),
        Command::Adjust(args) => decide::adjust(args, study, ui),
        Command::Review(args) => review::run(args, study, ui),
        Command::Star(args) => star::run(args, study, ui),
        Command::Memo(args) => memo::run(args, study, ui),
        Command::Undo(args) => history::undo(args, study, ui),
        Command::Redo(args) => history::redo(args, study, ui),
        Command::Log(args) => history::log(args, study, ui),
        Command::Codes(args) => codes::run(args, study, ui),
        Command::Participants(args) => participants::run(args, study, ui),
        Command::Names(args) => names::run(args, study, ui),
        Command::Formats(args) => formats::run(args, ui),
        Command::Completions(args) => man::completions(args, Cli::command(), ui),
        Command::Man(args) => man::man(args, Cli::command(), ui),
    }
}

/// The four things one does first.
fn welcome(ui: &mut Ui) -> Result<Exit, Failure> {
    ui.line("verbatim: every quote was said, by someone in that role, and still stands in the transcript.")?;
    ui.line("")?;
    ui.line("The four things one does first:")?;
    for (command, what) in [
        ("verbatim init my-study", "make a study: a plain folder"),
        ("verbatim add interviews/", "copy transcripts into it, read, code and index them"),
        ("verbatim find --code trust --role client", "look for quotes: what do clients say about trust?"),
        ("verbatim export --code trust -o trust.pptx", "put them on slides, with who said it"),
    ] {
        ui.line(&format!("  {}  {what}", ui.strong(&format!("{command:<44}"))))?;
    }
    ui.line("")?;
    ui.line("`verbatim help` lists every command; `verbatim help find` explains one, with examples.")?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
