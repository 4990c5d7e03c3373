//! Regexes that are well formed and can never match: anchors that contradict what stands around them.

use regex_syntax::hir::{Hir, HirKind, Look};

/// Whether `hir` can surely match nowhere: words after the end, words before the beginning, or a word
/// border that is none. Says no when in doubt.
pub(super) fn never_matches(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Alternation(parts) => parts.iter().all(never_matches),
        HirKind::Capture(capture) => never_matches(&capture.sub),
        HirKind::Repetition(repeated) => repeated.min > 0 && never_matches(&repeated.sub),
        HirKind::Concat(parts) => parts.iter().any(never_matches) || contradict(parts),
        _ => false,
    }
}

fn contradict(parts: &[Hir]) -> bool {
    let takes_room = |part: &Hir| part.properties().minimum_len().is_some_and(|length| length > 0);
    let is = |part: &Hir, look: Look| matches!(part.kind(), HirKind::Look(found) if *found == look);
    let after_the_end = parts.iter().skip_while(|part| !is(part, Look::End)).any(takes_room);
    let before_the_beginning = parts.iter().rev().skip_while(|part| !is(part, Look::Start)).any(takes_room);
    let (border, no_border) = (Look::WordUnicode, Look::WordUnicodeNegate);
    let both = parts.windows(2).any(|pair| match pair {
        [a, b] => (is(a, border) && is(b, no_border)) || (is(a, no_border) && is(b, border)),
        _ => false,
    });
    after_the_end || before_the_beginning || both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_that_contradict_their_surroundings() {
        let never = |pattern: &str| never_matches(&regex_syntax::parse(pattern).unwrap());
        for pattern in ["wacht$ en", "^$x", "x^y", r"\bfoo\B\b", "(a$b|c^d)", "(?:a$b)+"] {
            assert!(never(pattern), "{pattern}");
            assert!(
                !regex::Regex::new(pattern).unwrap().is_match("wacht en foo xy x ab cd a\nb"),
                "{pattern}"
            );
        }
        for pattern in ["wacht$", "^ja", r"\bfoo\b", "(a$b|c)", "(?:a$b)*c", "(?m)a$\nb", "a$b?"] {
            assert!(!never(pattern), "{pattern}");
        }
    }
}
