//! `codings/SOURCE/`: the kept texts, what rules do, and what people did.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::accepted::Accepted;
use super::{Finding, Kind, RESTORE, people, rules, sets};
use crate::coding::{Ledger, Recodes};
use crate::quoteset::Picked;
use crate::shown::Dispensable;
use crate::source::{ReadApart, read_with};
use crate::store::log::STUDY;
use crate::store::{ReadingRecord, Study, hash_of, kept_files};
use crate::text::fingerprint;
use crate::transcript::Transcript;

/// One source and its folder.
pub(super) struct Folder<'a> {
    pub(super) study: &'a Study,
    pub(super) short: &'a str,
    /// Of the source below `corpus/`, as recorded.
    pub(super) path: Option<&'a str>,
    /// Whether the source is there.
    pub(super) is_here: bool,
    /// What quote sets quote from it, each with the path of the set.
    pub(super) quotes: &'a [(String, Picked)],
    pub(super) dispensable: &'a Dispensable,
    pub(super) apart: Option<ReadApart>,
}

/// The kept texts of a source.
#[derive(Default)]
pub(super) struct Texts {
    /// By fingerprint.
    pub(super) whole: BTreeMap<String, String>,
    /// Fingerprints of those that are damaged, or whose turns are.
    pub(super) damaged: BTreeSet<String>,
}

/// What checking one came to.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) findings: Vec<Finding>,
    pub(super) by_people: usize,
    pub(super) by_rules: usize,
}

impl Folder<'_> {
    pub(super) fn check(&self, ledger: Option<&Ledger>, recodes: &Recodes, accepted: &Accepted) -> Checked {
        let codings = self.study.codings();
        let mut checked = Checked::default();
        let texts = self.kept(&mut checked.findings);
        checked.findings.extend(self.reading());
        let rules = if self.is_here {
            let was_here = accepted.has_rules(self.short);
            rules::check(&codings, self.short, &texts, was_here, &mut checked.findings)
        } else {
            None
        };
        checked.by_rules = rules.as_ref().map_or(0, |rules| rules.codings.len());
        let folder = codings.join(self.short);
        if let Some(ledger) = ledger {
            checked.by_people = people::count(ledger);
            checked.findings.extend(people::words(self.short, ledger, &folder, &texts));
        }
        if !self.is_here {
            checked.findings.extend(people::without_source(self.short, checked.by_people));
            checked.findings.extend(sets::without_source(self.quotes, self.short));
            return checked;
        }
        // The text that rules were last put on is the present one as long as the source has the same bytes.
        let bytes = self.path.and_then(|path| accepted.bytes_of(path));
        let present = rules.filter(|rules| Some(rules.bytes.as_str()) == bytes).map(|rules| rules.text);
        let is_on_present =
            |ledger: &&Ledger| present.as_ref().is_some_and(|text| people::are_all_on(ledger, text));
        let moved = ledger.filter(|ledger| !is_on_present(ledger));
        if moved.is_none() && self.quotes.is_empty() {
            return checked;
        }
        match self.transcript() {
            Ok(transcript) => {
                let waiting = |ledger| people::waiting(self.short, ledger, recodes, &transcript, &folder);
                checked.findings.extend(moved.and_then(waiting));
                checked.findings.extend(sets::standing(self.quotes, &transcript, &folder, self.dispensable));
            }
            Err(why) => {
                let file = format!("corpus/{}", self.path.unwrap_or_default());
                let hint = "codings by people or quotes of sets stand on it; restore it from a copy";
                checked.findings.push(Finding::new(Kind::Damaged, file, why, hint));
            }
        }
        checked
    }

    /// The record of the reading in force, where it is damaged.
    fn reading(&self) -> Option<Finding> {
        let message = "a byte of the record of how this source was read is not the one that was written";
        let hint = format!("{RESTORE}; or remove it, and the source is read anew");
        ReadingRecord::is_damaged(&self.study.codings().join(self.short)).then(|| {
            Finding::new(Kind::Damaged, format!("codings/{}/reading.json", self.short), message, hint)
        })
    }

    fn kept(&self, findings: &mut Vec<Finding>) -> Texts {
        let mut texts = Texts::default();
        for kept in kept_files(&self.study.codings().join(self.short)) {
            if kept.is_whole {
                texts.whole.extend(kept.text.map(|text| (kept.hash, text)));
                continue;
            }
            let message = "a byte of this kept text, or of its turns, is not the one that was written";
            let hint = format!(
                "{RESTORE}; where it is that of the source as it is now, `verbatim ingest --full` makes it again"
            );
            let file = format!("codings/{}/{}", self.short, kept.name);
            findings.push(Finding::new(Kind::Damaged, file, message, hint));
            texts.damaged.insert(kept.hash);
        }
        texts
    }

    /// The source as it is read now, or as it was read when people coded it.
    fn transcript(&self) -> Result<Transcript, String> {
        let path = self.path.unwrap_or_default();
        let bytes = fs::read(self.study.corpus().join(path)).map_err(|error| error.to_string())?;
        let settings = self.study.config.source(path, self.short).map(|s| s.settings()).unwrap_or_default();
        let now = ReadingRecord::by_present_readers(&fingerprint(&bytes), &settings);
        let folder = self.study.codings().join(self.short);
        if let Some((_, transcript)) = ReadingRecord::in_force(&folder, &now) {
            return Ok(transcript);
        }
        let reading = read_with(self.apart, path, &bytes, &settings).map_err(|why| why.reason)?;
        Ok(reading.transcript)
    }
}

/// What changed files held, kept by fingerprint.
pub(super) fn of_study(codings: &Path) -> Vec<Finding> {
    let folder = codings.join(STUDY).join("files");
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_damaged = |name: &String| hash_of(&folder.join(name)).ok().flatten().as_ref() != Some(name);
    let finding = |name: String| {
        let message = "this copy of a file as it was before a change is damaged";
        let hint = format!("`verbatim undo` of that change needs it: {RESTORE}");
        Finding::new(Kind::Damaged, format!("codings/{STUDY}/files/{name}"), message, hint)
    };
    names.filter(|name| !name.starts_with('.')).filter(is_damaged).map(finding).collect()
}
