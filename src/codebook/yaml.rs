//! YAML to a small tree with places. Scalars stay the strings they were written as (`no`, `1e3`);
//! anchors, aliases, tags, several documents and deep nesting are refused.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Range};

use crate::diag::{Diagnostic, Place};

/// The deepest nesting of lists and mappings; people write about twelve.
const DEEPEST: usize = 64;
/// Lines longer than this (in bytes) are not shown beside a diagnostic.
const LONGEST_EXCERPT: usize = 4096;

/// A file and its lines.
#[derive(Debug)]
pub(crate) struct File<'a> {
    /// The name, for people.
    pub(crate) name: &'a str,
    lines: Vec<&'a str>,
}

impl<'a> File<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, lines: text.split('\n').collect() }
    }

    /// The place of `spot`, with its line.
    pub(crate) fn place(&self, spot: Spot) -> Place {
        let line = self.line(spot);
        let excerpt = if line.len() <= LONGEST_EXCERPT { line.to_owned() } else { String::new() };
        let file = self.name.to_owned();
        Place { file, line: spot.line, column: spot.column, width: spot.width.max(1), excerpt }
    }

    fn line(&self, spot: Spot) -> &'a str {
        self.lines.get(spot.line.saturating_sub(1)).copied().unwrap_or("")
    }
}

/// Line and column (from 1, in characters) and how many characters there are on that line.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) width: usize,
}

impl Spot {
    fn of(range: Range) -> Self {
        let (start, end) = (range.start, range.end);
        let width = if start.line() == end.line() { end.col().saturating_sub(start.col()) } else { 1 };
        Self { line: start.line().max(1), column: start.col() + 1, width }
    }
}

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
    let mut builder = Builder { file, diagnostics, open: Vec::new(), root: None, documents: 0 };
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
    builder.close_all();
    builder.root
}

/// A list or mapping still being read.
struct Open {
    node: Node,
    key: Option<Key>,
}

