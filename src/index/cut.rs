//! Cutting the words of a passage, with their context, out of a kept text.

use super::kept::Kept;
use crate::quote::CONTEXT;

/// The words of a passage with their context, cut from a kept text.
pub(super) struct Cut {
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
}

impl Cut {
    /// Cuts the bytes from `start` up to `end` out of `kept`.
    pub(super) fn read(kept: &mut Kept, (start, end): (usize, usize)) -> std::io::Result<Self> {
        // A code point has at most four bytes.
        let from = start.saturating_sub(4 * CONTEXT);
        let bytes = kept.text(from as u64, end.saturating_add(4 * CONTEXT) as u64)?;
        let filled = bytes.len();
        let part =
            |a: usize, b: usize| String::from_utf8_lossy(bytes.get(a..b.min(filled)).unwrap_or_default());
        let before = part(first_border(&bytes, start - from), start - from).into_owned();
        let after = part(end - from, last_border(&bytes, filled)).into_owned();
        let skip = before.chars().count().saturating_sub(CONTEXT);
        Ok(Self {
            before: before.chars().skip(skip).collect(),
            words: part(start - from, end - from).into_owned(),
            after: after.chars().take(CONTEXT).collect(),
        })
    }
}

fn is_border(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| byte & 0xC0 != 0x80)
}

fn first_border(bytes: &[u8], most: usize) -> usize {
    (0..most).find(|&at| is_border(bytes.get(at))).unwrap_or(most)
}

/// The end of the last whole character among the first `filled` bytes.
fn last_border(bytes: &[u8], filled: usize) -> usize {
    let head = bytes.get(..filled).unwrap_or(bytes);
    match std::str::from_utf8(head) {
        Ok(_) => filled,
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => {
            (filled.saturating_sub(3)..filled).rev().find(|&at| is_border(bytes.get(at))).unwrap_or(filled)
        }
    }
}
