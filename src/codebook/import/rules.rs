//! Rules in a cell: search words parted by `;` or `,`, or rules as `codes export` writes them.

use serde_json::Value;

use crate::codebook::pattern;
use crate::codebook::rule::RULE_KEYS;

/// What a cell says.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Rules, each with keys and values of the codebook language.
    pub(super) rules: Vec<Vec<(&'static str, Value)>>,
    /// What could not be used, and why.
    pub(super) left_out: Vec<(String, String)>,
}

/// The rules in `cell`.
pub(super) fn read(cell: &str) -> Found {
    let mut found = Found::default();
    if !cell.trim_start().starts_with('{') {
        words(cell, &mut found);
        return found;
    }
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match written(line) {
            Some(rule) => found.rules.push(rule),
            None => found
                .left_out
                .push((line.to_owned(), "this is no rule as `codes export` writes it".to_owned())),
        }
    }
    found
}

/// Search words: one rule that any of them meets.
fn words(cell: &str, found: &mut Found) {
    let sign = if cell.contains([';', '\n']) { [';', '\n'] } else { [',', ','] };
    let mut known = std::collections::HashSet::new();
    let mut any = Vec::new();
    for word in cell.split(sign).map(str::trim).filter(|word| !word.is_empty()) {
        match pattern::parse(word) {
            Ok(kind) => {
                if known.insert(kind.canonical()) {
                    any.push(Value::from(word));
                }
            }
            Err(problem) => found.left_out.push((word.to_owned(), problem.message)),
        }
    }
    if !any.is_empty() {
        found.rules.push(vec![("any", Value::from(any))]);
    }
}

/// One rule written as JSON, its keys in the order of the language.
fn written(line: &str) -> Option<Vec<(&'static str, Value)>> {
    let Value::Object(fields) = serde_json::from_str(line).ok()? else { return None };
    let texts = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_string));
    let fits = |key: &str, value: &Value| match key {
        "within" => value.is_u64(),
        "id" | "language" => value.is_string(),
        _ => texts(value),
    };
    let is_rule = fields.iter().all(|(key, value)| RULE_KEYS.contains(&key.as_str()) && fits(key, value));
    let keys = RULE_KEYS.iter().filter_map(|key| Some((*key, fields.get(*key)?.clone())));
    is_rule.then(|| keys.collect())
}
