//! A codebook in the making, and how it is written.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::text::Language;

/// A codebook that can be written as YAML.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// The language of its names.
    pub language: Language,
    /// The codes at the top of the tree.
    pub codes: Vec<DraftCode>,
}

/// One code of a draft, with those below it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftCode {
    /// Its segment of the path.
    pub id: String,
    /// The name in the language of the draft.
    pub name: String,
    /// The names in other languages.
    pub names: BTreeMap<Language, String>,
    /// Its texts and signs by key, as the codebook language calls them, in the order they are written in.
    pub texts: Vec<(&'static str, String)>,
    /// The paths of the codes that say the contrary.
    pub opposite: Vec<String>,
    /// Its rules, each with keys and values of the codebook language.
    pub rules: Vec<Vec<(&'static str, Value)>>,
    /// The codes below it.
    pub codes: Vec<DraftCode>,
}

impl Draft {
    /// How many codes there are.
    pub fn count(&self) -> usize {
        fn below(codes: &[DraftCode]) -> usize {
            codes.iter().map(|code| 1 + below(&code.codes)).sum()
        }
        below(&self.codes)
    }

    /// The draft in the codebook language.
    pub fn yaml(&self) -> String {
        let mut out = format!("codebook: {}\nlanguage: {}\ncodes:\n", scalar(&self.title, 2), self.language);
        for code in &self.codes {
            write(code, 1, &mut out);
        }
        out
    }
}

fn write(code: &DraftCode, depth: usize, out: &mut String) {
    let lead = "  ".repeat(depth * 2);
    let lead = lead.strip_prefix("  ").unwrap_or_default();
    let mut line = |text: String| {
        out.push_str(lead);
        out.push_str(&text);
        out.push('\n');
    };
    let inside = depth * 4 + 2;
    line(format!("- id: {}", scalar(&code.id, inside)));
    line(format!("  name: {}", scalar(&code.name, inside)));
    if !code.names.is_empty() {
        let names: Vec<String> =
            code.names.iter().map(|(language, name)| format!("{language}: {}", quoted(name))).collect();
        line(format!("  names: {{{}}}", names.join(", ")));
    }
    for (key, text) in &code.texts {
        line(format!("  {key}: {}", scalar(text, inside)));
    }
    if !code.opposite.is_empty() {
        let paths: Vec<String> = code.opposite.iter().map(|path| quoted(path)).collect();
        line(format!("  opposite: [{}]", paths.join(", ")));
    }
    if !code.rules.is_empty() {
        line("  rules:".to_owned());
    }
    for rule in &code.rules {
        for (at, (key, value)) in rule.iter().enumerate() {
            let mark = if at == 0 { "- " } else { "  " };
            line(format!("    {mark}{key}: {}", flow(value)));
        }
    }
    if !code.codes.is_empty() {
        line("  codes:".to_owned());
    }
    for below in &code.codes {
        write(below, depth + 1, out);
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A text as YAML: plain where that cannot be mistaken, several lines as a block, else in double quotes.
fn scalar(text: &str, indent: usize) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " ,.;()'’-/_&%?!".contains(c);
    let starts = text.starts_with(char::is_alphabetic) && !text.ends_with(' ');
    if starts && text.chars().all(is_plain) {
        return text.to_owned();
    }
    if is_block(text) {
        let lead = " ".repeat(indent);
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| if line.is_empty() { String::new() } else { format!("{lead}{line}") })
            .collect();
        return format!("|-\n{}", lines.join("\n"));
    }
    quoted(text)
}

/// Whether a text of several lines can stand as a literal block.
fn is_block(text: &str) -> bool {
    let tidy = |line: &str| line.trim_end() == line && !line.chars().any(must_escape);
    let edges =
        text.starts_with(|c: char| !c.is_whitespace()) && text.ends_with(|c: char| !c.is_whitespace());
    text.contains('\n') && edges && text.split('\n').all(tidy)
}

fn must_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// In double quotes, with what may not stand there escaped (YAML 1.2, 5.7).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if must_escape(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
