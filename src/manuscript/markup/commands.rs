//! Commands of LaTeX that stand for marks, letters and quotations.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use super::pattern;
use super::typeset::SIGN;
use crate::manuscript::seen::end_of_group;

/// `\enquote{}` and the commands of csquotes: what may stand before the words, and whether they come last.
static ENQUOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\(enquote|mkbibquote|dictum|(foreign|hyphen)?(?:text|block)?(c)?quote)\*?(\s*\[[^\[\]]*\])*\s*\{",
    )
});
static EPIGRAPH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\epigraph\s*\{"));
static LEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s*\[[^\[\]]*\])*\s*\{"));
static EDITED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\text(elp|ins|mod)(\*?)\s*\{"));
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\\(?:footnote|endnote|footnotetext|sidenote|marginnote|marginpar)(?:\[[^\[\]]*\])?\s*\{")
});

/// Named marks and letters; a blank after a name belongs to it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\(og|fg|glqq|grqq|glq|grq|flqq|frqq|flq|frq|guillemotleft|guillemotright|guillemetleft|guillemetright|guilsinglleft|guilsinglright|quotedblbase|quotesinglbase|textquotedblleft|textquotedblright|textquoteleft|textquoteright|textquotesingle|textquotedbl|lq|rq|ss|ae|AE|oe|OE|aa|AA|o|O|i|j|ldots|dots|textellipsis|slash|textbackslash|textasciitilde|textendash|textemdash)(?:\{\}|\s+|([^A-Za-z]|$))",
    )
});
static ACCENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"\\(?:([`'^"~=.])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij]\b|[A-Za-z]))|([cvuHkr])(?:\s*\{\s*([A-Za-z])\s*\}|\s+([A-Za-z])))"#,
    )
});

fn named(name: &str) -> &'static str {
    match name {
        "og" | "flqq" | "guillemotleft" | "guillemetleft" => "«",
        "fg" | "frqq" | "guillemotright" | "guillemetright" => "»",
        "flq" | "guilsinglleft" => "‹",
        "frq" | "guilsinglright" => "›",
        "glqq" | "quotedblbase" => "„",
        "glq" | "quotesinglbase" => "‚",
        "grqq" | "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "grq" | "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "ss" => "ß",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "o" => "ø",
        "O" => "Ø",
        "i" => "i",
        "j" => "j",
        "slash" => "/",
        "textbackslash" => "\\",
        "textasciitilde" => "~",
        "textendash" => "–",
        "textemdash" => "—",
        _ => "…",
    }
}

fn combining(accent: &str) -> &'static str {
    match accent {
        "`" => "\u{300}",
        "'" => "\u{301}",
        "^" => "\u{302}",
        "~" => "\u{303}",
        "=" => "\u{304}",
        "." => "\u{307}",
        "\"" => "\u{308}",
        "c" => "\u{327}",
        "v" => "\u{30c}",
        "u" => "\u{306}",
        "H" => "\u{30b}",
        "k" => "\u{328}",
        _ => "\u{30a}",
    }
}

/// The marks and letters that commands and pairs of marks stand for.
pub(super) fn typeset_characters(text: &str) -> String {
    // A backslash that breaks a line begins no command.
    let text = text.replace("\\\\", " ");
    let accented = ACCENT.replace_all(&text, |found: &Captures<'_>| {
        let get = |at: usize| found.get(at).map_or("", |found| found.as_str());
        let letter = [get(2), get(3), get(5), get(6)].concat();
        let accent = [get(1), get(4)].concat();
        format!("{}{}", letter.trim_start_matches('\\'), combining(&accent)).nfc().collect::<String>()
    });
    let mut plain = NAMED
        .replace_all(&accented, |found: &Captures<'_>| {
            let get = |at: usize| found.get(at).map_or("", |found| found.as_str());
            // `\textquotesingle` must not make a pair with a mark that follows.
            let mark = named(get(1));
            // A mark that closes stands before a blank.
            let is_blank = get(0).ends_with(char::is_whitespace) && "»›“”’".contains(mark);
            format!("{mark}\u{2}{}{}", get(2), if is_blank { " " } else { "" })
        })
        .into_owned();
    for (written, typeset) in [
        ("``", "“"),
        ("''", "”"),
        (",,", "„"),
        ("<<", "«"),
        (">>", "»"),
        ("\"<", "«"),
        ("\">", "»"),
        ("\"`", "„"),
        ("\"'", "“"),
        ("`", "‘"),
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\$", "$"),
        ("\\_", "_"),
        ("\\#", "#"),
        ("\\{", ""),
        ("\\}", ""),
        ("\\-", ""),
        ("\\/", ""),
        ("\\ ", " "),
        ("\\,", "\u{202f}"),
        ("~", "\u{a0}"),
    ] {
        plain = plain.replace(written, typeset);
    }
    plain
}

