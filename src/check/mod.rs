//! Proving a study: nothing in it was damaged, nothing changed behind its back, nobody has to decide anything.
//!
//! Every file is read and hashed, whatever its time says; nothing is written. What people did is proved by the
//! checksum of each line and by the words at each place; what rules did, by the checksum of the file and the
//! same; what others write (sources, codebooks, participants, settings), by the record of the last `ingest`.

mod accepted;
mod codes;
mod folder;
mod logs;
mod people;
mod rules;
mod sets;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::coding::Recodes;
use crate::diag::{Diagnostic, Place};
use crate::shown::Dispensable;
use crate::source::ReadApart;
use crate::store::log::{self, STUDY};
use crate::store::{FileError, ShortNames, Study, list_corpus};

use accepted::Accepted;
use folder::Folder;
use sets::Sets;

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Bytes are not those that were written.
    Damaged,
    /// Something is not as the last `ingest` accepted it, or does not fit the codebook.
    Changed,
    /// A person has to decide.
    Waits,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub kind: Kind,
    /// What, where, and how to mend it.
    pub what: Diagnostic,
}

impl Finding {
    fn new(kind: Kind, file: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let place = Place { file: file.into(), line: 0, column: 0, width: 1, excerpt: String::new() };
        Self { kind, what: Diagnostic::error(message).at(place).hint(hint) }
    }

    fn is_in(&self, file: &str) -> bool {
        self.what.place.as_ref().is_some_and(|place| place.file == file)
    }
}

/// What checking came to.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// What is the matter, the worst first; empty when the study is whole.
    pub findings: Vec<Finding>,
    /// Sources that are there.
    pub sources: usize,
    /// Codings by people that hold.
    pub by_people: usize,
    /// Codings by rules.
    pub by_rules: usize,
    /// Logs.
    pub logs: usize,
    /// Quotes in quote sets.
    pub picked: usize,
}

/// Restoring helps where nothing can be made again.
const RESTORE: &str = "restore it from a copy or a backup";

/// Proves `study`. `apart` reads the sources on whose present text codings made on an older one have to stand;
/// `dispensable` are what shown forms of quotes may do without.
///
/// # Errors
/// When a folder or a log cannot be read.
pub fn check(study: &Study, apart: Option<ReadApart>, dispensable: &Dispensable) -> Result<Proof, FileError> {
    let codings = study.codings();
    let (ledgers, damage) = log::read_all(&codings)?;
    let (logs, mut findings) = logs::bytes(&codings)?;
    findings.extend(damage.into_iter().map(|what| Finding { kind: Kind::Damaged, what }));
    let accepted = Accepted::compare(study)?;
    findings.extend(accepted.findings.iter().cloned());
    findings.extend(folder::of_study(&codings));
    let recodes = ledgers.get(STUDY).map(Recodes::of).unwrap_or_default();
    findings.extend(codes::gone(study, &ledgers, &recodes)?);
    let (sets, mistakes) = Sets::read(study);
    findings.extend(mistakes);
    findings.extend(ledgers.iter().flat_map(|(short, ledger)| people::contradictions(short, ledger)));
    let names = ShortNames::read(&codings)?;
    let sources = list_corpus(&study.corpus(), &study.config.ignore)?;
    let here: BTreeSet<&str> = sources.iter().filter_map(|file| names.get(&file.path)).collect();
    let mut shorts: BTreeSet<&str> = ledgers.keys().map(String::as_str).filter(|s| *s != STUDY).collect();
    shorts.extend(&here);
    shorts.extend(sets.sources());
    let one = |short: &str| {
        let (path, quotes) = (names.path_of(short), sets.of(short));
        let folder = Folder { study, short, path, is_here: here.contains(short), quotes, dispensable, apart };
        folder.check(ledgers.get(short), &recodes, &accepted)
    };
    let each: Vec<folder::Checked> = shorts.into_par_iter().map(one).collect();
    let picked = sets.sources().map(|short| sets.of(short).len()).sum();
    let mut proof = Proof { logs, picked, sources: accepted.sources, ..Proof::default() };
    for checked in each {
        proof.by_people += checked.by_people;
        proof.by_rules += checked.by_rules;
        findings.extend(checked.findings);
    }
    findings.sort_by_key(|finding| finding.kind);
    Ok(Proof { findings, ..proof })
}
