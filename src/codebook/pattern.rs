//! Patterns: words by stem, exact words, prefixes, phrases of these, and regexes.

use regex::{Regex, RegexBuilder};

use super::never::never_matches;
use crate::diag::Place;
use crate::text::{fold, words};

/// The most memory a compiled regex may take, in bytes.
const REGEX_SIZE: usize = 1 << 21;
/// Characters that look like a regex or a query and mean nothing in a plain pattern.
const STRAY: &[char] = &['|', '[', ']', '{', '}', '\\', '^', '~', '+', '?'];

/// One pattern of a rule.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written in the codebook.
    pub written: String,
    /// What it looks for.
    pub kind: PatternKind,
    /// Where it stands.
    pub place: Place,
}

/// What a pattern looks for.
#[derive(Debug, Clone)]
pub enum PatternKind {
    /// Words that follow each other; one for a plain word.
    Words(Vec<Word>),
    /// A regex on the text as it stands, without regard to case.
    Regex(Regex),
}

/// What one word of a pattern matches. The strings are folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Word {
    /// Every word with the stem of this one, in the language of the turn.
    Stem(String),
    /// This word only.
    Exact(String),
    /// Every word that begins so.
    Prefix(String),
}

impl Pattern {
    /// One spelling for all patterns that look for the same.
    pub fn canonical(&self) -> String {
        self.kind.canonical()
    }

    /// How many words it matches at least.
    pub(super) fn least_words(&self) -> usize {
        match &self.kind {
            PatternKind::Words(words) => words.len(),
            PatternKind::Regex(_) => 0,
        }
    }
}

impl PatternKind {
    pub(super) fn canonical(&self) -> String {
        let word = |word: &Word| match word {
            Word::Stem(word) => word.clone(),
            Word::Exact(word) => format!("={word}"),
            Word::Prefix(word) => format!("{word}*"),
        };
        match self {
            Self::Words(words) => words.iter().map(word).collect::<Vec<_>>().join(" "),
            Self::Regex(regex) => format!("/{}/", regex.as_str()),
        }
    }
}

/// Why a pattern cannot be used, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) hint: String,
}

