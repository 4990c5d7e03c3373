//! Files searched for the names on the list.

use std::path::PathBuf;

use verbatim::diag::Severity;
use verbatim::leak::{Place, Searched, Searcher};
use verbatim::source::{Settings, read_with};

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
    let files = below(files)?;
    let (mut found, mut unsearched) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        let numbered = format!("file {}", at + 1);
        let bytes = std::fs::read(file)
            .map_err(|error| Failure::usage(format!("cannot read {numbered} of these: {error}")))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let searched = searcher.search(name.as_deref(), &bytes);
        let (searched, closed) = with_words(searched, &searcher, &bytes);
        // A file whose name is a leak is not named.
        let named = searched.leaks.iter().any(|leak| leak.place == Place::FileName);
        let shown = if named && !manner.show { numbered } else { file.display().to_string() };
        leaks::unsearched(&searched, ui);
        if let Some(why) = closed {
            ui.warning(&format!("{} cannot be searched for names: {}", safe(&shown), safe(&why)));
            unsearched += 1;
        }
        tell(&searched, &shown, kept, manner, ui)?;
        found += searched.leaks.len();
    }
    let all = count(files.len(), "file", "files");
    if found > 0 {
        ui.message(&format!("A listed name in {} of {all}.", count(found, "place", "places")));
        return Ok(Exit::Check);
    }
    if unsearched > 0 {
        let of = count(unsearched, "file", "files");
        return Err(Failure::usage(format!("{of} of {} could not be searched", files.len()))
            .hint("look through it yourself, or save it as .docx or .txt and search that"));
    }
    ui.message(&format!("No listed name in {all}."));
    Ok(Exit::Done)
}

/// The files, those of folders in order.
fn below(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let cannot = |error| Failure::usage(format!("cannot read a folder of these: {error}"));
            let entries = std::fs::read_dir(path).map_err(cannot)?;
            let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            // Links may lead round in a ring.
            inside.retain(|path| !(path.is_dir() && path.is_symlink()));
            files.extend(below(&inside)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// What was found with what stands in the words of a file that packs them its own way; and why its words could not
/// be got at.
fn with_words(mut searched: Searched, searcher: &Searcher, bytes: &[u8]) -> (Searched, Option<String>) {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return (searched, Some("an old or a protected Office file".to_owned()));
    }
    let (name, left_out) = match bytes {
        [b'%', b'P', b'D', b'F', ..] => {
            ("text.pdf", "running headers and footers, comments, forms and pictures of a .pdf")
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => ("text.rtf", "comments and pictures of an .rtf"),
        _ => return (searched, None),
    };
    match read_with(Some(super::super::apart::read), name, bytes, &Settings::default()) {
        Err(unread) => (searched, Some(unread.reason)),
        Ok(reading) if reading.transcript.text.trim().is_empty() => {
            (searched, Some("it has no text; it may be a scan".to_owned()))
        }
        Ok(reading) => {
            searched.unsearched = vec![left_out.to_owned()];
            let words = searcher.search(None, reading.transcript.text.as_bytes());
            for mut leak in words.leaks {
                leak.place = Place::Part("the text".to_owned());
                if !searched.leaks.iter().any(|known| known.entry == leak.entry) {
                    searched.leaks.push(leak);
                }
            }
            // Pages that are pictures, parts that cannot be unpacked.
            let damaged = reading.diagnostics.into_iter().find(|found| found.severity == Severity::Warning);
            (searched, damaged.map(|found| found.message))
        }
    }
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
