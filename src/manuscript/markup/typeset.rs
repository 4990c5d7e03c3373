//! What a reader of the typeset text sees of a paragraph, and its notes.

use crate::manuscript::notes::LONGEST;

/// Stands for the sign of a note while a paragraph is typeset.
pub(super) const SIGN: char = '\u{4}';

/// A paragraph as its reader sees it.
#[derive(Debug, Default)]
pub(super) struct Typeset {
    /// Its words, without blanks around them.
    pub(super) text: String,
    /// Short notes, each with the byte of the words at which its sign stands.
    pub(super) notes: Vec<(usize, String)>,
    /// What stands below it: notes written where their signs are.
    pub(super) below: Vec<String>,
}

impl Typeset {
    /// Takes the signs out of `text`; `notes` are those of the signs, in order.
    pub(super) fn new(text: &str, notes: Vec<String>, below: Vec<String>) -> Self {
        let text = text.trim();
        let mut left = String::with_capacity(text.len());
        let mut signs = Vec::new();
        for piece in text.split(SIGN) {
            left.push_str(piece);
            signs.push(left.len());
        }
        // Behind the last piece stands no sign.
        signs.pop();
        // A sign went with a command that shows nothing: which note is whose is not known.
        let are_known = signs.len() == notes.len();
        let notes = signs.into_iter().zip(notes).filter(|(_, note)| are_known && is_short(note)).collect();
        Self { text: left.trim_end().to_owned(), notes, below }
    }
}

/// Longer notes say more than who.
pub(super) fn is_short(note: &str) -> bool {
    !note.trim().is_empty() && note.chars().count() <= LONGEST
}
