//! Files, and the refusal to overwrite what somebody changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Args as ClapArgs;
use verbatim::store::{Study, write_atomically};
use verbatim::text::fingerprint;

use super::super::exit::{Exit, Failure};
use super::super::leaks;
use super::super::ui::Ui;

/// What may be written in spite of what would stop it.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(in super::super) struct Permit {
    /// Replace the file even if it was changed since verbatim wrote it
    #[arg(long)]
    overwrite: bool,
    /// Write it even if a real name of `verbatim names` stands in it
    #[arg(long)]
    pub(super) despite_names: bool,
}

/// Writes the file, unless a listed name stands in it or somebody changed what verbatim last wrote there.
pub(in super::super) fn write(
    path: &Path,
    bytes: &[u8],
    permit: Permit,
    study: &Study,
    ui: &mut Ui,
) -> Result<(), Failure> {
    leaks::guard(study, Some(path), bytes, permit.despite_names, ui)?;
    let record = study.index_dir().join("exports.json");
    let mut written: BTreeMap<String, String> =
        fs::read(&record).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let key = std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string();
    if path.is_dir() {
        return Err(Failure::usage(format!("`{}` is a folder", path.display())));
    }
    if let Ok(there) = fs::read(path) {
        let ours = written.get(&key) == Some(&fingerprint(&there)) || there == bytes;
        if !ours && !permit.overwrite {
            return Err(Failure::usage(format!(
                "`{}` exists and is not what verbatim last wrote there; it was left alone",
                path.display()
            ))
            .hint(instead(path)));
        }
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty() && !f.exists()) {
        return Err(Failure::new(Exit::Unwritten, format!("there is no folder `{}`", folder.display())));
    }
    write_atomically(path, bytes)?;
    written.insert(key, fingerprint(bytes));
    // Forgetting what was written only means asking for --overwrite next time.
    write_atomically(&record, &serde_json::to_vec(&written).unwrap_or_default()).ok();
    Ok(())
}

/// What to do with a file that an author changed.
fn instead(path: &Path) -> String {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "pptx" | "docx" => format!(
            "`verbatim refresh {}` brings its quotes up to date and leaves your changes alone; or write to another \
             file, or replace it with --overwrite",
            path.display()
        ),
        _ => "write to another file, or replace it with --overwrite".to_owned(),
    }
}
