//! `verbatim names`: the list of real names, and the search for them.

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Subcommand};
use verbatim::leak::{Names, Place, Searcher, list_path, others_may_read};
use verbatim::store::Study;

use super::context::open_study;
use super::exit::{Exit, Failure};
use super::leaks;
use super::table::Table;
use super::ui::{Ui, count, safe};

/// Keep the list of real names, and search files for them
///
/// Who is behind P07 stands in one list, outside the study, that only you can read. Every export is searched for
/// every name of it, in every part of the file, before it is written: whole names, first names and surnames,
/// with endings, initials and handles. A name that is also a word (Roos) counts with a capital only. Pictures,
/// sound, nicknames and other spellings are not seen: add those to the list.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim names                                the replacements, without the names
  verbatim names add \"Katrien Peeters\" P07      from now on no export with her name is written
  verbatim names search deck.pptx               is a listed name left in a file?

Exit codes: 0 done, 1 no list yet, or no such name in it, 2 wrong use, or a list or file that cannot be read,
4 a listed name was found, 12 the list cannot be written.")]
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
    /// Print where the list is
    #[command(after_help = "\
`[export] names = \"~/keys/study.csv\"` in verbatim.toml names another place.

Examples:
  verbatim names path
  verbatim names path --study ~/studies/wachttijden

Exit codes: 0 done, 2 there is no place for it.")]
    Path,
    /// Search files for the names on the list: any file, in every part
    #[command(after_help = "\
Examples:
  verbatim names search deck.pptx report.docx
  verbatim names search corpus/*.txt --show-names
  verbatim names search deck.pptx --json        one object a name and place

Exit codes: 0 none was found, 1 no list yet, 2 a file cannot be read, 4 a name was found.")]
    Search {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// JSON Lines, one object a name and place
        #[arg(long)]
        json: bool,
    },
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let path = list_path(&study).ok_or_else(|| {
        Failure::usage("there is no folder for the list")
            .hint("set VERBATIM_CONFIG_DIR to a folder of your own")
    })?;
    if let Some(Command::Path) = args.command {
        ui.line(&path.display().to_string())?;
        return Ok(Exit::Done);
    }
    let kept = Kept::open(&study, path, ui)?;
    match &args.command {
        None => list(&kept, args.show_names, ui),
        Some(Command::Add { real, replacement, whole }) => add(kept, real, replacement, *whole, ui),
        Some(Command::Remove { said }) => remove(kept, said, ui),
        Some(Command::Import { file }) => import(kept, file, ui),
        Some(Command::Search { files, json }) => search(&kept, files, *json, args.show_names, ui),
        Some(Command::Path) => Ok(Exit::Done),
    }
}

/// The list, and where it is kept.
struct Kept {
    path: PathBuf,
    names: Names,
}

impl Kept {
    fn open(study: &Study, path: PathBuf, ui: &mut Ui) -> Result<Self, Failure> {
        leaks::warn_if_inside(study, &path, ui);
        let names = match Names::read(&path).map_err(leaks::misread)? {
            Some(names) => {
                if others_may_read(&path) {
                    ui.warning("others on this machine may read the list of real names");
                    ui.hint(&format!("chmod 600 '{}'", path.display()));
                }
                names
            }
            None => {
                leaks::warn_if_moved(study, &path, ui);
                Names::default()
            }
        };
        Ok(Self { path, names })
    }

    fn write(&self, ui: &mut Ui) -> Result<(), Failure> {
        self.names.write(&self.path)?;
        let names = count(self.names.entries.len(), "name", "names");
        ui.line(&format!("{names} in {}", safe(&self.path.display().to_string())))
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

fn add(mut kept: Kept, real: &str, replacement: &str, whole: bool, ui: &mut Ui) -> Result<Exit, Failure> {
    let typed = match real {
        "-" => std::io::read_to_string(std::io::stdin())
            .map_err(|error| Failure::usage(format!("cannot read standard input: {error}")))?,
        real => real.to_owned(),
    };
    if !typed.chars().any(char::is_alphabetic) {
        return Err(Failure::usage("a name has letters").hint("verbatim names add \"Katrien Peeters\" P07"));
    }
    if !kept.names.add(&typed, replacement, whole) {
        ui.message("It stands in the list already.");
        return Ok(Exit::Done);
    }
    kept.write(ui)?;
    Ok(Exit::Done)
}

fn remove(mut kept: Kept, said: &str, ui: &mut Ui) -> Result<Exit, Failure> {
    if kept.names.remove(said) == 0 {
        return Err(Failure::new(Exit::Nothing, "that is not on the list")
            .hint("`verbatim names --show-names` shows it"));
    }
    kept.write(ui)?;
    Ok(Exit::Done)
}

fn import(mut kept: Kept, file: &Path, ui: &mut Ui) -> Result<Exit, Failure> {
    let shown = file.display().to_string();
    let bytes =
        std::fs::read(file).map_err(|error| Failure::usage(format!("cannot read `{shown}`: {error}")))?;
    let read = Names::parse(&shown, &bytes).map_err(leaks::misread)?;
    let changed = read.entries.iter().filter(|e| kept.names.add(&e.real, &e.replacement, e.whole)).count();
    ui.line(&format!("{} new or changed", count(changed, "name", "names")))?;
    kept.write(ui)?;
    ui.message("The table holds the real names too: keep it as safe as the list, or delete it.");
    Ok(Exit::Done)
}

fn search(kept: &Kept, files: &[PathBuf], json: bool, show: bool, ui: &mut Ui) -> Result<Exit, Failure> {
    if kept.names.entries.is_empty() {
        return Ok(none_yet(ui));
    }
    let searcher = Searcher::new(&kept.names);
    let mut found = 0;
    for (at, file) in files.iter().enumerate() {
        let numbered = format!("file {}", at + 1);
        let bytes = std::fs::read(file)
            .map_err(|error| Failure::usage(format!("cannot read {numbered} of these: {error}")))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let searched = searcher.search(name.as_deref(), &bytes);
        leaks::unsearched(&searched, ui);
        // A file whose name is a leak is not named.
        let named = searched.leaks.iter().any(|leak| leak.place == Place::FileName);
        let shown = if named && !show { numbered } else { file.display().to_string() };
        for leak in searched.leaks.iter().filter(|_| json) {
            let found = show.then_some(&leak.found);
            let line = serde_json::json!({
                "v": 1, "file": shown, "place": leak.place.to_string(), "replacement": kept.names.shown(leak.entry),
                "times": leak.times, "found": found,
            });
            ui.line(&line.to_string())?;
        }
        for line in leaks::lines(&searched, &kept.names, show).iter().filter(|_| !json) {
            ui.line(&safe(&format!("{shown}: {line}")))?;
        }
        found += searched.leaks.len();
    }
    let files = count(files.len(), "file", "files");
    if found > 0 {
        ui.message(&format!("A listed name in {} of {files}.", count(found, "place", "places")));
        return Ok(Exit::Check);
    }
    ui.message(&format!("No listed name in {files}."));
    Ok(Exit::Done)
}
