//! `verbatim names`: the list of real names, and the search for them.

mod change;
mod kept;
mod search;

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Subcommand};
use verbatim::leak::{Whereabouts, whereabouts};
use verbatim::store::Study;

use super::context::open_study;
use super::exit::{Exit, Failure};
use super::leaks;
use super::table::Table;
use super::ui::Ui;
use kept::Kept;

/// Keep the list of real names, and search files for them
///
/// Who is behind P07 stands in one list, outside the study, that only you can read. Every export is searched for
/// every name of it, in every part of the file, before it is written: whole names, first names and surnames,
/// with endings, initials and handles. A name that is also a word (Roos) counts with a capital only. Pictures,
/// sound, nicknames and other spellings are not seen: add those to the list. The study remembers that it has a list:
/// a copy of it on a machine without the list exports nothing until the list is brought there (`names use`).
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim names                                the replacements, without the names
  verbatim names add \"Katrien Peeters\" P07      from now on no export with her name is written
  verbatim names search deck.pptx               is a listed name left in a file?

Exit codes: 0 done, 1 no list yet, or no such name in it, 2 wrong use, or a list or file that cannot be read,
4 a listed name was found, or the list is not on this machine, 12 the list cannot be written.")]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Also show the real names
    #[arg(long, global = true)]
    show_names: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a name, or change what stands for it
    #[command(after_help = "\
Examples:
  verbatim names add \"Katrien Peeters\" P07
  verbatim names add \"Huis De Kanteling\" \"[buurthuis]\" --whole    not `Kanteling` alone
  verbatim names add - P07 < name.txt                            so that no shell remembers it

Exit codes: 0 done, 2 that is no name, 12 the list cannot be written.")]
    Add {
        /// The real name; `-` reads it from standard input
        real: String,
        /// What is shown in its place
        replacement: String,
        /// Search the whole name only, not its first name and surname each
        #[arg(long)]
        whole: bool,
    },
    /// Take a name off the list
    #[command(after_help = "\
Examples:
  verbatim names remove P07
  verbatim names remove \"Katrien Peeters\"

Exit codes: 0 done, 1 it is not on the list, 2 the list cannot be read, 12 the list cannot be written.")]
    Remove {
        /// The real name, or its replacement
        said: String,
    },
    /// Add all names of a table with the columns real and replacement
    #[command(after_help = "\
The columns may also be called naam, pseudoniem or participant. The file itself stays where it is: it is as secret
as the list.

Examples:
  verbatim names import key.csv
  verbatim names import sleutel.xlsx

Exit codes: 0 done, 2 the table cannot be read, 12 the list cannot be written.")]
    Import {
        /// A .csv or .xlsx
        file: PathBuf,
    },
    /// Take a list from elsewhere as the one of this study: on another machine, or after it was lost
    #[command(after_help = "\
The study remembers that it has a list, not its names: a copy on another machine does not find it. Its keeper sees
where it is with `verbatim names path`; bring the file safely, and its names are kept here for you alone.

Examples:
  verbatim names use /media/key/wachttijden-3f2a.csv
  verbatim names use sleutel.xlsx --study ~/studies/wachttijden

Exit codes: 0 done, 2 the table cannot be read, or there is a list here, 12 the list cannot be written.")]
    Use {
        /// A .csv or .xlsx with the columns real and replacement
        file: PathBuf,
    },
    /// Forget that the study has a list: where it was destroyed for good
    #[command(after_help = "\
From then on exports are not searched, on every machine that gets this study.

Examples:
  verbatim names forget
  verbatim names forget --study ~/studies/wachttijden

Exit codes: 0 done, 1 there was no list, 2 it is here, 12 the study cannot be written.")]
    Forget,
    /// Print where the list is
    #[command(after_help = "\
`[export] names = \"~/keys/study.csv\"` in verbatim.toml names another place.

Examples:
  verbatim names path
  verbatim names path --study ~/studies/wachttijden

Exit codes: 0 done, 1 no list yet, 4 it is not on this machine.")]
    Path,
    /// Search files for the names on the list: any file, in every part
    #[command(after_help = "\
Of a .pdf the text layer is searched. What cannot be searched is told, and is not taken for clean.

Examples:
  verbatim names search deck.pptx report.docx paper.pdf
  verbatim names search corpus quotes --show-names
  verbatim names search deck.pptx --json        one object a name and place

Exit codes: 0 none was found, 1 no list yet, 2 a file cannot be read or not be searched, 4 a name was found, or
the list is not on this machine.")]
    Search {
        /// The files, or folders of them
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// JSON Lines, one object a name and place
        #[arg(long)]
        json: bool,
    },
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    match &args.command {
        Some(Command::Path) => path(&study, ui),
        Some(Command::Use { file }) => change::take(&study, file, ui),
        Some(Command::Forget) => change::forget(&study, ui),
        None => list(&Kept::open(&study, ui)?, args.show_names, ui),
        Some(Command::Add { real, replacement, whole }) => {
            change::add(Kept::open(&study, ui)?, real, replacement, *whole, ui)
        }
        Some(Command::Remove { said }) => change::remove(Kept::open(&study, ui)?, said, ui),
        Some(Command::Import { file }) => change::import(Kept::open(&study, ui)?, file, ui),
        Some(Command::Search { files, json }) => {
            let manner = search::Manner { json: *json, show: args.show_names };
            search::run(&Kept::open(&study, ui)?, files, manner, ui)
        }
    }
}

fn path(study: &Study, ui: &mut Ui) -> Result<Exit, Failure> {
    match whereabouts(study) {
        Whereabouts::At(path) | Whereabouts::Promised(path) => {
            ui.line(&path.display().to_string())?;
            Ok(Exit::Done)
        }
        Whereabouts::Lost(path) => Err(leaks::lost(study, path.as_deref(), "so no file can be searched")),
        Whereabouts::Never => Ok(none_yet(ui)),
    }
}

fn none_yet(ui: &mut Ui) -> Exit {
    ui.message("There is no list of names yet: exports are not searched.");
    ui.hint("verbatim names add \"REAL NAME\" REPLACEMENT");
    Exit::Nothing
}

fn list(kept: &Kept, show: bool, ui: &mut Ui) -> Result<Exit, Failure> {
    if kept.names.entries.is_empty() {
        return Ok(none_yet(ui));
    }
    let mut table =
        Table::new(if show { &["replacement", "searched", "real"] } else { &["replacement", "searched"] });
    for (at, entry) in kept.names.entries.iter().enumerate() {
        let searched = if entry.whole { "whole" } else { "whole and parts" };
        let mut row = vec![kept.names.shown(at), searched.to_owned()];
        row.extend(show.then(|| entry.real.clone()));
        table.row(row);
    }
    for line in table.lines(ui.width()) {
        ui.line(&line)?;
    }
    if !show {
        ui.message("--show-names shows the real names too.");
    }
    Ok(Exit::Done)
}
