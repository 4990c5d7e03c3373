//! Sentences inside a turn.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::ascii_borders::{ascii_borders, ascii_twin};

/// Words that end in a full stop without ending a sentence (Dutch and English), lower case.
const ABBREVIATIONS: &[&str] = &[
    "a.u.b.", "bijv.", "blz.", "bv.", "ca.", "d.w.z.", "dhr.", "dr.", "drs.", "e.a.", "e.d.", "e.g.", "enz.",
    "evt.", "excl.", "i.e.", "i.p.v.", "i.v.m.", "incl.", "ing.", "ir.", "jl.", "m.a.w.", "m.b.t.", "max.",
    "mej.", "mevr.", "min.", "mr.", "mrs.", "ms.", "mw.", "n.a.v.", "n.v.t.", "nl.", "no.", "nr.", "o.a.",
    "o.i.", "o.l.v.", "p.", "pag.", "prof.", "resp.", "st.", "st.-", "t.a.v.", "t.e.m.", "t.o.v.", "tel.",
    "vgl.", "vb.", "vs.", "z.g.", "zgn.", "zr.",
];

/// The sentences of `turn`, each without outer blanks; positions are bytes in `turn`.
///
/// Unicode's sentence borders (UAX #29), not broken after known abbreviations; a single line break is
/// a blank, an empty line a border; a turn without any sentence mark is cut at its line breaks.
pub fn sentences(turn: &str) -> Vec<Span> {
    let is_mark = |byte| matches!(byte, b'.' | b'!' | b'?');
    if !turn.bytes().any(is_mark) && !turn.contains(['…', '。']) {
        return spans_between(turn, turn.match_indices('\n').map(|(at, _)| at + 1));
    }
    let flat = without_single_breaks(turn);
    let mut begin = 0;
    let ends_here = |end: &usize| {
        let piece = Span::new(std::mem::replace(&mut begin, *end), *end).of(&flat);
        !ends_in_abbreviation(piece)
    };
    spans_between(turn, borders(&flat).into_iter().filter(ends_here))
}

/// Where sentences end by UAX #29.
fn borders(text: &str) -> Vec<usize> {
    if text.is_ascii() {
        return ascii_borders(text);
    }
    match ascii_twin(text) {
        Some(twin) => ascii_borders(&twin),
        None => text.split_sentence_bound_indices().map(|(at, piece)| at + piece.len()).collect(),
    }
}

/// The text with single line breaks as blanks, of the same length.
fn without_single_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let is_break = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'\n');
    let flat = text
        .char_indices()
        .map(|(at, c)| match c {
            '\n' if !is_break(at.checked_sub(1)) && !is_break(Some(at + 1)) => ' ',
            c => c,
        })
        .collect();
    Cow::Owned(flat)
}

fn ends_in_abbreviation(piece: &str) -> bool {
    let trimmed = piece.trim_end();
    if trimmed.len() == piece.len() || !trimmed.ends_with('.') {
        return false;
    }
    let last = trimmed.rsplit(|c: char| c.is_whitespace() || "(\"'“‘„[".contains(c)).next().unwrap_or("");
    ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

fn spans_between(text: &str, borders: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for end in borders.chain(std::iter::once(text.len())) {
        let span = Span::new(start, end).trimmed(text);
        if !span.is_empty() {
            spans.push(span);
        }
        start = end;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(turn: &str) -> Vec<&str> {
        sentences(turn).into_iter().map(|span| span.of(turn)).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            said("Ik heb dr. Peeters gebeld. Die zei: bv. Morgen! Echt?"),
            ["Ik heb dr. Peeters gebeld.", "Die zei: bv. Morgen!", "Echt?"]
        );
    }

    #[test]
    fn wrapped_lines_stay_together_and_paragraphs_do_not() {
        assert_eq!(said("Ik wacht\nal weken. Ja"), ["Ik wacht\nal weken.", "Ja"]);
        assert_eq!(said("Zonder punt\n\nTweede alinea."), ["Zonder punt", "Tweede alinea."]);
    }

    #[test]
    fn without_marks_the_lines_are_the_sentences() {
        assert_eq!(said("ja maar\nik heb gebeld"), ["ja maar", "ik heb gebeld"]);
        assert!(sentences("").is_empty());
    }

    proptest! {
        #[test]
        fn sentences_cover_everything_said_once(turn in "[a-zé .!?\n]{0,120}") {
            let spans = sentences(&turn);
            let mut last = 0;
            for span in &spans {
                prop_assert!(span.start >= last && !span.of(&turn).is_empty());
                last = span.end;
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let kept: usize = spans.iter().map(|s| letters(s.of(&turn))).sum();
            prop_assert_eq!(kept, letters(&turn));
        }
    }
}
