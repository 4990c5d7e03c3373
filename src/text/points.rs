//! Bytes to Unicode code points and back, in constant time.

/// Bytes between two marks.
const BLOCK: usize = 256;

/// A table from which the code-point position of any byte of one text follows, and the reverse.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before each block of [`BLOCK`] bytes; empty when the text is ASCII.
    before: Vec<usize>,
    ascii: bool,
}

impl CodePoints {
    /// Measures `text`. The same text must be handed to the look-ups.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new(), ascii: true };
        }
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(count);
            count += starts(block);
        }
        Self { before, ascii: false }
    }

    /// How many code points stand before `byte`; past the end, all of them.
    pub fn at_byte(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        if self.ascii {
            return byte;
        }
        let block = byte / BLOCK;
        let known = self.before.get(block).copied();
        let (from, count) = match known {
            Some(count) => (block * BLOCK, count),
            None => match self.before.last() {
                Some(&count) => ((self.before.len() - 1) * BLOCK, count),
                None => (0, 0),
            },
        };
        count + text.as_bytes().get(from..byte).map_or(0, starts)
    }

    /// The byte at which code point number `point` begins; `None` past the end of the text.
    pub fn byte_of(&self, text: &str, point: usize) -> Option<usize> {
        if self.ascii {
            return (point <= text.len()).then_some(point);
        }
        let block = self.before.partition_point(|&count| count <= point).saturating_sub(1);
        let mut count = self.before.get(block).copied().unwrap_or(0);
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate().skip(block * BLOCK) {
            if is_start(byte) {
                if count == point {
                    return Some(at);
                }
                count += 1;
            }
        }
        (count == point).then_some(bytes.len())
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_border_goes_there_and_back(text in "\\PC{0,700}") {
            let points = CodePoints::new(&text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at_byte(&text, byte), point);
                prop_assert_eq!(points.byte_of(&text, point), Some(byte));
            }
            let all = text.chars().count();
            prop_assert_eq!(points.at_byte(&text, text.len()), all);
            prop_assert_eq!(points.byte_of(&text, all), Some(text.len()));
            prop_assert_eq!(points.byte_of(&text, all + 1), None);
        }
    }
}
