//! Runs of letters: where words can be, many bytes at a time.

use super::Span;

/// Bytes looked at together.
const BLOCK: usize = 64;

/// The runs of ASCII letters and digits and of all beyond ASCII, in order. No word goes over the border of
/// a run, and a run of ASCII alone is one word.
pub(crate) fn runs(text: &str) -> Runs<'_> {
    Runs { bytes: text.as_bytes(), next: 0, borders: 0, is_within: false }
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
}

impl Iterator for Runs<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        let start = self.border()?;
        Some(Span::new(start, self.border().unwrap_or(self.bytes.len())))
    }
}

impl Runs<'_> {
    /// The next start or end of a run: they take turns.
    #[inline(always)]
    fn border(&mut self) -> Option<usize> {
        while self.borders == 0 {
            self.next_block()?;
        }
        let at = self.next - BLOCK + self.borders.trailing_zeros() as usize;
        self.borders &= self.borders - 1;
        Some(at)
    }

    /// Looks at one more block; `None` at the end.
    #[inline(never)]
    fn next_block(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.next..).filter(|rest| !rest.is_empty())?;
        let inside = match rest.first_chunk::<BLOCK>() {
            Some(block) => inside(block),
            None => {
                let mut block = [b' '; BLOCK];
                block.get_mut(..rest.len())?.copy_from_slice(rest);
                inside(&block)
            }
        };
        self.borders = inside ^ (inside << 1 | u64::from(self.is_within));
        self.is_within = inside >> (BLOCK - 1) == 1;
        self.next += BLOCK;
        Some(())
    }
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
                assert_eq!(runs(&text).collect::<Vec<_>>(), slow(&text), "{text:?}");
            }
        }
        assert_eq!(runs("").next(), None);
    }

    proptest! {
        #[test]
        fn words_lie_within_runs(text in "[aZ9 .’é_]{0,200}|[a-z]{0,200}|\\PC{0,200}") {
            let all: Vec<Span> = runs(&text).collect();
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
