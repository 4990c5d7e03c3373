//! Which paragraph of a document is which block: that with its words, and where the same words stand several times, the
//! first is the first.

use std::collections::HashMap;

use super::Block;
use super::styles::squeezed;

/// What was `found` of the paragraphs of a document, in order and each with its words squeezed, for every block. Where
/// words stand as often in the blocks, it goes by their order; else what `uneven` makes of them for so many blocks.
pub(super) fn in_order<T>(
    blocks: &[Block],
    found: Vec<(String, T)>,
    uneven: impl Fn(Vec<T>, usize) -> Vec<T>,
) -> Vec<Option<T>> {
    let mut of: HashMap<String, Vec<T>> = HashMap::new();
    for (words, what) in found {
        of.entry(words).or_default().push(what);
    }
    let words: Vec<String> = blocks.iter().map(|block| squeezed(&block.text)).collect();
    let mut standing: HashMap<&str, usize> = HashMap::new();
    words.iter().for_each(|words| *standing.entry(words).or_default() += 1);
    for (words, all) in &mut of {
        let blocks = standing.get(words.as_str()).copied().unwrap_or_default();
        if all.len() != blocks {
            *all = uneven(std::mem::take(all), blocks);
        }
        // The first is taken first.
        all.reverse();
    }
    words.iter().map(|words| of.get_mut(words).and_then(Vec::pop)).collect()
}
