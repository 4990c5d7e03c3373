//! Codings by people that come from a file: put into the logs, each once.

use std::collections::BTreeMap;

use super::desk::{ChangeError, Desk};
use crate::coding::{Anchor, Coding, Deed};
use crate::store::Study;
use crate::text::{CodePoints, Span, fingerprint};
use crate::transcript::Transcript;

/// One coding to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intended {
    /// Who made it.
    pub coder: String,
    /// Where, in bytes of the text of the source.
    pub span: Span,
    /// Path of the code.
    pub code: String,
    /// What was noted with it.
    pub memo: Option<String>,
    /// When it was made, in ISO 8601, if that is known.
    pub time: Option<String>,
}

/// What became of codings that were to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// New ones, by coder.
    pub new: BTreeMap<String, usize>,
    /// How many were there already.
    pub known: usize,
}

/// Makes these codings on `transcript`, the present one of the source `short`. What was made before is not made
/// again, also when somebody took it back since. With `dry_run` nothing is written.
///
/// # Errors
/// When a log cannot be read or written.
pub fn make_codings(
    study: &Study,
    short: &str,
    transcript: &Transcript,
    intended: Vec<Intended>,
    dry_run: bool,
) -> Result<Made, ChangeError> {
    let mut desk = Desk::open(study, "")?;
    let text = &transcript.text;
    let (points, hash) = (CodePoints::new(text), fingerprint(text.as_bytes()));
    let mut made = Made::default();
    for Intended { coder, span, code, memo, time } in intended {
        let coding = Coding { memo, ..Coding::new(code, Anchor::on(text, &points, &hash, span)) };
        let id = coding.imported_id(short, &coder);
        if desk.ledger(short).has(&id) {
            made.known += 1;
            continue;
        }
        let time = Some(time.unwrap_or_else(crate::store::log::now_iso));
        desk.put_as(short, &coder, id, time, Deed::Code(coding), Vec::new());
        *made.new.entry(coder).or_default() += 1;
    }
    if !dry_run && !made.new.is_empty() {
        desk.keep(short, transcript)?;
        desk.commit()?;
    }
    Ok(made)
}
