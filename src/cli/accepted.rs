//! The record of what was accepted, kept by commands that write files themselves.

use std::path::Path;

use verbatim::ingest::accept;
use verbatim::store::{FileError, Recorded, Study, accept_written, hash_of, names_file};

use super::ui::Ui;

/// Files that a command is about to write, as they are before.
pub(crate) struct Writing(Vec<(String, Option<String>)>);

impl Writing {
    /// `paths` are those in the study.
    pub(crate) fn of<'a>(
        study: &Study,
        paths: impl IntoIterator<Item = &'a Path>,
    ) -> Result<Self, FileError> {
        let names = study.root.join(names_file());
        let full = paths.into_iter().map(|path| study.root.join(path)).chain([names]);
        let before = full.map(|full| {
            let below = full.strip_prefix(&study.root).unwrap_or(&full);
            let path = below.components().map(|part| part.as_os_str().to_string_lossy());
            Ok((path.collect::<Vec<_>>().join("/"), hash_of(&full)?))
        });
        before.collect::<Result<_, FileError>>().map(Self)
    }

    /// They are written: what they hold now was meant. Where nothing was recorded yet but sources were read, the
    /// study is as it stands.
    pub(crate) fn done(self, study: &Study, ui: &mut Ui) {
        let result = match Recorded::read(&study.codings()) {
            Recorded::Missing if study.root.join(names_file()).exists() => accept(study).map(drop),
            Recorded::Missing | Recorded::Damaged | Recorded::Whole(_) => accept_written(study, &self.0),
        };
        told(result, ui);
    }
}

/// Records the whole study as accepted.
pub(crate) fn accept_all(study: &Study, ui: &mut Ui) {
    told(accept(study).map(drop), ui);
}

/// On a study that can only be read, that is no failure.
fn told(result: Result<(), FileError>, ui: &mut Ui) {
    if let Err(error) = result {
        ui.warning(&format!("what was accepted cannot be recorded for `verbatim check`: {error}"));
    }
}
