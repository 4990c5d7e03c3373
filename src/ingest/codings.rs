//! Codings by people that come from a file: put into the logs, each once.

use std::collections::BTreeMap;

use crate::coding::{Coding, Deed, Header, LOG_VERSION, Operation};
use crate::index::SourceEntry;
use crate::store::{FileError, Study, keep_text, log};
use crate::text::{CodePoints, Span, fingerprint};

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

/// Makes these codings on `text`, the present text of `source`. What was made before is not made again,
/// also when somebody took it back since. With `dry_run` nothing is written.
///
/// # Errors
/// When a log cannot be read or written.
pub fn make_codings(
    study: &Study,
    source: &SourceEntry,
    text: &str,
    intended: Vec<Intended>,
    dry_run: bool,
) -> Result<Made, FileError> {
    let folder = study.codings();
    let (mut ledger, _) = log::read(&folder, &source.short)?;
    let (points, hash) = (CodePoints::new(text), fingerprint(text.as_bytes()));
    let (mut made, mut by_coder) = (Made::default(), BTreeMap::<String, Vec<Operation>>::new());
    for Intended { coder, span, code, memo, time } in intended {
        let coding = Coding { memo, ..Coding::on(text, &points, &hash, span, &code) };
        let id = coding.imported_id(&source.short, &coder);
        if ledger.has(&id) {
            made.known += 1;
            continue;
        }
        let time = Some(time.unwrap_or_else(log::now_iso));
        let (counter, deed) = (ledger.counter() + 1, Deed::Code(coding));
        let operation = Operation { id, counter, supersedes: Vec::new(), time, coder: coder.clone(), deed };
        ledger.add(operation.clone());
        *made.new.entry(coder.clone()).or_default() += 1;
        by_coder.entry(coder).or_default().push(operation);
    }
    if dry_run || by_coder.is_empty() {
        return Ok(made);
    }
    let device = log::device()?;
    keep_text(&folder.join(&source.short), &hash, text)?;
    for (coder, operations) in by_coder {
        let header = Header {
            v: LOG_VERSION,
            kind: "log".to_owned(),
            study: study.config.name.clone(),
            source: source.path.clone(),
            coder,
            device: device.clone(),
        };
        log::append(&folder, &source.short, &header, operations)?;
    }
    Ok(made)
}
