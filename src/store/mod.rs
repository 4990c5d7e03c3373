//! A study on disk: a plain folder whose files are the truth.
//!
//! Everything here reads and writes those files and nothing else; what can be derived from them is
//! the index's business.

mod atomic;
mod codings;
mod config;
mod consent;
mod corpus;
mod ingested;
mod kept;
pub mod log;
mod participants;
mod private;
mod quote_sets;
mod reading;
mod short_names;
mod study;
mod truth;

pub use atomic::write_atomically;
pub use codings::{
    RULES_FORMAT, RulesFile, StoredCoding, StoredTrigger, WholeRules, is_whole, read_rules, remove_rules,
    rules_path, whole_rules, write_rules,
};
pub use config::{Config, RoleConfig, SourceConfig};
pub use consent::{Consent, Scope, refusal};
pub(crate) use corpus::now_ns;
pub use corpus::{CorpusFile, Stamp, list_corpus};
pub use ingested::{
    Ingested, Recorded, accept_written, codebook_fingerprints, fingerprints_of, hash_of, record,
};
pub use kept::{Kept, keep_transcript, kept_files, kept_transcript};
pub use participants::{Participants, Person, Row};
pub use private::write_privately;
pub use quote_sets::{SetError, read_set, set_names, set_path};
pub use reading::ReadingRecord;
pub use short_names::ShortNames;
pub use study::{Study, StudyError};
pub use truth::{TruthFile, names_file, rules_file, truth_files};

/// Why a file of the study could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} `{path}`: {source}")]
pub struct FileError {
    /// `read`, `write` ...
    pub doing: &'static str,
    /// The file, as the study names it.
    pub path: String,
    /// What the system said.
    pub source: std::io::Error,
}

impl FileError {
    pub(crate) fn reading(path: &std::path::Path, source: std::io::Error) -> Self {
        Self { doing: "read", path: path.display().to_string(), source }
    }

    pub(crate) fn writing(path: &std::path::Path, source: std::io::Error) -> Self {
        Self { doing: "write", path: path.display().to_string(), source }
    }

    /// Whether the file could not be written (exit code 12), as opposed to read.
    pub fn is_write(&self) -> bool {
        self.doing == "write"
    }
}
