//! Codebooks: the tree of codes, what each means, and the rules that propose it.
//!
//! A codebook is YAML written by people ([`Codebook::load`]); every mistake in it is told in one go,
//! with its place and the way to mend it. Finding the passages is the task of `coding`.

mod check;
pub mod edit;
mod fields;
mod fingerprint;
pub mod import;
mod load;
mod never;
mod outline;
mod path;
mod pattern;
mod read;
mod resolve;
mod rule;
mod schema;
#[cfg(test)]
mod tests;
pub(crate) mod yaml;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::diag::Place;
use crate::text::Language;

pub use fingerprint::codebook_fingerprint;
pub use path::{CodePath, ancestors, is_within};
pub use pattern::{Pattern, PatternKind, Word};
pub use resolve::Unresolved;
pub use schema::schema;

/// All codes of a study.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    /// The titles of its files, joined by a comma.
    pub title: String,
    /// The codes in the order of the files, parents before their children.
    pub codes: Vec<Code>,
    /// Where each path stands in `codes`.
    index: HashMap<String, usize>,
}

impl Codebook {
    /// The code with exactly this path.
    pub fn get(&self, path: &str) -> Option<&Code> {
        self.codes.get(self.position(path)?)
    }

    /// Where the code with exactly this path stands in [`Codebook::codes`].
    pub fn position(&self, path: &str) -> Option<usize> {
        self.index.get(path).copied()
    }
}

/// One code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Code {
    /// The path of ids from the root; its identity.
    pub path: CodePath,
    /// The name, in [`Code::language`].
    pub name: String,
    /// The names in other languages.
    pub names: BTreeMap<Language, String>,
    /// What it means.
    pub definition: Option<String>,
    /// When to use it.
    pub include: Option<String>,
    /// When not to, and what to use instead.
    pub exclude: Option<String>,
    /// A passage that shows it.
    pub example: Option<String>,
    /// `#rrggbb`, in lower case.
    pub color: Option<String>,
    /// The codes that say the contrary.
    pub opposite: Vec<CodePath>,
    /// The identifier another program gave it.
    pub guid: Option<String>,
    /// How much its rules code.
    pub unit: Unit,
    /// What proposes it.
    #[serde(skip)]
    pub rules: Vec<Rule>,
    /// The language of its file, of names and rule tests.
    pub language: Language,
    /// Where its id stands.
    pub place: Place,
}

impl Code {
    /// The name in `language`, or the name in the codebook's own language where that one is missing.
    pub fn name_in(&self, language: Language) -> &str {
        if language == self.language { &self.name } else { self.names.get(&language).unwrap_or(&self.name) }
    }
}

/// How much of the text around a hit becomes the passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unit {
    /// The sentence the hit lies in, or all sentences it lies in, as one passage.
    #[default]
    Sentence,
    /// The hit itself.
    Match,
    /// The whole turn.
    Turn,
}

impl Unit {
    /// The word for it in a codebook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Match => "match",
            Self::Turn => "turn",
        }
    }
}

/// Patterns that propose a code.
#[derive(Debug, Clone)]
pub struct Rule {
    /// As given, or the first 8 hexadecimal digits of a hash of what it looks for.
    pub id: String,
    /// Each match of any of these is a hit.
    pub any: Vec<Pattern>,
    /// All of these must come together.
    pub all: Vec<Pattern>,
    /// None of these may be in the passage.
    pub not: Vec<Pattern>,
    /// The most words from the first to the last word of `all`.
    pub within: Option<usize>,
    /// `in`: only inside passages with one of these codes (or a code below it).
    pub inside: Vec<CodePath>,
    /// Whose turns; `None` means everybody who does not ask the questions.
    pub roles: Option<Vec<String>>,
    /// Where each role of `roles` stands.
    pub role_places: Vec<Place>,
    /// Only turns in this language.
    pub language: Option<Language>,
    /// Sentences it must code.
    pub matches: Vec<Example>,
    /// Sentences it must leave alone.
    pub no_match: Vec<Example>,
    /// Where it begins.
    pub place: Place,
}

/// A sentence that tests a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}
