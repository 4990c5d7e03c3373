//! Markdown and LaTeX: what a reader of the typeset text sees, line by line.

use std::sync::LazyLock;

use regex::Regex;

use super::{Block, Kind, Manuscript, Place, Unread, What};
use crate::source::FigureKind;

/// A paragraph being gathered.
#[derive(Default)]
struct Gathering {
    blocks: Vec<Block>,
    text: String,
    line: u32,
    is_quote: bool,
    unread: Vec<Unread>,
}

impl Gathering {
    fn add(&mut self, number: u32, line: &str, is_quote: bool) {
        if is_quote != self.is_quote {
            self.close();
        }
        if self.text.is_empty() {
            (self.line, self.is_quote) = (number, is_quote);
        } else {
            self.text.push(' ');
        }
        self.text.push_str(line);
    }

    /// Notes what a line shows that is no text: each match of a pattern.
    fn look(&mut self, number: u32, line: &str, patterns: &[(&LazyLock<Regex>, What)]) {
        for (pattern, what) in patterns {
            let found = pattern.find_iter(line).map(|_| Unread::at(*what, Place::Line(number)));
            self.unread.extend(found);
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        if !text.is_empty() {
            let kind = if self.is_quote { Kind::BlockQuote } else { Kind::Paragraph };
            self.blocks.push(Block::new(text, Place::Line(self.line), kind));
        }
    }

    fn finish(mut self) -> Manuscript {
        self.close();
        Manuscript { blocks: self.blocks, unread: self.unread, ..Manuscript::default() }
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|_| unreachable_pattern())
}

/// The patterns of this file are constants that the tests compile.
#[allow(clippy::unwrap_used)]
fn unreachable_pattern() -> Regex {
    Regex::new("$^").unwrap()
}

static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"!?\[([^\]]*)\]\([^)]*\)"));
static FOOTNOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[\^[^\]]*\]:?|\[@[^\]]*\]"));
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\*\*|__|\*|`|\{[.#=][^}]*\}"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<!--.*?-->|</?[A-Za-z][^>]*>"));

/// `![words](file)`, `![words][name]`, `![[file]]`, and tags of web pages.
static SHOWN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[^\\])!\[(?:\[|[^\n]*?\][(\[])|<(?:img|svg|canvas)\b"));
static PLAYED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(?:video|audio)\b"));
static EMBEDDED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(?:iframe|object|embed)\b"));

/// Markdown: paragraphs, `>` block quotes; code and front matter left out.
pub(super) fn markdown(text: &str) -> Manuscript {
    let mut gathering = Gathering::default();
    let mut fence: Option<&str> = None;
    let mut in_front = text.starts_with("---\n");
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim();
        if in_front {
            in_front = number == 1 || !matches!(trimmed, "---" | "...");
            continue;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            gathering.close();
            fence = if fence == Some(mark) { None } else { fence.or(Some(mark)) };
            continue;
        }
        if fence.is_some() {
            continue;
        }
        let is_quote = trimmed.starts_with('>');
        let inner = trimmed.trim_start_matches(['>', ' ']);
        if inner.is_empty() {
            gathering.close();
            continue;
        }
        let figures = [
            (&SHOWN, What::Figure(FigureKind::Picture)),
            (&PLAYED, What::Figure(FigureKind::Recording)),
            (&EMBEDDED, What::Figure(FigureKind::Object)),
        ];
        gathering.look(number, inner, &figures);
        if inner.starts_with(['#', '|']) || inner.starts_with("- ") || inner.starts_with("* ") {
            gathering.close();
        }
        // A line that ends in two blanks or a backslash breaks.
        let plain = LINK.replace_all(inner, "$1");
        let plain = FOOTNOTE.replace_all(&plain, "");
        let plain = TAG.replace_all(&plain, "");
        let plain = EMPHASIS.replace_all(&plain, "");
        gathering.add(number, &unescaped(&plain), is_quote);
        if line.ends_with("  ") || line.ends_with('\\') {
            gathering.close();
        }
    }
    gathering.finish()
}

/// Backslashes before marks are no marks.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(c);
        }
    }
    plain
}

static BEGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\\begin\{(quote|quotation|displayquote|quoting|verse|displaycquote)\}(\{[^}]*\})?")
});
static END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\\end\{(quote|quotation|displayquote|quoting|verse|displaycquote)\}"));
static ENQUOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\\(enquote|textquote|foreignquote|textcquote)\*?(\[[^\]]*\])*"));
static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\(cite|parencite|autocite|footcite|ref|label|includegraphics|begin|end|usepackage|documentclass)\w*\*?(\[[^\]]*\])*(\{[^}]*\})*|\\[A-Za-z]+\*?(\[[^\]]*\])?",
    )
});

static GRAPHICS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\include(?:graphics|svg|pdf)\b"));
static TAKEN_IN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\\(?:input|include|subfile|import|subimport)\b"));

/// LaTeX: paragraphs, environments for quotations, `\enquote`; comments and commands left out.
pub(super) fn latex(text: &str) -> Manuscript {
    let mut gathering = Gathering::default();
    let mut depth = 0usize;
    for (number, line) in (1..).zip(text.lines()) {
        let line = without_comment(line);
        if line.trim().is_empty() {
            gathering.close();
            continue;
        }
        let figures = [(&GRAPHICS, What::Figure(FigureKind::Picture)), (&TAKEN_IN, What::File)];
        gathering.look(number, line, &figures);
        // What stands before and after the borders of an environment is told apart.
        let mut rest = line;
        loop {
            let (begin, end) = (BEGIN.find(rest), END.find(rest));
            let border = match (begin, end) {
                (Some(b), Some(e)) if b.start() < e.start() => Some((b, true)),
                (Some(b), None) => Some((b, true)),
                (_, Some(e)) => Some((e, false)),
                (None, None) => None,
            };
            let Some((found, is_begin)) = border else { break };
            push(&mut gathering, number, rest.get(..found.start()).unwrap_or(""), depth > 0);
            gathering.close();
            depth = if is_begin { depth + 1 } else { depth.saturating_sub(1) };
            rest = rest.get(found.end()..).unwrap_or("");
        }
        push(&mut gathering, number, rest, depth > 0);
    }
    gathering.finish()
}

fn push(gathering: &mut Gathering, number: u32, text: &str, is_quote: bool) {
    let plain = typeset(text);
    if !plain.trim().is_empty() {
        gathering.add(number, plain.trim(), is_quote);
    }
}

fn without_comment(line: &str) -> &str {
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == '%' && !escaped {
            return line.get(..at).unwrap_or("");
        }
        escaped = c == '\\' && !escaped;
    }
    line
}

/// What the reader sees of a line.
fn typeset(text: &str) -> String {
    let marked = enquoted(text);
    let mut plain =
        marked.replace("``", "“").replace("''", "”").replace("\\ldots", "…").replace("\\dots", "…");
    for (escaped, c) in [
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\$", "$"),
        ("\\_", "_"),
        ("\\#", "#"),
        ("\\\\", " "),
        ("\\,", "\u{202f}"),
        ("~", "\u{a0}"),
    ] {
        plain = plain.replace(escaped, c);
    }
    let plain = COMMAND.replace_all(&plain, "");
    plain.replace("---", "—").replace("--", "–").replace(['{', '}'], "")
}

/// `\enquote{...}` as marks; its braces may hold others.
fn enquoted(text: &str) -> String {
    let mut marked = String::new();
    let mut rest = text;
    while let Some(found) = ENQUOTE.find(rest) {
        let after = rest.get(found.end()..).unwrap_or("");
        let Some(inner) = after.strip_prefix('{') else { break };
        let mut depth = 1usize;
        let close = inner.char_indices().find(|(_, c)| {
            depth = match c {
                '{' => depth + 1,
                '}' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        let Some((close, _)) = close else { break };
        marked.push_str(rest.get(..found.start()).unwrap_or(""));
        marked.push_str(&format!("“{}”", inner.get(..close).unwrap_or("")));
        rest = inner.get(close + 1..).unwrap_or("");
    }
    marked + rest
}
