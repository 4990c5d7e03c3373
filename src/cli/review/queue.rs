//! What there is to review.

use verbatim::changes::Desk;
use verbatim::codebook::{Codebook, is_within};
use verbatim::index::SourceEntry;
use verbatim::query::matching_sources;
use verbatim::text::nearest;

use super::super::code::known_code;
use super::super::context::Context;
use super::super::decisions::{Decisions, Proposal};
use super::super::exit::Failure;
use super::Args;

/// One rule coding to decide on.
pub(super) struct Task<'c> {
    pub(super) entry: &'c SourceEntry,
    pub(super) proposal: Proposal,
}

/// What there is to review.
pub(super) struct Found<'c> {
    /// In order of the sources and of their texts.
    pub(super) tasks: Vec<Task<'c>>,
    /// How many were left out because the coder decided on them.
    pub(super) decided: usize,
}

/// Everything that `args` asks for.
pub(super) fn collect<'c>(args: &Args, context: &'c Context, desk: &Desk<'_>) -> Result<Found<'c>, Failure> {
    let code = args.code.as_deref().map(|code| known_code(context, code)).transpose()?;
    if let Some(rule) = &args.rule {
        known_rule(&context.loaded.codebook, rule)?;
    }
    let catalog = context.index.catalog();
    let numbers = matching_sources(catalog, &args.source)?;
    let is_wanted = |proposal: &Proposal| {
        let stored = &proposal.stored;
        code.as_deref().is_none_or(|code| is_within(&stored.code, code))
            && args
                .rule
                .as_deref()
                .is_none_or(|rule| stored.triggers.iter().any(|t| is_called(&t.rule, rule)))
    };
    let mut found = Found { tasks: Vec::new(), decided: 0 };
    for (number, entry) in &catalog.sources {
        if !args.source.is_empty() && numbers.binary_search(number).is_err() {
            continue;
        }
        let decisions = Decisions::new(context, desk, entry, context.index.transcript(entry)?);
        for proposal in decisions.proposals(context).into_iter().filter(is_wanted) {
            if !args.again && decisions.on(&proposal).is_some() {
                found.decided += 1;
            } else {
                found.tasks.push(Task { entry, proposal });
            }
        }
    }
    Ok(found)
}

/// Whether `typed` is the name of the rule `full` (`relationship/trust#no-eyes`), or the end of it.
fn is_called(full: &str, typed: &str) -> bool {
    full.strip_suffix(typed).is_some_and(|before| before.is_empty() || before.ends_with(['#', '/']))
}

fn known_rule(codebook: &Codebook, typed: &str) -> Result<(), Failure> {
    let all = || codebook.codes.iter().flat_map(|code| code.rules.iter().map(move |rule| (code, rule)));
    let full = |code: &str, rule: &str| format!("{code}#{rule}");
    if all().any(|(code, rule)| is_called(&full(code.path.as_str(), &rule.id), typed)) {
        return Ok(());
    }
    let failure = Failure::usage(format!("unknown rule `{typed}`"));
    Err(match nearest(typed, all().map(|(_, rule)| rule.id.as_str())) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`verbatim codes show CODE` shows the rules of a code"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_called_by_its_id_or_its_full_name() {
        let full = "relationship/trust#no-eyes";
        for typed in ["no-eyes", "trust#no-eyes", full] {
            assert!(is_called(full, typed), "{typed}");
        }
        for typed in ["eyes", "rust#no-eyes", "trust"] {
            assert!(!is_called(full, typed), "{typed}");
        }
    }
}
