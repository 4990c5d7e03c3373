//! Erasing: the one thing that rewrites what people did and the texts it stands on.
//!
//! A participant withdraws, or a real name slipped through. The sources themselves are the researcher's: they
//! are corrected first, and nothing is erased while the words still stand in one. Then every kept text, log and
//! former file loses them. Masked characters keep the places of all others, so that codings beside them still
//! stand; a coding of which nothing is left becomes a tombstone, which holds its id and nothing else, so that a
//! copy of a log from elsewhere does not bring it back.

mod files;
mod logs;
mod present;
mod sets;
mod sought;
mod texts;

use std::collections::BTreeMap;

use crate::source::ReadApart;
use crate::store::log::{STUDY, list_logs};
use crate::store::{FileError, ShortNames, Study};
use crate::text::Span;
use crate::transcript::Transcript;

use sought::Sought;

pub use present::InTheWay;
pub use sets::Touched;

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Everything the participant with this id said.
    Participant(String),
    /// These words, whoever said them.
    Words(String),
    /// The source with this short name, and everything on it.
    Source(String),
}

/// What is to be erased, and where.
#[derive(Debug)]
pub struct Erasure<'s> {
    study: &'s Study,
    target: Target,
    sought: Sought,
    /// What the participant said, in bytes of the kept texts, by short name and fingerprint of the text.
    said: BTreeMap<(String, String), Vec<Span>>,
    names: ShortNames,
    apart: Option<ReadApart>,
}

/// What erasing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Kept texts that were masked or removed.
    pub texts: usize,
    /// Codings, notes and marks of which something was masked.
    pub masked: usize,
    /// Those of which nothing is left.
    pub tombstones: usize,
    /// Former files that are gone, so that changes to them cannot be undone any more.
    pub files: usize,
    /// Files of the study that still hold some of it, or could not be looked into; path in the study.
    pub left: Vec<String>,
}

impl<'s> Erasure<'s> {
    /// Finds out what is to be erased. `present` are the sources with their transcripts, by short name.
    ///
    /// # Errors
    /// When a file of the study cannot be read.
    pub fn new(
        study: &'s Study,
        target: Target,
        present: &BTreeMap<String, Transcript>,
        apart: Option<ReadApart>,
    ) -> Result<Self, FileError> {
        let names = ShortNames::read(&study.codings())?;
        let (sought, said) = (Sought::default(), BTreeMap::new());
        let mut erasure = Self { study, target, sought, said, names, apart };
        erasure.seek(present)?;
        Ok(erasure)
    }

    /// Whether there is nothing to look for: nobody with this id said anything, or no words were given.
    pub fn is_empty(&self) -> bool {
        let is_source = matches!(self.target, Target::Source(_));
        !is_source && self.said.is_empty() && self.sought.is_empty()
    }

    /// Whether a text repeats some of it.
    pub fn is_in(&self, text: &str) -> bool {
        !self.sought.find(text).is_empty()
    }

    /// What others said too, or what stands in codebooks, may stay there: it is no longer looked for.
    pub fn leave_elsewhere(&mut self, present: &BTreeMap<String, Transcript>) -> Result<(), FileError> {
        present::forget_elsewhere(self, present)
    }

    /// Where the words still stand in sources, codebooks and settings, which people have to change themselves.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn in_the_way(&self, present: &BTreeMap<String, Transcript>) -> Result<Vec<InTheWay>, FileError> {
        present::in_the_way(self, present)
    }

    /// Erases. The index has to be made anew afterwards.
    ///
    /// # Errors
    /// When something cannot be read or written; then it can be done again.
    pub fn carry_out(&self) -> Result<Erased, FileError> {
        let mut erased = Erased::default();
        let codings = self.study.codings();
        let mut shorts: Vec<String> = files::folders(&codings)?;
        let mut all = sets::AllMasked::new();
        shorts.retain(|short| short != STUDY);
        for short in &shorts {
            let masked = texts::mask(self, short)?;
            erased.texts += masked.len();
            for log in list_logs(&codings)?.iter().filter(|log| log.short == *short) {
                logs::rewrite(self, log, &masked, &mut erased)?;
            }
            all.insert(short.clone(), masked);
        }
        // Before the old texts go, which tell what in a set somebody said.
        erased.files = files::remove_former(self)?;
        sets::rewrite(self, &all)?;
        for (short, masked) in &all {
            texts::remove(self, short, masked)?;
        }
        for log in list_logs(&codings)?.iter().filter(|log| log.short == STUDY) {
            logs::rewrite(self, log, &BTreeMap::new(), &mut erased)?;
        }
        if let Target::Source(short) = &self.target {
            files::remove_source(self, short)?;
        }
        Ok(erased)
    }

    /// The files of the study that still hold some of it, or that nobody can look into.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn left(&self) -> Result<Vec<String>, FileError> {
        files::left(self)
    }

    fn is_of_source(&self, short: &str) -> bool {
        matches!(&self.target, Target::Source(source) if source == short)
    }
}
