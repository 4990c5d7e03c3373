//! Whether what a finished text quotes was said: each quotation against the whole corpus, in one of seven tiers.
//!
//! A quotation is *exact* only where its characters stand in one turn, word for word, whatever lines they are wrapped
//! in. Everything weaker has its own tier, and no tier is ever counted with another.

mod attribution;
mod borders;
mod claim;
mod corpus;
mod holders;
mod locate;
mod nearest;
mod splice;
#[cfg(test)]
mod tests;
mod together;
mod wrapped;

use serde::Serialize;

pub use attribution::{Attributed, People};
pub use corpus::{Corpus, Spoken};
pub use nearest::Piece;
pub use together::together;

use crate::shown::Dispensable;

/// What a text says somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claim {
    /// The words, without quotation marks.
    pub text: String,
    /// What stands beside them and says who.
    pub attribution: Option<String>,
    /// Whether nothing but who said it stands there: in brackets, behind a dash, below.
    pub is_credit: bool,
    /// The sentence that leads into them, where somebody is named behind them.
    pub lead: Option<String>,
}

/// How far a quotation is what was said. The best one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Character for character, but for the wrapping of lines, within one turn.
    Exact,
    /// Other quotation marks, dashes, blanks, or another mark at its end.
    Typography,
    /// Edited within the grammar: `[...]`, `[words]`, capitals at edges, fillers, laughter and pauses.
    Edited,
    /// A translation that stands in a quote set.
    Translation,
    /// One passage, with other words in it.
    Altered,
    /// Put together from several places, of one turn or of several.
    Spliced,
    /// Nowhere.
    NotFound,
}

/// All tiers, the best one first.
pub const TIERS: [Tier; 7] = [
    Tier::Exact,
    Tier::Typography,
    Tier::Edited,
    Tier::Translation,
    Tier::Altered,
    Tier::Spliced,
    Tier::NotFound,
];

impl Tier {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typography => "same but for typography",
            Self::Edited => "edited within the grammar",
            Self::Translation => "translation on file",
            Self::Altered => "altered",
            Self::Spliced => "spliced",
            Self::NotFound => "not found",
        }
    }

    /// Whether the author must mend it.
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::Altered | Self::Spliced)
    }
}

/// A translation that stands in a quote set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// Its words.
    pub text: String,
    /// The address of what was said.
    pub address: String,
    /// The words that were said.
    pub said: String,
    /// Whether other words stand there than were translated.
    pub is_outdated: bool,
}

/// What was found out about a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// How far it is what was said.
    pub tier: Tier,
    /// Where: every place of an exact one, the places of the pieces of a spliced one, else the nearest. Turns by
    /// their number in the corpus.
    pub places: Vec<usize>,
    /// How it was edited; empty in other tiers.
    pub edits: Vec<crate::shown::Edit>,
    /// What differs from the nearest passage, word by word; empty where nothing does.
    pub diff: Vec<Piece>,
    /// How much of it is like the nearest passage, 0 to 1; 1 for all that was said.
    pub likeness: f64,
    /// Whether what stands beside it names the right person.
    pub attributed: Attributed,
    /// Whether it is a translation, and what was said was corrected since it was made.
    pub is_outdated: bool,
}

impl Finding {
    /// Whether the author must mend the words: they are altered or spliced, or a translation of others.
    pub fn is_wrong(&self) -> bool {
        self.tier.is_wrong() || self.is_outdated
    }
}

/// What quotations are checked against.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// Everything that was said.
    pub corpus: &'a Corpus,
    /// What quotations may do without.
    pub dispensable: &'a Dispensable,
    /// Translations on file.
    pub translations: &'a [Translated],
    /// Names of roles and organisations.
    pub people: &'a People,
}

/// Checks `claims`, in order. `progress` is told after each.
pub fn verify(claims: &[Claim], against: Against<'_>, progress: &(dyn Fn() + Sync)) -> Vec<Finding> {
    use rayon::prelude::*;
    let postings = corpus::Postings::of(claims, against.corpus);
    let translated: Vec<_> = against.translations.iter().map(|one| crate::shown::tokens(&one.text)).collect();
    claims
        .par_iter()
        .map(|text| {
            let finding = claim::check(text, against, &postings, &translated);
            progress();
            finding
        })
        .collect()
}
