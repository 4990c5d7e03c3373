use proptest::prelude::*;

use super::transcript;
use crate::anchor::{Carrier, Fate};
use crate::text::{Span, words};
use crate::transcript::Transcript;

/// A conversation of a few people with few words, so that much is repeated.
fn conversation() -> impl Strategy<Value = String> {
    let turn = ("[AB]", "(ja|nee|dat|wel|hé)( (ja|nee|dat|wel|…))*[.!]?");
    let line = turn.prop_map(|(who, said)| format!("{who}: {said}"));
    proptest::collection::vec(line, 1..12).prop_map(|lines| lines.join("\n"))
}

/// Every stretch of a few words within a turn.
fn passages(transcript: &Transcript) -> Vec<Span> {
    let mut all = Vec::new();
    for turn in &transcript.turns {
        let spans: Vec<Span> =
            words(transcript.words_of(turn)).map(|word| word.shift(turn.span.start)).collect();
        for (at, first) in spans.iter().enumerate() {
            all.extend(spans.iter().skip(at).take(4).map(|last| Span::new(first.start, last.end)));
        }
    }
    all
}

fn said(transcript: &Transcript, span: Span) -> Vec<&str> {
    let text = span.of(&transcript.text);
    words(text).map(|word| word.of(text)).collect()
}

fn speaker_at(transcript: &Transcript, span: Span) -> Option<&str> {
    let turn = transcript.turns.iter().find(|turn| turn.span.overlaps(span))?;
    transcript.speaker_of(turn).map(|speaker| speaker.label.as_str())
}

proptest! {
    #[test]
    fn nothing_moves_when_no_word_changed(lines in conversation()) {
        let old = transcript(&lines);
        let new = transcript(&lines.replace('.', "!"));
        let carrier = Carrier::new(&old, &new);
        for span in passages(&old) {
            prop_assert_eq!(carrier.fate(span), Fate::Same(span));
        }
    }

    #[test]
    fn the_same_words_by_the_same_speaker(a in conversation(), b in conversation()) {
        let (old, new) = (transcript(&a), transcript(&b));
        let carrier = Carrier::new(&old, &new);
        for span in passages(&old) {
            let (Fate::Same(place) | Fate::Changed(place)) = carrier.fate(span) else { continue };
            prop_assert!(new.text.get(place.start..place.end).is_some());
            let was = speaker_at(&old, span);
            let renamed = carrier.renamed().iter().find(|(label, _)| Some(label.as_str()) == was);
            prop_assert_eq!(renamed.map(|(_, label)| label.as_str()).or(was), speaker_at(&new, place));
            if carrier.fate(span) == Fate::Same(place) {
                prop_assert_eq!(said(&old, span), said(&new, place));
            }
        }
    }

    #[test]
    fn any_span_of_any_texts_has_a_fate(a in "\\PC{0,60}", b in "\\PC{0,60}", from in 0usize..70, len in 0usize..70) {
        let (old, new) = (transcript(&a), transcript(&b));
        if let Fate::Same(place) | Fate::Changed(place) = Carrier::new(&old, &new).fate(Span::new(from, from + len)) {
            prop_assert!(place.end <= new.text.len().max(from + len));
        }
    }
}
