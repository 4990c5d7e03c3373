//! The safety net: what was written is read again and must say what was meant, no more and no less.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::super::fingerprint::whole_code;
use super::super::{Code, Codebook};
use super::tree::Sheet;
use super::{EditError, Edited, refusal};
use crate::diag::{Diagnostic, Severity};

/// The edit, if `sheets` say exactly `expected` and have no mistakes that `files` do not have.
pub(super) fn finish(
    files: &[(String, String)],
    before: &[Diagnostic],
    expected: Vec<Code>,
    sheets: Vec<Sheet>,
    mapping: Vec<(String, String)>,
) -> Result<Edited, EditError> {
    let after: Vec<(String, String)> =
        sheets.into_iter().map(|sheet| (sheet.name, sheet.lines.into_text())).collect();
    let (codebook, mut errors) = Codebook::load(&after);
    errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
    if errors.len() > before.len() {
        return Err(new_mistake(before, errors));
    }
    let (expected, found) = (by_path(&expected), by_path(&codebook.codes));
    let differs = |path: &&&str| expected.get(**path) != found.get(**path);
    if let Some(path) = expected.keys().chain(found.keys()).find(differs) {
        let message = format!("this cannot be done without changing more than it should, at `{path}`");
        return Err(refusal(message, "make this change by hand; nothing is changed"));
    }
    let files =
        after.into_iter().zip(files).filter(|(after, before)| after != *before).map(|(after, _)| after);
    Ok(Edited { files: files.collect(), mapping })
}

fn by_path(codes: &[Code]) -> BTreeMap<&str, Value> {
    codes.iter().map(|code| (code.path.as_str(), whole_code(code))).collect()
}

/// The first mistake that was not there before.
fn new_mistake(before: &[Diagnostic], after: Vec<Diagnostic>) -> EditError {
    let known: HashSet<&str> = before.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    let first = after.into_iter().find(|diagnostic| !known.contains(diagnostic.message.as_str()));
    let said = first.map(|first| first.message).unwrap_or_default();
    let message = format!("after this the codebook would be wrong: {said}");
    refusal(message, "nothing is changed; mend that first, or make this change by hand")
}
