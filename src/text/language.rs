//! Languages by their two-letter code, and a guess at which one a text is in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language by its ISO 639-1 code, such as `nl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 2]);

impl Language {
    /// Dutch.
    pub const DUTCH: Self = Self(*b"nl");
    /// English.
    pub const ENGLISH: Self = Self(*b"en");
    /// French.
    pub const FRENCH: Self = Self(*b"fr");
    /// German.
    pub const GERMAN: Self = Self(*b"de");

    /// The code, two lower-case letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("nl")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        let lower = code.trim().to_ascii_lowercase();
        let main = lower.split(['-', '_']).next().unwrap_or("");
        match main.as_bytes() {
            &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Ok(Self([a, b])),
            _ => Err(format!("`{code}` is no language code; use two letters such as `nl` or `en`")),
        }
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        code.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.code().to_owned()
    }
}

/// The one of `allowed` that `text` is most likely in, or `None` when the text does not tell (it is
/// too short, or reads as a language that is not allowed).
///
/// With fewer than two allowed languages there is nothing to guess.
pub fn guess_language(text: &str, allowed: &[Language]) -> Option<Language> {
    if allowed.len() < 2 {
        return allowed.first().copied();
    }
    if text.split_whitespace().take(4).count() < 4 {
        return None;
    }
    let code = match whichlang::detect_language(text) {
        whichlang::Lang::Nld => Language::DUTCH,
        whichlang::Lang::Eng => Language::ENGLISH,
        whichlang::Lang::Fra => Language::FRENCH,
        whichlang::Lang::Deu => Language::GERMAN,
        _ => return None,
    };
    allowed.contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_their_region() {
        assert_eq!("NL-be".parse::<Language>(), Ok(Language::DUTCH));
        assert!("nederlands".parse::<Language>().is_err());
    }

    #[test]
    fn only_allowed_languages_are_guessed() {
        let both = [Language::DUTCH, Language::ENGLISH];
        assert_eq!(guess_language("We moeten daar altijd heel lang wachten.", &both), Some(Language::DUTCH));
        assert_eq!(guess_language("You always have to wait there for ages.", &both), Some(Language::ENGLISH));
        assert_eq!(guess_language("ja", &both), None);
        assert_eq!(guess_language("whatever it is", &[Language::DUTCH]), Some(Language::DUTCH));
    }
}
