//! Kept texts without what is erased.

use std::collections::BTreeMap;
use std::fs;

use super::sought::{joined, masked};
use super::{Erasure, files};
use crate::store::{FileError, keep_transcript, kept_transcript};
use crate::text::{CodePoints, Span, fingerprint};
use crate::transcript::Transcript;

/// A kept text that held some of it, as it is now.
pub(super) struct Masked {
    /// Fingerprint of the text.
    pub(super) hash: String,
    pub(super) text: String,
    pub(super) points: CodePoints,
}

/// Writes the kept texts of the source `short` that hold some of it anew, beside the old ones; by fingerprint of
/// the old one.
pub(super) fn mask(erasure: &Erasure<'_>, short: &str) -> Result<BTreeMap<String, Masked>, FileError> {
    let folder = erasure.study.codings().join(short);
    let mut all = BTreeMap::new();
    for hash in files::kept_hashes(&folder)? {
        let path = folder.join(format!("text-{hash}.txt"));
        // A text without its turns, or a damaged one, is looked at, too.
        let bytes = fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut spans = erasure.sought.find(&text);
        spans.extend(erasure.said.get(&(short.to_owned(), hash.clone())).into_iter().flatten());
        if erasure.is_of_source(short) {
            spans.push(Span::new(0, text.len()));
        }
        let kept = kept_transcript(&folder, &hash);
        let labels = kept.as_ref().map(|kept| labels(erasure, kept)).unwrap_or_default();
        if spans.is_empty() && labels.is_empty() {
            continue;
        }
        let text = masked(&text, &joined(spans));
        let transcript =
            Transcript { text: text.clone(), ..moved(kept.unwrap_or_default(), &text, &bytes, labels) };
        if !erasure.is_of_source(short) {
            keep_transcript(&folder, &transcript)?;
        }
        let (new, points) = (fingerprint(text.as_bytes()), CodePoints::new(&text));
        all.insert(hash, Masked { hash: new, text, points });
    }
    Ok(all)
}

/// Removes the old ones, and the record of a reading that stood on one.
pub(super) fn remove(
    erasure: &Erasure<'_>,
    short: &str,
    masked: &BTreeMap<String, Masked>,
) -> Result<(), FileError> {
    let folder = erasure.study.codings().join(short);
    for (hash, now) in masked {
        if *hash == now.hash && !erasure.is_of_source(short) {
            continue;
        }
        for name in [format!("text-{hash}.txt"), format!("turns-{hash}.json")] {
            files::remove(&folder.join(name))?;
        }
    }
    let record = folder.join("reading.json");
    let names_old = |text: &str| masked.keys().any(|hash| text.contains(hash.as_str()));
    if erasure.is_of_source(short) || fs::read_to_string(&record).is_ok_and(|text| names_old(&text)) {
        files::remove(&record)?;
    }
    if erasure.is_of_source(short) {
        files::remove(&folder.join("rules.jsonl"))?;
    }
    Ok(())
}

/// The labels of speakers that are erased, with what they are now.
fn labels(erasure: &Erasure<'_>, transcript: &Transcript) -> BTreeMap<String, String> {
    let all = transcript.speakers.iter().map(|speaker| &speaker.label);
    let hits = all.map(|label| (label.clone(), erasure.sought.find(label)));
    hits.filter(|(_, spans)| !spans.is_empty())
        .map(|(label, spans)| (label.clone(), masked(&label, &spans)))
        .collect()
}

/// The turns on the masked text: the same code points, other bytes.
fn moved(transcript: Transcript, text: &str, before: &[u8], labels: BTreeMap<String, String>) -> Transcript {
    let before = String::from_utf8_lossy(before);
    let (old, new) = (CodePoints::new(&before), CodePoints::new(text));
    let at = |byte: usize| new.byte_of(text, old.at_byte(&before, byte)).unwrap_or(text.len());
    let mut transcript = transcript;
    for turn in &mut transcript.turns {
        turn.span = Span::new(at(turn.span.start), at(turn.span.end));
    }
    for speaker in &mut transcript.speakers {
        for label in std::iter::once(&mut speaker.label).chain(&mut speaker.joint) {
            if let Some(masked) = labels.get(label) {
                label.clone_from(masked);
            }
        }
    }
    transcript
}
