//! Bytes of a text file to text, with what there is to say about the encoding.

use crate::diag::Diagnostic;
use crate::text::{decode, garbled_word};

/// The decoded text of `bytes` and what was noticed.
pub(super) fn open(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let decoded = decode(bytes);
    let mut notes = Vec::new();
    let name = decoded.encoding.name();
    if decoded.damaged {
        let message = format!("some bytes make no sense in {name}; they show as \u{fffd}");
        notes.push(
            Diagnostic::warning(message).hint("save the file again as UTF-8 from the program that made it"),
        );
    } else if decoded.guessed {
        notes.push(guessed(name, &decoded.text));
    }
    if let Some(sample) = twice_encoded(&decoded.text) {
        let message =
            format!("letters seem to have been encoded twice (`{sample}`); the text is left as it is");
        let hint =
            "export the file again as UTF-8, or repair it in an editor (open as UTF-8, save as Windows-1252)";
        notes.push(Diagnostic::warning(message).hint(hint));
    }
    (decoded.text, notes)
}

/// What is said of a text whose encoding nothing declares.
fn guessed(name: &str, text: &str) -> Diagnostic {
    let Some(word) = garbled_word(text) else {
        let message = format!("the encoding is not declared; read as {name}");
        return Diagnostic::note(message).hint("if letters such as é look wrong, save the file as UTF-8");
    };
    let message = format!(
        "the encoding is not declared and may not be {name}, as it is read: words have signs in them (`{word}`)"
    );
    let hint = "open the file in the program that made it and save it as UTF-8, before you code or quote it";
    Diagnostic::warning(message).hint(hint)
}

/// A sample of UTF-8 that was read as Windows-1252 and encoded again (`Ã©` for `é`), if there is any.
fn twice_encoded(text: &str) -> Option<&str> {
    let suspects = |lead: char, next: char| match lead {
        'Ã' => matches!(
            next,
            '\u{80}'
                ..='\u{bf}'
                    | '€'
                    | '‚'
                    | 'ƒ'
                    | '„'
                    | '…'
                    | '†'
                    | '‡'
                    | 'ˆ'
                    | '‰'
                    | 'Š'
                    | '‹'
                    | 'Œ'
                    | 'Ž'
        ),
        'â' => next == '€' || next == '\u{80}',
        _ => false,
    };
    for (at, _) in text.match_indices(['Ã', 'â']) {
        let mut chars = text.get(at..).unwrap_or("").chars();
        if let (Some(lead), Some(next)) = (chars.next(), chars.next())
            && suspects(lead, next)
        {
            return text.get(at..at + lead.len_utf8() + next.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_encoded_text_is_kept_and_reported() {
        let (text, notes) = open("Ik vond het cafÃ© fijn".as_bytes());
        assert_eq!(text, "Ik vond het cafÃ© fijn");
        assert!(notes.iter().any(|note| note.message.contains("Ã©")), "{notes:?}");
        assert!(open("São João, câmara, café".as_bytes()).1.is_empty());
    }

    #[test]
    fn a_guessed_encoding_is_reported() {
        let (text, notes) = open(b"Caf\xe9 open, zei ze, en toen gingen we naar binnen");
        assert!(text.starts_with("Café"));
        assert!(notes.iter().any(|note| note.message.contains("windows-1252")));
        let (text, notes) = open(b"An: Het caf\x82 was open.\nBo: E\x82n caf\x82, zei hij.\n");
        assert!(text.contains("café") && text.contains("Eén"), "{text}");
        assert!(notes.iter().any(|note| note.message.contains("CP850")), "{notes:?}");
        assert!(notes.iter().all(|note| note.severity == crate::diag::Severity::Note));
    }

    #[test]
    fn signs_within_words_are_a_warning() {
        let (_, notes) = open(b"An: De co\x94rdinator zei \x93nee\x94, caf\xe9.\n");
        let warned = |note: &Diagnostic| note.severity == crate::diag::Severity::Warning;
        assert!(notes.iter().any(|note| warned(note) && note.message.contains("co”rdinator")), "{notes:?}");
    }
}
