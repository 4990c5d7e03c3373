//! How deep the tags of a page nest, before it is parsed: parsing takes time and memory by depth.

use std::collections::HashMap;

use crate::source::Unreadable;

/// Tags may nest this deep.
const DEEPEST: usize = 400;
/// A tag may have this many blanks, slashes and equals signs outside quotes, so at most so many attributes.
const MOST_ATTRIBUTES: usize = 2_000;

/// Elements that need no end tag: they end each other.
const LIGHT: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Refuses a page that no program that writes transcripts would make.
pub(super) fn check(text: &str) -> Result<(), Unreadable> {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0usize;
    for (tag, attributes) in (Tags { rest: text }) {
        if attributes > MOST_ATTRIBUTES {
            return Err(refused("a tag with thousands of attributes"));
        }
        let (ends, name) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let name = name.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        let name = name.to_ascii_lowercase();
        if LIGHT.contains(&name.as_str()) {
            continue;
        }
        let count = open.entry(name).or_default();
        if !ends {
            *count += 1;
            depth += 1;
        } else if *count > 0 {
            *count -= 1;
            depth -= 1;
        }
        if depth > DEEPEST {
            return Err(refused(&format!("more than {DEEPEST} tags in each other")));
        }
    }
    Ok(())
}

/// Whether the page ends inside a tag, or declares its end and does not come to it.
pub(super) fn is_cut(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let unclosed = |tag: &str| lower.contains(&format!("<{tag}")) && !lower.contains(&format!("</{tag}"));
    let in_tag = lower.rfind('<').is_some_and(|at| lower.get(at..).is_some_and(|tail| !tail.contains('>')));
    in_tag || unclosed("html") || unclosed("body") || unclosed("article")
}

fn refused(what: &str) -> Unreadable {
    Unreadable::new(
        format!("a web page with {what}; it is damaged, or made to do harm"),
        "open it in a browser if you trust it, and save its text as .txt",
    )
}

/// The tags of a page, without `<` and `>`, and how many attributes each has at most; comments, scripts and style sheets are passed over.
struct Tags<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Tags<'t> {
    type Item = (&'t str, usize);

    fn next(&mut self) -> Option<(&'t str, usize)> {
        loop {
            let (_, after) = self.rest.split_once('<')?;
            if let Some(comment) = after.strip_prefix("!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            if !after.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.rest = after;
                continue;
            }
            let (end, attributes) = end_of_tag(after);
            let tag = after.get(..end).unwrap_or(after);
            self.rest = after.get(end..).unwrap_or("");
            let lower = tag.get(..tag.len().min(6)).unwrap_or("").to_ascii_lowercase();
            for raw in ["script", "style"] {
                if lower.starts_with(raw) {
                    self.rest = past(self.rest, raw);
                }
            }
            return Some((tag, attributes));
        }
    }
}

/// Where the `>` of a tag is, and how many attributes come before it at most; what stands in quotes
/// does not count.
fn end_of_tag(tag: &str) -> (usize, usize) {
    let mut attributes = 0;
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (at, attributes),
            // A quote opens a value only after `=`.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'=' | b'/' | b' ' | b'\t' | b'\n' | b'\x0c') => attributes += 1,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    (tag.len(), attributes)
}

/// What comes from the end tag of a script or style sheet on.
fn past<'t>(text: &'t str, name: &str) -> &'t str {
    let ends = text.match_indices("</");
    let mut own = ends.filter(|(at, _)| {
        text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    own.next().and_then(|(at, _)| text.get(at..)).unwrap_or("")
}
