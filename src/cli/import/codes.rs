//! Codes that coders used and the codebook does not have: counted, and added when asked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use verbatim::codebook::Codebook;
use verbatim::coding::Unknown;
use verbatim::diag::Severity;
use verbatim::store::{Study, write_atomically};
use verbatim::text::fold;

use super::super::accepted::Writing;
use super::super::exit::Failure;
use super::super::ui::Ui;

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
    pub(super) fn is_new_code(&self) -> bool {
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

    /// The most used first.
    pub(super) fn sorted(&self) -> Vec<&Proposal> {
        let mut all: Vec<&Proposal> = self.by_key.values().collect();
        all.sort_by(|a, b| b.uses.cmp(&a.uses).then(a.name.cmp(&b.name)));
        all
    }
}

fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// New codes and the file they go into.
#[derive(Debug, Default)]
pub(super) struct NewCodes {
    /// The file below `codebooks/`, and its contents.
    file: (String, String),
    paths: BTreeMap<String, String>,
}

impl NewCodes {
    /// Makes codes of the proposals that can be one; `from` is the name of the file they come from.
    pub(super) fn of(
        proposals: &Proposals,
        codebook: &Codebook,
        study: &Study,
        from: &str,
    ) -> Result<Self, Failure> {
        let stem = from.rsplit_once('.').map_or(from, |(stem, _)| stem);
        let name =
            format!("from-{}.yaml", Some(slug(stem)).filter(|s| !s.is_empty()).unwrap_or("file".into()));
        let files = study.codebook_files()?;
        let path = format!("codebooks/{name}");
        let old = files.iter().find(|(known, _)| *known == path).map(|(_, text)| text.clone());
        let mut yaml = old.unwrap_or_else(|| {
            let language = study.config.label_language();
            format!("codebook: {}\nlanguage: {language}\ncodes:\n", quoted(&format!("From {from}")))
        });
        if !yaml.ends_with('\n') {
            yaml.push('\n');
        }
        let mut taken: BTreeSet<String> =
            codebook.codes.iter().map(|c| fold(c.path.as_str()).into_owned()).collect();
        let mut paths = BTreeMap::new();
        for proposal in proposals.by_key.values().filter(|p| p.is_new_code()) {
            let base = slug(&proposal.name);
            let numbered = (2..).map(|n| format!("{base}-{n}"));
            let mut ids = std::iter::once(base.clone()).chain(numbered);
            let id = ids.find(|id| taken.insert(id.clone())).unwrap_or_default();
            yaml.push_str(&format!("  - id: {}\n    name: {}\n", quoted(&id), quoted(&proposal.name)));
            paths.insert(key(&proposal.name), id);
        }
        let new = Self { file: (path, yaml), paths };
        new.check(files)?;
        Ok(new)
    }

    /// Somebody may have rearranged the file, so that codes cannot simply be added at its end.
    fn check(&self, mut files: Vec<(String, String)>) -> Result<(), Failure> {
        let mistakes = |files: &[(String, String)]| {
            let (codebook, found) = Codebook::load(files);
            (codebook, found.iter().filter(|d| d.severity == Severity::Error).count())
        };
        let (_, before) = mistakes(&files);
        files.retain(|(name, _)| *name != self.file.0);
        files.push(self.file.clone());
        let (codebook, after) = mistakes(&files);
        if after > before || self.paths.values().any(|path| codebook.get(path).is_none()) {
            return Err(Failure::usage(format!("codes cannot be added at the end of {}", self.file.0))
                .hint("rename that file, or put the new codes into your codebook yourself"));
        }
        Ok(())
    }

    /// The path of the code that `name` became.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.paths.get(&key(name)).map(String::as_str)
    }

    /// How many there are, and the file.
    pub(super) fn summary(&self) -> (usize, &str) {
        (self.paths.len(), &self.file.0)
    }

    /// Writes the file.
    pub(super) fn write(&self, study: &Study, ui: &mut Ui) -> Result<(), Failure> {
        if !self.paths.is_empty() {
            let writing = Writing::of(study, [Path::new(&self.file.0)])?;
            write_atomically(&study.root.join(&self.file.0), self.file.1.as_bytes())?;
            writing.done(study, "imported", ui)?;
        }
        Ok(())
    }
}

/// A name as an id: lower case, no accents, `-` between words.
fn slug(name: &str) -> String {
    let clean: String =
        fold(name).chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A text between double quotes, as YAML and JSON both have it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
