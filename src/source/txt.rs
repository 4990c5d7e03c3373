//! Plain text: the whole file is the text; labels and times are found in it.

use super::labels::{self, Marks};
use super::{About, Reader, Reading, Settings, Unreadable, plain, table};

/// The reader of `.txt`.
pub(super) struct Txt;

impl Reader for Txt {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn about(&self) -> About {
        About {
            what: "plain text",
            keeps: "labels (`Name:`, `[Name]`, capitals), times, paragraphs",
            leaves_out: "",
        }
    }

    /// Never: any text could be plain text.
    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        let transcript = labels::transcript(self.name(), text, &Marks::default(), settings, &mut diagnostics);
        if transcript.speakers.is_empty() {
            diagnostics.extend(table::doubt(&transcript.text));
        }
        Ok(Reading::new(transcript, diagnostics))
    }
}
