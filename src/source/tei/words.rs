//! The words of an utterance: text, or tokens with the blanks between them built again.

use crate::source::tree::{Element, Node};

/// Elements whose inside is not said.
const SKIPPED: &[&str] =
    &["note", "desc", "pause", "gap", "linkGrp", "spanGrp", "head", "stage", "speaker", "fw", "measure"];
/// What is done or heard while someone speaks; its description is shown in brackets, or left out.
const HEARD: &[&str] = &["vocal", "incident", "kinesic"];
/// Marks that stand against the word before them, and against the one after.
const CLOSING: [char; 14] = ['.', ',', ';', ':', '?', '!', '…', ')', ']', '}', '”', '’', '»', '%'];
const OPENING: [char; 9] = ['(', '[', '{', '“', '‘', '„', '«', '¿', '¡'];
/// Elements that stand on lines of their own.
const LINES: &[&str] = &["seg", "p", "l", "lg", "ab", "u", "lb"];

/// The words of an utterance in the making.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words so far, one paragraph a line.
    pub(super) text: String,
    /// How many notes were left out.
    pub(super) notes: usize,
    heard: bool,
    /// Whether blanks stand before what comes next.
    gap: bool,
    /// Whether the last piece was a token, so that the next token stands apart.
    token: bool,
    /// Whether the last token holds on to what comes next.
    stuck: bool,
}

impl Words {
    /// No words yet; whether what is heard (a laugh) is to be shown in brackets.
    pub(super) fn new(heard: bool) -> Self {
        Self { heard, ..Self::default() }
    }

    /// Takes in what stands in `element`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.running(text),
                Node::Element(inner) => self.element(inner),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name() {
            "w" | "pc" => self.token(element),
            "choice" => element.elements().take(1).for_each(|first| self.element(first)),
            name if HEARD.contains(&name) => self.noise(element),
            name if SKIPPED.contains(&name) => {
                self.notes += usize::from(name == "note");
                self.gap = true;
            }
            name if LINES.contains(&name) => {
                self.line();
                self.take(element);
                self.line();
            }
            _ => self.take(element),
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        (self.gap, self.token, self.stuck) = (false, false, false);
    }

    /// Running text; runs of blanks are one.
    fn running(&mut self, text: &str) {
        self.gap |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            self.push(word);
            (self.gap, self.token) = (true, false);
        }
        if !self.token && !text.is_empty() {
            self.gap = text.ends_with(char::is_whitespace);
        }
    }

    /// A token: apart from the one before, unless `join`, or a mark that leans on a word, says otherwise.
    fn token(&mut self, element: &Element<'_>) {
        let text = element.text();
        let join = element.attribute("join").unwrap_or_default();
        let mark = element.name() == "pc";
        let leans = mark && text.starts_with(CLOSING);
        if leans || matches!(join.as_str(), "left" | "both") {
            self.gap = false;
        } else {
            self.gap |= self.token;
        }
        self.push(&text);
        self.token = true;
        self.stuck = (mark && text.starts_with(OPENING)) || matches!(join.as_str(), "right" | "both");
    }

    /// A laugh, a door: `(lacht)`, where the description stands inside an utterance of ISO 24624. In
    /// parliaments such elements are notes on others.
    fn noise(&mut self, element: &Element<'_>) {
        let description = element.text();
        if !self.heard || description.is_empty() {
            self.notes += 1;
            self.gap = true;
            return;
        }
        self.gap = true;
        match description.starts_with('(') {
            true => self.push(&description),
            false => self.push(&format!("({description})")),
        }
        (self.gap, self.token) = (true, false);
    }

    fn push(&mut self, piece: &str) {
        let begins = self.text.is_empty() || self.text.ends_with('\n');
        if self.gap && !self.stuck && !begins {
            self.text.push(' ');
        }
        self.text.push_str(piece);
        (self.gap, self.stuck) = (false, false);
    }
}