struct Builder<'a, 'f> {
    file: &'a File<'f>,
    diagnostics: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl Builder<'_, '_> {
    /// Takes one event; false when reading must end.
    fn event(&mut self, event: Event<'_>, range: Range) -> bool {
        let at = Spot::of(range);
        match event {
            Event::DocumentStart(_) => return self.document(at),
            Event::Alias(_) => {
                self.refuse(at, "aliases (`*name`) are not part of the codebook language", ALIAS_HINT);
                self.add(Node::text(String::new(), true, at));
            }
            Event::Scalar(value, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), at);
                let mut node = Node::text(value.into_owned(), style == ScalarStyle::Plain, at);
                if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                    node.last = range.end.line().max(at.line);
                }
                node.quote = match style {
                    ScalarStyle::SingleQuoted => Some('\''),
                    ScalarStyle::DoubleQuoted => Some('"'),
                    ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => None,
                };
                self.add(node);
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), at);
                return self.begin(Kind::List(Vec::new()), range);
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), at);
                return self.begin(Kind::Map(Vec::new()), range);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn document(&mut self, at: Spot) -> bool {
        self.documents += 1;
        if self.documents == 2 {
            self.refuse(
                at,
                "a second document begins here",
                "a file is one codebook; put this into a file of its own",
            );
        }
        self.documents < 2
    }

    fn begin(&mut self, kind: Kind, range: Range) -> bool {
        let at = Spot::of(range);
        if self.open.len() >= DEEPEST {
            self.refuse(
                at,
                &format!("this is nested more than {DEEPEST} levels deep"),
                "make the tree flatter",
            );
            return false;
        }
        // Only brackets and braces take up room; the beginning of a block is a place without width.
        let flow = range.start.index() != range.end.index();
        let at = Spot { width: 1, ..at };
        let node = Node { kind, at, first: at.line, last: at.line, flow, quote: None, broken: false };
        self.open.push(Open { node, key: None });
        true
    }

    fn end(&mut self, range: Range) {
        if let Some(mut done) = self.open.pop() {
            if done.node.flow {
                done.node.last = range.end.line().max(done.node.last);
            }
            self.add(done.node);
        }
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        match self.open.pop() {
            None => {
                self.root.get_or_insert(node);
            }
            Some(mut parent) => {
                self.add_to(&mut parent, node);
                self.open.push(parent);
            }
        }
    }

    fn add_to(&mut self, parent: &mut Open, node: Node) {
        parent.node.last = parent.node.last.max(node.last);
        match (&mut parent.node.kind, parent.key.take()) {
            (Kind::List(items), _) => items.push(node),
            (Kind::Map(entries), Some(key)) => self.add_entry(entries, key, node),
            (Kind::Map(entries), None) => {
                if entries.is_empty() {
                    parent.node.at = node.at;
                }
                parent.key = Some(self.key_of(node));
            }
            (Kind::Text { .. }, _) => {}
        }
    }

    fn add_entry(&mut self, entries: &mut Vec<(Key, Node)>, key: Key, node: Node) {
        match entries.iter().find(|(other, _)| other.name == key.name) {
            Some((first, _)) => {
                let message =
                    format!("the key `{}` stands here twice, first on line {}", key.name, first.at.line);
                self.refuse(key.at, &message, "keep one of the two");
            }
            None => entries.push((key, node)),
        }
    }

    fn key_of(&mut self, node: Node) -> Key {
        match node.kind {
            Kind::Text { value, .. } => Key { name: value, at: node.at },
            Kind::List(_) | Kind::Map(_) => {
                self.refuse(
                    node.at,
                    "a key must be a single word",
                    "quote it if it holds brackets or braces",
                );
                Key { name: String::new(), at: node.at }
            }
        }
    }

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, at: Spot) {
        if anchor > 0 {
            let hint = "write the value out; a text that begins with & needs quotes";
            self.refuse(at, "anchors (`&name`) are not part of the codebook language", hint);
        }
        if tagged {
            let hint = "leave it out; a text that begins with ! needs quotes";
            self.refuse(at, "tags (`!name`) are not part of the codebook language", hint);
        }
    }

    fn refuse(&mut self, at: Spot, message: &str, hint: &str) {
        self.diagnostics.push(Diagnostic::error(message).at(self.file.place(at)).hint(hint));
    }

    fn syntax_error(&mut self, error: &ScanError) -> bool {
        let marker = error.marker();
        let at = Spot { line: marker.line().max(1), column: marker.col() + 1, width: 1 };
        let hint = syntax_hint(self.file.line(at), error.info());
        self.refuse(at, &format!("this is no YAML: {}", error.info()), hint);
        false
    }

    fn close_all(&mut self) {
        while let Some(mut open) = self.open.pop() {
            open.node.broken = true;
            if let (Some(key), Kind::Map(entries)) = (open.key.take(), &mut open.node.kind) {
                let at = key.at;
                let mut nothing = Node::text(String::new(), true, at);
                nothing.broken = true;
                entries.push((key, nothing));
            }
            self.add(open.node);
        }
    }
}

impl Node {
    fn text(value: String, plain: bool, at: Spot) -> Self {
        let kind = Kind::Text { value, plain };
        Self { kind, at, first: at.line, last: at.line, flow: false, quote: None, broken: false }
    }
}

const ALIAS_HINT: &str = "a text that begins with * needs quotes";

/// What most often causes a syntax error on such a line.
fn syntax_hint(line: &str, info: &str) -> &'static str {
    let indent: &str = line.get(..line.len() - line.trim_start().len()).unwrap_or("");
    if indent.contains('\t') {
        "indent with blanks; YAML does not allow tabs there"
    } else if line.contains('\\') && info.contains("escape") {
        "inside double quotes a backslash is written twice (\\\\w); inside single quotes once"
    } else if info.contains("anchor") || line.contains("[*") || line.contains("- *") {
        ALIAS_HINT
    } else if info.contains("mapping values") || info.contains("simple key") {
        "a text with `: ` in it needs quotes, and keys of one level stand exactly below each other"
    } else {
        "look at the indentation, and for a quote or bracket that is not closed on this line or before it"
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
