//! The folder of the index: its lock, its generations, and what is swept out of it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::IndexError;
use super::catalog::Catalog;
use super::fields::schema;
use super::tokens::tokenizers;
use crate::text::{Language, fingerprint};

pub(super) fn engine_dir(dir: &Path) -> PathBuf {
    dir.join("tantivy")
}

pub(super) fn open_engine(dir: &Path, languages: &[Language]) -> Result<tantivy::Index, IndexError> {
    let folder = engine_dir(dir);
    fs::create_dir_all(&folder).map_err(|error| IndexError::file(&folder, error))?;
    make_private(&folder).map_err(|error| IndexError::file(&folder, error))?;
    let (schema, _) = schema();
    let mmap = tantivy::directory::MmapDirectory::open(&folder).map_err(tantivy::TantivyError::from)?;
    let mut engine = tantivy::Index::open_or_create(mmap, schema)?;
    engine.set_tokenizers(tokenizers(languages));
    Ok(engine)
}

/// Whether every file of the engine is there and whole.
pub(super) fn can_be_read(engine: &tantivy::Index) -> bool {
    let builder = engine.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
    let reader: Result<tantivy::IndexReader, _> = builder.try_into();
    reader.is_ok()
}

/// The engine, and the catalog that its last commit names.
pub(super) fn open_generation(dir: &Path) -> Result<(tantivy::Index, Catalog), IndexError> {
    let folder = engine_dir(dir);
    let engine = tantivy::Index::open_in_dir(&folder).map_err(|_| IndexError::Missing)?;
    let payload = engine.load_metas()?.payload.ok_or(IndexError::Missing)?;
    if engine.schema() != schema().0 {
        return Err(IndexError::Missing);
    }
    let catalog = Catalog::read(dir, &payload)?;
    Ok((engine, catalog))
}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_private(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// A new, empty file that only its owner may read.
pub(super) fn create_private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file that only its owner may read.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    create_private(path)?.write_all(bytes)
}

/// The folder holds interviews in clear: nobody else may look, and backups need not copy it.
pub(super) fn prepare_folder(dir: &Path) -> Result<(), IndexError> {
    let sources = dir.join("sources");
    fs::create_dir_all(&sources).map_err(|error| IndexError::file(&sources, error))?;
    for folder in [dir, &sources] {
        make_private(folder).map_err(|error| IndexError::file(folder, error))?;
    }
    let notes = [
        (".gitignore", "*\n"),
        (
            "CACHEDIR.TAG",
            "Signature: 8a477f597d28d172789f06886806bc55\n# Made by verbatim; safe to delete.\n",
        ),
    ];
    for (name, text) in notes {
        let path = dir.join(name);
        if !path.exists() {
            fs::write(&path, text).map_err(|error| IndexError::file(&path, error))?;
        }
    }
    Ok(())
}

/// The lock of the one process that builds; with `wait`, once the other has finished.
pub(super) fn take_lock(dir: &Path, wait: bool) -> Result<File, IndexError> {
    let path = dir.join("lock");
    let lock =
        File::options().create(true).append(true).open(&path).map_err(|e| IndexError::file(&path, e))?;
    if wait {
        lock.lock().map_err(|e| IndexError::file(&path, e))?;
        return Ok(lock);
    }
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(IndexError::Busy),
        Err(fs::TryLockError::Error(error)) => Err(IndexError::file(&path, error)),
    }
}

pub(super) fn clear(dir: &Path) -> Result<(), IndexError> {
    for folder in [engine_dir(dir), dir.join("sources")] {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| IndexError::file(&folder, error))?;
        }
        fs::create_dir_all(&folder).map_err(|error| IndexError::file(&folder, error))?;
    }
    Ok(())
}

/// Removes files that neither this generation nor the one before needs.
pub(super) fn sweep(dir: &Path, generations: &[&Catalog], current: &str) {
    let keys: HashSet<&str> =
        generations.iter().flat_map(|c| c.sources.values()).map(|entry| entry.key.as_str()).collect();
    for entry in fs::read_dir(dir.join("sources")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let key = name.rsplit_once('.').map_or(name.as_str(), |(key, _)| key);
        if !keys.contains(key) {
            fs::remove_file(entry.path()).ok();
        }
    }
    let current = Catalog::file_name(current);
    let before = generations.last().map(|c| Catalog::file_name(&fingerprint(&c.to_json())));
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("catalog-") && name != current && Some(&name) != before.as_ref() {
            fs::remove_file(entry.path()).ok();
        }
    }
}
