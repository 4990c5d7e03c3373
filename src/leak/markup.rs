//! Markup taken apart: what is read, what stands in attributes and scripts, what is only design.
//!
//! It reads XML and HTML alike, also where they are broken, and never fails: what is no tag is text.

use super::tokens::BORDER;

/// A text in markup, by what it is for.
#[derive(Debug, Default)]
pub(super) struct Stripped {
    /// What people read, on the lines of the file; elements inside a paragraph leave no trace, so that split
    /// words are whole.
    pub(super) joined: String,
    /// The same with a blank for every tag, so that nothing is joined that stood apart.
    pub(super) spaced: String,
    /// Values of attributes that people read (`alt`, `title`, `href`), one a line.
    pub(super) values: String,
    /// Values of other attributes, and scripts.
    pub(super) technical: String,
    /// Fonts and styles.
    pub(super) design: String,
    /// Whether the instruction of a field is being read: `PAGE`.
    in_field: bool,
}

/// Elements that end a word, by local name.
const BLOCKS: &[&str] = &[
    "p",
    "h",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "tc",
    "td",
    "th",
    "li",
    "div",
    "br",
    "tab",
    "cr",
    "si",
    "c",
    "row",
    "is",
    "title",
    "section",
    "article",
    "blockquote",
    "figure",
    "figcaption",
    "header",
    "footer",
    "dt",
    "dd",
    "pre",
    "table",
    "line-break",
    "list-item",
    "table-cell",
    "table-row",
    "creator",
    "lastmodifiedby",
    "subject",
    "description",
    "keyword",
    "keywords",
    "category",
    "lpwstr",
    "lpstr",
    "option",
    "button",
    "label",
    "summary",
    "author",
    "comment",
    "text",
    "initial-creator",
    "user-defined",
    "cite",
];

const READ: &[&str] = &[
    "descr",
    "title",
    "alt",
    "href",
    "src",
    "target",
    "content",
    "author",
    "value",
    "label",
    "summary",
    "caption",
    "string-value",
    "placeholder",
    "tooltip",
    "display",
];

const FONTS: &[&str] = &[
    "typeface",
    "ascii",
    "hansi",
    "cs",
    "eastasia",
    "font-name",
    "font-family",
    "font-name-asian",
    "font-name-complex",
    "font-family-asian",
    "font-family-complex",
    "panose",
    "script",
    "style",
    "style-name",
    "class",
    "namespace",
];

/// `text` taken apart; `None` when it holds no tag.
pub(super) fn stripped(text: &str) -> Option<Stripped> {
    let mut out = Stripped::default();
    let mut from = 0;
    let mut at = 0;
    let mut ends = Ends { quotes: true, comments: true };
    let mut any = false;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let open = at + found;
        let rest = text.get(open..).unwrap_or_default();
        let Some(length) = tag_length(rest, &mut ends) else {
            at = open + 1;
            continue;
        };
        any = true;
        let tag = rest.get(..length).unwrap_or_default();
        out.read(text.get(from..open).unwrap_or_default());
        at = open + length;
        if let Some(name) = out.tag(tag) {
            at += out.raw(&name, text.get(at..).unwrap_or_default());
        }
        from = at;
    }
    out.read(text.get(from..).unwrap_or_default());
    any.then_some(out)
}

/// What can still be expected to end. Once a quote or a comment turned out never to, no other is looked for, so
/// that all is read once.
struct Ends {
    quotes: bool,
    comments: bool,
}

/// How long the tag, comment or declaration at the beginning of `rest` is, in bytes.
fn tag_length(rest: &str, ends: &mut Ends) -> Option<usize> {
    let second = rest.chars().nth(1)?;
    if !(second.is_alphabetic() || matches!(second, '/' | '!' | '?' | '_')) {
        return None;
    }
    if let Some(comment) = rest.strip_prefix("<!--") {
        let end = if ends.comments { comment.find("-->") } else { None };
        ends.comments = end.is_some();
        return Some(end.map_or(4, |end| end + 7));
    }
    if rest.starts_with("<![CDATA[") {
        return Some(9);
    }
    if ends.quotes {
        if let Some(length) = quoted_length(rest) {
            return Some(length);
        }
        ends.quotes = false;
    }
    // No tag without quotes is longer.
    const LONGEST: usize = 1 << 9;
    rest.bytes().take(LONGEST).position(|byte| byte == b'>').map(|end| end + 1)
}

/// The same where quotes keep a `>` inside.
fn quoted_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

impl Stripped {
    fn read(&mut self, text: &str) {
        let keyword =
            |text: &str| text.trim_start().trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
        let text =
            if self.in_field { text.get(text.len() - keyword(text)..).unwrap_or_default() } else { text };
        // Where a stretch of plain characters ends.
        for piece in text.split("]]>") {
            self.joined.push_str(piece);
            self.spaced.push_str(piece);
        }
    }

