//! TEI: spoken language with a timeline (ISO 24624), parliaments (ParlaMint), and speeches (`sp`).
//! Format: <https://tei-c.org/release/doc/tei-p5-doc/en/html/TS.html>.

mod people;
mod timeline;
mod utterances;
mod words;

use crate::diag::Diagnostic;

use super::spoken;
use super::{About, Reader, Reading, Settings, Unreadable, tree};
use utterances::Utterances;

/// The reader of TEI.
pub(super) struct Tei;

impl Reader for Tei {
    fn name(&self) -> &'static str {
        "tei"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tei", "xml"]
    }

    fn about(&self) -> About {
        About {
            what: "TEI transcripts (ISO 24624, ParlaMint)",
            keeps: "speakers and what the header tells of them, times",
            leaves_out: "notes, pauses, annotations of words",
        }
    }

    /// By its root element and the namespace of TEI.
    fn recognises(&self, bytes: &[u8]) -> bool {
        tree::root(bytes).is_some_and(|(name, tag)| {
            ["TEI", "teiCorpus"].contains(&name.as_str()) && tag.contains("http://www.tei-c.org/ns/1.0")
        })
    }

    fn may_be(&self, text: &str) -> bool {
        super::content::begins_as_xml(text)
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = tree::open(bytes);
        if !self.recognises(bytes) {
            return Err(super::refuse::unknown_xml());
        }
        let document = tree::parse(&text, "a TEI file")?;
        let utterances = Utterances::of(&document);
        if utterances.said.is_empty() {
            return Err(Unreadable::new(
                "a TEI file without any utterance (u) or speech (sp) with words",
                "export its text as .txt or .docx if it is a transcript",
            ));
        }
        if utterances.notes > 0 {
            let message = format!("{} note(s) or incident(s) are left out", utterances.notes);
            diagnostics.push(Diagnostic::note(message));
        }
        let format = format!("tei, utterances{}", if utterances.timed() { " with times" } else { "" });
        let transcript = spoken::transcript(format, &utterances.said, &utterances.people, settings);
        Ok(Reading::new(transcript, diagnostics))
    }
}

#[cfg(test)]
mod tests;
