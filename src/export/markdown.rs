//! Markdown: a heading per theme, quotes as block quotes, provenance in footnotes.
//!
//! Words are escaped for CommonMark and for the dialects people feed it to (GitHub, Pandoc, which
//! also turns straight quotation marks and dots into typographic ones): what is rendered is what was
//! said, and nothing in it becomes a link, a heading or a formula.

use minijinja::context;

use super::template::{Dialect, Target};
use super::{Exporter, Options, Selection, Trouble};

const TARGET: Target = Target {
    dialects: &[
        Dialect { name: "plain", template: include_str!("templates/plain.md.jinja") },
        Dialect { name: "marp", template: include_str!("templates/marp.md.jinja") },
        Dialect { name: "quarto", template: include_str!("templates/quarto.md.jinja") },
    ],
    escape,
    is_held: |_| true,
    has_braces: true,
};

/// Markdown with footnotes, or slides for Marp and Quarto.
pub(super) struct Markdown;

impl Exporter for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn ending(&self) -> &'static str {
        "md"
    }

    fn dialects(&self) -> &'static [&'static str] {
        &["plain", "marp", "quarto"]
    }

    fn template_endings(&self) -> &'static [&'static str] {
        &["md", "jinja"]
    }

    fn built_in_template(&self, dialect: Option<&str>) -> Option<&'static str> {
        TARGET.built_in(dialect)
    }

    fn write(&self, selection: &Selection, options: &Options) -> Result<Vec<u8>, Trouble> {
        TARGET.write(selection, options, context! {})
    }
}

/// `text` as the inside of one paragraph of a block quote. Line breaks become hard ones, control
/// characters become character references.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut line = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => {
                escaped.push_str("\\\n> ");
                line.clear();
                continue;
            }
            '\t' => escaped.push(c),
            // Blanks that begin a line would be dropped, or make a block of code of it.
            ' ' if line.is_empty() => escaped.push_str("&#32;"),
            // Browsers take references to U+0080..9F for Windows-1252, so those stay as they are.
            c if c.is_ascii_control() => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => {
                if c.is_ascii_punctuation() && may_be_markup(c, &line, chars.peek().copied()) {
                    escaped.push('\\');
                }
                escaped.push(c);
            }
        }
        line.push(c);
    }
    escaped
}

/// Whether a punctuation mark could mean something to a reader of Markdown, given what stands before
/// it on its line and the next character.
fn may_be_markup(c: char, line: &str, next: Option<char>) -> bool {
    let begins = line.trim_start().is_empty();
    match c {
        ',' | ';' | '?' | '/' => false,
        // Programs with smart quotes make a typographic apostrophe of one inside a word: the same word. At
        // the edge of a word they take it for an opening quotation mark ('k heb), so it is escaped there.
        '\'' => !(line.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
        '!' | '%' | '(' => begins || next == Some('['),
        '+' | '=' => begins || next == Some(c) || line.ends_with(c),
        '-' => begins || next == Some('-') || line.ends_with('-'),
        // Times (12:03) and speech (zei: ja) stay readable; http:, :smile: and ::: do not pass.
        ':' => begins || next.is_some_and(|n| !n.is_whitespace() && !n.is_ascii_digit()),
        '.' | ')' => next == Some('.') || line.ends_with('.') || is_list_number(line) || after_www(line),
        _ => true,
    }
}

/// Whether `line` followed by a full stop or bracket would be the number of a list.
fn is_list_number(line: &str) -> bool {
    let number = line.trim_start().trim_start_matches(['(', '#', '@']);
    number.len() <= 9 && number.chars().all(|c| c.is_ascii_alphanumeric())
}

fn after_www(line: &str) -> bool {
    line.len().checked_sub(3).and_then(|at| line.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use proptest::prelude::*;

    fn written(selection: &Selection) -> String {
        String::from_utf8(Markdown.write(selection, &Options::default()).unwrap()).unwrap()
    }

    /// What a reader of CommonMark makes of the inside of a paragraph.
    fn unescape(text: &str) -> String {
        let text = text.replace("\\\n> ", "\n");
        let mut plain = String::new();
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '\\' => {
                    let escaped = rest.chars().next().unwrap();
                    assert!(escaped.is_ascii_punctuation());
                    plain.push(escaped);
                    rest = &rest[1..];
                }
                '&' => {
                    let (number, tail) = rest[1..].split_once(';').unwrap();
                    plain.push(char::from_u32(number.parse().unwrap()).unwrap());
                    rest = tail;
                }
                c => plain.push(c),
            }
        }
        plain
    }

    #[test]
    fn a_page_of_quotes() {
        insta::assert_snapshot!(written(&sample::study()), @r#"
        # Vertrouwen van cliënten

        Blended sociaal werk\
        2 citaten van 3 deelnemers uit 1 bron\
        cliënt 1 · rol onbekend 1

        ## Vertrouwen

        Spreken over de ander.

        > “Ge belt, ge wacht, en dan valt het weg.”[^1]
        >
        > \[cliënt, Inloophuis De Kade\]

        > “Ik zei nog: ‘bel mij’, maar\
        > niemand belde.”[^2]
        >
        > \[Buurtpunt Noord\]

        [^1]: fg1:17 · focusgroepen/fg1.docx 1020–1059 · 12:03 · spreker R3 · deelnemer P17 · rol cliënt · code relationship/trust (rules)

        [^2]: fg1:23 · focusgroepen/fg1.docx 1380–1422 · spreker R5 · deelnemer P23, P24 · codes relationship/trust (rules), contact/waiting (mv, rules)
        "#);
    }

    #[test]
    fn nothing_said_becomes_markup() {
        assert_eq!(escape("[a](http://x)"), r"\[a\](http\://x)");
        assert_eq!(escape("1. a\n- b\n# c\n==="), "1\\. a\\\n> \\- b\\\n> \\# c\\\n> \\=\\=\\=");
        assert_eq!(escape("zo'n \"ding\"... ja -- nee"), r#"zo'n \"ding\"\.\.\. ja \-\- nee"#);
        assert_eq!(escape("'t is foto's, 'ja'"), r"\'t is foto's, \'ja\'");
        assert_eq!(escape("a & b <b> \\input{x}"), r"a \& b \<b\> \\input\{x\}");
        assert_eq!(escape("www.x.be, om 12:03. Ja: dat!"), r"www\.x.be, om 12:03. Ja: dat!");
        assert_eq!(escape("a\0\r\u{1b}"), "a&#0;&#13;&#27;");
    }

    #[test]
    fn nasty_texts_stay_in_their_block_quote() {
        let page = written(&sample::nasty());
        let lines = page.lines().filter(|line| !line.is_empty());
        for line in lines.filter(|line| !line.starts_with(['>', '#'])) {
            assert!(!line.replace("\\<", "").contains('<'), "{line}");
        }
        assert_eq!(page.matches("\n# ").count() + page.matches("\n## ").count(), 1);
        assert_eq!(page.matches("\n[^").count(), sample::nasty().quotes.len());
    }

    proptest! {
        #[test]
        fn what_is_escaped_reads_back(text in "[ -~\n\té“”\u{0}-\u{8}]{0,60}") {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }
    }
}
