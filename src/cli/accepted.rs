//! The record of what was accepted, kept by commands that write files themselves.

use std::path::Path;

use verbatim::changes::Desk;
use verbatim::ingest::{LoadedCodebook, accept};
use verbatim::store::{FileError, Recorded, Study, accept_written, hash_of, names_file};
use verbatim::text::fingerprint;

use super::coder::known_coder;
use super::exit::Failure;
use super::ui::Ui;

/// Files that a command is about to write, as they are before.
pub(crate) struct Writing {
    /// Path in the study, and contents.
    former: Vec<(String, Option<Vec<u8>>)>,
    /// The fingerprint of the list of short names, which grows with new sources.
    names: Option<String>,
}

impl Writing {
    /// `paths` are those in the study.
    pub(crate) fn of<'a>(
        study: &Study,
        paths: impl IntoIterator<Item = &'a Path>,
    ) -> Result<Self, FileError> {
        let former = paths.into_iter().map(|path| {
            let full = study.root.join(path);
            let below = full.strip_prefix(&study.root).unwrap_or(&full);
            let path = below.components().map(|part| part.as_os_str().to_string_lossy());
            (path.collect::<Vec<_>>().join("/"), std::fs::read(&full).ok())
        });
        Ok(Self { former: former.collect(), names: hash_of(&study.root.join(names_file()))? })
    }

    /// They are written: what they hold now was meant, and can be taken back by whoever did it, where that is
    /// known; `by` says what was done. Where nothing was recorded yet but sources were read, the study is as it
    /// stands.
    pub(crate) fn done(self, study: &Study, by: &str, ui: &mut Ui) -> Result<(), Failure> {
        let hash = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(fingerprint);
        let former = self.former.iter().map(|(path, bytes)| (path.clone(), hash(bytes)));
        let before: Vec<_> = former.chain([(names_file(), self.names)]).collect();
        let result = match Recorded::read(&study.codings()) {
            Recorded::Missing if study.root.join(names_file()).exists() => accept(study, None).map(drop),
            Recorded::Missing | Recorded::Damaged | Recorded::Whole(_) => accept_written(study, &before),
        };
        told(result, ui);
        if let Some(coder) = known_coder() {
            Desk::open(study, &coder)?.record_written(by, &self.former)?;
        }
        Ok(())
    }
}

/// Records the whole study as accepted, with the codebook where it is `loaded` already.
pub(crate) fn accept_all(study: &Study, loaded: Option<&LoadedCodebook>, ui: &mut Ui) {
    told(accept(study, loaded).map(drop), ui);
}

/// On a study that can only be read, that is no failure.
fn told(result: Result<(), FileError>, ui: &mut Ui) {
    if let Err(error) = result {
        ui.warning(&format!("what was accepted cannot be recorded for `verbatim check`: {error}"));
    }
}
