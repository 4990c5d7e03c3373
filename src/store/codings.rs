//! `codings/SOURCE/`: what rules do (`rules.jsonl`) and the texts that codings stand on.
//!
//! `rules.jsonl` is derived: it is rewritten as a whole when its inputs change, in an order that makes
//! its diff readable, and simply made again when it is damaged.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::FileError;
use super::atomic::write_together;
use super::kept::{is_kept, remove_idle_texts, text_name};

/// Changes whenever `rules.jsonl` is written otherwise than before.
pub const RULES_FORMAT: u32 = 2;

/// What rules do in a source.
pub(super) const RULES_FILE: &str = "rules.jsonl";

/// One rule coding as stored: a line of `rules.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCoding {
    /// Stable across rebuilds.
    pub id: String,
    /// Path of the code.
    pub code: String,
    /// First code point in the text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words, exactly.
    pub quote: String,
    /// Up to 32 code points before.
    pub before: String,
    /// Up to 32 code points after.
    pub after: String,
    /// What triggered it.
    pub triggers: Vec<StoredTrigger>,
}

/// A pattern of a rule that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTrigger {
    /// The rule: `relationship/trust#no-eyes`.
    pub rule: String,
    /// The pattern as written.
    pub pattern: String,
    /// First code point of the match.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
}

/// The contents of one `rules.jsonl`.
#[derive(Debug, Clone)]
pub struct RulesFile<'a> {
    /// Path of the source below `corpus/`.
    pub source: &'a str,
    /// Fingerprint of its bytes.
    pub bytes: &'a str,
    /// The text the codings stand on.
    pub text: &'a str,
    /// The codings, by position and code.
    pub codings: &'a [StoredCoding],
    /// Whether people's codings stand on this text, too.
    pub is_stood_on: bool,
}

#[derive(Serialize)]
struct Header<'a> {
    v: u32,
    kind: &'static str,
    source: &'a str,
    text: &'a str,
    bytes: &'a str,
}

/// Between the header and its checksum, which is one of the whole file without it.
const SUM: &str = ",\"sum\":\"";

/// A `rules.jsonl` of which every byte is as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeRules {
    /// Fingerprint of the text the codings stand on.
    pub text: String,
    /// Fingerprint of the bytes of the source that text was read from.
    pub bytes: String,
    /// The codings, by position and code.
    pub codings: Vec<StoredCoding>,
}

/// Where the rule codings of the source `short` stand, below the study's `codings` folder.
pub fn rules_path(codings: &Path, short: &str) -> PathBuf {
    codings.join(short).join(RULES_FILE)
}

/// Writes `rules.jsonl` and the text it stands on for the source `short`, and removes texts that
/// nothing stands on any more. Files that already hold this are left alone. Returns the names of the
/// files that now stand in the folder of the source.
///
/// # Errors
/// When a file cannot be written.
pub fn write_rules(codings: &Path, short: &str, file: &RulesFile<'_>) -> Result<Vec<String>, FileError> {
    let hash = crate::text::fingerprint(file.text.as_bytes());
    let folder = codings.join(short);
    let rules = lines(&hash, file);
    let mut files = Vec::new();
    if file.is_stood_on || !file.codings.is_empty() {
        files.push((text_name(&hash), file.text.as_bytes()));
    }
    files.push((RULES_FILE.to_owned(), rules.as_bytes()));
    write_together(&folder, &files)?;
    remove_idle_texts(&folder);
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// What rules do in the source `short`; nothing where the file is missing.
pub fn read_rules(codings: &Path, short: &str) -> Vec<StoredCoding> {
    let bytes = fs::read(rules_path(codings, short)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// What the bytes of a `rules.jsonl` say; `None` when one of them is another one now.
pub fn whole_rules(bytes: &[u8]) -> Option<WholeRules> {
    #[derive(Deserialize)]
    struct Names {
        text: String,
        bytes: String,
    }
    let (first, rest) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    let (header, sum) = first.strip_suffix("\"}")?.rsplit_once(SUM)?;
    if sum_of(header, rest) != sum {
        return None;
    }
    let Names { text, bytes } = serde_json::from_str(first).ok()?;
    let codings = rest.lines().map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>()?;
    Some(WholeRules { text, bytes, codings })
}

/// Whether every byte of what rules do in the source `short`, and of the text they stand on, is as it was written.
pub fn is_whole(codings: &Path, short: &str) -> bool {
    let rules = fs::read(rules_path(codings, short)).ok().and_then(|bytes| whole_rules(&bytes));
    rules.is_some_and(|rules| rules.codings.is_empty() || is_kept(&codings.join(short), &rules.text))
}

fn sum_of(header: &str, rest: &str) -> String {
    crate::text::fingerprint([header, "\n", rest].concat().as_bytes())
}

fn lines(hash: &str, file: &RulesFile<'_>) -> String {
    let header = Header { v: 1, kind: "rules", source: file.source, text: hash, bytes: file.bytes };
    let header = serde_json::to_string(&header).unwrap_or_default();
    let header = header.strip_suffix('}').unwrap_or(&header);
    let mut rest = String::new();
    for coding in file.codings {
        rest.push_str(&serde_json::to_string(coding).unwrap_or_default());
        rest.push('\n');
    }
    format!("{header}{SUM}{}\"}}\n{rest}", sum_of(header, &rest))
}

/// Removes what rules did in the source `short`, which is gone, and the texts only they stood on. What people
/// did stays.
pub fn remove_rules(codings: &Path, short: &str) {
    let folder = codings.join(short);
    fs::remove_file(folder.join(RULES_FILE)).ok();
    remove_idle_texts(&folder);
    // Only an empty folder can be removed.
    fs::remove_dir(folder).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding(start: usize, quote: &str) -> StoredCoding {
        StoredCoding {
            id: "x".into(),
            code: "trust".into(),
            start,
            end: start + quote.chars().count(),
            quote: quote.into(),
            before: String::new(),
            after: String::new(),
            triggers: vec![],
        }
    }

    #[test]
    fn a_new_text_replaces_the_old_one_unless_a_person_stands_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let write = |text: &str| {
            let codings = [coding(0, text)];
            write_rules(
                folder.path(),
                "fg1",
                &RulesFile { source: "fg1.txt", bytes: "", text, codings: &codings, is_stood_on: false },
            )
            .unwrap();
        };
        let texts = || {
            let mut names: Vec<String> = fs::read_dir(folder.path().join("fg1"))
                .unwrap()
                .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
                .filter(|n| n.starts_with("text-"))
                .collect();
            names.sort();
            names
        };
        write("een");
        let first = texts();
        assert_eq!(first.len(), 1);
        write("twee");
        assert_eq!(texts().len(), 1);
        assert_ne!(texts(), first);
        let second = texts().remove(0);
        let hash = second.trim_start_matches("text-").trim_end_matches(".txt");
        fs::write(folder.path().join("fg1/ann-laptop.jsonl"), format!("{{\"text\":\"{hash}\"}}\n")).unwrap();
        write("drie");
        assert_eq!(texts().len(), 2, "the text a person's coding stands on is kept");
    }
}
