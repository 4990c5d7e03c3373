//! Praat TextGrids, in the long and the short form. Format:
//! <https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html>.

mod grid;
mod tokens;

use crate::diag::Diagnostic;

use super::spoken::{self, People};
use super::{About, Reader, Reading, Settings, Unreadable, kind, plain};
use grid::Stop;
use tokens::Tokens;

/// The reader of `.TextGrid`.
pub(super) struct TextGrid;

impl Reader for TextGrid {
    fn name(&self) -> &'static str {
        "textgrid"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["textgrid"]
    }

    fn about(&self) -> About {
        About {
            what: "Praat TextGrids",
            keeps: "tiers of intervals as speakers, times",
            leaves_out: "empty intervals, tiers of points, of sounds, of notes, of the same words cut finer",
        }
    }

    /// By the names Praat writes first.
    fn recognises(&self, bytes: &[u8]) -> bool {
        let text = head(bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let own = text.starts_with("File type = \"ooText") || text.starts_with("\"ooText");
        (own && text.contains("\"TextGrid\"")) || text.starts_with(CHRONOLOGICAL) || text.starts_with(BINARY)
    }

    fn may_be(&self, text: &str) -> bool {
        ["ooTextFile", "xmin", "IntervalTier", "<exists>"].iter().any(|mark| text.contains(mark))
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let start = head(bytes);
        if start.starts_with(BINARY) || start.starts_with(CHRONOLOGICAL) {
            let reason = "a Praat TextGrid saved in the binary or the chronological form; not read";
            return Err(Unreadable::new(reason, "open it in Praat and choose Save as text file"));
        }
        let (text, mut diagnostics) = plain::open(bytes);
        let mut tokens = Tokens::new(&text);
        let (tiers, stop) = grid::read(&mut tokens);
        match stop {
            Some(Stop::Unexpected(what)) => return Err(damaged(what, tokens.line())),
            Some(Stop::End) => diagnostics.push(cut_off(tiers.last().map(|tier| tier.name.as_str()))),
            None => {}
        }
        let speech = grid::speech(tiers, &mut diagnostics);
        let format = format!("textgrid, {} tier(s)", speech.len());
        let said = spoken::in_order_of_time(speech.into_iter().map(|tier| tier.said).collect());
        if said.is_empty() {
            return Err(Unreadable::new(
                "a Praat TextGrid without any interval with words",
                "open it in Praat; the words must stand in a tier of intervals",
            ));
        }
        let transcript = spoken::transcript(format, &said, &People::new(), settings);
        Ok(Reading::new(transcript, diagnostics))
    }
}

const BINARY: &str = "ooBinaryFile";
const CHRONOLOGICAL: &str = "\"Praat chronological TextGrid";

/// The beginning of a file, as text.
fn head(bytes: &[u8]) -> String {
    let sample = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    crate::text::decode(kind::whole_characters(sample)).text
}

fn damaged(what: &str, line: usize) -> Unreadable {
    Unreadable::new(
        format!("a Praat TextGrid that is damaged near line {line}: {what} should stand there"),
        "a quotation mark inside a label must be doubled; if it was edited by hand, open and save it in Praat",
    )
}

fn cut_off(tier: Option<&str>) -> Diagnostic {
    let message = match tier {
        Some(tier) => format!("the file is cut off inside the tier \"{tier}\"; what stands before is read"),
        None => "the file is cut off before its first tier".to_owned(),
    };
    Diagnostic::warning(message).hint("fetch it again, or save it again in Praat")
}
