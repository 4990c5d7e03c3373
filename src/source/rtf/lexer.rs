//! The bytes of Rich Text to its tokens.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word-12`, with its number.
    Word(&'a str, Option<i32>),
    /// `\` and a character that is no letter.
    Symbol(u8),
    /// `\'hh`: one byte of an older encoding.
    Hex(u8),
    /// A byte of text.
    Byte(u8),
    /// What `\bin` announces more of than there is.
    Cut,
}

/// Reads tokens one by one; line ends and NUL bytes are none.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The bytes not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Leaves out `count` bytes.
    pub(super) fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn escaped(&mut self) -> Option<Token<'a>> {
        let first = *self.bytes.get(self.at)?;
        if first == b'\'' {
            self.at += 1;
            let digits = self.bytes.get(self.at..self.at + 2).and_then(|d| std::str::from_utf8(d).ok());
            let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
                return Some(Token::Symbol(b'\''));
            };
            self.at += 2;
            return Some(Token::Hex(byte));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Symbol(first));
        }
        let letters = self.rest().iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = self.rest().get(..letters).and_then(|w| std::str::from_utf8(w).ok()).unwrap_or("");
        self.at += letters;
        let number = self.number();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            return self.binary(number);
        }
        Some(Token::Word(word, number))
    }

    fn number(&mut self) -> Option<i32> {
        let sign = usize::from(self.bytes.get(self.at) == Some(&b'-'));
        let digits = self.rest().iter().skip(sign).take(10).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let text = self.rest().get(..sign + digits).and_then(|n| std::str::from_utf8(n).ok());
        self.at += sign + digits;
        Some(text?.parse().unwrap_or(0))
    }

    /// Bytes of a picture, which may look like anything.
    fn binary(&mut self, count: Option<i32>) -> Option<Token<'a>> {
        let count = usize::try_from(count.unwrap_or(0)).unwrap_or(0);
        if count > self.rest().len() {
            self.at = self.bytes.len();
            return Some(Token::Cut);
        }
        self.at += count;
        Some(Token::Word("bin", None))
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while matches!(self.bytes.get(self.at), Some(b'\r' | b'\n' | 0)) {
            self.at += 1;
        }
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        match byte {
            b'{' => Some(Token::Open),
            b'}' => Some(Token::Close),
            b'\\' => self.escaped(),
            _ => Some(Token::Byte(byte)),
        }
    }
}
