//! Listed names in what is about to leave: found, told without telling them, and stopped.

use std::collections::BTreeSet;
use std::path::Path;

use verbatim::leak::{Misread, Names, Searched, Searcher, Whereabouts, namesakes, remember, whereabouts};
use verbatim::store::Study;

use super::exit::{Exit, Failure};
use super::ui::{Ui, count, safe};

/// Places told one by one.
const MOST: usize = 12;

/// Stops what is about to be written to `path` (or to stdout) when a listed name stands in it. Without a list
/// nothing is searched.
///
/// # Errors
/// When a name is found and not allowed, or the list cannot be read.
pub(crate) fn guard(
    study: &Study,
    path: Option<&Path>,
    bytes: &[u8],
    despite: bool,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let Some(list) = list(study, despite, ui)? else { return Ok(()) };
    let file = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let searched = Searcher::new(&list).search(file.as_deref(), bytes);
    unsearched(&searched, ui);
    if searched.leaks.is_empty() {
        return Ok(());
    }
    let told = lines(&searched, &list, false);
    let entries: BTreeSet<usize> = searched.leaks.iter().map(|leak| leak.entry).collect();
    let names = count(entries.len(), "listed name stands", "listed names stand");
    let places = format!("{names} in {}", count(searched.leaks.len(), "place", "places"));
    if despite {
        ui.warning(&format!("{places}, and it is written all the same:"));
        told.iter().for_each(|line| ui.message(&format!("  {}", safe(line))));
        return Ok(());
    }
    let message = format!("{places}; nothing was written\n  {}", told.join("\n  "));
    Err(Failure::new(Exit::Check, message).hint(mend(study)))
}

/// Where a name in an export may come from, and how to take it out there.
fn mend(study: &Study) -> String {
    let own = ["corpus", "codebooks", "quotes", "participants.csv", "verbatim.toml"];
    let there: Vec<&str> = own.into_iter().filter(|name| study.root.join(name).exists()).collect();
    format!(
        "labels of speakers go with --no-labels; in a quote of a set [naam] or the pseudonym in brackets may stand for a \
         name (`verbatim set edit`), and then nothing of the file holds it; `verbatim names search \
         {}` tells where others come from: take them out there; or write it all the same with --despite-names",
        there.join(" ")
    )
}

/// The list of the study, if it has one.
///
/// # Errors
/// When it has one that is not here or cannot be read: without a search nothing leaves.
fn list(study: &Study, despite: bool, ui: &mut Ui) -> Result<Option<Names>, Failure> {
    let path = match whereabouts(study) {
        Whereabouts::At(path) => path,
        Whereabouts::Never => {
            warn_of_namesakes(study, ui);
            return Ok(None);
        }
        Whereabouts::Lost(_) | Whereabouts::Promised(_) if despite => {
            ui.warning("not searched for real names: the list of this study is not on this machine");
            return Ok(None);
        }
        Whereabouts::Promised(path) => return Err(promised(&path)),
        Whereabouts::Lost(path) => {
            return Err(lost(study, path.as_deref(), "nothing was written")
                .and("to write it once without a search: --despite-names"));
        }
    };
    let Some(names) = Names::read(&path).map_err(misread)?.filter(|names| !names.entries.is_empty()) else {
        return Ok(None);
    };
    // A list from before studies remembered theirs; where the study cannot be written, it is found all the same.
    remember(study).ok();
    warn_if_inside(study, &path, ui);
    Ok(Some(names))
}

/// The list of the study where it is on this machine, for what leaves nothing; says where it is not.
///
/// # Errors
/// When it cannot be read.
pub(super) fn at_hand(study: &Study, ui: &mut Ui) -> Result<Option<Names>, Failure> {
    match whereabouts(study) {
        Whereabouts::At(path) => Names::read(&path).map_err(misread),
        Whereabouts::Never => Ok(None),
        Whereabouts::Lost(_) | Whereabouts::Promised(_) => {
            ui.warning("not searched for real names: the list of this study is not on this machine");
            Ok(None)
        }
    }
}

/// The study has a list, and it is not on this machine.
pub(super) fn lost(study: &Study, path: Option<&Path>, consequence: &str) -> Failure {
    let wanted = path.map(|path| format!(" (`{}`)", path.display())).unwrap_or_default();
    let message = format!(
        "this study has a list of real names, and it is not on this machine{wanted}; {consequence}: nobody can tell \
         whether a name stands in it"
    );
    let copy =
        namesakes(study).first().map_or_else(|| "FILE".to_owned(), |path| format!("'{}'", path.display()));
    Failure::new(Exit::Check, message).hint(format!(
        "bring the list from where `verbatim names path` tells it on the machine of its keeper, and give it to \
         `verbatim names use {copy}`; if it is gone for good: verbatim names forget"
    ))
}

fn promised(path: &Path) -> Failure {
    let message = format!("there is no list of names `{}`; nothing was written", path.display());
    Failure::new(Exit::Check, message).hint(
        "verbatim.toml names it, [export] names: put it there, or mend that line; to write it once without a search: \
         --despite-names",
    )
}

pub(super) fn misread(error: Misread) -> Failure {
    match error {
        Misread::File(error) => error.into(),
        contents => Failure::usage(contents).hint("its first line is: real,replacement"),
    }
}

/// A list that the study does not know of protects nothing here.
pub(super) fn warn_of_namesakes(study: &Study, ui: &mut Ui) {
    let namesakes = namesakes(study);
    let Some(first) = namesakes.first() else { return };
    ui.warning("there is a list of names for another study of this name; it was not searched");
    ui.hint(&format!("if it is for this study, too: verbatim names use '{}'", first.display()));
}

/// A key file inside the study goes wherever the study goes.
pub(super) fn warn_if_inside(study: &Study, path: &Path, ui: &mut Ui) {
    let real =
        |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_default();
    if real(path).starts_with(real(&study.root)) {
        ui.warning("the list of real names lies inside the study: whoever gets the study gets the names");
        ui.hint("keep it elsewhere: [export] names = \"~/keys/names.csv\", or leave that line out");
    }
}

/// Says what was not looked into.
pub(super) fn unsearched(searched: &Searched, ui: &mut Ui) {
    for what in searched.unsearched.iter().take(MOST) {
        ui.warning(&format!("not searched for names: {what}"));
    }
}

/// The places, a line each; the names themselves only if asked.
pub(super) fn lines(searched: &Searched, list: &Names, show: bool) -> Vec<String> {
    let mut lines: Vec<String> = searched
        .leaks
        .iter()
        .take(MOST)
        .map(|leak| {
            let times = if leak.times > 1 { format!(" ({} times)", leak.times) } else { String::new() };
            let who = list.shown(leak.entry);
            let found = if show { format!(": {}", leak.found.replace('\n', " ")) } else { String::new() };
            format!("{}: the name behind {who}{found}{times}", leak.place)
        })
        .collect();
    let more = searched.leaks.len().saturating_sub(MOST);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}
