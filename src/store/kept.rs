//! The texts that codings stand on: `codings/SOURCE/text-HASH.txt`, and beside it `turns-HASH.json`, who said
//! what in it, so that codings by people can follow when the source changes.

use std::fs;
use std::path::{Path, PathBuf};

use super::codings::RULES_FILE;
use super::{FileError, write_atomically};
use crate::coding::{seal, unseal};
use crate::text::fingerprint;
use crate::transcript::Transcript;

/// Keeps a transcript that people's codings stand on in the `folder` of its source. Returns the fingerprint of
/// its text.
///
/// # Errors
/// When it cannot be written.
pub fn keep_transcript(folder: &Path, transcript: &Transcript) -> Result<String, FileError> {
    let hash = fingerprint(transcript.text.as_bytes());
    write_atomically(&folder.join(text_name(&hash)), transcript.text.as_bytes())?;
    // The reading that codings were made on stays, whatever a newer reader makes of the same text.
    if !folder.join(turns_name(&hash)).exists() {
        keep_turns(folder, &hash, transcript)?;
    }
    Ok(hash)
}

/// Keeps who said what in the kept text with the fingerprint `hash`.
pub(super) fn keep_turns(folder: &Path, hash: &str, transcript: &Transcript) -> Result<(), FileError> {
    let json = serde_json::to_string(transcript).unwrap_or_default();
    write_atomically(&folder.join(turns_name(hash)), format!("{}\n", seal(&json)).as_bytes())?;
    Ok(())
}

/// The kept transcript whose text has the fingerprint `hash`; `None` when it is missing or damaged.
pub fn kept_transcript(folder: &Path, hash: &str) -> Option<Transcript> {
    let text = String::from_utf8(fs::read(folder.join(text_name(hash))).ok()?).ok()?;
    if fingerprint(text.as_bytes()) != hash {
        return None;
    }
    let turns = fs::read_to_string(folder.join(turns_name(hash))).ok()?;
    let transcript: Transcript = serde_json::from_str(&unseal(turns.trim_end())?).ok()?;
    let fits = |span: crate::text::Span| text.get(span.start..span.end).is_some();
    transcript.turns.iter().all(|turn| fits(turn.span)).then_some(Transcript { text, ..transcript })
}

/// Whether the text with the fingerprint `hash` is there and whole.
pub(super) fn is_kept(folder: &Path, hash: &str) -> bool {
    fs::read(folder.join(text_name(hash))).is_ok_and(|bytes| fingerprint(&bytes) == hash)
}

/// A file with a text that codings stand on, or with its turns.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Fingerprint of the text, as the name has it.
    pub hash: String,
    /// The text, where it is one; `None` for its turns.
    pub text: Option<String>,
    /// Whether every byte is as it was written.
    pub is_whole: bool,
}

/// The kept texts and turns in the `folder` of a source, by name.
pub fn kept_files(folder: &Path) -> Vec<Kept> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.into_iter().filter_map(|name| kept_file(folder, name)).collect()
}

fn kept_file(folder: &Path, name: String) -> Option<Kept> {
    let hash = hash_in(&name)?.to_owned();
    let bytes = fs::read(folder.join(&name)).unwrap_or_default();
    let is_text = name == text_name(&hash);
    let is_whole = if is_text { fingerprint(&bytes) == hash } else { is_sealed(&bytes) };
    let text = if is_text { String::from_utf8(bytes).ok() } else { None };
    Some(Kept { name, hash, text, is_whole })
}

/// Whether these are the bytes of one sealed line.
fn is_sealed(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).ok().and_then(|text| unseal(text.strip_suffix('\n')?)).is_some()
}

/// The name of the file that keeps the text with the fingerprint `hash`.
pub(super) fn text_name(hash: &str) -> String {
    format!("text-{hash}.txt")
}

fn turns_name(hash: &str) -> String {
    format!("turns-{hash}.json")
}

/// The fingerprint in the name of a kept file.
pub(super) fn hash_in(name: &str) -> Option<&str> {
    let text = name.strip_prefix("text-").and_then(|rest| rest.strip_suffix(".txt"));
    text.or_else(|| name.strip_prefix("turns-").and_then(|rest| rest.strip_suffix(".json")))
}

/// A kept text goes only when no file of the folder and no quote set names it: a person's codings may stand on
/// an old one.
pub(super) fn remove_idle_texts(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    let name =
        |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (kept, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| hash_in(&name(path)).is_some());
    if kept.is_empty() {
        return;
    }
    let mut named = super::quote_sets::raw_sets(folder);
    for path in others {
        let Ok(bytes) = fs::read(&path) else { return };
        let text = String::from_utf8_lossy(&bytes);
        // Rules without codings name a text but stand on nothing.
        let counts = name(&path) != RULES_FILE || text.lines().nth(1).is_some();
        if counts {
            named.push_str(&text);
        }
    }
    for file in kept {
        if hash_in(&name(&file)).is_some_and(|hash| !named.contains(hash)) {
            fs::remove_file(file).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::transcript::Turn;

    #[test]
    fn a_kept_transcript_is_read_back_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let mut transcript = Transcript { text: "An: hé, dag.".into(), ..Transcript::default() };
        let speaker = Some(transcript.speaker_index("An"));
        transcript.turns.push(Turn { speaker, ..Turn::new(Span::new(4, 13)) });
        let hash = keep_transcript(folder.path(), &transcript).unwrap();
        assert_eq!(kept_transcript(folder.path(), &hash), Some(transcript));
        let turns = folder.path().join(turns_name(&hash));
        let there = fs::read_to_string(&turns).unwrap();
        fs::write(&turns, there.replace("An", "Bo")).unwrap();
        assert_eq!(kept_transcript(folder.path(), &hash), None);
    }
}
