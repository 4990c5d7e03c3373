//! What people did in one source: their words stand where they say, on the text they were put on and on the
//! present one.

use std::collections::BTreeMap;
use std::path::Path;

use super::folder::Texts;
use super::{Finding, Kind, RESTORE};
use crate::coding::{Anchor, Deed, Ledger, Operation, Reason, Recodes, stand};
use crate::store::kept_transcript;
use crate::text::CodePoints;
use crate::transcript::Transcript;

/// Codings that hold.
pub(super) fn count(ledger: &Ledger) -> usize {
    let is_coding = |operation: &&Operation| matches!(operation.deed, Deed::Code(_) | Deed::Accept(_));
    ledger.holding().into_iter().filter(is_coding).count()
}

/// Whether everything that holds was made on the text with this fingerprint.
pub(super) fn are_all_on(ledger: &Ledger, text: &str) -> bool {
    ledger.holding().into_iter().filter_map(|o| o.deed.anchor()).all(|anchor| anchor.text == text)
}

/// Words that do not stand in the text they were put on. What was taken away counts, too: it may come back.
pub(super) fn words(short: &str, ledger: &Ledger, folder: &Path, texts: &Texts) -> Vec<Finding> {
    let mut by_text: BTreeMap<&str, Vec<(&Operation, &Anchor)>> = BTreeMap::new();
    for operation in ledger.operations() {
        if let Some(anchor) = operation.deed.anchor() {
            by_text.entry(&anchor.text).or_default().push((operation, anchor));
        }
    }
    let mut findings = Vec::new();
    // Those that are damaged are named already.
    by_text.retain(|hash, _| !texts.damaged.contains(*hash));
    for (hash, anchored) in by_text {
        let Some(kept) = kept_transcript(folder, hash) else {
            let n = anchored.len();
            let missing = if texts.whole.contains_key(hash) {
                format!("turns-{hash}.json")
            } else {
                format!("text-{hash}.txt")
            };
            let message = format!("gone or not readable, and {n} coding(s) or note(s) by people stand on it");
            findings.push(Finding::new(
                Kind::Damaged,
                format!("codings/{short}/{missing}"),
                message,
                RESTORE,
            ));
            continue;
        };
        let points = CodePoints::new(&kept.text);
        for (operation, _) in anchored.iter().filter(|(_, a)| a.span_in(&kept.text, &points).is_none()) {
            let (id, coder) = (&operation.id, &operation.coder);
            let message = format!("the words of {id} by {coder} are not at their place in text-{hash}.txt");
            findings.push(Finding::new(Kind::Damaged, format!("codings/{short}"), message, RESTORE));
        }
    }
    findings
}

/// What waits for a decision since the transcript changed.
pub(super) fn waiting(
    short: &str,
    ledger: &Ledger,
    recodes: &Recodes,
    transcript: &Transcript,
    folder: &Path,
) -> Option<Finding> {
    let points = CodePoints::new(&transcript.text);
    let standing = stand(ledger, recodes, transcript, &points, &|hash| kept_transcript(folder, hash));
    // What is damaged was found above.
    let waits = standing.waiting.iter().filter(|one| matches!(one.why, Reason::Changed(_))).count();
    let message = format!("{waits} coding(s) by people wait: the transcript changed since");
    let hint = "`verbatim anchors` lists them and takes your decision; nothing is lost";
    (waits > 0).then(|| Finding::new(Kind::Waits, format!("codings/{short}"), message, hint))
}

/// What people coded in a source that is not there.
pub(super) fn without_source(short: &str, codings: usize) -> Option<Finding> {
    let message = format!("{codings} coding(s) by people wait: their source is gone");
    let hint = "put the transcript back into corpus/; nothing is lost";
    (codings > 0).then(|| Finding::new(Kind::Waits, format!("codings/{short}"), message, hint))
}

/// What two people did that cannot both be meant.
pub(super) fn contradictions(short: &str, ledger: &Ledger) -> Option<Finding> {
    let found = ledger.contradictions().len();
    let message = format!("{found} decision(s) of people contradict each other");
    let hint = "`verbatim anchors` lists them and takes your decision; nothing is lost";
    (found > 0).then(|| Finding::new(Kind::Waits, format!("codings/{short}"), message, hint))
}
