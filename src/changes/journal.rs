//! A change that touches several files: first all of it into a journal, then each file, then the journal goes.
//!
//! A journal that is found belongs to a change that was cut short, and is finished: its operations count once,
//! however often they were written, and a file that is something else by now stays as it is.

use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::desk::ChangeError;
use super::files;
use crate::coding::{FileChange, Operation, seal, unseal};
use crate::store::log::{STUDY, UNFINISHED};
use crate::store::{FileError, Study, accept_written, hash_of, names_file, write_atomically};

/// Everything that is about to be written.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) change: String,
    /// By short name of the source.
    pub(super) operations: Vec<(String, Operation)>,
    pub(super) files: Vec<FileChange>,
}

impl Journal {
    pub(super) fn write(&self, study: &Study) -> Result<(), ChangeError> {
        let json = seal(&serde_json::to_string(self).unwrap_or_default());
        write_atomically(&self.path(study), json.as_bytes())?;
        Ok(())
    }

    /// Brings the files to what they are to be, and drops the journal. The operations are written by then.
    pub(super) fn finish(&self, study: &Study) -> Result<(), ChangeError> {
        for file in &self.files {
            files::bring(study, file)?;
        }
        let names = names_file();
        let names_before = hash_of(&study.root.join(&names))?;
        files::keep_short_names(study, &self.files)?;
        // A record that cannot be written tells of a change that was meant; that is all.
        if !self.files.is_empty() {
            let files = self.files.iter().map(|f| (f.path.clone(), f.before.clone()));
            accept_written(study, &files.chain([(names, names_before)]).collect::<Vec<_>>()).ok();
        }
        let path = self.path(study);
        match fs::remove_file(&path) {
            // Another process finished it, too.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(FileError::writing(&path, source).into()),
            Ok(()) => Ok(()),
        }
    }

    fn path(&self, study: &Study) -> PathBuf {
        study.codings().join(STUDY).join(format!("{UNFINISHED}{}", self.change))
    }
}

/// Whether a change was cut short.
pub fn is_unfinished(study: &Study) -> bool {
    !paths(study).is_empty()
}

/// The journals that are there; one that was damaged is left alone.
pub(super) fn found(study: &Study) -> Vec<Journal> {
    let read = |path: PathBuf| {
        let json = unseal(fs::read_to_string(path).ok()?.trim_end())?;
        serde_json::from_str(&json).ok()
    };
    paths(study).into_iter().filter_map(read).collect()
}

fn paths(study: &Study) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(study.codings().join(STUDY)) else { return Vec::new() };
    let is_journal =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED));
    entries.flatten().map(|entry| entry.path()).filter(is_journal).collect()
}
