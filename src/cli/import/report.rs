//! What an import came to, for people.

use verbatim::changes::Made;

use super::super::exit::Failure;
use super::super::ui::{Ui, count, grouped, safe};
use super::codes::{NewCodes, Proposals};

/// Names listed one by one.
const MOST: usize = 40;

/// How many codings, by whom, on which source.
pub(super) fn made(made: &Made, source: &str, dry_run: bool, ui: &mut Ui) -> Result<(), Failure> {
    let by: Vec<String> =
        made.new.iter().map(|(coder, n)| format!("{} by {}", grouped(*n), safe(coder))).collect();
    let total: usize = made.new.values().sum();
    let verb = if dry_run { "would be imported" } else { "imported" };
    let mut line = format!("{}: {} {verb}", safe(source), count(total, "coding", "codings"));
    if !by.is_empty() {
        line.push_str(&format!(" ({})", by.join(", ")));
    }
    if made.known > 0 {
        line.push_str(&format!("; {} there already", count(made.known, "was", "were")));
    }
    ui.line(&line)
}

/// The codes that were added.
pub(super) fn added(new: &NewCodes, dry_run: bool, ui: &mut Ui) -> Result<(), Failure> {
    let (codes, file) = new.summary();
    let verb = if dry_run { "would be added to" } else { "added to" };
    if codes == 0 {
        return Ok(());
    }
    ui.line(&format!("{} {verb} {}", count(codes, "code", "codes"), safe(file)))
}

/// The names that stand for no code, with their counts; whether there are any.
pub(super) fn open_names(
    proposals: &Proposals,
    added: Option<&NewCodes>,
    ui: &mut Ui,
) -> Result<bool, Failure> {
    let all = proposals.sorted();
    let open: Vec<_> =
        all.into_iter().filter(|p| added.is_none_or(|new| new.path(&p.name).is_none())).collect();
    if open.is_empty() {
        return Ok(false);
    }
    ui.warning(&format!(
        "{} no code of the codebook; what was coded with {} was not imported, the rest was",
        count(open.len(), "name is", "names are"),
        if open.len() == 1 { "it" } else { "them" },
    ));
    for proposal in open.iter().take(MOST) {
        let why = match proposal.candidates.as_slice() {
            [] => String::new(),
            several => format!("   stands for several codes: {}", several.join(", ")),
        };
        let name: String = proposal.name.chars().take(100).collect();
        ui.line(&format!("  {:>5}  {}{}", grouped(proposal.uses), safe(&name), safe(&why)))?;
    }
    if open.len() > MOST {
        ui.line(&format!("         ... and {} more", open.len() - MOST))?;
    }
    let hint = if added.is_some() {
        "name them as the codebook does"
    } else {
        "`--add-codes` adds them to the codebook"
    };
    ui.hint(&format!("{hint}, then import again: nothing is imported twice"));
    Ok(true)
}
