//! HTML: one page that needs nothing else, can be filtered and printed, and reads without its script.
//!
//! The page forbids itself every request and every script but its own, by a content security policy
//! (W3C CSP level 3) that names the script by its hash.

use minijinja::{Value, context};

use super::template::{Dialect, Target};
use super::{Exporter, Options, Selection, Trouble};

const STYLE: &str = include_str!("templates/page.css");
const SCRIPT: &str = include_str!("templates/page.js");
/// What the page may do. The hash is that of the script as it stands in the page, after a line break.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
     script-src 'sha256-uqsk6hK+aahtUFPQEslPEPoGMo/3kusjg+/TVFXW6jU='; base-uri 'none'; form-action 'none'";

const TARGET: Target = Target {
    dialects: &[Dialect { name: "page.html", template: include_str!("templates/page.html.jinja") }],
    escape,
    is_held,
    has_braces: true,
};

/// A web page in one file.
pub(super) struct Html;

impl Exporter for Html {
    fn name(&self) -> &'static str {
        "web page"
    }

    fn ending(&self) -> &'static str {
        "html"
    }

    fn template_endings(&self) -> &'static [&'static str] {
        &["html", "jinja"]
    }

    fn built_in_template(&self, _dialect: Option<&str>) -> Option<&'static str> {
        TARGET.built_in(None)
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        TARGET.write(selection, options, parts())
    }
}

/// What only templates of pages know.
fn parts() -> Value {
    context! { style => STYLE, script => SCRIPT, policy => POLICY }
}

/// A page cannot hold NUL (HTML, 13.2.3.5 "preprocessing the input stream" and its character references).
fn is_held(c: char) -> bool {
    c != '\0'
}

/// `text` for use between tags or inside a quoted attribute. A carriage return becomes a reference, since
/// readers would make a line feed of it; other control characters have no reference and stay.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\r' => escaped.push_str("&#13;"),
            c => escaped.push(if is_held(c) { c } else { '\u{fffd}' }),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
