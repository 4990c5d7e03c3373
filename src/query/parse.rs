//! The words of a query: text to a tree.
//!
//! ```text
//! query  = both { "OR" both }
//! both   = one { ["AND"] one }
//! one    = "NOT" one | "(" query ")" | '"' words '"' | word | word "*" | word "~1"
//! ```

use std::fmt;

use crate::text::{fold, words};

/// What a query asks of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// A word, folded; found by stem.
    Word(String),
    /// Folded forms in a row.
    Phrase(Vec<String>),
    /// The beginning of a word, folded.
    Prefix(String),
    /// A word, folded, or one a letter off.
    Near(String),
    /// All of them.
    And(Vec<Expr>),
    /// At least one of them.
    Or(Vec<Expr>),
    /// Not that.
    Not(Box<Expr>),
}

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// The query as typed.
    pub query: String,
    /// What is the matter.
    pub message: String,
    /// Where, in characters from 0.
    pub at: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        write!(f, "{}\n  | {shown}\n  | {}^", self.message, " ".repeat(self.at))
    }
}

impl std::error::Error for ParseError {}

/// How deep brackets may nest.
const MAX_DEPTH: usize = 64;

/// Reads a query; `None` for one without words.
///
/// # Errors
/// When a bracket or quotation mark is missing, or an operator has nothing to work on.
pub fn parse(query: &str) -> Result<Option<Expr>, ParseError> {
    let tokens = tokens(query)?;
    if tokens.is_empty() {
        let only_blanks = query.chars().all(char::is_whitespace);
        return if only_blanks { Ok(None) } else { Err(error(query, 0, "there is no word in this query")) };
    }
    let mut parser = Parser { query, tokens: &tokens, at: 0, depth: 0 };
    let expr = parser.any()?;
    match parser.peek() {
        None => Ok(Some(expr)),
        Some(_) => Err(parser.error("a closing bracket without an opening one")),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Leaf(Expr),
}

fn tokens(query: &str) -> Result<Vec<(usize, Token)>, ParseError> {
    let chars: Vec<char> = query.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let start = at;
        at += 1;
        match c {
            c if c.is_whitespace() => {}
            '(' => tokens.push((start, Token::Open)),
            ')' => tokens.push((start, Token::Close)),
            '"' | '“' | '”' | '„' => {
                let rest = chars.get(at..).unwrap_or_default();
                let Some(end) = rest.iter().position(|c| matches!(c, '"' | '“' | '”')) else {
                    return Err(error(query, start, "this quotation mark is never closed"));
                };
                let inside: String = rest.iter().take(end).collect();
                at += end + 1;
                tokens.push((start, Token::Leaf(phrase(query, start, &inside)?)));
            }
            _ => {
                while chars.get(at).is_some_and(|c| !c.is_whitespace() && !"()\"“”".contains(*c)) {
                    at += 1;
                }
                let chunk: String = chars.get(start..at).unwrap_or_default().iter().collect();
                if let Some(token) = chunk_token(query, start, &chunk)? {
                    tokens.push((start, token));
                }
            }
        }
    }
    Ok(tokens)
}

fn chunk_token(query: &str, at: usize, chunk: &str) -> Result<Option<Token>, ParseError> {
    match chunk {
        "AND" | "&&" => return Ok(Some(Token::And)),
        "OR" | "||" => return Ok(Some(Token::Or)),
        "NOT" => return Ok(Some(Token::Not)),
        _ => {}
    }
    if let Some(message) = misread(chunk) {
        return Err(error(query, at, message));
    }
    let near = chunk.strip_suffix("~1").or_else(|| chunk.strip_suffix('~'));
    let prefix = chunk.strip_suffix('*');
    let body = near.or(prefix).unwrap_or(chunk);
    let forms = forms(body);
    let leaf = match (forms.as_slice(), near.is_some(), prefix.is_some()) {
        // Lone punctuation says nothing; a lone `*` says too much.
        ([], _, true) => return Err(error(query, at, "`*` needs the beginning of a word before it")),
        ([], _, _) => return Ok(None),
        ([form], true, _) => Expr::Near(form.clone()),
        ([form], _, true) => Expr::Prefix(form.clone()),
        (_, true, _) | (_, _, true) => {
            return Err(error(query, at, "`*` and `~1` work on one word; put blanks between the parts"));
        }
        ([form], ..) => Expr::Word(form.clone()),
        _ => Expr::Phrase(forms),
    };
    Ok(Some(Token::Leaf(leaf)))
}

/// Signs that mean something in other programs and nothing here: better refused than passed over.
fn misread(chunk: &str) -> Option<&'static str> {
    let body = chunk.strip_suffix("~1").or_else(|| chunk.strip_suffix(['*', '~'])).unwrap_or(chunk);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, second) = (body.chars().next(), body.chars().nth(1));
    if body.contains('~') {
        Some("only `~1` is understood: one letter off")
    } else if body.contains('*') {
        Some("`*` stands at the end of a word only")
    } else if body.contains('?') && !body.ends_with('?') {
        Some("`?` does not stand for a letter; `woord~1` finds near spellings")
    } else if matches!(first, Some('-' | '!')) && is_letter(second) {
        Some("a word is left out with NOT: `NOT word`")
    } else if first == Some('+') && is_letter(second) {
        Some("every word must be there anyhow; leave the `+` out")
    } else if body
        .split_once(':')
        .is_some_and(|(a, b)| is_letter(a.chars().last()) && is_letter(b.chars().next()))
    {
        Some("fields are filters of their own, such as `--role client`")
    } else {
        None
    }
}

