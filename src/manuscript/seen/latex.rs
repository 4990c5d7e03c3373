//! LaTeX: `\sout{}` and its like, and what is never typeset.

use std::sync::LazyLock;

use regex::Regex;

use super::{Gone, without};

static HIDING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\\(?:(sout|xout|st|cancel|bcancel|xcancel|deleted)|phantom|hphantom|vphantom|hidden)\*?\s*(?:\[[^\[\]]*\])?\{")
        .ok()
});
static NEVER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?s)\\iffalse\b.*?\\(?:fi|else)\b|\\begin\{comment\}.*?\\end\{comment\}").ok()
});

/// The text without what is struck out or not typeset; comments are left out before.
pub(in super::super) fn without_unseen(text: &str) -> String {
    let never = NEVER.iter().flat_map(|never| never.find_iter(text));
    let mut gone: Vec<Gone> =
        never.map(|found| Gone { start: found.start(), end: found.end(), is_struck: false }).collect();
    let hiding = HIDING.iter().flat_map(|hiding| hiding.captures_iter(text));
    let hiding: Vec<_> =
        hiding.filter_map(|found| Some((found.get(0)?.range(), found.get(1).is_some()))).collect();
    let ends = ends_of_groups(text, hiding.iter().map(|(command, _)| command.end));
    let hidden = hiding.iter().zip(ends);
    gone.extend(hidden.filter_map(|((command, is_struck), end)| {
        Some(Gone { start: command.start, end: end?, is_struck: *is_struck })
    }));
    gone.sort_unstable();
    without(text, &gone)
}

/// Where the groups are over that were opened right before each of `starts` (rising), with their braces.
fn ends_of_groups(text: &str, starts: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
    let mut starts = starts.peekable();
    let mut ends = Vec::new();
    // The groups asked about that are open: which, and how deep they stand.
    let mut open: Vec<(usize, i64)> = Vec::new();
    let mut depth = 0i64;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' if !escaped => {
                if starts.next_if_eq(&(at + 1)).is_some() {
                    open.push((ends.len(), depth));
                    ends.push(None);
                }
                depth += 1;
            }
            '}' if !escaped => {
                depth -= 1;
                while let Some((number, _)) = open.pop_if(|(_, before)| *before >= depth) {
                    if let Some(end) = ends.get_mut(number) {
                        *end = Some(at + 1);
                    }
                }
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    ends
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
        for hidden in ["\\hidden{n{i}et}", "\\iffalse niet\\fi", "\\phantom{niet}"] {
            assert_eq!(without_unseen(&format!("daar {hidden} binnen")), "daar  binnen");
        }
        for struck in ["\\sout{niet}", "\\st{n{i}et}", "\\deleted[id=AB]{niet}"] {
            assert_eq!(without_unseen(&format!("daar {struck} binnen")), "daar \u{fdd0} binnen");
        }
        assert_eq!(without_unseen("a\n\\begin{comment}\nb\n\\end{comment}\nc"), "a\n\n\n\nc");
        assert_eq!(
            without_unseen("a}b \\sout{n\\st{i}e\\}t} c \\st{d \\st{e}"),
            "a}b \u{fdd0} c \\st{d \u{fdd0}"
        );
        assert_eq!(without_unseen("\\strong{niet} \\sout{niet"), "\\strong{niet} \\sout{niet");
    }
}