/// So many commands of a paragraph are looked at whose braces nothing closes: no such text can be typeset.
const MOST_OPEN: usize = 16;

/// `\enquote{...}` and its like as marks, what stands in brackets before the words after them; braces may hold others.
pub(super) fn enquoted(text: &str) -> String {
    let mut marked = String::new();
    let mut open_ones = 0;
    let mut rest = text;
    while let Some(found) = ENQUOTE.captures(rest) {
        let (Some(whole), name) = (found.get(0), found.get(1).map_or("", |name| name.as_str())) else {
            break;
        };
        let leading = usize::from(found.get(2).is_some()) + usize::from(found.get(3).is_some());
        let is_known = !matches!(name, "quote" | "cquote");
        marked.push_str(rest.get(..whole.start()).unwrap_or(""));
        let after = rest.get(whole.end()..).unwrap_or("");
        let words = if is_known && open_ones < MOST_OPEN { argument(after, leading) } else { None };
        let Some((words, end)) = words else {
            open_ones += usize::from(is_known);
            marked.push_str(whole.as_str());
            rest = after;
            continue;
        };
        marked.push_str(&format!("“{words}”"));
        // `\blockquote[client]{...}`: who said it.
        if let Some(who) = found.get(4).map(|who| who.as_str().trim()).filter(|_| leading == 0) {
            marked.push_str(&format!(" {who}"));
        }
        rest = after.get(end..).unwrap_or("");
    }
    marked + rest
}

/// `\epigraph{words}{who}` as words between marks, and who behind them.
pub(super) fn epigraphs(text: &str) -> String {
    let mut marked = String::new();
    let mut open_ones = 0;
    let mut rest = text;
    while let Some(found) = EPIGRAPH.find(rest).filter(|_| open_ones < MOST_OPEN) {
        let after = rest.get(found.end()..).unwrap_or("");
        marked.push_str(rest.get(..found.start()).unwrap_or(""));
        let (words, who) = (argument(after, 0), argument(after, 1));
        let (Some((words, _)), Some((who, end))) = (words, who) else {
            open_ones += 1;
            marked.push_str(found.as_str());
            rest = after;
            continue;
        };
        marked.push_str(&format!("“{words}” ({who})"));
        rest = after.get(end..).unwrap_or("");
    }
    marked + rest
}

/// The argument after `skip` others, the first of them opened before `text`, and where it ends.
fn argument(text: &str, skip: usize) -> Option<(&str, usize)> {
    let mut from = 0;
    for left in (0..=skip).rev() {
        let end = from + end_of_group(text.get(from..)?)?;
        if left == 0 {
            return Some((text.get(from..end - 1)?, end));
        }
        from = end + LEADING.find(text.get(end..)?)?.end();
    }
    None
}

/// What csquotes marks as an edit: `\textelp{}` words left out, `\textins{words}` words put in, `\textelp{words}` both.
pub(super) fn edited(text: &str) -> String {
    let mut marked = String::new();
    let mut rest = text;
    while let Some(found) = EDITED.captures(rest) {
        let (Some(whole), name) = (found.get(0), found.get(1).map_or("", |name| name.as_str())) else {
            break;
        };
        let after = rest.get(whole.end()..).unwrap_or("");
        let Some(end) = end_of_group(after) else { break };
        let words = after.get(..end - 1).unwrap_or("").trim();
        let has_words = words.contains(char::is_alphanumeric);
        let is_starred = found.get(2).is_some_and(|star| !star.is_empty());
        marked.push_str(rest.get(..whole.start()).unwrap_or(""));
        // A bracket right behind a command would be read as one of its own.
        marked.push_str(&match (name, has_words) {
            ("elp", false) => "\u{2}[…]".to_owned(),
            ("elp", true) if is_starred => format!("\u{2}[{words}] […]"),
            ("elp", true) => format!("\u{2}[…] [{words}]"),
            (_, true) => format!("\u{2}[{words}]"),
            (_, false) => String::new(),
        });
        rest = after.get(end..).unwrap_or("");
    }
    marked + rest
}

/// A paragraph with the signs of its footnotes, and those.
pub(super) fn notes(text: &str) -> (String, Vec<String>) {
    let (mut left, mut notes) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(found) = NOTE.find(rest) {
        let after = rest.get(found.end()..).unwrap_or("");
        let Some(end) = end_of_group(after) else { break };
        left.push_str(rest.get(..found.start()).unwrap_or(""));
        left.push(SIGN);
        notes.push(after.get(..end - 1).unwrap_or("").to_owned());
        rest = after.get(end..).unwrap_or("");
    }
    (left + rest, notes)
}
