//! Numbers and words in as few bytes as they need, for what only the index reads: a number is written in
//! groups of seven bits, the lowest first (LEB128); words stand behind their length in bytes.

/// Writes a record.
#[derive(Debug, Default)]
pub(super) struct Packer {
    /// What was written so far.
    pub(super) bytes: Vec<u8>,
}

impl Packer {
    pub(super) fn number(&mut self, number: u64) {
        let mut left = number;
        while left > 0x7F {
            self.bytes.push(left as u8 | 0x80);
            left >>= 7;
        }
        self.bytes.push(left as u8);
    }

    pub(super) fn size(&mut self, size: usize) {
        self.number(size as u64);
    }

    /// Nothing is 0, so a number counts from 1; the very last number is taken for the one before.
    pub(super) fn maybe(&mut self, number: Option<u64>) {
        self.number(number.map_or(0, |number| number.saturating_add(1)));
    }

    pub(super) fn words(&mut self, words: &str) {
        self.size(words.len());
        self.bytes.extend_from_slice(words.as_bytes());
    }

    pub(super) fn maybe_words(&mut self, words: Option<&str>) {
        self.number(u64::from(words.is_some()));
        if let Some(words) = words {
            self.words(words);
        }
    }
}

/// Reads a record; `None` where it is not what was written.
#[derive(Debug)]
pub(super) struct Unpacker<'a> {
    left: &'a [u8],
}

impl<'a> Unpacker<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { left: bytes }
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, left) = self.left.split_first()?;
            self.left = left;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn maybe(&mut self) -> Option<Option<u64>> {
        Some(self.number()?.checked_sub(1))
    }

    pub(super) fn words(&mut self) -> Option<&'a str> {
        let size = self.size()?;
        let (words, left) = self.left.split_at_checked(size)?;
        self.left = left;
        std::str::from_utf8(words).ok()
    }

    pub(super) fn maybe_words(&mut self) -> Option<Option<&'a str>> {
        match self.number()? {
            0 => Some(None),
            _ => self.words().map(Some),
        }
    }

    /// Several things, each read by `one`. A wrong count ends with the bytes, not with the memory.
    pub(super) fn several<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.size()?;
        (0..count).map(|_| one(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(number: u64, maybe: Option<u32>, words in "\\PC{0,9}", more: bool) {
            let mut packer = Packer::default();
            packer.number(number);
            packer.maybe(maybe.map(u64::from));
            packer.words(&words);
            packer.maybe_words(more.then_some(words.as_str()));
            let mut unpacker = Unpacker::new(&packer.bytes);
            prop_assert_eq!(unpacker.number(), Some(number));
            prop_assert_eq!(unpacker.maybe(), Some(maybe.map(u64::from)));
            prop_assert_eq!(unpacker.words(), Some(words.as_str()));
            prop_assert_eq!(unpacker.maybe_words(), Some(more.then_some(words.as_str())));
            prop_assert_eq!(unpacker.number(), None);
        }

        #[test]
        fn anything_else_is_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut unpacker = Unpacker::new(&bytes);
            unpacker.several(|u| u.maybe_words().map(|words| words.map(str::to_owned)));
            unpacker.number();
        }
    }
}
