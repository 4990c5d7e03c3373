//! Rule tests, and what else can be said of rules once roles are known.

use std::sync::Arc;

use super::Matcher;
use super::inside::triggers_of;
use super::passages::View;
use super::plan::{PlannedRule, Use};
use crate::codebook::{Code, Codebook, Example, Rule};
use crate::diag::Diagnostic;
use crate::text::nearest;

/// Runs the tests of all rules and checks the roles they name against those of the study (`roles`).
///
/// Each `match` and `no_match` is one turn, in the language of the rule or of its codebook, by
/// somebody the rule looks at; `in` does not count there.
pub fn check_rules(codebook: &Codebook, matcher: &Matcher, roles: &[String]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (number, code) in codebook.codes.iter().enumerate() {
        for (place, rule) in code.rules.iter().enumerate() {
            check_roles(rule, roles, &mut diagnostics);
            check_tests(matcher, (number, place), code, rule, &mut diagnostics);
        }
    }
    diagnostics
}

fn check_roles(rule: &Rule, roles: &[String], diagnostics: &mut Vec<Diagnostic>) {
    for (number, role) in rule.roles.iter().flatten().enumerate().filter(|(_, role)| !roles.contains(role)) {
        let hint = match nearest(role, roles.iter().map(String::as_str)) {
            Some(near) => format!("the nearest role is `{near}`"),
            None if roles.is_empty() => {
                "no roles are known yet: add a `[roles.NAME]` to verbatim.toml".to_owned()
            }
            None => format!("the roles are {}", roles.join(", ")),
        };
        let place = rule.role_places.get(number).unwrap_or(&rule.place).clone();
        diagnostics.push(Diagnostic::error(format!("unknown role `{role}`")).at(place).hint(hint));
    }
}

/// Where a rule stands: its code and its place in it.
type At = (usize, usize);

fn check_tests(matcher: &Matcher, at: At, code: &Code, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    let language = rule.language.unwrap_or(code.language);
    let name = format!("{}#{}", code.path, rule.id);
    let mut failed = |example: &Example, message: String, hint: String| {
        diagnostics.push(Diagnostic::error(message).at(example.place.clone()).hint(hint));
    };
    for example in &rule.matches {
        let reason = matcher.try_rule(at, &example.text, language, why_not).unwrap_or_default();
        if let Some((reason, hint)) = reason {
            failed(example, format!("`{name}` should code this, but {reason}"), hint);
        }
    }
    for example in &rule.no_match {
        let hit = matcher.try_rule(at, &example.text, language, first_hit).unwrap_or_default();
        if let Some((pattern, words)) = hit {
            let message = format!("`{name}` should not code this, but `{pattern}` matches \"{words}\"");
            failed(
                example,
                message,
                "make that pattern narrower, or say in `not` what keeps the rule out".to_owned(),
            );
        }
    }
}

/// Why the rule codes nothing, and what may help; `None` when it codes something.
fn why_not(view: &View<'_>, rule: &PlannedRule) -> Option<(String, String)> {
    if !view.passages(rule).is_empty() {
        return None;
    }
    if let Some(found) = view.proposed(rule).first() {
        let not = view.barred_by(rule, found.passage).unwrap_or_default();
        let hint = format!(
            "a stem covers endings only, so `bellen` is not `gebeld`: in `not`, `={not}` or a prefix `...*` keeps less out"
        );
        return Some((format!("`{not}` in `not` keeps it out"), hint));
    }
    let is_missing = |pattern: &&Use| view.scan.hits_of(pattern.pattern).is_empty();
    let missing: Vec<String> =
        rule.all.iter().filter(is_missing).map(|pattern| format!("`{}`", pattern.written)).collect();
    let no_any = !rule.any.is_empty() && rule.any.iter().all(|pattern| is_missing(&pattern));
    let hint = "add or widen a pattern, or take this test out; a stem covers endings only, so `bellen` is not `gebeld`";
    Some(match (missing.is_empty(), no_any) {
        (true, true) => ("no pattern of `any` matches".to_owned(), hint.to_owned()),
        (false, _) => (format!("{} of `all` does not match", missing.join(" and ")), hint.to_owned()),
        (true, false) => {
            let hint = "`within` allows more words; without it all must stand in one sentence, or with `unit: turn` in one turn";
            ("the patterns of `all` do not stand near enough together".to_owned(), hint.to_owned())
        }
    })
}

/// The first pattern that led to a coding, and the words it matched.
fn first_hit(view: &View<'_>, rule: &PlannedRule) -> Option<(Arc<str>, String)> {
    let found = view.passages(rule).into_iter().next()?;
    let trigger = triggers_of(rule, &found, 0).min_by_key(|trigger| trigger.span)?;
    Some((trigger.pattern, trigger.span.of(view.text).to_owned()))
}
