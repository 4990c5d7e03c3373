//! Ingesting: whatever is new or changed in a study is read, coded and indexed; the rest is left alone.
//!
//! Interrupted at any moment, the next run completes it: truth is written file by file, whole or not at
//! all, and the index moves from one complete generation to the next.

mod accept;
mod difference;
mod hand;
mod languages;
mod loaded;
mod look;
mod people;
mod plan;
mod refresh;
mod source;
mod state;

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::index::{Catalog, IndexError};
use crate::store::FileError;

pub use crate::source::ReadApart;
pub use accept::accept;
pub use difference::{CodeDifference, Difference, difference};
pub use loaded::{LoadedCodebook, check_codebook, load_codebook};
pub use look::{Outlook, nothing_to_do, outlook, unchanged};
pub use refresh::refresh;
pub use state::Skipped;

/// What to do beyond the ordinary.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Hash every file, however unchanged it looks.
    pub full: bool,
    /// Read anew also where people coded what an earlier program made of a file; their codings follow.
    pub reread: bool,
    /// Go on with a codebook that has mistakes.
    pub force: bool,
    /// Fail at once when another process is building, instead of waiting for it.
    pub no_wait: bool,
    /// Make the index of a study that cannot be written, without writing to the study.
    pub only_index: bool,
    /// How sources are read that code of others unpacks; `None` reads them in this process.
    pub apart: Option<ReadApart>,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// So many sources will be read.
    Begin(usize),
    /// One of them is done.
    Done(&'a str),
    /// Everything is read; the index is being completed.
    Completing,
}

/// Called as the work goes on, from several threads.
pub type Progress<'a> = &'a (dyn Fn(Step<'_>) + Sync);

/// What ingesting came to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The sources that can be searched now.
    pub catalog: Catalog,
    /// What was not read, and why.
    pub skipped: Vec<Skipped>,
    /// What was noticed, by path below `corpus/`.
    pub notes: BTreeMap<String, Vec<Diagnostic>>,
    /// Paths of the sources that were read and coded anew.
    pub renewed: Vec<String>,
    /// Paths of the sources that are gone.
    pub gone: Vec<String>,
    /// Sources that have another path now: old path, new path. They keep their short names.
    pub moved: Vec<(String, String)>,
}

/// Why ingesting failed.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The codebook has mistakes; nothing was touched.
    #[error("the codebook has mistakes")]
    Codebook(Vec<Diagnostic>),
    /// A file of the study could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}
