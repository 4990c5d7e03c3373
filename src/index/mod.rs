//! The index: derived from the study, safe to delete at any time.
//!
//! ```text
//! tantivy/            one document a turn, and one a distinct coded passage
//! catalog-GEN.lz4     the sources and speakers that the documents name by number
//! sources/KEY.kept    the text of each source as read, compressed; quotes are cut from it; and its turns
//! lock                held by the one process that builds
//! ```
//!
//! A commit of Tantivy names the catalog it belongs to, so a reader sees one complete generation or the
//! next, never a mixture; the files of the generation before stay until the commit after.

mod ask;
mod build;
mod catalog;
mod count;
mod cut;
mod documents;
mod fields;
mod folder;
mod hit;
mod kept;
mod merging;
mod packed;
#[doc(hidden)]
pub mod raw;
mod search;
mod squeezed;
mod tokens;
mod turns;
mod words;

pub use ask::{Ask, Clause, Field, Filter, Order, Who};
pub use build::Builder;
pub use catalog::{Catalog, HandCodings, SourceEntry, SpeakerEntry};
pub use count::{By, Tally};
pub use documents::{CodedPassage, CodingRef, SourceDocs};
pub use hit::{Hit, quote_at};
pub use search::Index;
pub use squeezed::{squeeze, unsqueeze};
pub use tokens::{stem_languages, stems_of, word};

/// Raised whenever the documents or the files of the index change their shape.
pub const INDEX_VERSION: u32 = 5;

/// Why the index could not be built or asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none, or one of another version: build it.
    #[error("there is no index yet")]
    Missing,
    /// Another process is building it.
    #[error("another verbatim is building the index")]
    Busy,
    /// A file could not be read or written.
    #[error("the index at `{path}` cannot be used: {source}")]
    File {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The engine failed.
    #[error("the index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

impl IndexError {
    pub(crate) fn file(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), source }
    }
}
