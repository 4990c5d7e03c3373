//! Runs of letters: where words can be, many bytes at a time.

use super::Span;

/// Bytes looked at together.
const BLOCK: usize = 64;

/// Letters and digits that follow each other, and all beyond ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it stands.
    pub(crate) span: Span,
    /// Whether there is nothing beyond ASCII near it.
    is_plain: bool,
}

impl Run {
    /// Whether this run of `text` is ASCII, and therefore one word.
    #[inline]
    pub(crate) fn is_ascii(self, text: &str) -> bool {
        self.is_plain || self.span.of(text).is_ascii()
    }
}

/// The runs of ASCII letters and digits and of all beyond ASCII, in order. No word goes over the border of
/// a run, and a run of ASCII alone is one word.
pub(crate) fn runs(text: &str) -> Runs<'_> {
    Runs { bytes: text.as_bytes(), next: 0, borders: 0, is_within: false, is_plain: true, was_plain: true }
}

/// The iterator that [`runs`] returns.
#[derive(Debug)]
pub(crate) struct Runs<'a> {
    bytes: &'a [u8],
    /// Where the next block begins.
    next: usize,
    /// The borders left in the present block, a bit each, the first the lowest.
    borders: u64,
    /// Whether the present block ends within a run.
    is_within: bool,
    /// Whether the present block is ASCII.
    is_plain: bool,
    /// Whether all blocks since the beginning of the present run are.
    was_plain: bool,
}

impl Iterator for Runs<'_> {
    type Item = Run;

    #[inline]
    fn next(&mut self) -> Option<Run> {
        let start = self.border()?;
        self.was_plain = self.is_plain;
        let end = self.border().unwrap_or(self.bytes.len());
        Some(Run { span: Span::new(start, end), is_plain: self.was_plain })
    }
}

impl Runs<'_> {
    /// The next start or end of a run: they take turns.
    #[inline(always)]
    fn border(&mut self) -> Option<usize> {
        while self.borders == 0 {
            let Block { inside, is_plain } = block(self.bytes, self.next)?;
            self.borders = inside ^ (inside << 1 | u64::from(self.is_within));
            self.is_within = inside >> (BLOCK - 1) == 1;
            self.is_plain = is_plain;
            self.was_plain &= is_plain;
            self.next += BLOCK;
        }
        let at = self.next - BLOCK + self.borders.trailing_zeros() as usize;
        self.borders &= self.borders - 1;
        Some(at)
    }
}

/// What is known of some bytes.
struct Block {
    /// A bit for each that is part of a run.
    inside: u64,
    /// Whether all are ASCII.
    is_plain: bool,
}

/// Looks at the block from `at`; `None` at the end. Apart from the iterator, whose state then stays in registers.
#[inline(never)]
fn block(bytes: &[u8], at: usize) -> Option<Block> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    let look = |block: &[u8; BLOCK]| Block { inside: inside(block), is_plain: block.is_ascii() };
    Some(match rest.first_chunk::<BLOCK>() {
        Some(block) => look(block),
        None => {
            let mut block = [b' '; BLOCK];
            block.get_mut(..rest.len())?.copy_from_slice(rest);
            look(&block)
        }
    })
}

/// Whether the byte of `text` at `at` is part of a run.
pub(crate) fn is_in_run(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

/// A bit for each byte that is part of a run. Without branches, so that the compiler takes many at once.
#[inline]
fn inside(block: &[u8; BLOCK]) -> u64 {
    let flags = block.map(|byte| {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        u8::from(letter | digit | (byte >= 0x80))
    });
    // The multiplication brings the lowest bits of eight bytes together in the highest byte.
    let (eights, _) = flags.as_chunks::<8>();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;
    use proptest::prelude::*;

    fn slow(text: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| is_inside(*byte)) {
            match spans.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end += 1,
                None => spans.push(Span::new(at, at + 1)),
            }
        }
        spans
    }

    #[test]
    fn every_byte_is_in_or_out() {
        for c in (0..=0xFF_u8).map(char::from) {
            for text in [format!("{c}"), format!("a{c}b"), format!("{}{c}{}", " ".repeat(62), "z".repeat(70))]
            {
                assert_eq!(runs(&text).map(|run| run.span).collect::<Vec<_>>(), slow(&text), "{text:?}");
                assert!(runs(&text).all(|run| run.is_ascii(&text) == run.span.of(&text).is_ascii()));
            }
        }
        assert_eq!(runs("").next(), None);
    }

    proptest! {
        #[test]
        fn words_lie_within_runs(text in "[aZ9 .’é_]{0,200}|[a-z]{0,200}|\\PC{0,200}") {
            prop_assert!(runs(&text).all(|run| run.is_ascii(&text) == run.span.of(&text).is_ascii()));
            let all: Vec<Span> = runs(&text).map(|run| run.span).collect();
            prop_assert_eq!(&all, &slow(&text));
            for word in words(&text) {
                prop_assert!(all.iter().any(|run| run.contains(word)));
            }
            for run in all.iter().filter(|run| run.of(&text).is_ascii()) {
                prop_assert!(words(&text).any(|word| word == *run));
            }
        }
    }
}
