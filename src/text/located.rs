//! Finding words in a text when white space and typographic quotes may be written otherwise.

use super::Span;

/// A text in which every run of white space is one blank and quotes are plain, with the way back.
#[derive(Debug, Clone)]
pub struct Searchable {
    folded: String,
    /// For each byte of `folded`, where its character begins in the text; at the end, the end of the text.
    origin: Vec<usize>,
}

impl Searchable {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        let (mut folded, mut origin) =
            (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices() {
            let c = plain(c);
            if c == ' ' && folded.ends_with(' ') {
                continue;
            }
            folded.push(c);
            origin.resize(folded.len(), at);
        }
        origin.push(text.len());
        Self { folded, origin }
    }

    /// Every place of `words` in the text, at most `most` of them, from left to right without overlaps.
    pub fn find(&self, words: &str, most: usize) -> Vec<Span> {
        let wanted = Self::new(words.trim()).folded;
        if wanted.is_empty() {
            return Vec::new();
        }
        let at = |byte: usize| self.origin.get(byte).copied().unwrap_or_default();
        let found = self.folded.match_indices(&wanted).take(most);
        found.map(|(start, hit)| Span::new(at(start), at(start + hit.len()))).collect()
    }
}

fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '´' | '`' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_quotes_may_differ_and_the_place_is_exact() {
        let text = "Ja.  Ze zei:\n“Ik  ga ’s morgens 🙂.” Ja.";
        let found = Searchable::new(text).find(" \"Ik ga 's\nmorgens 🙂.\" ", 9);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["“Ik  ga ’s morgens 🙂.”"]);
        assert_eq!(Searchable::new(text).find("Ja.", 9).len(), 2);
        assert_eq!(Searchable::new(text).find(" ", 9), []);
    }
}
