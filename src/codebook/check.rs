//! What can be checked only when all codes are known.

use std::collections::HashSet;

use super::read::Reference;
use super::{Code, CodePath, Codebook, Rule};
use crate::diag::Diagnostic;

/// Tells every path in `opposite` and `in` that is no code.
pub(super) fn references(codebook: &Codebook, references: &[Reference], diagnostics: &mut Vec<Diagnostic>) {
    for Reference { target, place, .. } in references {
        if codebook.get(target.as_str()).is_some() {
            continue;
        }
        let hint = match codebook.resolve(target.as_str()) {
            Ok(code) => format!("write the whole path: `{}`", code.path),
            Err(unresolved) => match (unresolved.candidates.as_slice(), unresolved.nearest) {
                ([], Some(near)) => format!("the nearest code is `{near}`"),
                ([], None) => "write the path of a code, such as relationship/trust".to_owned(),
                (several, _) => format!("write the whole path of one of: {}", several.join(", ")),
            },
        };
        diagnostics.push(Diagnostic::error(format!("unknown code `{target}`")).at(place.clone()).hint(hint));
    }
}

/// Tells every rule that can never match because nothing codes what it must be inside of: its codes
/// have no rules, or only rules that in turn wait for this one.
pub(super) fn grounds(codebook: &Codebook, references: &[Reference], diagnostics: &mut Vec<Diagnostic>) {
    let grounded = grounded(codebook);
    let mut told = HashSet::new();
    for Reference { from, rule: id, target, place } in references {
        let rule = id.as_ref().and_then(|id| codebook.get(from.as_str())?.rules.iter().find(|r| &r.id == id));
        let Some(rule) = rule else { continue };
        let known = rule.inside.iter().all(|path| codebook.get(path.as_str()).is_some());
        if !known || has_ground(rule, &grounded) || !told.insert((from, id)) {
            continue;
        }
        let has_rules =
            codebook.codes.iter().any(|code| code.path.is_within(target) && !code.rules.is_empty());
        let (message, hint) = if has_rules {
            (
                "this rule can never match: what it must lie inside waits for it in a circle",
                "give one of these codes a rule without `in`",
            )
        } else {
            (
                "this rule can never match: no rule codes anything it could lie inside",
                "add a rule to that code, or leave `in` out",
            )
        };
        diagnostics.push(Diagnostic::error(message).at(place.clone()).hint(hint));
    }
}

/// The codes that rules can give, with all codes above them.
fn grounded(codebook: &Codebook) -> HashSet<&str> {
    let mut grounded: HashSet<&str> = HashSet::new();
    loop {
        let before = grounded.len();
        for Code { path, rules, .. } in &codebook.codes {
            if !grounded.contains(path.as_str()) && rules.iter().any(|rule| has_ground(rule, &grounded)) {
                grounded.extend(path.with_ancestors());
            }
        }
        if grounded.len() == before {
            return grounded;
        }
    }
}

fn has_ground(rule: &Rule, grounded: &HashSet<&str>) -> bool {
    rule.inside.is_empty() || rule.inside.iter().map(CodePath::as_str).any(|path| grounded.contains(path))
}
