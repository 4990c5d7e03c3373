//! What can be asked of the index.

use super::fields::SEPARATOR;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The words; `None` for everything.
    pub text: Option<Clause>,
    /// Coded passages rather than turns.
    pub quotes: bool,
    /// Of whom.
    pub who: Who,
    /// All of these must hold.
    pub filters: Vec<Filter>,
}

/// Whose words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Who {
    /// Those who answer.
    #[default]
    Answering,
    /// Those who ask: interviewers, moderators.
    Asking,
    /// All of them.
    Everyone,
}

/// A condition on the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word with one of these stems: [`word`](super::word) makes it.
    Word {
        /// The stems.
        stems: Vec<String>,
        /// Those of them that are words with this very stem, which are found as they were said.
        forms: Vec<String>,
    },
    /// These folded forms in a row.
    Phrase(Vec<String>),
    /// A word that begins so, folded.
    Prefix(String),
    /// A word at most one letter off, folded.
    Near(String),
    /// All of them.
    And(Vec<Clause>),
    /// At least one of them.
    Or(Vec<Clause>),
    /// Not that.
    Not(Box<Clause>),
}

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Id of the role.
    Role,
    /// Label of the speaker.
    Speaker,
    /// Participant.
    Participant,
    /// Language code.
    Language,
    /// A code (or a descendant) of its own codings.
    Code,
    /// A code (or a descendant) on it or overlapping it in the turn.
    Near,
    /// `coder` and code joined by [`Filter::joined`]; without a code, any coding of that coder.
    Coder,
    /// Attribute and value joined by [`Filter::joined`].
    Attribute,
}

/// A condition on who said it, where, and how it is coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// The field has one of these values.
    AnyOf(Field, Vec<String>),
    /// The field has none of these values.
    NoneOf(Field, Vec<String>),
    /// It stands in one of these sources.
    Sources(Vec<u64>),
}

impl Filter {
    /// Whether it looks at codings, rather than at who said it where.
    pub fn is_on_codes(&self) -> bool {
        matches!(self, Self::AnyOf(field, _) | Self::NoneOf(field, _)
            if matches!(field, Field::Code | Field::Near | Field::Coder))
    }

    /// A compound value: coder and code, or attribute and value.
    pub fn joined(first: &str, second: &str) -> String {
        format!("{first}{SEPARATOR}{second}")
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Best match first.
    Rank,
    /// As the study runs.
    Source,
}
