//! The rules of carrying over, one a test, on invented conversations.

mod properties;
mod rules;

use super::Fate;
use crate::text::Span;
use crate::transcript::{Transcript, Turn};

/// A transcript of lines `Label: words`; a line without label has no speaker, and one that begins with
/// `#` is outside every turn.
fn transcript(lines: &str) -> Transcript {
    let mut transcript = Transcript { text: lines.to_owned(), ..Transcript::default() };
    let mut at = 0;
    for line in lines.split('\n') {
        let end = at + line.len();
        let (label, from) = match line.split_once(": ") {
            Some((label, _)) => (Some(label), at + label.len() + 2),
            None => (None, at),
        };
        if !line.is_empty() && !line.starts_with('#') {
            let speaker = label.map(|label| transcript.speaker_index(label));
            let span = Span::new(from, end).trimmed(lines);
            transcript.turns.push(Turn { speaker, ..Turn::new(span) });
        }
        at = end + 1;
    }
    transcript
}

/// The only place of `words` in `text`.
fn place(text: &str, words: &str) -> Span {
    let at = text.find(words).expect("the words are there");
    assert_eq!(text.rfind(words), Some(at), "`{words}` stands there once");
    Span::new(at, at + words.len())
}

/// What a fate comes to, for people: `same: words`, `changed: words`, or why it waits.
fn told(fate: &Fate, text: &str) -> String {
    use super::Why::{Ambiguous, Deleted, OtherSpeaker};
    match fate {
        Fate::Same(span) => format!("same: {}", span.of(text)),
        Fate::Changed(span) => format!("changed: {}", span.of(text)),
        Fate::Waits(Deleted) => "deleted".to_owned(),
        Fate::Waits(OtherSpeaker(span)) => format!("other speaker: {}", span.of(text)),
        Fate::Waits(Ambiguous(places)) => {
            let places: Vec<&str> = places.iter().map(|span| span.of(text)).collect();
            format!("ambiguous: {}", places.join(" / "))
        }
    }
}
