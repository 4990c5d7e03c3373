//! The codebook language as JSON Schema, so that editors complete and check it.

use serde_json::{Value, json};

/// A JSON Schema (draft 2020-12) of a codebook file.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "verbatim codebook",
        "description": "A tree of codes with what they mean and the rules that propose them.",
        "type": "object",
        "additionalProperties": false,
        "required": ["codes"],
        "properties": {
            "codebook": text("The title of this codebook."),
            "language": language("The language of names and rule tests, such as nl."),
            "codes": { "description": "The codes, from the top of the tree.", "type": "array", "items": { "$ref": "#/$defs/code" } },
        },
        "$defs": { "code": code(), "rule": rule(), "pattern": pattern() },
    })
}

fn code() -> Value {
    json!({
        "description": "One code.",
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "name"],
        "properties": {
            "id": {
                "description": "Its segment of the path, which is its identity: letters, digits, - and _.",
                "type": "string",
                "pattern": "^[\\p{L}\\p{N}_-]+$"
            },
            "name": text("The name people read, in the codebook's language."),
            "names": {
                "description": "The name in other languages: {en: Trust}.",
                "type": "object",
                "propertyNames": { "pattern": "^[A-Za-z]{2}([-_].*)?$" },
                "additionalProperties": { "type": "string" }
            },
            "definition": text("What the code means."),
            "include": text("When to use it."),
            "exclude": text("When not to use it, and what to use instead."),
            "example": text("A passage that shows it."),
            "color": { "description": "Its colour: \"#2a7fb8\", in quotes.", "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" },
            "opposite": paths("The paths of the codes that say the contrary."),
            "guid": text("The identifier another program gave it."),
            "unit": {
                "description": "How much a rule codes: the sentence of the hit (default), the hit itself, or the whole turn.",
                "enum": ["sentence", "match", "turn"],
                "default": "sentence"
            },
            "rules": { "description": "What proposes this code.", "type": "array", "items": { "$ref": "#/$defs/rule" } },
            "codes": { "description": "The codes below this one.", "type": "array", "items": { "$ref": "#/$defs/code" } },
        },
    })
}

fn rule() -> Value {
    json!({
        "description": "Patterns that propose the code.",
        "type": "object",
        "additionalProperties": false,
        "anyOf": [{ "required": ["any"] }, { "required": ["all"] }],
        "dependentRequired": { "within": ["all"] },
        "properties": {
            "id": { "description": "A name for the rule; else a short hash of its content.", "type": "string", "pattern": "^[\\p{L}\\p{N}_-]+$" },
            "any": patterns("Each match of any of these is a hit."),
            "all": patterns("All of these must come together: in one sentence (or turn), or within so many words."),
            "not": patterns("None of these may be in the passage."),
            "within": { "description": "The most words from the first to the last word of `all`.", "type": "integer", "minimum": 1 },
            "in": paths("Only inside passages with one of these codes, or a code below them."),
            "roles": {
                "description": "Whose turns; without it, everybody's but the interviewers'.",
                "type": "array", "minItems": 1, "items": { "type": "string" }
            },
            "language": language("Only turns in this language."),
            "match": texts("Sentences this rule must code."),
            "no_match": texts("Sentences this rule must not code."),
        },
    })
}

fn pattern() -> Value {
    json!({
        "description": "word (by stem), several words (a phrase), wacht* (prefix), =word (exactly this form), /.../ (regex); \
                        case and accents do not count, in a regex only case.",
        "type": "string",
        "minLength": 1,
        "examples": ["vertrouw*", "in de ogen kijken", "=wachtlijst", "/(ver|be)trouw\\w+/"]
    })
}

fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}

fn language(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "^[A-Za-z]{2}([-_].*)?$" })
}

fn texts(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string" } })
}

fn paths(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string" } })
}

fn patterns(description: &str) -> Value {
    json!({ "description": description, "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/pattern" } })
}

#[cfg(test)]
mod tests {
    use super::super::{read, rule};
    use super::*;

    fn keys(of: &Value) -> Vec<&str> {
        let mut keys: Vec<&str> = of["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys
    }

    fn sorted(known: &[&'static str]) -> Vec<&'static str> {
        let mut known = known.to_vec();
        known.sort_unstable();
        known
    }

    #[test]
    fn the_schema_and_the_reader_know_the_same_keys() {
        let schema = schema();
        assert_eq!(keys(&schema), sorted(read::FILE_KEYS));
        assert_eq!(keys(&schema["$defs"]["code"]), sorted(read::CODE_KEYS));
        assert_eq!(keys(&schema["$defs"]["rule"]), sorted(rule::RULE_KEYS));
    }
}
