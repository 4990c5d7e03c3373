//! What every match of a regex must contain: letters that let most turns be passed over.

use regex_syntax::hir::{Hir, HirKind};

/// Alternatives beyond this number are not worth looking for.
const MOST: usize = 64;
/// Shorter runs of letters stand in too many words.
const SHORTEST: usize = 2;

/// Runs of ASCII letters and digits in lower case, of which every match of the regex `source`
/// contains at least one, within one folded word; `None` when no such runs are known.
///
/// Sound because a match contains the run letter by letter but for case, because such letters always
/// stand together in one word, and because folding turns every variant of an ASCII letter that
/// case-insensitive matching knows (`K` the Kelvin sign, `ſ` the long s) into that letter.
pub(super) fn required(source: &str) -> Option<Vec<String>> {
    let hir = regex_syntax::ParserBuilder::new().nest_limit(64).build().parse(source).ok()?;
    of(&hir).filter(|runs| shortest(runs) >= SHORTEST)
}

fn of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => longest_run(&literal.0).map(|run| vec![run]),
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => of(&repetition.sub),
        HirKind::Concat(parts) => {
            parts.iter().filter_map(of).max_by_key(|runs| (shortest(runs), usize::MAX - runs.len()))
        }
        HirKind::Alternation(parts) => {
            let runs: Vec<String> = parts.iter().map(of).collect::<Option<Vec<_>>>()?.concat();
            (runs.len() <= MOST).then_some(runs)
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

fn longest_run(literal: &[u8]) -> Option<String> {
    let runs = literal.split(|byte| !byte.is_ascii_alphanumeric());
    let longest = runs.max_by_key(|run| run.len()).filter(|run| !run.is_empty())?;
    Some(String::from_utf8_lossy(longest).to_ascii_lowercase())
}

fn shortest(runs: &[String]) -> usize {
    runs.iter().map(String::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sure_letters_are_found() {
        let sure = |source: &str| required(source).map(|runs| runs.join("|"));
        assert_eq!(sure("(ver|be)trouw\\w+").as_deref(), Some("trouw"));
        assert_eq!(sure("(wacht|bel)lijst?").as_deref(), Some("lijs"));
        assert_eq!(sure("Wacht|bel").as_deref(), Some("wacht|bel"));
        assert_eq!(sure("in de ogen").as_deref(), Some("ogen"));
        assert_eq!(sure("crèche").as_deref(), Some("che"));
        assert_eq!(sure("(wacht)?end+"), Some("en".to_owned()));
        assert_eq!(sure("\\w+|wacht"), None);
        assert_eq!(sure("[ab]+c"), None);
        assert_eq!(sure("(?i:wacht)"), None);
    }
}
