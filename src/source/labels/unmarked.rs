//! Lines that begin with the name of somebody who speaks, and another mark behind it than labels have.

use std::collections::HashSet;

use crate::diag::Diagnostic;
use crate::source::names::{key, tidy};

use super::Head;
use super::lines::lines;

/// What stands behind a name in the place of a colon; a comma does where people are spoken to.
const MARKS: [&str; 4] = [";", " - ", " – ", " — "];

/// What is said of such lines.
pub(super) fn doubt(text: &str, heads: &[Head]) -> Option<Diagnostic> {
    let written: HashSet<&str> = heads.iter().map(|head| head.label.of(text)).collect();
    let names: HashSet<String> = written.into_iter().map(|label| key(&tidy(label))).collect();
    let taken: HashSet<usize> = heads.iter().map(|head| head.line).collect();
    let first = heads.first().map_or(0, |head| head.line);
    let rest = lines(text).zip(1..).filter(|((start, _), _)| *start > first && !taken.contains(start));
    let found: Vec<String> = rest
        .filter_map(|((_, line), number)| {
            Some(format!("line {number} (`{}`)", named(line.trim_start(), &names)?))
        })
        .collect();
    let shown = found.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    let more = if found.len() > 3 { ", ..." } else { "" };
    let message = format!(
        "{} line(s) begin with a name that speaks, but not as a label; they stay with who speaks before: {shown}{more}",
        found.len()
    );
    let hint = "where it is a label, write it as the others are written";
    (!found.is_empty()).then(|| Diagnostic::warning(message).hint(hint))
}

/// The name that `line` begins with, if it is one of `names` and no label.
fn named<'l>(line: &'l str, names: &HashSet<String>) -> Option<&'l str> {
    let at = MARKS.iter().filter_map(|mark| line.find(mark)).min()?;
    line.get(..at).filter(|name| names.contains(&key(&tidy(name))))
}
