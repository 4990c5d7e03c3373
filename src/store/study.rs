//! Finding and opening a study.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::{Config, FileError, Participants, now_ns};
use crate::diag::Diagnostic;

/// The newest format of `codings/` that this program knows.
const FORMAT: u64 = 1;
/// The file that makes a folder a study.
const CONFIG: &str = "verbatim.toml";

/// An opened study: where it is and its settings. Its participants are read when first asked for.
#[derive(Debug, Clone)]
pub struct Study {
    /// The folder.
    pub root: PathBuf,
    /// `verbatim.toml`.
    pub config: Config,
    /// When it was opened, nanoseconds since 1970: what changed later was not seen.
    pub opened_ns: u64,
    participants: OnceLock<(Participants, Vec<Diagnostic>)>,
    can_be_written: OnceLock<bool>,
    has_own_index: OnceLock<bool>,
}

/// Why a study could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// There is no study in that folder or above it.
    #[error("no study here: neither `{0}` nor a folder above it holds a verbatim.toml")]
    None(PathBuf),
    /// `verbatim.toml` has a mistake.
    #[error("{0}")]
    Config(Box<Diagnostic>),
    /// The study was written by a newer verbatim.
    #[error("this study was written by a newer verbatim (format {0})")]
    Newer(u64),
    /// A file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Study {
    /// The folder of the study that `from` lies in.
    ///
    /// # Errors
    /// [`StudyError::None`] when there is none.
    pub fn find(from: &Path) -> Result<PathBuf, StudyError> {
        let absolute = std::path::absolute(from).unwrap_or_else(|_| from.to_owned());
        absolute
            .ancestors()
            .find(|folder| folder.join(CONFIG).is_file())
            .map(Path::to_owned)
            .ok_or_else(|| StudyError::None(from.to_owned()))
    }

    /// Opens the study in `root`.
    ///
    /// # Errors
    /// When `verbatim.toml` is missing, cannot be read, or has a mistake.
    pub fn open(root: &Path) -> Result<Self, StudyError> {
        let opened_ns = now_ns();
        let config_path = root.join(CONFIG);
        if !config_path.is_file() {
            return Err(StudyError::None(root.to_owned()));
        }
        let bytes = std::fs::read(&config_path).map_err(|source| FileError::reading(&config_path, source))?;
        let text = crate::text::decode(&bytes).text;
        let config = Config::parse(CONFIG, &text).map_err(StudyError::Config)?;
        Self::refuse_newer(root)?;
        Ok(Self {
            root: root.to_owned(),
            config,
            opened_ns,
            participants: OnceLock::new(),
            can_be_written: OnceLock::new(),
            has_own_index: OnceLock::new(),
        })
    }

    /// The record of sources names the format of the study in its first line.
    fn refuse_newer(root: &Path) -> Result<(), StudyError> {
        let record = std::fs::read(root.join("codings/study/sources.jsonl")).unwrap_or_default();
        let first = record.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let version =
            serde_json::from_slice::<serde_json::Value>(first).ok().and_then(|line| line.get("v")?.as_u64());
        match version {
            Some(version) if version > FORMAT => Err(StudyError::Newer(version)),
            _ => Ok(()),
        }
    }

    /// `participants.csv`, and what was noticed in it; a missing file is an empty one.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn participants(&self) -> Result<&(Participants, Vec<Diagnostic>), FileError> {
        if let Some(read) = self.participants.get() {
            return Ok(read);
        }
        let read = self.read_participants()?;
        Ok(self.participants.get_or_init(|| read))
    }

    fn read_participants(&self) -> Result<(Participants, Vec<Diagnostic>), FileError> {
        let path = self.participants_path();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Default::default()),
            Err(source) => return Err(FileError::reading(&path, source)),
        };
        let (participants, mut diagnostics) = Participants::parse("participants.csv", &bytes);
        let config = &self.config;
        if !config.roles.is_empty() {
            let known: Vec<&str> = config.roles.keys().map(String::as_str).collect();
            let is_role = |role: &str| config.role_id(role).is_some() || config.asks("", Some(role));
            diagnostics.extend(participants.unknown_roles("participants.csv", &known, is_role));
        }
        Ok((participants, diagnostics))
    }

    /// `verbatim.toml`.
    pub fn config_path(&self) -> PathBuf {
        self.root.join(CONFIG)
    }

    /// `participants.csv`.
    pub fn participants_path(&self) -> PathBuf {
        self.root.join("participants.csv")
    }

    /// The folder of the sources.
    pub fn corpus(&self) -> PathBuf {
        self.root.join("corpus")
    }

    /// The folder of the codings.
    pub fn codings(&self) -> PathBuf {
        self.root.join("codings")
    }

    /// The codebook files, by name in order.
    ///
    /// # Errors
    /// When the folder exists and cannot be read.
    pub fn codebook_paths(&self) -> Result<Vec<PathBuf>, FileError> {
        self.yaml_in("codebooks")
    }

    /// The files of quote sets, by name in order.
    ///
    /// # Errors
    /// When the folder exists and cannot be read.
    pub fn quote_paths(&self) -> Result<Vec<PathBuf>, FileError> {
        self.yaml_in("quotes")
    }

    fn yaml_in(&self, folder: &str) -> Result<Vec<PathBuf>, FileError> {
        let folder = self.root.join(folder);
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(FileError::reading(&folder, source)),
        };
        let mut paths: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "yaml" || e == "yml"))
            .filter(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')))
            .collect();
        paths.sort();
        Ok(paths)
    }

    /// The codebook files with their contents, named as the study names them.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn codebook_files(&self) -> Result<Vec<(String, String)>, FileError> {
        let read = |path: PathBuf| {
            let bytes = std::fs::read(&path).map_err(|source| FileError::reading(&path, source))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((format!("codebooks/{name}"), crate::text::decode(&bytes).text))
        };
        self.codebook_paths()?.into_iter().map(read).collect()
    }

    /// Where the index of this study stands: `VERBATIM_INDEX`, else `[index] dir`, else `index/`; on a
    /// synced or read-only folder the user's cache.
    pub fn index_dir(&self) -> PathBuf {
        if let Some(dir) = std::env::var_os("VERBATIM_INDEX").filter(|dir| !dir.is_empty()) {
            return PathBuf::from(dir);
        }
        if let Some(dir) = &self.config.index.dir {
            return self.root.join(dir);
        }
        let inside = self.root.join("index");
        match user_cache() {
            Some(cache) if is_synced(&self.root) || !self.has_own_index(&inside) => {
                let root = std::fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
                cache.join("verbatim").join(crate::text::fingerprint(root.as_os_str().as_encoded_bytes()))
            }
            _ => inside,
        }
    }

    /// Whether the index can stand in the study: where it is somebody else's, it cannot even be read.
    fn has_own_index(&self, inside: &Path) -> bool {
        let folder = if inside.is_dir() { inside } else { &self.root };
        *self.has_own_index.get_or_init(|| may_write(folder))
    }

    /// Whether this user may write what people and rules code. Where not, the study can be looked at all the same.
    pub fn can_be_written(&self) -> bool {
        let codings = self.codings();
        let folder = if codings.is_dir() { codings } else { self.root.clone() };
        *self.can_be_written.get_or_init(|| may_write(&folder))
    }
}

