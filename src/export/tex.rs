//! LaTeX: a deck for beamer, or an article that lists the quotes.
//!
//! For pdfLaTeX, XeLaTeX and LuaLaTeX, with nothing beyond a basic TeX distribution. pdfLaTeX knows few
//! characters; the others that occur are declared as their number in a box, so that it neither stops nor
//! leaves them out in silence.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::template::{Dialect, Target};
use super::{Exporter, Options, Selection, Trouble};
use crate::text::Language;

const TARGET: Target = Target {
    dialects: &[
        Dialect { name: "beamer", template: include_str!("templates/beamer.tex.jinja") },
        Dialect { name: "list", template: include_str!("templates/list.tex.jinja") },
    ],
    escape,
    is_held,
    has_braces: false,
};

/// LaTeX.
pub(super) struct Latex;

impl Exporter for Latex {
    fn name(&self) -> &'static str {
        "LaTeX"
    }

    fn ending(&self) -> &'static str {
        "tex"
    }

    fn dialects(&self) -> &'static [&'static str] {
        &["beamer", "list"]
    }

    fn template_endings(&self) -> &'static [&'static str] {
        &["tex", "jinja"]
    }

    fn built_in_template(&self, dialect: Option<&str>) -> Option<&'static str> {
        TARGET.built_in(dialect)
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        // What is unusual is known only when all is written: the first page finds it, the second says it.
        let page = TARGET.write(selection, options, parts(selection, &BTreeSet::new()))?;
        let unusual: BTreeSet<char> =
            String::from_utf8_lossy(&page).chars().filter(|c| !c.is_ascii()).collect();
        TARGET.write(selection, options, parts(selection, &unusual))
    }
}

/// What only templates of LaTeX know: the name babel gives the language, and characters to declare.
fn parts(selection: &Selection, unusual: &BTreeSet<char>) -> Value {
    let babel = match selection.language {
        Language::DUTCH => "dutch",
        Language::FRENCH => "french",
        Language::GERMAN => "ngerman",
        _ => "english",
    };
    let declared: Vec<Value> = unusual
        .iter()
        .map(|&c| {
            let shown = if is_invisible(c) { String::new() } else { format!("U+{:04X}", u32::from(c)) };
            context! { code => format!("{:04X}", u32::from(c)), text => c.to_string(), shown }
        })
        .collect();
    context! { babel, characters => declared }
}

/// Joiners, direction marks and variation selectors, which have no look of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{61c}')
}

/// TeX reads no control characters but the tab and the line feed, and no noncharacters.
fn is_held(c: char) -> bool {
    matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// `text` as words of LaTeX on one line. Nothing is a command, a comment or math, and no two marks melt
/// into one (`--`, `''`, `<<`, `,,`), since that would be another mark than was said.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut before = '\n';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => escaped.extend(['\\', c]),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '"' => escaped.push_str("\\textquotedbl{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            // Inside a word the apostrophe of the font is the apostrophe; elsewhere it may be a quote.
            '\'' if before.is_alphanumeric() && chars.peek().is_some_and(|c| c.is_alphanumeric()) => {
                escaped.push('\'');
            }
            '\'' => escaped.push_str("\\textquotesingle{}"),
            '-' | '<' | '>' | ',' if chars.peek() == Some(&c) => escaped.extend([c, '{', '}']),
            ' ' if matches!(before, ' ' | '\n' | '\t') => escaped.push_str("\\ "),
            '\t' => escaped.push_str("\\quad{}"),
            '\n' => escaped.push_str("\\leavevmode\\newline{}"),
            c => escaped.push(if is_held(c) { c } else { '\u{fffd}' }),
        }
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests;
