//! What the groups of Rich Text hand down: where text goes, and how it is written.

use super::destination::Destination;

/// What a group inherits from the one around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// Where its text goes.
    pub(super) to: Destination,
    /// Whether its text is bold.
    pub(super) bold: bool,
    /// Whether its text is hidden.
    pub(super) hidden: bool,
    /// Whether its text is deleted, as a tracked change.
    pub(super) deleted: bool,
    /// Whether its paragraphs stand in a table.
    pub(super) in_table: bool,
    /// The number of its font.
    pub(super) font: i32,
    /// The number of the style of its paragraphs.
    pub(super) style: Option<i32>,
    /// How many characters after `\u` repeat it for old programs.
    pub(super) repeats: u32,
    /// Whether the group began with `\*`, and its first word was not read yet.
    pub(super) starred: bool,
    /// Whether this very group is a note or text box.
    pub(super) begins: bool,
}

impl State {
    /// That of a document before its first word.
    pub(super) fn new() -> Self {
        Self {
            to: Destination::Body,
            bold: false,
            hidden: false,
            deleted: false,
            in_table: false,
            font: 0,
            style: None,
            repeats: 1,
            starred: false,
            begins: false,
        }
    }

    /// That of a group in this one.
    pub(super) fn inner(self) -> Self {
        Self { starred: false, begins: false, ..self }
    }

    /// That of a note or text box which begins here.
    pub(super) fn inset(self) -> Self {
        Self { begins: true, bold: false, in_table: false, style: None, ..self }
    }

    /// Whether text at this place is part of the transcript.
    pub(super) fn counts(&self) -> bool {
        matches!(self.to, Destination::Body | Destination::Note | Destination::Box)
    }

    /// Takes in a word that says how text is written from here on; whether it is such a word.
    pub(super) fn format(&mut self, word: &str, number: Option<i32>, default_font: i32) -> bool {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "b" => self.bold = on,
            "v" => self.hidden = on,
            "deleted" => self.deleted = on,
            "plain" => {
                *self = Self { bold: false, hidden: false, deleted: false, font: default_font, ..*self };
            }
            "pard" => {
                self.in_table = false;
                self.style = None;
            }
            "intbl" => self.in_table = true,
            "s" => self.style = number,
            "f" => self.font = value,
            "uc" => self.repeats = u32::try_from(value).unwrap_or(1).min(16),
            _ => return false,
        }
        true
    }
}
