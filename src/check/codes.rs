//! Codes that people used and the codebook does not have.

use std::collections::BTreeMap;

use super::{Finding, Kind};
use crate::codebook::Codebook;
use crate::coding::{Deed, Ledger, Recodes};
use crate::diag::Severity;
use crate::store::{FileError, Study};
use crate::text::nearest;

/// Each such code, after every recoding that holds, with how many codings and notes have it.
pub(super) fn gone(
    study: &Study,
    ledgers: &BTreeMap<String, Ledger>,
    recodes: &Recodes,
) -> Result<Vec<Finding>, FileError> {
    let mut used: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (short, ledger) in ledgers {
        for operation in ledger.holding() {
            let code = match &operation.deed {
                Deed::Memo(memo) => memo.code.as_deref(),
                deed => deed.coding().map(|coding| coding.code.as_str()),
            };
            if let Some(code) = code {
                used.entry(recodes.code(operation, code).into_owned()).or_insert((0, short)).0 += 1;
            }
        }
    }
    if used.is_empty() {
        return Ok(Vec::new());
    }
    let (codebook, diagnostics) = Codebook::load(&study.codebook_files()?);
    used.retain(|code, _| codebook.get(code).is_none());
    let is_broken = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let finding = |(code, (count, short)): (String, (usize, &str))| {
        let hint = match nearest(&code, codebook.codes.iter().map(|c| c.path.as_str())) {
            _ if is_broken => "the codebook has mistakes: `verbatim codes check`".to_owned(),
            Some(near) => format!("`verbatim recode {code} {near}`, or put the code back into the codebook"),
            None => format!("`verbatim recode {code} NEW`, or put the code back into the codebook"),
        };
        let message = format!("the code `{code}` is not in the codebook; people used it {count} time(s)");
        Finding::new(Kind::Changed, format!("codings/{short}"), message, hint)
    };
    Ok(used.into_iter().map(finding).collect())
}
