//! The device one works on: a short random name, kept in the user's own configuration and never in a study.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;

use super::super::{FileError, now_ns, write_atomically};
use crate::text::fingerprint;

/// The name of this device: 8 hexadecimal digits, made up the first time.
///
/// # Errors
/// When there is no folder for it, or it cannot be written.
pub fn device() -> Result<String, FileError> {
    let Some(folder) = config_dir() else {
        let missing = std::io::Error::other("set VERBATIM_CONFIG_DIR to a folder of your own");
        return Err(FileError::writing(&PathBuf::from("device"), missing));
    };
    let path = folder.join("device");
    let known = fs::read_to_string(&path).unwrap_or_default();
    let known = known.trim();
    if known.len() >= 4 && known.len() <= 32 && known.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(known.to_owned());
    }
    let mut name = fingerprint(&random().to_le_bytes());
    name.truncate(8);
    write_atomically(&path, format!("{name}\n").as_bytes())?;
    Ok(name)
}

/// The folder of the user's own settings: `VERBATIM_CONFIG_DIR`, else `verbatim` where the system keeps such
/// things.
pub fn config_dir() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("VERBATIM_CONFIG_DIR").or_else(|| {
        set("XDG_CONFIG_HOME")
            .or_else(|| set("APPDATA"))
            .or_else(|| set("HOME").map(|home| home.join(".config")))
            .map(|folder| folder.join("verbatim"))
    })
}

/// A new id: 16 hexadecimal digits that nobody else comes upon.
pub fn fresh_id() -> String {
    let parts = [random(), random(), u64::from(std::process::id())];
    fingerprint(&parts.map(u64::to_le_bytes).concat())
}

/// The standard library seeds its hashers at random.
fn random() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(now_ns());
    hasher.finish()
}
