//! The tokens of a Praat text file. Praat reads numbers, strings and `<flags>` that stand alone, and takes
//! everything else for comment, so its long and short forms are one.
//! Source: <https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html>.

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A number: a count, or a time in seconds.
    Number(f64),
    /// A string, its doubled quotes single.
    Text(String),
    /// A flag such as `<exists>`.
    Flag,
}

/// The values of a text, in order.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Whether a string was still open where the text ends.
    pub(super) open: bool,
}

impl<'t> Tokens<'t> {
    /// The values of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, open: false }
    }

    /// The line the next value stands on or after, from 1.
    pub(super) fn line(&self) -> usize {
        self.text.get(..self.at).unwrap_or_default().matches('\n').count() + 1
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The string that begins here, behind its quote.
    fn string(&mut self) -> Token {
        let mut value = String::new();
        loop {
            let rest = self.rest();
            let Some((before, after)) = rest.split_once('"') else {
                value.push_str(rest);
                self.at = self.text.len();
                self.open = true;
                return Token::Text(value);
            };
            value.push_str(before);
            self.at += before.len() + 1;
            if !after.starts_with('"') {
                return Token::Text(value);
            }
            value.push('"');
            self.at += 1;
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let first = trimmed.chars().next()?;
            if first == '"' {
                self.at += 1;
                return Some(self.string());
            }
            let end = if first == '!' { trimmed.find('\n') } else { trimmed.find(char::is_whitespace) };
            let word = trimmed.get(..end.unwrap_or(trimmed.len())).unwrap_or_default();
            self.at += word.len();
            if word.starts_with('<') && word.ends_with('>') {
                return Some(Token::Flag);
            }
            let number = first.is_ascii_digit() || matches!(first, '-' | '+' | '.');
            if let (true, Ok(value)) = (number, word.trim_end_matches('%').parse()) {
                return Some(Token::Number(value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_values_that_stand_alone_count() {
        let text = "intervals [2]: size = 3 ! 4 \"nee\"\nxmin = 0.5 \ntext = \"ze zei \"\"ja\"\"\nen weg\" <exists> \"half";
        let mut tokens = Tokens::new(text);
        let text = |value: &str| Token::Text(value.to_owned());
        let expected = [
            Token::Number(3.0),
            Token::Number(0.5),
            text("ze zei \"ja\"\nen weg"),
            Token::Flag,
            text("half"),
        ];
        assert_eq!(tokens.by_ref().collect::<Vec<_>>(), expected);
        assert!(tokens.open);
    }
}
