//! The pipeline as a library, without files and without the binary: bytes to transcript to codings.

use verbatim::codebook::Codebook;
use verbatim::coding::{Matcher, TurnContext};
use verbatim::source::{Settings, read};
use verbatim::text::Language;

#[test]
fn bytes_become_a_transcript_and_codings() {
    let reading = read("fg1.txt", crate::buurt::FOCUS_GROUP.as_bytes(), &Settings::default()).unwrap();
    let transcript = reading.transcript;
    assert_eq!(transcript.turns.len(), 8);
    let files = [("buurt.yaml".to_owned(), crate::buurt::CODEBOOK.to_owned())];
    let (codebook, diagnostics) = Codebook::load(&files);
    assert_eq!(diagnostics, []);
    let contexts: Vec<TurnContext<'_>> = transcript
        .turns
        .iter()
        .map(|turn| {
            let asks = transcript.speaker_of(turn).is_some_and(|s| s.label == "Moderator");
            TurnContext { role: None, asks, language: Language::DUTCH }
        })
        .collect();
    let codings = Matcher::new(&codebook).code(&transcript, &contexts);
    let said: Vec<(&str, &str)> = codings
        .iter()
        .map(|coding| (codebook.codes[coding.code].path.as_str(), coding.span.of(&transcript.text)))
        .collect();
    assert_eq!(said.len(), 11);
    assert_eq!(
        said[..2],
        [
            ("access/waiting", "Ik wacht al drie weken op een antwoord."),
            ("relationship/trust", "Dat vertrouw ik niet meer."),
        ]
    );
    for coding in &codings {
        let turn = &transcript.turns[coding.turn];
        assert!(turn.span.start <= coding.span.start && coding.span.end <= turn.span.end);
    }
}

#[test]
fn what_cannot_be_read_is_a_value_not_a_panic() {
    let refused = read("opname.mp3", b"ID3\x04", &Settings::default()).unwrap_err();
    assert!(refused.not_a_transcript);
    let refused = read("fg1.docx", b"PK\x03\x04 half", &Settings::default()).unwrap_err();
    assert!(!refused.not_a_transcript && !refused.hint.is_empty());
}
