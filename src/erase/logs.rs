//! Logs without what is erased: masked where something stays, a tombstone where nothing does.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::sought::masked;
use super::texts::Masked;
use super::{Erased, Erasure};
use crate::coding::{Anchor, Deed, Line, Operation};
use crate::store::log::LogFile;
use crate::store::{FileError, write_atomically};
use crate::text::{Span, around};

/// Fields that are no words of anybody: identities, and paths of codes and files, which people change by
/// `recode` and by hand.
const NO_WORDS: &[&str] =
    &["id", "change", "supersedes", "time", "coder", "op", "of", "code", "text", "by", "paths", "files"];

/// Writes a log anew if it holds some of it.
pub(super) fn rewrite(
    erasure: &Erasure<'_>,
    log: &LogFile,
    texts: &BTreeMap<String, Masked>,
    erased: &mut Erased,
) -> Result<(), FileError> {
    let bytes = fs::read(&log.full).map_err(|source| FileError::reading(&log.full, source))?;
    let mut out = Vec::with_capacity(bytes.len());
    let gone = erasure.is_of_source(&log.short);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = String::from_utf8_lossy(line);
        match Line::parse(text.trim()) {
            Some(Line::Operation(operation)) => match clean(erasure, &operation, texts, gone) {
                None => out.extend_from_slice(line),
                Some(new) => {
                    let is_tombstone = matches!(new.deed, Deed::Erased { .. });
                    *(if is_tombstone { &mut erased.tombstones } else { &mut erased.masked }) += 1;
                    out.extend_from_slice(Line::Operation(Box::new(new)).sealed().as_bytes());
                    out.push(b'\n');
                }
            },
            Some(Line::Header(_) | Line::Torn(_)) => out.extend_from_slice(line),
            // A damaged line counts for nothing, and may hold anything.
            None if gone || !erasure.sought.find(&text).is_empty() => {}
            None => out.extend_from_slice(line),
        }
    }
    if out != bytes {
        write_atomically(&log.full, &out)?;
    }
    Ok(())
}

/// The operation without it; `None` when it holds none.
fn clean(
    erasure: &Erasure<'_>,
    operation: &Operation,
    texts: &BTreeMap<String, Masked>,
    gone: bool,
) -> Option<Operation> {
    if matches!(operation.deed, Deed::Erased { .. }) {
        return None;
    }
    let tombstone = || Operation { deed: Deed::Erased { what: String::new() }, ..operation.clone() };
    let holds_words =
        operation.deed.anchor().is_some() || matches!(operation.deed, Deed::Memo(_) | Deed::Other(_));
    if gone {
        return holds_words.then(tombstone);
    }
    let mut value = serde_json::to_value(operation).ok()?;
    mask_strings(erasure, &mut value);
    let mut new: Operation = serde_json::from_value(value).ok()?;
    if let Some(anchor) = operation.deed.anchor()
        && let Some(text) = texts.get(&anchor.text)
    {
        let anchor = on_masked(anchor, text)?;
        new.deed = new.deed.moved(anchor);
    }
    let is_empty = |anchor: &Anchor| !anchor.quote.chars().any(char::is_alphanumeric);
    let was = |anchor: &Anchor| anchor.quote.chars().any(char::is_alphanumeric);
    if new.deed.anchor().is_some_and(is_empty) && operation.deed.anchor().is_some_and(was) {
        return Some(tombstone());
    }
    (new != *operation).then_some(new)
}

/// The same place on the masked text.
pub(super) fn on_masked(anchor: &Anchor, now: &Masked) -> Option<Anchor> {
    let Masked { hash, text, points } = now;
    let span = Span::new(points.byte_of(text, anchor.start)?, points.byte_of(text, anchor.end)?);
    let (before, after) = around(text, span);
    Some(Anchor {
        quote: span.of(text).to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        text: hash.clone(),
        ..*anchor
    })
}

fn mask_strings(erasure: &Erasure<'_>, value: &mut Value) {
    match value {
        Value::String(text) => {
            let found = erasure.sought.find(text);
            if !found.is_empty() {
                *text = masked(text, &found);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| mask_strings(erasure, one)),
        Value::Object(fields) => {
            let words = fields.iter_mut().filter(|(name, _)| !NO_WORDS.contains(&name.as_str()));
            words.for_each(|(_, one)| mask_strings(erasure, one));
        }
        _ => {}
    }
}
