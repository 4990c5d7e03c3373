//! Files searched for the names on the list.

use std::path::PathBuf;

use verbatim::leak::{Place, Searched, Searcher};

use super::super::exit::{Exit, Failure};
use super::super::leaks;
use super::super::ui::{Ui, count, safe};
use super::kept::Kept;
use super::none_yet;

/// How what is found is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// As JSON Lines.
    pub(super) json: bool,
    /// With the real names.
    pub(super) show: bool,
}

pub(super) fn run(kept: &Kept<'_>, files: &[PathBuf], manner: Manner, ui: &mut Ui) -> Result<Exit, Failure> {
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
        // A file whose name is a leak is not named.
        let named = searched.leaks.iter().any(|leak| leak.place == Place::FileName);
        let shown = if named && !manner.show { numbered } else { file.display().to_string() };
        leaks::unsearched(&searched, ui);
        tell(&searched, &shown, kept, manner, ui)?;
        found += searched.leaks.len();
    }
    let all = count(files.len(), "file", "files");
    if found > 0 {
        ui.message(&format!("A listed name in {} of {all}.", count(found, "place", "places")));
        return Ok(Exit::Check);
    }
    ui.message(&format!("No listed name in {all}."));
    Ok(Exit::Done)
}

fn tell(
    searched: &Searched,
    shown: &str,
    kept: &Kept<'_>,
    manner: Manner,
    ui: &mut Ui,
) -> Result<(), Failure> {
    for leak in searched.leaks.iter().filter(|_| manner.json) {
        let found = manner.show.then_some(&leak.found);
        let line = serde_json::json!({
            "v": 1, "file": shown, "place": leak.place.to_string(), "replacement": kept.names.shown(leak.entry),
            "times": leak.times, "found": found,
        });
        ui.line(&line.to_string())?;
    }
    for line in leaks::lines(searched, &kept.names, manner.show).iter().filter(|_| !manner.json) {
        ui.line(&safe(&format!("{shown}: {line}")))?;
    }
    Ok(())
}