/// Folders that other programs copy to other machines while we would be writing an index there.
fn is_synced(root: &Path) -> bool {
    const MARKS: &[&str] = &[
        "dropbox",
        "onedrive",
        "google drive",
        "nextcloud",
        "icloud drive",
        "mobile documents",
        "syncthing",
    ];
    root.components().any(|part| {
        let part = part.as_os_str().to_string_lossy().to_lowercase();
        MARKS.iter().any(|mark| {
            part == *mark || part.starts_with(&format!("{mark} ")) || part.starts_with(&format!("{mark}-"))
        })
    })
}

/// Whether a file can be made in `folder`: who owns it, and how it is mounted, the system knows best. The file never
/// has a name.
fn may_write(folder: &Path) -> bool {
    use std::io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem};
    let tried = tempfile::tempfile_in(folder);
    // A full disk does not make a study somebody else's.
    !tried.is_err_and(|error| matches!(error.kind(), NotFound | PermissionDenied | ReadOnlyFilesystem))
}

fn user_cache() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_is_found_upwards() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(CONFIG), "name = \"x\"\n").unwrap();
        let below = folder.path().join("corpus/groepen");
        std::fs::create_dir_all(&below).unwrap();
        assert_eq!(Study::find(&below).unwrap(), std::path::absolute(folder.path()).unwrap());
        assert!(matches!(Study::open(&below), Err(StudyError::None(_))));
    }

    #[test]
    fn synced_folders_are_known_by_name() {
        assert!(is_synced(Path::new("/home/ann/OneDrive - Hogeschool/studie")));
        assert!(is_synced(Path::new("/home/ann/Dropbox/studie")));
        assert!(!is_synced(Path::new("/home/ann/dropboxes/studie")));
    }
}
