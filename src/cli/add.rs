//! `verbatim add`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use verbatim::ingest::Options;
use verbatim::store::{Study, write_atomically};

use super::accepted::Writing;
use super::context::open_study;
use super::exit::{Exit, Failure};
use super::ingest::ingest;
use super::ui::{Ui, safe};

/// Copy transcripts into the study, then read, code and index them
///
/// A folder is copied with its sub-folders. Your own files are never changed.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  verbatim add ~/Downloads/fg5.docx
  verbatim add interviews/ focusgroepen/

Exit codes: as for ingest; 2 when another file of that name is already in the study.")]
pub(crate) struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "FILE|FOLDER")]
    paths: Vec<PathBuf>,
    /// Into this folder below corpus/
    #[arg(long, value_name = "FOLDER")]
    into: Option<String>,
}

pub(crate) fn run(args: &Args, folder: Option<&Path>, ui: &mut Ui) -> Result<Exit, Failure> {
    let study = open_study(folder)?;
    let target = target_folder(&study, args.into.as_deref())?;
    let mut copies = Vec::new();
    for path in &args.paths {
        refuse_own(&study, path)?;
        collect(path, &target, &mut copies)?;
    }
    // Everything is looked at before anything is copied.
    let pending: Vec<(PathBuf, PathBuf, Vec<u8>)> = copies
        .into_iter()
        .map(|(from, to)| pending(&study, from, to))
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    no_two_into_one(&pending)?;
    let writing = Writing::of(&study, pending.iter().map(|(_, to, _)| to.as_path()))?;
    for (from, to, bytes) in &pending {
        write_atomically(to, bytes)?;
        ui.message(&format!("added {}", safe(&from.display().to_string())));
    }
    let (exit, _) = ingest(&study, Options::default(), ui)?;
    writing.done(&study, "added", ui)?;
    Ok(exit)
}

/// Two files of one name from two folders must not overwrite each other.
fn no_two_into_one(pending: &[(PathBuf, PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let mut taken: BTreeMap<&Path, (&Path, &[u8])> = BTreeMap::new();
    for (from, to, bytes) in pending {
        if let Some((first, same)) = taken.insert(to, (from, bytes))
            && same != bytes
        {
            let (first, second) = (first.display(), from.display());
            return Err(Failure::usage(format!(
                "`{first}` and `{second}` have the same name; nothing was copied"
            ))
            .hint("add the folders they stand in, or put one into a folder of its own with --into"));
        }
    }
    Ok(())
}

fn target_folder(study: &Study, into: Option<&str>) -> Result<PathBuf, Failure> {
    let Some(into) = into else { return Ok(study.corpus()) };
    let inside = Path::new(into).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    if inside {
        Ok(study.corpus().join(into))
    } else {
        Err(Failure::usage(format!("`{into}` is no folder below corpus/")))
    }
}

/// The study cannot be added to itself, nor what holds it.
fn refuse_own(study: &Study, path: &Path) -> Result<(), Failure> {
    let (Ok(root), Ok(full)) = (fs::canonicalize(&study.root), fs::canonicalize(path)) else { return Ok(()) };
    if full.starts_with(&root) || root.starts_with(&full) {
        let message = format!("`{}` is in the study already, or holds it", path.display());
        return Err(Failure::usage(message).hint("name the transcripts themselves, outside the study"));
    }
    Ok(())
}

/// Folders that hold no transcripts: caches (an index among them), and the folders of another study.
fn holds_no_transcripts(folder: &Path) -> bool {
    folder.join("CACHEDIR.TAG").exists() || folder.join("verbatim.toml").exists()
}

fn collect(path: &Path, target: &Path, copies: &mut Vec<(PathBuf, PathBuf)>) -> Result<(), Failure> {
    let name = fs::canonicalize(path).ok().and_then(|full| full.file_name().map(PathBuf::from));
    let (Ok(meta), Some(name)) = (fs::metadata(path), name) else {
        return Err(Failure::usage(format!("there is no file or folder `{}`", path.display())));
    };
    let to = target.join(&name);
    if !meta.is_dir() {
        copies.push((path.to_owned(), to));
        return Ok(());
    }
    if holds_no_transcripts(path) {
        let message = format!("`{}` is a study or a cache, not a folder of transcripts", path.display());
        return Err(Failure::usage(message).hint("name its corpus/ folder instead"));
    }
    let entries =
        fs::read_dir(path).map_err(|e| Failure::usage(format!("cannot read `{}`: {e}", path.display())))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let link = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
        if !hidden && !link {
            collect(&path, &to, copies)?;
        }
    }
    Ok(())
}

/// What there is to copy; `None` for a file that is already there.
fn pending(
    study: &Study,
    from: PathBuf,
    to: PathBuf,
) -> Result<Option<(PathBuf, PathBuf, Vec<u8>)>, Failure> {
    let bytes =
        fs::read(&from).map_err(|e| Failure::usage(format!("cannot read `{}`: {e}", from.display())))?;
    match fs::read(&to) {
        Ok(there) if there == bytes => Ok(None),
        Ok(_) => {
            let place = to.strip_prefix(&study.root).unwrap_or(&to).display().to_string();
            Err(Failure::usage(format!(
                "`{place}` is already there, with other contents; nothing was copied"
            ))
            .hint("rename your file, or put it into a folder of its own with --into"))
        }
        Err(_) => Ok(Some((from, to, bytes))),
    }
}
