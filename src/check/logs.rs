//! The bytes between the lines of logs: a line proves itself, a line break does not.

use std::fs;
use std::path::Path;

use super::{Finding, Kind, RESTORE};
use crate::diag::{Diagnostic, Place};
use crate::store::FileError;
use crate::store::log::{STUDY, UNFINISHED, list_logs};

/// How many logs there are, and the bytes around their lines that nobody wrote there; changes that were cut
/// short, too.
pub(super) fn bytes(codings: &Path) -> Result<(usize, Vec<Finding>), FileError> {
    let logs = list_logs(codings)?;
    let mut findings = unfinished(codings);
    for log in &logs {
        let bytes = fs::read(&log.full).map_err(|source| FileError::reading(&log.full, source))?;
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            // Windows ends lines with two characters.
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line != line.trim() {
                let file = format!("codings/{}", log.path());
                let place = Place { file, line: number + 1, column: 1, width: 1, excerpt: String::new() };
                let what = Diagnostic::error("a byte beside this line is not the one that was written");
                let what = what.at(place).hint(format!("the line itself is whole; {RESTORE}"));
                findings.push(Finding { kind: Kind::Damaged, what });
            }
        }
    }
    Ok((logs.len(), findings))
}

fn unfinished(codings: &Path) -> Vec<Finding> {
    let Ok(entries) = fs::read_dir(codings.join(STUDY)) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let finding = |name: String| {
        let message = "a change was cut short here and is not finished yet";
        let hint = "`verbatim log` finishes it; if it stays, restore this file from a copy";
        Finding::new(Kind::Damaged, format!("codings/{STUDY}/{name}"), message, hint)
    };
    names.filter(|name| name.starts_with(UNFINISHED)).map(finding).collect()
}
