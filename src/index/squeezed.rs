//! Derived files of JSON, squeezed: the length of the JSON in four bytes, the lowest first, and the JSON as an
//! LZ4 block.

/// The bytes of such a file.
pub fn squeeze(json: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(json)
}

/// The JSON in such a file; `None` where it is none.
pub fn unsqueeze(bytes: &[u8]) -> Option<Vec<u8>> {
    let (size, block) = lz4_flex::block::uncompressed_size(bytes).ok()?;
    // A damaged length must not take all memory: no byte of LZ4 stands for more than 255.
    if size > block.len().saturating_mul(255) {
        return None;
    }
    lz4_flex::block::decompress(block, size).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_squeezed_comes_back(json in "[a-z{}\":]{0,200}", wrong in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(unsqueeze(&squeeze(json.as_bytes())), Some(json.into_bytes()));
            unsqueeze(&wrong);
        }
    }
}
