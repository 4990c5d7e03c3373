//! Comments (`office:annotation`): they stand in the text where the words begin that they are about, and an
//! `office:annotation-end` of the same name where these end. Format: OASIS OpenDocument 1.3, part 3, 14.1; answers by
//! `loext:parent-name`, as LibreOffice writes it.

use quick_xml::events::BytesStart;

use super::elements::spaces;
use crate::source::xml::attribute;
use crate::source::{Comment, comments};

/// The comments of a document, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Comments {
    found: Vec<Found>,
    /// The depth of the one being read.
    depth: Option<usize>,
    /// What of it is being read.
    field: Field,
}

/// A comment, and the name of the one it answers.
#[derive(Debug)]
struct Found {
    comment: Comment,
    answers: Option<String>,
}

/// What of a comment the characters are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// Blanks between elements, or what is of no use.
    #[default]
    None,
    Author,
    Date,
    Text,
}

impl Comments {
    /// An element of a comment begins, at `depth`; whether it is one.
    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>, depth: usize) -> bool {
        if self.depth.is_none() {
            if name == "annotation" {
                self.open(element, depth);
            }
            return self.depth.is_some();
        }
        match name {
            "creator" => self.field = Field::Author,
            "date" => self.field = Field::Date,
            "p" | "h" => {
                self.field = Field::Text;
                if self.found.last().is_some_and(|found| !found.comment.text.is_empty()) {
                    self.push("\n");
                }
            }
            "s" => self.push(&spaces(element)),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
        true
    }

    /// Those without a name are numbered: nothing ends them.
    fn open(&mut self, element: &BytesStart<'_>, depth: usize) {
        let id = attribute(element, "name").unwrap_or_else(|| format!("#{}", self.found.len()));
        let answers = attribute(element, "parent-name").filter(|name| !name.is_empty());
        self.found.push(Found { comment: Comment { id, ..Comment::default() }, answers });
        (self.depth, self.field) = (Some(depth), Field::None);
    }

    /// The id of the comment that was begun last.
    pub(super) fn last(&self) -> String {
        self.found.last().map(|found| found.comment.id.clone()).unwrap_or_default()
    }

    /// Characters; whether they are of a comment.
    pub(super) fn text(&mut self, text: &str) -> bool {
        if self.depth.is_some() {
            self.push(&text.replace(['\n', '\t'], " "));
        }
        self.depth.is_some()
    }

    fn push(&mut self, text: &str) {
        let Some(Found { comment, .. }) = self.found.last_mut() else { return };
        match self.field {
            Field::None => {}
            Field::Author => comment.author.push_str(text),
            Field::Date => comment.date.get_or_insert_default().push_str(text),
            Field::Text => comment.text.push_str(text),
        }
    }

    /// An element ends, at `depth`; whether it was one of a comment.
    pub(super) fn end(&mut self, name: &str, depth: usize) -> bool {
        let was_open = self.depth.is_some();
        if matches!(name, "creator" | "date" | "p" | "h") {
            self.field = Field::None;
        }
        self.depth = self.depth.filter(|opened| *opened != depth);
        was_open
    }

    /// All of them.
    pub(super) fn finish(self) -> Vec<comments::Found> {
        let number = |name: &String| self.found.iter().position(|found| found.comment.id == *name);
        let answers: Vec<_> =
            self.found.iter().map(|found| found.answers.as_ref().and_then(number)).collect();
        let tidied = |Found { comment, .. }| {
            // Parts of a second are written only here, and a year 0 where nobody knows.
            let date = comment.date.as_deref().and_then(|date| date.trim().split('.').next());
            let date = date.filter(|date| !date.is_empty() && !date.starts_with("0000")).map(str::to_owned);
            Comment { author: comment.author.trim().to_owned(), date, ..comment }
        };
        self.found.into_iter().map(tidied).zip(answers).collect()
    }
}
