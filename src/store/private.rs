//! Files that nobody but their owner may read: the key between people and pseudonyms.

use std::fs;
use std::path::Path;

use super::{FileError, write_atomically};

/// Writes `bytes` to `path` as [`write_atomically`] does, readable for its owner alone (0600) from the first byte
/// on; folders that are made on the way are 0700.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn write_privately(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    prepare(path).map_err(|source| FileError::writing(path, source))?;
    write_atomically(path, bytes).map(drop)
}

#[cfg(unix)]
fn prepare(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        made => drop(made?),
    }
    // The file takes the mode of the one that it replaces.
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn prepare(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn only_the_owner_may_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names/a.csv");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        write_privately(&path, b"een").unwrap();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write_privately(&path, b"twee").unwrap();
        assert_eq!((mode(&path), fs::read(&path).unwrap()), (0o600, b"twee".to_vec()));
    }
}
