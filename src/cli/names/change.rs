//! Names that go onto the list or off it, and the list itself.

use std::path::Path;

use verbatim::leak::{Names, Whereabouts, forget as forget_list, whereabouts};
use verbatim::store::Study;

use super::super::exit::{Exit, Failure};
use super::super::leaks;
use super::super::ui::{Ui, count};
use super::kept::Kept;

pub(super) fn add(
    mut kept: Kept<'_>,
    real: &str,
    replacement: &str,
    whole: bool,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
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

pub(super) fn remove(mut kept: Kept<'_>, said: &str, ui: &mut Ui) -> Result<Exit, Failure> {
    if kept.names.remove(said) == 0 {
        return Err(Failure::new(Exit::Nothing, "that is not on the list")
            .hint("`verbatim names --show-names` shows it"));
    }
    kept.write(ui)?;
    Ok(Exit::Done)
}

pub(super) fn import(mut kept: Kept<'_>, file: &Path, ui: &mut Ui) -> Result<Exit, Failure> {
    let read = table(file)?;
    let changed = read.entries.iter().filter(|e| kept.names.add(&e.real, &e.replacement, e.whole)).count();
    ui.line(&format!("{} new or changed", count(changed, "name", "names")))?;
    kept.write(ui)?;
    warn_of_table(ui);
    Ok(Exit::Done)
}

fn table(file: &Path) -> Result<Names, Failure> {
    let shown = file.display().to_string();
    let bytes =
        std::fs::read(file).map_err(|error| Failure::usage(format!("cannot read `{shown}`: {error}")))?;
    Names::parse(&shown, &bytes).map_err(leaks::misread)
}

fn warn_of_table(ui: &mut Ui) {
    ui.message("The table holds the real names too: keep it as safe as the list, or delete it.");
}

/// Takes the list in `file` as that of the study.
pub(super) fn take(study: &Study, file: &Path, ui: &mut Ui) -> Result<Exit, Failure> {
    if let Whereabouts::At(path) = whereabouts(study) {
        return Err(Failure::usage(format!("this study has its list here: `{}`", path.display()))
            .hint("`verbatim names import FILE` adds names to it"));
    }
    let names = table(file)?;
    if names.entries.is_empty() {
        return Err(Failure::usage("there is no name in that list"));
    }
    Kept::from_elsewhere(study, names).write(ui)?;
    warn_of_table(ui);
    Ok(Exit::Done)
}

/// Forgets a list that is gone.
pub(super) fn forget(study: &Study, ui: &mut Ui) -> Result<Exit, Failure> {
    match whereabouts(study) {
        Whereabouts::Never | Whereabouts::Promised(_) => {
            ui.message("This study never had a list of names.");
            Ok(Exit::Nothing)
        }
        Whereabouts::At(path) => Err(Failure::usage(format!("the list is here: `{}`", path.display()))
            .hint("`verbatim names remove` takes names off it; to destroy it, delete that file first")),
        Whereabouts::Lost(_) => {
            forget_list(study)?;
            ui.message("Forgotten: from now on exports are not searched for real names.");
            Ok(Exit::Done)
        }
    }
}
