//! A look at the first letters of a word, which lets most turns be passed over where no pattern asks for a
//! stem: a set of bits that stays in the nearest cache, where the table of words does not.

use crate::text::Span;

/// Bits for each needle: of a hundred words that are none, a few pass.
const BITS: usize = 128;
/// More bits would not stay near.
const MOST_BITS: usize = 1 << 18;
/// So many first letters of a word are looked at, or as many as the needle has if that is between.
const STARTS: [usize; 6] = [8, 6, 4, 3, 2, 1];

/// What must stand in a turn for a pattern to match: a word that is this or begins with it, or two words
/// that follow each other; folded.
#[derive(Debug, Clone, Copy)]
pub(super) enum Needle<'a> {
    Word(&'a str),
    Pair(&'a str, &'a str),
    Start(&'a str),
}

/// Tells of words of ASCII letters and digits whether they may be what a needle asks for. Never says no of
/// those that are.
#[derive(Debug)]
pub(super) struct Filter {
    /// A power of two of them.
    bits: Vec<u64>,
    /// How many of the first letters to look at, once for each number in use.
    starts: Vec<Key>,
}

impl Filter {
    pub(super) fn new(needles: &[Needle<'_>]) -> Self {
        let size = (needles.len() * BITS).next_power_of_two().clamp(64, MOST_BITS);
        let mut filter = Self { bits: vec![0; size / 64], starts: Vec::new() };
        for needle in needles {
            match *needle {
                Needle::Word(word) => filter.add_start(Key::whole(word), Key::first(8)),
                Needle::Pair(first, second) => filter.add(Key::whole(first).with(Key::whole(second))),
                Needle::Start(letters) => {
                    let length = STARTS.into_iter().find(|length| *length <= letters.len());
                    filter.add_start(Key::whole(letters), Key::first(length.unwrap_or(0)));
                }
            }
        }
        filter
    }

    /// Whether this word may be what a needle asks for.
    #[inline]
    pub(super) fn passes(&self, word: Key) -> bool {
        self.starts.iter().fold(false, |any, mask| any | self.has(word.cut(*mask)))
    }

    /// Whether these two words, one after the other, may be what a needle asks for.
    #[inline]
    pub(super) fn passes_pair(&self, first: Key, second: Key) -> bool {
        self.has(first.with(second))
    }

    fn add_start(&mut self, key: Key, mask: Key) {
        if !self.starts.contains(&mask) {
            self.starts.push(mask);
        }
        self.add(key.cut(mask));
    }

    fn add(&mut self, key: Key) {
        let (at, bit) = self.place(key);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    #[inline]
    fn has(&self, key: Key) -> bool {
        let (at, bit) = self.place(key);
        self.bits.get(at).is_none_or(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(&self, Key(key): Key) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        ((hash >> 6) as usize & (self.bits.len() - 1), 1 << (hash & 63))
    }
}

/// The first eight letters of a word, in lower case, a byte each; zeros behind a shorter one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key(u64);

impl Key {
    /// Of the word of `text` at `span`, which is ASCII.
    #[inline]
    pub(super) fn new(text: &str, span: Span) -> Self {
        let rest = text.as_bytes().get(span.start..).unwrap_or_default();
        let letters = match rest.first_chunk::<8>() {
            Some(letters) => u64::from_le_bytes(*letters),
            None => rest.iter().rev().fold(0, |letters, letter| letters << 8 | u64::from(*letter)),
        };
        // Of letters and digits, only capitals lack this bit.
        Self(letters | u64::from_le_bytes([0x20; 8])).cut(Self::first(span.len()))
    }

    fn whole(word: &str) -> Self {
        Self::new(word, Span::new(0, word.len()))
    }

    /// All bits of the first `length` letters.
    #[inline]
    fn first(length: usize) -> Self {
        Self(match length {
            0 => 0,
            1..8 => u64::MAX >> (64 - 8 * length),
            _ => u64::MAX,
        })
    }

    #[inline]
    fn cut(self, mask: Self) -> Self {
        Self(self.0 & mask.0)
    }

    /// One for both, in this order.
    #[inline]
    fn with(self, next: Self) -> Self {
        Self(self.0.wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(32) ^ next.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passes(filter: &Filter, word: &str) -> bool {
        let passes = |text: &str| filter.passes(Key::new(text, Span::new(3, 3 + word.len())));
        assert_eq!(passes(&format!("é {word}, and more")), passes(&format!("é {word}")));
        passes(&format!("é {word}"))
    }

    #[test]
    fn most_words_do_not_pass() {
        let filter = Filter::new(&[Needle::Word("wachten"), Needle::Start("vertrouw"), Needle::Start("bel")]);
        let passing = ["wachten", "WACHTEN", "vertrouwen", "Bel", "belde"];
        assert!(passing.iter().all(|word| passes(&filter, word)));
        let others = ["wachtend", "wacht", "vertrouw3", "be", "gebeld", "x", "iets", "7"];
        assert!(others.iter().filter(|word| passes(&filter, word)).count() < 3);
        assert!(!passes(&Filter::new(&[]), "iets"));
    }

    #[test]
    fn pairs_pass_in_their_order() {
        let pass = |first, second| {
            let filter = Filter::new(&[Needle::Pair("gewoon", "wachten"), Needle::Pair("ik", "ga")]);
            filter.passes_pair(Key::whole(first), Key::whole(second))
        };
        assert!(pass("gewoon", "wachten") && pass("Gewoon", "WACHTEN") && pass("IK", "ga"));
        let others =
            [("wachten", "gewoon"), ("gewoon", "gewoon"), ("ik", "wachten"), ("ga", "ik"), ("ik", "g")];
        assert!(others.iter().filter(|(first, second)| pass(first, second)).count() < 2);
    }

    proptest! {
        #[test]
        fn what_is_asked_for_always_passes(
            needles in proptest::collection::vec((0u8..3, "[a-c0é]{0,11}"), 0..9),
            other in "[a-cA0]{1,9}",
        ) {
            let asked: Vec<Needle<'_>> = needles.iter().map(|(kind, letters)| match kind {
                0 => Needle::Word(letters),
                1 => Needle::Start(letters),
                _ => Needle::Pair(letters, &other),
            }).collect();
            let filter = Filter::new(&asked);
            for (kind, letters) in needles.iter().filter(|(_, letters)| letters.is_ascii() && !letters.is_empty()) {
                let passes = |word: &str| match kind {
                    0 => passes(&filter, word),
                    1 => passes(&filter, &format!("{word}{other}")),
                    _ => filter.passes_pair(Key::whole(word), Key::whole(&other)),
                };
                prop_assert!(passes(letters) && passes(&letters.to_uppercase()));
            }
        }
    }
}
