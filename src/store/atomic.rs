//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::FileError;

/// Writes `bytes` to `path`: a temporary file beside it, synced, then renamed over it. A crash leaves
/// the old file or the new one, never half of either. A file that already holds these bytes is left
/// alone (and keeps its time); the result tells whether anything was written.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    let is_written = write_unless_there(path, bytes)?;
    if is_written {
        sync(folder_of(path));
    }
    Ok(is_written)
}

/// Writes files of one `folder`, by name, each as [`write_atomically`] does; the folder is synced once, behind the
/// last of them.
///
/// # Errors
/// When the folder cannot be made or a file not be written.
pub(super) fn write_together(folder: &Path, files: &[(String, &[u8])]) -> Result<(), FileError> {
    let mut is_written = false;
    for (name, bytes) in files {
        is_written |= write_unless_there(&folder.join(name), bytes)?;
    }
    if is_written {
        sync(folder);
    }
    Ok(())
}

fn write_unless_there(path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    if fs::metadata(path).is_ok_and(|meta| meta.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
    {
        return Ok(false);
    }
    replace(path, bytes).map_err(|source| FileError::writing(path, source))?;
    Ok(true)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    // `.~` keeps the temporary file out of synced folders.
    let mut temporary = tempfile::Builder::new().prefix(".~").tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    set_permissions(path, temporary.as_file())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Temporary files are private; a study's files are what they were, or what the user's mask makes new
/// files.
#[cfg(unix)]
fn set_permissions(path: &Path, file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |meta| meta.permissions().mode());
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_permissions(_path: &Path, _file: &File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_not_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/a.txt");
        assert!(write_atomically(&path, b"een").unwrap());
        assert!(!write_atomically(&path, b"een").unwrap());
        assert!(write_atomically(&path, b"twee").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"twee");
        assert_eq!(
            fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "no temporary file stays behind"
        );
    }
}
