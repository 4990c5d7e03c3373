//! LaTeX: paragraphs, and environments that set off quotations.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::commands::{edited, enquoted, epigraphs, notes, typeset_characters};
use super::tabular::Tables;
use super::typeset::{SIGN, Typeset};
use super::{Gathering, Manuscript, What, pattern, without_raised};
use crate::manuscript::neighbours::is_label;
use crate::manuscript::seen;
use crate::source::FigureKind;

/// Where a quotation that is set off begins (the first group; the second, where who said it may follow) or ends.
static SET_OFF: LazyLock<Regex> = LazyLock::new(|| {
    const DISPLAYED: &str = "display|foreigndisplay|hyphendisplay";
    pattern(&format!(
        r"(\\begin\{{(?:quote|quotation|verse|({DISPLAYED})c?quote|quoting)\*?\}}(?:\{{[^}}]{{0,200}}\}}){{0,3}})|\\end\{{(?:quote|quotation|verse|(?:{DISPLAYED})c?quote|quoting)\*?\}}"
    ))
});
/// What stands in brackets behind the beginning: who said it.
static WHO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*\[([^\]]{0,200})\](?:\[[^\]]{0,200}\]|\{[^}]{0,200}\}){0,3}"));
/// Where a paragraph begins or ends without a blank line.
static BORDER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\item\b|\\begin\{|\\end\{[^{}]*\}"));
/// What stands in the place of the bullet of an item.
static BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\\item\s*\[([^\[\]]*)\]"));
/// Arguments that say how the words after them look, or where they lead.
static LOOKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\(?:(?:textcolor|color|colorbox|pagecolor|href|hyperlink|hypertarget|foreignlanguage|selectlanguage|scalebox|rotatebox|raisebox|parbox|fontfamily|fontseries|fontshape|hspace|vspace|index|bookmark|thispagestyle|pagestyle)\*?|(?:fcolorbox|resizebox|fontsize|setlength|addtolength|setcounter|addtocounter)\*?(?:\[[^\]]*\])*\s*\{[^{}]*\})(?:\[[^\]]*\])*\s*\{[^{}]*\}(?:\[[^\]]*\])*",
    )
});
static COMMAND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\\(cite|parencite|autocite|footcite|ref|label|includegraphics|begin|end|usepackage|documentclass)\w*\*?(\[[^\[\]]*\])*(\{[^{}]*\})*|\\[A-Za-z]+\*?(\[[^\[\]]*\])?",
    )
});

/// `\textsuperscript{1}`, `$^{1}$`.
static RAISED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\\(?:textsuperscript|up)\s*\{([^{}]*)\}|\$\^\s*(?:\{([^{}$]*)\}|(\w))\$"));

/// What sets a line at the right.
static AT_RIGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?:\[[^\]]*\]\s*)?\\(?:hfill|hspace\*?\{\\fill\}|raggedleft|flushright|rightline)\b\s*")
});

static GRAPHICS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\include(?:graphics|svg|pdf)\b"));
static TAKEN_IN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\\(?:input|include|subfile|import|subimport)\b"));

/// LaTeX: paragraphs and quote environments; comments and commands left out.
pub(in super::super) fn latex(text: &str) -> Manuscript {
    let uncommented: Vec<String> = text.lines().map(uncommented).collect();
    let text = seen::latex(&uncommented.join("\n"));
    let mut gathering = Gathering::new(typeset);
    let mut said_by: Vec<Option<String>> = Vec::new();
    let mut tables = Tables::default();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim() == COMMENT_ONLY {
            continue;
        }
        if line.trim().is_empty() {
            gathering.close();
            continue;
        }
        let figures = [(&GRAPHICS, What::Figure(FigureKind::Picture)), (&TAKEN_IN, What::File)];
        gathering.look(number, line, &figures);
        tables.take(&mut gathering, number, line, |gathering, outside| {
            gathering.cell = None;
            for (at, piece) in pieces(outside).into_iter().enumerate() {
                if at > 0 {
                    gathering.close();
                }
                quoted(gathering, number, &labelled(piece), &mut said_by);
            }
        });
    }
    gathering.finish()
}

/// A line cut where items of lists and environments begin, and where environments end: there no paragraph goes on. A
/// first piece may be empty.
fn pieces(line: &str) -> Vec<&str> {
    let cut =
        |found: regex::Match<'_>| if found.as_str().contains("end") { found.end() } else { found.start() };
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in BORDER.find_iter(line).map(cut) {
        pieces.extend(line.get(from..at));
        from = at;
    }
    pieces.extend(line.get(from..));
    pieces
}

