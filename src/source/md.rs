//! Markdown: the whole file is the text, marks included. `**Name:**` is a label; headings are no turn
//! and end none, so that a chapter title may stand inside somebody's words.

use std::collections::HashMap;

use crate::text::Span;

use super::labels::{self, Marks};
use super::{About, Reader, Reading, Settings, Unreadable, md_table, plain};

/// No label between marks is longer, in bytes.
const LONGEST_LABEL: usize = 60;

/// The reader of `.md`.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn about(&self) -> About {
        About {
            what: "Markdown",
            keeps: "bold, italic and plain labels, times, paragraphs, tables of turns; marks stay in the text",
            leaves_out: "",
        }
    }

    /// Never: any text could be Markdown.
    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }

    fn read(&self, bytes: &[u8], settings: &Settings) -> Result<Reading, Unreadable> {
        let (text, mut diagnostics) = plain::open(bytes);
        if let Some(transcript) = md_table::transcript(&text, settings) {
            return Ok(Reading::new(transcript, diagnostics));
        }
        let marks = Marks { asides: asides(&text), markdown: true, ..Marks::default() };
        let transcript = labels::transcript(self.name(), text, &marks, settings, &mut diagnostics);
        Ok(Reading::new(transcript, diagnostics))
    }
}

/// Whether `text` is surely Markdown: labels between its marks, or a heading that stands apart.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut labels = HashMap::new();
    let (mut colons, mut all) = (0, 0);
    let mut lines = text.lines().map(str::trim).peekable();
    let mut above = "";
    while let Some(line) = lines.next() {
        if is_heading(line) && above.is_empty() && lines.peek().is_none_or(|below| below.is_empty()) {
            return true;
        }
        above = line;
        let Some((label, rest)) = fenced(line) else { continue };
        let colon = label.ends_with(':') || rest.starts_with(':');
        colons += usize::from(colon);
        // Lines that begin in italics are as often notes.
        if !colon && !line.starts_with("**") && !line.starts_with("__") {
            continue;
        }
        all += 1;
        *labels.entry(label).or_insert(0) += 1;
    }
    colons >= 2 || all >= 3 && labels.values().any(|count| *count >= 2)
}

/// The label between marks of bold that `line` begins with, and what follows it.
fn fenced(line: &str) -> Option<(&str, &str)> {
    let fence = ["***", "___", "**", "__", "*", "_"].into_iter().find(|fence| line.starts_with(fence))?;
    let (label, rest) = line.get(fence.len()..)?.split_once(fence)?;
    let label = label.trim();
    (label.starts_with(char::is_alphanumeric) && label.len() <= LONGEST_LABEL)
        .then_some((label, rest.trim_start()))
}

/// `## Part two`
fn is_heading(line: &str) -> bool {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&hashes)
        && line.get(hashes..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Headings, rules, comments on one line, and the front matter.
fn asides(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = front_matter(text);
    if at > 0 {
        found.push(Span::new(0, at));
    }
    for line in text.get(at..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim();
        let comment = trimmed.starts_with("<!--") && trimmed.ends_with("-->");
        if is_heading(trimmed) || comment || is_rule(trimmed) {
            found.push(Span::new(at, at + line.len()));
        }
        at += line.len();
    }
    found
}

/// `---`, `***`, `===` under or between paragraphs.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && ["-", "*", "_", "="]
            .iter()
            .any(|mark| line.replace([' '], "").trim_matches(|c| mark.contains(c)).is_empty())
}

/// The length of the YAML between `---` lines at the start, 0 without.
fn front_matter(text: &str) -> usize {
    if !text.starts_with("---\n") {
        return 0;
    }
    let rest = text.get(4..).unwrap_or("");
    ["\n---\n", "\n...\n"]
        .into_iter()
        .filter_map(|end| rest.find(end).map(|at| 4 + at + end.len()))
        .min()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_no_turn_and_end_none() {
        let text = "---\ntitle: x\n---\n# Gesprek\n\n**Anna:** Dag.\n\n## Deel twee\n\nEn nog iets.\n\n## Deel drie\n\n**Bert**: Ja.\n\n**Anna:** Goed.\n";
        let reading = Markdown.read(text.as_bytes(), &Settings::default()).unwrap();
        let words: Vec<_> = reading.transcript.turns.iter().map(|t| reading.transcript.words_of(t)).collect();
        assert_eq!(words, ["Dag.\n\n## Deel twee\n\nEn nog iets.", "Ja.", "Goed."]);
        assert_eq!(reading.transcript.format, "md, bold labels");
        assert_eq!(reading.transcript.text, text);
    }

    #[test]
    fn labels_may_be_in_italics() {
        for text in [
            "*I:* Hoe ging het?\n\n*R:* Goed.\n\n*lacht* Echt.\n\n*I:* Mooi.\n",
            "_I_: Hoe ging het?\n\n_R_: Goed.\n\n*lacht* Echt.\n\n_I_: Mooi.\n",
            "***I:*** Hoe ging het?\n\n***R:*** Goed.\n\n*lacht* Echt.\n\n***I:*** Mooi.\n",
        ] {
            for name in ["a.md", "a.txt"] {
                let reading = crate::source::read(name, text.as_bytes(), &Settings::default()).unwrap();
                let transcript = &reading.transcript;
                let show = |turn| {
                    let speaker = transcript.speaker_of(turn).map_or("-", |speaker| &speaker.label);
                    format!("{speaker}|{}", transcript.words_of(turn))
                };
                let turns: Vec<String> = transcript.turns.iter().map(show).collect();
                assert_eq!(
                    turns,
                    ["I|Hoe ging het?", "R|Goed.\n\n*lacht* Echt.", "I|Mooi."],
                    "{name} {text}"
                );
            }
        }
    }
}
