//! What a reader knows of a source besides its text: where its pages begin.

use serde::{Deserialize, Serialize};

/// Where the words of a page begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// In bytes of the text.
    pub at: usize,
    /// Number of the page in the file, from 1, whatever is printed on it.
    pub page: u32,
}
