//! ELAN annotation files: tiers of speech, merged in order of time.

mod document;
mod speech;

use super::spoken::{self, People};
use super::{About, Reader, Reading, Settings, Unreadable, tree};

/// The reader of `.eaf`.
pub(super) struct Elan;

impl Reader for Elan {
    fn name(&self) -> &'static str {
        "eaf"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["eaf"]
    }

    fn about(&self) -> About {
        About {
            what: "ELAN annotation files",
            keeps: "tiers of speech, their participants, times",
            leaves_out: "tiers that depend on speech (translations, glosses), tiers of notes, gestures, codes",
        }
    }

    /// By its root element.
    fn recognises(&self, bytes: &[u8]) -> bool {
        tree::root(bytes).is_some_and(|(name, _)| name == ROOT)
    }

    fn may_be(&self, text: &str) -> bool {
        super::content::begins_as_xml(text)
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = tree::open(bytes);
        let document = tree::parse(&text, "an ELAN file")?;
        let tiers = document::tiers(&document);
        if document.name() != ROOT || !tiers.iter().any(document::Tier::has_words) {
            return Err(Unreadable::new(
                "an ELAN file without any annotation with words",
                "open it in ELAN and look whether it is the right file; words stand in annotations on tiers",
            ));
        }
        let said = speech::said(&tiers, &mut diagnostics);
        let format = format!("eaf, {} tier(s) of speech", said.len());
        let said = spoken::in_order_of_time(said);
        let transcript = spoken::transcript(format, &said, &People::new(), settings);
        Ok(Reading::new(transcript, diagnostics))
    }
}

const ROOT: &str = "ANNOTATION_DOCUMENT";

#[cfg(test)]
mod tests;
