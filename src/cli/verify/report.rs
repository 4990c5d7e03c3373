//! What was found out about each quotation, for people and programs.

use verbatim::manuscript::Quotation;
use verbatim::shown::{overlong, told, turned_around};
use verbatim::text::Language;
use verbatim::verify::{Attributed, Finding, Piece, Tier};

use super::super::code::shortened;
use super::super::exit::Failure;
use super::super::pick::too_long;
use super::super::ui::{Ui, quiet, safe};
use super::super::wrap::wrap;
use super::Checked;
use super::study::Whole;

/// So many places of a phrase are named.
const MOST_PLACES: usize = 3;

/// Tells of every quotation; people are told only what needs their eye in full.
pub(super) fn tell(checked: &Checked, whole: &Whole, json: bool, ui: &mut Ui) -> Result<(), Failure> {
    for (number, (quotation, finding, refusal)) in checked.all().enumerate() {
        if json {
            let line = as_json(&checked.file, number + 1, quotation, finding, refusal, whole);
            ui.line(&line.to_string())?;
        } else {
            one(&checked.file, quotation, finding, refusal, whole, ui)?;
        }
    }
    if let Some(line) = unchecked(checked).filter(|_| json) {
        ui.line(&line.to_string())?;
    }
    Ok(())
}

fn one(
    file: &str,
    quotation: &Quotation,
    finding: &Finding,
    refusal: Option<&String>,
    whole: &Whole,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let tier = finding.tier.name();
    let tier = if finding.is_wrong() { ui.strong(tier) } else { tier.to_owned() };
    let at = places(finding, whole);
    let place = quiet(&safe(&format!("{file}, {}", quotation.place)));
    ui.line(&format!("{place}  {tier}{}", if at.is_empty() { String::new() } else { format!("  {at}") }))?;
    let words = safe(&shortened(&quotation.text.replace('\n', " ")));
    ui.line(&format!("    “{words}”"))?;
    for note in notes(quotation, finding, refusal, whole) {
        for line in wrap(&note, ui.width().saturating_sub(4), &[]) {
            ui.line(&format!("    {}", line.painted))?;
        }
    }
    ui.line("")
}

/// Where it was said, or the nearest.
pub(super) fn places(finding: &Finding, whole: &Whole) -> String {
    let address = |at: &usize| whole.corpus.turns.get(*at).map(|turn| turn.address.clone());
    let all: Vec<String> = finding.places.iter().filter_map(address).collect();
    let shown = all.iter().take(MOST_PLACES).map(|a| safe(a)).collect::<Vec<_>>();
    match (finding.tier, all.len()) {
        (_, 0) => String::new(),
        (Tier::NotFound, _) => {
            format!("nearest {}, {:.0} % alike", shown.join(", "), 100.0 * finding.likeness)
        }
        (Tier::Spliced, _) => format!("of {}", shown.join(" and ")),
        (_, n) if n > MOST_PLACES => format!("{} and {} more places", shown.join(", "), n - MOST_PLACES),
        _ => shown.join(", "),
    }
}

/// What people should know of it, a line each.
pub(super) fn notes(
    quotation: &Quotation,
    finding: &Finding,
    refusal: Option<&String>,
    whole: &Whole,
) -> Vec<String> {
    let mut notes = Vec::new();
    if !finding.edits.is_empty() {
        notes.push(told(&finding.edits, Language::ENGLISH));
    }
    let turned = turned_around(&finding.edits).into_iter();
    notes.extend(turned.map(|remark| format!("{}: it may say the opposite of what was said", safe(&remark))));
    if matches!(finding.tier, Tier::Altered | Tier::Spliced) {
        notes.push(diff(&finding.diff));
    }
    if let Some(long) = overlong(&quotation.text).filter(|_| finding.tier > Tier::Translation) {
        notes.push(too_long(&quotation.text, long));
    }
    if finding.is_outdated {
        notes.push("what was said was corrected since this translation of it was made".into());
    }
    if let Attributed::Wrong { named, said_by } = &finding.attributed {
        notes.push(format!("misattributed: named {named}, said by {said_by}"));
    }
    if let Attributed::Unknown { named, said_by } = &finding.attributed {
        let named = safe(named);
        notes.push(format!("`{named}` beside it is nobody that the study knows for certain, so not checked: said by {said_by}"));
    }
    if whole.is_asked(finding) {
        notes.push(
            "said by the interviewer, and nobody is named beside it: readers may take it for a participant's"
                .into(),
        );
    }
    notes.extend(refusal.map(|why| format!("may not be quoted: {why}")));
    notes
}

/// `ik vertrouw [-niemand-] {+iedereen+}`: said, and quoted in its place.
fn diff(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Same(words) => words.clone(),
        Piece::Said(words) => format!("[-{words}-]"),
        Piece::Quoted(words) => format!("{{+{words}+}}"),
    });
    safe(&shown.collect::<Vec<_>>().join(" "))
}

fn as_json(
    file: &str,
    number: usize,
    quotation: &Quotation,
    finding: &Finding,
    refusal: Option<&String>,
    whole: &Whole,
) -> serde_json::Value {
    let places: Vec<_> = finding
        .places
        .iter()
        .filter_map(|at| whole.corpus.turns.get(*at))
        .map(|turn| {
            serde_json::json!({
                "address": turn.address, "role": turn.role, "organisation": turn.organisation,
                "participants": turn.participants, "asks": turn.asks,
            })
        })
        .collect();
    serde_json::json!({
        "v": 1,
        "file": file,
        "number": number,
        "place": quotation.place.to_string(),
        "quotation": quotation.text,
        "tier": finding.tier,
        "places": places,
        "edits": told(&finding.edits, Language::ENGLISH),
        "turned_around": turned_around(&finding.edits),
        "diff": finding.diff,
        "likeness": (finding.likeness * 1000.0).round() / 1000.0,
        "attribution": quotation.attribution,
        "attributed": finding.attributed,
        "outdated": finding.is_outdated,
        "by_interviewer": whole.is_asked(finding),
        "consent": refusal,
    })
}

/// What of a file was not checked; `None` where all was.
fn unchecked(checked: &Checked) -> Option<serde_json::Value> {
    let Checked { file, unread, warnings, short, .. } = checked;
    (*short > 0 || !unread.is_empty() || !warnings.is_empty()).then(
        || serde_json::json!({"v": 1, "file": file, "unread": unread, "short": short, "warnings": warnings}),
    )
}