    /// Leaves something out of what is read, but not its line ends.
    fn skip(&mut self, left_out: &str) {
        self.joined.extend(left_out.chars().filter(|c| *c == '\n'));
    }

    /// Takes a tag; the name of an element whose contents are no markup is given back.
    fn tag(&mut self, tag: &str) -> Option<String> {
        self.spaced.push(' ');
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        if let Some(told) = inside.strip_prefix("!--") {
            self.read(BORDER.encode_utf8(&mut [0; 4]));
            self.read(told.trim_end_matches('-'));
            self.read(BORDER.encode_utf8(&mut [0; 4]));
            return None;
        }
        self.skip(tag);
        if inside.starts_with('!') {
            return None;
        }
        let bare = inside.trim_start_matches(['/', '?']);
        let end = bare.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(bare.len());
        let (full, attributes) = bare.split_at_checked(end)?;
        let local = full.rsplit(':').next().unwrap_or(full).to_lowercase();
        self.in_field = local == "instrtext" && !inside.starts_with('/');
        if BLOCKS.contains(&local.as_str()) || full == "text:s" {
            self.joined.push(BORDER);
        }
        self.attributes(&local, attributes);
        let raw =
            matches!(local.as_str(), "script" | "style") && !full.contains(':') && !inside.starts_with('/');
        (raw && !inside.ends_with('/')).then_some(local)
    }

    fn attributes(&mut self, element: &str, mut rest: &str) {
        while let Some(equals) = rest.find('=') {
            let (before, after) = rest.split_at(equals);
            let name = before.rsplit(|c: char| c.is_whitespace() || c == ':').find(|part| !part.is_empty());
            let name = name.unwrap_or_default().to_lowercase();
            let after = after.get(1..).unwrap_or_default().trim_start();
            let (value, left) = match after.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                Some(quote) => after.get(1..).and_then(|body| body.split_once(quote)).unwrap_or((after, "")),
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            let font = FONTS.contains(&name.as_str()) || (element == "name" && name == "val");
            let into = match () {
                () if font => &mut self.design,
                () if is_read(&name) => &mut self.values,
                () => &mut self.technical,
            };
            into.push_str(value);
            into.push('\n');
            rest = left;
        }
    }

    /// Takes the contents of a script or a style sheet at the beginning of `rest`; gives their length.
    fn raw(&mut self, name: &str, rest: &str) -> usize {
        let end = rest.match_indices("</").map(|(at, _)| at).find(|at| {
            let close = rest.get(at + 2..at + 2 + name.len()).unwrap_or_default();
            close.eq_ignore_ascii_case(name)
        });
        let contents = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let into = if name == "style" { &mut self.design } else { &mut self.technical };
        into.push_str(contents);
        into.push('\n');
        self.skip(contents);
        contents.len()
    }
}

fn is_read(name: &str) -> bool {
    READ.contains(&name) || name.starts_with("data-") || name.starts_with("aria-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_split_across_runs_are_whole_and_paragraphs_stay_apart() {
        let field = stripped("<w:instrText> PAGE Katrien</w:instrText>PAGE").unwrap();
        assert_eq!(field.joined.trim(), "KatrienPAGE");
        let xml = "<w:p><w:r><w:t>Kat</w:t></w:r><w:r><w:t>rien</w:t></w:r></w:p><w:p><w:t>ja</w:t></w:p>";
        let out = stripped(xml).unwrap();
        let read: Vec<&str> = out.joined.split('\u{1}').filter(|part| !part.is_empty()).collect();
        assert_eq!(read, ["Katrien", "ja"]);
        assert_eq!(out.spaced.split_whitespace().collect::<Vec<_>>(), ["Kat", "rien", "ja"]);
        assert!(stripped("1 < 2 en 3 > 2").is_none());
    }

    #[test]
    fn attributes_scripts_and_comments_are_kept_apart() {
        let html = "<!-- Jan --><img alt=\"An > Bo\" width='max' data-who=Lies/><style>Georgia</style><SCRIPT>x<y</SCRIPT>na";
        let out = stripped(html).unwrap();
        assert_eq!(out.values.lines().collect::<Vec<_>>(), ["An > Bo", "Lies/"]);
        assert_eq!(out.technical.lines().collect::<Vec<_>>(), ["max", "x<y"]);
        assert_eq!(out.design.trim(), "Georgia");
        let read: Vec<&str> =
            out.joined.split('\u{1}').map(str::trim).filter(|part| !part.is_empty()).collect();
        assert_eq!(read, ["Jan", "na"]);
    }

    proptest! {
        #[test]
        fn anything_is_taken_apart(text in "[<>/!\\-\"'a-c= é?\\[\\]]{0,60}") {
            stripped(&text);
        }
    }
}
