//! Tokens: what a name and a text are both cut into before they are compared.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Span, fold};

/// A run of letters or of digits, or one character of a script that writes no blanks between words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded: without case and accents.
    pub(super) folded: String,
    /// Where it stands, in bytes.
    pub(super) span: Span,
    /// Whether its first letter is a capital.
    pub(super) capital: bool,
    /// Whether it stands in a run where letters and digits change more than once, as in ids made by machines.
    pub(super) mixed: bool,
}

/// What a character is to the cutting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// A word of its own: Han, kana, Hangul, Thai and their neighbours.
    Alone,
    Border,
}

fn kind(c: char) -> Kind {
    match u32::from(c) {
        0x0e00..=0x0fff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff => {
            Kind::Alone
        }
        0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x20000..=0x3ffff => Kind::Alone,
        _ if c.is_alphabetic() || is_combining_mark(c) => Kind::Letter,
        _ if c.is_numeric() => Kind::Digit,
        _ => Kind::Border,
    }
}

/// Characters that nobody sees: a name with one inside is that name.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The tokens of `text`, which holds no invisible characters, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut before = Kind::Border;
    let mut run = 0;
    for (at, c) in text.char_indices() {
        let now = kind(c);
        if now != before || now == Kind::Alone {
            cut(text, start.take(), at, &mut tokens);
            start = (now != Kind::Border).then_some(at);
        }
        if now == Kind::Border && before != Kind::Border {
            mark_mixed(tokens.get_mut(run..).unwrap_or_default());
            run = tokens.len();
        }
        before = now;
    }
    cut(text, start, text.len(), &mut tokens);
    mark_mixed(tokens.get_mut(run..).unwrap_or_default());
    tokens
}

/// Marks the tokens of a run, in which nothing stands between one and the next.
fn mark_mixed(run: &mut [Token]) {
    let digits = |token: &Token| token.folded.starts_with(char::is_numeric);
    let changes = run.windows(2).filter(|pair| pair.first().map(digits) != pair.last().map(digits)).count();
    if changes > 1 {
        run.iter_mut().for_each(|token| token.mixed = true);
    }
}

fn cut(text: &str, start: Option<usize>, end: usize, tokens: &mut Vec<Token>) {
    let Some(start) = start else { return };
    let token = token(text, Span::new(start, end));
    // A lone combining mark folds to nothing.
    if !token.folded.is_empty() {
        tokens.push(token);
    }
}

fn token(text: &str, span: Span) -> Token {
    let word = span.of(text);
    let folded = fold(word).into_owned();
    Token { folded, span, capital: word.chars().next().is_some_and(char::is_uppercase), mixed: false }
}

/// The parts of a token like `interviewKatrien`, cut where a capital follows a small letter; none where it has
/// no such place.
pub(super) fn humps(text: &str, of: &Token) -> Vec<Token> {
    let mut parts = Vec::new();
    let part = |start, end| Token { mixed: of.mixed, ..token(text, Span::new(start, end)) };
    let mut start = of.span.start;
    let mut small = false;
    for (at, c) in of.span.of(text).char_indices() {
        let at = of.span.start + at;
        if small && c.is_uppercase() {
            parts.push(part(start, at));
            start = at;
        }
        small = c.is_lowercase();
    }
    if !parts.is_empty() {
        parts.push(part(start, of.span.end));
    }
    parts
}

/// Stands in a text taken out of markup where a word ends and no line does: a paragraph, a break, a cell.
pub(super) const BORDER: char = '\u{1}';

/// Shorter words come about where two paragraphs happen to meet.
const FEWEST_BROKEN: usize = 5;

/// Two tokens that are one word cut in two, as one: by a hyphen at the end of a line, or by a break or a paragraph
/// after the beginning of a name.
pub(super) fn mended(text: &str, first: &Token, second: &Token) -> Option<Token> {
    let between = text.get(first.span.end..second.span.start)?;
    let is_break =
        |rest: &str| rest.contains(['\n', BORDER]) && rest.chars().all(|c| c.is_whitespace() || c == BORDER);
    let broken = match between.strip_prefix(['-', '\u{2010}', '\u{2011}', '¬']) {
        Some(rest) => is_break(rest),
        None => {
            let letters = first.folded.chars().count() + second.folded.chars().count();
            let goes_on = first.capital && (!second.capital || is_upper(first.span.of(text)));
            goes_on && letters >= FEWEST_BROKEN && between.contains(BORDER) && is_break(between)
        }
    };
    broken.then(|| Token {
        folded: format!("{}{}", first.folded, second.folded),
        span: Span::new(first.span.start, second.span.end),
        capital: first.capital,
        mixed: false,
    })
}

fn is_upper(word: &str) -> bool {
    word.chars().all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn letters_digits_and_scripts_without_blanks_are_apart() {
        assert_eq!(cut_up("Katrien_P07 d’Hondt, Zoë"), ["katrien", "p", "07", "d", "hondt", "zoe"]);
        assert_eq!(cut_up("Zoe\u{308} 李伟说"), ["zoe", "李", "伟", "说"]);
        assert_eq!(cut_up("\u{301} –"), Vec::<String>::new());
    }

    #[test]
    fn capitals_inside_and_broken_lines_are_seen() {
        let text = "interviewKatrienP Kat-\n  rien";
        let all = tokens(text);
        let parts: Vec<String> = humps(text, &all[0]).into_iter().map(|token| token.folded).collect();
        assert_eq!(parts, ["interview", "katrien", "p"]);
        assert_eq!(mended(text, &all[1], &all[2]).map(|token| token.folded).as_deref(), Some("katrien"));
        assert_eq!(mended(text, &all[0], &all[1]), None);
        for (text, is_one) in [
            ("Kat\u{1}rien", true),
            ("Kat-\u{1}\u{1}rien", true),
            ("KAT \u{1}RIEN", true),
            ("Kat\u{1}Rien", false),
            ("kat\u{1}rien", false),
            ("J\u{1}an", false),
            ("Kat.\u{1}rien", false),
            ("Kat\nrien", false),
        ] {
            let all = tokens(text);
            assert_eq!(mended(text, &all[0], &all[1]).is_some(), is_one, "{text:?}");
        }
    }
}
