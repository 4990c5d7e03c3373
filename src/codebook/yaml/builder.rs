//! The events of a YAML parser to a tree.

use saphyr_parser::{Event, ScalarStyle, ScanError, Span as Range};

use super::{File, Key, Kind, Node, Spot};
use crate::diag::Diagnostic;

/// The deepest nesting of lists and mappings; people write about twelve.
const DEEPEST: usize = 64;

/// A list or mapping still being read.
struct Open {
    node: Node,
    key: Option<Key>,
}

/// The tree as far as it was read.
pub(super) struct Builder<'a, 'f> {
    file: &'a File<'f>,
    diagnostics: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl<'a, 'f> Builder<'a, 'f> {
    /// Nothing yet; what is wrong goes to `diagnostics`.
    pub(super) fn new(file: &'a File<'f>, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { file, diagnostics, open: Vec::new(), root: None, documents: 0 }
    }

    /// Takes one event; false when reading must end.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range) -> bool {
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

    /// Tells a mistake in the syntax; reading must end.
    pub(super) fn syntax_error(&mut self, error: &ScanError) -> bool {
        let marker = error.marker();
        let at = Spot { line: marker.line().max(1), column: marker.col() + 1, width: 1 };
        let hint = syntax_hint(self.file.line(at), error.info());
        self.refuse(at, &format!("this is no YAML: {}", error.info()), hint);
        false
    }

    /// The tree; what was still open is broken off.
    pub(super) fn finish(mut self) -> Option<Node> {
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
        self.root
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
