//! The bytes, escapes and words of Rich Text to characters.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::diag::Diagnostic;

use super::charset;

/// What is known of the encodings of a file, and what does not make a character yet.
#[derive(Debug)]
pub(super) struct Characters {
    /// The encoding of each font that has its own; `None` stands for a font of symbols.
    fonts: HashMap<i32, Option<&'static Encoding>>,
    /// The encoding of what stands in any other font.
    encoding: &'static Encoding,
    /// Whether the whole file is valid UTF-8, so that what is not escaped is that.
    utf8: bool,
    /// Bytes that make characters together.
    pending: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
    /// How many characters are still to be left out after `\u`.
    repeated: u32,
}

impl Characters {
    /// Those of the file `bytes`, of which nothing is read yet.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            fonts: HashMap::new(),
            encoding: WINDOWS_1252,
            utf8: std::str::from_utf8(bytes).is_ok(),
            pending: Vec::new(),
            high: None,
            repeated: 0,
        }
    }

    /// Whether `byte`, not escaped, begins a character of UTF-8.
    pub(super) fn is_utf8(&self, byte: u8) -> bool {
        byte >= 0x80 && self.utf8
    }

    /// Whether the next character is to be left out, since it repeats a `\u`; it is counted off.
    pub(super) fn is_repeated(&mut self) -> bool {
        let repeated = self.repeated > 0;
        self.repeated = self.repeated.saturating_sub(1);
        repeated
    }

    /// Where a group begins or ends, nothing repeats what stands before.
    pub(super) fn end_repeats(&mut self) {
        self.repeated = 0;
    }

    /// Keeps a byte until the character it belongs to is whole.
    pub(super) fn keep(&mut self, byte: u8) {
        self.pending.push(byte);
    }

    /// The bytes kept so far, as text in font number `font`; `None` where there are none.
    pub(super) fn kept(&mut self, font: i32) -> Option<String> {
        if self.pending.is_empty() {
            return None;
        }
        let bytes = std::mem::take(&mut self.pending);
        let encoding = match self.fonts.get(&font) {
            // Where programs keep the characters of fonts of symbols.
            Some(None) => {
                return Some(bytes.iter().filter_map(|b| char::from_u32(0xF000 + u32::from(*b))).collect());
            }
            Some(Some(encoding)) => encoding,
            None => self.encoding,
        };
        Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
    }

    /// `\u`: a unit of UTF-16, written as a signed number, which the next `repeats` characters repeat.
    /// Gives the text it completes.
    pub(super) fn unicode(&mut self, number: i32, repeats: u32) -> Option<String> {
        self.repeated = repeats;
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        match (self.high.take(), unit) {
            (high, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                high.map(|_| char::REPLACEMENT_CHARACTER.to_string())
            }
            (Some(high), low) => Some(String::from_utf16_lossy(&[high, low])),
            (None, 0) => None,
            (None, unit) => Some(String::from_utf16_lossy(&[unit])),
        }
    }

    /// Whether a first half stands before other text; it is given up.
    pub(super) fn lone_half(&mut self) -> bool {
        self.high.take().is_some()
    }

    /// `\fcharset`: the character set of font number `font`.
    pub(super) fn set_font(&mut self, font: i32, charset: i32) {
        if charset == 2 {
            self.fonts.insert(font, None);
        } else if let Some(encoding) = charset::of_font(charset) {
            self.fonts.insert(font, Some(encoding));
        }
    }

    /// Takes in a word that gives the encoding of the document; a warning where that is not known.
    pub(super) fn set_page(&mut self, word: &str, value: i32) -> Option<Diagnostic> {
        let page = match word {
            "ansicpg" => value,
            "mac" => 10000,
            "pc" => 437,
            "pca" => 850,
            _ => return None,
        };
        if let Some(encoding) = charset::of_page(page) {
            self.encoding = encoding;
            return None;
        }
        let message = format!("its code page ({word}, {value}) is not known; read as windows-1252");
        let hint = "if letters such as é look wrong, save it again in Word or LibreOffice";
        Some(Diagnostic::warning(message).hint(hint))
    }
}

/// The text of a word that stands for a character.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    let text = match word {
        "tab" => "\t",
        "line" | "lbr" | "softline" | "page" | "column" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        _ => return None,
    };
    Some(text)
}

/// The text of `\` and a character that is no letter.
pub(super) fn of_symbol(symbol: u8) -> Option<&'static str> {
    let text = match symbol {
        b'~' => "\u{a0}",
        b'_' => "-",
        b'\t' => "\t",
        b'{' => "{",
        b'}' => "}",
        b'\\' => "\\",
        _ => return None,
    };
    Some(text)
}
