//! The study against the record of the last `ingest`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Finding, Kind};
use crate::store::{
    FileError, Ingested, Recorded, Study, codebook_fingerprints, hash_of, names_file, rules_file, truth_files,
};

/// What the study is, beside what was accepted.
#[derive(Default)]
pub(super) struct Accepted {
    /// Sources that are there.
    pub(super) sources: usize,
    pub(super) findings: Vec<Finding>,
    /// Fingerprints of the files that are there, by path in the study; empty for what rules do.
    now: BTreeMap<String, String>,
    /// What rules did when the record was made, by path in the study.
    rules: BTreeSet<String>,
}

const RECORD: &str = "codings/study/ingested.jsonl";
const ACCEPTS: &str = "`verbatim ingest` accepts it";

impl Accepted {
    /// Reads and hashes every file.
    pub(super) fn compare(study: &Study) -> Result<Self, FileError> {
        let mut found = Self::default();
        found.look(study)?;
        match Recorded::read(&study.codings()) {
            Recorded::Whole(ingested) => found.differences(study, ingested)?,
            Recorded::Missing => {
                let message =
                    "there is no record of what was accepted, so nothing proves sources and codebooks";
                found.add(Kind::Changed, RECORD, message, "`verbatim ingest` accepts the study as it is now");
            }
            Recorded::Damaged => {
                let message = "the record of what was accepted is damaged";
                let hint = "restore it from a copy, or accept the study as it is now: `verbatim ingest`";
                found.add(Kind::Damaged, RECORD, message, hint);
            }
        }
        Ok(found)
    }

    fn look(&mut self, study: &Study) -> Result<(), FileError> {
        let files = truth_files(study)?;
        self.sources = files.iter().filter(|file| file.source.is_some()).count();
        let own = files.into_par_iter().filter(|file| !file.is_derived());
        let hashes: Vec<_> = own.map(|file| (file.path, hash_of(&file.full))).collect();
        for (path, hash) in hashes {
            match hash {
                Ok(hash) => self.now.extend(hash.map(|hash| (path, hash))),
                Err(error) => {
                    self.add(Kind::Damaged, &path, &error.source.to_string(), "make it readable (chmod u+r)");
                }
            }
        }
        Ok(())
    }

    /// The fingerprint of the bytes of the source at `path` below `corpus/`.
    pub(super) fn bytes_of(&self, path: &str) -> Option<&str> {
        self.now.get(&format!("corpus/{path}")).map(String::as_str)
    }

    /// Whether rules did something in the source `short` when the record was made.
    pub(super) fn has_rules(&self, short: &str) -> bool {
        self.rules.contains(&rules_file(short))
    }

    fn add(&mut self, kind: Kind, file: &str, message: &str, hint: &str) {
        self.findings.push(Finding::new(kind, file, message, hint));
    }

    fn differences(&mut self, study: &Study, ingested: Ingested) -> Result<(), FileError> {
        let (rules, own) = ingested.files.into_iter().partition(|(_, hash)| hash.is_empty());
        self.rules = BTreeMap::into_keys(rules).collect();
        let ingested = Ingested { files: own, ..ingested };
        let now = std::mem::take(&mut self.now);
        let since = format!("since the last ingest on {}", day(&ingested.time));
        let (moved, new) = (moved(&ingested, &now), new(&ingested, &now));
        for path in &new {
            if !moved.values().any(|to| to == path) {
                self.add(
                    Kind::Changed,
                    path,
                    &format!("new {since}"),
                    "`verbatim ingest` reads and accepts it",
                );
            }
        }
        for (path, hash) in &ingested.files {
            match now.get(path) {
                Some(now) if now == hash => {}
                // Every new source is recorded there.
                Some(_) if *path == names_file() && new.iter().any(|path| is_source(path)) => {}
                Some(_) => {
                    let (what, hint) = changed(study, path, &ingested)?;
                    self.add(Kind::Changed, path, &format!("{what} {since}"), &hint);
                }
                // What cannot be read was told above.
                None if self.findings.iter().any(|f| f.kind == Kind::Damaged && f.is_in(path)) => {}
                None => {
                    let (what, hint) = gone(moved.get(path));
                    self.add(Kind::Changed, path, &format!("{what} {since}"), &hint);
                }
            }
        }
        self.now = now;
        Ok(())
    }
}

fn is_source(path: &str) -> bool {
    path.starts_with("corpus/")
}

/// Files that were not there.
fn new<'a>(ingested: &Ingested, now: &'a BTreeMap<String, String>) -> Vec<&'a String> {
    now.keys().filter(|path| !ingested.files.contains_key(*path)).collect()
}

/// Sources that are gone, with the path at which the same bytes are new.
fn moved<'a>(ingested: &'a Ingested, now: &'a BTreeMap<String, String>) -> BTreeMap<&'a String, &'a String> {
    let new = now.iter().filter(|(path, _)| is_source(path) && !ingested.files.contains_key(*path));
    let by_hash: BTreeMap<&String, &String> = new.map(|(path, hash)| (hash, path)).collect();
    let gone = ingested.files.iter().filter(|(path, _)| is_source(path) && !now.contains_key(*path));
    gone.filter_map(|(path, hash)| Some((path, *by_hash.get(hash)?))).collect()
}

/// What became of a file that is not at its place, and what to do about it.
fn gone(moved_to: Option<&&String>) -> (String, String) {
    match moved_to {
        Some(new) => (format!("moved to {new}"), ACCEPTS.to_owned()),
        None => ("gone".to_owned(), format!("if you did not take it away, restore it; {ACCEPTS}")),
    }
}

/// How a file changed, and what to do about it.
fn changed(study: &Study, path: &str, ingested: &Ingested) -> Result<(&'static str, String), FileError> {
    if path == names_file() {
        let hint = format!(
            "codings find their sources by it: restore it from a copy; if sources were added, {ACCEPTS}"
        );
        return Ok(("the record of short names changed", hint));
    }
    let hint = format!("if this was not you, restore it from a copy; {ACCEPTS}");
    if !path.starts_with("codebooks/") {
        return Ok(("changed", hint));
    }
    let (codebook, rules) = codebook_fingerprints(study)?;
    let what = match (codebook == ingested.codebook, rules == ingested.rules) {
        (true, _) => "changed in layout or comments only",
        (false, true) => "changed, but no rule did,",
        (false, false) => "changed, rules too,",
    };
    Ok((what, hint))
}

/// The day of a time in ISO 8601.
fn day(time: &str) -> &str {
    time.split_once('T').map_or(time, |(day, _)| day)
}
