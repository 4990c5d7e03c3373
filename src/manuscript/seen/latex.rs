//! LaTeX: `\sout{}` and its like, and what is never typeset.

use std::sync::LazyLock;

use regex::Regex;

use super::without;

static HIDING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\\(?:sout|xout|st|cancel|bcancel|xcancel|phantom|hphantom|vphantom|deleted|hidden)\*?\s*(?:\[[^\]]*\])?\{")
        .ok()
});
static NEVER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)\\iffalse\b.*?\\(?:fi|else)\b|\\begin\{comment\}.*?\\end\{comment\}").ok()
});

/// The text without what is struck out or not typeset; comments are left out before.
pub(in super::super) fn without_unseen(text: &str) -> String {
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for found in NEVER.iter().flat_map(|never| never.find_iter(text)) {
        gone.push((found.start(), found.end()));
    }
    for found in HIDING.iter().flat_map(|hiding| hiding.find_iter(text)) {
        if let Some(end) = end_of_group(text.get(found.end()..).unwrap_or("")) {
            gone.push((found.start(), found.end() + end));
        }
    }
    gone.sort_unstable();
    without(text, &gone)
}

/// Where the group that was opened before `text` is over, with its brace.
pub(in super::super) fn end_of_group(text: &str) -> Option<usize> {
    let mut depth = 1usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_typeset_is_gone() {
        for hidden in ["\\sout{niet}", "\\st{n{i}et}", "\\iffalse niet\\fi", "\\phantom{niet}"] {
            assert_eq!(without_unseen(&format!("daar {hidden} binnen")), "daar  binnen");
        }
        assert_eq!(without_unseen("a\n\\begin{comment}\nb\n\\end{comment}\nc"), "a\n\n\n\nc");
        assert_eq!(without_unseen("\\strong{niet} \\sout{niet"), "\\strong{niet} \\sout{niet");
    }
}
