//! Words, marks, sounds and brackets of what was said or is shown.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Span, fold};

/// A piece of a text that is compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters and digits, as it reads whatever its encoding.
    Word(String),
    /// A word whose first letter stands in brackets, `[D]at`: another capital, said openly.
    Capital(String),
    /// Any other character; those that differ in typography only are the same.
    Mark(char),
    /// `(lacht)`, `[pauze]`, `(2.5)`: heard, not said; folded.
    Sound(String),
    /// `[...]`: something is left out.
    Omission,
    /// `[van het loket]`: something is put in, by an editor or already by the transcriber; with its words.
    Insertion(String),
}

/// Brackets around more characters are plain marks and words: an insertion explains a word or two, and one that is
/// never closed must not swallow what was said.
pub const LONGEST_BRACKET: usize = 80;

/// Beginnings of words for what is heard beside words, folded, in Dutch, English, French and German.
const SOUNDS: &[&str] = &[
    "lach", "gelach", "zucht", "pauz", "stilte", "hoest", "kuch", "huil", "snik", "glimlach", "grinnik",
    "snuift", "laugh", "chuckl", "giggl", "sigh", "paus", "silence", "cough", "cries", "crying", "sob",
    "smil", "sniff", "rire", "rit", "soupir", "silenc", "tousse", "pleur", "lacht", "seufz", "husten",
    "hustet", "weint",
];

/// The tokens of what was said, or is shown.
pub fn tokens(text: &str) -> Vec<Token> {
    Scanner { text, at: 0 }.all()
}

/// The first `[...]` of a text that is too long for an insertion.
pub fn overlong(text: &str) -> Option<Span> {
    let is_long = |(at, inside): (usize, &str)| {
        let length = inside.find(']')?;
        let words = inside.get(..length).filter(|words| !words.contains('['))?;
        (words.chars().count() > LONGEST_BRACKET).then(|| Span::new(at, at + 1 + length + 1))
    };
    text.match_indices('[').find_map(|(at, open)| is_long((at, text.get(at + open.len()..)?)))
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn all(mut self) -> Vec<Token> {
        let mut found = Vec::new();
        while let Some(c) = self.rest().chars().next() {
            let start = self.at;
            if is_nothing(c) {
                self.at += c.len_utf8();
                continue;
            }
            let kind = self.next(c);
            found.push(Token { span: Span::new(start, self.at), kind });
        }
        found
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn next(&mut self, c: char) -> TokenKind {
        if is_word(c) {
            return TokenKind::Word(self.word());
        }
        if let Some((inside, length)) = bracket(self.rest())
            && let Some(kind) = self.bracketed(c, inside, length)
        {
            return kind;
        }
        let dots = self.rest().chars().take_while(|&c| c == '.').count();
        if dots >= 2 {
            self.at += dots;
            return TokenKind::Mark('…');
        }
        self.at += c.len_utf8();
        TokenKind::Mark(plain(c))
    }

    /// The word that begins here, and moves past it.
    fn word(&mut self) -> String {
        let word = self.rest().split(|c| !is_word(c) && !is_unseen(c)).next().unwrap_or("");
        let length = word.len();
        let word = reading(word);
        self.at += length;
        word
    }

    /// What brackets of `length` bytes around `inside` are, and moves past them.
    fn bracketed(&mut self, open: char, inside: &str, length: usize) -> Option<TokenKind> {
        let trimmed = inside.trim();
        if is_sound(trimmed) {
            let sound = fold(trimmed).into_owned();
            self.at += length;
            return Some(TokenKind::Sound(sound));
        }
        if matches!(open, '[' | '(') && is_dots(trimmed) {
            self.at += length;
            return Some(TokenKind::Omission);
        }
        if open != '[' || trimmed.is_empty() {
            return None;
        }
        let inside = inside.to_owned();
        self.at += length;
        let mut letters = inside.chars();
        let one = letters.next().filter(|c| c.is_alphabetic() && letters.next().is_none());
        match (one, self.rest().chars().next()) {
            (Some(first), Some(next)) if is_word(next) => {
                Some(TokenKind::Capital(format!("{first}{}", self.word())))
            }
            _ => Some(TokenKind::Insertion(inside.trim().to_owned())),
        }
    }
}

/// What stands in the bracket that `text` begins with, and how long it is with its brackets, in bytes.
fn bracket(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '[' => ']',
        '(' => ')',
        '<' => '>',
        '*' => '*',
        _ => return None,
    };
    let inside = text.get(open.len_utf8()..)?;
    let mut seen = 0;
    for (at, c) in inside.char_indices() {
        if c == close {
            return Some((inside.get(..at)?, at + open.len_utf8() + close.len_utf8()));
        }
        seen += 1;
        if c == open || c == '\n' || seen > LONGEST_BRACKET {
            return None;
        }
    }
    None
}

fn is_dots(inside: &str) -> bool {
    let dots = inside.chars().filter(|c| !c.is_whitespace());
    inside == "…" || (inside.len() >= 2 && dots.clone().count() >= 2 && dots.clone().all(|c| c == '.'))
}

/// `lacht`, `korte pauze`, `2.5`, `.`: at most four words, one of them a sound.
fn is_sound(inside: &str) -> bool {
    // `(.)` and `(2.5)` are the pauses of conversation analysis; `(1998)` is no pause.
    let timed = inside.len() <= 6 && inside.chars().all(|c| c.is_ascii_digit() || ".,s ".contains(c));
    if timed
        && (inside == "." || inside.contains(|c: char| c.is_ascii_digit()) && inside.contains(['.', ',']))
    {
        return true;
    }
    let words: Vec<&str> = inside.split_whitespace().collect();
    let is = |word: &&str| {
        let word = fold(word);
        SOUNDS.iter().any(|sound| word.starts_with(sound))
    };
    words.len() <= 4 && words.iter().any(is)
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// A blank, or a character that nobody sees.
fn is_nothing(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}

/// Soft hyphens, joiners, marks of direction and of byte order.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A word as it reads: composed, without unseen characters, ligatures taken apart.
fn reading(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_unseen(*c)) {
        match c {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            other => plain.push(other),
        }
    }
    plain.nfc().collect()
}

/// The one character that stands for all that differ in typography only.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '‹' | '›' | '"' | '“' | '”' | '„' | '‟' | '″' | '«'
        | '»' => '\'',
        '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' => '-',
        other => other,
    }
}

/// Whether two words are the same but for the case of their first letter.
pub fn same_word(one: &str, other: &str) -> bool {
    let (mut a, mut b) = (one.chars(), other.chars());
    match (a.next(), b.next()) {
        (Some(x), Some(y)) => lower(x).eq(lower(y)) && a.as_str() == b.as_str(),
        (None, None) => true,
        _ => false,
    }
}

fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase()
}

/// The word of a token, folded.
pub(super) fn folded(token: &Token) -> Option<Cow<'_, str>> {
    match &token.kind {
        TokenKind::Word(word) | TokenKind::Capital(word) => Some(fold(word)),
        _ => None,
    }
}
