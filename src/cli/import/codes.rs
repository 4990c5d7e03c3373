//! Codes that coders used and the codebook does not have, counted.

use std::collections::BTreeMap;

use verbatim::coding::Unknown;
use verbatim::text::fold;

use super::added::slug;

/// A name longer than this is a remark, not a code; in code points.
const LONGEST: usize = 80;

/// Names that stand for no single code, by how they are compared.
#[derive(Debug, Default)]
pub(super) struct Proposals {
    by_key: BTreeMap<String, Proposal>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// As first written.
    pub(super) name: String,
    /// Paths of the codes it could stand for.
    pub(super) candidates: Vec<String>,
    /// How often it was used.
    pub(super) uses: usize,
}

impl Proposal {
    /// Whether it can become a code.
    fn is_new_code(&self) -> bool {
        self.candidates.is_empty() && self.name.chars().count() <= LONGEST && !slug(&self.name).is_empty()
    }
}

impl Proposals {
    /// One more use.
    pub(super) fn add(&mut self, unknown: &Unknown) {
        let Unknown { name, candidates } = unknown;
        let new = || Proposal { name: name.clone(), candidates: candidates.clone(), uses: 0 };
        self.by_key.entry(key(name)).or_insert_with(new).uses += 1;
    }

    /// The names that can become codes.
    pub(super) fn new_codes(&self) -> Vec<&str> {
        self.by_key.values().filter(|one| one.is_new_code()).map(|one| one.name.as_str()).collect()
    }

    /// The most used first.
    pub(super) fn sorted(&self) -> Vec<&Proposal> {
        let mut all: Vec<&Proposal> = self.by_key.values().collect();
        all.sort_by(|a, b| b.uses.cmp(&a.uses).then(a.name.cmp(&b.name)));
        all
    }
}

/// A name as it is compared.
pub(super) fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
