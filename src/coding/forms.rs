//! A table from word forms to their classes: one look-up a word is what coding mostly costs.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use crate::text::Span;

/// Forms to numbers. Short forms, nearly all, are kept and compared as one integer.
#[derive(Debug, Default)]
pub(super) struct Forms {
    short: HashMap<u64, u32, Folding>,
    middle: HashMap<u128, u32, Folding>,
    long: HashMap<Box<str>, u32>,
}

/// A form as it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form<'a> {
    /// Up to 8 bytes. Words hold no zero bytes, so no two of them are packed alike.
    Short(u64),
    /// Up to 16 bytes.
    Middle(u128),
    /// More.
    Long(&'a str),
}

impl<'a> Form<'a> {
    /// The word of `text` at `span`.
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let length = span.len();
        if length > 16 {
            return Self::Long(span.of(text));
        }
        // Sixteen bytes at once, cut off behind the word, are faster than as many as the word has.
        let bytes = text.as_bytes();
        let packed = match bytes.get(span.start..).and_then(|bytes| bytes.first_chunk::<16>()) {
            Some(bytes) => u128::from_le_bytes(*bytes) & (u128::MAX >> (128 - 8 * length.max(1))),
            None => packed(span.of(text)),
        };
        if length > 8 { Self::Middle(packed) } else { Self::Short(packed as u64) }
    }
}

fn packed(form: &str) -> u128 {
    form.bytes().rev().fold(0, |packed, byte| packed << 8 | u128::from(byte))
}

impl Forms {
    /// The class of `form`, if it was seen before.
    pub(super) fn get(&self, form: Form<'_>) -> Option<u32> {
        match form {
            Form::Short(packed) => self.short.get(&packed),
            Form::Middle(packed) => self.middle.get(&packed),
            Form::Long(form) => self.long.get(form),
        }
        .copied()
    }

    pub(super) fn insert(&mut self, form: Form<'_>, class: u32) {
        match form {
            Form::Short(packed) => self.short.insert(packed, class),
            Form::Middle(packed) => self.middle.insert(packed, class),
            Form::Long(form) => self.long.insert(form.into(), class),
        };
    }

    pub(super) fn len(&self) -> usize {
        self.short.len() + self.middle.len() + self.long.len()
    }
}

/// Hashes one integer by a folded multiplication, with a seed of its own so that no transcript can be
/// made to collide.
#[derive(Debug, Clone)]
struct Folding(u64);

impl Default for Folding {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0_u8))
    }
}

impl BuildHasher for Folding {
    type Hasher = FoldingHasher;

    fn build_hasher(&self) -> FoldingHasher {
        FoldingHasher(self.0)
    }
}

struct FoldingHasher(u64);

impl FoldingHasher {
    fn fold(&mut self, low: u64, high: u64) {
        let product = u128::from(low ^ self.0) * u128::from(high ^ 0x9E37_79B9_7F4A_7C15);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for FoldingHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.fold(number, 0);
    }

    fn write_u128(&mut self, number: u128) {
        self.fold(number as u64, (number >> 64) as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_every_length_are_kept_apart() {
        let mut forms = Forms::default();
        let words: Vec<String> =
            (1..40).flat_map(|n| ["a".repeat(n), "é".repeat(n), format!("{}b", "a".repeat(n))]).collect();
        for (number, word) in (0..).zip(&words) {
            if forms.get(Form::new(word, Span::new(0, word.len()))).is_none() {
                forms.insert(Form::new(word, Span::new(0, word.len())), number);
            }
        }
        for word in &words {
            let first = words.iter().position(|w| w == word).unwrap();
            let text = format!("é {word} and more than sixteen bytes");
            for text in [&text, word] {
                let start = text.find(word.as_str()).unwrap();
                let found = forms.get(Form::new(text, Span::new(start, start + word.len())));
                assert_eq!(found, u32::try_from(first).ok(), "{word}");
            }
        }
        assert_eq!(forms.get(Form::new("b", Span::new(0, 1))), None);
        assert_eq!(forms.get(Form::new(&"c".repeat(30), Span::new(0, 30))), None);
    }
}
