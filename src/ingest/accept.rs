//! What `ingest` accepted: the record that `check` compares the study with.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::state::State;
use crate::store::{FileError, Study, TruthFile, hash_of, record, truth_files};

/// Records every file of the study as it is now. What the last look saw of a source and cannot have changed
/// since is not read again. Returns whether the record is another one now.
///
/// # Errors
/// When a folder cannot be read, or the record not be written.
pub fn accept(study: &Study) -> Result<bool, FileError> {
    let state = State::read(&study.index_dir());
    let seen = |file: &TruthFile| {
        let (path, stamp) = file.source.as_ref()?;
        let record = state.files.get(path).filter(|record| !record.hash.is_empty())?;
        stamp.is_surely(&record.stamp, state.recorded_ns).then(|| record.hash.clone())
    };
    // What cannot be read is not accepted either.
    let hash = |file: &TruthFile| {
        if file.is_derived() {
            return Some((file.path.clone(), String::new()));
        }
        let hash = seen(file).or_else(|| hash_of(&file.full).ok().flatten())?;
        Some((file.path.clone(), hash))
    };
    let files: BTreeMap<String, String> = truth_files(study)?.par_iter().filter_map(hash).collect();
    record(study, files)
}