fn phrase(query: &str, at: usize, inside: &str) -> Result<Expr, ParseError> {
    let forms = forms(inside);
    if inside.contains('*') {
        return Err(error(query, at, "`*` does not work between quotation marks"));
    }
    if forms.is_empty() {
        Err(error(query, at, "there is no word between these quotation marks"))
    } else {
        Ok(Expr::Phrase(forms))
    }
}

fn forms(text: &str) -> Vec<String> {
    words(text).map(|span| fold(span.of(text)).into_owned()).collect()
}

fn error(query: &str, at: usize, message: &str) -> ParseError {
    ParseError { query: query.to_owned(), message: message.to_owned(), at }
}

struct Parser<'a> {
    query: &'a str,
    tokens: &'a [(usize, Token)],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn error(&self, message: &str) -> ParseError {
        let end = self.query.chars().count();
        error(self.query, self.tokens.get(self.at).map_or(end, |(at, _)| *at), message)
    }

    fn any(&mut self) -> Result<Expr, ParseError> {
        let mut parts = vec![self.all()?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Expr::Or))
    }

    fn all(&mut self) -> Result<Expr, ParseError> {
        let mut parts = vec![self.one()?];
        loop {
            match self.peek() {
                Some(Token::And) => {
                    self.at += 1;
                    parts.push(self.one()?);
                }
                Some(Token::Not | Token::Open | Token::Leaf(_)) => parts.push(self.one()?),
                _ => return Ok(one_or(parts, Expr::And)),
            }
        }
    }

    fn one(&mut self) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("brackets nest too deep"));
        }
        let expr = match self.peek().cloned() {
            Some(Token::Leaf(leaf)) => {
                self.at += 1;
                leaf
            }
            Some(Token::Not) => {
                self.at += 1;
                Expr::Not(Box::new(self.one()?))
            }
            Some(Token::Open) => {
                self.at += 1;
                let inside = self.any()?;
                if self.peek() != Some(&Token::Close) {
                    return Err(self.error("a bracket is never closed"));
                }
                self.at += 1;
                inside
            }
            _ => return Err(self.error("a word is missing here")),
        };
        self.depth -= 1;
        Ok(expr)
    }
}

fn one_or(mut parts: Vec<Expr>, join: impl FnOnce(Vec<Expr>) -> Expr) -> Expr {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            join(parts)
        }
        (_, None) => join(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(query: &str) -> String {
        match parse(query) {
            Ok(Some(expr)) => shown(&expr),
            Ok(None) => "nothing".to_owned(),
            Err(error) => error.message,
        }
    }

    fn shown(expr: &Expr) -> String {
        let all =
            |parts: &[Expr], by: &str| format!("({})", parts.iter().map(shown).collect::<Vec<_>>().join(by));
        match expr {
            Expr::Word(w) => w.clone(),
            Expr::Phrase(forms) => format!("{forms:?}"),
            Expr::Prefix(p) => format!("{p}*"),
            Expr::Near(w) => format!("{w}~1"),
            Expr::And(parts) => all(parts, " & "),
            Expr::Or(parts) => all(parts, " | "),
            Expr::Not(inner) => format!("!{}", shown(inner)),
        }
    }

    #[test]
    fn the_query_language() {
        for (query, expected) in [
            ("Wachten lang", "(wachten & lang)"),
            ("\"in de Ogen\" wacht*", "([\"in\", \"de\", \"ogen\"] & wacht*)"),
            ("vertrouwn~1 OR (bellen NOT mail)", "(vertrouwn~1 | (bellen & !mail))"),
            ("a OR b c", "(a | (b & c))"),
            ("tax-on-web", "[\"tax\", \"on\", \"web\"]"),
            ("and or not", "(and & or & not)"),
            (" ", "nothing"),
            (" – ", "there is no word in this query"),
            ("wachten~9", "only `~1` is understood: one letter off"),
            ("*achten", "`*` stands at the end of a word only"),
            ("wach?en", "`?` does not stand for a letter; `woord~1` finds near spellings"),
            ("wacht -balie", "a word is left out with NOT: `NOT word`"),
            ("role:client", "fields are filters of their own, such as `--role client`"),
            ("\"wacht*\"", "`*` does not work between quotation marks"),
            ("echt?", "echt"),
            ("\"open", "this quotation mark is never closed"),
            ("(a", "a bracket is never closed"),
            ("a )", "a closing bracket without an opening one"),
            ("a OR", "a word is missing here"),
            ("*", "`*` needs the beginning of a word before it"),
        ] {
            assert_eq!(read(query), expected, "{query}");
        }
        assert_eq!(read(&"(".repeat(5000)), "brackets nest too deep");
    }

    #[test]
    fn the_place_of_a_mistake_is_shown() {
        insta::assert_snapshot!(parse("één (twee").unwrap_err(), @r"
        a bracket is never closed
          | één (twee
          |          ^
        ");
    }

    proptest! {
        #[test]
        fn no_query_panics(query in "[a-zé()\"*~ ANDORT]{0,40}") {
            parse(&query).ok();
        }
    }
}
