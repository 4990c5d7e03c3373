//! Proceedings of the Dutch parliament as officielebekendmakingen.nl publishes them: `spreekbeurt`
//! elements with a `spreker` and paragraphs (`al`). Motions are read out from paper and left out.

use crate::diag::Diagnostic;

use super::spoken::{self, People, Said};
use super::tree::{self, Element, Node};
use super::{About, Reader, Reading, Settings, Unreadable};

/// The reader of Dutch proceedings.
pub(super) struct Handelingen;

impl Reader for Handelingen {
    fn name(&self) -> &'static str {
        "handelingen"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn about(&self) -> About {
        About {
            what: "Proceedings of the Dutch parliament (officiële publicaties)",
            keeps: "speakers with their party",
            leaves_out: "motions, text outside of speeches",
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
        let document = tree::parse(&text, "a publication of the Dutch government")?;
        let speeches = document.all("spreekbeurt");
        let said: Vec<Said> = speeches.iter().map(|speech| turn(speech)).collect();
        if document.name() != ROOT || said.iter().all(|said| said.words.is_empty()) {
            return Err(Unreadable::new(
                "a publication of the Dutch government without any speech (spreekbeurt)",
                "if it is a transcript, save its text as .txt or .docx",
            ));
        }
        let motions = document.all("motie").len();
        if motions > 0 {
            diagnostics.push(Diagnostic::note(format!("{motions} motion(s) are left out")));
        }
        let inside: usize = speeches.iter().map(|speech| speech.all("al").len()).sum();
        let outside = document.all("al").len().saturating_sub(inside);
        if outside > 0 {
            let message =
                format!("{outside} paragraph(s) outside of speeches are left out; they name no speaker");
            diagnostics.push(Diagnostic::note(message));
        }
        let transcript =
            spoken::transcript("handelingen, speeches".to_owned(), &said, &People::new(), settings);
        Ok(Reading::new(transcript, diagnostics))
    }
}

const ROOT: &str = "officiele-publicatie";

fn turn(speech: &Element<'_>) -> Said {
    let label = speech.child("spreker").map(inline).unwrap_or_default();
    let mut paragraphs = Vec::new();
    gather(speech, &mut paragraphs);
    Said { label, words: paragraphs.join("\n"), ..Said::default() }
}

/// The paragraphs of a speech, one string each.
fn gather(element: &Element<'_>, paragraphs: &mut Vec<String>) {
    for inner in element.elements() {
        match inner.name() {
            "motie" | "spreker" => {}
            "al" => paragraphs.push(inline(inner)),
            _ => gather(inner, paragraphs),
        }
    }
}

/// The text of an element, runs of blanks as one; indented files have blanks around inner elements that
/// stand against a mark: `(` … `)`, `.`.
fn inline(element: &Element<'_>) -> String {
    let mut out = String::new();
    lay(element, &mut out);
    out.trim_end().to_owned()
}

fn lay(element: &Element<'_>, out: &mut String) {
    for node in &element.children {
        match node {
            Node::Element(inner) => lay(inner, out),
            Node::Text(text) => {
                let leans = text.trim_start().starts_with(['.', ',', ';', ':', ')', '?', '!']);
                if leans {
                    out.truncate(out.trim_end().len());
                } else if text.starts_with(char::is_whitespace) {
                    blank(out);
                }
                out.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
                if text.ends_with(char::is_whitespace) {
                    blank(out);
                }
            }
        }
    }
}

fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '(']) {
        out.push(' ');
    }
}
