//! What `ingest` accepted: the record that `check` compares the study with.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::LoadedCodebook;
use super::state::State;
use crate::store::{
    FileError, Study, TruthFile, codebook_fingerprints, fingerprints_of, hash_of, record, truth_files,
};

/// Records every file of the study as it is now. What the last look saw of a source and cannot have changed
/// since is not read again, nor is the codebook where it is `loaded` and its files say the same. Returns whether the record is another one now.
///
/// # Errors
/// When a folder cannot be read, or the record not be written.
pub fn accept(study: &Study, loaded: Option<&LoadedCodebook>) -> Result<bool, FileError> {
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
    let codebook = || match loaded.filter(|loaded| loaded.is_that_of(study)) {
        Some(loaded) => Ok(fingerprints_of(&loaded.codebook)),
        None => codebook_fingerprints(study),
    };
    record(study, files, codebook)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::ingest::load_codebook;
    use crate::store::Recorded;

    #[test]
    fn a_codebook_that_changed_since_it_was_read_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["corpus", "codebooks", "codings/study"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        fs::write(root.join("verbatim.toml"), "name = \"Proef\"\nlanguage = \"nl\"\n").unwrap();
        let codes = |code: &str| {
            let yaml = format!("codebook: Proef\ncodes:\n  - id: {code}\n    rules: [{{any: [wachten]}}]\n");
            fs::write(root.join("codebooks/proef.yaml"), yaml).unwrap();
        };
        codes("waiting");
        let study = Study::open(root).unwrap();
        let loaded = load_codebook(&study).unwrap();
        let recorded = || {
            accept(&study, Some(&loaded)).unwrap();
            let ingested = Recorded::read(&study.codings()).whole().unwrap();
            (ingested.codebook, ingested.rules)
        };
        let before = recorded();
        assert_eq!(before, codebook_fingerprints(&study).unwrap());
        codes("patience");
        let now = recorded();
        assert_eq!(now, codebook_fingerprints(&study).unwrap());
        assert_ne!(now, before);
    }
}
