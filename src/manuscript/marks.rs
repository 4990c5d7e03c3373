//! Quotation marks in running text: what stands between them, in Dutch, English, French and German.

use crate::text::Span;

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// With the marks, in bytes.
    pub(super) outer: Span,
    /// Without them.
    pub(super) inner: Span,
    /// Whether it was closed; else it goes on in the next paragraph.
    pub(super) is_closed: bool,
}

/// What may close what an opening mark opens.
fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '„' => &['”', '“', '"'],
        '“' => &['”', '"'],
        '‟' | '”' => &['”'],
        '‚' => &['’', '‘'],
        '‘' => &['’'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹'],
        '"' => &['"', '”'],
        '\'' => &['\'', '’'],
        _ => return None,
    })
}

/// Every quotation of a paragraph, the outermost of nested ones.
pub(super) fn marked(text: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((open_at, open)) = next_opening(text, at) {
        let inner = open_at + open.len_utf8();
        match close(text, inner, open) {
            Some((end, mark)) => {
                found.push(Marked {
                    outer: Span::new(open_at, end + mark.len_utf8()),
                    inner: Span::new(inner, end),
                    is_closed: true,
                });
                at = end + mark.len_utf8();
            }
            // A double mark that nothing closes may go on in the next paragraph.
            None => {
                if matches!(open, '„' | '“' | '«') {
                    let end = text.len();
                    found.push(Marked {
                        outer: Span::new(open_at, end),
                        inner: Span::new(inner, end),
                        is_closed: false,
                    });
                    break;
                }
                at = inner;
            }
        }
    }
    found
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|text| text.chars().next_back())
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|text| text.chars().next())
}

/// The next mark that opens: at a border of words, and not the apostrophe of `'s avonds`.
fn next_opening(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.get(from..)?;
    rest.char_indices().map(|(at, c)| (at + from, c)).find(|&(at, c)| {
        if closers(c).is_none() || before(text, at).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let next = after(text, at + c.len_utf8());
        let is_word_next = next.is_some_and(|c| !c.is_whitespace());
        match c {
            '\'' | '‘' | '‚' => is_word_next && !is_elision(text.get(at + c.len_utf8()..).unwrap_or("")),
            '”' => false,
            '"' => is_word_next,
            '»' | '›' => is_word_next,
            _ => true,
        }
    })
}

/// `'s`, `'t`, `'n`, `'k`, `'em`, `'ns`, `'90`: words that begin with an apostrophe.
fn is_elision(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    matches!(word.to_lowercase().as_str(), "s" | "t" | "n" | "k" | "m" | "r" | "em" | "ns" | "ie" | "tis")
        || (!word.is_empty() && word.chars().all(|c| c.is_ascii_digit()))
}

/// Where the quotation opened by `open` closes. The marks of typewriters close what a typographer's mark opened only
/// where no mark of its own does: `“Hij zei "kom" tegen mij”`.
fn close(text: &str, from: usize, open: char) -> Option<(usize, char)> {
    let closers = closers(open)?;
    let own: Vec<char> = closers.iter().copied().filter(|c| *c != '"' || open == '"').collect();
    close_by(text, from, open, &own).or_else(|| close_by(text, from, open, closers))
}

/// The first mark of `closers` that may close, not counting nested ones and apostrophes.
fn close_by(text: &str, from: usize, open: char, closers: &[char]) -> Option<(usize, char)> {
    let mut nested = 0usize;
    for (at, c) in text.get(from..)?.char_indices().map(|(at, c)| (at + from, c)) {
        let next = after(text, at + c.len_utf8());
        let is_inside_word =
            before(text, at).is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        if closers.contains(&c) && !is_inside_word {
            // German closes with the mark that English opens with.
            let opens_here = c != '"'
                && before(text, at).is_some_and(char::is_whitespace)
                && next.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_punctuation());
            let is_apostrophe = matches!(c, '\'' | '’') && opens_here;
            if is_apostrophe || (c == '"' && at == from) {
                continue;
            }
            if nested == 0 {
                return Some((at, c));
            }
            nested -= 1;
        } else if c == open && c != '"' && c != '\'' && !is_inside_word {
            nested += 1;
        }
    }
    None
}
