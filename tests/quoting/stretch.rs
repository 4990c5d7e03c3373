//! Stretches of turns from which quotations are made.

/// Marks that end a sentence or a part of one.
pub(crate) const ENDS: [char; 7] = ['.', ',', ';', ':', '?', '!', '…'];

/// Numbers below a bound, from a seed.
pub(crate) struct Seed(pub(crate) u64);

impl Seed {
    /// A number from `low` to `high`.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        low + (self.0 >> 33) as usize % (high - low + 1)
    }
}

/// A turn without marks that a quotation of it could be at odds with: brackets, quotation marks, line ends.
pub(crate) fn is_plain(text: &str) -> bool {
    let odd = |c: char| "[](){}\"“”‘„«»‹›…\n*<>_/\\=^~".contains(c);
    // An apostrophe that opens or closes a word may be a quotation mark.
    let loose = text.split(' ').any(|word| word.starts_with(['\'', '’']) || word.ends_with(['\'', '’']));
    !text.contains(odd) && !text.contains("  ") && !text.contains("--") && !text.contains("..") && !loose
}

/// The pieces of a text between blanks.
pub(crate) fn pieces(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

/// Without marks at the outer ends.
pub(crate) fn trimmed(text: &str) -> String {
    text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .to_owned()
}

/// Between `low` and `high` pieces that stand together in a text with so many at least, without outer marks.
pub(crate) fn stretch(text: &str, (low, high): (usize, usize), seed: &mut Seed) -> Option<String> {
    let all = pieces(text);
    if all.len() < low || all.iter().any(|piece| piece.is_empty()) {
        return None;
    }
    let length = seed.between(low, high.min(all.len()));
    let from = seed.between(0, all.len() - length);
    let text = trimmed(&all[from..from + length].join(" "));
    (count(&text) >= low).then_some(text)
}

/// A stretch of a plain turn.
pub(crate) fn plain_stretch(text: &str, range: (usize, usize), seed: &mut Seed) -> Option<String> {
    stretch(text, range, seed).filter(|text| is_plain(text))
}

/// How many words a text has.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|piece| piece.chars().any(char::is_alphanumeric)).count()
}

/// A piece as its word and the mark behind it.
pub(crate) fn with_mark(piece: &str) -> (&str, &str) {
    let word = piece.trim_end_matches(ENDS);
    (word, &piece[word.len()..])
}

/// Whether a piece is a word of letters, with a mark behind it at most.
pub(crate) fn is_word(piece: &str) -> bool {
    let (word, _) = with_mark(piece);
    !word.is_empty() && word.chars().all(char::is_alphabetic)
}

/// A number from `low` to `high` where a word stands that `fits`.
pub(crate) fn place(
    all: &[&str],
    (low, high): (usize, usize),
    fits: impl Fn(&str) -> bool,
    seed: &mut Seed,
) -> Option<usize> {
    let high = high.min(all.len().checked_sub(1)?);
    let places: Vec<usize> = (low..=high).filter(|&at| fits(all[at])).collect();
    (!places.is_empty()).then(|| places[seed.between(0, places.len() - 1)])
}
