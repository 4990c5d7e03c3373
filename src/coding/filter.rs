//! A look at the first letters of words, which lets most turns be passed over where no pattern asks for a
//! stem: a set of bits that stays in the nearest cache, where the table of words does not.

use crate::text::Span;

/// Bits for each needle: of a hundred words that are none, a few pass.
const BITS: usize = 128;
/// More bits would not stay near.
const MOST_BITS: usize = 1 << 18;
/// So many first letters of a word are looked at, or as many as the needle has if that is between.
const STARTS: [usize; 6] = [8, 6, 4, 3, 2, 1];
/// The gate looks at so many first letters, or at as many as the shortest needle that is a start.
const GATE: usize = 8;

/// What must stand in a turn for a pattern to match: a word that is this or begins with it, or two or three
/// words that follow each other; folded.
#[derive(Debug, Clone, Copy)]
pub(super) enum Needle<'a> {
    Word(&'a str),
    Pair(&'a str, &'a str),
    Three(&'a str, &'a str, &'a str),
    Start(&'a str),
}

/// Tells of words of ASCII letters and digits whether they may be what a needle asks for. Never says no of
/// those that are.
#[derive(Debug)]
pub(super) struct Filter {
    /// Words, and of several words the last: a first look.
    last: Bits,
    /// The first letters of starts, as many as `gate_mask` says: a first look, too.
    gate: Bits,
    gate_mask: Key,
    /// Everything whole.
    bits: Bits,
    /// How many of the first letters to look at, once for each number in use.
    starts: Vec<Key>,
}

impl Filter {
    pub(super) fn new(needles: &[Needle<'_>]) -> Self {
        let shortest = |needle: &Needle<'_>| match needle {
            Needle::Start(letters) => letters.len(),
            Needle::Word(_) | Needle::Pair(..) | Needle::Three(..) => GATE,
        };
        let gate_mask = Key::first(needles.iter().map(shortest).fold(GATE, usize::min));
        let [last, gate, bits] = [(); 3].map(|()| Bits::for_keys(needles.len()));
        let mut filter = Self { last, gate, gate_mask, bits, starts: Vec::new() };
        needles.iter().for_each(|needle| filter.add(*needle));
        filter
    }

    /// Whether this word may be what a needle asks for, or the last of several words: a first, fast look.
    #[inline]
    pub(super) fn opens(&self, word: Key) -> bool {
        self.last.has(word) | self.gate.has(word.cut(self.gate_mask))
    }

    /// Whether this word, for which the filter [opens](Self::opens), may be what a needle asks for.
    #[inline]
    pub(super) fn passes(&self, word: Key) -> bool {
        self.starts.iter().any(|mask| self.bits.has(word.cut(*mask)))
    }

    /// Whether this word, for which the filter [opens](Self::opens), and those `before` it may be what a needle
    /// asks for.
    #[inline]
    pub(super) fn passes_behind(&self, before: Before, word: Key) -> bool {
        let two = before.second.with(word);
        let three = before.first.with(before.second).with(word);
        self.bits.has(two) | self.bits.has(three)
    }

    fn add(&mut self, needle: Needle<'_>) {
        match needle {
            Needle::Word(word) => {
                self.last.add(Key::whole(word));
                self.add_start(Key::whole(word), Key::first(8));
            }
            Needle::Pair(first, second) => {
                self.last.add(Key::whole(second));
                self.bits.add(Key::whole(first).with(Key::whole(second)));
            }
            Needle::Three(first, second, third) => {
                self.last.add(Key::whole(third));
                self.bits.add(Key::whole(first).with(Key::whole(second)).with(Key::whole(third)));
            }
            Needle::Start(letters) => {
                let length = STARTS.into_iter().find(|length| *length <= letters.len());
                self.gate.add(Key::whole(letters).cut(self.gate_mask));
                self.add_start(Key::whole(letters), Key::first(length.unwrap_or(0)));
            }
        }
    }

    fn add_start(&mut self, key: Key, mask: Key) {
        if !self.starts.contains(&mask) {
            self.starts.push(mask);
        }
        self.bits.add(key.cut(mask));
    }
}

/// The two words before a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    first: Key,
    second: Key,
}

impl Before {
    /// What is before the word that comes after `word`.
    #[inline]
    pub(super) fn then(self, word: Key) -> Self {
        Self { first: self.second, second: word }
    }
}

/// A set of keys that may say yes of others, too: two bits a key, side by side, so that one look is enough.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn for_keys(count: usize) -> Self {
        Self(vec![0; (count * BITS).next_power_of_two().clamp(64, MOST_BITS) / 64])
    }

    fn add(&mut self, key: Key) {
        let (at, both) = self.place(key);
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= both;
        }
    }

    #[inline]
    fn has(&self, key: Key) -> bool {
        let (at, both) = self.place(key);
        self.0.get(at).is_none_or(|bits| bits & both == both)
    }

    #[inline]
    fn place(&self, Key(key): Key) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let both = 1 << (hash & 63) | 1 << (hash >> 6 & 63);
        ((hash >> 12) as usize & (self.0.len() - 1), both)
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
        let letters =
            rest.first_chunk::<8>().map_or_else(|| last_letters(rest), |first| u64::from_le_bytes(*first));
        // Of letters and digits, only capitals lack this bit.
        Self(letters | u64::from_le_bytes([0x20; 8])).cut(Self::first(span.len()))
    }

    fn whole(word: &str) -> Self {
        Self::new(word, Span::new(0, word.len()))
    }

    /// All bits of the first `length` letters.
    #[inline]
    fn first(length: usize) -> Self {
        // Lengths differ from word to word: a branch on them would often be foretold wrong.
        Self(u64::MAX.checked_shr(64 - 8 * length.min(8) as u32).unwrap_or(0))
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

/// The letters of a text that ends before eight of them, as [`Key`] has them.
#[cold]
#[inline(never)]
fn last_letters(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |letters, letter| letters << 8 | u64::from(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passes(filter: &Filter, word: &str) -> bool {
        let passes = |text: &str| {
            let key = Key::new(text, Span::new(3, 3 + word.len()));
            filter.opens(key) && filter.passes(key)
        };
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

    fn pass_behind(filter: &Filter, words: &[&str]) -> bool {
        let mut before = Before::default();
        let mut passes = false;
        for word in words.iter().map(|word| Key::whole(word)) {
            passes = filter.opens(word) && filter.passes_behind(before, word);
            before = before.then(word);
        }
        passes
    }

    #[test]
    fn three_words_pass_in_their_order() {
        let filter = Filter::new(&[Needle::Three("zo", "maar", "wachten"), Needle::Three("ik", "ga", "ik")]);
        let asked = [["zo", "maar", "wachten"], ["ZO", "Maar", "wachten"], ["ik", "ga", "ik"]];
        assert!(asked.iter().all(|words| pass_behind(&filter, words)));
        let others =
            [["maar", "zo", "wachten"], ["x", "maar", "wachten"], ["ga", "ik", "ik"], ["ik", "ik", "ga"]];
        assert!(others.iter().filter(|words| pass_behind(&filter, &words[..])).count() < 2);
    }

    #[test]
    fn pairs_pass_in_their_order() {
        let filter = Filter::new(&[Needle::Pair("gewoon", "wachten"), Needle::Pair("ik", "ga")]);
        let pass = |first, second| pass_behind(&filter, &[first, second]);
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
                    _ => pass_behind(&filter, &[word, &other]),
                };
                prop_assert!(passes(letters) && passes(&letters.to_uppercase()));
            }
        }
    }
}