/// `\item[Marleen] Ik kom niet`: who stands in the place of the bullet.
fn labelled(piece: &str) -> Cow<'_, str> {
    let who = BULLET.captures(piece).and_then(|found| Some((found.get(0)?.end(), found.get(1)?.as_str())));
    match who.filter(|(_, who)| is_label(who)) {
        Some((end, who)) => Cow::Owned(format!("{who}: {}", piece.get(end..).unwrap_or("").trim_start())),
        None => Cow::Borrowed(piece),
    }
}

/// Adds what of a line stands outside of tables; what stands before and after the borders of an environment is told
/// apart. `said_by` are the environments that are open, with who said it.
fn quoted(gathering: &mut Gathering, number: u32, line: &str, said_by: &mut Vec<Option<String>>) {
    let mut from = 0;
    for border in SET_OFF.captures_iter(line) {
        let Some(found) = border.get(0).filter(|found| found.start() >= from) else { continue };
        push(gathering, number, line.get(from..found.start()).unwrap_or(""), !said_by.is_empty());
        gathering.close();
        from = found.end();
        if border.get(1).is_some() {
            let who = border.get(2).and_then(|_| WHO.captures(line.get(from..)?));
            from += who.as_ref().and_then(|who| who.get(0)).map_or(0, |who| who.end());
            said_by.push(who.and_then(|who| Some(who.get(1)?.as_str().to_owned())));
        } else if let Some(who) = said_by.pop().flatten() {
            // Below the words, as other markup has it.
            push(gathering, number, &format!("({who})"), false);
            gathering.close();
        }
    }
    let rest = line.get(from..).unwrap_or("");
    push(gathering, number, rest, !said_by.is_empty());
}

fn push(gathering: &mut Gathering, number: u32, text: &str, is_quote: bool) {
    if !text.trim().is_empty() {
        gathering.add(number, text.trim(), is_quote);
    }
}

/// Stands for a line with nothing but a comment: it ends no paragraph.
const COMMENT_ONLY: &str = "\u{1}";

/// A line without its comment.
fn uncommented(line: &str) -> String {
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == '%' && !escaped {
            let before = line.get(..at).unwrap_or("");
            return if before.trim().is_empty() { COMMENT_ONLY.to_owned() } else { before.to_owned() };
        }
        escaped = c == '\\' && !escaped;
    }
    line.to_owned()
}

/// What the reader sees of a paragraph, and its footnotes.
fn typeset(text: &str) -> Typeset {
    let (text, notes) = notes(&text.replace(SIGN, " "));
    let notes: Vec<String> = notes.iter().map(|note| plain(note).replace(SIGN, "")).collect();
    Typeset::new(&plain(&credited(&text)), notes.clone(), notes)
}

/// The text with who said it, on a line of its own at the end, in brackets: nobody who reads the page takes it for
/// words. Only where it stands at the right, or names more than one thing (`cliënt, Huis Noord`), below a sentence.
fn credited(text: &str) -> Cow<'_, str> {
    let Some((words, last)) = text.rsplit_once("\\\\") else { return Cow::Borrowed(text) };
    let line = AT_RIGHT.replace(last.trim_start_matches('*'), "");
    let is_at_right = AT_RIGHT.is_match(last.trim_start_matches('*'));
    let who = plain(&line).trim().to_owned();
    let is_listed = who.contains(',') || who.contains(|c: char| c.is_ascii_digit());
    let is_sentence = words.trim_end_matches(['}', ' ', '\'']).ends_with(['.', '!', '?', '”', '’', '…']);
    let is_open = who.contains(['(', '[', '—', '–', SIGN]);
    if (is_at_right || is_listed) && is_sentence && !is_open && is_label(&who) {
        Cow::Owned(format!("{words} ({who})"))
    } else {
        Cow::Borrowed(text)
    }
}

fn plain(text: &str) -> String {
    let text = LOOKS.replace_all(text, "");
    let text = without_raised(&edited(&text), &RAISED);
    let plain = enquoted(&epigraphs(&typeset_characters(&text)));
    let plain = COMMAND.replace_all(&plain, "");
    plain.replace("---", "—").replace("--", "–").replace(['{', '}'], "").replace(['\u{2}', '\u{3}'], "")
}
