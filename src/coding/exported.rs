//! The ledger: which quotes went into which file, and who took their consent back.

use serde::{Deserialize, Serialize};

/// Quotes that went into a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// Path of the file: in the study, or where it was written.
    pub file: String,
    /// The quote set, if they came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// Fingerprint of the bytes of the file.
    pub bytes: String,
    /// The quotes.
    pub quotes: Vec<ExportedQuote>,
}

/// A quote that went into a file; its words are not repeated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedQuote {
    /// Its id, as it stands in the file.
    pub id: String,
    /// Where people find it.
    pub at: String,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
    /// Fingerprint of the words that were shown.
    pub shown: String,
}
