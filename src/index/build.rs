//! Building the index, source by source.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tantivy::IndexWriter;
use tantivy::indexer::UserOperation;
use tantivy::schema::Term;

use super::catalog::{Catalog, SourceEntry};
use super::documents::{Documents, SourceDocs};
use super::fields::{Fields, schema};
use super::folder::{
    can_be_read, clear, engine_dir, open_engine, open_generation, prepare_folder, sweep, take_lock,
    write_private,
};
use super::merging::Merging;
use super::tokens::stem_languages;
use super::{INDEX_VERSION, IndexError, kept, squeeze, turns};
use crate::text::{Language, STEMMER_ID, fingerprint};

/// Memory for one writing thread, bytes; Tantivy asks for 15 MB at least.
const BUDGET: usize = 64 << 20;
/// Documents handed to the engine at once: handing over costs as much as indexing a short turn, and ten
/// thousand batches may wait for the engine in memory.
const BATCH: usize = 4;

/// The one process that writes. Holds the lock until dropped.
pub struct Builder {
    dir: PathBuf,
    writer: IndexWriter,
    fields: Fields,
    before: Catalog,
    stems: String,
    _lock: File,
}

impl Builder {
    /// Opens the index in `dir` for writing, making it new where there is none that can be used.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when another process is building and `wait` is not asked for.
    pub fn open(dir: &Path, languages: &[Language], wait: bool) -> Result<Self, IndexError> {
        prepare_folder(dir)?;
        let lock = take_lock(dir, wait)?;
        let languages = stem_languages(languages);
        let stems = stems_id(&languages);
        let before = match open_generation(dir) {
            Ok((engine, catalog)) if catalog.stems == stems && can_be_read(&engine) => catalog,
            _ => {
                clear(dir)?;
                Catalog::default()
            }
        };
        let engine = open_engine(dir, &languages)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        let writer = match engine.writer_with_num_threads(threads, BUDGET * threads) {
            Err(tantivy::TantivyError::LockFailure(..)) => {
                // Our own lock is held, so a lock of the engine's is left over from a process that died.
                fs::remove_file(engine_dir(dir).join(".tantivy-writer.lock")).ok();
                engine.writer_with_num_threads(threads, BUDGET * threads)?
            }
            other => other?,
        };
        writer.set_merge_policy(Box::new(Merging::new()));
        let (_, fields) = schema();
        Ok(Self { dir: dir.to_owned(), writer, fields, before, stems, _lock: lock })
    }

    /// The catalog of the last complete generation.
    pub fn known(&self) -> &Catalog {
        &self.before
    }

    /// Adds a source, in place of what was there under its number. Many threads may do so at once.
    ///
    /// # Errors
    /// When its text cannot be kept or the engine fails.
    pub fn put(&self, source: &SourceDocs<'_>) -> Result<(), IndexError> {
        let path = source.entry.kept(&self.dir);
        kept::keep(&path, source.transcript.text.as_bytes(), &turns::pack(source.transcript))
            .map_err(|error| IndexError::file(&path, error))?;
        self.remove(source.number);
        let mut batch = Vec::with_capacity(BATCH);
        Documents::new(self.fields, source).each(|document| {
            batch.push(UserOperation::Add(document));
            if batch.len() < BATCH {
                return Ok(());
            }
            self.writer.run(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).map(drop)
        })?;
        self.writer.run(batch)?;
        Ok(())
    }

    /// Takes out the documents of a source.
    pub fn remove(&self, number: u64) {
        // Every removal is looked for in every segment.
        if self.before.sources.contains_key(&number) {
            self.writer.delete_term(Term::from_field_u64(self.fields.source, number));
        }
    }

    /// Makes everything put and removed since the last commit visible, as one generation.
    ///
    /// # Errors
    /// When it cannot be written; the last complete generation then stands.
    pub fn commit(mut self, mut sources: BTreeMap<u64, SourceEntry>) -> Result<Catalog, IndexError> {
        sources.retain(|_, entry| !entry.key.is_empty());
        let catalog = Catalog { version: INDEX_VERSION, stems: self.stems.clone(), sources };
        let json = catalog.to_json();
        let generation = fingerprint(&json);
        let path = self.dir.join(Catalog::file_name(&generation));
        write_private(&path, &squeeze(&json)).map_err(|error| IndexError::file(&path, error))?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&generation);
        commit.commit()?;
        self.writer.wait_merging_threads()?;
        sweep(&self.dir, &[&catalog, &self.before], &generation);
        Ok(catalog)
    }
}

fn stems_id(languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(Language::code).collect();
    format!("{STEMMER_ID}:{}", codes.join(","))
}
