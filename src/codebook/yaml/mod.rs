//! YAML to a small tree with places. Scalars stay the strings they were written as (`no`, `1e3`);
//! anchors, aliases, tags, several documents and deep nesting are refused.

mod builder;
mod place;

use saphyr_parser::Parser;

use crate::diag::Diagnostic;
use builder::Builder;
pub(crate) use place::{File, Spot};

/// A value.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) at: Spot,
    /// The line it begins on, from 1; for `{...}` and `[...]` that of the bracket.
    pub(crate) first: usize,
    /// The last line its content reaches, from 1; of `|` and `>` only the line they stand on.
    pub(crate) last: usize,
    /// A list or mapping in brackets or braces.
    pub(crate) flow: bool,
    /// The quotes around a text.
    pub(crate) quote: Option<char>,
    /// The file broke off inside it, so that what it lacks means nothing.
    pub(crate) broken: bool,
}

/// What kind of value.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A string; `plain` without quotes.
    Text { value: String, plain: bool },
    /// `- ...` or `[...]`.
    List(Vec<Node>),
    /// `key: ...` or `{...}`.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) at: Spot,
}

/// Reads `text`. What stands before a mistake in the syntax is still returned.
pub(crate) fn parse(file: &File<'_>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut builder = Builder::new(file, diagnostics);
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let go_on = match event {
            Ok((event, range)) => builder.event(event, range),
            Err(error) => builder.syntax_error(&error),
        };
        if !go_on {
            break;
        }
    }
    builder.finish()
}

impl Node {
    fn text(value: String, plain: bool, at: Spot) -> Self {
        let kind = Kind::Text { value, plain };
        Self { kind, at, first: at.line, last: at.line, flow: false, quote: None, broken: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<String>) {
        let mut diagnostics = Vec::new();
        let node = parse(&File::new("t.yaml", text), text, &mut diagnostics);
        (node, diagnostics.into_iter().map(|d| d.message).collect())
    }

    fn shown(node: &Node) -> String {
        match &node.kind {
            Kind::Text { value, .. } => format!("{value:?}"),
            Kind::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Kind::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(k, v)| format!("{}@{}:{} {}", k.name, k.at.line, k.at.column, shown(v)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    #[test]
    fn scalars_stay_as_written_and_places_count_characters() {
        let (node, said) = read("é: no\nb: [on, 1e3, 'x']\n");
        assert_eq!(shown(&node.unwrap()), r#"{é@1:1 "no", b@2:1 ["on", "1e3", "x"]}"#);
        assert!(said.is_empty());
    }

    #[test]
    fn what_stands_before_a_syntax_error_is_kept() {
        let (node, said) = read("a: 1\nb: [x, y\nc: 2\n");
        assert!(shown(&node.unwrap()).starts_with(r#"{a@1:1 "1""#));
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn a_node_knows_the_lines_it_takes() {
        let text = "- b: [x,\n   'y'\n   ]\n  c: \"p\n    q\"\n- {e: f}\n\n# g\n- plain\n  more\n";
        let node = read(text).0.unwrap();
        let Kind::List(items) = &node.kind else { panic!() };
        let lines: Vec<_> = items.iter().map(|item| (item.first, item.last, item.flow)).collect();
        assert_eq!(lines, [(1, 5, false), (6, 6, true), (9, 10, false)]);
    }

    #[test]
    fn extras_are_refused() {
        assert_eq!(read("a: &x 1\nb: *x\n").1.len(), 2);
        assert_eq!(read("a: !t 1\n").1.len(), 1);
        assert_eq!(read("a: 1\n---\nb: 2\n").1, ["a second document begins here"]);
        assert_eq!(read("a: 1\na: 2\n").1, ["the key `a` stands here twice, first on line 1"]);
        assert_eq!(read(&"[".repeat(70)).1, ["this is nested more than 64 levels deep"]);
        assert_eq!(read("? [a]\n: 1\n").1, ["a key must be a single word"]);
    }
}
