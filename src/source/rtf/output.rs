//! The text of Rich Text to paragraphs and tables, each in the body, a note or a text box.

use crate::source::document::{Body, Builder, Paragraph, Seen};

use super::destination::Destination;
use super::state::State;

/// A paragraph being read, and what it belongs to.
#[derive(Debug, Default)]
struct Open {
    paragraph: Paragraph,
    /// What is complete of the note or text box.
    done: Vec<Paragraph>,
    endnote: bool,
}

/// What is read so far.
pub(super) struct Output {
    /// What was seen and left out, or taken as accepted.
    pub(super) seen: Seen,
    builder: Builder,
    /// The body, then the notes and text boxes being read inside it.
    open: Vec<Open>,
    /// Paragraphs of text boxes that hang on the paragraph of the body.
    boxed: Vec<Paragraph>,
    footnotes: Vec<Paragraph>,
    endnotes: Vec<Paragraph>,
}

impl Output {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            seen: Seen::default(),
            builder: Builder::default(),
            open: vec![Open::default()],
            boxed: Vec::new(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
        }
    }

    /// Counts a word that hides text or tracks a change.
    pub(super) fn tally(&mut self, word: &str) {
        match word {
            "v" => self.seen.hidden += 1,
            "deleted" => self.seen.deleted += 1,
            "revised" => self.seen.inserted += 1,
            _ => {}
        }
    }

    /// Adds text to the paragraph being read.
    pub(super) fn add(&mut self, text: &str, state: &State) {
        self.leave_table(state);
        if let Some(open) = self.open.last_mut() {
            open.paragraph.push(text, state.bold);
            open.paragraph.style = state.style.map(style_id);
        }
    }

    /// The paragraph ends; an empty one counts only where `always`, and a deleted end is none.
    pub(super) fn end_paragraph(&mut self, always: bool, state: &State) {
        if !state.counts() || (always && state.deleted) {
            return;
        }
        let body = self.in_body();
        self.leave_table(state);
        let Some(open) = self.open.last_mut() else { return };
        if always || !open.paragraph.text.is_empty() {
            let paragraph = std::mem::take(&mut open.paragraph);
            if !body {
                open.done.push(paragraph);
                return;
            }
            if state.in_table {
                self.enter_table();
            }
            self.builder.paragraph(paragraph);
        }
        if body {
            for boxed in self.boxed.drain(..) {
                self.builder.paragraph(boxed);
            }
        }
    }

    /// A cell ends; what stands in one that is not of the body is a paragraph.
    pub(super) fn end_cell(&mut self, state: &mut State) {
        if !self.in_body() || state.to != Destination::Body {
            self.end_paragraph(false, state);
            return;
        }
        state.in_table = true;
        self.enter_table();
        self.end_paragraph(false, state);
        self.builder.end_cell(1);
    }

    /// A row ends, if it is of the body.
    pub(super) fn end_row(&mut self, state: &State) {
        if self.in_body() && state.to == Destination::Body {
            self.end_paragraph(false, state);
            self.builder.end_row();
        }
    }

    /// A note or text box begins.
    pub(super) fn begin_inset(&mut self) {
        self.open.push(Open::default());
    }

    /// The note being read is an endnote.
    pub(super) fn mark_endnote(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.endnote = true;
        }
    }

    /// A note or text box is complete.
    pub(super) fn end_inset(&mut self, state: &State) {
        self.end_paragraph(false, state);
        if self.in_body() {
            return;
        }
        let Some(inset) = self.open.pop() else { return };
        match state.to {
            Destination::Box => {
                let boxed = inset.done.into_iter().map(|paragraph| Paragraph { boxed: true, ..paragraph });
                self.boxed.extend(boxed);
            }
            _ if inset.endnote => self.endnotes.extend(inset.done),
            _ => self.footnotes.extend(inset.done),
        }
    }

    /// All that was read; what is still open is complete.
    pub(super) fn finish(mut self, state: State) -> Body {
        while !self.in_body() {
            self.end_inset(&State { to: Destination::Note, ..state });
        }
        self.end_paragraph(false, &State { to: Destination::Body, ..state });
        let mut notes = self.footnotes;
        notes.extend(self.endnotes);
        Body { blocks: self.builder.finish(), notes, seen: self.seen }
    }

    fn in_body(&self) -> bool {
        self.open.len() < 2
    }

    fn enter_table(&mut self) {
        if !self.builder.in_table() {
            self.builder.open_table();
        }
    }

    /// A table ends where text of the body stands in none.
    fn leave_table(&mut self, state: &State) {
        if self.in_body() && self.builder.in_table() && !state.in_table {
            self.builder.end_table();
        }
    }
}

/// By what a paragraph names style number `number`.
pub(super) fn style_id(number: i32) -> String {
    format!("s{number}")
}
