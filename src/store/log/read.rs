//! Reading logs: whatever is whole counts, whatever is not is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::FileError;
use super::{LogFile, list_logs, logs_of};
use crate::coding::{Ledger, Line, Torn};
use crate::diag::{Diagnostic, Place};

/// Everything people did in the source `short`, from all its logs below `codings`, and what is the matter
/// with them.
///
/// # Errors
/// When a log cannot be read.
pub fn read(codings: &Path, short: &str) -> Result<(Ledger, Vec<Diagnostic>), FileError> {
    let (mut ledger, mut notes) = (Ledger::default(), Vec::new());
    for log in logs_of(codings, short)? {
        let bytes = fs::read(&log.full).map_err(|source| FileError::reading(&log.full, source))?;
        fold(&log, &bytes, &mut ledger, &mut notes);
    }
    Ok((ledger, notes))
}

/// Everything people did, by short name of the source; what concerns no single source under
/// [`STUDY`](super::STUDY).
///
/// # Errors
/// When a log cannot be read.
pub fn read_all(codings: &Path) -> Result<(BTreeMap<String, Ledger>, Vec<Diagnostic>), FileError> {
    let (mut all, mut notes) = (BTreeMap::<String, Ledger>::new(), Vec::new());
    for log in list_logs(codings)? {
        let bytes = fs::read(&log.full).map_err(|source| FileError::reading(&log.full, source))?;
        fold(&log, &bytes, all.entry(log.short.clone()).or_default(), &mut notes);
    }
    Ok((all, notes))
}

fn fold(log: &LogFile, bytes: &[u8], ledger: &mut Ledger, notes: &mut Vec<Diagnostic>) {
    if is_of_rules(bytes) {
        return;
    }
    let mut lines = bytes.split(|byte| *byte == b'\n').enumerate().peekable();
    while let Some((number, bytes)) = lines.next() {
        let is_last = lines.peek().is_none();
        let text = std::str::from_utf8(bytes).map(str::trim);
        match text.ok().and_then(Line::parse) {
            Some(Line::Operation(operation)) => ledger.add(*operation),
            Some(Line::Header(_) | Line::Torn(_)) => {}
            None if text == Ok("") => {}
            None if lines.peek().is_some_and(|(_, after)| is_set_aside(bytes, after)) => {}
            None => notes.push(damaged(log, number + 1, is_last)),
        }
    }
}

/// Whether the line `after` a damaged one says that it was only half written.
fn is_set_aside(half: &[u8], after: &[u8]) -> bool {
    let after = std::str::from_utf8(after).ok().and_then(|after| Line::parse(after.trim()));
    after == Some(Line::Torn(Torn::of(half)))
}

/// A copy of `rules.jsonl` under another name: derived, and made anew anyway.
fn is_of_rules(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(first)
        .is_ok_and(|header| header.get("kind").is_some_and(|kind| kind == "rules"))
}

/// The line itself is not shown: it holds what people said.
fn damaged(log: &LogFile, line: usize, is_last: bool) -> Diagnostic {
    let file = format!("codings/{}/{}", log.short, log.name);
    let place = Place { file, line, column: 1, width: 1, excerpt: String::new() };
    let (message, hint) = if is_last {
        (
            "the last line of this log was only half written; it is set aside",
            "it was never confirmed as done: do it again if it is missing",
        )
    } else {
        (
            "a line of this log is damaged and left out",
            "restore the file from a copy or a backup; whole lines of both may stand in one file",
        )
    };
    Diagnostic::warning(message).at(place).hint(hint)
}
