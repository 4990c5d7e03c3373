//! Whether two codebooks say the same, whatever their layout.

use serde_json::{Value, json};

use super::{Code, Codebook, Example, Rule, rule};
use crate::text::fingerprint;

/// A fingerprint of everything a codebook says; places, comments and layout do not count.
pub fn codebook_fingerprint(codebook: &Codebook) -> String {
    let codes: Vec<Value> = codebook.codes.iter().map(whole_code).collect();
    fingerprint(json!([codebook.title, codes]).to_string().as_bytes())
}

impl Codebook {
    /// A fingerprint of what decides which passages rules code: paths, units and rules without their
    /// tests. Names, definitions and colours do not count.
    pub fn rules_fingerprint(&self) -> String {
        let codes: Vec<Value> =
            self.codes.iter().map(|code| json!([code.path, code.unit.as_str(), rules(code)])).collect();
        fingerprint(Value::from(codes).to_string().as_bytes())
    }
}

fn rules(code: &Code) -> Vec<Value> {
    code.rules.iter().map(|rule| json!([rule.id, written(rule), rule::content(rule)])).collect()
}

/// The patterns as written: they are named in codings.
fn written(rule: &Rule) -> Vec<&str> {
    rule.any.iter().chain(&rule.all).chain(&rule.not).map(|pattern| pattern.written.as_str()).collect()
}

/// Everything a code says but its place, in one spelling.
pub(super) fn whole_code(code: &Code) -> Value {
    let Code { path, name, names, definition, include, exclude, example, .. } = code;
    let Code { color, opposite, guid, unit, language, .. } = code;
    let tests: Vec<Value> =
        code.rules.iter().map(|rule| json!([texts(&rule.matches), texts(&rule.no_match)])).collect();
    json!([
        path,
        name,
        names,
        definition,
        include,
        exclude,
        example,
        color,
        opposite,
        guid,
        unit.as_str(),
        language,
        rules(code),
        tests
    ])
}

fn texts(examples: &[Example]) -> Vec<&str> {
    examples.iter().map(|example| example.text.as_str()).collect()
}
