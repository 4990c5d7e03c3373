//! What rules do in one source: the file is whole, and its words stand in the text.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::folder::Texts;
use super::{Finding, Kind};
use crate::store::{StoredCoding, WholeRules, rules_file, rules_path, whole_rules};
use crate::text::CodePoints;

const AGAIN: &str = "`verbatim ingest --full` makes it again";

/// What rules do in the source `short`, on its kept `texts`; `None` where nothing is known of it. `was_here`:
/// when the study was accepted.
pub(super) fn check(
    codings: &Path,
    short: &str,
    texts: &Texts,
    was_here: bool,
    findings: &mut Vec<Finding>,
) -> Option<WholeRules> {
    let mut damaged = |message: &str| {
        findings.push(Finding::new(Kind::Damaged, rules_file(short), message, AGAIN));
    };
    let bytes = match fs::read(rules_path(codings, short)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if was_here {
                damaged("what rules do in this source is gone");
            }
            return None;
        }
        Err(error) => {
            damaged(&error.to_string());
            return None;
        }
    };
    let Some(rules) = whole_rules(&bytes) else {
        damaged("what rules do in this source is damaged, or of an older verbatim");
        return None;
    };
    match texts.whole.get(&rules.text) {
        Some(text) => {
            let points = CodePoints::new(text);
            let lost = rules.codings.iter().filter(|coding| !stands(coding, text, &points)).count();
            if lost > 0 {
                damaged(&format!("the words of {lost} coding(s) by rules are not at their place"));
            }
        }
        None if rules.codings.is_empty() || texts.damaged.contains(&rules.text) => {}
        None => damaged(&format!("the text that rules code, text-{}.txt, is gone", rules.text)),
    }
    Some(rules)
}

fn stands(coding: &StoredCoding, text: &str, points: &CodePoints) -> bool {
    let at = |point| points.byte_of(text, point);
    let words = at(coding.start).zip(at(coding.end)).and_then(|(start, end)| text.get(start..end));
    words == Some(coding.quote.as_str())
}
