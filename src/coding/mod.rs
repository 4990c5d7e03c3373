//! Rules on transcripts: which passages the rules of a codebook code, and why.
//!
//! **Words** are those of [`text::words`](crate::text::words), folded; a stem is taken in the language
//! of the turn. A phrase matches words that follow each other, whatever stands between them but words.
//! A regex is tried on the text of the turn as it stands, from left to right without overlaps, outer
//! blanks cut off; a match of nothing is none. No match crosses the border of a turn.
//!
//! **Hits.** `any`: each match of each pattern. `all`: each smallest stretch of the turn that holds a
//! match of every item (with `any` beside it, of one of these too) and no smaller such stretch. With
//! `within: N` the stretch has at most N words, from its first to its last, both counted; without it,
//! it lies in one sentence, or for `unit: turn` in one turn.
//!
//! **Passages.** `unit: sentence`: the sentences a hit lies in, as one passage; `match`: the hit;
//! `turn`: the turn. A passage is dropped when a match of `not` lies in it (for `match`, also when one
//! overlaps it), and when the rule has `in` and no single passage that rules coded with one of these
//! codes, or a code below them, contains it. Codes may wait for each other by `in`; what follows from
//! what is coded without it is coded, in whatever order the codes stand.
//!
//! **Turns.** A rule looks at the turns of everybody who does not ask; with `roles`, at the turns of
//! these roles only, asking or not; with `language`, at turns in it only.
//!
//! There is one coding for each turn, passage and code, which names every match that triggered it.
//!
//! **People** code, too: [`Operation`] is one thing that somebody did, [`Ledger`] what holds of all of them.

mod anchored;
mod beginnings;
mod check;
mod exported;
mod filter;
mod inside;
mod ledger;
mod lexicon;
mod literals;
mod matcher;
mod named;
mod operation;
#[doc(hidden)]
pub mod oracle;
mod passages;
mod plan;
mod recodes;
mod scan;
mod sealed;
mod standing;
#[cfg(test)]
mod tests;
mod windows;

pub use anchored::{Anchor, Coding};
pub use check::check_rules;
pub use exported::{Exported, ExportedQuote, Manner};
pub use ledger::{Contradiction, Ledger};
pub use matcher::Matcher;
pub use named::{Named, Unknown, named_codes};
pub use operation::{
    Deed, FileChange, Files, Header, LOG_VERSION, Line, MASK, Memo, Operation, Recode, Torn, is_reserved,
};
pub use recodes::Recodes;
pub use sealed::{seal, unseal};
pub use standing::{Reason, Standing, Stood, Waiting, stand};

use std::sync::Arc;

use crate::text::{Language, Span};

/// Changes whenever the same rules may code the same text otherwise than before.
pub const MATCHER_VERSION: u32 = 1;

/// What a rule must know about a turn besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnContext<'a> {
    /// The id of the speaker's role in this source.
    pub role: Option<&'a str>,
    /// Whether the speaker asks the questions (an interviewer, a moderator).
    pub asks: bool,
    /// The language of the turn.
    pub language: Language,
}

/// One code on one passage, by rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCoding {
    /// Where the code stands in [`Codebook::codes`](crate::codebook::Codebook::codes).
    pub code: usize,
    /// Where the turn stands in [`Transcript::turns`](crate::transcript::Transcript::turns).
    pub turn: usize,
    /// The passage, in bytes of the text of the transcript.
    pub span: Span,
    /// The matches that led to it, sorted, each once.
    pub triggers: Vec<Trigger>,
}

/// One match of one pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trigger {
    /// The id of the rule (within the code).
    pub rule: Arc<str>,
    /// The pattern as written.
    pub pattern: Arc<str>,
    /// What matched, in bytes of the text of the transcript.
    pub span: Span,
}
