//! A table of word forms: one look-up a word is what coding and indexing mostly cost.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::Span;

/// Forms with what is known of each: a number, or `()` for a mere set, of which twice as much stays near.
/// Short forms, nearly all, are kept and compared as one or two integers.
#[derive(Debug, Default)]
pub(crate) struct Forms<T> {
    short: Slots<1, T>,
    middle: Slots<2, T>,
    long: HashMap<Box<str>, T>,
}

/// A form as it is looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form<'a> {
    /// Up to 8 bytes. Words hold no zero bytes, so no two of them are packed alike.
    Short([u64; 1]),
    /// Up to 16 bytes.
    Middle([u64; 2]),
    /// More.
    Long(&'a str),
}

impl<'a> Form<'a> {
    /// The word of `text` at `span`.
    #[inline]
    pub(crate) fn new(text: &'a str, span: Span) -> Self {
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
        match length > 8 {
            true => Self::Middle([packed as u64, (packed >> 64) as u64]),
            false => Self::Short([packed as u64]),
        }
    }
}

fn packed(form: &str) -> u128 {
    form.bytes().rev().fold(0, |packed, byte| packed << 8 | u128::from(byte))
}

impl<T: Copy + Default> Forms<T> {
    /// What is known of `form`.
    #[inline]
    pub(crate) fn get(&self, form: Form<'_>) -> Option<T> {
        match form {
            Form::Short(key) => self.short.get(key),
            Form::Middle(key) => self.middle.get(key),
            Form::Long(form) => self.long.get(form).copied(),
        }
    }

    /// 0 when `form` stands in its first place, as most do that are there; else 1. Counted rather than
    /// decided, so that no branch depends on it.
    #[inline]
    pub(crate) fn away(&self, form: Form<'_>) -> u32 {
        let difference = match form {
            Form::Short(key) => self.short.difference(key),
            Form::Middle(key) => self.middle.difference(key),
            Form::Long(_) => 1,
        };
        ((difference | difference.wrapping_neg()) >> 63) as u32
    }

    /// Adds `form`, which is not there yet.
    pub(crate) fn insert(&mut self, form: Form<'_>, known: T) {
        match form {
            Form::Short(key) => self.short.insert(key, known),
            Form::Middle(key) => self.middle.insert(key, known),
            Form::Long(form) => drop(self.long.insert(form.into(), known)),
        }
    }

    /// How many forms there are.
    pub(crate) fn len(&self) -> usize {
        self.short.used + self.middle.used + self.long.len()
    }
}

/// An open table whose entries lie side by side: most look-ups touch one line of memory.
#[derive(Debug)]
struct Slots<const N: usize, T> {
    /// A power of two of them, at least a quarter of them free, which a key of zeros says; or none at all.
    slots: Vec<([u64; N], T)>,
    used: usize,
    /// Of its own, so that no transcript can be made to collide.
    seed: u64,
}

impl<const N: usize, T> Default for Slots<N, T> {
    fn default() -> Self {
        Self { slots: Vec::new(), used: 0, seed: RandomState::new().hash_one(0_u8) }
    }
}

impl<const N: usize, T: Copy + Default> Slots<N, T> {
    #[inline]
    fn get(&self, key: [u64; N]) -> Option<T> {
        let mut at = self.home(key);
        loop {
            let (here, known) = self.slots.get(at)?;
            if *here == key {
                return Some(*known);
            }
            if *here == [0; N] {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    #[inline]
    fn difference(&self, key: [u64; N]) -> u64 {
        let Some((here, _)) = self.slots.get(self.home(key)) else { return 1 };
        here.iter().zip(key).fold(0, |all, (here, key)| all | (here ^ key))
    }

    fn insert(&mut self, key: [u64; N], known: T) {
        if 4 * (self.used + 1) > 3 * self.slots.len() {
            let bigger = vec![([0; N], T::default()); (2 * self.slots.len()).max(1 << 10)];
            let before = std::mem::replace(&mut self.slots, bigger);
            before.into_iter().filter(|(key, _)| *key != [0; N]).for_each(|slot| self.put(slot));
        }
        self.put((key, known));
        self.used += 1;
    }

    fn put(&mut self, slot: ([u64; N], T)) {
        let mut at = self.home(slot.0);
        while let Some(here) = self.slots.get_mut(at) {
            if here.0 == [0; N] {
                *here = slot;
                return;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Where `key` would stand: a folded multiplication of each of its parts.
    #[inline]
    fn home(&self, key: [u64; N]) -> usize {
        let fold = |hash: u64, part: u64| {
            let product = u128::from(part ^ hash) * 0x9E37_79B9_7F4A_7C15;
            product as u64 ^ (product >> 64) as u64
        };
        key.iter().fold(self.seed, |hash, part| fold(hash, *part)) as usize & self.slots.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_every_length_are_kept_apart() {
        let mut forms = Forms::<u32>::default();
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
        assert_eq!(forms.len(), words.iter().collect::<std::collections::HashSet<_>>().len());
        assert_eq!(forms.get(Form::new("b", Span::new(0, 1))), None);
        assert_eq!(forms.get(Form::new(&"c".repeat(30), Span::new(0, 30))), None);
    }

    #[test]
    fn the_table_grows() {
        let mut forms = Forms::<u32>::default();
        let words: Vec<String> =
            (0..5000).map(|n: u32| format!("{}{n}", "x".repeat((n % 9) as usize))).collect();
        for (number, word) in (0..).zip(&words) {
            forms.insert(Form::new(word, Span::new(0, word.len())), number);
        }
        for (number, word) in (0..).zip(&words) {
            assert_eq!(forms.get(Form::new(word, Span::new(0, word.len()))), Some(number));
        }
        let away = |word: &str| forms.away(Form::new(word, Span::new(0, word.len()))) as usize;
        assert!(words.iter().map(|word| away(word)).sum::<usize>() < words.len() / 2);
        assert_eq!(away("none"), 1);
    }
}
