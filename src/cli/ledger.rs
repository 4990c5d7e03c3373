//! The ledger: which quotes went into which file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use verbatim::changes::Desk;
use verbatim::coding::{Deed, Exported, ExportedQuote, Manner};
use verbatim::export::{Selection, credit, role_fact};
use verbatim::index::SourceEntry;
use verbatim::quote::Quote;
use verbatim::store::log::STUDY;
use verbatim::store::{Study, write_atomically};
use verbatim::text::fingerprint;

use super::coder::known_coder;
use super::exit::Failure;
use super::ui::Ui;

/// Quotes that go into a file, and how it says who said them.
#[derive(Default)]
pub(crate) struct Export<'a> {
    pub(crate) set: Option<&'a str>,
    /// Whether they stood in it already and were brought up to date.
    pub(crate) refreshed: bool,
    pub(crate) manner: Manner,
    pub(crate) quotes: Vec<ExportedQuote>,
    /// Sources that go into it as a whole.
    pub(crate) sources: Vec<String>,
    /// Whose words it holds otherwise than as quotes.
    pub(crate) people: BTreeSet<String>,
}

impl<'a> Export<'a> {
    /// The quotes of a selection, as they are written now.
    pub(crate) fn of(selection: &Selection, set: Option<&'a str>, manner: Manner) -> Self {
        let mark = |text: &str| super::refresh::mark(text);
        let quotes = selection.quotes.iter().map(|quote| ExportedQuote {
            id: quote.id.clone(),
            at: quote.address.clone(),
            participants: quote.participants.clone(),
            shown: fingerprint(quote.within_marks().as_bytes()),
            said: said(quote),
            credit: Some(credit(selection, quote)).filter(|t| !t.is_empty()).map(|t| mark(&t)),
            role: role_fact(selection, quote).map(|role| mark(&role)),
            manner: None,
        });
        Self { set, manner, quotes: quotes.collect(), ..Self::default() }
    }

    /// A whole transcript, with everybody who speaks in it.
    pub(crate) fn whole(entry: &SourceEntry) -> Self {
        let people = entry.speakers.iter().flat_map(|speaker| speaker.participants.iter().cloned());
        Self { sources: vec![entry.short.clone()], people: people.collect(), ..Self::default() }
    }
}

/// The fingerprint of what was said, where something else is shown.
pub(crate) fn said(quote: &Quote) -> Option<String> {
    (quote.within_marks() != quote.text).then(|| fingerprint(quote.text.as_bytes()))
}

/// Notes what stands in the file at `path`, whose bytes are these. Where nobody is known as coder, that goes into no
/// log: it is kept beside the index, and for a quote set or a whole transcript the user is told.
pub(crate) fn note(
    study: &Study,
    path: &Path,
    bytes: &[u8],
    export: Export<'_>,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let exported = Exported {
        file: shown_path(study, path),
        set: export.set.map(str::to_owned),
        refreshed: export.refreshed,
        bytes: fingerprint(bytes),
        manner: export.manner,
        quotes: export.quotes,
        sources: export.sources,
        people: export.people.into_iter().collect(),
    };
    if !study.can_be_written() {
        ui.warning("this export is not in the ledger, for you may not write to this study");
        keep_unnamed(study, exported);
        return Ok(());
    }
    let Some(coder) = known_coder() else {
        if exported.set.is_some() || !exported.sources.is_empty() {
            ui.warning("this export is not in the ledger, for nobody is named as coder");
            ui.hint(
                "set VERBATIM_CODER, or give --coder once: `withdraw` and `refresh` look into the ledger",
            );
        }
        keep_unnamed(study, exported);
        return Ok(());
    };
    let mut desk = Desk::open(study, &coder)?;
    let known =
        entries(&desk).into_iter().rev().find(|entry| clean_path(&entry.file) == exported.file).cloned();
    forget_unnamed(study, &exported.file);
    // The same export again is no news, nor is a file that holds what it held.
    let is_known =
        known.is_some_and(|known| Exported { refreshed: known.refreshed, ..exported.clone() } == known);
    if !is_known {
        desk.put(STUDY, Deed::Exported(exported), Vec::new());
        desk.commit()?;
    }
    Ok(())
}

/// What somebody unnamed exported on this machine, by file. It stands beside the index, so that it leaves no trace in
/// the study, and goes with it.
pub(crate) fn unnamed(study: &Study) -> BTreeMap<String, Exported> {
    let bytes = std::fs::read(unnamed_path(study)).ok();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn unnamed_path(study: &Study) -> PathBuf {
    study.index_dir().join("exports-unnamed.json")
}

fn keep_unnamed(study: &Study, exported: Exported) {
    let mut known = unnamed(study);
    known.insert(exported.file.clone(), exported);
    write_unnamed(study, &known);
}

fn forget_unnamed(study: &Study, file: &str) {
    let mut known = unnamed(study);
    if known.remove(file).is_some() {
        write_unnamed(study, &known);
    }
}

/// A failure costs a line in what `withdraw` lists, never the export.
fn write_unnamed(study: &Study, known: &BTreeMap<String, Exported>) {
    write_atomically(&unnamed_path(study), &serde_json::to_vec(known).unwrap_or_default()).ok();
}

/// What the ledger tells, the first export first.
pub(crate) fn entries<'d>(desk: &'d Desk<'_>) -> Vec<&'d Exported> {
    let exported = desk.ledger(STUDY).operations().filter_map(|operation| match &operation.deed {
        Deed::Exported(exported) => Some(exported),
        _ => None,
    });
    exported.collect()
}

/// A file as the ledger names it: within the study where it lies there.
pub(crate) fn shown_path(study: &Study, path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let root = std::path::absolute(&study.root).unwrap_or_else(|_| study.root.clone());
    let below = absolute.strip_prefix(&root).unwrap_or(&absolute);
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    clean_path(&parts.collect::<Vec<_>>().join("/")).to_owned()
}

/// A path of the ledger; older entries may begin with two strokes.
pub(crate) fn clean_path(path: &str) -> &str {
    match path.strip_prefix("//") {
        Some(_) => path.get(1..).unwrap_or(path),
        None => path,
    }
}
