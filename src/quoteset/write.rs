//! A quote set as a file: one fact a line, in a fixed order, so that two people's changes merge.

use super::{Picked, QuoteSet, Section};

impl QuoteSet {
    /// The text of the file.
    pub fn to_yaml(&self) -> String {
        let mut yaml = self.comment.clone();
        yaml.push_str(&format!("set: {}\nsections:", quoted(&self.title)));
        if self.sections.is_empty() {
            yaml.push_str(" []");
        }
        yaml.push('\n');
        for section in &self.sections {
            write_section(section, &mut yaml);
        }
        yaml
    }
}

fn write_section(section: &Section, yaml: &mut String) {
    yaml.push_str(&format!("  - title: {}\n", quoted(&section.title)));
    if let Some(code) = &section.code {
        yaml.push_str(&format!("    code: {}\n", quoted(code)));
    }
    yaml.push_str(if section.quotes.is_empty() { "    quotes: []\n" } else { "    quotes:\n" });
    for quote in &section.quotes {
        write_quote(quote, yaml);
    }
}

fn write_quote(quote: &Picked, yaml: &mut String) {
    let anchor = &quote.anchor;
    let mut line = |key: &str, value: &str| yaml.push_str(&format!("        {key}: {value}\n"));
    line("id", &quoted(&quote.id));
    line("at", &quoted(&quote.at));
    line("words", &quoted(&anchor.quote));
    if let Some(shown) = &quote.shown {
        line("shown", &quoted(shown));
    }
    if let Some(note) = &quote.note {
        line("note", &quoted(note));
    }
    if !quote.translations.is_empty() {
        line("translations", "");
        for (language, translation) in &quote.translations {
            let (text, by) = (quoted(&translation.text), quoted(&translation.by));
            let of = translation.of.as_ref().map_or(String::new(), |of| format!(", of: {}", quoted(of)));
            line(&format!("  {}", language.code()), &format!("{{text: {text}, by: {by}{of}}}"));
        }
    }
    line("source", &quoted(&quote.source));
    line("start", &anchor.start.to_string());
    line("end", &anchor.end.to_string());
    line("before", &quoted(&anchor.before));
    line("after", &quoted(&anchor.after));
    line("text", &quoted(&anchor.text));
    // The first key of the item carries its dash.
    let first = "        id: ".to_owned() + &quoted(&quote.id);
    if let Some(at) = yaml.rfind(&first) {
        yaml.replace_range(at..at + 8, "      - ");
    }
}

/// A text in double quotes, as YAML and JSON both read it; invisible characters are written out.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_printed(c) => quoted.push(c),
            c if u32::from(c) <= 0xffff => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether YAML takes a character as it is, and people see it.
fn is_printed(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}
