//! The ledger: which quotes went into which file.

use std::path::Path;

use verbatim::changes::Desk;
use verbatim::coding::{Deed, Exported, ExportedQuote, Manner};
use verbatim::export::{Selection, credit, role_fact};
use verbatim::quote::Quote;
use verbatim::store::Study;
use verbatim::store::log::STUDY;
use verbatim::text::fingerprint;

use super::coder::known_coder;
use super::exit::Failure;
use super::ui::Ui;

/// Quotes that go into a file, and how it says who said them.
pub(crate) struct Export<'a> {
    pub(crate) set: Option<&'a str>,
    /// Whether they stood in it already and were brought up to date.
    pub(crate) refreshed: bool,
    pub(crate) manner: Manner,
    pub(crate) quotes: Vec<ExportedQuote>,
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
        Self { set, refreshed: false, manner, quotes: quotes.collect() }
    }
}

/// The fingerprint of what was said, where something else is shown.
pub(crate) fn said(quote: &Quote) -> Option<String> {
    (quote.within_marks() != quote.text).then(|| fingerprint(quote.text.as_bytes()))
}

/// Notes what stands in the file at `path`, whose bytes are these. Where nobody is known as coder, nothing is noted;
/// for a quote set the user is told.
pub(crate) fn note(
    study: &Study,
    path: &Path,
    bytes: &[u8],
    export: Export<'_>,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let Some(coder) = known_coder() else {
        if export.set.is_some() {
            ui.warning("this export is not in the ledger, for nobody is named as coder");
            ui.hint(
                "set VERBATIM_CODER, or give --coder once: `withdraw` and `refresh` look into the ledger",
            );
        }
        return Ok(());
    };
    let exported = Exported {
        file: shown_path(study, path),
        set: export.set.map(str::to_owned),
        refreshed: export.refreshed,
        bytes: fingerprint(bytes),
        manner: export.manner,
        quotes: export.quotes,
    };
    let mut desk = Desk::open(study, &coder)?;
    let known =
        entries(&desk).into_iter().rev().find(|entry| clean_path(&entry.file) == exported.file).cloned();
    // The same export again is no news, nor is a file that holds what it held.
    let is_known =
        known.is_some_and(|known| Exported { refreshed: known.refreshed, ..exported.clone() } == known);
    if !is_known {
        desk.put(STUDY, Deed::Exported(exported), Vec::new());
        desk.commit()?;
    }
    Ok(())
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
