//! Which words of a line became which others.

/// Lines with more pairs of words than this are compared at their ends only.
const MOST_PAIRS: usize = 1 << 20;

/// Characters of the old line, and what stands there in the new one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) new: String,
}

/// A word, or one other character; any blank is as good as another.
#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    /// Its first character, counted from the beginning of the line.
    at: usize,
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        let is_blank = |text: &str| text.chars().all(char::is_whitespace);
        self.text == other.text || (is_blank(self.text) && is_blank(other.text))
    }
}

/// What changed from `old` to `new`, in order; as few words as there can be.
pub(super) fn changes(old: &str, new: &str) -> Vec<Change> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let first = old_tokens.iter().zip(&new_tokens).take_while(|(a, b)| a == b).count();
    let rest = old_tokens.len().min(new_tokens.len()) - first;
    let both = old_tokens.iter().rev().zip(new_tokens.iter().rev());
    let left = both.take(rest).take_while(|(a, b)| a == b).count();
    let inner = |all: &[Token<'_>]| first..all.len() - left;
    let (a, b) = (inner(&old_tokens), inner(&new_tokens));
    let (Some(a_tokens), Some(b_tokens)) = (old_tokens.get(a.clone()), new_tokens.get(b)) else {
        return Vec::new();
    };
    let kept =
        if a_tokens.len() * b_tokens.len() > MOST_PAIRS { Vec::new() } else { kept(a_tokens, b_tokens) };
    let end = old_tokens.get(a.end).map_or_else(|| old.chars().count(), |token| token.at);
    between(a_tokens, b_tokens, &kept, end)
}

/// What stands between the tokens that are kept. `end` is the character behind the last token of `a`.
fn between(a: &[Token<'_>], b: &[Token<'_>], kept: &[(usize, usize)], end: usize) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in kept.iter().copied().chain([(a.len(), b.len())]) {
        if next_i > i || next_j > j {
            let place = |at: usize| a.get(at).map_or(end, |token| token.at);
            let new = b.get(j..next_j).unwrap_or_default().iter().map(|token| token.text).collect();
            changes.push(Change { from: place(i), to: place(next_i), new });
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    changes
}

/// The longest row of tokens that both have, as places in `a` and `b`.
fn kept(a: &[Token<'_>], b: &[Token<'_>]) -> Vec<(usize, usize)> {
    // How long the row is from here on, for each place in `a` and `b`.
    let mut rows: Vec<Vec<usize>> = vec![vec![0; b.len() + 1]];
    for token in a.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0; b.len() + 1];
        let mut right = 0;
        for (j, other) in b.iter().enumerate().rev() {
            let down = |at: usize| below.get(at).copied().unwrap_or(0);
            right = if token == other { down(j + 1) + 1 } else { down(j).max(right) };
            if let Some(cell) = row.get_mut(j) {
                *cell = right;
            }
        }
        rows.push(row);
    }
    rows.reverse();
    let length = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    let (mut i, mut j) = (0, 0);
    let mut kept = Vec::new();
    while let (Some(token), Some(other)) = (a.get(i), b.get(j)) {
        if token == other {
            kept.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if length(i + 1, j) >= length(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut begun) = (Vec::new(), None);
    for (at, (byte, c)) in text.char_indices().enumerate() {
        if c.is_alphanumeric() {
            begun.get_or_insert((at, byte));
            continue;
        }
        if let Some((at, from)) = begun.take() {
            tokens.push(Token { text: text.get(from..byte).unwrap_or(""), at });
        }
        tokens.push(Token { text: text.get(byte..byte + c.len_utf8()).unwrap_or(""), at });
    }
    if let Some((at, from)) = begun {
        tokens.push(Token { text: text.get(from..).unwrap_or(""), at });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn put(old: &str, changes: &[Change]) -> String {
        let old: Vec<char> = old.chars().collect();
        let (mut new, mut at) = (String::new(), 0);
        for change in changes {
            new.extend(&old[at..change.from]);
            new.push_str(&change.new);
            at = change.to;
        }
        new.extend(&old[at..]);
        new
    }

    #[test]
    fn each_word_that_changed_is_a_change() {
        let found = changes("[cliënt, De Kade]", "[buur, De Brug]");
        let found: Vec<_> = found.iter().map(|c| (c.from, c.to, c.new.as_str())).collect();
        assert_eq!(found, [(1, 7, "buur"), (12, 16, "Brug")]);
        assert_eq!(changes("a b", "a\u{a0}b"), []);
        assert_eq!(put("a", &changes("a", "a, b")), "a, b");
    }

    proptest! {
        #[test]
        fn changes_make_the_new_line(old in "[ab, é]{0,12}", new in "[ab, é]{0,12}") {
            prop_assert_eq!(put(&old, &changes(&old, &new)), new);
        }
    }
}