impl Problem {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// Reads a pattern as written.
pub(super) fn parse(written: &str) -> Result<PatternKind, Problem> {
    let written = written.trim();
    if written.is_empty() {
        return Err(Problem::new("this pattern is empty", "write a word, or leave it out"));
    }
    match written.strip_prefix('/') {
        Some(rest) => parse_regex(rest).map(PatternKind::Regex),
        None => parse_words(written).map(PatternKind::Words),
    }
}

/// A character that the author of a plain pattern probably took for part of a regex.
pub(super) fn stray(written: &str) -> Option<char> {
    if written.trim().starts_with('/') { None } else { written.chars().find(|c| STRAY.contains(c)) }
}

fn parse_regex(rest: &str) -> Result<Regex, Problem> {
    let Some((source, flags)) = rest.rsplit_once('/') else {
        return Err(Problem::new("this regex has no closing slash", "write it as /.../"));
    };
    if !flags.is_empty() {
        let hint = "leave out what follows the last slash; case never counts";
        return Err(Problem::new(format!("`{flags}` after the regex means nothing"), hint));
    }
    let hir = regex_syntax::ParserBuilder::new().case_insensitive(true).nest_limit(64).build().parse(source);
    let hir = hir.map_err(|error| bad_regex(&error.to_string()))?;
    match hir.properties().minimum_len() {
        None => return Err(Problem::new("this regex can never match", "look at its brackets")),
        Some(0) => {
            let hint = "let it ask for at least one character: `+` instead of `*`, no `?` around everything";
            return Err(Problem::new("this regex matches nothing at all, everywhere", hint));
        }
        Some(_) if never_matches(&hir) => {
            let hint = "`^` and `$` are the beginning and the end of the turn, `\\b` a border of a word";
            return Err(Problem::new("this regex can never match", hint));
        }
        Some(_) => {}
    }
    RegexBuilder::new(source)
        .case_insensitive(true)
        .nest_limit(64)
        .size_limit(REGEX_SIZE)
        .dfa_size_limit(REGEX_SIZE)
        .build()
        .map_err(|error| bad_regex(&error.to_string()))
}

fn bad_regex(report: &str) -> Problem {
    let reason = report.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
    let reason = reason.strip_prefix("error: ").unwrap_or(reason);
    if reason.contains("size limit") {
        return Problem::new("this regex is too large", "use smaller repetitions, such as {1,20}");
    }
    Problem::new(
        format!("this is no regex: {reason}"),
        "https://docs.rs/regex/1/regex/#syntax lists what there is",
    )
}

fn parse_words(written: &str) -> Result<Vec<Word>, Problem> {
    let open = written.replace(['"', '“', '”', '„', '«', '»'], " ");
    let all_exact = open.trim_start().starts_with('=');
    let mut found = Vec::new();
    for item in open.split_whitespace() {
        parse_item(item, all_exact, &mut found)?;
    }
    if found.is_empty() {
        let hint = "words are made of letters and digits; for other signs write a regex: /.../";
        return Err(Problem::new(format!("`{written}` holds no word, and can never match"), hint));
    }
    Ok(found)
}

/// Adds the words of one item between blanks: `wacht*`, `=woord`, `tax-on-web`.
fn parse_item(item: &str, all_exact: bool, found: &mut Vec<Word>) -> Result<(), Problem> {
    let exact = all_exact || item.starts_with('=');
    let item = item.trim_start_matches('=');
    let (body, is_prefix) = match item.strip_suffix('*') {
        Some(body) => (body, true),
        None => (item, false),
    };
    if body.contains('*') || (is_prefix && !body.ends_with(|c: char| c.is_alphanumeric())) {
        let hint =
            "`wacht*` stands for every word that begins with wacht; elsewhere use a regex: /\\w*wacht/";
        return Err(Problem::new(format!("`*` in `{item}` must follow the first letters of a word"), hint));
    }
    let spans: Vec<_> = words(body).collect();
    for (number, span) in spans.iter().enumerate() {
        let word = fold(span.of(body)).into_owned();
        let is_last = number + 1 == spans.len();
        found.push(match (is_prefix && is_last, exact) {
            (true, _) if !word.is_empty() => Word::Prefix(word),
            (_, true) => Word::Exact(word),
            (_, false) => Word::Stem(word),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(written: &str) -> String {
        parse(written).map_or_else(|problem| format!("! {}", problem.message), |kind| kind.canonical())
    }

    #[test]
    fn every_form_of_the_language() {
        for (written, meaning) in [
            ("Vertrouwen", "vertrouwen"),
            ("vertrouw*", "vertrouw*"),
            ("=Één", "=een"),
            ("\"in de ogen\"", "in de ogen"),
            ("in =de og*", "in =de og*"),
            ("=twee Woorden", "=twee =woorden"),
            ("=\"twee woorden\"", "=twee =woorden"),
            ("\"=twee woorden\"", "=twee =woorden"),
            ("foto's", "foto s"),
            ("tax-on-w*", "tax on w*"),
            ("ja, maar", "ja maar"),
            ("/(ver|be)trouw\\w+/", "/(ver|be)trouw\\w+/"),
            ("/a\\/b/", "/a\\/b/"),
        ] {
            assert_eq!(canonical(written), meaning, "{written}");
        }
    }

    #[test]
    fn what_cannot_match_is_told() {
        insta::assert_snapshot!(
            ["", "…", "=", "*", "wa*cht", "wacht-*", "/", "//", "/a", "/a/i", "/(a/", "/a*/", "/[a&&b]/", "/\\w{2000}/"]
                .map(canonical).join("\n"), @r"
        ! this pattern is empty
        ! `…` holds no word, and can never match
        ! `=` holds no word, and can never match
        ! `*` in `*` must follow the first letters of a word
        ! `*` in `wa*cht` must follow the first letters of a word
        ! `*` in `wacht-*` must follow the first letters of a word
        ! this regex has no closing slash
        ! this regex matches nothing at all, everywhere
        ! this regex has no closing slash
        ! `i` after the regex means nothing
        ! this is no regex: unclosed group
        ! this regex matches nothing at all, everywhere
        ! this regex can never match
        ! this regex is too large
        ");
    }

    #[test]
    fn stray_signs_are_seen_outside_regexes() {
        assert_eq!(stray("wacht|bel"), Some('|'));
        assert_eq!(stray("/wacht|bel/"), None);
        assert_eq!(stray("wachten"), None);
    }
}
